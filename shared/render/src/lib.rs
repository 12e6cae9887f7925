//! From a snapshot's bytes to finished documents.
//!
//! ```text
//! snapshot + options → findings → [commentary] → Document → a document in every format, summary
//! ```
//!
//! The renderer function and `reportctl render` both call [`render`], so what is seen offline is what is delivered.
//! The same snapshot, options, report id and commentary give the same bytes.

mod bundle;
mod comparison;
mod input;
mod settings;
mod short_names;
mod summary;

use std::{collections::BTreeMap, time::Instant};

use report_claims::{CommentaryOutcome, Recorded, Unreplayable};
use report_commentary::Client;
use report_document::{Text, WriterError};
use report_domain::{Flag, Format, ReportOptions, Subject};
use report_findings::Finding;
use report_seal::{Fingerprint, Ids};
use report_sections::Assessment;
use report_snapshot::{SCHEMA_VERSION, Snapshot, SnapshotError};
use serde_json::{Map, Value};

use comparison::{Counterpart, Made};

pub use bundle::{Bundle, BundledOther, BundledSnapshot, ENGINE_VERSION, Page, UnusableBundle};
pub use input::{Gone, Input, Other, OtherReport, OtherSnapshot};
pub use settings::{InvalidPaper, RenderSettings};

/// A finished report.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The document in every format.
    pub documents: BTreeMap<Format, Vec<u8>>,
    /// What a list of reports shows; see [`summary`].
    pub summary: Map<String, Value>,
    /// The title that the documents bear.
    pub title: String,
    /// What they were made from besides the snapshot.
    pub bundle: Bundle,
}

/// Where commentary comes from, if the options want any.
#[derive(Debug, Clone, Copy)]
pub enum Commentator<'a> {
    /// No language model is configured.
    None,
    /// A language model.
    Model(&'a Client),
    /// The record of an earlier one: whatever the options want.
    Recorded(&'a Recorded),
}

/// Why a report cannot be made. Every case is permanent: trying again gives the same. The text is one sentence that the
/// person who asked for the report can act on.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The snapshot cannot be read.
    #[error("The snapshot {key} {source}.")]
    Snapshot {
        /// Where it lies.
        key: String,
        /// What is wrong with it.
        source: SnapshotError,
    },
    /// The snapshot is about something else.
    #[error(
        "The snapshot {key} is about {found}, but the report is about {wanted}; publish it under the right key."
    )]
    OtherEntity {
        /// Where it lies.
        key: String,
        /// What it says it is about.
        found: String,
        /// What was asked for.
        wanted: String,
    },
    /// The recorded commentary cannot be read.
    #[error(transparent)]
    Record(#[from] Unreplayable),
    /// A writer refused the document: a fault of ours.
    #[error("The report could not be written as {}; this is a fault of the service.", format.as_str())]
    Writer {
        /// Which format.
        format: Format,
        /// What the writer said, for the log.
        source: WriterError,
    },
}

/// Makes a report. Commentary is asked for only if the options want it; it never makes a report fail.
///
/// # Errors
/// See [`RenderError`].
pub async fn render(
    input: Input<'_>,
    settings: &RenderSettings,
    commentator: Commentator<'_>,
) -> Result<Rendered, RenderError> {
    let started = Instant::now();
    let counterpart = Counterpart::read(input.other);
    let mut snapshot = read(&input)?;
    // What lists of reports show keeps the whole names.
    let figures = report_sections::summary_figures(&snapshot);
    let whole_names = short_names::whole(&snapshot);
    let shared_name = short_names::shorten(&mut snapshot);
    let findings = report_findings::findings(&snapshot);
    let commentary = comment(&snapshot, &findings, input.options, commentator).await?;
    let snapshot_file = Fingerprint::of(input.snapshot);
    let made = Made::of(counterpart, &snapshot, &findings, &whole_names, &snapshot_file);
    let context = report_sections::Context {
        report_id: input.report_id.uuid(),
        created_at: input.created_at,
        snapshot_key: input.snapshot_key,
        snapshot_version: input.snapshot_version,
        snapshot_sha256: &snapshot_file.sha256,
        shared_name: shared_name.as_ref(),
        engine_version: ENGINE_VERSION,
        comparison: made.comparison(),
    };
    let unknowns = report_findings::unknowns(&snapshot);
    let assessment = Assessment { findings: &findings, unknowns: &unknowns, commentary: &commentary };
    let mut document = report_sections::build(&snapshot, &assessment, input.options, &context);
    if let (true, Some(origin)) = (settings.page().attach_snapshot, &mut document.meta.origin) {
        origin.snapshot = Some(input.snapshot.into());
    }
    let (mut documents, mut pages) = (BTreeMap::new(), None);
    for writer in settings.writers() {
        let format = writer.format();
        let output = writer.write(&document).map_err(|source| RenderError::Writer { format, source })?;
        documents.insert(format, output.bytes);
        pages = pages.or(output.pages);
    }
    let summary = summary::of(summary::Facts {
        figures,
        findings: &findings,
        commentary: &commentary,
        title: &document.meta.title,
        headline: document.meta.headline.as_ref().map(Text::to_plain),
        pages,
        documents: &documents,
        took: started.elapsed(),
    });
    let bundle = bundle(&input, settings, snapshot_file, &commentary, &documents);
    Ok(Rendered { documents, summary, title: document.meta.title, bundle })
}

async fn comment(
    snapshot: &Snapshot,
    findings: &[Finding],
    options: &ReportOptions,
    commentator: Commentator<'_>,
) -> Result<CommentaryOutcome, Unreplayable> {
    Ok(match (options.has(Flag::LlmInsights), commentator) {
        (_, Commentator::Recorded(record)) => record.replay(snapshot, findings)?,
        (false, _) => CommentaryOutcome::NotRequested,
        (true, Commentator::None) => CommentaryOutcome::Unavailable {
            reason: "No language model is configured for this service.".into(),
            usage: None,
        },
        (true, Commentator::Model(model)) => model.comment(snapshot, findings).await,
    })
}

fn bundle(
    input: &Input<'_>,
    settings: &RenderSettings,
    snapshot: Fingerprint,
    commentary: &CommentaryOutcome,
    documents: &BTreeMap<Format, Vec<u8>>,
) -> Bundle {
    let Subject { project_id, kind, entity_id } = input.subject;
    let options = serde_json::to_value(input.options).ok();
    Bundle {
        version: 1,
        engine: ENGINE_VERSION.to_owned(),
        report: Ids {
            id: input.report_id,
            artifact_id: input.artifact_id,
            project_id,
            kind,
            entity_id,
            created_at: input.created_at,
        },
        snapshot: BundledSnapshot {
            key: input.snapshot_key.to_owned(),
            version: input.snapshot_version.to_owned(),
            schema_version: SCHEMA_VERSION,
            file: snapshot,
        },
        options: options.and_then(|options| options.as_object().cloned()).unwrap_or_default(),
        page: settings.page().clone(),
        commentary: Recorded::of(commentary),
        compared: BundledOther::of(input.other),
        documents: documents
            .iter()
            .map(|(format, bytes)| (format.as_str().to_owned(), Fingerprint::of(bytes)))
            .collect(),
    }
}

fn read(input: &Input<'_>) -> Result<Snapshot, RenderError> {
    let snapshot = report_snapshot::read(input.snapshot)
        .map_err(|source| RenderError::Snapshot { key: input.snapshot_key.to_owned(), source })?;
    let header = snapshot.header();
    let Subject { project_id, kind, entity_id } = input.subject;
    let found =
        Subject { project_id: header.project_id.into(), kind: header.kind, entity_id: header.id.into() };
    if found != input.subject {
        return Err(RenderError::OtherEntity {
            key: input.snapshot_key.to_owned(),
            found: format!("{} {} of project {}", header.kind, header.id, header.project_id),
            wanted: format!("{kind} {entity_id} of project {project_id}"),
        });
    }
    Ok(snapshot)
}
