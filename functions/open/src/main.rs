//! `GET /api/shared/{token}`: a report, shown to whoever has a link to it.

mod handler;
mod page;

use report_edge::{DeliverySettings, Error, run_open};
use report_storage::{Aws, Bucket, Table};

use crate::handler::OpenLink;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let (table, bucket) = (Table::from_env(&aws)?, Bucket::from_env(&aws)?);
    run_open(OpenLink::new(table, bucket, DeliverySettings::from_env())).await
}
