//! `GET /api/reports`: a project's reports, newest first.

mod handler;

use report_edge::{Error, run};
use report_storage::{Aws, Table};

use crate::handler::ListReports;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    run(table.clone(), ListReports(table)).await
}
