//! Follows the table's stream and gives new reports their places in lists.

mod records;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_storage::{Aws, StreamBatch, Table};

use crate::records::place_all;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let table = &Table::from_env(&Aws::from_env()?)?;
    run(service_fn(move |event: LambdaEvent<StreamBatch>| async move {
        Ok::<_, Error>(place_all(table, &event.payload).await)
    }))
    .await
}
