//! The table, and the few operations on it that the other files share.

use std::collections::HashMap;

use aws_sdk_dynamodb::{
    Client,
    operation::update_item::UpdateItemError,
    types::{AttributeValue, KeysAndAttributes, ReturnValue, ReturnValuesOnConditionCheckFailure},
};
use futures_util::future::try_join_all;

use crate::{
    aws::{Aws, Misconfigured, required},
    backoff::jittered,
    error::StorageError,
    item::{Attributes, names},
};

/// The DynamoDB table.
#[derive(Debug, Clone)]
pub struct Table {
    pub(crate) client: Client,
    pub(crate) name: String,
}

/// The outcome of a conditional write.
pub(crate) enum Written {
    /// The item was written; this is how it is now.
    Done(Attributes),
    /// The condition did not hold for this item; `None` if there is no such item.
    Unmet(Option<Attributes>),
}

/// How many keys `BatchGetItem` takes.
const BATCH: usize = 100;

impl Table {
    /// The table that `TABLE_NAME` names.
    ///
    /// # Errors
    /// When the variable is not set.
    pub fn from_env(aws: &Aws) -> Result<Self, Misconfigured> {
        Ok(Self::named(aws, required("TABLE_NAME")?))
    }

    /// The table of that name.
    pub fn named(aws: &Aws, name: impl Into<String>) -> Self {
        Self { client: aws.dynamodb(), name: name.into() }
    }

    /// Reads one item.
    pub(crate) async fn get(&self, key: Attributes) -> Result<Option<Attributes>, StorageError> {
        let request = self.client.get_item().table_name(&self.name).set_key(Some(key)).consistent_read(true);
        let answer = request.send().await.map_err(|e| StorageError::from_sdk("dynamodb:GetItem", e))?;
        Ok(answer.item)
    }

    /// Reads many items, in no particular order; those that do not exist are left out.
    pub(crate) async fn get_many(&self, keys: Vec<Attributes>) -> Result<Vec<Attributes>, StorageError> {
        let batches = keys.chunks(BATCH).map(|batch| self.get_batch(batch.to_vec()));
        Ok(try_join_all(batches).await?.into_iter().flatten().collect())
    }

    async fn get_batch(&self, keys: Vec<Attributes>) -> Result<Vec<Attributes>, StorageError> {
        const OPERATION: &str = "dynamodb:BatchGetItem";
        let mut found = Vec::with_capacity(keys.len());
        let mut wanted = keys;
        // The service may leave keys unread when it is busy or the answer would pass 16 MB.
        for round in 0..8 {
            let keys =
                KeysAndAttributes::builder().set_keys(Some(wanted)).consistent_read(true).build().map_err(
                    |error| StorageError::Refused { operation: OPERATION, detail: error.to_string() },
                )?;
            let request = self.client.batch_get_item().request_items(&self.name, keys);
            let answer = request.send().await.map_err(|e| StorageError::from_sdk(OPERATION, e))?;
            found.extend(
                answer.responses.and_then(|mut tables| tables.remove(&self.name)).unwrap_or_default(),
            );
            wanted = match answer.unprocessed_keys.and_then(|mut tables| tables.remove(&self.name)) {
                Some(left) if !left.keys.is_empty() => left.keys,
                _ => return Ok(found),
            };
            tokio::time::sleep(jittered(round)).await;
        }
        Err(StorageError::Unavailable { operation: OPERATION, detail: "keys were left unread".into() })
    }

    /// Changes one item if a condition holds.
    pub(crate) async fn update_if(
        &self,
        key: Attributes,
        update: &str,
        condition: &str,
        values: HashMap<String, AttributeValue>,
    ) -> Result<Written, StorageError> {
        let sent = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key))
            .update_expression(update)
            .condition_expression(condition)
            .set_expression_attribute_names(Some(names(&[update, condition])))
            .set_expression_attribute_values(Some(values))
            .return_values(ReturnValue::AllNew)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        match sent {
            Ok(answer) => Ok(Written::Done(answer.attributes.unwrap_or_default())),
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(unmet)) => {
                    Ok(Written::Unmet(unmet.item.clone().filter(|item| !item.is_empty())))
                }
                _ => Err(StorageError::from_sdk("dynamodb:UpdateItem", error)),
            },
        }
    }
}
