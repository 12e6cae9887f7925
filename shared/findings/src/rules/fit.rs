//! What is worth saying about how well a model fits, and whether to believe it.

use report_snapshot::{
    Task,
    evaluation::{Evaluation, Split},
    model::Model,
};

use crate::legacy::{Figure, Finding, Unit};
use crate::{
    Severity,
    gap::{self, Gap, Size},
};
use report_facts::{
    calibration::expected_calibration_error,
    format,
    leaderboard::Spread,
    metric::{self, Direction},
    quality::{self, ClassRates, Quality},
    words,
};

/// A held-out score this close to perfect is more often leakage or a duplicate than skill. The bound is this report's own.
const PERFECT_WITHIN: f64 = 0.000_5;

/// AUC of a coin toss.
const CHANCE_AUC: f64 = 0.5;

/// Recall under which a class is mostly missed.
const MOSTLY_MISSED: f64 = 0.5;

/// Standard deviation over folds: steady up to the first, unsteady above the second. Metrics between 0 and 1 are judged by
/// the deviation itself, others relative to their mean (the coefficient of variation). The bounds are this report's own.
const STEADY: f64 = 0.02;
const UNSTEADY: f64 = 0.10;
const STEADY_RELATIVE: f64 = 0.05;
const UNSTEADY_RELATIVE: f64 = 0.20;

/// Expected calibration error above which probabilities should not be taken at face value; see Guo, Pleiss, Sun &
/// Weinberger (2017), "On calibration of modern neural networks", for the measure. The bound is this report's own.
const POOR_CALIBRATION: f64 = 0.10;

/// Applies every rule. `preferred` are the rows that a leaderboard was ranked on.
pub(super) fn findings(name: &str, model: &Model, preferred: Option<Split>) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(generalization_gap(name, model, preferred));
    found.extend(perfect_score(name, model, preferred));
    found.extend(chance(name, model, preferred));
    if model.task == Task::Regression {
        found.extend(explained_variance(name, model, preferred));
    } else {
        found.extend(no_information(name, model, preferred));
        found.extend(weakest_class(name, model, preferred));
        found.extend(calibration(name, model, preferred));
    }
    found.extend(fold_stability(name, model));
    found
}

fn held_out(evaluation: &Evaluation) -> bool {
    evaluation.split != Split::Training
}

fn generalization_gap(name: &str, model: &Model, preferred: Option<Split>) -> Option<Finding> {
    let metric = quality::telling_metric(model)?;
    let direction = metric::defined_direction(&model.metrics, metric)?;
    let has = |evaluation: &Evaluation| quality::metric_value(evaluation, metric).is_some();
    let out = quality::most_trusted(&model.evaluations, preferred, |evaluation| {
        held_out(evaluation) && has(evaluation)
    })?;
    let training =
        model.evaluations.iter().find(|evaluation| evaluation.split == Split::Training && has(evaluation))?;
    let (seen, unseen) = (quality::metric_value(training, metric)?, quality::metric_value(out, metric)?);
    let gap = Gap::of(metric, direction, seen, unseen)?;
    let label = words::in_sentence(&metric::defined_label(&model.metrics, metric));
    let severity = match gap.size {
        Size::Large => Severity::Warning,
        Size::Notable => Severity::Info,
        Size::Small => Severity::Good,
    };
    let (title, remark) = match severity {
        Severity::Warning => ("Overfitting", " The training figure promises too much."),
        Severity::Info => ("Gap between training and held-out rows", ""),
        _ => ("Training and held-out rows agree", ""),
    };
    let mut figures = vec![
        Figure::of(name, format!("training_{metric}"), seen, Unit::Plain),
        Figure::of(name, metric, unseen, Unit::Plain),
        Figure::of(name, format!("{metric}_gap"), gap.advantage.abs(), Unit::Plain),
    ];
    let change = match gap.ratio {
        // "1.0 times" would say less than the difference does.
        Some(ratio) if ratio >= 1.05 => {
            figures.push(Figure::of(name, format!("{metric}_ratio"), ratio, Unit::Plain));
            format!("{} times as much", format::signed(ratio, 1))
        }
        _ => format!("a difference of {}", format::metric(gap.advantage.abs())),
    };
    Some(Finding {
        rule: "generalization_gap",
        severity,
        title: title.into(),
        statement: format!(
            "The {label} of {name} is {} on training rows and {} {}: {change}.{remark}",
            format::metric(seen),
            format::metric(unseen),
            quality::on_rows(out.split),
        ),
        figures,
    })
}

fn perfect_score(name: &str, model: &Model, preferred: Option<Split>) -> Option<Finding> {
    let is_perfect = |metric: &str, value: f64| match (
        gap::is_bounded(metric),
        metric::defined_direction(&model.metrics, metric),
    ) {
        (true, Some(Direction::Higher)) => value >= 1.0 - PERFECT_WITHIN,
        (true, Some(Direction::Lower)) => value.abs() <= PERFECT_WITHIN,
        (false, Some(Direction::Lower)) => value == 0.0,
        _ => false,
    };
    let metric = quality::telling_metric(model)?;
    let evaluation = quality::most_trusted(&model.evaluations, preferred, |evaluation| {
        held_out(evaluation) && quality::metric_value(evaluation, metric).is_some()
    })?;
    let value = quality::metric_value(evaluation, metric).filter(|value| is_perfect(metric, *value))?;
    Some(Finding {
        rule: "perfect_score",
        severity: Severity::Warning,
        title: "Too good to be true?".into(),
        statement: format!(
            "{name} reaches {} of {} {}. Rule out leakage and duplicate rows before relying on it.",
            words::with_article(&metric::defined_label(&model.metrics, metric)),
            format::metric(value),
            quality::on_rows(evaluation.split),
        ),
        figures: vec![Figure::of(name, metric, value, Unit::Plain)],
    })
}

fn chance(name: &str, model: &Model, preferred: Option<Split>) -> Option<Finding> {
    let auc = |evaluation: &Evaluation| {
        ["auc", "roc_auc"].into_iter().find_map(|metric| quality::metric_value(evaluation, metric))
    };
    let evaluation =
        quality::most_trusted(&model.evaluations, preferred, |evaluation| auc(evaluation).is_some())?;
    let value = auc(evaluation).filter(|value| *value <= CHANCE_AUC)?;
    Some(Finding {
        rule: "no_better_than_chance",
        severity: Severity::Critical,
        title: "No better than chance".into(),
        statement: format!(
            "{name} has an AUC of {} {}; a coin toss has {}. Check the labels and which class counts as positive.",
            format::metric(value),
            quality::on_rows(evaluation.split),
            format::signed(CHANCE_AUC, 1),
        ),
        figures: vec![
            Figure::of(name, "auc", value, Unit::Plain),
            Figure::of_entity("auc_of_chance", CHANCE_AUC, Unit::Plain),
        ],
    })
}

fn explained_variance(name: &str, model: &Model, preferred: Option<Split>) -> Option<Finding> {
    let evaluation = quality::most_trusted(&model.evaluations, preferred, |evaluation| {
        quality::metric_value(evaluation, "r2").is_some()
    })?;
    let r2 = quality::metric_value(evaluation, "r2")?;
    let where_ = quality::on_rows(evaluation.split);
    let (severity, title, statement) = if r2 <= 0.0 {
        let statement = format!(
            "{name} has an R² of {} {where_}: predicting the mean for every row would do as well or better.",
            format::metric(r2)
        );
        (Severity::Critical, "No better than the mean", statement)
    } else {
        let statement = format!(
            "{name} explains {} of the variance of the target {where_} (R² {}); {} remains unexplained.",
            format::percent(r2),
            format::metric(r2),
            format::percent(1.0 - r2),
        );
        (Severity::Info, "Explained variance", statement)
    };
    Some(Finding {
        rule: "explained_variance",
        severity,
        title: title.into(),
        statement,
        figures: vec![
            Figure::of(name, "r2", r2, Unit::Plain),
            Figure::of(name, "explained_variance", r2, Unit::Share),
            Figure::of(name, "unexplained_variance", 1.0 - r2, Unit::Share),
        ],
    })
}

/// Accuracy against always naming the most frequent class: the no-information rate of caret's `confusionMatrix`.
fn no_information(name: &str, model: &Model, preferred: Option<Split>) -> Option<Finding> {
    let evaluation = quality::most_trusted(&model.evaluations, preferred, |evaluation| {
        evaluation.confusion_matrix.is_some()
    })?;
    let rates = ClassRates::of(evaluation)?;
    if rates.classes.len() < 2 {
        return None;
    }
    let better = rates.accuracy > rates.majority_share;
    let wrong = rates.total * (1.0 - rates.accuracy);
    Some(Finding {
        rule: "accuracy_over_majority_class",
        severity: if better { Severity::Good } else { Severity::Critical },
        title: if better {
            "Better than always naming the largest class"
        } else {
            "No better than always naming the largest class"
        }
        .into(),
        statement: format!(
            "{name} calls {} of {} rows right {} and {} wrong; always naming the largest class would get {}.",
            format::percent(rates.accuracy),
            format::count(rates.total.round() as u64),
            quality::on_rows(evaluation.split),
            format::count(wrong.round() as u64),
            format::percent(rates.majority_share),
        ),
        figures: vec![
            Figure::of(name, "accuracy", rates.accuracy, Unit::Share),
            Figure::of(name, "misclassified_rows", wrong.round(), Unit::Count),
            Figure::of_entity("majority_class_share", rates.majority_share, Unit::Share),
            Figure::of_entity("rows", rates.total.round(), Unit::Count),
        ],
    })
}

fn weakest_class(name: &str, model: &Model, preferred: Option<Split>) -> Option<Finding> {
    let evaluation = quality::most_trusted(&model.evaluations, preferred, |evaluation| {
        evaluation.confusion_matrix.is_some()
    })?;
    let rates = ClassRates::of(evaluation)?;
    let (class, recall) = rates
        .classes
        .iter()
        .filter_map(|class| Some((class, class.recall?)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, recall)| *recall < 1.0)?;
    let found = class.rows * recall;
    let missed = recall < MOSTLY_MISSED;
    Some(Finding {
        rule: "weakest_class",
        severity: if missed { Severity::Warning } else { Severity::Info },
        title: if missed { "A class is mostly missed" } else { "Weakest class" }.into(),
        statement: format!(
            "{name} finds {} of {} rows of class {} ({}) {}; no other class fares worse.",
            format::count(found.round() as u64),
            format::count(class.rows.round() as u64),
            class.label,
            format::percent(recall),
            quality::on_rows(evaluation.split),
        ),
        figures: vec![
            Figure::of(&class.label, "recall", recall, Unit::Share),
            Figure::of(&class.label, "rows_found", found.round(), Unit::Count),
            Figure::of(&class.label, "rows", class.rows.round(), Unit::Count),
        ],
    })
}

fn calibration(name: &str, model: &Model, preferred: Option<Split>) -> Option<Finding> {
    let evaluation = quality::most_trusted(&model.evaluations, preferred, |evaluation| {
        expected_calibration_error(evaluation).is_some()
    })?;
    let error = expected_calibration_error(evaluation)?;
    let poor = error > POOR_CALIBRATION;
    Some(Finding {
        rule: "calibration",
        severity: if poor { Severity::Warning } else { Severity::Good },
        title: if poor { "Probabilities are off" } else { "Probabilities can be taken at face value" }.into(),
        statement: format!(
            "Predicted probabilities of {name} differ from observed rates by {} percentage points on average {}.",
            format::signed(error * 100.0, 1),
            quality::on_rows(evaluation.split),
        ),
        figures: vec![
            Figure::of(name, "expected_calibration_error", error, Unit::Share),
            Figure::of(name, "expected_calibration_error_percentage_points", error * 100.0, Unit::Plain),
        ],
    })
}

fn fold_stability(name: &str, model: &Model) -> Option<Finding> {
    let quality = Quality::of_model(model)?;
    let spread = Spread::of(model.folds.get(quality.metric)?)?;
    let bounded = gap::is_bounded(quality.metric);
    let relative = (!bounded && spread.mean != 0.0).then(|| spread.sd / spread.mean.abs());
    let (variation, steady, unsteady) = match relative {
        Some(relative) => (relative, STEADY_RELATIVE, UNSTEADY_RELATIVE),
        None if bounded => (spread.sd, STEADY, UNSTEADY),
        None => return None,
    };
    let (severity, title) = match variation {
        variation if variation <= steady => (Severity::Good, "Steady over the folds"),
        variation if variation > unsteady => (Severity::Warning, "Unsteady over the folds"),
        _ => (Severity::Info, "Varies over the folds"),
    };
    let label = words::in_sentence(&quality.label);
    let folds = spread.folds.map(|folds| format!(" over {folds} folds")).unwrap_or_default();
    let mut figures = vec![
        Figure::of(name, format!("{}_fold_mean", quality.metric), spread.mean, Unit::Plain),
        Figure::of(name, format!("{}_fold_sd", quality.metric), spread.sd, Unit::Plain),
    ];
    figures.extend(spread.folds.map(|folds| Figure::count("folds", folds)));
    let of_mean = relative.map(|relative| {
        figures.push(Figure::of(name, format!("{}_fold_relative_sd", quality.metric), relative, Unit::Share));
        format!(" ({} of the mean)", format::percent(relative))
    });
    Some(Finding {
        rule: "fold_stability",
        severity,
        title: title.into(),
        statement: format!(
            "The {label} of {name} is {} on average{folds} with a standard deviation of {}{}.",
            format::metric(spread.mean),
            format::beside(spread.sd, spread.mean),
            of_mean.unwrap_or_default(),
        ),
        figures,
    })
}
