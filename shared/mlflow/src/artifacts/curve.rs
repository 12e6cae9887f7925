//! ROC and precision-recall curves.

use report_import::thin;
use report_snapshot::evaluation::{PrecisionRecallCurve, RocCurve};
use serde_json::Value;

/// From `{"fpr": […], "tpr": […]}`.
pub(super) fn roc(bytes: &[u8]) -> Option<RocCurve> {
    let points = points(bytes, &["fpr", "false_positive_rate"], &["tpr", "true_positive_rate"])?;
    let auc = Some(area(&points));
    let (false_positive_rate, true_positive_rate) =
        thin::curve(points, thin::MOST_POINTS).into_iter().unzip();
    Some(RocCurve { class: None, auc, false_positive_rate, true_positive_rate })
}

/// From `{"precision": […], "recall": […]}`. The area under it is not computed: joined points do not bound it.
pub(super) fn precision_recall(bytes: &[u8]) -> Option<PrecisionRecallCurve> {
    let points = points(bytes, &["recall"], &["precision"])?;
    let (recall, precision) = thin::curve(points, thin::MOST_POINTS).into_iter().unzip();
    Some(PrecisionRecallCurve { class: None, auc: None, recall, precision })
}

/// The points of two lists of shares, if there are at least two, as many of either.
fn points(bytes: &[u8], across: &[&str], up: &[&str]) -> Option<Vec<thin::Point>> {
    let json: Value = serde_json::from_slice(bytes).ok()?;
    let list = |names: &[&str]| -> Option<Vec<f64>> {
        let found = names.iter().find_map(|name| json[*name].as_array())?;
        found.iter().map(|value| value.as_f64().filter(|share| (0.0..=1.0).contains(share))).collect()
    };
    let (across, up) = (list(across)?, list(up)?);
    (across.len() == up.len() && across.len() >= 2).then(|| across.into_iter().zip(up).collect())
}

/// By trapezoids, as scikit-learn computes the area under a ROC curve.
fn area(points: &[thin::Point]) -> f64 {
    points.windows(2).map(|two| (two[1].0 - two[0].0) * (two[0].1 + two[1].1) / 2.0).sum::<f64>().abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_under_a_curve_is_that_of_all_points() {
        let curve =
            roc(br#"{"fpr": [0, 0, 0.5, 1], "tpr": [0, 0.5, 1, 1], "thresholds": [null, 0.9, 0.4, 0]}"#);
        assert_eq!(curve.and_then(|curve| curve.auc), Some(0.875));
        for odd in ["[]", "{}", r#"{"fpr": [0, 1], "tpr": [0]}"#, r#"{"fpr": [0, 2], "tpr": [0, 1]}"#] {
            assert_eq!(roc(odd.as_bytes()), None, "{odd}");
        }
    }
}
