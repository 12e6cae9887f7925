//! What is worth saying about a synthetic-data run.

use report_facts::synthetic::{attack, closer_by_chance, closer_to_training, column_score, metric_in, share};

use crate::{
    prelude::*,
    synthetic::{self, Aspect, Check, Verdict},
};

rules! {
    of SYNTHGEN;

    STATUS = "run_status", [Info, Warning, Critical]:
        speaks: "status failed: critical; cancelled: warning; queued or running: info; completed: silent.",
        formula: "As given.",
        source: "None needed.";

    VERDICT = "verdict", [Good, Warning, Critical]:
        speaks: "At least one check was made, or the run is completed. A check is made where its figure is there (the rules named below, \
                 each for one check); it is judged where its rule speaks and could have warned. Status failed: critical. Else no judged check \
                 of fidelity or none of privacy: warning, cannot be judged. Else a check warns: warning, usable with reservations. Else \
                 good. Counts judged checks, those that warn, and those that only state a figure; names the aspects of the judged \
                 checks, and the aspects of which no check speaks. A silent check (no column constant, no shares of missing cells that \
                 differ) counts nowhere.",
        formula: "Fidelity: overall_quality, column_quality, pair_trends, constant_synthetic_column, validity, missing_values. Privacy: \
                  exact_copies, new_row_synthesis, memorised_rows, distance_to_closest_record, dcr_baseline_protection, \
                  disclosure_protection. Utility: utility. Never judged: overall_quality, pair_trends, dcr_baseline_protection. Judged \
                  only where not info: memorised_rows, distance_to_closest_record; disclosure_protection also where info with a known \
                  base rate; utility only for an AUC over 0.5 on real rows.",
        source: "None needed.";
}

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Synthgen>) -> Vec<Finding> {
    let run = &snapshot.content;
    let checks = synthetic::checks(run);
    let mut found = said([status(&snapshot.name, run.status), verdict(run, &checks)]);
    found.extend(checks.iter().filter_map(|check| check.finding().cloned()));
    found
}

fn status(of: &str, status: RunStatus) -> Option<Finding> {
    let of = name(of);
    Some(match status {
        RunStatus::Completed => return None,
        RunStatus::Failed => STATUS.critical("The run failed", say!("{} ended with an error.", of)),
        RunStatus::Cancelled => {
            STATUS.warning("The run was stopped", say!("{} was stopped before its end.", of))
        }
        RunStatus::Queued | RunStatus::Running => {
            STATUS.info("The run is not over", say!("{} has not ended yet.", of))
        }
    })
}

/// Aspects in words, of those that a condition holds for.
fn aspects(holds: impl Fn(Aspect) -> bool) -> Option<Statement> {
    let all: Vec<Statement> = Aspect::ALL
        .into_iter()
        .filter(|aspect| holds(*aspect))
        .map(|aspect| Statement::words(aspect.word()))
        .collect();
    (!all.is_empty()).then(|| listed(all, Aspect::ALL.len()))
}

fn verdict(run: &Synthgen, checks: &[Check]) -> Option<Finding> {
    let verdict = synthetic::verdict(run, checks);
    let title = format!("Verdict: {}", words::in_sentence(verdict.label()));
    if !checks.iter().any(Check::is_made) {
        let statement = say!("The snapshot has no figure of fidelity, privacy or utility.");
        return (run.status == RunStatus::Completed)
            .then(|| VERDICT.says(verdict.severity(), title, statement));
    }
    let any =
        |aspect, holds: fn(&Check) -> bool| checks.iter().any(|check| check.aspect == aspect && holds(check));
    let number = |holds: &dyn Fn(&Check) -> bool| checks.iter().filter(|check| holds(check)).count();
    let judged = number(&Check::is_judged);
    let warning = number(&Check::warns);
    let stated = number(&|check| check.speaks() && !check.is_judged());
    let (all, stated_figure) =
        (Figure::count(&CHECKS_WITH_BOUND, judged), Figure::count(&CHECKS_WITHOUT_JUDGEMENT, stated));
    let warn = Figure::count(&CHECKS_WITH_WARNING, warning);
    let of_what = aspects(|aspect| any(aspect, Check::is_judged));
    let counts = match (judged, warning) {
        (0, _) => say!("No check could be held against a bound"),
        (_, 0) => say!("None of {} of {} warns", counted(&all, "check", "checks"), of_what),
        _ => say!(
            "{} of {} of {} {}",
            &warn,
            counted(&all, "check", "checks"),
            of_what,
            verb(warning, "warns", "warn")
        ),
    };
    let stated = (stated > 0).then(|| {
        say!(
            "; {} a figure without judgement",
            counted(&stated_figure, "further check states", "further checks state")
        )
    });
    let not_measured =
        aspects(|aspect| !any(aspect, Check::speaks)).map(|aspects| say!(" Not measured: {}.", aspects));
    let lacking = |aspect| {
        verdict == Verdict::Open
            && aspect != Aspect::Utility
            && any(aspect, Check::speaks)
            && !any(aspect, Check::is_judged)
    };
    let without =
        aspects(lacking).map(|aspects| say!(" What is known of {} can be held against nothing.", aspects));
    let failed = (verdict == Verdict::NotRecommended).then(|| say!("The run failed. "));
    let statement = say!("{}{}{}.{}{}", failed, counts, stated, not_measured, without);
    Some(VERDICT.says(verdict.severity(), title, statement).with([all, warn, stated_figure]))
}

/// What the report does not know, the most serious first.
pub(crate) fn unknowns(snapshot: &Envelope<Synthgen>) -> Vec<Statement> {
    let run = &snapshot.content;
    let checks = synthetic::checks(run);
    let made = |aspect| checks.iter().any(|check| check.aspect == aspect && check.speaks());
    if run.status != RunStatus::Completed && !checks.iter().any(Check::is_made) {
        return Vec::new();
    }
    let privacy = run.privacy.as_ref();
    let no_chance = privacy.and_then(closer_to_training).is_some() && closer_by_chance(run).is_none();
    let score = privacy.and_then(|privacy| share(privacy.disclosure_protection));
    let no_base_rate = score.is_some_and(|score| score < 1.0 && attack(run, score).is_none());
    let mut unknown = those_that_hold([
        (!made(Aspect::Privacy), "Privacy was not measured."),
        (!made(Aspect::Fidelity), "How alike the synthetic and the real data are was not measured."),
        (
            !made(Aspect::Utility),
            "Whether models trained on the synthetic rows work on real ones was not measured.",
        ),
        (
            no_chance,
            "How many rows would be closer to training rows by chance: the numbers of training and held-out rows are not given.",
        ),
        (no_base_rate, "How often sensitive values would be guessed by their base rate alone."),
    ]);
    if let Some(utility) = run.utility.as_ref().filter(|_| made(Aspect::Utility))
        && metric_in(&utility.metric).is_none()
    {
        unknown.push(say!("Which way {} is better.", name(&utility.metric)));
    }
    let scored = run.columns.iter().filter(|column| column_score(column).is_some()).count();
    let without = run.columns.len() - scored;
    if without > 0 {
        unknown.push(say!(
            "How alike {} in both datasets; {} a score.",
            number_of(&COLUMNS_WITHOUT_SCORE, without, "column is", "columns are"),
            number_of(&COLUMNS_WITH_SCORE, scored, "column has", "columns have")
        ));
    }
    unknown
}
