//! `POST /api/reports/{report_id}/retry` and `POST …/cancel`: renders a report once more, or not at all.

mod handler;

use report_edge::{Error, run};
use report_storage::{Aws, Queue, Table};

use crate::handler::ChangeReport;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let table = Table::from_env(&aws)?;
    run(table.clone(), ChangeReport::new(table, Queue::from_env(&aws)?)).await
}
