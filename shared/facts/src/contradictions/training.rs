//! Experiments and models.

use std::collections::BTreeMap;

use report_snapshot::{
    MetricDefinition,
    evaluation::Evaluation,
    experiment::{Experiment, FoldSpread},
    model::{LearningCurve, Model},
};

use super::{Check, Checks, Metrics, Path, data};
use crate::{
    Quantity, Rows, Statement, Subject, names, say,
    statement::{self, label, name},
};

pub(super) fn experiment(checks: &mut Checks, at: Path<'_>, content: &Experiment) {
    checks
        .times(at.field("finished_at"), (content.started_at, content.finished_at), true, || say!("The run"));
    if let Some(dataset) = &content.dataset {
        data::dataset(checks, at.field("dataset"), dataset);
    }
    let mut metrics = Metrics::new(&content.metrics);
    let board = at.field("leaderboard");
    let rows = content.ranking_split.map(Rows::from);
    for (index, entry) in content.leaderboard.iter().enumerate() {
        let at = board.index(index);
        let of = || Subject::model(entry.name.as_str());
        for (metric, value) in &entry.metrics {
            metrics.check(checks, at.field("metrics").key(metric), (metric, *value), rows, of);
        }
        folds(checks, at.field("fold_spread"), &mut metrics, &entry.fold_spread, of);
        checks.positive(at.field("training_time_ms"), entry.training_time_ms, "Training time", of);
        let predict = entry.predict_time_per_row_ms;
        checks.positive(at.field("predict_time_per_row_ms"), predict, "Prediction time per row", of);
    }
    let listed = || content.leaderboard.iter().map(|entry| entry.name.as_str());
    checks.once(board, Some("name"), listed(), "The leaderboard has a model");
    for (model, features) in &content.importance_by_model {
        let list = at.field("importance_by_model");
        let list = list.key(model);
        for (feature, share) in features {
            checks.share(list.key(feature), *share, "Share of importance", || {
                Subject::column(feature.as_str())
            });
        }
    }
    if let Some(best) = &content.best_model {
        let at = at.field("best_model");
        if !content.leaderboard.is_empty() && !listed().any(|name| name == best.name) {
            checks.fault(Check::BestModelUnlisted, at.field("name"), || {
                say!("The best model, {}, is not on the leaderboard.", name(&best.name))
            });
        }
        model(checks, at.field("model"), &best.model, Some((&best.name, &content.metrics)));
    }
}

/// A model, by itself or with its name and the definitions of its experiment.
pub(super) fn model(
    checks: &mut Checks,
    at: Path<'_>,
    content: &Model,
    within: Option<(&str, &[MetricDefinition])>,
) {
    let of = || within.map_or(Subject::Entity, |(name, _)| Subject::model(name));
    let definitions = match within {
        Some((_, definitions)) if content.metrics.is_empty() => definitions,
        _ => content.metrics.as_slice(),
    };
    let mut metrics = Metrics::new(definitions);
    if let Some(dataset) = &content.dataset {
        data::dataset(checks, at.field("dataset"), dataset);
    }
    checks.positive(at.field("training_time_ms"), content.training_time_ms, "Training time", of);
    let predict = content.predict_time_per_row_ms;
    checks.positive(at.field("predict_time_per_row_ms"), predict, "Prediction time per row", of);
    let list = at.field("evaluations");
    for (index, evaluation) in content.evaluations.iter().enumerate() {
        let at = list.index(index);
        let rows = Rows::from(evaluation.split);
        for (metric, value) in &evaluation.metrics {
            metrics.check(checks, at.field("metrics").key(metric), (metric, *value), Some(rows), of);
        }
        self::evaluation(checks, at, evaluation, rows, &of);
    }
    folds(checks, at.field("folds"), &mut metrics, &content.folds, of);
    let list = at.field("learning_curves");
    for (index, LearningCurve { metric, steps, .. }) in content.learning_curves.iter().enumerate() {
        checks.one_way(list.index(index).field("steps"), steps, || {
            let label = statement::label(crate::words::in_sentence(&names::shown(metric)));
            say!("The steps of the learning curve of {}", label)
        });
    }
}

fn folds<'a>(
    checks: &mut Checks,
    at: Path<'_>,
    metrics: &mut Metrics<'a>,
    spreads: &'a BTreeMap<String, FoldSpread>,
    of: impl Fn() -> Subject + Copy,
) {
    for (metric, spread) in spreads {
        let at = at.key(metric);
        let rows = Some(Rows::CrossValidation);
        metrics.check(checks, at.field("mean"), (metric, spread.mean), rows, of);
        checks.positive(at.field("sd"), spread.sd, "Standard deviation over the folds", of);
        let list = at.field("folds");
        for (index, value) in spread.folds.iter().enumerate() {
            metrics.check(checks, list.index(index), (metric, *value), rows, of);
        }
    }
}

fn evaluation(
    checks: &mut Checks,
    at: Path<'_>,
    evaluation: &Evaluation,
    rows: Rows,
    of: &impl Fn() -> Subject,
) {
    // A number between 0 and 1 on these rows.
    fn share<F: Fn() -> Subject>(
        checks: &mut Checks,
        at: Path<'_>,
        value: Option<f64>,
        called: &'static str,
        (rows, of): (Rows, &F),
    ) {
        checks.between(at, value, (0.0, 1.0), || (of(), Some(rows), Quantity::other("share", called, None)));
    }
    let whose = (rows, of);
    if let Some(matrix) = &evaluation.confusion_matrix {
        let labels = matrix.labels.iter().map(String::as_str);
        checks.once(
            at.field("confusion_matrix").field("labels"),
            None,
            labels,
            "The confusion matrix has a class",
        );
    }
    let curve = |values: &'static str, of: &'static str, class: &Option<String>| -> Statement {
        let class = class.as_deref().map(|class| say!(" of class {}", name(class)));
        say!("The {} of the {}{} {}", values, label(of), class, rows.on())
    };
    let list = at.field("roc");
    for (index, roc) in evaluation.roc.iter().enumerate() {
        let at = list.index(index);
        share(checks, at.field("auc"), roc.auc, "Area under the ROC curve", whose);
        let (false_rates, true_rates) = (at.field("false_positive_rate"), at.field("true_positive_rate"));
        for (list, values, called) in [
            (false_rates, &roc.false_positive_rate, "False-positive rate"),
            (true_rates, &roc.true_positive_rate, "True-positive rate"),
        ] {
            for (index, value) in values.iter().enumerate() {
                share(checks, list.index(index), Some(*value), called, whose);
            }
        }
        checks.one_way(false_rates, &roc.false_positive_rate, || {
            curve("false-positive rates", "ROC curve", &roc.class)
        });
    }
    let list = at.field("precision_recall");
    for (index, pr) in evaluation.precision_recall.iter().enumerate() {
        let at = list.index(index);
        share(checks, at.field("auc"), pr.auc, "Area under the precision-recall curve", whose);
        let (recalls, precisions) = (at.field("recall"), at.field("precision"));
        for (list, values, called) in
            [(recalls, &pr.recall, "Recall"), (precisions, &pr.precision, "Precision")]
        {
            for (index, value) in values.iter().enumerate() {
                share(checks, list.index(index), Some(*value), called, whose);
            }
        }
        checks.one_way(recalls, &pr.recall, || curve("recalls", "precision-recall curve", &pr.class));
    }
    let list = at.field("thresholds");
    for (index, row) in evaluation.thresholds.iter().enumerate() {
        let at = list.index(index);
        for (field, called, value) in [
            ("precision", "Precision at a threshold", row.precision),
            ("recall", "Recall at a threshold", row.recall),
            ("f1", "F1 at a threshold", row.f1),
            ("specificity", "Specificity at a threshold", row.specificity),
            ("accuracy", "Accuracy at a threshold", row.accuracy),
        ] {
            share(checks, at.field(field), value, called, whose);
        }
    }
    let list = at.field("gains_lift");
    for (index, row) in evaluation.gains_lift.iter().enumerate() {
        let (at, fraction) = (list.index(index), Some(row.cumulative_data_fraction));
        share(checks, at.field("cumulative_data_fraction"), fraction, "Cumulative share of rows", whose);
        let captured = row.cumulative_capture_rate;
        share(checks, at.field("cumulative_capture_rate"), captured, "Cumulative capture rate", whose);
    }
    let list = at.field("calibration");
    for (index, bin) in evaluation.calibration.iter().enumerate() {
        let at = list.index(index);
        share(
            checks,
            at.field("mean_predicted"),
            Some(bin.mean_predicted),
            "Mean predicted probability",
            whose,
        );
        share(checks, at.field("observed_rate"), Some(bin.observed_rate), "Observed rate", whose);
    }
    let list = at.field("hit_ratios");
    for (index, ratio) in evaluation.hit_ratios.iter().enumerate() {
        share(checks, list.index(index), Some(*ratio), "Hit ratio", whose);
    }
}
