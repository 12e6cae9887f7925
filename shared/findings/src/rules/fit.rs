//! What is worth saying about how good a model is: against perfection, against chance, and over the folds.

use report_facts::{confusion::ClassRates, leaderboard::finite_folds, metric::sound};
use report_snapshot::experiment::FoldSpread;

use crate::prelude::*;

/// A value this close to the best there is, is the best there is.
const ROUNDING: f64 = 1e-9;

/// AUC of a coin toss.
const CHANCE_AUC: f64 = 0.5;

/// Fewest folds that a spread is taken from.
pub(super) const FEWEST_FOLDS: usize = 3;

rules! {
    of TRAINED;

    PERFECT_SCORE = "perfect_score", [Warning]:
        speaks: "The telling metric on the most trusted held-out rows that have it is a known metric with a finite best value, and has \
                 it: within 1e-9 where it lies between two finite bounds, else exactly; and if that evaluation has a confusion matrix, at least two classes have rows there.",
        formula: "None.",
        source: "Kaufman, Rosset, Perlich & Stitelman (2012), Leakage in data mining, ACM TKDD 6.";

    NO_BETTER_THAN_CHANCE = "no_better_than_chance", [Critical]:
        speaks: "Classification, and the AUC on the most trusted held-out rows that have one is 0.5 or less.",
        formula: "None.",
        source: "0.5 is the AUC of a classifier that guesses: Fawcett (2006), An introduction to ROC analysis.";

    EXPLAINED_VARIANCE = "explained_variance", [Critical, Info]:
        speaks: "Regression, with an R² on held-out rows; of the most trusted ones. At most 0: critical; else info.",
        formula: "The unexplained share is 1 − R².",
        source: "R² of 0 is that of predicting the mean of the rows: scikit-learn user guide, R² score.";

    FOLD_STABILITY = "fold_stability", [Info]:
        speaks: "The telling metric has at least 3 values per fold, of the model itself, that are finite and within its bounds. States \
                 both figures and judges neither.",
        formula: "Mean and standard deviation (k − 1) of those values.",
        source: "None needed: no source says how much folds may differ.";
}

/// Applies every rule. `preferred` are the rows that a leaderboard was ranked on.
pub(super) fn findings(of: &str, model: &Model, preferred: Option<Split>) -> Vec<Finding> {
    let against_guessing = if model.task == Task::Regression { explained_variance } else { chance };
    said([
        perfect_score(of, model, preferred),
        against_guessing(of, model, preferred),
        fold_stability(of, model),
    ])
}

fn perfect_score(of: &str, model: &Model, preferred: Option<Split>) -> Option<Finding> {
    let metric = quality::telling_metric(model)?;
    let evaluation = quality::held_out(model, preferred, |evaluation| {
        quality::metric_value(evaluation, metric).is_some()
    })?;
    let figure = quality::figure(of, model, evaluation, metric)?;
    let perfect = figure.quantity.perfect()?;
    let one_class = ClassRates::of(evaluation).is_some_and(|rates| rates.occurring() < 2);
    // Of a metric in the unit of the data, such as an error, no distance is small by itself.
    let rounding = if figure.quantity.is_bounded() { ROUNDING } else { 0.0 };
    if (figure.value - perfect).abs() > rounding || one_class {
        return None;
    }
    let statement = say!(
        "{} has {} of {} {}, the best that there is. Leakage and duplicate rows have to be ruled out.",
        name(of),
        label(words::with_article(&figure.quantity.label())),
        figure,
        quality::rows_of(evaluation).on(),
    );
    Some(PERFECT_SCORE.warning("Too good to be true?", statement))
}

fn chance(of: &str, model: &Model, preferred: Option<Split>) -> Option<Finding> {
    let evaluation =
        quality::held_out(model, preferred, |evaluation| quality::name_of(evaluation, AUC.id).is_some())?;
    let auc = quality::known_figure(of, model, evaluation, &AUC).filter(|auc| auc.value <= CHANCE_AUC)?;
    let statement = say!(
        "{} has an AUC of {} {}; guessing has {}.",
        name(of),
        auc,
        quality::rows_of(evaluation).on(),
        bound(&AUC, CHANCE_AUC),
    );
    Some(NO_BETTER_THAN_CHANCE.critical("No better than chance", statement))
}

fn explained_variance(of: &str, model: &Model, preferred: Option<Split>) -> Option<Finding> {
    let evaluation =
        quality::held_out(model, preferred, |evaluation| quality::name_of(evaluation, R2.id).is_some())?;
    let r2 = quality::known_figure(of, model, evaluation, &R2)?;
    let on = quality::rows_of(evaluation).on();
    if r2.value <= 0.0 {
        let statement = say!(
            "{} has an {} of {} {}: the mean of those rows, for every row, is as good or better.",
            name(of),
            label(R2.label),
            r2,
            on,
        );
        return Some(EXPLAINED_VARIANCE.critical("No better than the mean", statement));
    }
    // Rounding may put it above.
    let explained = r2.value.min(1.0);
    let share = |what, value| Figure::new(Subject::model(of), what, value).on(quality::rows_of(evaluation));
    let statement = say!(
        "{} explains {} of the variance of the target {} ({} {}); {} remains unexplained.",
        name(of),
        share(Quantity::from(&EXPLAINED), explained),
        on,
        label(R2.label),
        &r2,
        share(Quantity::from(&UNEXPLAINED), 1.0 - explained),
    );
    Some(EXPLAINED_VARIANCE.info("Explained variance", statement))
}

/// The values per fold that can be ones of the metric; `None` of fewer than three.
pub(super) fn folds_of(quantity: &Quantity, given: &FoldSpread) -> Option<Vec<f64>> {
    let folds: Vec<f64> =
        finite_folds(given).into_iter().filter(|value| sound(quantity, Some(*value)).is_some()).collect();
    (folds.len() >= FEWEST_FOLDS).then_some(folds)
}

fn fold_stability(of: &str, model: &Model) -> Option<Finding> {
    let metric = quality::telling_metric(model)?;
    let quantity = Quantity::of_metric(&model.metrics, metric);
    let folds = folds_of(&quantity, model.folds.get(metric)?)?;
    let (mean, sd) = stats::mean(&folds).zip(stats::sample_sd(&folds))?;
    let figure = |what, value| {
        let figure = Figure::new(Subject::model(of), quantity.derived(what), value);
        figure.on(Split::CrossValidation).over(Some(folds.len() as u64))
    };
    let statement = say!(
        "Over {} the {} of {} is {} on average with a standard deviation of {}.",
        number_of(&FOLDS, folds.len(), "fold", "folds"),
        label(words::in_sentence(&quantity.label())),
        name(of),
        figure(&FOLD_MEAN, mean),
        figure(&FOLD_SD, sd),
    );
    Some(FOLD_STABILITY.info("Over the folds", statement))
}
