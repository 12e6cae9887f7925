//! Reading a leaderboard: which metric ranks it, who leads, and by how much against chance.

use report_snapshot::experiment::{Experiment, FoldSpread, LeaderboardEntry};

use crate::metric::{self, Direction};

/// The metric that ranks a leaderboard.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking<'a> {
    /// The metric's name, as in the entries.
    pub metric: &'a str,
    /// What people call it.
    pub label: String,
    /// Which way is better; `None` if neither the snapshot nor common knowledge says.
    pub direction: Option<Direction>,
}

impl<'a> Ranking<'a> {
    /// The ranking metric: the one that the snapshot names, else the first of its definitions, else the first of the
    /// leader's. `None` if there is no metric at all.
    pub fn of(experiment: &'a Experiment) -> Option<Self> {
        let metric = experiment
            .ranking_metric
            .as_deref()
            .or_else(|| experiment.metrics.first().map(|definition| definition.name.as_str()))
            .or_else(|| experiment.leaderboard.first()?.metrics.keys().next().map(String::as_str))?;
        Some(Self {
            metric,
            label: metric::defined_label(&experiment.metrics, metric),
            direction: metric::defined_direction(&experiment.metrics, metric),
        })
    }

    /// An entry's value of the ranking metric, if it is a number.
    pub fn value(&self, entry: &LeaderboardEntry) -> Option<f64> {
        entry.metrics.get(self.metric).copied().flatten().filter(|value| value.is_finite())
    }

    /// How an entry's value varies over the folds, if that is known.
    pub fn spread(&self, entry: &LeaderboardEntry) -> Option<Spread> {
        Spread::of(entry.fold_spread.get(self.metric)?)
    }
}

/// How a metric varies over cross-validation folds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Mean over the folds.
    pub mean: f64,
    /// Standard deviation of the sample of folds.
    pub sd: f64,
    /// Number of folds, if known; at least 2.
    pub folds: Option<usize>,
}

impl Spread {
    /// From what the snapshot gives; what is missing there is computed from the values per fold.
    pub fn of(given: &FoldSpread) -> Option<Self> {
        let values: Vec<f64> =
            given.folds.iter().flatten().copied().filter(|value| value.is_finite()).collect();
        let folds = (values.len() >= 2).then_some(values.len());
        let mean = match given.mean.filter(|mean| mean.is_finite()) {
            Some(mean) => mean,
            None => values.iter().sum::<f64>() / folds? as f64,
        };
        let sd = match given.sd.filter(|sd| sd.is_finite() && *sd >= 0.0) {
            Some(sd) => sd,
            None => {
                let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
                (squares / (folds? as f64 - 1.0)).sqrt()
            }
        };
        Some(Self { mean, sd, folds })
    }

    /// Standard error of the mean over the folds, sd / √k.
    ///
    /// Folds share training rows, so it understates the true uncertainty (Bengio & Grandvalet 2004, "No unbiased
    /// estimator of the variance of k-fold cross-validation"): good enough to warn, not to prove.
    pub fn standard_error(&self) -> Option<f64> {
        Some(self.sd / (self.folds? as f64).sqrt())
    }
}

/// The leader against the second.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin<'a> {
    /// The first on the leaderboard.
    pub leader: &'a LeaderboardEntry,
    /// The second.
    pub second: &'a LeaderboardEntry,
    /// By how much the leader is better, in the metric's own unit; never negative.
    pub margin: f64,
    /// What the margin means against the fold spread.
    pub verdict: Verdict,
}

/// What a margin means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// Both have the same value.
    Tied,
    /// At most one standard error: the rule of Breiman, Friedman, Olshen & Stone (1984), *Classification and Regression
    /// Trees*, section 3.4.3, also Hastie, Tibshirani & Friedman, *The Elements of Statistical Learning*, section 7.10: models
    /// within one standard error of the best are as good as the best.
    WithinSpread {
        /// The standard error, pooled over the two.
        standard_error: f64,
    },
    /// More than one but at most two standard errors.
    Slight {
        /// The standard error, pooled over the two.
        standard_error: f64,
    },
    /// More than two standard errors.
    Clear {
        /// The standard error, pooled over the two.
        standard_error: f64,
    },
    /// The number of folds is not known, so there is no standard error to judge by.
    Unknown {
        /// The greater of the two standard deviations over the folds, if they are known.
        sd: Option<f64>,
    },
}

impl<'a> Margin<'a> {
    /// Compares the first two entries. `None` with fewer than two, without values or direction, or if the second is
    /// better by this metric (the leaderboard is then ordered by something else).
    pub fn of(experiment: &'a Experiment, ranking: &Ranking<'_>) -> Option<Self> {
        let [leader, second, ..] = experiment.leaderboard.as_slice() else { return None };
        let direction = ranking.direction?;
        let margin = direction.advantage(ranking.value(leader)?, ranking.value(second)?);
        if margin < 0.0 {
            return None;
        }
        let verdict = match pooled_standard_error(ranking.spread(leader), ranking.spread(second)) {
            _ if margin == 0.0 => Verdict::Tied,
            None => Verdict::Unknown {
                sd: ranking.spread(leader).zip(ranking.spread(second)).map(|(a, b)| a.sd.max(b.sd)),
            },
            Some(standard_error) if margin <= standard_error => Verdict::WithinSpread { standard_error },
            Some(standard_error) if margin <= 2.0 * standard_error => Verdict::Slight { standard_error },
            Some(standard_error) => Verdict::Clear { standard_error },
        };
        Some(Self { leader, second, margin, verdict })
    }
}

/// √((s₁² + s₂²) / 2) / √k, with k the smaller number of folds.
fn pooled_standard_error(first: Option<Spread>, second: Option<Spread>) -> Option<f64> {
    let (first, second) = first.zip(second)?;
    let folds = first.folds?.min(second.folds?) as f64;
    let pooled = f64::midpoint(first.sd.powi(2), second.sd.powi(2)).sqrt();
    Some(pooled / folds.sqrt())
}

/// The entries that are as good as the leader by the one-standard-error rule, the leader first; `None` if the leader's
/// spread is not known.
pub fn as_good_as_leader<'a>(
    experiment: &'a Experiment,
    ranking: &Ranking<'_>,
) -> Option<Vec<&'a LeaderboardEntry>> {
    let leader = experiment.leaderboard.first()?;
    let best = ranking.value(leader)?;
    let direction = ranking.direction?;
    let standard_error = ranking.spread(leader)?.standard_error()?;
    let near = |entry: &&LeaderboardEntry| {
        ranking.value(entry).is_some_and(|value| direction.advantage(best, value) <= standard_error)
    };
    Some(experiment.leaderboard.iter().filter(near).collect())
}
