//! Whether predictions turned out right, and whether that changes.

use report_facts::{
    outcomes::{Change, Quality, Trend},
    statement::{of_or_below, unitless},
};

use crate::prelude::*;

/// The level of the tests.
const SIGNIFICANT: f64 = 0.05;

rules! {
    of DEPLOYMENT;

    OUTCOME_LEVEL = "outcome_level", [Good, Info, Warning]:
        speaks: "The first of outcomes has a metric whose better direction is known, an interval with labelled rows and a value within the \
                 metric's bounds, and a reference with such a value. Accuracy and error rate (err) with reference rows: warning where the \
                 whole interval of how much worse service is lies above 0, else good. Every other metric, and without rows: info.",
        formula: "Quality in service: Σ value · labelled / Σ labelled over the last max(1, ⌊n / 3⌋) of those n intervals. Interval: Newcombe's (method 10, of 95 % Wilson \
                  intervals) of service − reference, of these shares and their rows, turned round where more is better.",
        source: "Newcombe (1998), Statistics in Medicine 17, 873. Other metrics are no shares of rows, so that counts of rows do not say what \
                 chance does.";

    OUTCOME_TREND = "outcome_trend", [Good, Info, Warning]:
        speaks: "The same metric, with ten such intervals or more, not all of one value. p-value under 0.05: warning where it gets worse, \
                 good where it gets better. Else info.",
        formula: "Test of Mann and Kendall, two-sided: S = Σ sign(xⱼ − xᵢ) over pairs i < j; z = (|S| − 1, at least 0) / √((n(n − 1)(2n + 5) \
                  − Σ t(t − 1)(2t + 5)) / 18), t the sizes of ties. Means of the first and the last ⌊n / 3⌋ intervals, weighted by labelled \
                  rows.",
        source: "Mann (1945), Econometrica 13, 245; Kendall (1975), Rank Correlation Methods (ten values or more for the normal \
                 distribution).";

    LABELLED_SHARE = "labelled_share", [Info]:
        speaks: "Every interval of the first of outcomes says how many rows were predicted, and some were. Counted are the last intervals \
                 without labelled rows.",
        formula: "Σ labelled / Σ predicted",
        source: "none needed";
}

/// Applies every rule.
pub(super) fn findings(deployment: &Deployment) -> Vec<Finding> {
    let quality = Quality::of(deployment);
    said([quality.as_ref().and_then(level), quality.as_ref().and_then(trend), labelled(deployment)])
}

fn level(quality: &Quality<'_>) -> Option<Finding> {
    let better = quality.quantity.better()?;
    let Change { now, difference, interval } = quality.change()?;
    let figure = |value, rows| Figure::of_entity(quality.quantity.clone(), value).on(rows);
    let before = figure(quality.reference()?, Rows::Reference);
    let (rows, number) = (now.rows, quality.lately().len());
    let now = figure(now.value, Rows::Current).over(Some(rows));
    let what = quality.outcomes.reference.as_ref().and_then(|reference| reference.what.as_deref());
    let what = what.map(|what| say!(" ({})", name(what)));
    let metric = label(words::in_sentence(&quality.quantity.label()));
    let rows = counted(&Figure::of_entity(&LABELLED, rows as f64), "labelled row", "labelled rows");
    let lately = say!(
        "over the last {} of {} ({})",
        Figure::count(&LATELY, number),
        number_of(&INTERVALS, quality.points.len(), "labelled interval", "labelled intervals"),
        rows,
    );
    let Some((low, high)) = interval else {
        let statement = say!(
            "The {} in service is {} on average {}, against {} before{}. Whether the difference is more than chance gives is not known.",
            metric,
            now,
            lately,
            before,
            what,
        );
        return Some(OUTCOME_LEVEL.info("Quality in service and before", statement));
    };
    let (least, most) = if better == Direction::Higher { (-high, -low) } else { (low, high) };
    let points = |what, value| Figure::of_entity(quality.quantity.derived(what), value);
    if least > 0.0 {
        let statement = say!(
            "The {} in service is {} {}, against {} before{}: worse by {}, by its interval between {} and {}, which is more than chance \
             explains.",
            metric,
            now,
            lately,
            before,
            what,
            points(&POINTS, difference.abs()),
            unitless(&points(&LEAST_DIFFERENCE, least)),
            points(&MOST_DIFFERENCE, most),
        );
        return Some(OUTCOME_LEVEL.says(Warning, "Quality in service is below that before", statement));
    }
    let statement = say!(
        "The {} in service is {} {}, against {} before{}: {}.",
        metric,
        now,
        lately,
        before,
        what,
        if most < 0.0 { "better by more than chance explains" } else { "no more apart than chance may give" },
    );
    Some(OUTCOME_LEVEL.good("Quality in service holds", statement))
}

fn trend(quality: &Quality<'_>) -> Option<Finding> {
    let better = quality.quantity.better()?;
    let Trend { to, p_value, first, last } = quality.trend()?;
    let metric = label(words::in_sentence(&quality.quantity.label()));
    let p = of_or_below(&Figure::of_entity(&P_VALUE, p_value));
    let number = Figure::count(&INTERVALS, quality.points.len());
    let intervals = counted(&number, "labelled interval", "labelled intervals");
    let third = |n, value| Figure::new(Subject::named(Sort::Period, n), quality.quantity.clone(), value);
    let means = say!(
        "its mean is {} over the first third of them and {} over the last",
        third("first third", first),
        third("last third", last),
    );
    if p_value >= SIGNIFICANT {
        let statement = say!(
            "Over {} the {} in service has no trend, with a p-value {} by the test of Mann and Kendall; {}.",
            intervals,
            metric,
            p,
            means,
        );
        return Some(OUTCOME_TREND.info("Quality in service has no trend", statement));
    }
    let statement = say!(
        "Over {} the {} in service {}, with a p-value {} by the test of Mann and Kendall; {}.",
        intervals,
        metric,
        if to == Direction::Lower { "falls" } else { "rises" },
        p,
        means,
    );
    let (severity, title) = if to == better {
        (Good, "Quality in service gets better")
    } else {
        (Warning, "Quality in service declines")
    };
    Some(OUTCOME_TREND.says(severity, title, statement))
}

fn labelled(deployment: &Deployment) -> Option<Finding> {
    let intervals = &deployment.outcomes.first()?.intervals;
    let predicted = intervals.iter().try_fold(0_u64, |sum, one| Some(sum.saturating_add(one.predicted?)))?;
    let labelled = intervals.iter().fold(0_u64, |sum, one| sum.saturating_add(one.labelled));
    if predicted == 0 {
        return None;
    }
    let waiting = intervals.iter().rev().take_while(|one| one.labelled == 0).count();
    let waiting = (waiting > 0).then(|| {
        say!(
            " Of the last {} of {} there is none yet.",
            Figure::count(&WAITING, waiting),
            number_of(&INTERVALS, intervals.len(), "interval", "intervals"),
        )
    });
    let statement = say!(
        "Labels have come for {} of {} ({}).{}",
        Figure::of_entity(&LABELLED, labelled as f64),
        counted(&Figure::of_entity(&PREDICTED, predicted as f64), "prediction", "predictions"),
        Figure::of_entity(&LABELLED_PART, labelled as f64 / predicted as f64),
        waiting,
    );
    Some(LABELLED_SHARE.info("Labels so far", statement))
}
