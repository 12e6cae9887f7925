//! How well predicted probabilities agree with observed rates.

use report_snapshot::evaluation::Evaluation;

/// Expected calibration error: Σ (rows of bin / rows) · |observed rate − mean prediction|, a share from 0 to 1. Guo, Pleiss,
/// Sun & Weinberger (2017), "On calibration of modern neural networks". `None` without bins whose size is known.
pub fn expected_calibration_error(evaluation: &Evaluation) -> Option<f64> {
    let counted: Vec<(f64, f64)> = evaluation
        .calibration
        .iter()
        .filter_map(|bin| Some((bin.count? as f64, (bin.observed_rate - bin.mean_predicted).abs())))
        .filter(|(_, error)| error.is_finite())
        .collect();
    let rows: f64 = counted.iter().map(|(rows, _)| rows).sum();
    (rows > 0.0).then(|| counted.iter().map(|(rows, error)| rows * error).sum::<f64>() / rows)
}
