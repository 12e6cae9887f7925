//! What is worth saying about how a run went.

use report_snapshot::experiment::RunRemarkKind;

use crate::prelude::*;

/// The tool's own texts that are quoted.
const QUOTED: usize = 3;

rules! {
    of EXPERIMENT;

    RUN_STATUS = "run_status", [Critical, Warning]:
        speaks: "Status failed: critical. Cancelled, running or queued: warning. Completed: silent.",
        formula: "Number of entries of the leaderboard.",
        source: "None needed.";

    RUN_REMARKS = "run_remarks", [Warning, Info]:
        speaks: "The snapshot has remarks of the tool: warning if one is a time limit or a failure, info if all are skipped steps.",
        formula: "Number of remarks of each kind, and the texts of the first three.",
        source: "None needed.";

    NO_MODELS = "no_models", [Warning]:
        speaks: "The leaderboard is empty.",
        formula: "None.",
        source: "None needed.";
}

/// Applies every rule.
pub(super) fn findings(snapshot: &Envelope<Experiment>) -> Vec<Finding> {
    let no_models = snapshot.content.leaderboard.is_empty().then(|| {
        let words = Statement::words("The leaderboard is empty: the run has not produced a model.");
        NO_MODELS.warning("No models", words)
    });
    said([status(snapshot), remarks(snapshot), no_models])
}

fn status(snapshot: &Envelope<Experiment>) -> Option<Finding> {
    let trained = number_of(&MODELS, snapshot.content.leaderboard.len(), "model was", "models were");
    let of = name(&snapshot.name);
    Some(match snapshot.content.status {
        RunStatus::Completed => return None,
        RunStatus::Failed => RUN_STATUS
            .critical("The run failed", say!("{} ended with an error; {} trained before.", of, trained)),
        RunStatus::Cancelled => RUN_STATUS.warning(
            "The run was stopped",
            say!("{} was stopped by someone; {} trained before.", of, trained),
        ),
        RunStatus::Running => RUN_STATUS
            .warning("The run is not over", say!("{} is still running; every figure here may change.", of)),
        RunStatus::Queued => {
            RUN_STATUS.warning("The run has not started", say!("{} is waiting to start.", of))
        }
    })
}

fn remarks(snapshot: &Envelope<Experiment>) -> Option<Finding> {
    let remarks = &snapshot.content.remarks;
    let kinds = [
        (RunRemarkKind::Failed, &FAILURES, "failure", "failures"),
        (RunRemarkKind::TimeLimit, &LIMITS_REACHED, "limit of time or models", "limits of time or models"),
        (RunRemarkKind::Skipped, &STEPS_SKIPPED, "part that was left out", "parts that were left out"),
    ];
    let counts: Vec<(RunRemarkKind, Statement)> = kinds
        .into_iter()
        .filter_map(|(kind, quantity, one, many)| {
            let count = remarks.iter().filter(|remark| remark.kind == kind).count();
            (count > 0).then(|| (kind, say!("{}", number_of(quantity, count, one, many))))
        })
        .collect();
    let severity: Severity = match counts.first()?.0 {
        RunRemarkKind::Failed | RunRemarkKind::TimeLimit => Warning,
        RunRemarkKind::Skipped => Info,
    };
    let title = if severity == Warning { "Not all went as planned" } else { "Parts were left out" };
    let texts: Vec<String> = remarks
        .iter()
        .map(|remark| format!("\u{201c}{}\u{201d}", remark.text.trim().trim_end_matches('.')))
        .collect();
    let counts = listed(counts.into_iter().map(|(_, counted)| counted), kinds.len());
    let tool = snapshot.source.as_ref().map_or("The tool", |source| source.tool.as_str());
    let texts = names(texts.iter().map(String::as_str), QUOTED);
    Some(RUN_REMARKS.says(severity, title, say!("{} reports {}: {}.", name(tool), counts, texts)))
}
