//! Takes what the renderer could not deal with from the dead-letter queue and marks those reports failed.

mod bury;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_storage::{Aws, Batch, Table};

use crate::bury::bury;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let table = &Table::from_env(&Aws::from_env()?)?;
    run(service_fn(move |event: LambdaEvent<Batch>| async move {
        Ok::<_, Error>(bury(table, event.payload).await)
    }))
    .await
}
