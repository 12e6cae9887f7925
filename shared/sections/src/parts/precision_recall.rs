//! Section `precision-recall`: the curve with its area; for more than two classes one curve per class against the rest, and
//! their macro average.

use report_charts::Frame;
use report_document::Block;
use report_facts::{curves, format};
use report_snapshot::evaluation::Evaluation;

use super::{
    curves::{
        Line, Readings, areas, arranged, drawn, highest, in_order, left_out, macro_average, other_splits,
        positive_index, positive_phrase,
    },
    subject::{Subject, rows_phrase},
};
use crate::blocks::Blocks;

/// Makes the section.
pub(crate) fn precision_recall(subject: &Subject<'_>) -> Option<Blocks> {
    let evaluation = subject.evaluation(|evaluation| !evaluation.precision_recall.is_empty())?;
    let lines = lines(evaluation);
    let others = other_splits(&subject.model.evaluations, evaluation, self::lines);
    let average = macro_average(&lines);
    let curves = drawn(&lines, average.as_ref(), &others, evaluation.split.label());
    let baseline = positive_share(evaluation, subject.model.positive_class.as_deref());
    let caption = format!(
        "Of the rows called positive the share that are, against the share of positives found; {}{}.{}",
        rows_phrase(evaluation),
        positive_phrase(subject),
        baseline
            .map(|share| format!(" A guess has a precision of {}.", format::percent(share)))
            .unwrap_or_default(),
    );
    let draw = |size| {
        let frame = Frame {
            id: "chart-precision-recall",
            title: "Precision-recall curve",
            caption: Some(&caption),
            size,
        };
        report_charts::precision_recall(&frame, &curves, baseline)
    };
    let table = areas(
        format!(
            "Area under the precision-recall curve by class, one against the rest; {}",
            rows_phrase(evaluation)
        ),
        "PR AUC",
        &lines,
        average.as_ref(),
    );
    let readings = Readings {
        caption: format!("Best precision by share of positives found; {}", rows_phrase(evaluation)),
        place: "Recall of at least",
        places: &[0.5, 0.7, 0.8, 0.9, 0.95, 0.99],
        read: |line, recall| highest(line, |x| x >= recall),
    };
    let table = table.or_else(|| match &lines[..] {
        [line] => Some(readings.table(evaluation.split.label(), line, &others)),
        _ => None,
    });
    let mut body = Blocks::from(arranged(&lines, draw, table.map(Block::Table).into_iter().collect()));
    body.extend(left_out(&lines));
    body.if_any()
}

fn lines(evaluation: &Evaluation) -> Vec<Line<'_>> {
    let lines = evaluation.precision_recall.iter().map(|curve| {
        let points = curves::ordered(&curve.recall, &curve.precision, curves::Ties::Falling);
        Line::new(curve.class.as_deref(), curve.auc, points)
    });
    in_order(lines.collect())
}

/// Share of rows that are of the positive class.
fn positive_share(evaluation: &Evaluation, positive_class: Option<&str>) -> Option<f64> {
    let matrix = evaluation.confusion_matrix.as_ref()?;
    let positive: f64 = matrix.counts.get(positive_index(matrix, positive_class)?)?.iter().sum();
    let total: f64 = matrix.counts.iter().flatten().sum();
    (total > 0.0).then(|| positive / total)
}
