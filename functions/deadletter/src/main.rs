//! Reads the messages that the renderer could not process from the dead-letter queue and marks their reports failed.

mod dead_letters;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_storage::{Aws, Batch, Table};

use crate::dead_letters::fail_reports;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let table = &Table::from_env(&Aws::from_env()?)?;
    run(service_fn(move |event: LambdaEvent<Batch>| async move {
        Ok::<_, Error>(fail_reports(table, event.payload).await)
    }))
    .await
}
