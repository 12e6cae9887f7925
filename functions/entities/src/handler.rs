//! Which of the three paths a request is for.

use report_edge::{Call, CallMethod, Caller, Endpoint, Failure, Reply};
use report_storage::{Catalog, Publishing, Snapshots, Uploads};

use crate::{list, one, upload};

/// `GET /api/projects/{project_id}/entities`, `GET …/entities/{kind}/{entity_id}` and `GET …/uploads/{upload_id}` below that.
pub struct Entities<B, T> {
    bucket: B,
    table: T,
}

impl<B: Publishing + Snapshots, T: Catalog + Uploads> Entities<B, T> {
    /// Reads single entities from the bucket, lists and uploads from the table.
    pub fn new(bucket: B, table: T) -> Self {
        Self { bucket, table }
    }
}

/// What a path names.
enum About {
    List,
    One,
    Upload,
}

fn about(call: &Call) -> About {
    if call.path_parameters.contains_key("upload_id") {
        About::Upload
    } else if call.path_parameters.contains_key("entity_id") {
        About::One
    } else {
        About::List
    }
}

impl<B: Publishing + Snapshots, T: Catalog + Uploads> Endpoint for Entities<B, T> {
    const METHODS: &'static [CallMethod] = &[CallMethod::Get];
    const ALLOW: &'static str = "GET, HEAD";

    fn allow(&self, call: &Call) -> &'static str {
        match about(call) {
            About::One => "DELETE, GET, HEAD, PUT",
            About::List | About::Upload => Self::ALLOW,
        }
    }

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        match about(call) {
            About::List => list::answer(&self.table, call, caller).await,
            About::One => one::answer(&self.bucket, &self.table, call, caller).await,
            About::Upload => upload::answer(&self.table, call, caller).await,
        }
    }
}

#[cfg(test)]
mod tests;
