//! `reportctl check-text`.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use crate::{
    failure::{Failure, Outcome},
    files, lookup,
};

/// Look up the numbers and names of a text in a snapshot.
///
/// One JSON line per sentence: each number with the figures that have this value, as far as the names and quantities of the
/// sentence allow; each name; and the words whose claims are not judged. It never says that a sentence is true. Exit code 1
/// if a number or name is unknown, or a number belongs to something else than the sentence names.
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
    let mut out = io::stdout().lock();
    let mut all_found = true;
    for checked in lookup::check(&snapshot, &report_findings::findings(&snapshot), &text) {
        all_found &= checked.is_found();
        writeln!(out, "{}", serde_json::to_string(&checked)?)?;
    }
    if all_found { Ok(()) } else { Err(Failure::Reported) }
}
