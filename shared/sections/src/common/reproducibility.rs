//! Section `reproducibility`: what the report was made from.

use report_claims::CommentaryOutcome;
use report_document::{Block, Field, Section, Text};
use report_domain::{Detail, Kind};
use report_snapshot::{SCHEMA_VERSION, Snapshot};

use super::commentary;
use crate::context::Context;

const ID: &str = "reproducibility";
const TITLE: &str = "Reproducibility";

/// How the schema of a snapshot is called.
pub(super) fn schema(kind: Kind) -> String {
    format!("{kind} version {SCHEMA_VERSION}")
}

/// The section in one line.
pub(super) fn line(context: &Context<'_>) -> Section {
    let Context { report_id, snapshot_sha256, engine_version, .. } = context;
    let created = context.created_at.display_minute();
    let line = format!(
        "Report {report_id}, requested {created}, made by engine {engine_version} from the snapshot with the SHA-256 \
         {snapshot_sha256}."
    );
    Section::new(ID, TITLE).with(Block::Note(Text::plain(line)))
}

/// Makes the section.
pub(super) fn section(
    snapshot: &Snapshot,
    provenance: Vec<Field>,
    detail: Detail,
    commentary: &CommentaryOutcome,
    context: &Context<'_>,
) -> Section {
    let header = snapshot.header();
    let mut fields = vec![
        Field::new("Report id", context.report_id.to_string()),
        Field::new("Requested", context.created_at.display_minute()),
        Field::new("Report engine", context.engine_version),
        Field::new("Snapshot", context.snapshot_key),
    ];
    // Where it was versioned by its digest, that is said once.
    if !context.snapshot_version.contains(context.snapshot_sha256) {
        fields.push(Field::new("Snapshot version", context.snapshot_version));
    }
    fields.push(Field::new("Snapshot SHA-256", context.snapshot_sha256));
    fields.push(Field::new("Snapshot schema", schema(header.kind)));
    if let Some(taken) = header.taken_at {
        fields.push(Field::new("Snapshot taken", taken.display_minute()));
    }
    if let Some(source) = header.source {
        let version = source.version.as_deref().map(|version| format!(" {version}")).unwrap_or_default();
        fields.push(Field::new("Figures from", format!("{}{version}", source.tool)));
        if let Some(reference) = &source.reference {
            fields.push(Field::new("Reference there", reference.clone()));
        }
        if let Some(seed) = source.seed {
            fields.push(Field::new("Seed", seed.to_string()));
        }
        if !source.libraries.is_empty() {
            let libraries: Vec<String> =
                source.libraries.iter().map(|(name, version)| format!("{name} {version}")).collect();
            fields.push(Field::new("Libraries", libraries.join(", ")));
        }
    }
    fields.extend(provenance);
    fields.push(Field::new("Detail", detail.as_str()));
    fields.extend(commentary::usage(commentary));
    let mut section = Section::new(ID, TITLE);
    section.push(Block::Fields(fields));
    section
}
