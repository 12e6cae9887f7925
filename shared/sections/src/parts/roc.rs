//! Section `roc`: the ROC curve with its AUC; for more than two classes one curve per class against the rest, and their
//! macro average.

use report_charts::Frame;
use report_document::{Block, Text};
use report_facts::{
    curves::{Ties, ordered},
    format,
};
use report_snapshot::evaluation::Evaluation;

use super::{
    curves::{
        Line, Readings, areas, arranged, drawn, height, in_order, left_out, macro_average, other_splits,
        positive_index, positive_phrase,
    },
    subject::{Subject, rows_phrase},
};
use crate::blocks::Blocks;

/// Makes the section.
pub(crate) fn roc(subject: &Subject<'_>) -> Option<Blocks> {
    let evaluation = subject.evaluation(|evaluation| !evaluation.roc.is_empty())?;
    let lines = lines(evaluation);
    let others = other_splits(&subject.model.evaluations, evaluation, self::lines);
    let average = macro_average(&lines);
    let curves = drawn(&lines, average.as_ref(), &others, evaluation.split.label());
    let point = operating_point(evaluation, subject.model.positive_class.as_deref());
    let mut caption = format!(
        "Share of positives found against share of false alarms; {}{}.",
        rows_phrase(evaluation),
        positive_phrase(subject)
    );
    let threshold = evaluation.confusion_matrix.as_ref().and_then(|matrix| matrix.threshold);
    if let (Some((false_alarms, found)), Some(threshold)) = (point, threshold) {
        caption.push_str(&format!(
            " The mark is the threshold {}: {} of the positives found, {} false alarms.",
            format::signed(threshold, 4),
            format::percent(found),
            format::percent(false_alarms),
        ));
    }
    let title = if average.is_some() { "ROC curves, one class against the rest" } else { "ROC curve" };
    let draw = |size| {
        let frame = Frame { id: "chart-roc", title, caption: Some(&caption), size };
        report_charts::roc(&frame, &curves, point)
    };
    let table_caption =
        format!("Area under the ROC curve by class, one against the rest; {}", rows_phrase(evaluation));
    let mut blocks = Vec::new();
    match areas(table_caption, "AUC", &lines, average.as_ref()) {
        Some(table) => blocks.push(Block::Table(table)),
        None => {
            if let [line] = &lines[..] {
                let readings = Readings {
                    caption: format!("Positives found by share of false alarms; {}", rows_phrase(evaluation)),
                    place: "False alarms up to",
                    places: &[0.01, 0.02, 0.05, 0.1, 0.2, 0.5],
                    read: height,
                };
                blocks.push(Block::Table(readings.table(evaluation.split.label(), line, &others)));
            }
            blocks.push(Block::Note(note(evaluation, &lines, &others)));
        }
    }
    let mut body = Blocks::from(arranged(&lines, draw, blocks));
    body.extend(left_out(&lines));
    Some(body)
}

/// The areas in words.
fn note(evaluation: &Evaluation, lines: &[Line<'_>], others: &[(&'static str, Line<'_>)]) -> Text {
    let own = lines.iter().map(|line| (evaluation.split.label(), line));
    let areas: Vec<String> = own
        .chain(others.iter().map(|(split, line)| (*split, line)))
        .filter_map(|(split, line)| {
            Some(format!("{} ({})", format::metric(line.area?), split.to_lowercase()))
        })
        .collect();
    let areas = if areas.is_empty() { "not known".to_owned() } else { areas.join(", ") };
    Text::plain(format!("Area under the curve: {areas}. A guess has 0.5, a perfect model 1."))
}

fn lines(evaluation: &Evaluation) -> Vec<Line<'_>> {
    let lines = evaluation.roc.iter().map(|curve| {
        let points = ordered(&curve.false_positive_rate, &curve.true_positive_rate, Ties::Rising);
        Line::new(curve.class.as_deref(), curve.auc, points)
    });
    in_order(lines.collect())
}

/// False- and true-positive rate at the confusion matrix's threshold, for binary tasks.
fn operating_point(evaluation: &Evaluation, positive_class: Option<&str>) -> Option<(f64, f64)> {
    let matrix = evaluation.confusion_matrix.as_ref()?;
    let positive = positive_index(matrix, positive_class)?;
    let rate = |actual: usize| {
        let row = matrix.counts.get(actual)?;
        let rows: f64 = row.iter().sum();
        (rows > 0.0).then(|| row.get(positive).map(|called| called / rows))?
    };
    Some((rate(1 - positive)?, rate(positive)?))
}
