//! `POST /api/reports`: stores a report as queued and has it rendered.

mod handler;
mod request;

use report_creation::{Creation, longest_retention};
use report_edge::{Error, run};
use report_storage::{Aws, Bucket, Queue, Table};

use crate::handler::Create;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    let creation = Creation::new(table.clone(), Bucket::from_env(&aws)?, Queue::from_env(&aws)?);
    run(table, Create::new(creation, longest_retention())).await
}
