//! `reportctl render`.

use std::path::{Path, PathBuf};

use report_domain::{Flag, Format, Kind, ReportId, ReportOptions, Subject, Timestamp};
use report_pdf::Paper;
use report_render::{Commentator, Input, Other, OtherSnapshot, RenderSettings, Rendered};
use report_snapshot::Snapshot;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::wait;
use crate::{
    failure::{Failure, Outcome},
    files,
};

/// Render a report from a snapshot, offline.
///
/// The same library as in the service, so that what is seen here is what is delivered. The same snapshot, options,
/// report id and time give the same bytes. Only with the option llm_insights, and only if INSIGHTS_PROVIDER and its
/// companions configure a language model as they do in the service, is anything asked over the network.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl render experiment.json --out out/
  reportctl render model.json --format md --out model-card/
  reportctl render model.json --format pdf,json --paper letter --options '{\"include_charts\": false}' --out out/
  reportctl render today.json --compare-to last-week.json --out out/
  INSIGHTS_PROVIDER=openai INSIGHTS_BASE_URL=http://localhost:11434/v1 INSIGHTS_MODEL=llama3.1 \\
    reportctl render model.json --options '{\"llm_insights\": true}' --out out/")]
pub(crate) struct Arguments {
    /// The snapshot file; - for standard input
    snapshot: PathBuf,
    /// What to write, several separated by commas: html, pdf, md (Markdown; of a model, a model card for the Hugging Face
    /// Hub) or json (for other machines)
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "html,pdf")]
    format: Vec<Format>,
    /// Say what has changed since another snapshot of the same kind, of the same entity or another
    #[arg(long, value_name = "SNAPSHOT")]
    compare_to: Option<PathBuf>,
    /// Write beside them what they are made from, for reportctl verify: NAME.bundle.json
    #[arg(long)]
    bundle: bool,
    #[command(flatten)]
    look: Look,
    /// The report's id; by default one that follows from snapshot and options
    #[arg(long, value_name = "UUID")]
    report_id: Option<ReportId>,
    /// When the report was asked for; by default when the snapshot was taken, else now
    #[arg(long, value_name = "RFC3339", value_parser = Timestamp::parse)]
    created_at: Option<Timestamp>,
    /// Folder to write into; made if it does not exist
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// How a document looks.
#[derive(Debug, clap::Args)]
pub(crate) struct Look {
    /// The report's options, as in the body of POST /api/reports
    #[arg(long, value_name = "JSON", default_value = "{}", value_parser = options)]
    options: ReportOptions,
    /// Paper of the PDF: a4 or letter
    #[arg(long, default_value = "a4", value_parser = paper)]
    paper: Paper,
    /// Put the snapshot into the PDF as an associated file (PDF/A-3)
    #[arg(long)]
    attach_snapshot: bool,
    /// Folder with fallback fonts for scripts outside Latin, Greek and Cyrillic
    #[arg(long, value_name = "DIR")]
    fonts: Option<PathBuf>,
}

impl Look {
    /// The documents of a snapshot that is kept under a name. Without an id, the report has one that follows from snapshot
    /// and options; without a time, it was asked for when the snapshot was taken, else now.
    pub(crate) fn render(
        &self,
        snapshot: &Snapshot,
        bytes: &[u8],
        name: &str,
        other: Option<&Compared>,
        report_id: Option<ReportId>,
        created_at: Option<Timestamp>,
    ) -> Result<Rendered, Failure> {
        let header = snapshot.header();
        let mut identity = [Sha256::digest(bytes).as_slice(), &serde_json::to_vec(&self.options)?].concat();
        identity.extend(other.iter().flat_map(|other| Sha256::digest(&other.bytes)));
        let other_version = other.map(|other| version(&other.bytes)).unwrap_or_default();
        let input = Input {
            snapshot: bytes,
            snapshot_key: name,
            snapshot_version: &version(bytes),
            subject: Subject {
                project_id: header.project_id.into(),
                kind: header.kind,
                entity_id: header.id.into(),
            },
            report_id: report_id.unwrap_or_else(|| Uuid::new_v5(&header.id, &identity).into()),
            // Nothing has been tried before.
            artifact_id: Uuid::nil().into(),
            created_at: created_at.or(header.taken_at).unwrap_or_else(Timestamp::now),
            options: &self.options,
            other: other.map_or(Other::NotAsked, |other| {
                let (key, version) = (&other.name, &other_version);
                Other::Snapshot(OtherSnapshot { report: None, key, version, bytes: &other.bytes })
            }),
        };
        let settings = self.settings();
        let model =
            if self.options.has(Flag::LlmInsights) { report_commentary::Client::from_env()? } else { None };
        let commentator = model.as_ref().map_or(Commentator::None, Commentator::Model);
        let rendered = wait(async { Ok(report_render::render(input, &settings, commentator).await?) })?;
        if let Some(reason) =
            rendered.summary.get("insights_details").and_then(|details| details["reason"].as_str())
        {
            eprintln!("reportctl: no AI commentary: {reason}");
        }
        Ok(rendered)
    }

    fn settings(&self) -> RenderSettings {
        RenderSettings::new(self.paper, self.fonts.clone()).attaching(self.attach_snapshot)
    }

    /// What to say of a PDF that shows a box for what no font has.
    fn missing_glyphs(&self, rendered: &Rendered) -> Option<String> {
        // All formats say the same, and this one is text.
        let text = std::str::from_utf8(rendered.documents.get(&Format::Md)?).ok()?;
        let char = self.settings().first_missing(text)?;
        let code = u32::from(char);
        let hint = if self.fonts.is_none() { "; --fonts names a folder with more" } else { "" };
        Some(format!(
            "the PDF shows a box where no font has a character, first for {char} (U+{code:04X}){hint}"
        ))
    }
}

/// The snapshot that a report is compared with.
pub(crate) struct Compared {
    name: String,
    bytes: Vec<u8>,
}

impl Compared {
    /// Reads it, and checks that it is of the kind that it is compared with.
    fn read(path: &Path, with: Kind) -> Result<Self, Failure> {
        let (snapshot, bytes) = files::read_snapshot(path)?;
        let kind = snapshot.header().kind;
        if kind != with {
            return Err(Failure::new(format!(
                "{} is about a {kind}, and cannot be compared with one about a {with}",
                files::name(path)
            )));
        }
        Ok(Self { name: file_name(path), bytes })
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| "-".into(), |name| name.to_string_lossy().into_owned())
}

/// The version of a snapshot in a file.
fn version(bytes: &[u8]) -> String {
    let hex: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let (snapshot, bytes) = files::read_snapshot(&arguments.snapshot)?;
    let file = file_name(&arguments.snapshot);
    let other = match &arguments.compare_to {
        Some(path) => Some(Compared::read(path, snapshot.header().kind)?),
        None => None,
    };
    let Arguments { look, report_id, created_at, .. } = arguments;
    let rendered = look.render(&snapshot, &bytes, &file, other.as_ref(), *report_id, *created_at)?;
    files::make_dir(&arguments.out)?;
    let stem = match arguments.snapshot.file_stem() {
        Some(stem) if stem != "-" => files::stem(&stem.to_string_lossy()),
        _ => files::stem(snapshot.header().name),
    };
    if arguments.format.contains(&Format::Pdf)
        && let Some(missing) = look.missing_glyphs(&rendered)
    {
        eprintln!("reportctl: {missing}");
    }
    let wanted = rendered.documents.iter().filter(|(format, _)| arguments.format.contains(format));
    let written: Vec<_> = wanted
        .map(|(format, document)| (arguments.out.join(format!("{stem}.{}", format.as_str())), document))
        .collect();
    // A report as JSON is called as its snapshot is.
    if let Ok(snapshot) = arguments.snapshot.canonicalize()
        && let Some((path, _)) =
            written.iter().find(|(path, _)| path.canonicalize().is_ok_and(|it| it == snapshot))
    {
        return Err(Failure::new(format!(
            "{} is the snapshot itself, and would be written over: name another folder with --out",
            path.display()
        )));
    }
    for (path, document) in written {
        files::write(&path, document)?;
        println!("{}", path.display());
    }
    if arguments.bundle {
        let path = arguments.out.join(format!("{stem}.bundle.json"));
        files::write(&path, &rendered.bundle.to_json())?;
        println!("{}", path.display());
    }
    Ok(())
}

fn paper(text: &str) -> Result<Paper, String> {
    Paper::named(text).ok_or_else(|| "expected a4 or letter".into())
}

fn options(text: &str) -> Result<ReportOptions, String> {
    let options: Map<String, Value> =
        serde_json::from_str(text).map_err(|error| format!("expected a JSON object: {error}"))?;
    ReportOptions::from_json(&options, &["options"]).map_err(|problems| {
        let lines = problems.iter().map(|problem| format!("{}: {}", problem.loc.join("."), problem.msg));
        lines.collect::<Vec<_>>().join("; ")
    })
}
