//! Actual against predicted classes, and the metrics that follow from it.

use report_snapshot::Measured;

/// Weights of rows by actual and predicted class.
#[derive(Debug, Clone)]
pub(crate) struct Confusion {
    classes: usize,
    /// Row by row: `cells[actual * classes + predicted]`.
    cells: Vec<f64>,
    /// Weights by actual class.
    actual: Vec<f64>,
    /// Weights by predicted class.
    called: Vec<f64>,
    total: f64,
    right: f64,
}

/// How classes are averaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Average {
    /// Each class counts the same.
    Macro,
    /// Each class counts as much as its rows.
    Weighted,
}

impl Confusion {
    /// Of the weights in each cell, actual by predicted class.
    pub(crate) fn new(classes: usize, cells: Vec<f64>) -> Self {
        let cell = |actual: usize, called: usize| cells[actual * classes + called];
        let sum = |cell: &dyn Fn(usize) -> f64| (0..classes).map(cell).sum::<f64>();
        let actual: Vec<f64> = (0..classes).map(|class| sum(&|other| cell(class, other))).collect();
        let called: Vec<f64> = (0..classes).map(|class| sum(&|other| cell(other, class))).collect();
        let right = sum(&|class| cell(class, class));
        Self { total: actual.iter().sum(), classes, actual, called, right, cells }
    }

    /// Counts, one list per actual class.
    pub(crate) fn counts(&self) -> Vec<Vec<f64>> {
        self.cells.chunks(self.classes.max(1)).map(<[f64]>::to_vec).collect()
    }

    fn found(&self, class: usize) -> f64 {
        self.cells[class * self.classes + class]
    }

    /// Share of rows called right.
    pub(crate) fn accuracy(&self) -> Measured {
        share(self.right, self.total)
    }

    /// Of the rows of a class, the share called so.
    pub(crate) fn recall(&self, class: usize) -> Measured {
        share(self.found(class), self.actual[class])
    }

    /// Of the rows called so, the share that are.
    pub(crate) fn precision(&self, class: usize) -> Measured {
        share(self.found(class), self.called[class])
    }

    /// The share of all rows that are called so.
    pub(crate) fn called_share(&self, class: usize) -> Measured {
        share(self.called[class], self.total)
    }

    /// Harmonic mean of both: 2 · found / (rows + calls).
    pub(crate) fn f1(&self, class: usize) -> Measured {
        share(2.0 * self.found(class), self.actual[class] + self.called[class])
    }

    /// Mean recall of the classes that have rows.
    pub(crate) fn balanced_accuracy(&self) -> Measured {
        let recalls: Vec<f64> = (0..self.classes).filter_map(|class| self.recall(class)).collect();
        report_facts::stats::mean(&recalls)
    }

    /// Matthews' correlation coefficient (Gorodkin 2004 for many classes); undefined where all rows are of one class or
    /// called one class.
    pub(crate) fn mcc(&self) -> Measured {
        let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let square = self.total * self.total;
        let both = self.right * self.total - product(&self.actual, &self.called);
        let spread =
            (square - product(&self.actual, &self.actual)) * (square - product(&self.called, &self.called));
        if spread > 0.0 { Some(both / spread.sqrt()) } else { None }
    }

    /// The average of a rate over `classes`; a rate of no rows counts as 0, as in scikit-learn.
    pub(crate) fn average(
        &self,
        classes: &[usize],
        average: Average,
        rate: fn(&Self, usize) -> Measured,
    ) -> Measured {
        let weight = |class: usize| if average == Average::Macro { 1.0 } else { self.actual[class] };
        let sum: f64 = classes.iter().map(|class| weight(*class) * rate(self, *class).unwrap_or(0.0)).sum();
        share(sum, classes.iter().map(|class| weight(*class)).sum())
    }
}

/// A share of something; undefined of nothing.
pub(crate) fn share(part: f64, whole: f64) -> Measured {
    (whole > 0.0).then(|| part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Measured, expected: f64) {
        assert!(found.is_some_and(|found| (found - expected).abs() < 1e-12), "{found:?}, not {expected}");
    }

    #[test]
    fn rates_of_two_classes_by_hand() {
        // 5 negatives, of which 1 is called positive; 3 positives, of which 2 are.
        let confusion = Confusion::new(2, vec![4.0, 1.0, 1.0, 2.0]);
        near(confusion.accuracy(), 6.0 / 8.0);
        near(confusion.precision(1), 2.0 / 3.0);
        near(confusion.recall(1), 2.0 / 3.0);
        near(confusion.f1(1), 2.0 / 3.0);
        near(confusion.recall(0), 4.0 / 5.0);
        near(confusion.balanced_accuracy(), (4.0 / 5.0 + 2.0 / 3.0) / 2.0);
        // (tp·tn − fp·fn) / √((tp+fp)(tp+fn)(tn+fp)(tn+fn))
        near(confusion.mcc(), (2.0 * 4.0 - 1.0) / (3.0f64 * 3.0 * 5.0 * 5.0).sqrt());
        assert_eq!(confusion.counts(), [[4.0, 1.0], [1.0, 2.0]]);
    }

    #[test]
    fn what_is_a_share_of_nothing_is_undefined() {
        let all_called_negative = Confusion::new(2, vec![3.0, 0.0, 2.0, 0.0]);
        assert_eq!((all_called_negative.precision(1), all_called_negative.mcc()), (None, None));
        near(all_called_negative.recall(1), 0.0);
        let none = Confusion::new(2, vec![0.0; 4]);
        assert_eq!((none.accuracy(), none.balanced_accuracy(), none.f1(1)), (None, None, None));
    }

    #[test]
    fn averages_are_over_the_named_classes_and_a_class_never_called_counts_as_0() {
        let confusion = Confusion::new(3, vec![2.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
        let precision = |average| confusion.average(&[0, 1, 2], average, Confusion::precision);
        near(precision(Average::Macro), (2.0 / 3.0 + 0.0 + 1.0) / 3.0);
        near(precision(Average::Weighted), (2.0 * (2.0 / 3.0) + 1.0) / 4.0);
        near(confusion.average(&[0], Average::Macro, Confusion::precision), 2.0 / 3.0);
    }
}
