//! `reportctl validate`.

use std::path::PathBuf;

use crate::{
    failure::{Failure, Outcome},
    files,
};

/// Check snapshots against the schema.
///
/// One line per file: "ok" with kind and name, or a sentence that says where the first fault is and what was expected.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl validate snapshots/*.json
  make-snapshot | reportctl validate -")]
pub(crate) struct Arguments {
    /// Snapshot files; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut faults = 0;
    for path in &arguments.files {
        match files::read_snapshot(path) {
            Ok((snapshot, _)) => {
                let header = snapshot.header();
                println!("{}: ok ({} {})", files::name(path), header.kind, header.name);
            }
            Err(failure) => {
                faults += 1;
                if let Failure::Said(text) = failure {
                    println!("{text}");
                }
            }
        }
    }
    if faults == 0 { Ok(()) } else { Err(Failure::Shown) }
}
