//! What a confusion matrix says: rates by class, and which classes are taken for which.

use report_snapshot::evaluation::Evaluation;

/// Rates of a confusion matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassRates {
    /// Sum of all counts.
    pub total: f64,
    /// Sum of the diagonal.
    pub right: f64,
    /// Whether every count is a whole number: rows that are not weighted.
    pub whole: bool,
    /// Share of rows on the diagonal.
    pub accuracy: f64,
    /// Share of the most frequent actual class: the accuracy of always naming it (the no-information rate).
    pub majority_share: f64,
    /// Per class: rows, recall and precision. A rate over no rows is `None`.
    pub classes: Vec<ClassRate>,
}

/// Rates of one class.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassRate {
    /// The class.
    pub label: String,
    /// Rows that are of this class.
    pub rows: f64,
    /// Of those, the rows called so.
    pub found: f64,
    /// Rows that are called so, whatever they are.
    pub called: f64,
    /// Of those of the class, the share called so.
    pub recall: Option<f64>,
    /// Of those called so, the share that are.
    pub precision: Option<f64>,
}

impl ClassRates {
    /// How many classes have rows.
    pub fn occurring(&self) -> usize {
        self.classes.iter().filter(|class| class.rows > 0.0).count()
    }

    /// Computes them; `None` for a matrix without counts.
    pub fn of(evaluation: &Evaluation) -> Option<Self> {
        let matrix = evaluation.confusion_matrix.as_ref()?;
        let total = sum(matrix.counts.iter().flatten().copied());
        if !(total > 0.0 && total.is_finite()) {
            return None;
        }
        let whole = matrix.counts.iter().flatten().all(|count| count.fract() == 0.0);
        let cell =
            |row: usize, column: usize| matrix.counts.get(row).and_then(|row| row.get(column)).copied();
        let classes: Vec<ClassRate> = (0..matrix.labels.len())
            .map(|index| {
                let rows = matrix.counts.get(index).map_or(0.0, |row| sum(row.iter().copied()));
                let called = sum(matrix.counts.iter().filter_map(|row| row.get(index).copied()));
                let right = cell(index, index).unwrap_or(0.0);
                ClassRate {
                    label: matrix.labels[index].clone(),
                    rows,
                    found: right,
                    called,
                    recall: (rows > 0.0).then(|| right / rows),
                    precision: (called > 0.0).then(|| right / called),
                }
            })
            .collect();
        let right = sum((0..classes.len()).filter_map(|index| cell(index, index)));
        let majority = classes.iter().map(|class| class.rows).fold(0.0, f64::max);
        Some(Self { total, right, whole, accuracy: right / total, majority_share: majority / total, classes })
    }
}

/// A wrong call, by actual and predicted class.
#[derive(Debug, Clone, PartialEq)]
pub struct Confusion<'a> {
    /// The class that the rows are of.
    pub actual: &'a str,
    /// What they were called.
    pub predicted: &'a str,
    /// How many rows.
    pub count: f64,
    /// Their share of the actual class.
    pub share: f64,
}

/// The same sum in whatever order the classes stand: of weighted rows the last digit would depend on it.
fn sum(counts: impl Iterator<Item = f64>) -> f64 {
    let mut counts: Vec<f64> = counts.collect();
    counts.sort_by(f64::total_cmp);
    counts.iter().sum()
}

/// The wrong calls that occur, most frequent first, ties by name.
pub fn confusions(evaluation: &Evaluation) -> Vec<Confusion<'_>> {
    let Some(matrix) = &evaluation.confusion_matrix else { return Vec::new() };
    let mut found = Vec::new();
    for (actual, row) in matrix.counts.iter().enumerate() {
        let rows = sum(row.iter().copied());
        for (predicted, &count) in row.iter().enumerate() {
            if actual != predicted && count > 0.0 {
                found.push(Confusion {
                    actual: &matrix.labels[actual],
                    predicted: &matrix.labels[predicted],
                    count,
                    share: count / rows,
                });
            }
        }
    }
    found.sort_by(|a, b| {
        b.count.total_cmp(&a.count).then_with(|| (a.actual, a.predicted).cmp(&(b.actual, b.predicted)))
    });
    found
}
