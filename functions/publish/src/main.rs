//! `PUT /api/projects/{project_id}/entities/{kind}/{entity_id}`: checks a snapshot and makes it the entity's current one.

mod handler;
mod request;

use report_edge::{Error, run};
use report_storage::{Aws, Bucket, Table};

use crate::handler::Publish;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    run(table.clone(), Publish::new(Bucket::from_env(&aws)?, table)).await
}
