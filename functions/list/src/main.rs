//! `GET /api/reports`: a project's reports, newest first.

mod handler;

use report_edge::{Error, run, start_logs};
use report_storage::{Aws, Table};

use crate::handler::ListReports;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    start_logs();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    run(table.clone(), ListReports(table)).await
}
