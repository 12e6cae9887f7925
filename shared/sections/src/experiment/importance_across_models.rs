//! Section `importance-across-models`: whether the models agree on what matters.

use std::collections::BTreeMap;

use crate::blocks::Blocks;
use report_charts::{Axis, Frame, Matrix, Ramp};
use report_facts::{
    format,
    leaderboard::{Ranking, in_order},
};
use report_snapshot::experiment::Experiment;

/// Features shown.
const MOST_FEATURES: usize = 20;

/// Models shown.
const MOST_MODELS: usize = 15;

/// Makes the section; `None` with fewer than two models.
pub(super) fn importance_across_models(
    experiment: &Experiment,
    ranking: Option<&Ranking<'_>>,
) -> Option<Blocks> {
    let given = &experiment.importance_by_model;
    let order = in_order(experiment, ranking);
    let place = |model: &str| order.iter().position(|entry| entry.name == model).unwrap_or(usize::MAX);
    let mut models: Vec<&str> = given.keys().map(String::as_str).collect();
    models.sort_by_key(|model| place(model));
    models.truncate(MOST_MODELS);
    if models.len() < 2 {
        return None;
    }
    let share = |model: &str, feature: &str| {
        given.get(model)?.get(feature).copied().flatten().filter(|share| (0.0..=1.0 + 1e-9).contains(share))
    };
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for model in &models {
        for feature in given.get(*model).into_iter().flat_map(|features| features.keys()) {
            *sums.entry(feature).or_default() += share(model, feature).unwrap_or(0.0);
        }
    }
    let mut features: Vec<(&str, f64)> = sums.into_iter().collect();
    features.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let total = features.len();
    let rows: Vec<&str> = features.iter().take(MOST_FEATURES).map(|(feature, _)| *feature).collect();
    let values: Vec<Vec<Option<f64>>> =
        rows.iter().map(|feature| models.iter().map(|model| share(model, feature)).collect()).collect();
    let mut caption =
        "Each model's share of importance by feature; features by mean share, models as on the leaderboard."
            .to_owned();
    if total > rows.len() {
        let total = format::count(total as u64);
        caption.push_str(&format!(" The {} most important of {total} features.", rows.len()));
    }
    if given.len() > models.len() {
        caption.push_str(&format!(
            " The first {} of {} models.",
            models.len(),
            format::count(given.len() as u64)
        ));
    }
    let frame =
        Frame::full("chart-importance-across-models", "Feature importance across models").caption(&caption);
    let matrix = Matrix {
        row_axis: "Feature",
        column_axis: "Model",
        rows: &rows,
        columns: &models,
        values: &values,
        value_label: "Share of importance",
        format: Axis::percent("Share of importance").format,
    };
    let chart = report_charts::heatmap(&frame, &matrix, &Ramp::Sequential { low: Some(0.0), high: None })?;
    Some(Blocks::default().with(chart))
}
