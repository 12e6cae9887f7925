//! What a lead is worth: the leader against the second, and who is within one standard error.

use report_snapshot::{
    evaluation::Split,
    experiment::{FoldSpread, LeaderboardEntry},
};

use crate::{
    Figure, Subject,
    leaderboard::{Ranking, Valued, finite_folds},
    metric,
    quantity::{FOLD_MEAN_DIFFERENCE, MARGIN, P_VALUE_ADJUSTED, STANDARD_ERROR},
    stats,
};

/// Fewest folds that are compared in pairs.
const FEWEST_FOLDS: usize = 3;

/// Probability under which a difference is not put down to chance.
const LEVEL: f64 = 0.05;

/// The leader against the second.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin<'r, 'a> {
    /// The best.
    pub leader: Valued<'r, 'a>,
    /// The next best.
    pub second: Valued<'r, 'a>,
    /// By how much the leader is better, in the metric's own unit; never negative.
    pub margin: Figure,
    /// What the margin means.
    pub verdict: Verdict,
}

/// What a margin means.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// So many models have the best value.
    Tied {
        /// How many.
        models: usize,
    },
    /// Better over the shared folds, by more than chance.
    Clear(Paired),
    /// Compared over the shared folds, and chance alone may give as much. `None` where the folds all differ by the same.
    Chance(Option<Paired>),
    /// The two were not measured on the same folds, as far as the snapshot says.
    NotComparable,
}

/// A comparison in pairs over shared folds.
#[derive(Debug, Clone, PartialEq)]
pub struct Paired {
    /// Mean advantage of the leader over the folds.
    pub mean: Figure,
    /// The p-value, adjusted by Bonferroni for every model that the leader could have been compared with.
    pub p_value: Figure,
}

impl<'r, 'a> Margin<'r, 'a> {
    /// Compares the first two. `None` with fewer than two that have a value.
    pub fn of(ranking: &'r Ranking<'a>) -> Option<Self> {
        let (leader, second) = ranking.leader().zip(ranking.second())?;
        let margin = ranking.direction?.advantage(leader.figure.value, second.figure.value);
        let verdict = if margin == 0.0 {
            let best = leader.figure.value;
            Verdict::Tied { models: ranking.valued().filter(|valued| valued.figure.value == best).count() }
        } else {
            compared(ranking, leader.entry, second.entry).unwrap_or(Verdict::NotComparable)
        };
        let of = Subject::model(leader.entry.name.as_str());
        let margin = Figure::new(of, ranking.quantity.derived(&MARGIN), margin);
        Some(Self { leader, second, margin: Figure { rows: leader.figure.rows, ..margin }, verdict })
    }
}

/// `None` if the two cannot be compared fold by fold.
fn compared(ranking: &Ranking<'_>, leader: &LeaderboardEntry, second: &LeaderboardEntry) -> Option<Verdict> {
    let direction = ranking.direction?;
    let (a, b) = shared_folds(ranking, leader, second)?;
    let differences: Vec<f64> = a.iter().zip(&b).map(|(a, b)| direction.advantage(*a, *b)).collect();
    let Some((_, p_value)) = stats::corrected_paired_t(&differences) else {
        return Some(Verdict::Chance(None));
    };
    let mean = stats::mean(&differences)?;
    let others = ranking.valued().count().saturating_sub(1);
    let adjusted = (p_value * others as f64).min(1.0);
    let folds = Some(differences.len() as u64);
    let figure = |what, value| {
        let of = Subject::model(leader.name.as_str());
        Figure::new(of, ranking.quantity.derived(what), value).on(Split::CrossValidation).over(folds)
    };
    let paired =
        Paired { mean: figure(&FOLD_MEAN_DIFFERENCE, mean), p_value: figure(&P_VALUE_ADJUSTED, adjusted) };
    Some(if adjusted < LEVEL && mean > 0.0 { Verdict::Clear(paired) } else { Verdict::Chance(Some(paired)) })
}

/// The values of both over the folds, where they are known to be the same folds.
pub fn shared_folds(
    ranking: &Ranking<'_>,
    a: &LeaderboardEntry,
    b: &LeaderboardEntry,
) -> Option<(Vec<f64>, Vec<f64>)> {
    let id = a.folds_id.as_deref().filter(|id| !id.trim().is_empty());
    if ranking.split != Some(Split::CrossValidation) || id.is_none() || id != b.folds_id.as_deref() {
        return None;
    }
    let all = |given: &FoldSpread| -> Option<Vec<f64>> {
        given.folds.iter().map(|value| metric::sound(&ranking.quantity, *value)).collect()
    };
    let (a, b) = (all(a.fold_spread.get(ranking.metric)?)?, all(b.fold_spread.get(ranking.metric)?)?);
    (a.len() == b.len() && a.len() >= FEWEST_FOLDS).then_some((a, b))
}

/// Models within one standard error of the leader, by the rule of Breiman, Friedman, Olshen & Stone (1984), *Classification
/// and Regression Trees*, section 3.4.3.
#[derive(Debug, Clone, PartialEq)]
pub struct WithinOneError<'r, 'a> {
    /// The leader.
    pub leader: Valued<'r, 'a>,
    /// Its standard error over the folds, sd / √k. Folds share training rows, so it understates the true uncertainty
    /// (Bengio & Grandvalet 2004).
    pub standard_error: Figure,
    /// The others, best first.
    pub others: Vec<Valued<'r, 'a>>,
}

impl<'r, 'a> WithinOneError<'r, 'a> {
    /// `None` if the values are not those of the cross-validation, or fewer than two folds of the leader are known.
    pub fn of(ranking: &'r Ranking<'a>) -> Option<Self> {
        let leader = ranking.leader()?;
        let direction = ranking.direction?;
        if ranking.split != Some(Split::CrossValidation) {
            return None;
        }
        let folds = finite_folds(leader.entry.fold_spread.get(ranking.metric)?);
        let error = stats::sample_sd(&folds)? / (folds.len() as f64).sqrt();
        let near =
            |other: &Valued<'_, '_>| direction.advantage(leader.figure.value, other.figure.value) <= error;
        let others = ranking.valued().skip(1).filter(near).collect();
        let of = Subject::model(leader.entry.name.as_str());
        let standard_error = Figure::new(of, ranking.quantity.derived(&STANDARD_ERROR), error)
            .on(Split::CrossValidation)
            .over(Some(folds.len() as u64));
        Some(Self { leader, standard_error, others })
    }
}
