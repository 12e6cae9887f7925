//! Reading the population stability index (PSI).
//!
//! Under 0.1 nothing to speak of, from 0.1 a moderate shift, from 0.25 a major one: the usual convention of credit scoring,
//! as in Siddiqi (2006), *Credit Risk Scorecards*. The index grows by chance alone the fewer rows and the more bins there are
//! (Yurdakul 2018, *Statistical Properties of Population Stability Index*), so a single day of few rows proves nothing: a
//! feature is judged by its whole current period, and days only say since when.

use report_snapshot::{
    Measured,
    deployment::{DailyDrift, Drift, FeatureDrift},
};

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
    /// By the bounds above; `None` where the index is missing or not finite.
    pub fn of(psi: Measured) -> Option<Self> {
        match finite(psi)? {
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

    /// The PSI from which it begins.
    pub fn bound(self) -> f64 {
        match self {
            Shift::Stable => 0.0,
            Shift::Moderate => MODERATE_PSI,
            Shift::Major => MAJOR_PSI,
        }
    }
}

/// The index, if it is a number.
pub fn finite(psi: Measured) -> Option<f64> {
    psi.filter(|psi| psi.is_finite())
}

/// Features by PSI over the current period, greatest first; those without one last, in their own order.
pub fn by_psi(drift: &Drift) -> Vec<&FeatureDrift> {
    let mut features: Vec<&FeatureDrift> = drift.features.iter().collect();
    let key = |feature: &FeatureDrift| finite(feature.current.psi).unwrap_or(f64::NEG_INFINITY);
    features.sort_by(|a, b| key(b).total_cmp(&key(a)));
    features
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

/// The last run of days over `bound`, if any day was.
pub fn last_spell(daily: &[DailyDrift], bound: f64) -> Option<Spell<'_>> {
    let measured: Vec<(&str, f64)> =
        daily.iter().filter_map(|day| Some((day.date.as_str(), finite(day.psi)?))).collect();
    let last = measured.iter().rposition(|(_, psi)| *psi >= bound)?;
    let before = measured[..last].iter().rposition(|(_, psi)| *psi < bound);
    let first = before.map_or(0, |index| index + 1);
    Some(Spell {
        first: measured[first].0,
        last: measured[last].0,
        days: last - first + 1,
        ongoing: last + 1 == measured.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(psi: &[Option<f64>]) -> Vec<DailyDrift> {
        psi.iter()
            .enumerate()
            .map(|(index, psi)| DailyDrift {
                date: format!("2026-03-{:02}", index + 1),
                rows: None,
                psi: *psi,
            })
            .collect()
    }

    #[test]
    fn the_bounds_belong_to_the_greater_shift() {
        assert_eq!(Shift::of(Some(0.1)), Some(Shift::Moderate));
        assert_eq!(Shift::of(Some(0.25)), Some(Shift::Major));
        assert_eq!(Shift::of(Some(0.099)), Some(Shift::Stable));
        assert_eq!(Shift::of(Some(f64::NAN)), None);
    }

    #[test]
    fn a_spell_is_the_last_unbroken_run_and_skips_days_without_figures() {
        let daily = days(&[Some(0.5), Some(0.0), Some(0.3), None, Some(0.4)]);
        let spell = last_spell(&daily, MAJOR_PSI).expect("days over the bound");
        assert_eq!(
            (spell.first, spell.last, spell.days, spell.ongoing),
            ("2026-03-03", "2026-03-05", 2, true)
        );
        assert_eq!(last_spell(&daily, 0.6), None);
    }
}
