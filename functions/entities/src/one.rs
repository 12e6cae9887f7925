//! Reading one entity, or its snapshot.

use lambda_http::{
    Body,
    http::{
        HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, LOCATION},
    },
};
use report_domain::Entity;
use report_edge::{
    Call, Caller, EntityItem, Failure, LARGEST_INLINE, Reply, URL_LIFE, entity_item, is_unchanged, json,
    subject_if_any,
};
use report_storage::{Catalog, Publishing, Snapshots, listed_entity};
use serde::Serialize;

#[derive(Serialize)]
struct Answer<'a> {
    entity: EntityItem<'a>,
}

/// Whether the snapshot itself is wanted.
fn wants_content(call: &Call) -> Result<bool, Failure> {
    let read = |text: &str| match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err("expected true or false".to_owned()),
    };
    let content = call.query.parsed("content", "bool_parsing", read);
    Ok(content.map_err(|problem| Failure::invalid(vec![problem]))?.unwrap_or(false))
}

/// `GET /api/projects/{project_id}/entities/{kind}/{entity_id}`.
pub async fn answer(
    bucket: &(impl Publishing + Snapshots),
    catalog: &impl Catalog,
    call: &Call,
    caller: &Caller,
) -> Result<Reply, Failure> {
    let content = wants_content(call)?;
    // A path that names no entity's key is about an entity that does not exist.
    let subject = subject_if_any(call).ok_or_else(Failure::no_entity_at_path)?;
    let found = listed_entity(bucket, catalog, &subject).await?;
    let visible = found.filter(|_| caller.key.may_access(subject.project_id));
    let entity = visible.ok_or_else(|| Failure::no_such_entity(&subject))?;
    let etag = &entity.version.etag;
    let mut reply = if is_unchanged(call, etag) {
        let mut reply = Reply::new(Body::Empty);
        *reply.status_mut() = StatusCode::NOT_MODIFIED;
        reply
    } else if content {
        snapshot(bucket, call, &entity).await?
    } else {
        json(StatusCode::OK, &Answer { entity: entity_item(&entity) })
    };
    reply.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if reply.status() != StatusCode::FOUND
        && let Ok(etag) = HeaderValue::from_str(etag)
    {
        reply.headers_mut().insert(ETAG, etag);
    }
    Ok(reply)
}

/// The snapshot, or where it is if an answer cannot hold it.
async fn snapshot(
    bucket: &impl Snapshots,
    call: &Call,
    Entity { subject, version, bytes, .. }: &Entity,
) -> Result<Reply, Failure> {
    if *bytes > LARGEST_INLINE {
        let url = bucket.snapshot_url(subject, version, URL_LIFE).await?;
        let mut reply = Reply::new(Body::Empty);
        *reply.status_mut() = StatusCode::FOUND;
        let location = HeaderValue::from_str(&url).map_err(|error| {
            tracing::error!(%error, "a presigned URL is no header");
            Failure::internal()
        })?;
        reply.headers_mut().insert(LOCATION, location);
        return Ok(reply);
    }
    let body = if call.method == Method::HEAD {
        Body::Empty
    } else {
        let bytes = bucket.snapshot(subject, version).await?;
        Body::Binary(bytes.ok_or_else(|| Failure::no_such_entity(subject))?)
    };
    let mut reply = Reply::new(body);
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(reply)
}
