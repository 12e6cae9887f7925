//! Experiments and models.

use std::collections::BTreeMap;

use report_snapshot::{
    MetricDefinition,
    evaluation::{CalibrationBin, Evaluation},
    experiment::{Experiment, FoldSpread},
    model::Model,
};

use super::{
    data,
    place::{Metrics, Place},
    problem::Check,
};
use crate::{
    Rows, Sort, Statement, Subject, names, say,
    statement::{self, label, name},
    words,
};

pub(super) fn experiment(at: Place<'_>, content: &Experiment) {
    at.field("finished_at").end(content.started_at, content.finished_at, || say!("The run"));
    if let Some(dataset) = &content.dataset {
        data::dataset(at.field("dataset"), dataset);
    }
    let mut metrics = Metrics::new(&content.metrics);
    at.each("leaderboard", &content.leaderboard, |at, entry| {
        let of = || Subject::model(entry.name.as_str());
        let at = at.of(&of);
        let ranked = at.on(content.ranking_split.map(Rows::from));
        metrics.check_all(ranked.field("metrics"), &entry.metrics);
        folds(at.field("fold_spread"), &mut metrics, &entry.fold_spread);
        times(at, entry.training_time_ms, entry.predict_time_per_row_ms);
    });
    let listed = || content.leaderboard.iter().map(|entry| entry.name.as_str());
    at.field("leaderboard").once(Some("name"), listed(), "The leaderboard has a model");
    for (model, features) in &content.importance_by_model {
        let list = at.field("importance_by_model");
        for (feature, share) in features {
            let of = || Subject::column(feature.as_str());
            list.key(model).key(feature).of(&of).share("Share of importance", *share);
        }
    }
    if let Some(best) = &content.best_model {
        let of = || Subject::model(best.name.as_str());
        let at = at.field("best_model").of(&of);
        if !content.leaderboard.is_empty() && !listed().any(|name| name == best.name) {
            at.field("name").fault(Check::BestModelUnlisted, || {
                say!("The best model, {}, is not on the leaderboard.", name(&best.name))
            });
        }
        model(at.field("model"), &best.model, &content.metrics);
    }
}

/// A model, with the definitions that hold where it has none of its own.
pub(super) fn model(at: Place<'_>, content: &Model, definitions: &[MetricDefinition]) {
    let own = content.metrics.as_slice();
    let mut metrics = Metrics::new(if own.is_empty() { definitions } else { own });
    if let Some(dataset) = &content.dataset {
        data::dataset(at.field("dataset"), dataset);
    }
    times(at, content.training_time_ms, content.predict_time_per_row_ms);
    at.each("evaluations", &content.evaluations, |at, evaluation| {
        let at = at.on(Some(evaluation.split.into()));
        metrics.check_all(at.field("metrics"), &evaluation.metrics);
        at.each("groups", &evaluation.groups, |at, grouping| {
            at.each("groups", &grouping.groups, |at, group| {
                let of = || Subject::pair(Sort::Group, grouping.attribute.as_str(), group.group.as_str());
                let at = at.of(&of);
                metrics.check_all(at.field("metrics"), &group.metrics);
                self::calibration(at, &group.calibration);
            });
        });
        self::evaluation(at, evaluation);
    });
    folds(at.field("folds"), &mut metrics, &content.folds);
    at.each("learning_curves", &content.learning_curves, |at, curve| {
        at.field("steps").one_way(&curve.steps, || {
            let label = statement::label(words::in_sentence(&names::shown(&curve.metric)));
            say!("The steps of the learning curve of {}", label)
        });
    });
}

fn times(at: Place<'_>, training: Option<f64>, predict: Option<f64>) {
    at.field("training_time_ms").positive("Training time", training);
    at.field("predict_time_per_row_ms").positive("Prediction time per row", predict);
}

fn folds<'a>(at: Place<'_>, metrics: &mut Metrics<'a>, spreads: &'a BTreeMap<String, FoldSpread>) {
    for (metric, spread) in spreads {
        let at = at.key(metric);
        let left_out = at.on(Some(Rows::CrossValidation));
        metrics.check(left_out.field("mean"), metric, spread.mean);
        at.field("sd").positive("Standard deviation over the folds", spread.sd);
        left_out.each("folds", &spread.folds, |at, value| metrics.check(at, metric, *value));
    }
}

fn evaluation(at: Place<'_>, evaluation: &Evaluation) {
    if let Some(matrix) = &evaluation.confusion_matrix {
        let labels = matrix.labels.iter().map(String::as_str);
        at.field("confusion_matrix").field("labels").once(None, labels, "The confusion matrix has a class");
    }
    let curve = |values: &'static str, of: &'static str, class: &Option<String>| -> Statement {
        let class = class.as_deref().map(|class| say!(" of class {}", name(class)));
        say!("The {} of the {}{} {}", values, label(of), class, at.rows())
    };
    at.each("roc", &evaluation.roc, |at, roc| {
        at.field("auc").share("Area under the ROC curve", roc.auc);
        at.shares("false_positive_rate", "False-positive rate", &roc.false_positive_rate);
        at.shares("true_positive_rate", "True-positive rate", &roc.true_positive_rate);
        at.field("false_positive_rate")
            .one_way(&roc.false_positive_rate, || curve("false-positive rates", "ROC curve", &roc.class));
    });
    at.each("precision_recall", &evaluation.precision_recall, |at, pr| {
        at.field("auc").share("Area under the precision-recall curve", pr.auc);
        at.shares("recall", "Recall", &pr.recall);
        at.shares("precision", "Precision", &pr.precision);
        at.field("recall").one_way(&pr.recall, || curve("recalls", "precision-recall curve", &pr.class));
    });
    at.each("thresholds", &evaluation.thresholds, |at, row| {
        at.field("precision").share("Precision at a threshold", row.precision);
        at.field("recall").share("Recall at a threshold", row.recall);
        at.field("f1").share("F1 at a threshold", row.f1);
        at.field("specificity").share("Specificity at a threshold", row.specificity);
        at.field("accuracy").share("Accuracy at a threshold", row.accuracy);
    });
    at.each("gains_lift", &evaluation.gains_lift, |at, row| {
        let fraction = at.field("cumulative_data_fraction");
        fraction.share("Cumulative share of rows", Some(row.cumulative_data_fraction));
        let captured = at.field("cumulative_capture_rate");
        captured.share("Cumulative capture rate", row.cumulative_capture_rate);
    });
    calibration(at, &evaluation.calibration);
    at.shares("hit_ratios", "Hit ratio", &evaluation.hit_ratios);
}

fn calibration(at: Place<'_>, bins: &[CalibrationBin]) {
    at.each("calibration", bins, |at, bin| {
        at.field("mean_predicted").share("Mean predicted probability", Some(bin.mean_predicted));
        at.field("observed_rate").share("Observed rate", Some(bin.observed_rate));
    });
}
