//! `POST /api/reports`: stores a report as queued and has it rendered.

mod handler;
mod request;

use std::env;

use report_domain::RetainDays;
use report_edge::{Error, run};
use report_storage::{Aws, Bucket, Queue, Table};

use crate::handler::Create;

/// For how many days documents are kept at most, by the parameter that the bucket's lifecycle follows as well; a hundred years
/// where nothing says so.
fn longest() -> RetainDays {
    let days = env::var("ARTIFACT_RETENTION_DAYS").ok().and_then(|text| RetainDays::new(text.parse().ok()?));
    days.unwrap_or(RetainDays::LONGEST)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    let (bucket, queue) = (Bucket::from_env(&aws)?, Queue::from_env(&aws)?);
    run(table.clone(), Create::new(table, bucket, queue, longest())).await
}
