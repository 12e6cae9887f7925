//! On a schedule: sends the messages of overdue reports again or marks them failed, does what the stream and the deletion of
//! reports have left undone, and removes documents whose days are over.

mod retention;
mod sweep;
mod upkeep;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_domain::Timestamp;
use report_storage::{Aws, Bucket, Queue, Table, TimeLimit};
use serde_json::Value;

use crate::sweep::Sweeper;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let bucket = &Bucket::from_env(&aws)?;
    let sweeper = &Sweeper {
        reports: Table::from_env(&aws)?,
        queue: Queue::from_env(&aws)?,
        limit: TimeLimit::from_env(),
    };
    run(service_fn(move |_: LambdaEvent<Value>| async move {
        let now = Timestamp::now();
        // One that fails, or waits for a service that does not answer, keeps none of the others from being done.
        let (swept, placed, removed, expired) = tokio::join!(
            sweeper.sweep(now),
            upkeep::place_missed(&sweeper.reports, now),
            upkeep::remove_documents(&sweeper.reports, bucket, now),
            retention::remove_expired(&sweeper.reports, bucket, now),
        );
        Ok::<_, Error>(swept.and(placed).and(removed).and(expired)?)
    }))
    .await
}
