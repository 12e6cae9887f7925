//! Publishes what clients upload: checks the bytes that have come into the bucket, makes them the entity's current snapshot as
//! `PUT` does, and says what became of the upload.

mod ingest;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_storage::{Aws, Bucket, BucketEvent, Table, UploadKey};

use crate::ingest::ingest;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let (bucket, table) = (&Bucket::from_env(&aws)?, &Table::from_env(&aws)?);
    run(service_fn(move |event: LambdaEvent<BucketEvent>| async move {
        match UploadKey::of_object(event.payload.key()) {
            Some(key) => ingest(bucket, table, &key).await?,
            None => tracing::warn!(event = ?event.payload, "not the key of an upload"),
        }
        Ok::<_, Error>(())
    }))
    .await
}
