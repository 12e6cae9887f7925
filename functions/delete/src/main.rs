//! `DELETE /api/reports/{report_id}` and `DELETE /api/projects/{project_id}/entities/{kind}/{entity_id}`.

mod entity;
mod handler;
mod report;

use report_edge::{Error, run};
use report_storage::{Aws, Bucket, Table};

use crate::handler::Delete;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    run(table.clone(), Delete::new(table, Bucket::from_env(&aws)?)).await
}
