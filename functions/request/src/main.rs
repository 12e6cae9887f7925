//! Creates the reports that are asked for on the bus, by schedules, and by new snapshots, as `create` does.

mod ask;
mod messages;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_creation::{Creation, longest_retention};
use report_storage::{Aws, Batch, Bucket, Bus, Queue, Table};

use crate::messages::Desk;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let creation = Creation::new(Table::from_env(&aws)?, Bucket::from_env(&aws)?, Queue::from_env(&aws)?);
    let desk = &Desk { creation, bus: Bus::from_env(&aws)?, longest: longest_retention() };
    run(service_fn(move |event: LambdaEvent<Batch>| async move {
        Ok::<_, Error>(desk.take_all(&event.payload).await)
    }))
    .await
}
