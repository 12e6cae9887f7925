//! Seals reports that have succeeded: signs the digests of their documents, and of what these were made from, with a KMS key.

mod desk;
mod key;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_storage::{Aws, Batch, Bucket, Table};

use crate::{desk::Desk, key::KmsKey};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let desk = &Desk {
        reports: Table::from_env(&aws)?,
        bucket: Bucket::from_env(&aws)?,
        key: KmsKey::from_env(&aws)?,
    };
    run(service_fn(move |event: LambdaEvent<Batch>| async move {
        Ok::<_, Error>(desk.seal_all(&event.payload).await)
    }))
    .await
}
