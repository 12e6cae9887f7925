//! The first page, comments, further findings, commentary and reproducibility around a kind's own sections.

use report_document::{Block, Document, Meta, Origin, Section, Text};
use report_domain::{Detail, Flag, ReportOptions};
use report_facts::{Statement, names};
use report_snapshot::Snapshot;

use super::{
    changes, commentary, comments, coverage,
    declared::Sources,
    opening::{self, Weighed},
    picture::{self, KEY_FIGURES},
    reproducibility::{self, schema},
    statement::Places,
    too_much,
    visible_names::{show_names, show_values},
    without_charts::without_charts,
};
use crate::{
    blocks::Blocks,
    contents::Body,
    context::{Assessment, Context},
};

/// Puts a body into a whole document.
pub(crate) fn frame(
    body: Body<'_>,
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
    let is_brief = options.detail == Detail::Brief;
    let mut own =
        if options.has(Flag::IncludeCharts) { body.sections } else { without_charts(body.sections) };
    let picture = picture::take(&mut own, body.pictures);
    let mut own: Vec<Section> =
        own.into_iter().filter(|(level, _)| *level <= options.detail).map(|(_, section)| section).collect();
    own.extend(opening::key_figures(body.key_figures, picture));
    show_names(&mut own);
    let mut facts = body.cover_facts;
    show_values(&mut facts);
    if let Some(shared) = context.shared_name {
        say_shared_name(&mut own, shared);
    }
    let steps = report_claims::next_steps(snapshot, assessment.findings);
    let weighed = Weighed::new(assessment.findings, &steps, !is_brief);
    let places = Places::new(header.kind, &own);
    let findings = weighed.section(assessment.unknowns.len(), &places);
    let next = opening::next_steps(&steps, &weighed, &places);
    let further = weighed.further_section(&places);
    let unknown = unknowns_section(assessment.unknowns, body.absent, &places);
    let insights = commentary::section(commentary, &weighed, &places);
    let comments = options.comments.as_ref().map(|text| comments::section(text, options.comments_format));
    let changes = changes::section(context.comparison, header.kind, options, &places);
    let sources = Sources::new(header.declared, options.declared.as_deref());
    // A brief report has what its own options ask for.
    let mut declared = if is_brief && options.declared.is_none() { None } else { sources.section() };
    show_names(declared.as_mut_slice());
    let key_figures = own.pop_if(|section| section.id == KEY_FIGURES);

    let mut sections: Vec<Section> =
        [Some(findings), key_figures, Some(next)].into_iter().flatten().collect();
    if is_brief {
        sections.push(reproducibility::line(context));
    }
    let opening = sections.len();
    // What was asked for by its own option is in a brief report as well.
    sections.extend(comments.into_iter().chain(changes).chain(declared));
    if is_brief {
        sections.extend(insights);
        if options.has(Flag::IncludeCoverage) {
            let coverage = coverage::section(&sections, &sources);
            sections.push(coverage);
        }
        facts.clear();
    } else {
        sections.extend([further, unknown, insights, description(body.description)].into_iter().flatten());
        sections.extend(own);
        if options.has(Flag::IncludeCoverage) {
            let coverage = coverage::section(&sections, &sources);
            sections.push(coverage);
        }
        sections.push(reproducibility::section(
            snapshot,
            body.provenance,
            options.detail,
            commentary,
            context,
        ));
    }
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
        opening,
        lists_figures: options.detail == Detail::Full,
    };
    too_much::cut(&mut document);
    document
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

/// What the snapshot leaves open, and what is left out for want of data; nothing where nothing is.
fn unknowns_section(
    unknowns: &[Statement],
    absent: Vec<&'static str>,
    places: &Places<'_>,
) -> Option<Section> {
    let mut blocks = Blocks::default();
    if !unknowns.is_empty() {
        blocks.push(Block::Bullets(unknowns.iter().map(|unknown| places.text(unknown)).collect()));
    }
    if !absent.is_empty() {
        let line = format!("Left out because the snapshot has no data for it: {}.", absent.join(", "));
        blocks.push(Block::Note(Text::plain(line)));
    }
    blocks.if_any().map(|blocks| blocks.under("unknown", "What this report does not know"))
}

/// What somebody wrote about the entity.
fn description(text: Option<String>) -> Option<Section> {
    text.map(|text| Section::new("description", "Description").with(Block::UserText(text)))
}
