//! `POST /api/projects/{project_id}/entities/{kind}/{entity_id}/uploads`: where to put a snapshot that no request can hold.

mod handler;
mod request;

use report_edge::{Error, run};
use report_storage::{Aws, Bucket, Table};

use crate::handler::BeginUpload;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    run(table.clone(), BeginUpload::new(Bucket::from_env(&aws)?, table)).await
}
