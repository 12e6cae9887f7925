//! Deleting one entity. Reports of it stay, and so do the versions of its snapshot that they were made from.

use report_domain::Subject;
use report_edge::{Call, Caller, Failure, Reply, no_content};
use report_storage::{Catalog, Publishing};

/// `DELETE /api/projects/{project_id}/entities/{kind}/{entity_id}`.
pub async fn answer(
    catalog: &impl Catalog,
    bucket: &impl Publishing,
    call: &Call,
    caller: &Caller,
) -> Result<Reply, Failure> {
    // A path that names no entity's key is about an entity that does not exist.
    let kind = call.path_parameters.get("kind").and_then(|kind| kind.parse().ok());
    let (Some(project_id), Some(kind), Some(entity_id)) =
        (call.path_id("project_id"), kind, call.path_id("entity_id"))
    else {
        return Err(Failure::no_entity_at_path());
    };
    let subject = Subject { project_id, kind, entity_id };
    if !caller.key.may_access(project_id) {
        // Whether the entity exists was not looked up, so neither the answer nor its time tells.
        return Err(Failure::no_such_entity(&subject));
    }
    if !bucket.withdraw(&subject).await? {
        return Err(Failure::no_such_entity(&subject));
    }
    // The entity is gone now. If the catalog does not take it, the bucket's event sees to that later.
    if let Err(error) = catalog.forget(&subject).await {
        tracing::error!(%error, key = subject.snapshot_key(), "deleted, but still listed");
    }
    Ok(no_content())
}
