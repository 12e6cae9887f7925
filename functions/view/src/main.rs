//! `GET /api/reports/{report_id}/view`: the document, to be shown.

use report_edge::{Delivery, DeliverySettings, Error, Purpose, run};
use report_storage::{Aws, Bucket, Table};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    let bucket = Bucket::from_env(&aws)?;
    let settings = DeliverySettings::from_env();
    run(table.clone(), Delivery::new(table, bucket, Purpose::View, settings)).await
}
