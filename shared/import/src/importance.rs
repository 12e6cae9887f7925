//! Feature importance, as reports want it.

use report_snapshot::model::{FeatureImportance, FeatureValue, ImportanceMethod};

/// Features that are kept.
const MOST_FEATURES: usize = 1_000;

/// The features, most important first, what could not be computed last; the least important are left out where there are
/// many. `None` without any.
pub fn importance(method: ImportanceMethod, mut features: Vec<FeatureValue>) -> Option<FeatureImportance> {
    features.sort_by(|a, b| {
        b.value.unwrap_or(f64::NEG_INFINITY).total_cmp(&a.value.unwrap_or(f64::NEG_INFINITY))
    });
    let total = features.len();
    features.truncate(MOST_FEATURES);
    let features_total = (total > features.len()).then_some(total as u64);
    (total > 0).then_some(FeatureImportance { method, features, features_total })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_important_are_kept_and_counted() {
        let feature = |name: usize| FeatureValue { name: name.to_string(), value: Some(name as f64) };
        let unknown = FeatureValue { name: "unknown".into(), value: None };
        let few =
            importance(ImportanceMethod::Model, vec![feature(1), unknown, feature(2)]).expect("features");
        let names: Vec<&str> = few.features.iter().map(|feature| feature.name.as_str()).collect();
        assert_eq!((names, few.features_total), (vec!["2", "1", "unknown"], None));
        let many = importance(ImportanceMethod::Model, (0..1_200).map(feature).collect()).expect("features");
        assert_eq!((many.features.len(), many.features_total), (1_000, Some(1_200)));
        assert_eq!(importance(ImportanceMethod::Model, Vec::new()), None);
    }
}
