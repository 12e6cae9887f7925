//! Reads pages of a project's list with the function's own code and prints how long each took, as JSON lines.
//!
//! `page PROJECT ROUNDS OFFSET…`, against `TABLE_NAME` at `AWS_ENDPOINT_URL`. `make bench` runs it on lists of several
//! lengths; see `infra/bench/listing`.

#![allow(clippy::print_stdout)]

use std::{env, error::Error, time::Instant};

use report_storage::{Aws, List, Lists, PageRange, Table};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(project), Some(rounds)) = (arguments.next(), arguments.next()) else {
        return Err("usage: page PROJECT ROUNDS OFFSET…".into());
    };
    let rounds: usize = rounds.parse()?;
    let offsets = arguments.map(|text| text.parse()).collect::<Result<Vec<u64>, _>>()?;
    let table = Table::from_env(&Aws::from_env()?)?;
    let list = List { project_id: project.parse()?, kind: None, entity_id: None };
    // Offsets take turns, so that what else the machine does meets all of them alike.
    let mut took = vec![Vec::with_capacity(rounds); offsets.len()];
    for round in 0..=rounds {
        for (offset, times) in offsets.iter().zip(&mut took) {
            let began = Instant::now();
            let page = table.page(&list, PageRange { offset: *offset, limit: 50 }).await?;
            if page.reports.len() != 50 {
                return Err(format!("expected a page of 50 at {offset}, found {}", page.reports.len()).into());
            }
            // The first round warms connections up.
            if round > 0 {
                times.push(began.elapsed().as_secs_f64() * 1_000.0);
            }
        }
    }
    for (offset, mut times) in offsets.into_iter().zip(took) {
        times.sort_by(f64::total_cmp);
        println!(r#"{{"offset": {offset}, "median_ms": {:.3}}}"#, times[times.len() / 2]);
    }
    Ok(())
}
