//! Section `metrics`: every metric on every split, side by side, with the gap from training to held-out rows.

use report_document::{Block, Cell, Column, Emphasis, Row, Section, Table, Text};
use report_facts::{metric, quality};
use report_findings::gap::{Gap, Size};
use report_snapshot::evaluation::{Evaluation, Split};

use super::Subject;
use crate::common::number::{metric_cell, signed_metric};

/// The order of the columns: what was seen in training first, what is most to be trusted last.
const ORDER: [Split; 4] = [Split::Training, Split::Validation, Split::CrossValidation, Split::Test];

/// Metrics listed.
const MOST_METRICS: usize = 60;

/// Makes the section.
pub(crate) fn metrics(subject: &Subject<'_>) -> Option<Section> {
    let model = subject.model;
    if !subject.options.include_metrics {
        return None;
    }
    let first_with_figures = |split: &Split| {
        model.evaluations.iter().find(|evaluation| evaluation.split == *split && has_figures(evaluation))
    };
    let evaluations: Vec<&Evaluation> = ORDER.iter().filter_map(first_with_figures).collect();
    let occurring = evaluations.iter().flat_map(|evaluation| evaluation.metrics.keys()).map(String::as_str);
    let mut names = metric::in_order(&model.metrics, occurring);
    if let Some(telling) = quality::telling_metric(model) {
        names.sort_by_key(|name| *name != telling);
    }
    if names.is_empty() {
        return None;
    }
    let occurring = names.len();
    names.truncate(MOST_METRICS);
    let training = evaluations.iter().copied().find(|evaluation| evaluation.split == Split::Training);
    let held_out =
        subject.evaluation(|evaluation| evaluation.split != Split::Training && has_figures(evaluation));
    let compared = training.zip(held_out);
    let mut columns = vec![Column::row_header("Metric"), Column::text("Better")];
    columns.extend(evaluations.iter().map(|evaluation| Column::number(evaluation.split.label())));
    if compared.is_some() {
        columns.push(Column::number("Gap"));
    }
    let mut rows = Vec::with_capacity(names.len());
    for name in names {
        let direction = metric::defined_direction(&model.metrics, name);
        let mut cells = vec![
            Cell::text(metric::defined_label(&model.metrics, name)),
            Cell::text(match direction {
                Some(metric::Direction::Higher) => "higher",
                Some(metric::Direction::Lower) => "lower",
                None => Cell::MISSING,
            })
            .emphasised(Emphasis::Muted),
        ];
        cells.extend(
            evaluations.iter().map(|evaluation| metric_cell(quality::metric_value(evaluation, name))),
        );
        if let Some((training, held_out)) = compared {
            let values = quality::metric_value(training, name).zip(quality::metric_value(held_out, name));
            cells.push(match values {
                None => Cell::missing(),
                Some((seen, unseen)) => {
                    let difference = unseen - seen;
                    let gap = direction.and_then(|direction| Gap::of(name, direction, seen, unseen));
                    let cell = Cell::number(difference, signed_metric(difference));
                    let large = gap.is_some_and(|gap| gap.size == Size::Large);
                    if large { cell.emphasised(Emphasis::Alert) } else { cell }
                }
            });
        }
        rows.push(Row::new(cells));
    }
    let mut section = Section::new("metrics", subject.title("Metrics"));
    section.push(Table {
        caption: format!("Metrics of {} by the rows that they were computed on", subject.name),
        columns,
        rows,
        sortable: false,
    });
    if let Some((_, held_out)) = compared {
        section.push(Block::Note(Text::plain(format!(
            "Gap: {} minus training. A gap is marked where it is past the bound for overfitting: more than {} for metrics \
             between 0 and 1, more than {} times the training error for others.",
            held_out.split.label().to_lowercase(),
            report_facts::format::signed(report_findings::gap::LARGE_DIFFERENCE, 2),
            report_facts::format::signed(report_findings::gap::LARGE_RATIO, 1),
        ))));
    }
    if occurring > MOST_METRICS {
        section.push(Block::Note(Text::plain(format!("The first {MOST_METRICS} of {occurring} metrics."))));
    }
    Some(section)
}

/// Whether any metric has a value.
fn has_figures(evaluation: &Evaluation) -> bool {
    evaluation.metrics.values().flatten().any(|value| value.is_finite())
}
