//! What is worth saying about how a model tells the classes apart.

use report_facts::confusion::ClassRates;

use crate::prelude::*;

/// Probability under which a difference is not put down to chance.
const LEVEL: f64 = 0.05;

/// Recall under which a class is mostly missed.
const HALF: f64 = 0.5;

rules! {
    of TRAINED;

    ACCURACY_OVER_MAJORITY_CLASS = "accuracy_over_majority_class", [Good, Info, Warning]:
        speaks: "Classification; the confusion matrix of the most trusted held-out rows that have one, with rows of at least two \
                 classes. Accuracy not above the no-information rate: warning. Above it: good if all counts are whole and p < 0.05, \
                 else info.",
        formula: "accuracy = diagonal / n; no-information rate = rows of the largest class / n; p = P(X ≥ diagonal) for X binomial with n \
                  rows at the no-information rate, exact and one-sided.",
        source: "confusionMatrix of caret (Kuhn 2008, Building predictive models in R using the caret package).";

    WEAKEST_CLASS = "weakest_class", [Warning, Info]:
        speaks: "The same matrix; the class with the lowest recall (ties by name), if that is under 1. Warning if all counts are whole \
                 and less than half is shown found: P(X ≤ found) < 0.05 for X binomial with the class's rows at 0.5. Else info.",
        formula: "recall = rows of the class called so / rows of the class; classes without rows are left out.",
        source: "Exact one-sided binomial test; half of the rows is this report's own bound.";
}

/// Applies every rule.
pub(super) fn findings(of: &str, model: &Model, preferred: Option<Split>) -> Vec<Finding> {
    let has = |evaluation: &Evaluation| ClassRates::of(evaluation).is_some();
    let Some(evaluation) = quality::held_out(model, preferred, has) else { return Vec::new() };
    let Some(rates) = ClassRates::of(evaluation).filter(|rates| rates.occurring() >= 2) else {
        return Vec::new();
    };
    said([accuracy(of, evaluation, &rates), weakest(of, evaluation, &rates)])
}

fn accuracy(of: &str, evaluation: &Evaluation, rates: &ClassRates) -> Option<Finding> {
    let rows = quality::rows_of(evaluation);
    let figure = |what: &'static Known, value| Figure::new(Subject::model(of), what, value).on(rows);
    let p_value = if rates.whole {
        stats::binomial_at_least(rates.right as u64, rates.total as u64, rates.majority_share)
    } else {
        None
    };
    let threshold = evaluation.confusion_matrix.as_ref().and_then(|matrix| matrix.threshold);
    let threshold = threshold
        .filter(|threshold| threshold.is_finite())
        .map(|threshold| say!(", at a decision threshold of {}", figure(&THRESHOLD, threshold)));
    let shown = |p| Figure::new(Subject::model(of), Quantity::from(&SHARE_RIGHT).derived(&P_VALUE), p);
    let no_chance = |p| say!(", and chance alone would not give the difference (p-value {}).", shown(p));
    let maybe_chance = |p| say!(", and chance alone may give the difference (p-value {}).", shown(p));
    let weighted = ". The counts are weighted, so that nothing can be said of chance.";
    let (severity, title, end) = match p_value {
        _ if rates.accuracy <= rates.majority_share => {
            (Warning, "No better than always naming the largest class", say!("."))
        }
        Some(p) if p < LEVEL => (Good, "Better than always naming the largest class", no_chance(p)),
        Some(p) => (Info, "Not clearly better than always naming the largest class", maybe_chance(p)),
        None => (Info, "Accuracy beside the largest class", Statement::words(weighted)),
    };
    let statement = say!(
        "{} calls {} of {} right {} ({}){}; always naming the largest class would get {}{}",
        name(of),
        figure(&ROWS_RIGHT, rates.right),
        counted(&figure(&ROWS, rates.total), "row", "rows"),
        rows.on(),
        figure(&SHARE_RIGHT, rates.accuracy),
        threshold,
        figure(&MAJORITY_SHARE, rates.majority_share),
        end,
    );
    Some(ACCURACY_OVER_MAJORITY_CLASS.says(severity, title, statement))
}

fn weakest(of: &str, evaluation: &Evaluation, rates: &ClassRates) -> Option<Finding> {
    let (class, recall) = rates
        .classes
        .iter()
        .filter_map(|class| Some((class, class.recall?)))
        .min_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.label.cmp(&b.0.label)))
        .filter(|(_, recall)| *recall < 1.0)?;
    let p_value =
        if rates.whole { stats::binomial_at_most(class.found as u64, class.rows as u64, HALF) } else { None };
    let (severity, title) = match p_value {
        Some(p) if p < LEVEL => (Warning, "A class is mostly missed"),
        _ => (Info, "Weakest class"),
    };
    let rows = quality::rows_of(evaluation);
    let figure =
        |what: &'static Known, value| Figure::new(Subject::class(class.label.as_str()), what, value).on(rows);
    let statement = say!(
        "{} finds {} of {} of class {} ({}) {}; no other class fares worse.",
        name(of),
        figure(&ROWS_RIGHT, class.found),
        counted(&figure(&ROWS, class.rows), "row", "rows"),
        name(&class.label),
        figure(&CLASS_RECALL, recall),
        rows.on(),
    );
    Some(WEAKEST_CLASS.says(severity, title, statement))
}
