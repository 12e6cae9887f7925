//! `GET /api/projects/{project_id}/entities` and below: what reports can be asked about, and what became of uploads.

mod handler;
mod list;
mod one;
mod upload;

use report_edge::{Error, run};
use report_storage::{Aws, Bucket, Table};

use crate::handler::Entities;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    run(table.clone(), Entities::new(Bucket::from_env(&aws)?, table)).await
}
