//! `reportctl dlq list`.

use report_storage::DeadLetters;

use super::{
    arguments::{Common, Service},
    found,
    line::Line,
};
use crate::failure::Outcome;

/// List dead letters, oldest first: their queue, id and age, and the report that they are about, its status now and its error.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl dlq list
  reportctl dlq list --queue jobs --json | jq 'select(.status == \"failed\") | .report_id'")]
pub(crate) struct Arguments {
    #[command(flatten)]
    common: Common,
}

pub(super) async fn run(service: &Service, arguments: &Arguments) -> Outcome {
    let Arguments { common } = arguments;
    let mut count = 0;
    for which in common.queues() {
        let found = found::take(service.letters(which), &service.table, which, common.most()).await?;
        let letters: Vec<_> = found.iter().map(|found| found.letter.clone()).collect();
        service.letters(which).put_back(&letters).await?;
        for found in &found {
            Line::of(found).print(common.json);
        }
        count += found.len();
    }
    if count == 0 && !common.json {
        println!("no dead letters");
    }
    Ok(())
}
