//! `reportctl validate`.

use std::path::PathBuf;

use report_snapshot::Snapshot;

use crate::{
    failure::{Failure, Outcome},
    files,
};

/// Check snapshots against the schema.
///
/// One line per file: "ok" with kind and name, or a sentence that says where the first fault is and what was expected. With
/// --strict also one line per contradiction.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl validate snapshots/*.json
  make-snapshot | reportctl validate -
  reportctl validate --strict snapshots/deployment-*.json

A snapshot may fit the schema and still contradict itself: more errors than calls, totals that are not the sum of
the intervals, an AUC of 1.7, a window that ends before it starts. Reports say so in a finding; --strict refuses it,
with the place of every such figure, so that a pipeline can stop before it publishes.")]
pub(crate) struct Arguments {
    /// Snapshot files; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Refuse snapshots whose figures contradict one another, too
    #[arg(long)]
    strict: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut faults = 0;
    for path in &arguments.files {
        match files::read_snapshot(path) {
            Ok((snapshot, _)) if arguments.strict && refused(&files::name(path), &snapshot) => faults += 1,
            Ok((snapshot, _)) => {
                let header = snapshot.header();
                println!("{}: ok ({} {})", files::name(path), header.kind, header.name);
            }
            Err(failure) => {
                faults += 1;
                if let Failure::Message(text) = failure {
                    println!("{text}");
                }
            }
        }
    }
    if faults == 0 { Ok(()) } else { Err(Failure::Reported) }
}

/// Contradictions that are printed one by one.
const MOST: usize = 1_000;

/// Prints where a snapshot contradicts itself. `true` if it does.
fn refused(file: &str, snapshot: &Snapshot) -> bool {
    let found = report_facts::contradictions(snapshot);
    let all = found.problems.iter().flat_map(|problem| &problem.found).take(MOST);
    let mut told = 0;
    for contradiction in all {
        println!(
            "{file}: contradicts itself at {}: {}",
            contradiction.path,
            contradiction.statement.to_plain()
        );
        told += 1;
    }
    if told < found.total {
        println!("{file}: and {} further contradictions", found.total - told);
    }
    found.total > 0
}
