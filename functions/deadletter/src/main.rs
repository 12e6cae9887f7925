//! Reads the messages that the queue has given up from the dead-letter queue and decides about their reports.

mod dead_letters;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_storage::{Aws, Batch, Table, TimeLimit};

use crate::dead_letters::decide;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let table = &Table::from_env(&Aws::from_env()?)?;
    let limit = TimeLimit::from_env();
    run(service_fn(move |event: LambdaEvent<Batch>| async move {
        Ok::<_, Error>(decide(table, limit, event.payload).await)
    }))
    .await
}
