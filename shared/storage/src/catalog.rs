//! The catalog: which entities a project has, for lists.
//!
//! The bucket knows which entities there are, but cannot list them by name. The catalog repeats what a list shows in the
//! table. Whoever publishes a snapshot records it; a snapshot that is put into the bucket by other means is recorded by the
//! function that the bucket's events call. The bucket stays the truth: reports are made of what is there, in the catalog or not.
//!
//! An entry's sort key begins with kind and name, so a page is one query. The item of the entity itself says under which
//! sort key it is listed, so that a renamed entity leaves its old place in the same transaction.

use std::collections::HashMap;

use aws_sdk_dynamodb::{
    error::SdkError,
    operation::transact_write_items::TransactWriteItemsError,
    types::{AttributeValue, Delete, Put, TransactWriteItem},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use report_domain::{Entity, Kind, ProjectId, SnapshotLabel, SnapshotPin, Subject};

use crate::{
    StorageError, Table,
    backoff::jittered,
    item::{Attributes, Reader, key, millis, n, names, s, unreadable, values},
};

const OPERATION: &str = "dynamodb:TransactWriteItems";

/// Characters of a name that the order of a list depends on. A sort key has a kilobyte.
const SORTED_BY: usize = 100;

/// Where a page of a list ends and the next one begins. Its text means nothing to clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(String);

/// The text is no [`Cursor`] that a page has given.
#[derive(Debug, thiserror::Error)]
#[error("expected the cursor of an earlier page")]
pub struct InvalidCursor;

impl Cursor {
    /// As it is given to clients.
    pub fn encode(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(&self.0)
    }

    /// As a client gives it back.
    ///
    /// # Errors
    /// When the text is no cursor.
    pub fn decode(text: &str) -> Result<Self, InvalidCursor> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidCursor)?;
        let sort_key = String::from_utf8(bytes).map_err(|_| InvalidCursor)?;
        let is_kind = |kind: &Kind| sort_key.starts_with(&format!("{kind}#"));
        // DynamoDB refuses longer sort keys.
        if sort_key.len() <= 1024 && Kind::ALL.iter().any(is_kind) {
            Ok(Self(sort_key))
        } else {
            Err(InvalidCursor)
        }
    }
}

/// Some entities of a project, by kind and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityPage {
    /// The entities.
    pub entities: Vec<Entity>,
    /// Where the next page begins; `None` for the last page.
    pub next: Option<Cursor>,
}

/// Keeps the catalog.
pub trait Catalog: Send + Sync {
    /// Records an entity as it is now.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn record(&self, entity: &Entity) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Removes an entity from the catalog, if it is there.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn forget(&self, subject: &Subject) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// An entity as it was recorded last.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn listed(&self, subject: &Subject) -> impl Future<Output = Result<Option<Entity>, StorageError>> + Send;

    /// At most `limit` entities of a project, of one kind or all, from the cursor on: by kind, then by name in lower case,
    /// then by id.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn entities(
        &self,
        project_id: ProjectId,
        kind: Option<Kind>,
        from: Option<&Cursor>,
        limit: u16,
    ) -> impl Future<Output = Result<EntityPage, StorageError>> + Send;
}

/// The sort key that an entity is listed under.
pub(crate) fn sort_key(subject: &Subject, name: &str) -> String {
    let name: String = name.to_lowercase().chars().take(SORTED_BY).collect();
    format!("{}#{name}#{}", subject.kind, subject.entity_id)
}

/// The cursor after that entity.
#[cfg(any(test, feature = "memory"))]
pub(crate) fn cursor(entity: &Entity) -> Cursor {
    Cursor(sort_key(&entity.subject, &entity.label.name))
}

/// Whether a sort key comes after a cursor.
#[cfg(any(test, feature = "memory"))]
pub(crate) fn is_after(sort_key: &str, cursor: &Cursor) -> bool {
    sort_key > cursor.0.as_str()
}

fn partition(project_id: ProjectId) -> String {
    format!("ENTITIES#{project_id}")
}

fn entity_key(subject: &Subject) -> Attributes {
    let Subject { project_id, kind, entity_id } = subject;
    key(format_args!("ENTITY#{project_id}#{kind}#{entity_id}"), "ENTITY")
}

fn entry(entity: &Entity) -> Attributes {
    let Entity { subject, label, .. } = entity;
    let mut item = key(partition(subject.project_id), sort_key(subject, &label.name));
    item.extend(entity_attributes(entity));
    item
}

/// An entity as attributes of an item.
pub(crate) fn entity_attributes(entity: &Entity) -> Attributes {
    let Entity { subject, version, bytes, label } = entity;
    let mut item = Attributes::new();
    let mut put = |name: &str, value| item.insert(name.to_owned(), value);
    put("project_id", s(subject.project_id));
    put("kind", s(subject.kind));
    put("entity_id", s(subject.entity_id));
    put("name", s(&label.name));
    if let Some(version_id) = &version.version_id {
        put("version_id", s(version_id));
    }
    put("etag", s(&version.etag));
    put("sha256", s(&label.sha256));
    put("bytes", n(bytes));
    if let Some(taken_at) = label.taken_at {
        put("taken_at", millis(taken_at));
    }
    put("published_at", millis(label.published_at));
    item
}

/// Reads what [`entity_attributes`] wrote.
pub(crate) fn entity_from(item: &Attributes) -> Result<Entity, StorageError> {
    let read = Reader(item);
    Ok(Entity {
        subject: Subject {
            project_id: read.parsed("project_id")?,
            kind: read.parsed("kind")?,
            entity_id: read.parsed("entity_id")?,
        },
        version: SnapshotPin {
            version_id: read.optional_text("version_id")?.map(str::to_owned),
            etag: read.text("etag")?.to_owned(),
        },
        bytes: read.number("bytes")?,
        label: SnapshotLabel {
            name: read.text("name")?.to_owned(),
            taken_at: read.optional_instant("taken_at")?,
            sha256: read.text("sha256")?.to_owned(),
            published_at: read.instant("published_at")?,
        },
    })
}

impl Catalog for Table {
    async fn record(&self, entity: &Entity) -> Result<(), StorageError> {
        let listed = sort_key(&entity.subject, &entity.label.name);
        self.relist(&entity.subject, Some((&listed, entry(entity)))).await
    }

    async fn forget(&self, subject: &Subject) -> Result<(), StorageError> {
        self.relist(subject, None).await
    }

    async fn listed(&self, subject: &Subject) -> Result<Option<Entity>, StorageError> {
        let Some(place) = self.get(entity_key(subject)).await? else { return Ok(None) };
        let listed = key(partition(subject.project_id), Reader(&place).text("listed")?);
        self.get(listed).await?.map(|item| entity_from(&item)).transpose()
    }

    async fn entities(
        &self,
        project_id: ProjectId,
        kind: Option<Kind>,
        from: Option<&Cursor>,
        limit: u16,
    ) -> Result<EntityPage, StorageError> {
        let (condition, prefix) = match kind {
            Some(kind) => ("pk = :pk AND begins_with(sk, :prefix)", Some(s(format_args!("{kind}#")))),
            None => ("pk = :pk", None),
        };
        // DynamoDB refuses a cursor outside of the range that is asked for: nothing of this kind comes after it, or all does.
        let from = match (from, kind) {
            (Some(cursor), Some(kind)) if !cursor.0.starts_with(&format!("{kind}#")) => {
                if cursor.0.as_str() > kind.as_str() {
                    return Ok(EntityPage { entities: Vec::new(), next: None });
                }
                None
            }
            (from, _) => from,
        };
        // One more than asked for tells whether there is a next page. An entry has about a kilobyte, so all fit one query.
        let request = self
            .client
            .query()
            .table_name(&self.name)
            .consistent_read(true)
            .key_condition_expression(condition)
            .expression_attribute_values(":pk", s(partition(project_id)))
            .set_exclusive_start_key(from.map(|cursor| key(partition(project_id), &cursor.0)))
            .limit(i32::from(limit) + 1);
        let request = match prefix {
            Some(prefix) => request.expression_attribute_values(":prefix", prefix),
            None => request,
        };
        let answer = request.send().await.map_err(|error| StorageError::from_sdk("dynamodb:Query", error))?;
        let asked = usize::from(limit);
        let (shown, more) = answer.items().split_at(asked.min(answer.items().len()));
        // An entity that cannot be read has its place all the same, so the next page begins where it should.
        let last = shown.last().filter(|_| !more.is_empty());
        let next = last.map(|item| Reader(item).text("sk").map(|sk| Cursor(sk.to_owned()))).transpose()?;
        let read = |item| entity_from(item).inspect_err(unreadable).ok();
        Ok(EntityPage { entities: shown.iter().filter_map(read).collect(), next })
    }
}

impl Table {
    /// Takes an entity out of the place where it is listed and puts it where it belongs now, if anywhere.
    async fn relist(&self, subject: &Subject, to: Option<(&str, Attributes)>) -> Result<(), StorageError> {
        // Most entities are new or keep their name: one call records them, without a look at where they are listed.
        if let Some((listed, _)) = &to
            && self.relist_from(subject, Some(listed), to.as_ref()).await?
        {
            return Ok(());
        }
        // Two that record the same entity at once can get in each other's way, but not for long.
        for round in 0..8 {
            let found = self.get(entity_key(subject)).await?;
            let listed = found.as_ref().map(|item| Reader(item).text("listed")).transpose()?;
            if to.is_none() && listed.is_none() {
                return Ok(());
            }
            if self.relist_from(subject, listed, to.as_ref()).await? {
                return Ok(());
            }
            tokio::time::sleep(jittered(round)).await;
        }
        Err(StorageError::Unavailable {
            operation: OPERATION,
            detail: "others record the same entity".into(),
        })
    }

    /// One try; `false` if the entity is no longer listed where it was.
    async fn relist_from(
        &self,
        subject: &Subject,
        from: Option<&str>,
        to: Option<&(&str, Attributes)>,
    ) -> Result<bool, StorageError> {
        let unbuilt = |error| StorageError::unbuilt(OPERATION, error);
        let stays = from.is_some() && from == to.map(|(listed, _)| *listed);
        let condition = match from {
            Some(_) if stays => "attribute_not_exists(#listed) OR #listed = :from",
            Some(_) => "#listed = :from",
            None => "attribute_not_exists(#listed)",
        };
        let expected: Option<HashMap<String, AttributeValue>> = from.map(|from| values([(":from", s(from))]));
        let mut writes = Vec::with_capacity(3);
        match to {
            Some((listed, item)) => {
                let mut entity = entity_key(subject);
                entity.insert("listed".to_owned(), s(listed));
                let put = Put::builder()
                    .table_name(&self.name)
                    .set_item(Some(entity))
                    .condition_expression(condition)
                    .set_expression_attribute_names(Some(names(&[condition])))
                    .set_expression_attribute_values(expected);
                writes.push(TransactWriteItem::builder().put(put.build().map_err(unbuilt)?).build());
                let put = Put::builder().table_name(&self.name).set_item(Some(item.clone()));
                writes.push(TransactWriteItem::builder().put(put.build().map_err(unbuilt)?).build());
            }
            None => {
                let delete = Delete::builder()
                    .table_name(&self.name)
                    .set_key(Some(entity_key(subject)))
                    .condition_expression(condition)
                    .set_expression_attribute_names(Some(names(&[condition])))
                    .set_expression_attribute_values(expected);
                writes.push(TransactWriteItem::builder().delete(delete.build().map_err(unbuilt)?).build());
            }
        }
        if let Some(from) = from.filter(|_| !stays) {
            let delete = Delete::builder()
                .table_name(&self.name)
                .set_key(Some(key(partition(subject.project_id), from)));
            writes.push(TransactWriteItem::builder().delete(delete.build().map_err(unbuilt)?).build());
        }
        let Err(error) = self.client.transact_write_items().set_transact_items(Some(writes)).send().await
        else {
            return Ok(true);
        };
        if let SdkError::ServiceError(context) = &error
            && let TransactWriteItemsError::TransactionCanceledException(cancelled) = context.err()
            && cancelled
                .cancellation_reasons()
                .iter()
                .filter_map(|reason| reason.code())
                .all(|code| matches!(code, "None" | "ConditionalCheckFailed" | "TransactionConflict"))
        {
            return Ok(false);
        }
        Err(StorageError::from_sdk(OPERATION, error))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_cursor_is_read_back_and_nothing_else_is_one() {
        let cursor = Cursor(format!("model#ünï#{}", Uuid::nil()));
        assert_eq!(Cursor::decode(&cursor.encode()).expect("a cursor"), cursor);
        let foreign = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
        let long = foreign(&format!("model#{}", "x".repeat(1024)));
        for text in ["", "%", "bW9kZWw", &foreign("REPORT#1"), &foreign("notebook#a"), &long] {
            assert!(Cursor::decode(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_longest_name_fits_a_sort_key() {
        let subject =
            Subject { project_id: Uuid::nil().into(), kind: Kind::Deployment, entity_id: Uuid::nil().into() };
        assert!(sort_key(&subject, &"𝕏".repeat(20_000)).len() <= 1024);
    }
}
