//! The experiment in one sentence.

use report_facts::words;
use report_facts::{
    format,
    leaderboard::{Margin, Ranking, Verdict},
};
use report_snapshot::{Envelope, RunStatus, experiment::Experiment};

/// The most important fact: who leads, by how much, and whether that means anything.
pub(super) fn headline(snapshot: &Envelope<Experiment>, ranking: Option<&Ranking<'_>>) -> String {
    let experiment = &snapshot.content;
    let Some(leader) = experiment.leaderboard.first() else {
        return match experiment.status {
            RunStatus::Failed => "The run failed before it had trained a model.".into(),
            RunStatus::Cancelled => "The run was stopped before it had trained a model.".into(),
            RunStatus::Queued | RunStatus::Running => "The run has not trained a model yet.".into(),
            RunStatus::Completed => "The run ended without a model.".into(),
        };
    };
    let models = experiment.leaderboard.len();
    let value = ranking.and_then(|ranking| ranking.value(leader).map(|value| (ranking, value)));
    let start = match (models, value) {
        (1, None) => format!("{} is the only model", leader.name),
        (1, Some((ranking, value))) => {
            format!(
                "{} is the only model, with {} of {}",
                leader.name,
                words::with_article(&ranking.label),
                format::metric(value)
            )
        }
        (_, None) => format!("{} stands first of {} models", leader.name, format::count(models as u64)),
        (_, Some((ranking, value))) => format!(
            "{} leads {} models with {} of {}",
            leader.name,
            format::count(models as u64),
            words::with_article(&ranking.label),
            format::metric(value)
        ),
    };
    let end = ranking.and_then(|ranking| Margin::of(experiment, ranking)).map(|margin| {
        let second = &margin.second.name;
        let by = format::metric(margin.margin);
        match margin.verdict {
            Verdict::Tied => format!(", the same as {second}"),
            Verdict::WithinSpread { .. } => {
                format!(", ahead of {second} by {by}, which is within the fold spread")
            }
            Verdict::Slight { .. } => {
                format!(", ahead of {second} by {by}, little more than the fold spread")
            }
            Verdict::Clear { .. } => format!(", clearly ahead of {second} by {by}"),
            Verdict::Unknown { sd: Some(sd) } if margin.margin <= sd => {
                format!(", ahead of {second} by {by}, less than the folds vary")
            }
            Verdict::Unknown { .. } => format!(", ahead of {second} by {by}"),
        }
    });
    let unfinished = match experiment.status {
        RunStatus::Failed => " The run failed.",
        RunStatus::Cancelled => " The run was stopped.",
        RunStatus::Running => " The run is not over.",
        RunStatus::Queued | RunStatus::Completed => "",
    };
    format!("{start}{}.{unfinished}", end.unwrap_or_default())
}
