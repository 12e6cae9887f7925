//! Reading a leaderboard: which metric ranks it, in which order, who leads, and how a value varies over the folds.

use report_snapshot::{
    evaluation::Split,
    experiment::{Experiment, FoldSpread, LeaderboardEntry},
};

use crate::{Figure, Quantity, Subject, metric, metric::Direction, stats};

/// A leaderboard by its ranking metric. Where the metric's direction is not known there is no order by value and no leader:
/// the places are then in the order of the snapshot.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking<'a> {
    /// The metric's name, as in the entries.
    pub metric: &'a str,
    /// What it measures, with its direction and bounds.
    pub quantity: Quantity,
    /// What people call it.
    pub label: String,
    /// Which way is better; `None` if neither the snapshot nor common knowledge says.
    pub direction: Option<Direction>,
    /// Which rows its values were computed on.
    pub split: Option<Split>,
    /// Every entry, best first; those without a value after the others, in the order of the snapshot.
    pub places: Vec<Place<'a>>,
}

/// An entry on its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place<'a> {
    /// The entry.
    pub entry: &'a LeaderboardEntry,
    /// Its value of the ranking metric; `None` where that is missing, not finite or outside the metric's bounds.
    pub figure: Option<Figure>,
}

/// An entry with its value of the ranking metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Valued<'r, 'a> {
    /// The entry.
    pub entry: &'a LeaderboardEntry,
    /// Its value.
    pub figure: &'r Figure,
}

impl<'a> Ranking<'a> {
    /// By the ranking metric that the snapshot names; `None` if it names none.
    pub fn of(experiment: &'a Experiment) -> Option<Self> {
        let metric = experiment.ranking_metric.as_deref().filter(|metric| !metric.trim().is_empty())?;
        let quantity = Quantity::of_metric(&experiment.metrics, metric);
        let split = experiment.ranking_split;
        let place = |entry: &'a LeaderboardEntry| {
            let value = metric::sound(&quantity, entry.metrics.get(metric).copied().flatten());
            let figure = value.map(|value| {
                let figure = Figure::new(Subject::model(entry.name.as_str()), quantity.clone(), value);
                Figure { rows: split.map(Into::into), ..figure }
            });
            Place { entry, figure }
        };
        let mut places: Vec<Place<'a>> = experiment.leaderboard.iter().map(place).collect();
        let direction = quantity.better();
        if let Some(direction) = direction {
            places.sort_by(|a, b| match (&a.figure, &b.figure) {
                (Some(x), Some(y)) => {
                    let better = direction.advantage(x.value, y.value);
                    // Both are finite, so the advantage is a number, infinite at most.
                    0.0f64
                        .partial_cmp(&better)
                        .unwrap_or(std::cmp::Ordering::Equal)
                        .then_with(|| a.entry.name.cmp(&b.entry.name))
                }
                (x, y) => y.is_some().cmp(&x.is_some()),
            });
        }
        Some(Self { metric, label: quantity.label(), quantity, direction, split, places })
    }

    /// The entries that have a value, best first.
    pub fn valued(&self) -> impl Iterator<Item = Valued<'_, 'a>> {
        self.places
            .iter()
            .filter_map(|place| Some(Valued { entry: place.entry, figure: place.figure.as_ref()? }))
    }

    /// The best entry; `None` where there is no order or no value.
    pub fn leader(&self) -> Option<Valued<'_, 'a>> {
        self.direction.and_then(|_| self.valued().next())
    }

    /// The next best.
    pub fn second(&self) -> Option<Valued<'_, 'a>> {
        self.direction.and_then(|_| self.valued().nth(1))
    }

    /// An entry's value of the ranking metric, finite and within the metric's bounds.
    pub fn value(&self, entry: &LeaderboardEntry) -> Option<f64> {
        metric::sound(&self.quantity, entry.metrics.get(self.metric).copied().flatten())
    }

    /// How an entry's value varies over the folds. Only where the values are those of the cross-validation: a spread of other
    /// rows says nothing about them.
    pub fn spread(&self, entry: &LeaderboardEntry) -> Option<Spread> {
        Spread::of(entry.fold_spread.get(self.metric).filter(|_| self.split == Some(Split::CrossValidation))?)
    }

    /// The place of a model, from 1; `None` where there is no order or it has no value.
    pub fn place(&self, name: &str) -> Option<usize> {
        let valued = self.direction.and_then(|_| self.valued().position(|valued| valued.entry.name == name));
        valued.map(|index| index + 1)
    }
}

/// The entries in the order in which they are shown: ranked, or as the snapshot has them.
pub fn in_order<'a>(experiment: &'a Experiment, ranking: Option<&Ranking<'a>>) -> Vec<&'a LeaderboardEntry> {
    match ranking {
        Some(ranking) => ranking.places.iter().map(|place| place.entry).collect(),
        None => experiment.leaderboard.iter().collect(),
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
        let values = finite_folds(given);
        let folds = (values.len() >= 2).then_some(values.len());
        let mean = given.mean.filter(|mean| mean.is_finite());
        let sd = metric::not_negative(given.sd);
        let known = |computed: Option<f64>| computed.filter(|_| folds.is_some());
        Some(Self {
            mean: mean.or_else(|| known(stats::mean(&values)))?,
            sd: sd.or_else(|| known(stats::sample_sd(&values)))?,
            folds,
        })
    }
}

/// The values per fold that are numbers.
pub fn finite_folds(given: &FoldSpread) -> Vec<f64> {
    given.folds.iter().flatten().copied().filter(|value| value.is_finite()).collect()
}
