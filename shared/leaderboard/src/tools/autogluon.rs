//! AutoGluon: `predictor.leaderboard()`, with data and `extra_metrics` or without.
//!
//! Columns and signs are as the documentation of `TabularPredictor.leaderboard` says: "Metrics scores always show in higher is
//! better form. This means that metrics such as log_loss and root_mean_squared_error will have their signs FLIPPED".

use report_facts::quantity;
use report_snapshot::evaluation::Split;

use crate::{
    error::Error,
    layout::{Convention, Layout, Values},
    settings::Settings,
    sheet::Sheet,
};

const SCORES: [(&str, Split); 2] = [("score_test", Split::Test), ("score_val", Split::Validation)];

pub(super) fn wrote(sheet: &Sheet) -> bool {
    sheet.has("model") && SCORES.iter().any(|(name, _)| sheet.has(name))
}

pub(super) fn layout(sheet: &Sheet, settings: &Settings) -> Result<Layout, Error> {
    let mut metrics = Vec::new();
    for (name, split) in SCORES {
        if let Some(column) = sheet.optional(name)? {
            let metric = metric(sheet, settings, name)?;
            metrics.push(Values {
                convention: Some(Convention::Scores),
                ..Values::new(&metric, Some(split), column)
            });
        }
    }
    // `extra_metrics` are computed on the data that is given, in columns of their names.
    for (column, name) in sheet.header.iter().enumerate() {
        if quantity::find(name).is_some() && metrics.iter().all(|values| values.name != *name) {
            let values = Values::new(name, Some(Split::Test), column);
            metrics.push(Values { convention: Some(Convention::Scores), ..values });
        }
    }
    // `fit_time` has that of the combined models as well, which a sum over all models would count again.
    let alone = sheet.optional("fit_time_marginal")?;
    let time = if alone.is_some() { alone } else { sheet.optional("fit_time")? };
    Ok(Layout {
        tool: Some("AutoGluon"),
        model: Some(sheet.column("model")?),
        time,
        note: alone
            .map(|_| "The training time of an ensemble is without that of the models that it combines."),
        metrics,
        family: Some(family),
        is_ensemble: Some(combines_others),
        ..Layout::default()
    })
}

/// `LightGBM` for `LightGBM_r131_BAG_L1`.
fn family(name: &str) -> &str {
    name.split('_').next().unwrap_or(name)
}

/// Models of the first level are bagged, those of further levels learn from the others' predictions: `LightGBM_BAG_L2`.
fn combines_others(name: &str) -> bool {
    let level = name.split_once("_BAG_L").map(|(_, level)| level);
    name.starts_with("WeightedEnsemble") || level.is_some_and(|level| !level.starts_with('1'))
}

/// The metric of the scores: older versions do not write it.
fn metric(sheet: &Sheet, settings: &Settings, score: &str) -> Result<String, Error> {
    let column = sheet.optional("eval_metric")?;
    let written = column.map(|column| sheet.metric_named_in(column)).transpose()?.flatten();
    let said = written.or(settings.metric.as_deref()).map(str::to_owned);
    said.ok_or_else(|| Error::NamelessScore { file: sheet.file.clone(), column: score.to_owned() })
}
