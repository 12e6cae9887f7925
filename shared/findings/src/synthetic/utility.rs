//! Whether a model trained on the synthetic data works on real data ("train on synthetic, test on real", Esteban, Hyland &
//! Rätsch 2017, "Real-valued (medical) time series generation with recurrent conditional GANs").

use report_snapshot::synthgen::{Synthgen, Utility, UtilityModel};

use super::{Aspect, Check, finite};
use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{
    format,
    metric::{self, Direction},
};

/// Loss of a metric between 0 and 1, or relative loss of another, that is nothing to speak of; and one that is too much.
const SMALL_LOSS: f64 = 0.05;
const LARGE_LOSS: f64 = 0.10;

/// One model trained both ways, with what training on synthetic rows costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// The model.
    pub model: &'a UtilityModel,
    /// Its figure when trained on real rows.
    pub real: f64,
    /// Its figure when trained on synthetic rows.
    pub synthetic: f64,
    /// By how much the second is worse, in the metric's own unit; negative if it is better. `None` where it is not known
    /// which way the metric is better.
    pub loss: Option<f64>,
}

/// The well-known metric that a name begins with: `roc_auc on real holdout` → `roc_auc`.
fn well_known(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let first = lower.split([' ', ',', '(']).next().unwrap_or_default();
    let joined = lower.replace(' ', "_");
    if metric::direction(&joined).is_some() || metric::direction(first).is_none() {
        joined
    } else {
        first.to_owned()
    }
}

/// Which way the metric is better, if its name says.
pub fn direction(utility: &Utility) -> Option<Direction> {
    metric::direction(&well_known(&utility.metric))
}

/// The models that have both figures.
pub fn comparisons(utility: &Utility) -> Vec<Comparison<'_>> {
    let direction = direction(utility);
    utility
        .models
        .iter()
        .filter_map(|model| {
            let (real, synthetic) = finite(model.trained_on_real).zip(finite(model.trained_on_synthetic))?;
            let loss = direction.map(|direction| direction.advantage(real, synthetic));
            Some(Comparison { model, real, synthetic, loss })
        })
        .collect()
}

/// Judges the model that loses most.
pub(super) fn checks(run: &Synthgen) -> Option<Check> {
    let utility = run.utility.as_ref()?;
    let bounded = report_facts::Quantity::of_metric(&[], &well_known(&utility.metric)).is_bounded();
    let relative = |comparison: &Comparison<'_>| {
        let loss = comparison.loss?;
        finite(Some(if bounded { loss } else { loss / comparison.real.abs() }))
    };
    let comparisons = comparisons(utility);
    let (worst, loss) = comparisons
        .iter()
        .filter_map(|comparison| Some((comparison, relative(comparison)?)))
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    let (severity, title) = match loss {
        loss if loss > LARGE_LOSS => (Severity::Warning, "Models trained on synthetic rows lose much"),
        loss if loss > SMALL_LOSS => (Severity::Info, "Models trained on synthetic rows lose a little"),
        _ => (Severity::Good, "Models trained on synthetic rows work on real ones"),
    };
    let mut figures = vec![Figure::count("models", comparisons.len())];
    for comparison in &comparisons {
        let name = &comparison.model.name;
        figures.push(Figure::of(name, "trained_on_real", comparison.real, Unit::Plain));
        figures.push(Figure::of(name, "trained_on_synthetic", comparison.synthetic, Unit::Plain));
        figures.extend(comparison.loss.map(|loss| Figure::of(name, "loss", loss, Unit::Plain)));
    }
    let amount = worst.loss.unwrap_or_default();
    let difference = match amount {
        0.0 => "the same".into(),
        amount if amount < 0.0 => format!("better by {}", format::metric(-amount)),
        amount => format!("worse by {}", format::metric(amount)),
    };
    let most = if comparisons.len() > 1 { ", the largest loss of the models compared" } else { "" };
    Some(Check {
        aspect: Aspect::Utility,
        label: "Loss from training on synthetic rows",
        result: format!("{} ({})", format::metric(amount), worst.model.name),
        expected: if bounded {
            format!("at most {}", format::metric(LARGE_LOSS))
        } else {
            format!("at most {} of the figure", format::percent(LARGE_LOSS))
        },
        finding: Finding {
            rule: "utility",
            severity,
            title: title.into(),
            statement: format!(
                "{} trained on synthetic rows reaches {} ({}), against {} when trained on real rows: {difference}{most}.",
                worst.model.name,
                format::metric(worst.synthetic),
                utility.metric,
                format::metric(worst.real),
            ),
            figures,
        },
    })
}
