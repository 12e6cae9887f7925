//! `/api/reports/{report_id}/links` and below: addresses at which a report is shown without an API key.

mod address;
mod handler;
mod request;

use report_edge::{Error, run};
use report_storage::{Aws, Table};

use crate::{address::Addresses, handler::ReportLinks};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    run(table.clone(), ReportLinks::new(table, Addresses::from_env())).await
}
