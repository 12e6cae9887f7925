//! `GET /api/reports/{report_id}/seal`: what a report was made from, and the seal on it.

mod handler;

use report_edge::{Error, run};
use report_storage::{Aws, Bucket, Table};

use crate::handler::Seal;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    let is_sealing = std::env::var("SEALS").is_ok_and(|seals| seals == "on");
    run(table.clone(), Seal { reports: table, bucket: Bucket::from_env(&aws)?, is_sealing }).await
}
