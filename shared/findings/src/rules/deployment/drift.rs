//! How inputs and outputs have shifted, and since when.

use report_snapshot::deployment::{DailyDrift, Deployment, Drift, FeatureDrift, PredictionPeriod};

use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{
    drift::{self, Shift, Spell},
    format, words,
};

/// Features that get a sentence of their own.
const MOST: usize = 5;

/// Features named in one sentence.
const NAMED: usize = 5;

/// When the index was over a bound, as the end of a sentence, with its figures.
fn spell_words(subject: &str, daily: &[DailyDrift], bound: f64, figures: &mut Vec<Figure>) -> String {
    let Some(Spell { first, last, days, ongoing }) = drift::last_spell(daily, bound) else {
        return String::new();
    };
    figures.push(Figure::of(subject, "days_over_bound", days as f64, Unit::Count));
    figures.push(Figure::of(subject, "psi_bound", bound, Unit::Plain));
    let bound = format::number(bound);
    match (days, ongoing) {
        (1, true) => format!(" Its daily PSI reached {bound} on the last day, {first}."),
        (1, false) => format!(" Its daily PSI last reached {bound} on {first}, for one day."),
        (_, true) => format!(" Its daily PSI has been at {bound} or more since {first}, for {days} days."),
        (_, false) => {
            format!(" Its daily PSI was at {bound} or more for {days} days, from {first} to {last}.")
        }
    }
}

/// Features that have shifted; the worst one by one, the moderate ones together, or that none has.
pub(super) fn features(deployment: &Deployment) -> Vec<Finding> {
    let Some(drift) = &deployment.drift else { return Vec::new() };
    let ordered = drift::by_psi(drift);
    let with = |shift: Shift| -> Vec<&FeatureDrift> {
        ordered.iter().copied().filter(|feature| Shift::of(feature.current.psi) == Some(shift)).collect()
    };
    let (major, moderate, stable) = (with(Shift::Major), with(Shift::Moderate), with(Shift::Stable));
    let mut found: Vec<Finding> = major.iter().take(MOST).map(|feature| shifted(drift, feature)).collect();
    if major.len() > MOST {
        found.push(together(
            "feature_drift",
            Severity::Warning,
            "Further features with a major shift",
            &major[MOST..],
            Shift::Major,
        ));
    }
    if !moderate.is_empty() {
        found.push(together(
            "feature_drift",
            Severity::Info,
            "Features with a moderate shift",
            &moderate,
            Shift::Moderate,
        ));
    }
    if !stable.is_empty() {
        let all = major.len() + moderate.len() + stable.len();
        found.push(steady(stable.len(), all, stable.first().copied()));
    }
    found
}

/// "last 5 days", or what stands for it.
fn current_words(drift: &Drift) -> String {
    drift.current.as_deref().map(|current| format!(" over the {current}")).unwrap_or_default()
}

fn shifted(drift: &Drift, feature: &FeatureDrift) -> Finding {
    let name = feature.feature.as_str();
    // The caller has seen that there is one.
    let psi = drift::finite(feature.current.psi).unwrap_or(f64::NAN);
    let mut figures = vec![Figure::of(name, "psi", psi, Unit::Plain)];
    let since = spell_words(name, &feature.daily, drift::MAJOR_PSI, &mut figures);
    Finding {
        rule: "feature_drift",
        severity: Severity::Warning,
        title: format!("Drift: {name}"),
        statement: format!(
            "{name} has a PSI of {}{}, a major shift.{since}",
            format::signed(psi, 2),
            current_words(drift),
        ),
        figures,
    }
}

fn together(
    rule: &'static str,
    severity: Severity,
    title: &str,
    features: &[&FeatureDrift],
    shift: Shift,
) -> Finding {
    let psi = |feature: &FeatureDrift| drift::finite(feature.current.psi).unwrap_or(f64::NAN);
    let mut figures: Vec<Figure> = features
        .iter()
        .map(|feature| Figure::of(&feature.feature, "psi", psi(feature), Unit::Plain))
        .collect();
    figures.push(Figure::count("features", features.len()));
    figures.push(Figure::of_entity("psi_bound", shift.bound(), Unit::Plain));
    let named = features.iter().map(|feature| {
        let since = drift::last_spell(&feature.daily, drift::MAJOR_PSI).filter(|spell| spell.ongoing);
        let since = since.map(|spell| {
            figures.push(Figure::of(&feature.feature, "psi_bound", drift::MAJOR_PSI, Unit::Plain));
            format!(", {} or more a day since {}", format::number(drift::MAJOR_PSI), spell.first)
        });
        format!("{} ({}{})", feature.feature, format::signed(psi(feature), 2), since.unwrap_or_default())
    });
    let named = words::listed(named.collect::<Vec<_>>(), NAMED);
    let count = words::counted(features.len() as u64, "feature has", "features have");
    let at_least = format::number(shift.bound());
    let range = match shift {
        Shift::Moderate => format!("{at_least} or more but under {}", format::number(drift::MAJOR_PSI)),
        Shift::Major | Shift::Stable => format!("{at_least} or more"),
    };
    Finding {
        rule,
        severity,
        title: title.into(),
        statement: format!("{count} a PSI of {range} ({}): {named}.", shift.label()),
        figures,
    }
}

fn steady(stable: usize, all: usize, greatest: Option<&FeatureDrift>) -> Finding {
    let bound = format::number(drift::MODERATE_PSI);
    let mut figures = vec![
        Figure::count("stable_features", stable),
        Figure::count("features", all),
        Figure::of_entity("psi_bound", drift::MODERATE_PSI, Unit::Plain),
    ];
    let greatest = greatest.and_then(|feature| Some((feature, drift::finite(feature.current.psi)?))).map(
        |(feature, psi)| {
            figures.push(Figure::of(&feature.feature, "psi", psi, Unit::Plain));
            format!("; the greatest of them is {} of {}", format::signed(psi, 2), feature.feature)
        },
    );
    let greatest = greatest.unwrap_or_default();
    let (title, statement) = match (stable == all, all) {
        (true, 1) => ("No drift", format!("The only feature has a PSI under {bound}{greatest}.")),
        (true, _) => (
            "No drift",
            format!("All {} features have a PSI under {bound}{greatest}.", format::count(all as u64)),
        ),
        (false, _) => (
            "Stable features",
            format!(
                "{} of {} features {} a PSI under {bound}{greatest}.",
                format::count(stable as u64),
                format::count(all as u64),
                if stable == 1 { "has" } else { "have" },
            ),
        ),
    };
    Finding { rule: "feature_drift", severity: Severity::Good, title: title.into(), statement, figures }
}

/// Whether predictions themselves have shifted.
pub(super) fn predictions(deployment: &Deployment) -> Option<Finding> {
    let predictions = deployment.predictions.as_ref()?;
    let psi = drift::finite(predictions.current.as_ref()?.psi)?;
    let shift = Shift::of(Some(psi))?;
    let (severity, title) = match shift {
        Shift::Major => (Severity::Critical, "Predictions have shifted"),
        Shift::Moderate => (Severity::Warning, "Predictions are shifting"),
        Shift::Stable => (Severity::Good, "Predictions are stable"),
    };
    const SUBJECT: &str = "predictions";
    let mut figures = vec![Figure::of(SUBJECT, "psi", psi, Unit::Plain)];
    let bound = shift.bound();
    let since = if shift == Shift::Stable {
        String::new()
    } else {
        spell_words(SUBJECT, &predictions.daily, bound, &mut figures)
    };
    let mean = |period: &PredictionPeriod| drift::finite(period.mean);
    let means = match predictions.periods.as_slice() {
        [reference, .., current] => mean(reference).zip(mean(current)).map(|(before, now)| {
            figures.push(Figure::of(&reference.name, "mean_prediction", before, Unit::Plain));
            figures.push(Figure::of(&current.name, "mean_prediction", now, Unit::Plain));
            format!(
                "; the mean went from {} ({}) to {} ({})",
                format::metric(before),
                reference.name,
                format::metric(now),
                current.name
            )
        }),
        _ => None,
    };
    Some(Finding {
        rule: "prediction_drift",
        severity,
        title: title.into(),
        statement: format!(
            "The distribution of the {} has a PSI of {} against the reference ({}){}.{since}",
            predictions.what,
            format::signed(psi, 2),
            shift.label(),
            means.unwrap_or_default(),
        ),
        figures,
    })
}
