//! Records in the catalog what the bucket's events are about, so that an entity is listed whichever way its snapshot was
//! published or removed.

mod event;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use report_storage::{Aws, Bucket, BucketEvent, Table};

use crate::event::follow;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let (bucket, table) = (&Bucket::from_env(&aws)?, &Table::from_env(&aws)?);
    run(service_fn(move |event: LambdaEvent<BucketEvent>| async move {
        Ok::<_, Error>(follow(bucket, table, &event.payload).await?)
    }))
    .await
}
