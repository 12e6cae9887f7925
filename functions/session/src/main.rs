//! `GET /api/privacy/sessions/{session_id}/report`: the report on a session's present snapshot, made when it is asked for first.

mod current;
mod handler;
mod patience;

use report_creation::Creation;
use report_edge::{DeliverySettings, Error, run};
use report_storage::{Aws, Bucket, Queue, Table};

use crate::{current::Current, handler::SessionReport, patience::LONGEST};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let (table, bucket) = (Table::from_env(&aws)?, Bucket::from_env(&aws)?);
    let creation = Creation::new(table.clone(), bucket.clone(), Queue::from_env(&aws)?);
    let current = Current::new(table.clone(), creation);
    run(table, SessionReport::new(current, bucket, DeliverySettings::from_env(), LONGEST)).await
}
