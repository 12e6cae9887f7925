//! Cover, findings, commentary, comments and reproducibility around a kind's own sections.

use report_claims::CommentaryOutcome;
use report_document::{Block, Document, Field, Meta, Origin, Section, Text};
use report_domain::{Flag, Kind, ReportOptions};
use report_facts::{Statement, names};
use report_snapshot::{SCHEMA_VERSION, Snapshot};

use super::{
    changes, commentary, findings,
    statement::Places,
    too_much,
    visible_names::{show_names, show_values},
    without_charts::without_charts,
};
use crate::{
    contents::Body,
    context::{Assessment, Context},
};

/// Puts a body into a whole document.
pub(crate) fn frame(
    body: Body,
    snapshot: &Snapshot,
    assessment: &Assessment<'_>,
    options: &ReportOptions,
    context: &Context<'_>,
) -> Document {
    let commentary = assessment.commentary;
    let header = snapshot.header();
    let kind_label = format!("{} report", header.kind.label());
    let title = options.title.as_ref().map_or_else(
        || format!("{} – {}", names::shown(header.name), kind_label.to_lowercase()),
        |title| title.as_str().to_owned(),
    );
    let mut own =
        if options.has(Flag::IncludeCharts) { body.sections } else { without_charts(body.sections) };
    show_names(&mut own);
    let mut facts = body.cover_facts;
    show_values(&mut facts);
    if let Some(shared) = context.shared_name {
        say_shared_name(&mut own, shared);
    }
    let places = Places::new(header.kind, &own);
    let mut sections = Vec::with_capacity(own.len() + 6);
    sections.push(findings::section(assessment.findings, &places));
    sections.extend(changes::section(context.comparison, header.kind, options, &places));
    sections.extend(unknowns_section(assessment.unknowns, &places));
    sections.extend(commentary::section(commentary, &places));
    sections.extend(own);
    if let Some(comments) = &options.comments {
        let mut section = Section::new("comments", "Comments");
        section.push(Block::UserText(comments.as_str().to_owned()));
        sections.push(section);
    }
    sections.push(reproducibility(snapshot, body.provenance, commentary, context));
    let mut document = Document {
        meta: Meta {
            title,
            kind_label,
            entity_name: header.name.to_owned(),
            headline: Some(body.headline),
            facts,
            language: "en",
            report_id: context.report_id.to_string(),
            created: context.created_at.display_minute(),
            created_rfc3339: context.created_at.to_string(),
            origin: Some(Origin {
                snapshot_sha256: context.snapshot_sha256.to_owned(),
                schema: schema(header.kind),
                engine: context.engine_version.to_owned(),
                snapshot: None,
            }),
            card: body.card,
        },
        sections,
    };
    too_much::cut(&mut document);
    document
}

/// How the schema of a snapshot is called.
fn schema(kind: Kind) -> String {
    format!("{kind} version {SCHEMA_VERSION}")
}

/// The part that all models' names have in common, said once where they are listed.
fn say_shared_name(sections: &mut [Section], shared: &names::Shared) {
    let place = ["leaderboard", "key-figures"]
        .into_iter()
        .find_map(|id| sections.iter().position(|section| section.id == id));
    if let Some(section) = place.and_then(|place| sections.get_mut(place)) {
        let note =
            Text::plain("Model names are shown without their common part ").code(shared.part()).and(".");
        section.push(Block::Note(note));
    }
}

/// What the snapshot leaves open; nothing where nothing is.
fn unknowns_section(unknowns: &[Statement], places: &Places<'_>) -> Option<Section> {
    let items: Vec<Text> = unknowns.iter().map(|unknown| places.text(unknown)).collect();
    (!items.is_empty())
        .then(|| Section::new("unknown", "What this report does not know").with(Block::Bullets(items)))
}

fn reproducibility(
    snapshot: &Snapshot,
    provenance: Vec<Field>,
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
    fields.extend(commentary::usage(commentary));
    let mut section = Section::new("reproducibility", "Reproducibility");
    section.push(Block::Fields(fields));
    section
}
