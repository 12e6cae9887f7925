//! `GET /api/reports/{report_id}`: one report with everything that is known of it.

mod handler;

use report_edge::{Error, run};
use report_storage::{Aws, Table};

use crate::handler::Get;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    run(table.clone(), Get(table)).await
}
