//! What the table of metrics by decision threshold gives: ROC, precision-recall, threshold table, calibration.

use report_import::thin::{self, MOST_POINTS, Point, rounded};
use report_snapshot::{
    Measured,
    evaluation::{CalibrationBin, PrecisionRecallCurve, RocCurve, ThresholdRow},
};
use serde_json::Value;

use crate::{table::Table, wire};

/// Bins of a reliability diagram, of equal width.
const CALIBRATION_BINS: usize = 10;

/// The table by decision threshold of a binary metrics object: up to 400 thresholds, descending.
#[derive(Clone, Copy)]
pub(crate) struct Thresholds<'a> {
    table: Table<'a>,
    metrics: &'a Value,
}

impl<'a> Thresholds<'a> {
    pub(crate) fn read(metrics: &'a Value) -> Option<Self> {
        let table = Table::read(&metrics["thresholds_and_metric_scores"])?;
        (table.rows() > 0).then_some(Self { table, metrics })
    }

    /// The row with the highest F1, at whose threshold H2O counts its confusion matrix.
    fn best_row(self) -> Option<usize> {
        let criteria = Table::read(&self.metrics["max_criteria_and_metric_scores"])?;
        let row = criteria.column("metric")?.iter().position(|name| name == "max f1")?;
        let index = wire::count(criteria.column("idx")?.get(row)?)?;
        usize::try_from(index).ok().filter(|index| *index < self.table.rows())
    }

    /// A figure at the threshold with the highest F1.
    pub(crate) fn at_best(self, column: &str) -> Measured {
        self.table.numbers(column).get(self.best_row()?).copied().flatten()
    }

    /// Pairs of two columns where both are there, the first ascending.
    fn points(self, x: &str, y: &str) -> Vec<Point> {
        let mut points: Vec<Point> = self
            .table
            .numbers(x)
            .into_iter()
            .zip(self.table.numbers(y))
            .filter_map(|(x, y)| Some((x?, y?)))
            .collect();
        // The thresholds descend, so rates ascend already; a stable sort changes nothing but a damaged table.
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        points
    }

    /// The ROC curve with its ends, (0, 0) and (1, 1).
    pub(crate) fn roc(self) -> Option<RocCurve> {
        let mut points = self.points("fpr", "tpr");
        if points.is_empty() {
            return None;
        }
        points.insert(0, (0.0, 0.0));
        points.push((1.0, 1.0));
        let (false_positive_rate, true_positive_rate) = split(thin::curve(points, MOST_POINTS));
        Some(RocCurve {
            class: None,
            auc: wire::number(&self.metrics["AUC"]),
            false_positive_rate,
            true_positive_rate,
        })
    }

    /// The precision-recall curve. It starts at recall 0 with the precision of the highest threshold.
    pub(crate) fn precision_recall(self) -> Option<PrecisionRecallCurve> {
        let mut points = self.points("recall", "precision");
        let first = *points.first()?;
        if first.0 > 0.0 {
            points.insert(0, (0.0, first.1));
        }
        let (recall, precision) = split(thin::curve(points, MOST_POINTS));
        Some(PrecisionRecallCurve {
            class: None,
            auc: wire::number(&self.metrics["pr_auc"]),
            recall,
            precision,
        })
    }

    /// Figures by threshold, descending as H2O has them; thinned evenly, the row with the highest F1 always among them.
    pub(crate) fn rows(self) -> Vec<ThresholdRow> {
        let column = |name: &str| self.table.numbers(name);
        let thresholds = column("threshold");
        let figures = ["precision", "recall", "f1", "specificity", "accuracy"].map(column);
        let mut rows = thin::evenly(thresholds.len(), MOST_POINTS - 1);
        if let Some(best) = self.best_row()
            && let Err(place) = rows.binary_search(&best)
        {
            rows.insert(place, best);
        }
        let row = |index: usize| {
            let [precision, recall, f1, specificity, accuracy] =
                [0, 1, 2, 3, 4].map(|figure| figures[figure].get(index).copied().flatten().map(rounded));
            let threshold = rounded(thresholds[index]?);
            Some(ThresholdRow { threshold, precision, recall, f1, specificity, accuracy })
        };
        rows.into_iter().filter_map(row).collect()
    }

    /// Predicted probability against observed rate in ten bins of equal width.
    ///
    /// A row of the table stands for the rows of data whose score was merged into its threshold, which is their mean score
    /// (H2O's `AUC2`); how many they are, and how many of them positive, are the increments of `tps + fps` and of `tps`.
    pub(crate) fn calibration(self) -> Vec<CalibrationBin> {
        #[derive(Default, Clone, Copy)]
        struct Sum {
            score: f64,
            positives: f64,
            rows: f64,
        }
        let columns = ["threshold", "tps", "fps"].map(|name| self.table.numbers(name));
        let [thresholds, tps, fps] = &columns;
        let mut bins = [Sum::default(); CALIBRATION_BINS];
        let mut before = (0.0, 0.0);
        for ((threshold, tps), fps) in thresholds.iter().zip(tps).zip(fps) {
            let (Some(threshold), Some(tps), Some(fps)) = (threshold, tps, fps) else { return Vec::new() };
            let (positives, negatives) = (tps - before.0, fps - before.1);
            before = (*tps, *fps);
            // Counts that fall, or scores that are no probabilities: not a table that this can be read from.
            if positives < 0.0 || negatives < 0.0 || !(0.0..=1.0).contains(threshold) {
                return Vec::new();
            }
            let bin = ((threshold * CALIBRATION_BINS as f64) as usize).min(CALIBRATION_BINS - 1);
            let sum = &mut bins[bin];
            let rows = positives + negatives;
            *sum = Sum {
                score: sum.score + threshold * rows,
                positives: sum.positives + positives,
                rows: sum.rows + rows,
            };
        }
        bins.into_iter()
            .filter(|sum| sum.rows > 0.0)
            .map(|sum| CalibrationBin {
                mean_predicted: rounded(sum.score / sum.rows),
                observed_rate: rounded(sum.positives / sum.rows),
                count: Some(sum.rows.round() as u64),
            })
            .collect()
    }
}

fn split(points: Vec<Point>) -> (Vec<f64>, Vec<f64>) {
    points.into_iter().map(|(x, y)| (rounded(x), rounded(y))).unzip()
}
