//! `GET /api/reports/{report_id}/view`: the document, to be shown.

use report_edge::{Delivery, Error, Purpose, Settings, run};
use report_storage::{Aws, Bucket, Table};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    let documents = (table.clone(), Bucket::from_env(&aws)?);
    run(table, Delivery::new(documents, Purpose::View, Settings::from_env())).await
}
