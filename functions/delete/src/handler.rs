//! Which of the two paths a request is for.

use report_edge::{Call, CallMethod, Caller, Endpoint, Failure, Reply};
use report_storage::{Catalog, DeleteReports, Documents, Publishing, Reports};

use crate::{entity, report};

/// `DELETE /api/reports/{report_id}` and `DELETE /api/projects/{project_id}/entities/{kind}/{entity_id}`.
pub struct Delete<T, B> {
    table: T,
    bucket: B,
}

impl<T, B> Delete<T, B>
where
    T: Reports + DeleteReports + Catalog,
    B: Documents + Publishing,
{
    /// Deletes from the table and the bucket.
    pub fn new(table: T, bucket: B) -> Self {
        Self { table, bucket }
    }
}

fn is_about_a_report(call: &Call) -> bool {
    call.path_parameters.contains_key("report_id")
}

impl<T, B> Endpoint for Delete<T, B>
where
    T: Reports + DeleteReports + Catalog,
    B: Documents + Publishing,
{
    const METHODS: &'static [CallMethod] = &[CallMethod::Delete];
    const ALLOW: &'static str = "DELETE, GET, HEAD";

    fn allow(&self, call: &Call) -> &'static str {
        if is_about_a_report(call) { Self::ALLOW } else { "DELETE, GET, HEAD, PUT" }
    }

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        if is_about_a_report(call) {
            report::answer(&self.table, &self.bucket, call, caller).await
        } else {
            entity::answer(&self.table, &self.bucket, call, caller).await
        }
    }
}

#[cfg(test)]
mod tests;
