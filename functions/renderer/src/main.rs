//! Takes reports from the queue and renders them.

mod attempt;
mod batch;
mod engine;

use std::sync::Arc;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_storage::{Aws, Batch, Bucket, Queue, Table, TimeLimit};

use crate::{attempt::Renderer, engine::Engine};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let renderer = Arc::new(Renderer {
        reports: Table::from_env(&aws)?,
        bucket: Bucket::from_env(&aws)?,
        queue: Queue::from_env(&aws)?,
        engine: Engine::from_env().await?,
        limit: TimeLimit::from_env(),
    });
    run(service_fn(move |event: LambdaEvent<Batch>| {
        let renderer = Arc::clone(&renderer);
        async move { Ok::<_, Error>(renderer.handle(event.payload, event.context.deadline).await) }
    }))
    .await
}
