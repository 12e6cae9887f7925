//! Follows the table's stream and tells the world of reports: each change of a report's status becomes an event on the bus.

mod tell;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_storage::{Aws, Bus, StreamBatch};

use crate::tell::tell_all;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let bus = &Bus::from_env(&Aws::from_env()?)?;
    run(service_fn(move |event: LambdaEvent<StreamBatch>| async move {
        Ok::<_, Error>(tell_all(bus, &event.payload).await?)
    }))
    .await
}
