//! What is worth saying about which model to choose: what an ensemble gains, and who is faster.

use report_facts::{lead::WithinOneError, leaderboard::Valued};
use report_snapshot::experiment::LeaderboardEntry;

use super::ranking::{in_sentence, with_article};
use crate::prelude::*;

/// How many times faster another model must predict to be worth naming. This report's own bound.
const MUCH_FASTER: f64 = 2.0;

rules! {
    of EXPERIMENT;

    ENSEMBLE_GAIN = "ensemble_gain", [Info]:
        speaks: "The ranking metric has a known direction, and both an ensemble and a model that is none have a value of it.",
        formula: "Advantage of the best ensemble over the best other model. If it is positive and both have a prediction time above 0, \
                  their times and the ensemble's over the other's.",
        source: "None needed.";

    FASTER_ALTERNATIVE = "faster_alternative", [Info]:
        speaks: "ranking_split is cross_validation, and the leader has at least two finite values per fold of the ranking metric. Of \
                 the other models whose value is at most one standard error worse, the one with the shortest prediction time (above 0; \
                 ties by name) is named if the leader's time is at least twice its own (this report's own bound).",
        formula: "Standard error = sd / sqrt(k) of the leader's k folds, sd with k − 1 in the denominator.",
        source: "The one-standard-error rule of Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees, 3.4.3.";
}

/// Applies every rule.
pub(super) fn findings(ranking: &Ranking<'_>) -> Vec<Finding> {
    said([ensemble_gain(ranking), faster(ranking)])
}

fn ensemble_gain(ranking: &Ranking<'_>) -> Option<Finding> {
    let best = |is_ensemble: bool| ranking.valued().find(|valued| valued.entry.is_ensemble == is_ensemble);
    let (ensemble, single) = best(true).zip(best(false))?;
    let gain = ranking.direction?.advantage(ensemble.figure.value, single.figure.value);
    if !gain.is_finite() {
        return None;
    }
    if gain <= 0.0 {
        let than = if gain == 0.0 { "is as good as" } else { "is better than" };
        let statement = say!(
            "The single model {}, with {} of {}, {} the best ensemble, {} ({}).",
            name(&single.entry.name),
            with_article(ranking),
            single.figure,
            than,
            name(&ensemble.entry.name),
            ensemble.figure,
        );
        return Some(ENSEMBLE_GAIN.info("No ensemble needed", statement));
    }
    let of = Subject::model(ensemble.entry.name.as_str());
    let cost = times(ensemble.entry, single.entry).map(|(slow, fast, ratio)| {
        say!(" It takes {} to predict a row against {}: {} times as long.", &slow, &fast, &ratio)
    });
    let statement = say!(
        "The ensemble {} improves the {} by {} over the best single model, {}: {} against {}.{}",
        name(&ensemble.entry.name),
        in_sentence(ranking),
        Figure::new(of, ranking.quantity.derived(&MARGIN), gain),
        name(&single.entry.name),
        ensemble.figure,
        single.figure,
        cost,
    );
    Some(ENSEMBLE_GAIN.info("What the ensemble gains", statement))
}

/// A prediction time that can be one.
fn time(entry: &LeaderboardEntry) -> Option<f64> {
    entry.predict_time_per_row_ms.filter(|time| time.is_finite() && *time > 0.0)
}

/// Prediction times of two models, and how many times as long the first takes.
fn times(a: &LeaderboardEntry, b: &LeaderboardEntry) -> Option<(Figure, Figure, Figure)> {
    let (x, y) = time(a).zip(time(b))?;
    let ratio = Some(x / y).filter(|ratio| ratio.is_finite())?;
    let figure = |of: &LeaderboardEntry, what: Quantity, value| {
        Figure::new(Subject::model(of.name.as_str()), what, value)
    };
    let time = Quantity::from(&PREDICT_TIME);
    Some((figure(a, time.clone(), x), figure(b, time.clone(), y), figure(a, time.derived(&RATIO), ratio)))
}

fn faster(ranking: &Ranking<'_>) -> Option<Finding> {
    let WithinOneError { leader, standard_error, others } = WithinOneError::of(ranking)?;
    let (_, fast): (f64, Valued<'_, '_>) = others
        .into_iter()
        .filter_map(|other| Some((time(other.entry)?, other)))
        .min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.entry.name.cmp(&b.1.entry.name)))?;
    let (slow_time, fast_time, ratio) = times(leader.entry, fast.entry)?;
    if ratio.value < MUCH_FASTER {
        return None;
    }
    let statement = say!(
        "By the one-standard-error rule {} may stand in for {}: its {} of {} is within one standard error ({}) of {}, and it \
         predicts a row in {} instead of {}, {} times as fast. The rule does not show that the two are equally good.",
        name(&fast.entry.name),
        name(&leader.entry.name),
        in_sentence(ranking),
        fast.figure,
        &standard_error,
        leader.figure,
        &fast_time,
        &slow_time,
        &ratio,
    );
    Some(FASTER_ALTERNATIVE.info("A faster model within one standard error", statement))
}
