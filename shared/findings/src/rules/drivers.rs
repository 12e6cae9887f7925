//! What is worth saying about what drives a model's answers.

use report_snapshot::model::Model;

use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{format, importance};

/// One feature with more than this share of the importance, among several, may hold the answer itself: leakage as in
/// Kaufman, Rosset, Perlich & Stitelman (2012), "Leakage in data mining", *ACM TKDD* 6. The bound is this report's own.
const DOMINATING_SHARE: f64 = 0.5;

/// Above this it is almost certainly the whole model.
const OVERWHELMING_SHARE: f64 = 0.8;

/// Fewest features for which a share means something.
const FEWEST_FEATURES: usize = 3;

/// The share that the most important features are counted up to, as in a Pareto analysis.
const MOST_OF_IT: f64 = 0.8;

/// Applies every rule to the first importance that has figures.
pub(super) fn findings(name: &str, model: &Model) -> Vec<Finding> {
    let with_shares = |importance| {
        let shares = importance::shares(importance);
        (shares.len() >= FEWEST_FEATURES).then_some((importance, shares))
    };
    let Some((importance, shares)) = model.feature_importance.iter().find_map(with_shares) else {
        return Vec::new();
    };
    let method = report_facts::words::in_sentence(importance::method_label(importance.method));
    let (feature, share) = shares[0];
    if share > DOMINATING_SHARE {
        let severity = if share > OVERWHELMING_SHARE { Severity::Critical } else { Severity::Warning };
        return vec![Finding {
            rule: "dominating_feature",
            severity,
            title: "Possible leakage".into(),
            statement: format!(
                "{feature} alone has {} of the importance in {name} ({method}). Check that it is known at the time of \
                 prediction and does not hold the answer.",
                format::percent(share),
            ),
            figures: vec![
                Figure::of(feature, "importance_share", share, Unit::Share),
                Figure::count("features", shares.len()),
            ],
        }];
    }
    let needed = importance::features_for(&shares, MOST_OF_IT);
    vec![Finding {
        rule: "importance_concentration",
        severity: Severity::Info,
        title: "What drives the predictions".into(),
        statement: format!(
            "{feature} matters most in {name} with {} of the importance ({method}); {needed} of {} features make up at least {}.",
            format::percent(share),
            shares.len(),
            format::percent(MOST_OF_IT),
        ),
        figures: vec![
            Figure::of(feature, "importance_share", share, Unit::Share),
            Figure::count("features_for_most_of_the_importance", needed),
            Figure::count("features", shares.len()),
            Figure::of_entity("importance_share_counted_up_to", MOST_OF_IT, Unit::Share),
        ],
    }]
}
