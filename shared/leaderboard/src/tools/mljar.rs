//! MLJAR (`mljar-supervised`): `leaderboard.csv` of its folder of results, or `automl.get_leaderboard()`.
//!
//! Columns and signs are those of `get_leaderboard` in `supervised/base_automl.py` and of `Metric.optimize_negative` in
//! `supervised/utils/metric.py`: `leaderboard.csv` has the metrics' own signs, but `get_leaderboard()` negates what is better
//! when higher, unless it is called with `original_metric_values=True`.

use crate::{
    error::Error,
    layout::{Convention, Layout, Values},
    settings::Settings,
    sheet::Sheet,
};

/// Metrics that are negated to be minimized.
const NEGATED: [&str; 7] = ["auc", "r2", "spearman", "pearson", "f1", "average_precision", "accuracy"];

pub(super) fn wrote(sheet: &Sheet) -> bool {
    ["name", "metric_type", "metric_value"].iter().all(|name| sheet.has(name))
}

pub(super) fn layout(sheet: &Sheet, settings: &Settings) -> Result<Layout, Error> {
    let (value, name) = ("metric_value", sheet.metric_named_in(sheet.column("metric_type")?)?);
    let Some(name) = name.or(settings.metric.as_deref()) else {
        return Err(Error::NamelessScore { file: sheet.file.clone(), column: value.to_owned() });
    };
    // Whether they are of folds or of a validation set is not written.
    let values = Values::new(name, settings.split, sheet.column(value)?);
    let convention = NEGATED.contains(&name).then_some(Convention::Losses);
    Ok(Layout {
        tool: Some("MLJAR"),
        model: Some(sheet.column("name")?),
        algorithm: sheet.optional("model_type")?,
        time: sheet.optional("train_time")?,
        metrics: vec![Values { convention, ..values }],
        is_ensemble: Some(|name| name.starts_with("Ensemble")),
        ..Layout::default()
    })
}
