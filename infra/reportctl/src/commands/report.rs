//! `reportctl report`.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use report_domain::{Format, Kind};
use report_import::{DEFAULT_NAMESPACE, Entities};
use report_snapshot::Snapshot;
use uuid::Uuid;

use super::{
    import::{
        Source,
        purpose::{Purpose, Sink, checked},
    },
    render::Look,
};
use crate::{
    failure::{Failure, Outcome},
    files,
};

/// Import and render in one step: from results to a document, without any service.
///
/// What is imported is the same as by `reportctl import`, and the document the same as by `reportctl render` and by the
/// service. Of several entities the report is about the project, else the experiment, else the model.
#[derive(Debug, clap::Subcommand)]
#[command(after_help = "Examples:
  reportctl report predictions test.csv --target churned --score probability -o churn.pdf
  reportctl report mlflow --tracking-uri http://mlflow:5000 --experiment churn -o churn.html --open
  reportctl report leaderboard cv_results.csv --metric roc_auc -o search.pdf
  reportctl report h2o --url http://h2o:54321 --run churn_automl -o churn.pdf")]
pub(crate) enum Report {
    #[command(flatten)]
    Source(Source<Document>),
}

/// The document that is made.
#[derive(Debug, clap::Args)]
pub(crate) struct Document {
    /// The file to write; its ending, .html, .pdf, .md or .json, is its format
    #[arg(long, short, value_name = "FILE", value_parser = output)]
    output: PathBuf,
    /// Show the document when it is written
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    look: Look,
}

/// What a document is made from.
struct Draft<'a> {
    document: &'a Document,
    snapshots: Vec<(Snapshot, Vec<u8>)>,
}

impl Purpose for Document {
    fn entities(&self) -> Entities {
        // No service knows the document, so any project will do, as long as it is the same every time.
        Entities::of(Uuid::new_v5(&DEFAULT_NAMESPACE, b"project:local"))
    }

    fn open(&self) -> Result<Box<dyn Sink + '_>, Failure> {
        Ok(Box::new(Draft { document: self, snapshots: Vec::new() }))
    }
}

impl Sink for Draft<'_> {
    fn keep(&mut self, place: &str, snapshots: Vec<Snapshot>) -> Outcome {
        for snapshot in snapshots {
            let bytes = checked(place, &snapshot)?;
            self.snapshots.push((snapshot, bytes));
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Outcome {
        let Document { output, open, look } = self.document;
        let (snapshot, bytes) = principal(&self.snapshots)?;
        let name = format!("{}-{}.json", snapshot.header().kind, files::stem(snapshot.header().name));
        let rendered = look.render(snapshot, bytes, &name, None, None, None)?;
        let document = format(output).and_then(|format| rendered.documents.get(&format));
        let document = document.ok_or_else(|| Failure::new(format!("{} has no format", output.display())))?;
        files::write(output, document)?;
        println!("{}", output.display());
        if *open { show(output) } else { Ok(()) }
    }
}

/// What the report is about.
fn principal(snapshots: &[(Snapshot, Vec<u8>)]) -> Result<&(Snapshot, Vec<u8>), Failure> {
    for kind in [Kind::Project, Kind::Experiment, Kind::Model, Kind::Deployment, Kind::Synthgen] {
        let of_kind: Vec<_> =
            snapshots.iter().filter(|(snapshot, _)| snapshot.header().kind == kind).collect();
        match of_kind[..] {
            [] => {}
            [only] => return Ok(only),
            _ => {
                let names: Vec<_> = of_kind.iter().map(|(snapshot, _)| snapshot.header().name).collect();
                return Err(Failure::new(format!(
                    "a report is about one {kind}, and there are {}: {}; name one of them",
                    names.len(),
                    names.join(", ")
                )));
            }
        }
    }
    Err(Failure::new("there is nothing that a report could be about"))
}

/// The format that a file's ending names.
fn format(path: &Path) -> Option<Format> {
    path.extension()?.to_str()?.to_ascii_lowercase().parse().ok()
}

fn output(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let endings = Format::ALL.map(|format| format!(".{}", format.as_str())).join(", ");
    if format(&path).is_some() {
        Ok(path)
    } else {
        Err(format!("expected a file that ends in one of {endings}"))
    }
}

/// Shows a document with the program that the desktop has for it.
fn show(path: &Path) -> Outcome {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let started = Command::new(opener).arg(path).stdout(Stdio::null()).stderr(Stdio::null()).status();
    match started {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new(format!("the document is written, but {opener} cannot show it"))),
    }
}

pub(crate) fn run(report: &Report) -> Outcome {
    let Report::Source(source) = report;
    super::import::run(source)
}
