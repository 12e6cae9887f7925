//! What is worth saying about what drives a model's answers.

use report_facts::importance;

use crate::prelude::*;

/// More than this is more than all other features together.
const HALF: f64 = 0.5;

/// Fewest features for which a share means something.
const FEWEST_FEATURES: usize = 3;

/// The share that the most important features are counted up to, as in a Pareto analysis.
const MOST_OF_IMPORTANCE: f64 = 0.8;

rules! {
    of TRAINED;

    DOMINATING_FEATURE = "dominating_feature", [Warning]:
        speaks: "The first importance in the snapshot that has at least 3 features and a sum above 0; none of its features is cut off \
                 (features_total absent or equal to their number) or without a figure; and the greatest share is above 0.5.",
        formula: "share = max(v, 0) / Σ max(v, 0); of coefficients |v| / Σ |v|. Ties by name.",
        source: "Leakage: Kaufman, Rosset, Perlich & Stitelman (2012), Leakage in data mining, ACM TKDD 6. More than all others \
                 together is this report's own bound.";

    IMPORTANCE_CONCENTRATION = "importance_concentration", [Info]:
        speaks: "The same importance where dominating_feature is silent, unless all shares are alike. Features that share the greatest \
                 are named together. Of a cut list, or one with features without a figure, only the greatest is named, without a share.",
        formula: "Shares as there, alike within 1e-9 of the greatest; the fewest of the greatest shares that add up to at least 0.8.",
        source: "Pareto analysis; 0.8 is its usual share.";
}

/// Features named in one sentence; the rest is counted.
const NAMED: usize = 3;

/// Applies both rules to the first importance that has figures.
pub(super) fn findings(of: &str, model: &Model) -> Option<Finding> {
    let (given, shares) = model.feature_importance.iter().find_map(|given| {
        let shares = importance::shares(given);
        (shares.len() >= FEWEST_FEATURES).then_some((given, shares))
    })?;
    let method = label(words::in_sentence(importance::method_label(given.method)));
    let &(feature, share) = shares.first()?;
    let first = importance::first_alike(&shares);
    if first == shares.len() {
        return None;
    }
    let title = "What drives the predictions";
    let leaders = say!(
        "{} {} most",
        names(shares[..first].iter().map(|(name, _)| *name), NAMED),
        verb(first, "matters", "matter")
    );
    if !importance::is_whole(given) {
        let known = given.features.iter().filter(|f| f.value.is_some_and(f64::is_finite)).count();
        let all = given.features_total.unwrap_or(0).max(given.features.len() as u64);
        let statement = say!(
            "{} in {} ({}) of the {} with a figure; there are {} in all, so that shares are not known.",
            leaders,
            name(of),
            method,
            number_of(&FEATURES_LISTED, known, "feature", "features"),
            Figure::of_entity(&FEATURES, all as f64),
        );
        return Some(IMPORTANCE_CONCENTRATION.info(title, statement));
    }
    let share = Figure::new(Subject::column(feature), &IMPORTANCE, share);
    let all = Figure::count(&FEATURES, shares.len());
    if share.value > HALF {
        let statement = say!(
            "{} has {} of the importance in {} ({}), more than the other features together. It may hold the answer itself, or not \
             be known yet when a prediction is asked for.",
            name(feature),
            share,
            name(of),
            method,
        );
        let found = DOMINATING_FEATURE.warning("One feature outweighs all others", statement);
        return Some(found.with([all]));
    }
    let needed = importance::features_for(&shares, MOST_OF_IMPORTANCE);
    let statement = say!(
        "{} in {} with {} of the importance{} ({}); {} of {} {} up at least {} of it.",
        leaders,
        name(of),
        share,
        verb(first, "", " each"),
        method,
        Figure::count(&FEATURES_NEEDED, needed),
        counted(&all, "feature", "features"),
        verb(needed, "makes", "make"),
        bound(&IMPORTANCE, MOST_OF_IMPORTANCE),
    );
    Some(IMPORTANCE_CONCENTRATION.info(title, statement))
}
