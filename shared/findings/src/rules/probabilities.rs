//! What is worth saying about predicted probabilities.

use report_facts::{calibration::Calibration, statement::unitless};

use crate::prelude::*;

/// Calibration error over which probabilities are off, and up to which they can be taken at face value. No source fixes
/// such a bound; this is the report's own.
const NOTABLE: f64 = 0.05;

rules! {
    of TRAINED;

    CALIBRATION = "calibration", [Good, Info, Warning]:
        speaks: "Classification; the calibration bins of the most trusted held-out rows that have any: silent unless every bin has a \
                 count, and those with rows have both rates between 0 and 1. Least error above 0.05: warning; most error at most 0.05: \
                 good; else info. 0.05 is this report's own bound.",
        formula: "Expected calibration error = Σ n·|o − p| / Σ n over the bins with rows (n rows, observed rate o, mean prediction p). With \
                  [lo, hi] the Wilson 95 % interval of o over n rows: least = Σ n·max(0, lo − p, p − hi) / Σ n, \
                  most = Σ n·max(|p − lo|, |p − hi|) / Σ n.",
        source: "Guo, Pleiss, Sun & Weinberger (2017), On calibration of modern neural networks; Wilson (1927).";
}

pub(super) fn findings(of: &str, model: &Model, preferred: Option<Split>) -> Option<Finding> {
    // Rows less trusted say nothing of the others' place.
    let evaluation = quality::held_out(model, preferred, |evaluation| !evaluation.calibration.is_empty())?;
    let Calibration { error, least, most, rows } = Calibration::of(evaluation)?;
    let figure = |what: &'static Known, value| {
        let figure = Figure::new(Subject::model(of), what, value);
        figure.on(quality::rows_of(evaluation)).over(Some(rows))
    };
    let (severity, title) = match () {
        () if least > NOTABLE => (Warning, "Probabilities are off"),
        () if most <= NOTABLE => (Good, "Probabilities can be taken at face value"),
        () => (Info, "Calibration"),
    };
    let class = match &model.positive_class {
        Some(class) => say!("class {}", name(class)),
        None => say!("the positive class"),
    };
    let statement = say!(
        "The probabilities that {} gives for {} differ from the observed rates by {} on average {}; by the number of rows in each \
         group, between {} and {}.",
        name(of),
        class,
        figure(&CALIBRATION_ERROR, error),
        quality::rows_of(evaluation).on(),
        unitless(&figure(&CALIBRATION_LEAST, least)),
        figure(&CALIBRATION_MOST, most),
    );
    Some(CALIBRATION.says(severity, title, statement))
}
