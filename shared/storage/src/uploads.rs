//! Uploads: snapshots that no request can hold, put into the bucket by the clients themselves.
//!
//! The table knows what an upload is for and what became of it; the bucket has its bytes until then. An upload has one outcome,
//! however often the bucket tells of it: the first that is settled stays.

use std::time::Duration;

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_s3::presigning::PresigningConfig;
use base64::{Engine, prelude::BASE64_STANDARD};
use report_domain::{Entity, LARGEST_SNAPSHOT, Precondition, Subject, Timestamp, UploadId};
use serde_json::Value;

use crate::{
    Bucket, StorageError, Table,
    bucket::{collect, is_missing},
    catalog::{entity_attributes, entity_from},
    item::{Attributes, Reader, key, millis, names, s, ttl, values},
};

/// How long can be asked what became of an upload. The bucket's lifecycle removes what is left of it after as long.
pub const UPLOAD_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// Names an upload and, in the bucket, its bytes: `uploads/{project_id}/{kind}/{entity_id}/{upload_id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadKey {
    /// The entity that it is a snapshot of.
    pub subject: Subject,
    /// The upload.
    pub id: UploadId,
}

impl std::fmt::Display for UploadKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { subject: Subject { project_id, kind, entity_id }, id } = self;
        write!(f, "uploads/{project_id}/{kind}/{entity_id}/{id}")
    }
}

impl UploadKey {
    /// The upload whose bytes are kept under that key of the bucket; `None` for any other object.
    pub fn of_object(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix("uploads/")?.split('/');
        let subject = Subject {
            project_id: parts.next()?.parse().ok()?,
            kind: parts.next()?.parse().ok()?,
            entity_id: parts.next()?.parse().ok()?,
        };
        let key = Self { subject, id: parts.next()?.parse().ok()? };
        // Ids are read in capitals, too, but such a key is none that a client was given.
        (key.to_string() == text).then_some(key)
    }

    fn primary_key(&self) -> Attributes {
        let Self { subject: Subject { project_id, kind, entity_id }, id } = self;
        key(format_args!("UPLOAD#{project_id}#{kind}#{entity_id}#{id}"), "UPLOAD")
    }
}

/// A snapshot that a client puts into the bucket itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Upload {
    /// Its name.
    pub key: UploadKey,
    /// What must hold of the entity's current snapshot when this one is published.
    pub precondition: Precondition,
    /// Until when can be asked for it.
    pub until: Timestamp,
    /// What became of it; `None` until the bytes have come and are checked.
    pub outcome: Option<Outcome>,
}

/// What became of an upload.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is no snapshot of the entity, or the precondition did not hold: the problems, as answers have them.
    Invalid(Vec<Value>),
    /// It became the entity's current snapshot.
    Published(Entity),
}

/// A request that a client can make without credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresignedPut {
    /// Where to put the bytes.
    pub url: String,
    /// The headers that the signature covers, to be sent as they are.
    pub headers: Vec<(String, String)>,
}

/// Keeps what is known of uploads.
pub trait Uploads: Send + Sync {
    /// Stores a new upload.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn begin(&self, upload: &Upload) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// An upload; `None` if there is none of that name, or its time is over.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn upload(&self, key: &UploadKey) -> impl Future<Output = Result<Option<Upload>, StorageError>> + Send;

    /// Stores what became of an upload, unless it has an outcome already.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn settle(
        &self,
        upload: &Upload,
        outcome: &Outcome,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;
}

/// Keeps the bytes of uploads.
pub trait UploadedBytes: Send + Sync {
    /// A request with which anybody can put exactly so many bytes, with that SHA-256 if one is given, for `life`.
    ///
    /// # Errors
    /// When the request cannot be signed.
    fn presigned_put(
        &self,
        key: &UploadKey,
        bytes: u64,
        sha256: Option<[u8; 32]>,
        life: Duration,
    ) -> impl Future<Output = Result<PresignedPut, StorageError>> + Send;

    /// The bytes that were put, as many as the signature allowed; `None` if there are none.
    ///
    /// # Errors
    /// When the bucket does not answer, and [`StorageError::TooLarge`] when there are more than a snapshot may have.
    fn uploaded(&self, key: &UploadKey)
    -> impl Future<Output = Result<Option<Vec<u8>>, StorageError>> + Send;

    /// Removes the bytes, if they are there.
    ///
    /// # Errors
    /// When the bucket does not answer.
    fn remove_uploaded(&self, key: &UploadKey) -> impl Future<Output = Result<(), StorageError>> + Send;
}

fn item(upload: &Upload) -> Attributes {
    let mut item = upload.key.primary_key();
    let mut put = |name: &str, value| item.insert(name.to_owned(), value);
    // As JSON text, like options. `json!` cannot fail here: names and tags are always JSON.
    put("precondition", s(serde_json::json!(upload.precondition)));
    put("until", millis(upload.until));
    put("expires_at", ttl(upload.until));
    match &upload.outcome {
        None => put("status", s("waiting")),
        Some(Outcome::Invalid(problems)) => {
            put("problems", s(serde_json::json!(problems)));
            put("status", s("invalid"))
        }
        Some(Outcome::Published(entity)) => {
            item.extend(entity_attributes(entity));
            item.insert("status".to_owned(), s("published"))
        }
    };
    item
}

fn upload_from(key: UploadKey, item: &Attributes) -> Result<Upload, StorageError> {
    let read = Reader(item);
    let json = |name: &str, error: serde_json::Error| read.corrupt(format_args!("{name}: {error}"));
    Ok(Upload {
        key,
        precondition: serde_json::from_str(read.text("precondition")?)
            .map_err(|error| json("precondition", error))?,
        until: read.instant("until")?,
        outcome: match read.text("status")? {
            "waiting" => None,
            "published" => Some(Outcome::Published(entity_from(item)?)),
            "invalid" => {
                let problems = serde_json::from_str(read.text("problems")?);
                Some(Outcome::Invalid(problems.map_err(|error| json("problems", error))?))
            }
            other => return Err(read.corrupt(format_args!("no such status: {other}"))),
        },
    })
}

impl Uploads for Table {
    async fn begin(&self, upload: &Upload) -> Result<(), StorageError> {
        let request = self.client.put_item().table_name(&self.name).set_item(Some(item(upload)));
        request.send().await.map_err(|error| StorageError::from_sdk("dynamodb:PutItem", error))?;
        Ok(())
    }

    async fn upload(&self, key: &UploadKey) -> Result<Option<Upload>, StorageError> {
        let found = self.get(key.primary_key()).await?;
        let upload = found.map(|item| upload_from(*key, &item)).transpose()?;
        // DynamoDB may delete expired items days later.
        Ok(upload.filter(|upload| Timestamp::now() < upload.until))
    }

    async fn settle(&self, upload: &Upload, outcome: &Outcome) -> Result<(), StorageError> {
        const IS_WAITING: &str = "#status = :waiting";
        let settled = Upload { outcome: Some(outcome.clone()), ..upload.clone() };
        let request = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(item(&settled)))
            .condition_expression(IS_WAITING)
            .set_expression_attribute_names(Some(names(&[IS_WAITING])))
            .set_expression_attribute_values(Some(values([(":waiting", s("waiting"))])));
        match request.send().await {
            Ok(_) => Ok(()),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(PutItemError::is_conditional_check_failed_exception) =>
            {
                Ok(())
            }
            Err(error) => Err(StorageError::from_sdk("dynamodb:PutItem", error)),
        }
    }
}

impl UploadedBytes for Bucket {
    async fn presigned_put(
        &self,
        key: &UploadKey,
        bytes: u64,
        sha256: Option<[u8; 32]>,
        life: Duration,
    ) -> Result<PresignedPut, StorageError> {
        const OPERATION: &str = "s3:PutObject";
        let refused = |detail: String| StorageError::Refused { operation: OPERATION, detail };
        let settings = PresigningConfig::expires_in(life).map_err(|error| refused(error.to_string()))?;
        let length = i64::try_from(bytes).map_err(|error| refused(error.to_string()))?;
        let request = self
            .client
            .put_object()
            .bucket(&self.name)
            .key(key.to_string())
            .content_length(length)
            .set_checksum_sha256(sha256.map(|digest| BASE64_STANDARD.encode(digest)));
        let signed =
            request.presigned(settings).await.map_err(|error| StorageError::from_sdk(OPERATION, error))?;
        let headers = signed.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Ok(PresignedPut { url: signed.uri().to_owned(), headers })
    }

    async fn uploaded(&self, key: &UploadKey) -> Result<Option<Vec<u8>>, StorageError> {
        let request = self.client.get_object().bucket(&self.name).key(key.to_string());
        match request.send().await {
            Ok(answer) => collect(answer, &key.to_string(), LARGEST_SNAPSHOT).await.map(Some),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(StorageError::from_sdk("s3:GetObject", error)),
        }
    }

    async fn remove_uploaded(&self, key: &UploadKey) -> Result<(), StorageError> {
        let request = self.client.delete_object().bucket(&self.name).key(key.to_string());
        request.send().await.map_err(|error| StorageError::from_sdk("s3:DeleteObject", error))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use report_domain::Kind;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_key_is_read_back_and_nothing_else_is_one() {
        let subject =
            Subject { project_id: Uuid::max().into(), kind: Kind::Model, entity_id: Uuid::nil().into() };
        let key = UploadKey { subject, id: UploadId::new() };
        let text = key.to_string();
        assert_eq!(UploadKey::of_object(&text), Some(key));
        for other in ["", "uploads/", &text.to_uppercase(), &format!("{text}/"), &format!("entities/{text}")]
        {
            assert_eq!(UploadKey::of_object(other), None, "{other}");
        }
    }
}
