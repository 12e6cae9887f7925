//! What appeared, went or changed besides figures.

use report_changes::{FindingMove, Move, SettingChange, ThingChange};
use report_document::{Block, Cell, Column, Row, Table, Text};
use report_domain::Severity;
use report_facts::{
    Sort, Statement, format, names, say,
    statement::{self, name},
};
use report_snapshot::Value;

use super::page::{Page, counted};
use crate::common::{instant::instant_cell, value};

/// Names that a sentence has.
const MOST_NAMES: usize = 8;

/// Characters of a setting's value in the table.
const LONGEST_VALUE: usize = 200;

/// Findings that are not as they were, a line each.
pub(super) fn findings(page: &Page<'_>) -> Vec<Block> {
    let findings = &page.changes().findings;
    if findings.shown.is_empty() {
        return Vec::new();
    }
    let items = findings
        .shown
        .iter()
        .map(|change| {
            let what = match change.what {
                FindingMove::Appeared(now) => format!("New, {}", severity(now)),
                FindingMove::Went(then) => format!("Gone, was {}", severity(then)),
                FindingMove::Severity(then, now) => format!("Now {}, was {}", severity(now), severity(then)),
                FindingMove::OfOthers(both) => format!("Of other things, {}", severity(both)),
            };
            let mut text = Text::default().strong(format!("{what}: {}.", change.title)).and(" ");
            text.0.extend(page.places.text(&change.statement).0);
            text
        })
        .collect();
    let mut blocks = vec![Block::Subheading("Findings".into()), Block::Bullets(items)];
    blocks.extend(further(findings.further, "finding is", "findings are"));
    blocks
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Good => "good",
        Severity::Info => "for information",
        Severity::Warning => "warning",
        Severity::Critical => "critical",
    }
}

fn further(number: usize, one: &str, many: &str) -> Option<Block> {
    (number > 0).then(|| Block::Note(format!("{} not listed.", counted(number, one, many)).into()))
}

/// Incidents that are only in one of the two.
pub(super) fn incidents(page: &Page<'_>) -> Vec<Block> {
    let incidents = &page.changes().incidents;
    let mut blocks = Vec::new();
    if !incidents.changed.shown.is_empty() {
        let rows = incidents.changed.shown.iter().map(|change| {
            let incident = &change.incident;
            let length = incident.to.unix_millis() as f64 - incident.from.unix_millis() as f64;
            Row::new(vec![
                Cell::text(incident.what.label()),
                Cell::text(match change.way {
                    Move::Appeared => "New",
                    Move::Went => "Gone",
                }),
                instant_cell(Some(incident.from)),
                Cell::number(length, format::duration_ms(length)),
            ])
        });
        let table = Table {
            caption: format!(
                "{} in only one of the two, by start",
                counted(incidents.changed.all(), "incident", "incidents")
            ),
            columns: vec![
                Column::row_header("Incident"),
                Column::text("Change"),
                Column::text("Start"),
                Column::number("Length"),
            ],
            rows: rows.collect(),
            sortable: false,
        };
        blocks.push(table.into());
        blocks.extend(further(incidents.changed.further, "incident is", "incidents are"));
    }
    if incidents.outside > 0 {
        let number = counted(incidents.outside, "incident", "incidents");
        let line = format!(
            "{number} of the other report lie outside of the window of this one, so that nothing is said of them."
        );
        blocks.push(Block::Note(line.into()));
    }
    blocks
}

/// Models, columns and other things that appeared, went or have another name.
pub(super) fn things(page: &Page<'_>) -> Option<Block> {
    let items: Vec<Text> =
        page.changes().things.iter().map(|change| page.places.text(&thing(change))).collect();
    (!items.is_empty()).then_some(Block::Bullets(items))
}

fn thing(change: &ThingChange) -> Statement {
    match change {
        ThingChange::Moved(sort, way, moved) => {
            let (one, many) = words(*sort);
            let number = counted(moved.len(), one, many);
            let verb = match (way, moved.len()) {
                (Move::Appeared, 1) => " is new: ",
                (Move::Appeared, _) => " are new: ",
                (Move::Went, 1) => " has gone: ",
                (Move::Went, _) => " have gone: ",
            };
            let listed = statement::names(moved.iter().map(String::as_str), MOST_NAMES);
            say!("{}{}{}.", statement::label(number), verb, listed)
        }
        ThingChange::Renamed(sort, renamed) => {
            let (one, many) = words(*sort);
            let number = counted(renamed.len(), one, many);
            let verb = if renamed.len() == 1 { " has another name: " } else { " have other names: " };
            let each = renamed.iter().map(|(then, now)| say!("{}, formerly {}", name(now), name(then)));
            say!("{}{}{}.", statement::label(number), verb, statement::listed(each, MOST_NAMES))
        }
    }
}

fn words(sort: Sort) -> (&'static str, &'static str) {
    match sort {
        Sort::Model => ("model", "models"),
        Sort::Column => ("column", "columns"),
        Sort::Class => ("class", "classes"),
        Sort::Dataset => ("dataset", "datasets"),
        Sort::Experiment => ("experiment", "experiments"),
        Sort::Deployment => ("deployment", "deployments"),
        Sort::Run => ("synthetic-data run", "synthetic-data runs"),
        Sort::ErrorType => ("type of error", "types of errors"),
        Sort::Category => ("type of personal data", "types of personal data"),
        _ => ("thing", "things"),
    }
}

/// Settings that differ.
pub(super) fn settings(page: &Page<'_>) -> Vec<Block> {
    let settings = &page.changes().settings;
    if settings.shown.is_empty() {
        return Vec::new();
    }
    let [then, now] = page.sides();
    let shown = |value: &Option<Value>| match value {
        Some(value) => Cell::text(report_domain::shortened(&value::shown(value), LONGEST_VALUE)),
        None => Cell::missing(),
    };
    let rows = settings.shown.iter().map(|SettingChange { key, then, now }| {
        let setting = match &key.of {
            Some(of) => format!("{}: {}", names::shown(of), names::shown(&key.name)),
            None => names::shown(&key.name),
        };
        Row::new(vec![Cell::text(setting), shown(then), shown(now)])
    });
    let table = Table {
        caption: format!("{} with a difference", counted(settings.all(), "setting", "settings")),
        columns: vec![Column::row_header("Setting"), Column::text(then), Column::text(now)],
        rows: rows.collect(),
        sortable: false,
    };
    let mut blocks = vec![table.into()];
    blocks.extend(further(settings.further, "setting is", "settings are"));
    blocks
}
