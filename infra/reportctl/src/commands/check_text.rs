//! `reportctl check-text`.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use report_grounding::Facts;

use crate::{
    failure::{Failure, Outcome},
    files,
};

/// Check what a text says about a snapshot's figures.
///
/// One JSON line per sentence: the sentence, whether it is borne out ("kept"), if not the reason, and the figures it rests
/// on. Exit code 1 if any sentence is not.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl check-text snapshot.json summary.txt
  echo 'GLM_1 leads with an AUC of 0.9951.' | reportctl check-text snapshot.json -")]
pub(crate) struct Arguments {
    /// Snapshot file
    #[arg(value_name = "SNAPSHOT")]
    snapshot: PathBuf,
    /// Text file, in UTF-8; - for standard input
    #[arg(value_name = "TEXTFILE")]
    text: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let (snapshot, _) = files::read_snapshot(&arguments.snapshot)?;
    let text = String::from_utf8(files::read(&arguments.text)?)
        .map_err(|_| Failure::new(format!("{}: not UTF-8", files::name(&arguments.text))))?;
    let facts = Facts::from_snapshot(&snapshot, &report_findings::findings(&snapshot));
    let mut out = io::stdout().lock();
    let mut all_kept = true;
    for checked in facts.check(&text) {
        all_kept &= checked.kept;
        writeln!(out, "{}", serde_json::to_string(&checked)?)?;
    }
    if all_kept { Ok(()) } else { Err(Failure::Shown) }
}
