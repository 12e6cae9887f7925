//! Reading the population stability index (PSI).
//!
//! Under 0.1 nothing to speak of, from 0.1 a moderate shift, from 0.25 a major one: the usual convention of credit scoring,
//! as in Siddiqi (2006), *Credit Risk Scorecards*. The index grows by chance alone the fewer rows and the more bins there are
//! (Yurdakul 2018, *Statistical Properties of Population Stability Index*), so a single day of few rows proves nothing: what
//! chance alone gives is computed where bins and rows are known, and without them no day is claimed to have drifted.

use report_domain::Timestamp;
use report_snapshot::{
    Measured,
    deployment::{DailyDrift, Deployment, Drift, FeatureDrift, PredictionDrift},
};

use crate::stats::{chi_squared_quantile, holm};

/// PSI from which a shift is moderate.
pub const MODERATE_PSI: f64 = 0.1;

/// PSI from which a shift is major.
pub const MAJOR_PSI: f64 = 0.25;

/// How far a distribution has shifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shift {
    /// Not to speak of.
    Stable,
    /// To be watched.
    Moderate,
    /// To be acted on.
    Major,
}

impl Shift {
    /// By the bounds above; `None` where the index is missing, not finite or negative.
    pub fn of(psi: Measured) -> Option<Self> {
        match index(psi)? {
            psi if psi >= MAJOR_PSI => Some(Shift::Major),
            psi if psi >= MODERATE_PSI => Some(Shift::Moderate),
            _ => Some(Shift::Stable),
        }
    }

    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            Shift::Stable => "stable",
            Shift::Moderate => "moderate shift",
            Shift::Major => "major shift",
        }
    }
}

/// The figure, if it is a number.
pub fn finite(value: Measured) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

/// The population stability index, if it can be one.
pub use crate::metric::not_negative as index;

/// A p-value, if it can be one.
pub fn p_value(p: Measured) -> Option<f64> {
    p.filter(|p| (0.0..=1.0).contains(p))
}

/// Features by PSI over the current period, greatest first, ties by name; those without one last, by name.
pub fn by_psi(drift: &Drift) -> Vec<&FeatureDrift> {
    let mut features: Vec<&FeatureDrift> = drift.features.iter().collect();
    let key = |feature: &FeatureDrift| index(feature.current.psi).unwrap_or(f64::NEG_INFINITY);
    features.sort_by(|a, b| key(b).total_cmp(&key(a)).then_with(|| a.feature.cmp(&b.feature)));
    features
}

/// Rows of a bin on average from which the distribution of the index under chance is known well enough; the usual rule of
/// χ² tests.
const FEWEST_ROWS_OF_A_BIN: u64 = 5;

/// The PSI that chance alone stays under with the probability `level`, where nothing has shifted: χ² with bins − 1 degrees
/// of freedom, times (1/reference rows + 1/current rows) (Yurdakul 2018). `None` where one of them is missing or the rows are
/// fewer than five a bin.
pub fn chance_bound(
    bins: Option<u32>,
    reference_rows: Option<u64>,
    current_rows: Option<u64>,
    level: f64,
) -> Option<f64> {
    Chance::new(bins, reference_rows, level)?.bound(current_rows)
}

/// The PSI that chance alone stays under, for any number of current rows. The quantile is computed once.
struct Chance {
    bins: u64,
    reference_rows: u64,
    quantile: f64,
}

impl Chance {
    fn new(bins: Option<u32>, reference_rows: Option<u64>, level: f64) -> Option<Self> {
        let (bins, reference_rows) = (u64::from(bins?), reference_rows?);
        if bins < 2 || reference_rows == 0 {
            return None;
        }
        Some(Self { bins, reference_rows, quantile: chi_squared_quantile(level, bins as f64 - 1.0)? })
    }

    fn bound(&self, current_rows: Option<u64>) -> Option<f64> {
        let current = current_rows.filter(|rows| *rows >= self.bins.saturating_mul(FEWEST_ROWS_OF_A_BIN))?;
        Some(self.quantile * (1.0 / self.reference_rows as f64 + 1.0 / current as f64))
    }
}

/// What a PSI over the current period must pass to be more than chance, at the 5 % level.
pub fn chance_of(drift: &Drift, feature: &FeatureDrift) -> Option<f64> {
    chance_bound(feature.bins, drift.reference_rows, drift.current_rows, 0.95)
}

/// The same of predictions, by their bins and the rows of the first and the last period.
pub fn chance_of_predictions(predictions: &PredictionDrift) -> Option<f64> {
    let [reference, .., current] = predictions.periods.as_slice() else { return None };
    let rows = |counts: &[u64]| Some(counts.iter().fold(0_u64, |sum, count| sum.saturating_add(*count)));
    let bins = u32::try_from(predictions.bin_edges.len().saturating_sub(1)).ok();
    chance_bound(bins, rows(&reference.counts), rows(&current.counts), 0.95)
}

/// How far a feature has shifted: [`Shift::Stable`] too where chance alone may give its PSI.
pub fn shift_of(drift: &Drift, feature: &FeatureDrift) -> Option<Shift> {
    let psi = index(feature.current.psi)?;
    let by_chance = chance_of(drift, feature).is_some_and(|bound| psi <= bound);
    if by_chance { Some(Shift::Stable) } else { Shift::of(Some(psi)) }
}

/// p-values of the features that have one, adjusted by Holm over all of them, in the order of the features.
pub fn adjusted(drift: &Drift) -> Vec<Option<f64>> {
    let given = || drift.features.iter().map(|feature| p_value(feature.current.p_value));
    let mut adjusted = holm(&given().flatten().collect::<Vec<_>>()).into_iter();
    given().map(|p| p.and_then(|_| adjusted.next())).collect()
}

/// Features whose PSI is known, and how many of them have shifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drifted {
    /// All features.
    pub features: usize,
    /// With a PSI.
    pub known: usize,
    /// With a major shift.
    pub major: usize,
    /// With a moderate shift.
    pub moderate: usize,
    /// That the platform flags.
    pub flagged: usize,
    /// That carry a flag, yes or no.
    pub with_flag: usize,
}

impl Drifted {
    /// `None` without a feature.
    pub fn of(deployment: &Deployment) -> Option<Self> {
        let drift = deployment.drift.as_ref().filter(|drift| !drift.features.is_empty())?;
        let count =
            |test: &dyn Fn(&FeatureDrift) -> bool| drift.features.iter().filter(|one| test(one)).count();
        Some(Self {
            features: drift.features.len(),
            known: count(&|one| index(one.current.psi).is_some()),
            major: count(&|one| shift_of(drift, one) == Some(Shift::Major)),
            moderate: count(&|one| shift_of(drift, one) == Some(Shift::Moderate)),
            flagged: count(&|one| one.drifted == Some(true)),
            with_flag: count(&|one| one.drifted.is_some()),
        })
    }
}

/// Days by date, and how many were left out because their date is none.
pub fn days(daily: &[DailyDrift]) -> (Vec<(Timestamp, &DailyDrift)>, usize) {
    let mut days: Vec<(Timestamp, &DailyDrift)> =
        daily.iter().filter_map(|day| Some((date(&day.date)?, day))).collect();
    days.sort_by_key(|(at, _)| *at);
    let unknown = daily.len() - days.len();
    (days, unknown)
}

/// The start of a day written as `2026-03-02`.
pub fn date(text: &str) -> Option<Timestamp> {
    Timestamp::parse(&format!("{text}T00:00:00Z")).ok().filter(|_| text.len() == 10)
}

/// The last unbroken run of days with a PSI of at least some bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spell<'a> {
    /// The first day of the run.
    pub first: &'a str,
    /// The last day of the run.
    pub last: &'a str,
    /// Its length in days that have a figure.
    pub days: usize,
    /// Whether it lasted to the last day that has a figure.
    pub ongoing: bool,
}

/// A day with a PSI.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasuredDay<'a> {
    /// The day as the snapshot writes it.
    pub date: &'a str,
    /// Its PSI.
    pub psi: f64,
    /// The PSI that chance alone stays under on it at the 5 % level, divided by the number of days; `None` where that is not
    /// known.
    pub chance: Option<f64>,
}

/// The days that have a date and a PSI, by date.
pub fn measured_days(
    daily: &[DailyDrift],
    bins: Option<u32>,
    reference_rows: Option<u64>,
) -> Vec<MeasuredDay<'_>> {
    let (days, _) = days(daily);
    let measured: Vec<(&DailyDrift, f64)> =
        days.into_iter().filter_map(|(_, day)| Some((day, index(day.psi)?))).collect();
    let level = 1.0 - 0.05 / measured.len().max(1) as f64;
    let chance = Chance::new(bins, reference_rows, level);
    let by_chance = |day: &DailyDrift| chance.as_ref().and_then(|chance| chance.bound(day.rows));
    measured
        .into_iter()
        .map(|(day, psi)| MeasuredDay { date: &day.date, psi, chance: by_chance(day) })
        .collect()
}

/// The last run of days at `bound` or more, if it is known of each of its days that chance alone would not give its PSI.
pub fn last_spell(
    daily: &[DailyDrift],
    bound: f64,
    bins: Option<u32>,
    reference_rows: Option<u64>,
) -> Option<Spell<'_>> {
    // Most features have no such day; what chance gives is computed for the others only.
    if !daily.iter().any(|day| index(day.psi).is_some_and(|psi| psi >= bound)) {
        return None;
    }
    let measured = measured_days(daily, bins, reference_rows);
    let last = measured.iter().rposition(|day| day.psi >= bound)?;
    let first = measured[..last].iter().rposition(|day| day.psi < bound).map_or(0, |index| index + 1);
    let run = &measured[first..=last];
    let is_shown = |day: &MeasuredDay<'_>| day.chance.is_some_and(|chance| day.psi > chance);
    run.iter().all(is_shown).then(|| Spell {
        first: run[0].date,
        last: run[run.len() - 1].date,
        days: run.len(),
        ongoing: last + 1 == measured.len(),
    })
}

/// Whether it is known of some day what chance alone would give.
pub fn days_are_judged(daily: &[DailyDrift], bins: Option<u32>, reference_rows: Option<u64>) -> bool {
    daily
        .iter()
        .any(|day| index(day.psi).is_some() && chance_bound(bins, reference_rows, day.rows, 0.95).is_some())
}
