//! Publishing a snapshot.

use futures_util::future::join;
use lambda_http::http::{
    HeaderValue, StatusCode,
    header::{ETAG, LOCATION},
};
use report_domain::{Entity, Precondition, Subject, Timestamp};
use report_edge::{
    Call, CallMethod, Caller, Endpoint, EntityItem, Failure, Reply, entity_item, json, precondition, subject,
};
use report_intake::Accepted;
use report_storage::{Catalog, CurrentSnapshot, PublishCondition, Published, Publishing};
use serde::Serialize;
use tokio::task::spawn_blocking;

use crate::request::{self, Sent};

/// `PUT /api/projects/{project_id}/entities/{kind}/{entity_id}`.
pub struct Publish<B, C> {
    bucket: B,
    catalog: C,
}

#[derive(Serialize)]
struct Answer<'a> {
    entity: EntityItem<'a>,
}

impl<B: Publishing, C: Catalog> Publish<B, C> {
    /// Publishes into the bucket and records what was published in the catalog.
    pub fn new(bucket: B, catalog: C) -> Self {
        Self { bucket, catalog }
    }

    /// Stores the snapshot. The precondition is checked on `current`, and once more by the bucket while it stores.
    async fn store(
        &self,
        subject: Subject,
        Accepted { bytes, label }: Accepted,
        precondition: &Precondition,
        current: Option<&CurrentSnapshot>,
    ) -> Result<Entity, Failure> {
        let failed = || Failure::precondition_failed(precondition);
        let etag = current.map(|current| current.version.etag.as_str());
        if !precondition.holds(etag) {
            return Err(failed());
        }
        // The very same bytes: a new version would only make two reports of the same snapshot look different.
        if let Some(entity) = current.and_then(|current| current.with_digest(&subject, &label.sha256)) {
            return Ok(entity);
        }
        let condition = match (precondition, etag) {
            (Precondition::None, _) => PublishCondition::Always,
            (_, None) => PublishCondition::IfAbsent,
            (_, Some(etag)) => PublishCondition::IfCurrent(etag.to_owned()),
        };
        let length = bytes.len() as u64;
        match self.bucket.publish(&subject, bytes, &label, &condition).await? {
            Published::Stored(version) => Ok(Entity { subject, version, bytes: length, label }),
            Published::Unmet => Err(failed()),
        }
    }
}

/// Checks a body beside whatever else is waited for.
async fn checked(sent: Sent, subject: Subject) -> Result<Accepted, Failure> {
    let check = move || request::check(sent, &subject, Timestamp::now());
    spawn_blocking(check).await.unwrap_or_else(|error| {
        tracing::error!(%error, "checking a snapshot");
        Err(Failure::internal())
    })
}

impl<B: Publishing, C: Catalog> Endpoint for Publish<B, C> {
    const METHODS: &'static [CallMethod] = &[CallMethod::Put];
    const ALLOW: &'static str = "DELETE, GET, HEAD, PUT";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let subject = subject(call)?;
        if !caller.key.may_access(subject.project_id) {
            // Whether the entity exists was not looked up, so neither the answer nor its time tells.
            return Err(Failure::no_such_entity(&subject));
        }
        let (precondition, sent) = (precondition(call)?, request::body(call)?);
        let (accepted, current) = join(checked(sent, subject), self.bucket.current(&subject)).await;
        let (accepted, current) = (accepted?, current?);
        let entity = self.store(subject, accepted, &precondition, current.as_ref()).await?;
        // The snapshot is published now. If the catalog does not take it, the bucket's event sees to that later.
        if let Err(error) = self.catalog.record(&entity).await {
            tracing::error!(%error, key = subject.snapshot_key(), "published, but not recorded");
        }
        let status = if current.is_some() { StatusCode::OK } else { StatusCode::CREATED };
        let mut reply = json(status, &Answer { entity: entity_item(&entity) });
        if let Ok(etag) = HeaderValue::from_str(&entity.version.etag) {
            reply.headers_mut().insert(ETAG, etag);
        }
        if status == StatusCode::CREATED
            && let Ok(location) = HeaderValue::from_str(&call.path)
        {
            reply.headers_mut().insert(LOCATION, location);
        }
        Ok(reply)
    }
}

#[cfg(test)]
mod tests;
