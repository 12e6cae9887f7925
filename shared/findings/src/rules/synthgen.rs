//! What is worth saying about a synthetic-data run.

use report_domain::Kind;
use report_facts::{
    Figure, Statement,
    quantity::{
        CHECKS_WITH_BOUND, CHECKS_WITH_WARNING, CHECKS_WITHOUT_JUDGEMENT, COLUMNS_WITH_SCORE,
        COLUMNS_WITHOUT_SCORE,
    },
    say,
    statement::{counted, listed, name},
    synthetic::{attack, closer_by_chance, closer_to_training, column_score, metric_in, share},
};
use report_snapshot::{Envelope, RunStatus, synthgen::Synthgen};

use crate::{
    Finding, Rule, Severity,
    synthetic::{self, Aspect, Check, Verdict},
};

static STATUS: Rule = Rule {
    name: "run_status",
    kinds: &[Kind::Synthgen],
    severities: &[Severity::Info, Severity::Warning, Severity::Critical],
    speaks: "status failed: critical; cancelled: warning; queued or running: info; completed: silent.",
    formula: "As given.",
    source: "None needed.",
};

static VERDICT: Rule = Rule {
    name: "verdict",
    kinds: &[Kind::Synthgen],
    severities: &[Severity::Good, Severity::Warning, Severity::Critical],
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
    source: "None needed.",
};

/// The rules of synthetic data, in the order of the findings.
pub(crate) const RULES: &[&Rule] = &{
    let mut all: [&Rule; synthetic::RULES.len() + 2] = [&STATUS; synthetic::RULES.len() + 2];
    all[1] = &VERDICT;
    let mut index = 0;
    while index < synthetic::RULES.len() {
        all[index + 2] = synthetic::RULES[index];
        index += 1;
    }
    all
};

/// Applies every rule.
pub(crate) fn findings(snapshot: &Envelope<Synthgen>) -> Vec<Finding> {
    let run = &snapshot.content;
    let checks = synthetic::checks(run);
    let mut found = Vec::new();
    found.extend(status(&snapshot.name, run.status));
    found.extend(verdict(run, &checks));
    found.extend(checks.iter().filter_map(|check| check.finding().cloned()));
    found
}

fn status(of: &str, status: RunStatus) -> Option<Finding> {
    let (severity, title, statement) = match status {
        RunStatus::Completed => return None,
        RunStatus::Failed => {
            (Severity::Critical, "The run failed", say!("{} ended with an error.", name(of)))
        }
        RunStatus::Cancelled => {
            (Severity::Warning, "The run was stopped", say!("{} was stopped before its end.", name(of)))
        }
        RunStatus::Queued | RunStatus::Running => {
            (Severity::Info, "The run is not over", say!("{} has not ended yet.", name(of)))
        }
    };
    Some(Finding::new(&STATUS, severity, title, statement))
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
    let title = format!("Verdict: {}", report_facts::words::in_sentence(verdict.label()));
    if !checks.iter().any(Check::is_made) {
        let statement = say!("The snapshot has no figure of fidelity, privacy or utility.");
        return (run.status == RunStatus::Completed)
            .then(|| Finding::new(&VERDICT, verdict.severity(), title, statement));
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
            if warning == 1 { "warns" } else { "warn" }
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
    let without = (verdict == Verdict::Open)
        .then(|| {
            let lacking = |aspect| {
                aspect != Aspect::Utility && any(aspect, Check::speaks) && !any(aspect, Check::is_judged)
            };
            aspects(lacking).map(|aspects| say!(" What is known of {} can be held against nothing.", aspects))
        })
        .flatten();
    let failed = (verdict == Verdict::NotRecommended).then(|| say!("The run failed. "));
    let statement = say!("{}{}{}.{}{}", failed, counts, stated, not_measured, without);
    Some(Finding::new(&VERDICT, verdict.severity(), title, statement).with([all, warn, stated_figure]))
}

/// What the report does not know, the most serious first.
pub(crate) fn unknowns(snapshot: &Envelope<Synthgen>) -> Vec<Statement> {
    let run = &snapshot.content;
    let checks = synthetic::checks(run);
    let made = |aspect| checks.iter().any(|check| check.aspect == aspect && check.speaks());
    if run.status != RunStatus::Completed && !checks.iter().any(Check::is_made) {
        return Vec::new();
    }
    let mut unknown = Vec::new();
    if !made(Aspect::Privacy) {
        unknown.push(say!("Privacy was not measured."));
    }
    if !made(Aspect::Fidelity) {
        unknown.push(say!("How alike the synthetic and the real data are was not measured."));
    }
    if !made(Aspect::Utility) {
        unknown
            .push(say!("Whether models trained on the synthetic rows work on real ones was not measured."));
    }
    let privacy = run.privacy.as_ref();
    if privacy.and_then(closer_to_training).is_some() && closer_by_chance(run).is_none() {
        unknown.push(say!(
            "How many rows would be closer to training rows by chance: the numbers of training and held-out rows are not \
             given."
        ));
    }
    let score = privacy.and_then(|privacy| share(privacy.disclosure_protection));
    if score.is_some_and(|score| score < 1.0 && attack(run, score).is_none()) {
        unknown.push(say!("How often sensitive values would be guessed by their base rate alone."));
    }
    if let Some(utility) = run.utility.as_ref().filter(|_| made(Aspect::Utility))
        && metric_in(&utility.metric).is_none()
    {
        unknown.push(say!("Which way {} is better.", name(&utility.metric)));
    }
    let scored = run.columns.iter().filter(|column| column_score(column).is_some()).count();
    let without = Figure::count(&COLUMNS_WITHOUT_SCORE, run.columns.len() - scored);
    if scored < run.columns.len() {
        let scored = Figure::count(&COLUMNS_WITH_SCORE, scored);
        unknown.push(say!(
            "How alike {} in both datasets; {} a score.",
            counted(&without, "column is", "columns are"),
            counted(&scored, "column has", "columns have")
        ));
    }
    unknown
}
