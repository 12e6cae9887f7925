//! How outputs have shifted, and since when.

use report_facts::{
    drift::{self, Shift, Spell},
    statement::of_or_below,
};
use report_snapshot::deployment::{DailyDrift, PredictionDrift};

use crate::prelude::*;

/// When the daily index was at a bound or more, as a further sentence.
pub(super) fn since(
    subject: &Subject,
    daily: &[DailyDrift],
    at: f64,
    bins: Option<u32>,
    reference_rows: Option<u64>,
) -> Option<Statement> {
    let Spell { first, last, days, ongoing } = drift::last_spell(daily, at, bins, reference_rows)?;
    let at = bound(&PSI, at);
    let number = Figure::new(subject.clone(), &DAYS, days as f64);
    let number = counted(&number, "day", "days");
    Some(match (days, ongoing) {
        (1, true) => say!(" The daily PSI reached {} on the last day, {}.", at, time(first)),
        (1, false) => say!(" The daily PSI last reached {} on {}, for {}.", at, time(first), number),
        (_, true) => say!(" The daily PSI has been at {} or more since {}, for {}.", at, time(first), number),
        (_, false) => {
            say!(
                " The daily PSI was at {} or more for {}, from {} to {}.",
                at,
                number,
                time(first),
                time(last)
            )
        }
    })
}

/// What chance alone may give, as the end of a sentence.
pub(super) fn chance(subject: &Subject, bound: Option<f64>) -> Option<Statement> {
    bound.map(|bound| say!("; chance alone gives up to {}", Figure::new(subject.clone(), &CHANCE_PSI, bound)))
}

rules! {
    of DEPLOYMENT;

    PREDICTION_DRIFT = "prediction_drift", [Good, Info, Warning]:
        speaks: "predictions.current has a PSI ≥ 0. At 0.25 or more warning, at 0.1 or more info; but info where chance alone may give it. \
                 Under 0.1 good, or info where the p-value is in [0, 0.05). Days only as in feature_drift. Means of the first and last period \
                 where both are finite.",
        formula: "chance bound: χ²(0.95, bins − 1) · (1/reference rows + 1/current rows), bins = bin_edges − 1, rows = Σ counts of the first and \
                  of the last period; known where the current rows are at least 5 a bin",
        source: "Siddiqi 2006 (0.1 and 0.25); Yurdakul 2018 (chance)";
}

/// Whether predictions themselves have shifted.
pub(super) fn predictions(deployment: &Deployment) -> Option<Finding> {
    let predictions = deployment.predictions.as_ref()?;
    let current = predictions.current.as_ref()?;
    let psi = drift::index(current.psi)?;
    let by_chance = drift::chance_of_predictions(predictions);
    let significant = drift::p_value(current.p_value).filter(|p| *p < 0.05);
    let shift = Shift::of(Some(psi))?;
    let (severity, title, from) = match shift {
        Shift::Stable if significant.is_some() => (Info, "Predictions differ little", None),
        Shift::Stable => (Good, "Predictions are stable", None),
        _ if by_chance.is_some_and(|bound| psi <= bound) => {
            (Info, "Predictions differ no more than by chance", None)
        }
        Shift::Moderate => (Info, "Predictions are shifting", Some(drift::MODERATE_PSI)),
        Shift::Major => (Warning, "Predictions have shifted", Some(drift::MAJOR_PSI)),
    };
    let subject = Subject::Entity;
    let rows = predictions
        .periods
        .first()
        .map(|period| period.counts.iter().fold(0_u64, |a, b| a.saturating_add(*b)));
    let bins = u32::try_from(predictions.bin_edges.len().saturating_sub(1)).ok();
    let days = from.and_then(|from| since(&subject, &predictions.daily, from, bins, rows));
    let p = significant.map(|p| say!(", with a p-value {}", of_or_below(&Figure::of_entity(&P_VALUE, p))));
    let statement = say!(
        "The distribution of the {} has a PSI of {} against the reference, {}{}{}{}.{}",
        name(&predictions.what),
        Figure::of_entity(&PSI, psi).on(report_facts::Rows::Current),
        label(words(shift)),
        p,
        chance(&subject, by_chance.filter(|_| shift > Shift::Stable)),
        means(predictions),
        days,
    );
    Some(PREDICTION_DRIFT.says(severity, title, statement))
}

fn words(shift: Shift) -> &'static str {
    match shift {
        Shift::Stable => "under a moderate shift",
        Shift::Moderate => "a moderate shift",
        Shift::Major => "a major shift",
    }
}

fn means(predictions: &PredictionDrift) -> Option<Statement> {
    let [reference, .., current] = predictions.periods.as_slice() else { return None };
    let mean = |period: &report_snapshot::deployment::PredictionPeriod| {
        let subject = Subject::named(Sort::Period, period.name.as_str());
        Some(Figure::new(subject, &MEAN_PREDICTION, drift::finite(period.mean)?))
    };
    let (before, now) = mean(reference).zip(mean(current))?;
    let (reference, current) = (name(&reference.name), name(&current.name));
    let verb = if before.value == now.value { "the mean stayed at" } else { "the mean went from" };
    Some(say!("; {} {} ({}) to {} ({})", verb, before, reference, now, current))
}
