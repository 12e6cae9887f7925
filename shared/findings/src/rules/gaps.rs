//! What is worth saying about a metric that differs between rows: training and held-out rows, cross-validation and test.

use report_snapshot::experiment::{BestModel, FoldSpread, LeaderboardEntry};

use super::fit::folds_of;
use crate::prelude::*;

/// Sums over rows, which differ where the number of rows does.
const SUMS: [&str; 4] = ["aic", "null_deviance", "residual_deviance", "err_count"];

rules! {
    of TRAINED;

    GENERALIZATION_GAP = "generalization_gap", [Info]:
        speaks: "The telling metric has a value on training rows that are not out of bag (of the first training evaluation with one) \
                 and on held-out rows; it is no sum over rows (AIC, null deviance, residual deviance, wrong calls).",
        formula: "The two figures, the second on the most trusted held-out rows that have it. In an experiment whose ranking_split is not \
                  training the best model's value on the leaderboard stands for an evaluation of those rows that it does not have, if \
                  the telling metric is the ranking metric.",
        source: "None needed: it states both figures and judges neither.";

    HELD_OUT_GAP = "held_out_gap", [Warning, Info]:
        speaks: "The telling metric has a value in cross-validation and one on test rows, and is no sum over rows. With at least 3 \
                 values per fold (finite, within bounds) and a known direction: a test value worse than the interval is a warning, a \
                 better one info, one inside it silent (folds of the model, or else of its entry on the leaderboard). Without such folds: info if the two differ. An experiment whose best model \
                 (without one: the leader) has no test figure, while ranking_split is test, takes the value on the leaderboard for \
                 it, of the ranking metric; its folds are those of the best model or else of the leaderboard's entry, and the figure \
                 in cross-validation is that of the best model's evaluation or else the mean of the folds.",
        formula: "mean ± t(0.975, k − 1) · sd · sqrt(1 + 1/k) over the k folds, sd with k − 1 in the denominator.",
        source: "Prediction interval for one further observation: Hahn & Meeker (1991), Statistical Intervals, 4.7.";
}

fn is_sum(quantity: &Quantity) -> bool {
    quantity.known().is_some_and(|known| SUMS.contains(&known.id))
}

/// `board` is the model's value on the leaderboard, where it has no evaluation of those rows.
pub(super) fn generalization(
    of: &str,
    model: &Model,
    preferred: Option<Split>,
    board: Option<&Figure>,
) -> Option<Finding> {
    let metric = quality::telling_metric(model)?;
    let has = |evaluation: &Evaluation| quality::metric_value(evaluation, metric).is_some();
    let training = model.evaluations.iter().find(|e| e.split == Split::Training && has(e))?;
    let seen = quality::figure(of, model, training, metric)?;
    if seen.rows != Some(Rows::Training) || is_sum(&seen.quantity) {
        return None;
    }
    let board = board.filter(|board| board.quantity.id() == seen.quantity.id()).cloned();
    let unseen =
        board.or_else(|| quality::figure(of, model, quality::held_out(model, preferred, has)?, metric))?;
    let statement = say!(
        "The {} of {} is {} on training rows and {} {}. The second is the one to expect of new rows.",
        label(words::in_sentence(&seen.quantity.label())),
        name(of),
        &seen,
        &unseen,
        unseen.rows.map_or("on held-out rows", Rows::on),
    );
    Some(GENERALIZATION_GAP.info("Training and held-out rows", statement))
}

/// A metric of one model on both.
struct Pair<'a> {
    of: &'a str,
    cross_validation: Option<Figure>,
    test: Figure,
    folds: Option<&'a FoldSpread>,
}

/// By the model's own evaluations. Folds that it does not have are those of its entry on the board.
pub(super) fn of_model(of: &str, model: &Model, board: Option<&LeaderboardEntry>) -> Option<Finding> {
    let metric = quality::telling_metric(model)?;
    let on = |split| figure_on(of, model, metric, split);
    let (test, cross_validation) = (on(Split::Test)?, on(Split::CrossValidation)?);
    let folds = model.folds.get(metric).or_else(|| board?.fold_spread.get(metric));
    judged(&Pair { of, cross_validation: Some(cross_validation), test, folds })
}

/// By a leaderboard that was measured on test rows, for a model without a test evaluation.
pub(super) fn of_board(ranking: &Ranking<'_>, best: Option<&BestModel>) -> Option<Finding> {
    if ranking.split != Some(Split::Test) {
        return None;
    }
    let valued = match best {
        Some(best) => ranking.valued().find(|valued| valued.entry.name == best.name),
        None => ranking.leader(),
    }?;
    let entry = valued.entry;
    let model = best.map(|best| &best.model);
    let on = |split| model.and_then(|model| figure_on(&entry.name, model, ranking.metric, split));
    if on(Split::Test).is_some() {
        return None;
    }
    let of_model = model.and_then(|model| model.folds.get(ranking.metric));
    let folds = of_model.or_else(|| entry.fold_spread.get(ranking.metric));
    let (cross_validation, test) = (on(Split::CrossValidation), valued.figure.clone());
    judged(&Pair { of: &entry.name, cross_validation, test, folds })
}

/// A model's value on the leaderboard, where it stands for an evaluation of held-out rows that the model does not have.
pub(super) fn on_board(ranking: &Ranking<'_>, best: &BestModel) -> Option<Figure> {
    let split = ranking.split.filter(|split| *split != Split::Training)?;
    if figure_on(&best.name, &best.model, ranking.metric, split).is_some() {
        return None;
    }
    ranking.valued().find(|valued| valued.entry.name == best.name).map(|valued| valued.figure.clone())
}

fn figure_on(of: &str, model: &Model, metric: &str, split: Split) -> Option<Figure> {
    let mut on = model.evaluations.iter().filter(|evaluation| evaluation.split == split);
    on.find_map(|evaluation| quality::figure(of, model, evaluation, metric))
}

fn judged(pair: &Pair<'_>) -> Option<Finding> {
    let quantity = &pair.test.quantity;
    let folds = pair.folds.and_then(|folds| folds_of(quantity, folds));
    let called = label(words::in_sentence(&quantity.label()));
    if is_sum(quantity) {
        return None;
    }
    let Some((folds, direction)) = folds.zip(quantity.better()) else {
        let cross_validation =
            pair.cross_validation.as_ref().filter(|figure| figure.value != pair.test.value)?;
        let statement = say!(
            "The {} of {} is {} in cross-validation and {} on test rows. How much of the difference is chance is not known.",
            called,
            name(pair.of),
            cross_validation,
            &pair.test,
        );
        return Some(HELD_OUT_GAP.info("Cross-validation and test rows differ", statement));
    };
    let count = folds.len() as f64;
    let (mean, sd) = stats::mean(&folds).zip(stats::sample_sd(&folds))?;
    let half = stats::t_quantile(0.975, count - 1.0)? * sd * (1.0 + 1.0 / count).sqrt();
    let (low, high) = (mean - half, mean + half);
    if !(low.is_finite() && high.is_finite()) {
        return None;
    }
    let (severity, title, than) = match pair.test.value {
        test if (low..=high).contains(&test) => return None,
        test if direction.advantage(test, mean) < 0.0 => {
            (Warning, "Test rows are worse than the folds", "worse")
        }
        _ => (Info, "Test rows are better than the folds", "better"),
    };
    let figure = |what, value| {
        let figure = Figure::new(Subject::model(pair.of), quantity.derived(what), value);
        figure.on(Split::CrossValidation).over(Some(folds.len() as u64))
    };
    let cross_validation = pair.cross_validation.clone().unwrap_or_else(|| figure(&FOLD_MEAN, mean));
    // What the metric cannot be is not to be expected either.
    let (least, most) = quantity.bounds();
    let statement = say!(
        "The {} of {} is {} in cross-validation and {} on test rows. That is {} than its folds let one expect of further rows: \
         between {} and {}.",
        called,
        name(pair.of),
        cross_validation,
        &pair.test,
        than,
        figure(&INTERVAL_LOW, low.max(least)),
        figure(&INTERVAL_HIGH, high.min(most)),
    );
    Some(HELD_OUT_GAP.says(severity, title, statement).with([figure(&FOLD_MEAN, mean)]))
}
