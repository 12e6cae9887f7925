//! Synthetic-data runs that failed, and the scores of the others.

use report_snapshot::project::SynthgenItem;

use super::things::Things;
use crate::prelude::*;

rules! {
    of PROJECT;

    FAILED_SYNTHGEN_RUNS = "failed_synthgen_runs", [Warning]:
        speaks: "Synthetic-data runs with status failed, by name.",
        formula: "number of runs by status",
        source: "none needed";

    SYNTHGEN_QUALITY = "synthgen_quality", [Info]:
        speaks: "Synthetic-data runs with an overall quality in [0, 1], lowest first, ties by name. No judgement: no source fixes a bound, \
                 and what a run is worth depends on its privacy too.",
        formula: "overall_quality as given",
        source: "none needed";
}

pub(super) fn findings(project: &Project) -> Vec<Finding> {
    let runs = project.synthgen_runs.as_slice();
    said([failed(runs), quality(runs)])
}

fn failed(runs: &[SynthgenItem]) -> Option<Finding> {
    let failed = runs.iter().filter(|run| run.status == RunStatus::Failed);
    let failed = sorted(failed.map(|run| run.name.as_str()))?;
    let part = Things::RUN.part(&SYNTHGEN_RUNS_FAILED, failed.len(), runs.len());
    let statement = say!("{} failed: {}.", part, names(failed, NAMED));
    Some(FAILED_SYNTHGEN_RUNS.warning("Failed synthetic-data runs", statement))
}

fn quality(runs: &[SynthgenItem]) -> Option<Finding> {
    let score = |run: &SynthgenItem| {
        let quality = run.overall_quality.filter(|quality| (0.0..=1.0).contains(quality))?;
        Some(Figure::new(Subject::named(Sort::Run, run.name.as_str()), &OVERALL_QUALITY, quality))
    };
    let scored = runs.iter().filter_map(|run| Some((run.name.as_str(), score(run)?)));
    let mut scored: Vec<(&str, Figure)> = scored.collect();
    if scored.is_empty() {
        return None;
    }
    scored.sort_by(|a, b| a.1.value.total_cmp(&b.1.value).then_with(|| a.0.cmp(b.0)));
    let statement = say!(
        "{} {}: {}.",
        Things::RUN.part(&SYNTHGEN_RUNS_SCORED, scored.len(), runs.len()),
        verb(scored.len(), "has a score of overall quality", "have a score of overall quality, lowest first"),
        listed(scored.iter().map(|(run, score)| say!("{} ({})", name(run), score)), NAMED),
    );
    let scores = scored.into_iter().map(|(_, score)| score);
    Some(SYNTHGEN_QUALITY.info("Quality of synthetic data", statement).with(scores))
}
