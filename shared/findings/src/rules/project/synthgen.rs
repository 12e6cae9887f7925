//! Synthetic-data runs that failed, and the scores of the others.

use report_facts::{
    Figure, Sort, Subject,
    quantity::{OVERALL_QUALITY, SYNTHGEN_RUNS, SYNTHGEN_RUNS_FAILED, SYNTHGEN_RUNS_SCORED},
    say,
    statement::{counted, listed, name, names},
};
use report_snapshot::{RunStatus, project::Project};

use super::{KINDS, NAMED, part_of, sorted};
use crate::{Finding, Rule, Severity};

pub(crate) static FAILED_SYNTHGEN_RUNS: Rule = Rule {
    name: "failed_synthgen_runs",
    kinds: KINDS,
    severities: &[Severity::Warning],
    speaks: "Synthetic-data runs with status failed, by name.",
    formula: "number of runs by status",
    source: "none needed",
};

pub(crate) static SYNTHGEN_QUALITY: Rule = Rule {
    name: "synthgen_quality",
    kinds: KINDS,
    severities: &[Severity::Info],
    speaks: "Synthetic-data runs with an overall quality in [0, 1], lowest first, ties by name. No judgement: no source fixes a bound, \
             and what a run is worth depends on its privacy too.",
    formula: "overall_quality as given",
    source: "none needed",
};

pub(super) fn findings(project: &Project) -> Vec<Finding> {
    let runs = &project.synthgen_runs;
    let all = Figure::count(&SYNTHGEN_RUNS, runs.len());
    let mut found = Vec::new();
    let failed =
        sorted(runs.iter().filter(|run| run.status == RunStatus::Failed).map(|run| run.name.as_str()));
    if !failed.is_empty() {
        let statement = say!(
            "{} of {} failed: {}.",
            Figure::count(&SYNTHGEN_RUNS_FAILED, failed.len()),
            counted(&all, "synthetic-data run", "synthetic-data runs"),
            names(failed, NAMED)
        );
        let title = "Failed synthetic-data runs";
        found.push(Finding::new(&FAILED_SYNTHGEN_RUNS, Severity::Warning, title, statement));
    }
    let mut scored: Vec<(&str, f64)> = runs
        .iter()
        .filter_map(|run| {
            Some((run.name.as_str(), run.overall_quality.filter(|quality| (0.0..=1.0).contains(quality))?))
        })
        .collect();
    if scored.is_empty() {
        return found;
    }
    scored.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(b.0)));
    let score = |(run, quality): &(&str, f64)| {
        Figure::new(Subject::named(Sort::Run, *run), &OVERALL_QUALITY, *quality)
    };
    let named = scored.iter().map(|run| say!("{} ({})", name(run.0), score(run)));
    let number = Figure::count(&SYNTHGEN_RUNS_SCORED, scored.len());
    let verb = ("has a score of overall quality", "have a score of overall quality, lowest first");
    let of_all = part_of(&number, &all, ("synthetic-data run", "synthetic-data runs"), verb);
    let statement = say!("{}: {}.", of_all, listed(named, NAMED));
    let title = "Quality of synthetic data";
    let scores: Vec<Figure> = scored.iter().map(score).collect();
    found.push(Finding::new(&SYNTHGEN_QUALITY, Severity::Info, title, statement).with(scores));
    found
}
