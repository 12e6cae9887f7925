//! The comparison of an experiment's runs: who takes part, by which metric, in which order.

use std::collections::BTreeMap;

use report_facts::{Direction, quality};
use report_snapshot::{MetricDefinition, Metrics, evaluation::Split};

use crate::{
    fault::{Fault, nearest},
    metrics::{Meaning, Meanings},
    runs::Run,
    settings::Settings,
    task::{self, Predicted},
    wire::{Status, Tags},
};

/// Figures of a leaderboard that are kept: a snapshot has at most 32 MiB.
const MOST_FIGURES: usize = 250_000;

/// The tags by which MLflow itself and people name an experiment's first metric.
const PRIMARY: [&str; 2] = ["mlflow.experiment.primaryMetric.name", "primary_metric"];
const GREATER_IS_BETTER: &str = "mlflow.experiment.primaryMetric.greaterIsBetter";

/// The metric that ranks runs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ranking {
    /// Its key, as the runs have it.
    pub(crate) metric: String,
    /// Which way it is better; `None` where neither the key nor anybody says.
    pub(crate) direction: Option<Direction>,
    /// Which rows it was computed on.
    pub(crate) split: Option<Split>,
}

/// A comparison.
#[derive(Debug)]
pub(crate) struct Board<'a> {
    /// What the keys of the runs mean.
    pub(crate) meanings: Meanings,
    pub(crate) ranking: Option<Ranking>,
    /// The metrics of the leaderboard, the ranking metric first.
    pub(crate) columns: Vec<String>,
    /// How many metrics of the same rows are left out, since there are too many.
    pub(crate) columns_cut: usize,
    /// Who takes part, best first.
    pub(crate) entries: Vec<&'a Run>,
    /// Why the others do not.
    pub(crate) others: Others<'a>,
}

/// Runs that are not compared.
#[derive(Debug, Default)]
pub(crate) struct Others<'a> {
    pub(crate) failed: Vec<&'a Run>,
    pub(crate) killed: Vec<&'a Run>,
    pub(crate) running: Vec<&'a Run>,
    pub(crate) scheduled: Vec<&'a Run>,
    pub(crate) deleted: Vec<&'a Run>,
    /// Without any figure.
    pub(crate) unmeasured: Vec<&'a Run>,
    /// With figures of other rows only than those that the others are compared on.
    pub(crate) elsewhere: Vec<&'a Run>,
}

impl<'a> Board<'a> {
    /// Compares the runs of an experiment that is called `of`.
    ///
    /// # Errors
    /// When the metric that was asked for is none of theirs.
    pub(crate) fn of(of: &str, runs: &'a [Run], tags: &Tags, settings: &Settings) -> Result<Self, Fault> {
        let mut others = Others::default();
        let mut entries: Vec<&Run> = Vec::new();
        for run in runs {
            match run.wire.info.status {
                _ if run.is_deleted() => others.deleted.push(run),
                Status::Failed if !settings.unfinished => others.failed.push(run),
                Status::Killed if !settings.unfinished => others.killed.push(run),
                Status::Running if !settings.unfinished => others.running.push(run),
                Status::Scheduled => others.scheduled.push(run),
                _ if !run.is_measured() => others.unmeasured.push(run),
                _ => entries.push(run),
            }
        }
        let keys = entries.iter().flat_map(|run| run.metrics.keys());
        let meanings = Meanings::of(keys.map(String::as_str), settings.split);
        let counts = counts(&entries);
        let ranking = ranking(of, &meanings, &counts, tags, settings)?;
        let (columns, columns_cut) = columns(&meanings, &counts, ranking.as_ref(), entries.len());
        let takes_part =
            |run: &&Run| columns.iter().any(|column| run.metrics.get(column).is_some_and(Option::is_some));
        let (mut entries, elsewhere): (Vec<&Run>, Vec<&Run>) = entries.into_iter().partition(takes_part);
        others.elsewhere = elsewhere;
        if let Some(ranking) = &ranking {
            sort(&mut entries, ranking);
        }
        Ok(Self { meanings, ranking, columns, columns_cut, entries, others })
    }

    /// How the leaderboard's metrics are to be read.
    pub(crate) fn definitions(&self) -> Vec<MetricDefinition> {
        let rows = self.ranking.as_ref().and_then(|ranking| ranking.split);
        let define = |column: &String| {
            let meaning = self.meanings.get(column).cloned().unwrap_or_else(|| Meaning::of(column));
            let mut definition = meaning.definition(column, rows);
            if let Some(ranking) = self.ranking.as_ref().filter(|ranking| ranking.metric == *column) {
                definition.higher_is_better = ranking.direction.map(|better| better == Direction::Higher);
            }
            definition
        };
        self.columns.iter().map(define).collect()
    }

    /// A run's figures on the leaderboard.
    pub(crate) fn figures(&self, run: &Run) -> Metrics {
        let figure = |column: &String| Some((column.clone(), *run.metrics.get(column)?));
        self.columns.iter().filter_map(figure).collect()
    }

    /// A run's value of the ranking metric.
    pub(crate) fn value(&self, run: &Run) -> Option<f64> {
        run.metrics.get(&self.ranking.as_ref()?.metric).copied().flatten()
    }

    /// Where a run stands, from 1; `None` where there is no order or it has no value.
    pub(crate) fn rank(&self, run: &Run) -> Option<u32> {
        self.ranking.as_ref()?.direction?;
        self.value(run)?;
        let index = self.entries.iter().position(|entry| entry.id() == run.id())?;
        u32::try_from(index + 1).ok()
    }

    /// What is predicted; `classes` is their number, where that is known.
    pub(crate) fn task(&self, tags: &Tags, classes: Option<usize>, settings: &Settings) -> Option<Predicted> {
        let tag = task::TAGS.iter().find_map(|tag| tags.get(tag));
        let said = settings.task.map(Predicted::surely);
        said.or_else(|| task::of(&self.entries, &self.meanings, classes, tag))
    }

    /// The best run.
    pub(crate) fn leader(&self) -> Option<&'a Run> {
        let first = self.entries.first().copied()?;
        self.rank(first).map(|_| first)
    }
}

impl Ranking {
    /// Of that metric. What is well known of it comes before what anybody says.
    fn of(metric: &str, meaning: &Meaning, said: Option<Direction>) -> Self {
        Self {
            metric: metric.to_owned(),
            direction: meaning.known.and_then(|known| known.better).or(said),
            split: meaning.split,
        }
    }
}

/// In how many runs each metric has a value.
fn counts(runs: &[&Run]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (key, value) in runs.iter().flat_map(|run| &run.metrics) {
        if value.is_some() {
            *counts.entry(key.clone()).or_default() += 1;
        }
    }
    counts
}

/// By the one that was asked for, else by the experiment's own tag, else by the most common well-known one of rows that were
/// held out.
fn ranking(
    of: &str,
    meanings: &Meanings,
    counts: &BTreeMap<String, usize>,
    tags: &Tags,
    settings: &Settings,
) -> Result<Option<Ranking>, Fault> {
    let has = |metric: &str| counts.contains_key(metric).then(|| meanings.get(metric)).flatten();
    if let Some(metric) = &settings.metric {
        return match has(metric) {
            Some(meaning) => Ok(Some(Ranking::of(metric, meaning, settings.direction))),
            None => {
                let near = nearest(metric, counts.keys().map(String::as_str));
                Err(Fault::Metric { of: of.to_owned(), name: metric.clone(), near })
            }
        };
    }
    let tagged = PRIMARY.iter().filter_map(|tag| tags.get(tag)).find_map(|name| Some((name, has(name)?)));
    if let Some((name, meaning)) = tagged {
        let said = match tags.get(GREATER_IS_BETTER).map(str::to_lowercase).as_deref() {
            Some("true") => Some(Direction::Higher),
            Some("false") => Some(Direction::Lower),
            _ => None,
        };
        return Ok(Some(Ranking::of(name, meaning, said)));
    }
    let candidates = meanings.iter().filter_map(|(key, meaning)| {
        let known = meaning.known.filter(|known| known.better.is_some() && meaning.is_measure)?;
        let runs = *counts.get(key)?;
        let order = (
            meaning.split == Some(Split::Training),
            std::cmp::Reverse(runs),
            quality::telling(known.id).unwrap_or(usize::MAX),
            trust(meaning.split),
            key,
        );
        Some((order, Ranking::of(key, meaning, None)))
    });
    let best = candidates.min_by(|(a, _), (b, _)| a.cmp(b));
    Ok(best.map(|(_, ranking)| ranking))
}

/// Rows that nothing was chosen on come first.
fn trust(split: Option<Split>) -> u8 {
    match split {
        Some(Split::Test) => 0,
        Some(Split::CrossValidation) => 1,
        Some(Split::Validation) => 2,
        None => 3,
        Some(Split::Training) => 4,
    }
}

/// The metrics of the rows that runs are ranked on, the most common ones first, and how many of them are too many. Without a
/// ranking metric: those of rows that were held out or are not known, or else all.
fn columns(
    meanings: &Meanings,
    counts: &BTreeMap<String, usize>,
    ranking: Option<&Ranking>,
    runs: usize,
) -> (Vec<String>, usize) {
    let of_rows = |wanted: &dyn Fn(Option<Split>) -> bool| -> Vec<String> {
        let mut keys: Vec<(&str, usize)> = meanings
            .iter()
            .filter(|(key, meaning)| {
                let is_ranking = ranking.is_some_and(|ranking| ranking.metric == *key);
                is_ranking || (meaning.is_measure && wanted(meaning.split))
            })
            .filter_map(|(key, _)| Some((key, *counts.get(key)?)))
            .collect();
        keys.sort_by_key(|(key, count)| {
            (ranking.is_none_or(|ranking| ranking.metric != *key), std::cmp::Reverse(*count), *key)
        });
        keys.into_iter().map(|(key, _)| key.to_owned()).collect()
    };
    let mut columns = match ranking {
        Some(ranking) => of_rows(&|split| split == ranking.split),
        None => of_rows(&|split| split != Some(Split::Training)),
    };
    if columns.is_empty() {
        columns = of_rows(&|_| true);
    }
    let most = (MOST_FIGURES / runs.max(1)).max(1);
    let cut = columns.len().saturating_sub(most);
    columns.truncate(most);
    (columns, cut)
}

/// Best first; those without a value last, in the server's order.
fn sort(entries: &mut [&Run], ranking: &Ranking) {
    let value = |run: &Run| run.metrics.get(&ranking.metric).copied().flatten();
    entries.sort_by(|a, b| match (value(a), value(b), ranking.direction) {
        (Some(x), Some(y), Some(direction)) => {
            direction.advantage(y, x).total_cmp(&0.0).then_with(|| a.name.cmp(&b.name))
        }
        (x, y, _) => y.is_some().cmp(&x.is_some()),
    });
}
