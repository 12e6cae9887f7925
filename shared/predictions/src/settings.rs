//! What the files do not say themselves.

use report_import::Entities;
use report_snapshot::Task;
use uuid::Uuid;

/// Which columns hold what.
#[derive(Debug, Clone)]
pub struct Columns {
    /// What was observed.
    pub target: String,
    /// What the model said: a class, or a number.
    pub prediction: Option<String>,
    /// How probable the model found it.
    pub scores: Scores,
    /// Which rows are training, validation and test rows. Without it, all are test rows.
    pub split: Option<String>,
    /// How much each row counts. Without it, each counts once.
    pub weight: Option<String>,
    /// Which model the row's prediction is of.
    pub model: Option<String>,
    /// Columns whose values group the rows: what a report says of all rows it then says by group as well.
    pub groups: Vec<String>,
}

impl Columns {
    /// Of a target, with no other column yet.
    pub fn of(target: &str) -> Self {
        Self {
            target: target.to_owned(),
            prediction: None,
            scores: Scores::None,
            split: None,
            weight: None,
            model: None,
            groups: Vec::new(),
        }
    }
}

/// Columns of scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scores {
    /// There are none.
    None,
    /// One column: the probability of the positive class.
    Positive(String),
    /// A column for each class, whose name is this prefix and the class.
    PerClass(String),
}

/// How predictions are imported.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which columns hold what.
    pub columns: Columns,
    /// What is predicted; by default what the columns tell.
    pub task: Option<Task>,
    /// The class that counts as positive for a binary task; by default the last in order.
    pub positive: Option<String>,
    /// The class that is welcome to whom it is said of, for the fairness of a binary task towards groups; not declared by default.
    pub favourable: Option<String>,
    /// The name of the model, or of the experiment where there are several models; by default the first file's.
    pub name: Option<String>,
    /// The metric that ranks several models.
    pub metric: Option<String>,
    /// How the intervals are computed.
    pub bootstrap: Bootstrap,
    /// Whose the models are.
    pub entities: Entities,
}

impl Settings {
    /// Of models of that project, with all else by default.
    pub fn new(columns: Columns, project_id: Uuid) -> Self {
        Self {
            columns,
            task: None,
            positive: None,
            favourable: None,
            name: None,
            metric: None,
            bootstrap: Bootstrap::default(),
            entities: Entities::of(project_id),
        }
    }
}

/// How percentile bootstrap intervals of 95 % are computed.
///
/// A resample draws as many rows as there are, with replacement. Replicate b uses a SplitMix64 generator whose seed is the b-th
/// number of the generator with the given seed, and draws row ⌊u · n / 2⁶⁴⌋ for each of its n numbers u. How often a row is
/// drawn multiplies its weight. An interval lies between the 2.5th and the 97.5th percentile (type 7) of the metric over the
/// resamples in which it is defined; there is none where it is undefined in more than half of them. Each set of rows is
/// resampled with the same seed, so that its intervals do not depend on what else a file holds, and models on the same rows see
/// the same resamples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bootstrap {
    /// The number of resamples, 0 for no intervals. By default [`Bootstrap::usual_replicates`].
    pub replicates: Option<u32>,
    /// Seed of the generator.
    pub seed: u64,
}

impl Bootstrap {
    /// The number of resamples for so many rows where none is asked for: 1,000 up to 100,000 rows, then as many as make 10⁸
    /// drawn rows, but at least 200.
    pub fn usual_replicates(rows: usize) -> u32 {
        let affordable = 100_000_000 / rows.max(1);
        u32::try_from(affordable.clamp(200, 1_000)).unwrap_or(1_000)
    }

    /// The number of resamples of so many rows.
    pub fn replicates(&self, rows: usize) -> u32 {
        self.replicates.unwrap_or_else(|| Self::usual_replicates(rows))
    }
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self { replicates: None, seed: 42 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_resamples_until_they_take_too_long() {
        let replicates = [1, 100_000, 200_000, 1_000_000, 100_000_000].map(Bootstrap::usual_replicates);
        assert_eq!(replicates, [1_000, 1_000, 500, 200, 200]);
    }
}
