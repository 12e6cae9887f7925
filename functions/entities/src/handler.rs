//! Which of the two paths a request is for.

use report_edge::{Call, CallMethod, Caller, Endpoint, Failure, Reply};
use report_storage::{Catalog, Publishing, Snapshots};

use crate::{list, one};

/// `GET /api/projects/{project_id}/entities` and `GET …/entities/{kind}/{entity_id}`.
pub struct Entities<B, C> {
    bucket: B,
    catalog: C,
}

impl<B: Publishing + Snapshots, C: Catalog> Entities<B, C> {
    /// Reads single entities from the bucket and lists from the catalog.
    pub fn new(bucket: B, catalog: C) -> Self {
        Self { bucket, catalog }
    }
}

/// Whether the path names one entity, and not the list of a project.
fn is_about_one(call: &Call) -> bool {
    call.path_parameters.contains_key("entity_id")
}

impl<B: Publishing + Snapshots, C: Catalog> Endpoint for Entities<B, C> {
    const METHOD: CallMethod = CallMethod::Get;
    const ALLOW: &'static str = "GET, HEAD";

    fn allow(&self, call: &Call) -> &'static str {
        if is_about_one(call) { "DELETE, GET, HEAD, PUT" } else { Self::ALLOW }
    }

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        if is_about_one(call) {
            one::answer(&self.bucket, call, caller).await
        } else {
            list::answer(&self.catalog, call, caller).await
        }
    }
}

#[cfg(test)]
mod tests;
