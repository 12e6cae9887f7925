//! Finds overdue reports on a schedule: sends their messages again or marks them failed.

mod sweep;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_domain::Timestamp;
use report_storage::{Aws, Queue, Table, TimeLimit};
use serde_json::Value;

use crate::sweep::Sweeper;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let sweeper = &Sweeper {
        reports: Table::from_env(&aws)?,
        queue: Queue::from_env(&aws)?,
        limit: TimeLimit::from_env(),
    };
    run(service_fn(move |_: LambdaEvent<Value>| async move {
        Ok::<_, Error>(sweeper.sweep(Timestamp::now()).await?)
    }))
    .await
}
