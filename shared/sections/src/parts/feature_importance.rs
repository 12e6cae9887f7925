//! Section `feature-importance`: what drives the predictions, by every method that the snapshot has.

use report_charts::{Axis, Bar, Frame};
use report_document::{Block, Cell, Chart, ChartSize, Column, Row, Table, Text};
use report_facts::{format, importance, names};
use report_snapshot::model::{FeatureImportance, ImportanceMethod};

use super::subject::Subject;
use crate::blocks::{Blocks, side_by_side};

/// Features drawn, and where a document is not of full detail.
const MOST_FEATURES: usize = 20;
const MOST_IN_SHORT: usize = 12;

/// Lists of importance that are shown: one per method, and there are four methods.
const MOST_METHODS: usize = 8;

/// Features listed below the charts, or without charts.
const MOST_LISTED: usize = 100;

/// Which features a document lists.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// All, in charts or below them.
    All,
    /// Those in charts; without charts the most important.
    Drawn,
}

impl Listed {
    fn most_drawn(self) -> usize {
        match self {
            Self::All => MOST_FEATURES,
            Self::Drawn => MOST_IN_SHORT,
        }
    }
}

/// Makes the section.
pub(super) fn feature_importance(subject: &Subject<'_>, listed: Listed) -> Option<Blocks> {
    let mut methods: Vec<(&FeatureImportance, Vec<(&str, f64)>)> = subject
        .model
        .feature_importance
        .iter()
        .map(|importance| (importance, importance::shares(importance)))
        .filter(|(_, shares)| !shares.is_empty())
        .collect();
    let given = methods.len();
    methods.truncate(MOST_METHODS);
    let (_, leading) = methods.first()?;
    let mut body = Blocks::default();
    let charts: Vec<Chart> = methods
        .iter()
        .enumerate()
        .filter_map(|(index, method)| chart(index, method, methods.len() == 1, listed))
        .collect();
    // A bar says its value, so a table lists only what no bar shows.
    let drawn = if subject.with_charts && !charts.is_empty() { listed.most_drawn() } else { 0 };
    body.extend(side_by_side(charts));
    if leading.len() > drawn && (drawn == 0 || listed == Listed::All) {
        body.push(table(subject.name, &methods, drawn));
    }
    let unlisted = leading.iter().skip(MOST_LISTED).map(|(_, share)| share).sum::<f64>();
    if leading.len() > MOST_LISTED && listed == Listed::All {
        body.push(Block::Note(Text::plain(format!(
            "The {MOST_LISTED} most important of {} features; the others have {} together.",
            format::count(leading.len() as u64),
            format::percent(unlisted),
        ))));
    }
    if given > MOST_METHODS {
        let all = format::count(given as u64);
        body.push(Block::Note(Text::plain(format!(
            "The first {MOST_METHODS} of {all} lists of importance."
        ))));
    }
    Some(body)
}

fn chart(
    index: usize,
    (given, shares): &(&FeatureImportance, Vec<(&str, f64)>),
    alone: bool,
    listed: Listed,
) -> Option<Chart> {
    let id = format!("chart-importance-{}", index + 1);
    let mut caption = explanation(given.method).to_owned();
    if !importance::is_whole(given) {
        let known = given.features.iter().filter(|feature| feature.value.is_some_and(f64::is_finite)).count();
        let all = given.features_total.unwrap_or_default().max(given.features.len() as u64);
        caption.push_str(&format!(
            " Of {} features {} have a figure here; shares are of those.",
            format::count(all),
            format::count(known as u64)
        ));
    }
    let most = listed.most_drawn();
    if shares.len() > most {
        caption.push_str(&match listed {
            Listed::All => format!(" The first {most}; the others are listed below."),
            Listed::Drawn => format!(" The first {most} of {}.", format::count(shares.len() as u64)),
        });
    }
    let frame = Frame {
        id: &id,
        title: importance::method_label(given.method),
        caption: Some(&caption),
        size: if alone { ChartSize::Full } else { ChartSize::Half },
    };
    let names: Vec<String> = shares.iter().take(most).map(|(name, _)| names::shown(name)).collect();
    let bars: Vec<Bar<'_>> =
        names.iter().zip(shares).map(|(name, (_, share))| Bar::new(name, Some(*share))).collect();
    report_charts::bar_h(&frame, &Axis::percent("Share of importance"), &bars)
}

/// How to read a method's figures.
fn explanation(method: ImportanceMethod) -> &'static str {
    match method {
        ImportanceMethod::Model => {
            "As the model itself counts it, for example by split gain; shares of the whole."
        }
        ImportanceMethod::Coefficient => {
            "Magnitude of the coefficients on standardized features; shares of the whole."
        }
        ImportanceMethod::Permutation => "Loss of quality when a feature is shuffled; shares of the whole.",
        ImportanceMethod::Shap => "Mean absolute contribution to a prediction; shares of the whole.",
    }
}

/// The features by the first method, without those whose bar is among the first `drawn` of every method.
fn table(model: &str, methods: &[(&FeatureImportance, Vec<(&str, f64)>)], drawn: usize) -> Table {
    let leading = methods.first().map(|(_, shares)| shares.as_slice()).unwrap_or_default();
    let mut columns = vec![Column::number("#"), Column::row_header("Feature")];
    columns.extend(
        methods.iter().map(|(importance, _)| Column::number(importance::method_label(importance.method))),
    );
    columns.push(Column::number("Cumulative"));
    let mut sum = 0.0;
    let rows = leading
        .iter()
        .take(MOST_LISTED)
        .enumerate()
        .filter_map(|(index, (feature, share))| {
            sum += share;
            let is_drawn =
                |shares: &[(&str, f64)]| shares.iter().take(drawn).any(|(name, _)| name == feature);
            if methods.iter().all(|(_, shares)| is_drawn(shares)) {
                return None;
            }
            let mut cells = vec![
                Cell::number((index + 1) as f64, (index + 1).to_string()),
                Cell::text(names::shown(feature)),
            ];
            cells.extend(methods.iter().map(|(_, shares)| {
                let share = shares.iter().find(|(name, _)| name == feature).map(|(_, share)| *share);
                share.map_or_else(Cell::missing, |share| {
                    Cell::number(share, format::percent(share)).shaded(share as f32)
                })
            }));
            // A sum of shares may miss the whole by the rounding of its parts.
            let whole = if (sum - 1.0).abs() < 1e-9 { 1.0 } else { sum };
            cells.push(Cell::number(whole, format::percent(whole)));
            Some(Row::new(cells))
        })
        .collect();
    let what = if drawn > 0 { "Features that not every chart shows: share" } else { "Share" };
    let model = names::shown(model);
    let caption = match methods.len() {
        1 => format!("{what} of importance in {model}"),
        _ => format!("{what} of importance in {model} by method; cumulative by the first"),
    };
    Table { caption, columns, rows, sortable: true }
}
