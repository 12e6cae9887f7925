//! Section `feature-importance`: what drives the predictions, by every method that the snapshot has.

use report_charts::{Axis, Bar, Frame};
use report_document::{Block, Cell, Chart, ChartSize, Column, Row, Section, Table, Text};
use report_facts::{format, importance};
use report_snapshot::model::{FeatureImportance, ImportanceMethod};

use super::Subject;

/// Features shown.
const MOST_FEATURES: usize = 20;

/// Makes the section.
pub(crate) fn feature_importance(subject: &Subject<'_>) -> Option<Section> {
    if !subject.options.include_feature_importance {
        return None;
    }
    let methods: Vec<(&FeatureImportance, Vec<(&str, f64)>)> = subject
        .model
        .feature_importance
        .iter()
        .map(|importance| (importance, importance::shares(importance)))
        .filter(|(_, shares)| !shares.is_empty())
        .collect();
    let (_, leading) = methods.first()?;
    let mut section = Section::new("feature-importance", "Feature importance");
    let mut charts: Vec<Chart> = methods
        .iter()
        .enumerate()
        .filter_map(|(index, (importance, shares))| {
            let id = format!("chart-importance-{}", index + 1);
            let title = importance::method_label(importance.method);
            let caption = explanation(importance.method);
            let frame = Frame { id: &id, title, caption: Some(caption), size: ChartSize::Half };
            let bars: Vec<Bar<'_>> =
                shares.iter().take(MOST_FEATURES).map(|(name, share)| Bar::new(name, Some(*share))).collect();
            report_charts::bar_h(&frame, &Axis::percent("Share of importance"), &bars)
        })
        .collect();
    let table = Block::Table(table(subject.name, &methods));
    match charts.pop_if(|_| methods.len() == 1) {
        Some(only) => section.blocks = super::beside(Some(only), vec![table]),
        None => {
            section.blocks.extend(super::charts(charts));
            section.push(table);
        }
    }
    if leading.len() > MOST_FEATURES {
        let rest: f64 = leading.iter().skip(MOST_FEATURES).map(|(_, share)| share).sum();
        section.push(Block::Note(Text::plain(format!(
            "The {MOST_FEATURES} most important of {} features; the others have {} together.",
            format::count(leading.len() as u64),
            format::percent(rest),
        ))));
    }
    Some(section)
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

fn table(model: &str, methods: &[(&FeatureImportance, Vec<(&str, f64)>)]) -> Table {
    let (_, leading) = &methods[0];
    let mut columns = vec![Column::number("#"), Column::row_header("Feature")];
    columns.extend(
        methods.iter().map(|(importance, _)| Column::number(importance::method_label(importance.method))),
    );
    columns.push(Column::number("Cumulative"));
    let mut sum = 0.0;
    let rows = leading
        .iter()
        .take(MOST_FEATURES)
        .enumerate()
        .map(|(index, (feature, share))| {
            sum += share;
            let mut cells =
                vec![Cell::number((index + 1) as f64, (index + 1).to_string()), Cell::text(*feature)];
            cells.extend(methods.iter().map(|(_, shares)| {
                let share = shares.iter().find(|(name, _)| name == feature).map(|(_, share)| *share);
                share.map_or_else(Cell::missing, |share| {
                    Cell::number(share, format::percent(share)).shaded(share as f32)
                })
            }));
            cells.push(Cell::number(sum, format::percent(sum)));
            Row::new(cells)
        })
        .collect();
    let caption = match methods.len() {
        1 => format!("Share of importance in {model}"),
        _ => format!("Share of importance in {model} by method; cumulative by the first"),
    };
    Table { caption, columns, rows, sortable: true }
}
