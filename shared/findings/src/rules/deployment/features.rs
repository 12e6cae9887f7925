//! Which features have shifted, by the PSI, by the platform's flags and by tests.

use report_facts::{
    drift::{self, Drifted, Shift},
    names as naming,
};
use report_snapshot::deployment::{Drift, FeatureDrift};

use super::drift::{chance, since};
use crate::prelude::*;

/// Features that get a sentence of their own.
const MOST: usize = 5;

/// Features named in one sentence.
const MOST_NAMED: usize = 5;

/// Features named of each side of a disagreement.
const NAMED_OF_A_SIDE: usize = 3;

/// The level of tests.
const LEVEL: f64 = 0.05;

pub(super) fn findings(deployment: &Deployment) -> Vec<Finding> {
    let (Some(drift), Some(counts)) = (&deployment.drift, Drifted::of(deployment)) else { return Vec::new() };
    let ordered = drift::by_psi(drift);
    let mut found: Vec<Finding> = flags(&ordered, counts).into_iter().collect();
    found.extend(shifts(drift, &ordered));
    found.extend(tests(drift));
    found.extend(disagreement(&ordered));
    found.extend(none(drift, &ordered));
    found
}

rules! {
    of DEPLOYMENT;

    DRIFT_FLAGS = "drift_flags", [Warning]:
        speaks: "The platform flags at least one feature as drifted. Names up to 5, by PSI (greatest first, without one last), ties by name.",
        formula: "flagged features, and features that carry a flag (true or false)",
        source: "none needed: the platform's own flags";

    FEATURE_DRIFT = "feature_drift", [Good, Info, Warning]:
        speaks: "Features with a PSI ≥ 0 of the current period; one that chance alone may give (PSI ≤ the chance bound, where that is known) is no \
                 shift. At 0.25 or more: warning, one by one (at most 5, by PSI, ties by name), further ones together (up to 5 named). From 0.1 to \
                 under 0.25: info, together. \"No drift\", good: every feature has a PSI < 0.1, none is flagged, none has an adjusted p-value < \
                 0.05. \"Since\" (the last unbroken run of days with a PSI ≥ 0.25, by date) only where on each day of it the PSI is over the day's \
                 chance bound at the level 1 − 0.05/(days with a PSI).",
        formula: "chance bound = χ²(0.95, bins − 1) · (1/reference_rows + 1/current_rows); of a day with the day's rows; known only with at least 5 \
                  current rows a bin and at least 2 bins. Holm over all features with a p-value in [0, 1]",
        source: "Siddiqi 2006, Credit Risk Scorecards (0.1 and 0.25); Yurdakul 2018, Statistical Properties of Population Stability Index; Holm 1979";

    DRIFT_TESTS = "drift_tests", [Info]:
        speaks: "Features with an adjusted p-value < 0.05 that are neither flagged nor have a PSI of 0.1 or more. Names up to 5, by name.",
        formula: "Holm over all features with a p-value in [0, 1]; how many of how many with a p-value",
        source: "Holm 1979; 0.05: convention";

    DRIFT_DISAGREEMENT = "drift_disagreement", [Info]:
        speaks: "Features that the platform flags with a PSI < 0.1, or does not flag (false) with a PSI ≥ 0.25. Names up to 3 of each, by PSI.",
        formula: "as given",
        source: "Siddiqi 2006 (0.1 and 0.25)";
}

fn flags(ordered: &[&FeatureDrift], counts: Drifted) -> Option<Finding> {
    let flagged = ordered.iter().filter(|feature| feature.drifted == Some(true));
    let statement = say!(
        "The platform flags {} of {} as drifted: {}.",
        Figure::count(&FLAGGED, counts.flagged),
        number_of(&FEATURES, counts.with_flag, "feature", "features"),
        names(flagged.map(|feature| feature.feature.as_str()), MOST_NAMED),
    );
    (counts.flagged > 0).then(|| DRIFT_FLAGS.warning("Drift flagged by the platform", statement))
}

/// Features that have shifted; the worst one by one, the others together.
fn shifts(drift: &Drift, ordered: &[&FeatureDrift]) -> Vec<Finding> {
    let with = |shift: Shift| -> Vec<&FeatureDrift> {
        ordered.iter().copied().filter(|feature| drift::shift_of(drift, feature) == Some(shift)).collect()
    };
    let (major, moderate) = (with(Shift::Major), with(Shift::Moderate));
    let mut found: Vec<Finding> =
        major.iter().take(MOST).filter_map(|feature| shifted(drift, feature)).collect();
    if major.len() > MOST {
        let statement = say!(
            "{} a PSI of {} or more: {}.",
            found_of(&major[MOST..], "further feature has", "further features have"),
            bound(&PSI, drift::MAJOR_PSI),
            with_psi(&major[MOST..], MOST_NAMED),
        );
        found.push(FEATURE_DRIFT.warning("Further features with a major shift", statement));
    }
    if !moderate.is_empty() {
        let statement = say!(
            "{} a PSI of {} or more but under {}: {}.",
            found_of(&moderate, "feature has", "features have"),
            bound(&PSI, drift::MODERATE_PSI),
            bound(&PSI, drift::MAJOR_PSI),
            with_psi(&moderate, MOST_NAMED),
        );
        found.push(FEATURE_DRIFT.info("Features with a moderate shift", statement));
    }
    found
}

fn psi_of(feature: &FeatureDrift) -> Option<Figure> {
    let psi = drift::index(feature.current.psi)?;
    Some(Figure::new(Subject::column(feature.feature.as_str()), &PSI, psi))
}

fn found_of(features: &[&FeatureDrift], one: &'static str, many: &'static str) -> Span {
    number_of(&FEATURES_FOUND, features.len(), one, many)
}

fn with_psi(features: &[&FeatureDrift], most: usize) -> Statement {
    listed(
        features.iter().filter_map(|feature| Some(say!("{} ({})", name(&feature.feature), psi_of(feature)?))),
        most,
    )
}

fn shifted(drift: &Drift, feature: &FeatureDrift) -> Option<Finding> {
    let subject = Subject::column(feature.feature.as_str());
    let statement = say!(
        "{} has a PSI of {}{}, a major shift{}.{}",
        name(&feature.feature),
        psi_of(feature)?,
        drift.current.as_deref().map(|current| say!(" over the current period ({})", name(current))),
        chance(&subject, drift::chance_of(drift, feature)),
        since(&subject, &feature.daily, drift::MAJOR_PSI, feature.bins, drift.reference_rows),
    );
    let title = format!("Drift: {}", naming::shown(&feature.feature));
    Some(FEATURE_DRIFT.warning(title, statement))
}

fn none(drift: &Drift, ordered: &[&FeatureDrift]) -> Option<Finding> {
    let stable = |feature: &&&FeatureDrift| {
        Shift::of(feature.current.psi) == Some(Shift::Stable) && feature.drifted != Some(true)
    };
    let significant = drift::adjusted(drift).into_iter().flatten().any(|p| p < LEVEL);
    if significant || ordered.iter().filter(stable).count() < ordered.len() {
        return None;
    }
    let greatest = *ordered.first()?;
    let all = Figure::count(&FEATURES, ordered.len());
    let under = bound(&PSI, drift::MODERATE_PSI);
    let (psi, of) = (psi_of(greatest)?, name(&greatest.feature));
    let statement = if ordered.len() == 1 {
        say!("The only feature, {}, has a PSI of {}, under {}.", of, psi, under)
    } else {
        say!("All {} features have a PSI under {}; the greatest is {} of {}.", &all, under, psi, of)
    };
    Some(FEATURE_DRIFT.good("No drift", statement).with([all]))
}

fn tests(drift: &Drift) -> Option<Finding> {
    let adjusted = drift::adjusted(drift);
    let tested = adjusted.iter().flatten().count();
    let small =
        |feature: &FeatureDrift| Shift::of(feature.current.psi).is_none_or(|shift| shift == Shift::Stable);
    let alone = |(feature, p): &(&FeatureDrift, Option<f64>)| {
        p.is_some_and(|p| p < LEVEL) && feature.drifted != Some(true) && small(feature)
    };
    let found = drift.features.iter().zip(adjusted).filter(alone);
    let found = sorted(found.map(|(feature, _)| feature.feature.as_str()))?;
    let statement = say!(
        "{} of {} with a p-value {} from the reference at the level of {}, adjusted for their number, though neither flagged nor with \
         a PSI of {} or more: {}. With many rows a trifle is significant.",
        Figure::count(&FEATURES_FOUND, found.len()),
        number_of(&TESTED, tested, "feature", "features"),
        verb(found.len(), "differs", "differ"),
        bound(&P_VALUE, LEVEL),
        bound(&PSI, drift::MODERATE_PSI),
        names(found, MOST_NAMED),
    );
    Some(DRIFT_TESTS.info("Significant by tests alone", statement))
}

fn disagreement(ordered: &[&FeatureDrift]) -> Option<Finding> {
    let with = |flag: bool, shift: Shift| -> Vec<&FeatureDrift> {
        let belongs = |feature: &&&FeatureDrift| {
            feature.drifted == Some(flag) && Shift::of(feature.current.psi) == Some(shift)
        };
        ordered.iter().filter(belongs).copied().collect()
    };
    let (flagged, passed) = (with(true, Shift::Stable), with(false, Shift::Major));
    let flagged = (!flagged.is_empty()).then(|| {
        say!(
            "The platform flags {} with a PSI under {}: {}.",
            found_of(&flagged, "feature", "features"),
            bound(&PSI, drift::MODERATE_PSI),
            with_psi(&flagged, NAMED_OF_A_SIDE)
        )
    });
    let who = if flagged.is_some() { "It" } else { "The platform" };
    let passed = (!passed.is_empty()).then(|| {
        say!(
            "{} does not flag {} with a PSI of {} or more: {}.",
            who,
            found_of(&passed, "feature", "features"),
            bound(&PSI, drift::MAJOR_PSI),
            with_psi(&passed, NAMED_OF_A_SIDE)
        )
    });
    let statement = [flagged, passed].into_iter().flatten().reduce(|one, other| one.and(" ").and(other))?;
    Some(DRIFT_DISAGREEMENT.info("Flags and PSI disagree", statement))
}
