//! Learning curves, from the histories of metrics.

use std::collections::BTreeMap;

use report_import::thin;
use report_snapshot::{Measured, evaluation::Split, model::LearningCurve};

use crate::{api::Api, fault::Fault, metrics::Meanings, runs::Run, wire::Metric};

/// Histories that are read of a run at most.
const MOST_HISTORIES: usize = 40;

/// Steps of one series that are kept; a curve has at most two.
const MOST_STEPS: usize = thin::MOST_POINTS / 2;

/// A metric's values by step.
type Series = BTreeMap<i64, Measured>;

/// Reads the histories of a run's metrics. A curve is of one metric, on training rows and on rows held out.
pub(crate) fn curves(api: &Api<'_>, run: &Run, meanings: &Meanings) -> Result<Vec<LearningCurve>, Fault> {
    let mut by_metric: BTreeMap<String, Vec<(Option<Split>, Series)>> = BTreeMap::new();
    for key in run.stepped.iter().take(MOST_HISTORIES) {
        let Some(meaning) = meanings.get(key).filter(|meaning| meaning.is_measure) else { continue };
        let series = series(api.history(run.id(), key)?);
        if series.len() > 1 {
            by_metric.entry(meaning.name.clone()).or_default().push((meaning.split, series));
        }
    }
    let label = |last| step_label(run, last);
    let curves = by_metric.into_iter().filter_map(|(metric, series)| curve(metric, &series, label));
    Ok(curves.map(|curve| LearningCurve { chosen_step: chosen_step(run, &curve), ..curve }).collect())
}

/// The step of which the model was kept, where early stopping has logged it.
fn chosen_step(run: &Run, curve: &LearningCurve) -> Option<f64> {
    let names = ["best_iteration", "restored_epoch", "best_epoch"];
    let step = names.iter().find_map(|name| run.metrics.get(*name).copied().flatten())?;
    let (first, last) = (curve.steps.first()?, curve.steps.last()?);
    (*first <= step && step <= *last).then_some(step)
}

/// The last value of each step counts.
fn series(mut history: Vec<Metric>) -> Series {
    history.sort_by_key(|metric| metric.timestamp);
    history.into_iter().map(|metric| (metric.step, metric.value)).collect()
}

fn curve(
    metric: String,
    all: &[(Option<Split>, Series)],
    label: impl Fn(i64) -> String,
) -> Option<LearningCurve> {
    let of = |splits: &[Option<Split>]| {
        splits
            .iter()
            .find_map(|wanted| all.iter().find(|(split, _)| split == wanted))
            .map(|(_, series)| series)
    };
    let training = of(&[Some(Split::Training)]);
    // A metric that does not say its rows is drawn as one of rows held out, as its figure is shown.
    let held_out = of(&[Some(Split::Validation), Some(Split::Test), Some(Split::CrossValidation), None]);
    let mut steps: Vec<i64> = training.into_iter().chain(held_out).flat_map(kept).collect();
    steps.sort_unstable();
    steps.dedup();
    let values = |series: Option<&Series>| -> Vec<Measured> {
        series.map_or_else(Vec::new, |series| {
            steps.iter().map(|step| series.get(step).copied().flatten()).collect()
        })
    };
    Some(LearningCurve {
        metric,
        step_label: label(*steps.last()?),
        training: values(training),
        validation: values(held_out),
        steps: steps.iter().map(|step| *step as f64).collect(),
        chosen_step: None,
    })
}

/// The steps of a series that are kept: those that draw it, if there are many.
fn kept(series: &Series) -> Vec<i64> {
    if series.len() <= MOST_STEPS {
        return series.keys().copied().collect();
    }
    let points: Vec<thin::Point> =
        series.iter().filter_map(|(step, value)| Some((*step as f64, (*value)?))).collect();
    thin::curve(points, MOST_STEPS).into_iter().map(|(step, _)| step as i64).collect()
}

/// What advances: the parameter that has the number of steps says it.
fn step_label(run: &Run, last: i64) -> String {
    const NAMES: [(&str, &str); 9] = [
        ("epochs", "Epochs"),
        ("num_epochs", "Epochs"),
        ("max_epochs", "Epochs"),
        ("num_train_epochs", "Epochs"),
        ("n_estimators", "Trees"),
        ("num_boost_round", "Trees"),
        ("num_iterations", "Trees"),
        ("iterations", "Iterations"),
        ("max_iter", "Iterations"),
    ];
    // Counted from 0 or from 1; early stopping ends before.
    let fits = |name: &str| {
        run.param(name).and_then(|value| value.parse::<i64>().ok()).is_some_and(|count| last <= count)
    };
    NAMES.iter().find(|(name, _)| fits(name)).map_or("Steps", |(_, label)| label).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metric(step: i64, timestamp: i64, value: f64) -> Metric {
        Metric { key: "loss".into(), value: Some(value), timestamp, step }
    }

    #[test]
    fn the_last_value_of_a_step_counts() {
        let series = series(vec![metric(2, 9, 0.5), metric(1, 1, 0.9), metric(2, 3, 0.7)]);
        assert_eq!(series, Series::from([(1, Some(0.9)), (2, Some(0.5))]));
    }

    #[test]
    fn training_and_held_out_rows_are_joined_on_their_steps() {
        let training: Series = (0..4).map(|step| (step, Some(step as f64))).collect();
        let held_out: Series = [(1, Some(10.0)), (3, None)].into();
        let series = [(Some(Split::Validation), held_out), (Some(Split::Training), training)];
        let curve = curve("loss".into(), &series, |last| last.to_string()).expect("has steps");
        assert_eq!(curve.steps, [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(curve.training, [Some(0.0), Some(1.0), Some(2.0), Some(3.0)]);
        assert_eq!(curve.validation, [None, Some(10.0), None, None]);
        assert_eq!(curve.step_label, "3");
    }

    #[test]
    fn many_steps_become_few_with_both_series_at_each() {
        let long = |scale: f64| -> Series {
            (0..50_000).map(|step| (step, Some(scale / (step + 1) as f64))).collect()
        };
        let series = [(Some(Split::Training), long(1.0)), (Some(Split::Test), long(3.0))];
        let curve = curve("loss".into(), &series, |_| String::new()).expect("has steps");
        assert!(curve.steps.len() <= thin::MOST_POINTS && curve.steps.len() >= MOST_STEPS);
        assert!(curve.training.iter().chain(&curve.validation).all(Option::is_some));
        assert_eq!((curve.steps[0], curve.steps.last()), (0.0, Some(&49_999.0)));
    }
}
