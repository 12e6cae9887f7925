//! What to do next: the steps that the findings bear by themselves, without a language model.

use report_facts::Statement;
use report_findings::{Finding, Severity};
use report_snapshot::Snapshot;

use crate::{
    advice::{Action, Advice},
    evaluated::Evaluated,
    objects::Objects,
    words,
};

/// A step to take.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStep<'a> {
    /// The step in a sentence.
    pub statement: Statement,
    /// The findings that bear it, in the order of the report.
    pub because: Vec<&'a Finding>,
}

/// The steps that a report on the snapshot should advise: those of the most severe findings first, else in the order of the table
/// of steps. Of steps that contradict each other, the first stays.
pub fn next_steps<'a>(snapshot: &Snapshot, findings: &'a [Finding]) -> Vec<NextStep<'a>> {
    let objects = Objects::of(snapshot);
    let because: Vec<Evaluated<'a>> = findings.iter().map(Evaluated::Finding).collect();
    let mut steps: Vec<Advice<'a>> =
        Action::every().filter_map(|action| action.admit(&objects, &because, findings).ok()).collect();
    steps.sort_by_key(|step| std::cmp::Reverse(severity(step)));
    let mut kept: Vec<Advice<'a>> = Vec::new();
    for step in steps {
        if !kept.iter().any(|before| step.contradicts(before) || step.repeats(before)) {
            kept.push(step);
        }
    }
    let worded = kept.into_iter().map(|step| NextStep {
        statement: words::statement(objects.kind, &[], Some(&step)),
        because: step.reasons,
    });
    worded.collect()
}

/// That of the most severe reason.
fn severity(step: &Advice<'_>) -> Option<Severity> {
    step.reasons.iter().map(|reason| reason.severity).max()
}
