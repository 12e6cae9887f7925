//! Where the figures contradict one another.

use report_facts::{contradictions::Problem, quantity::checks, statement};
use report_snapshot::Snapshot;

use crate::prelude::*;

rules! {
    of ALL;

    CONTRADICTIONS = "contradictions", [Warning]:
        speaks: "Where the snapshot contradicts itself, in this order. Counts over their total: failed calls over calls (intervals, totals), \
            failed calls by type over failed calls, missing values, different values (not of a categorical column, whose levels need not all occur), or categories with \
            missing values over the dataset's rows, exact copies over synthetic rows, a drifted feature listed twice. Totals that are not the sum of their \
            parts: calls and failed calls of the totals against the intervals where both are given, missing values of a dataset \
            against its columns where every column is given. Reversed times: a window that does not end after its start, a run that \
            finishes before it starts. Values outside the bounds of their quantity by more than 1e-9: metrics of the table \
            (leaderboard, evaluations, folds and their mean, offline metrics, metrics in a project), probabilities, shares and \
            correlations, negative durations, latencies, PSI and standard deviations, percentiles of a column or of the latency \
            that decrease. Orders: false-positive rates, recalls or steps of a learning curve that go up and down, days that are \
            no date or stand twice. Names that stand twice: models of a leaderboard, columns of a dataset, features of a drift, \
            classes of a confusion matrix. A best model that is not on the leaderboard. One finding; the first three are given in words.",
        formula: "The number of contradictions; equal ones in the entries of one list are said once, with the number of the others.",
        source: "none needed";
}

/// How many problems are given in words.
const WORDED: usize = 3;

pub(crate) fn findings(snapshot: &Snapshot) -> Option<Finding> {
    let found = report_facts::contradictions(snapshot);
    let worded = found.problems.iter().take(WORDED);
    let further = found.total - worded.clone().map(|problem| problem.count).sum::<usize>();
    let sentences = worded.filter_map(in_words).reduce(|all, next| say!("{} {}", all, next))?;
    let more = (further > 0)
        .then(|| say!(" And {}.", counted(further, "further contradiction", "further contradictions")));
    let places = Figure::count(&checks::CONTRADICTIONS, found.total);
    let places = statement::counted(&places, "place", "places");
    let statement = say!("In {}: {}{}", places, sentences, more);
    Some(CONTRADICTIONS.warning("Figures contradict one another", statement))
}

fn counted(number: usize, one: &'static str, many: &'static str) -> statement::Span {
    statement::counted(&Figure::count(&FURTHER, number), one, many)
}

/// The first of a list's equal contradictions and how many there are of them.
fn in_words(problem: &Problem) -> Option<Statement> {
    let first = problem.found.first()?.statement.clone();
    let others = problem.count - 1;
    let others = (others > 0).then(|| {
        say!(
            " The same goes for {}.",
            counted(others, "further entry of that list", "further entries of that list")
        )
    });
    Some(say!("{}{}", first, others))
}
