//! Feature importance as shares.

use report_snapshot::model::{FeatureImportance, ImportanceMethod};

use crate::stats::alike;

/// What people call a method, and how to read its figures.
pub fn method_label(method: ImportanceMethod) -> &'static str {
    match method {
        ImportanceMethod::Model => "Model's own importance",
        ImportanceMethod::Coefficient => "Standardized coefficients",
        ImportanceMethod::Permutation => "Permutation importance",
        ImportanceMethod::Shap => "Mean absolute Shapley value",
    }
}

/// Each feature's share of the sum over all features, greatest first, ties by name. Of coefficients the magnitude counts; elsewhere
/// negative figures (shuffling the feature made the model better) count as 0, and so do missing ones. Empty if nothing is
/// left.
pub fn shares(importance: &FeatureImportance) -> Vec<(&str, f64)> {
    let value = |value: Option<f64>| {
        let value = value.filter(|value| value.is_finite()).unwrap_or(0.0);
        if importance.method == ImportanceMethod::Coefficient { value.abs() } else { value.max(0.0) }
    };
    let total: f64 = importance.features.iter().map(|feature| value(feature.value)).sum();
    if !(total > 0.0 && total.is_finite()) {
        return Vec::new();
    }
    let mut shares: Vec<(&str, f64)> = importance
        .features
        .iter()
        .map(|feature| (feature.name.as_str(), value(feature.value) / total))
        .collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    shares
}

/// Whether the shares are those of all features: none is cut off, and each has a figure.
pub fn is_whole(importance: &FeatureImportance) -> bool {
    let listed = importance.features.len() as u64;
    importance.features_total.is_none_or(|total| total == listed)
        && importance.features.iter().all(|feature| feature.value.is_some_and(f64::is_finite))
}

/// How many features share the greatest importance, to 1e-9 of it; of `shares`, greatest first.
pub fn first_alike(shares: &[(&str, f64)]) -> usize {
    let greatest = shares.first().map_or(0.0, |(_, share)| *share);
    shares.iter().take_while(|(_, share)| alike(greatest, *share)).count()
}

/// How many of the most important features it takes to reach a share of the whole.
pub fn features_for(shares: &[(&str, f64)], wanted: f64) -> usize {
    let mut sum = 0.0;
    shares
        .iter()
        .position(|(_, share)| {
            sum += share;
            // Sums of shares miss 1 by rounding.
            sum >= wanted - 1e-9
        })
        .map_or(shares.len(), |index| index + 1)
}
