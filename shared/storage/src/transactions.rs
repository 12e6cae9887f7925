//! Transactions on the table.

use aws_sdk_dynamodb::{
    error::SdkError,
    operation::transact_write_items::TransactWriteItemsError,
    types::{Delete, Get, Put, TransactGetItem, TransactWriteItem, Update},
};

use crate::{
    StorageError, Table,
    backoff::jittered,
    item::{Attributes, n, names, s, values},
    sequence::Write,
};

const WRITE: &str = "dynamodb:TransactWriteItems";
const READ: &str = "dynamodb:TransactGetItems";

/// How many writes a transaction has at most.
pub(crate) const MOST_WRITES: usize = 100;

/// Why a transaction was cancelled, by the code for each of its writes, in their order.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cancelled(Vec<String>);

impl Cancelled {
    #[cfg(test)]
    pub(crate) fn because(codes: &[&str]) -> Self {
        Self(codes.iter().map(ToString::to_string).collect())
    }

    /// Whether the condition of the first write did not hold.
    pub(crate) fn is_first_unmet(&self) -> bool {
        self.0.first().is_some_and(|code| code == "ConditionalCheckFailed")
    }

    /// Whether the condition of the last write did not hold.
    pub(crate) fn is_last_unmet(&self) -> bool {
        self.0.last().is_some_and(|code| code == "ConditionalCheckFailed")
    }

    /// Whether another try may succeed, with what is stored by then.
    fn is_transient(&self) -> bool {
        const TRANSIENT: [&str; 5] = [
            "ConditionalCheckFailed",
            "TransactionConflict",
            "ThrottlingError",
            "ProvisionedThroughputExceeded",
            "RequestLimitExceeded",
        ];
        let mut given = self.0.iter().filter(|code| *code != "None").peekable();
        given.peek().is_some() && given.all(|code| TRANSIENT.contains(&code.as_str()))
    }
}

impl Table {
    /// Does all writes or none. `Err` inside if others have come first, and another try may succeed.
    pub(crate) async fn transact(
        &self,
        writes: Vec<TransactWriteItem>,
    ) -> Result<Result<(), Cancelled>, StorageError> {
        // The SDK adds a client token, so a try that it repeats after a lost answer is applied once.
        let Err(error) = self.client.transact_write_items().set_transact_items(Some(writes)).send().await
        else {
            return Ok(Ok(()));
        };
        if let SdkError::ServiceError(context) = &error
            && let TransactWriteItemsError::TransactionCanceledException(cancelled) = context.err()
        {
            let codes = cancelled.cancellation_reasons().iter();
            let codes = Cancelled(codes.map(|it| it.code().unwrap_or("None").to_owned()).collect());
            if codes.is_transient() {
                return Ok(Err(codes));
            }
        }
        Err(StorageError::from_sdk(WRITE, error))
    }

    /// Reads items as they are at one and the same moment; those that do not exist are `None`.
    pub(crate) async fn get_together(
        &self,
        keys: &[Attributes],
    ) -> Result<Vec<Option<Attributes>>, StorageError> {
        let gets = keys.iter().map(|key| {
            let get = Get::builder().table_name(&self.name).set_key(Some(key.clone())).build();
            Ok(TransactGetItem::builder().get(get.map_err(|e| StorageError::unbuilt(READ, e))?).build())
        });
        let gets: Vec<_> = gets.collect::<Result<_, StorageError>>()?;
        for round in 0..6 {
            let error =
                match self.client.transact_get_items().set_transact_items(Some(gets.clone())).send().await {
                    Ok(answer) => {
                        let items = answer.responses.unwrap_or_default().into_iter();
                        return Ok(items.map(|it| it.item.filter(|item| !item.is_empty())).collect());
                    }
                    Err(error) => error,
                };
            // Somebody is writing to one of the items. That takes milliseconds.
            if !error.as_service_error().is_some_and(|it| it.is_transaction_canceled_exception()) {
                return Err(StorageError::from_sdk(READ, error));
            }
            tokio::time::sleep(jittered(round)).await;
        }
        Err(StorageError::Unavailable {
            operation: READ,
            detail: "the items are written to all the time".into(),
        })
    }

    /// Puts an item that must not be there yet.
    pub(crate) fn put_new(&self, item: Attributes) -> Result<TransactWriteItem, StorageError> {
        let put = self.put(item).condition_expression("attribute_not_exists(pk)").build();
        Ok(TransactWriteItem::builder().put(put.map_err(unbuilt)?).build())
    }

    /// Deletes an item that must be there.
    pub(crate) fn delete_present(&self, key: Attributes) -> Result<TransactWriteItem, StorageError> {
        let delete = self.delete(key).condition_expression("attribute_exists(pk)").build();
        Ok(TransactWriteItem::builder().delete(delete.map_err(unbuilt)?).build())
    }

    /// Deletes an item if it is there.
    pub(crate) fn delete_any(&self, key: Attributes) -> Result<TransactWriteItem, StorageError> {
        let delete = self.delete(key).build().map_err(unbuilt)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }

    /// Deletes an item if an attribute of it has that value.
    pub(crate) fn delete_if(
        &self,
        key: Attributes,
        name: &str,
        value: aws_sdk_dynamodb::types::AttributeValue,
    ) -> Result<TransactWriteItem, StorageError> {
        let condition = format!("#{name} = :value");
        let delete = self
            .delete(key)
            .set_expression_attribute_names(Some(names(&[&condition])))
            .set_expression_attribute_values(Some(values([(":value", value)])))
            .condition_expression(condition);
        Ok(TransactWriteItem::builder().delete(delete.build().map_err(unbuilt)?).build())
    }

    /// A write of a sequence.
    pub(crate) fn write(&self, write: Write) -> Result<TransactWriteItem, StorageError> {
        const IS_SAME: &str = "#version = :was";
        match write {
            Write::Head { item, was: 0 } => self.put_new(item),
            Write::Head { item, was } => {
                let put = self
                    .put(item)
                    .condition_expression(IS_SAME)
                    .set_expression_attribute_names(Some(names(&[IS_SAME])))
                    .set_expression_attribute_values(Some(values([(":was", n(was))])));
                Ok(TransactWriteItem::builder().put(put.build().map_err(unbuilt)?).build())
            }
            Write::Put(item) => {
                Ok(TransactWriteItem::builder().put(self.put(item).build().map_err(unbuilt)?).build())
            }
            Write::Delete(key) => self.delete_any(key),
            Write::DeleteSingle { key, report_id } => self.delete_if(key, "report_id", s(report_id)),
            Write::Add { key, numbers } => {
                let terms: Vec<_> = numbers.keys().map(|name| format!("#{name} :{name}")).collect();
                let update = format!("ADD {}", terms.join(", "));
                let given = numbers.into_iter().map(|(name, by)| (format!(":{name}"), n(by)));
                let update = Update::builder()
                    .table_name(&self.name)
                    .set_key(Some(key))
                    .set_expression_attribute_names(Some(names(&[&update])))
                    .set_expression_attribute_values(Some(given.collect()))
                    .update_expression(update);
                Ok(TransactWriteItem::builder().update(update.build().map_err(unbuilt)?).build())
            }
        }
    }

    fn put(&self, item: Attributes) -> aws_sdk_dynamodb::types::builders::PutBuilder {
        Put::builder().table_name(&self.name).set_item(Some(item))
    }

    fn delete(&self, key: Attributes) -> aws_sdk_dynamodb::types::builders::DeleteBuilder {
        Delete::builder().table_name(&self.name).set_key(Some(key))
    }
}

fn unbuilt(error: aws_sdk_dynamodb::error::BuildError) -> StorageError {
    StorageError::unbuilt(WRITE, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_and_an_unmet_condition_are_tried_again_and_the_rest_is_an_error() {
        for (codes, expected) in [
            (&["None", "TransactionConflict"][..], true),
            (&["None", "ConditionalCheckFailed", "None"], true),
            (&["ThrottlingError", "TransactionConflict"], true),
            (&["TransactionConflict", "ItemCollectionSizeLimitExceeded"], false),
            (&["None", "ValidationError"], false),
            (&["None", "None"], false),
            (&[], false),
        ] {
            assert_eq!(Cancelled::because(codes).is_transient(), expected, "{codes:?}");
        }
    }
}
