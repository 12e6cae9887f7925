//! Learning curves, from the scoring histories of the model and of its cross-validation folds.

use report_import::thin;
use report_snapshot::{Measured, model::LearningCurve};
use serde_json::Value;

use crate::{evaluation::metric_name, hyperparameters, table::Table, wire};

/// What advances, in the order in which it is looked for: column, label, parameter that sets it.
const STEPS: [(&str, &str, &str); 3] = [
    ("number_of_trees", "Trees", "ntrees"),
    ("epochs", "Epochs", "epochs"),
    ("iterations", "Iterations", "max_iterations"),
];

/// Steps that a curve keeps at most.
const MOST_STEPS: usize = 200;

/// One curve per metric, in the order of the table's columns. Validation is on H2O's own validation frame, else the mean over
/// the folds, given only as far as every fold goes: folds stop early at different steps, and a mean over those still
/// running would look better than it is.
pub(crate) fn curves(model: &Value) -> Vec<LearningCurve> {
    let output = &model["output"];
    let Some(history) = Table::read(&output["scoring_history"]) else { return Vec::new() };
    if let Some(path) = regularization_path(output, history) {
        return vec![path];
    }
    let Some((column, label, parameter)) = STEPS.into_iter().find(|step| history.column(step.0).is_some())
    else {
        return Vec::new();
    };
    let folds: Vec<Table<'_>> =
        wire::items(&output["cv_scoring_history"]).iter().filter_map(Table::read).collect();
    let metrics =
        history.names().filter_map(|name| name.strip_prefix("training_")).filter(|name| *name != "lift");
    let curve = |metric: &str| {
        let (mut steps, training) = ascending(&series(history, column, &format!("training_{metric}")));
        if steps.is_empty() {
            // A model may be scored on a validation frame alone.
            steps = ascending(&series(history, column, &format!("validation_{metric}"))).0;
        }
        let kept = thin::evenly(steps.len(), MOST_STEPS);
        let steps: Vec<f64> = kept.iter().map(|index| steps[*index]).collect();
        if steps.len() < 2 {
            return None;
        }
        let training: Vec<Measured> =
            kept.iter().map(|index| training.get(*index).copied().flatten()).collect();
        let own = Series::of(history, column, &format!("validation_{metric}"));
        let validation = if own.points.is_empty() {
            let folds: Vec<Series> =
                folds.iter().map(|fold| Series::of(*fold, column, &format!("validation_{metric}"))).collect();
            mean_over_folds(&steps, &folds)
        } else {
            steps.iter().map(|step| own.at(*step)).collect()
        };
        let chosen_step =
            hyperparameters::was_chosen(model, parameter).then(|| steps.last().copied()).flatten();
        Some(LearningCurve {
            metric: metric_name(metric).to_owned(),
            step_label: label.to_owned(),
            steps,
            training: present(training),
            validation: present(validation),
            chosen_step,
        })
    };
    metrics.filter_map(curve).collect()
}

/// The deviance of a generalised linear model over its path of decreasing penalties.
fn regularization_path(output: &Value, history: Table<'_>) -> Option<LearningCurve> {
    let (steps, training) = ascending(&series(history, "iteration", "deviance_train"));
    if steps.len() < 2 {
        return None;
    }
    // A deviance of exactly 0 without spread stands for "not computed", in the row of the refitted model.
    let deviance = series(history, "iteration", "deviance_xval");
    let spread = history.numbers("deviance_se");
    let computed: Vec<(Measured, Measured)> = deviance
        .into_iter()
        .enumerate()
        .map(|(row, (step, value))| {
            let is_placeholder = value == Some(0.0) && spread.get(row).copied().flatten() == Some(0.0);
            (step, value.filter(|_| !is_placeholder))
        })
        .collect();
    let own =
        Series { points: computed.into_iter().filter_map(|(step, value)| Some((step?, value?))).collect() };
    let kept = thin::evenly(steps.len(), MOST_STEPS);
    let chosen_step = wire::number(&output["lambda_best"]).and_then(|best| {
        let penalties = series(history, "iteration", "lambda");
        // The table rounds penalties to two digits: the nearest one, by ratio, is meant.
        let distance =
            |penalty: f64| (penalty.max(f64::MIN_POSITIVE).ln() - best.max(f64::MIN_POSITIVE).ln()).abs();
        penalties
            .into_iter()
            .filter_map(|(step, penalty)| Some((step?, distance(penalty?))))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(step, _)| step)
    });
    Some(LearningCurve {
        metric: "deviance".to_owned(),
        step_label: "Iterations".to_owned(),
        validation: present(kept.iter().map(|index| own.exactly(steps[*index])).collect()),
        training: present(kept.iter().map(|index| training[*index]).collect()),
        steps: kept.iter().map(|index| steps[*index]).collect(),
        chosen_step,
    })
}

/// Two columns side by side.
fn series(table: Table<'_>, step: &str, value: &str) -> Vec<(Measured, Measured)> {
    table.numbers(step).into_iter().zip(table.numbers(value)).collect()
}

/// Rows with a step, each step once (the last row of it counts), ascending, from the first to the last that has a value.
fn ascending(rows: &[(Measured, Measured)]) -> (Vec<f64>, Vec<Measured>) {
    let mut rows: Vec<(f64, Measured)> =
        rows.iter().filter_map(|(step, value)| Some(((*step)?, *value))).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.dedup_by(|later, earlier| {
        let same = later.0 == earlier.0;
        if same {
            earlier.1 = later.1.or(earlier.1);
        }
        same
    });
    let Some(first) = rows.iter().position(|row| row.1.is_some()) else { return (Vec::new(), Vec::new()) };
    let last = rows.iter().rposition(|row| row.1.is_some()).unwrap_or(first);
    rows[first..=last].iter().copied().unzip()
}

/// A series of known values, ascending by step.
struct Series {
    points: Vec<(f64, f64)>,
}

impl Series {
    fn of(table: Table<'_>, step: &str, value: &str) -> Self {
        let (steps, values) = ascending(&series(table, step, value));
        Self {
            points: steps.into_iter().zip(values).filter_map(|(step, value)| Some((step, value?))).collect(),
        }
    }

    /// The value at a step, on the line between its neighbours: folds of a network are scored at slightly different epochs.
    /// `None` outside the series.
    fn at(&self, step: f64) -> Measured {
        let after = self.points.partition_point(|point| point.0 < step);
        let (right, value) = *self.points.get(after)?;
        if right == step {
            return Some(value);
        }
        let (left, before) = *self.points.get(after.checked_sub(1)?)?;
        Some(before + (value - before) * (step - left) / (right - left))
    }

    /// The value at that very step.
    fn exactly(&self, step: f64) -> Measured {
        self.points.iter().find(|point| point.0 == step).map(|point| point.1)
    }
}

fn mean_over_folds(steps: &[f64], folds: &[Series]) -> Vec<Measured> {
    let mean = |step: &f64| {
        let values = folds.iter().map(|fold| fold.at(*step)).collect::<Option<Vec<f64>>>()?;
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    };
    steps.iter().map(mean).collect()
}

/// Nothing at all rather than nulls throughout.
fn present(values: Vec<Measured>) -> Vec<Measured> {
    if values.iter().any(Option::is_some) { values } else { Vec::new() }
}
