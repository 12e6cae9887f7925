//! The experiment in one sentence.

use report_document::Text;
use report_facts::{
    Figure, Statement,
    lead::{Margin, Verdict},
    leaderboard::{Ranking, Valued},
    quantity::{MODELS, TIED_MODELS},
    say,
    statement::{counted, label, name},
    words,
};
use report_snapshot::{Envelope, RunStatus, experiment::Experiment};

use crate::common::statement::unlinked;

/// The most important fact: who leads, by how much, and whether that means anything.
pub(super) fn headline(snapshot: &Envelope<Experiment>, ranking: Option<&Ranking<'_>>) -> Text {
    let experiment = &snapshot.content;
    let Some(first) = experiment.leaderboard.first() else {
        return match experiment.status {
            RunStatus::Failed => "The run failed before it had trained a model.".into(),
            RunStatus::Cancelled => "The run was stopped before it had trained a model.".into(),
            RunStatus::Queued | RunStatus::Running => "The run has not trained a model yet.".into(),
            RunStatus::Completed => "The run ended without a model.".into(),
        };
    };
    let models = experiment.leaderboard.len();
    let all = Figure::count(&MODELS, models);
    let all = counted(&all, "model", "models");
    let leader = ranking.and_then(|ranking| Some((ranking, ranking.leader()?)));
    let statement = match (leader, models) {
        (Some((ranking, leader)), 1) => say!(
            "{} is the only model, with {} of {}.",
            name(&first.name),
            label(words::with_article(&ranking.label)),
            leader.figure,
        ),
        (Some((ranking, leader)), _) => leads(ranking, leader, all),
        (None, 1) => say!("{} is the only model.", name(&first.name)),
        (None, _) => match ranking {
            None => say!("{} were trained; by which metric they are ranked is not given.", all),
            Some(ranking) if ranking.direction.is_none() => say!(
                "{} were trained; which way {} is better is not known.",
                all,
                label(words::in_sentence(&ranking.label)),
            ),
            Some(ranking) => say!(
                "{} were trained; none has a valid {} to be ranked by.",
                all,
                label(words::in_sentence(&ranking.label)),
            ),
        },
    };
    let unfinished = match experiment.status {
        RunStatus::Failed => " The run failed.",
        RunStatus::Cancelled => " The run was stopped.",
        RunStatus::Running => " The run is not over.",
        RunStatus::Queued | RunStatus::Completed => "",
    };
    unlinked(&statement.and(unfinished))
}

fn leads(ranking: &Ranking<'_>, leader: Valued<'_, '_>, all: report_facts::statement::Span) -> Statement {
    let article = label(words::with_article(&ranking.label));
    let start = say!("{} leads {} with {} of {}", name(&leader.entry.name), all, article, leader.figure);
    let Some(Margin { second, margin, verdict, .. }) = Margin::of(ranking) else {
        return start.and(".");
    };
    let ahead = say!(", ahead of {} by {}", name(&second.entry.name), &margin);
    match verdict {
        Verdict::Tied { models } => say!(
            "{} share the best {} of {}, {} among them.",
            counted(&Figure::count(&TIED_MODELS, models), "model", "models"),
            label(words::in_sentence(&ranking.label)),
            leader.figure,
            name(&leader.entry.name),
        ),
        Verdict::Clear(_) => start.and(ahead).and(", which is more than chance alone would give."),
        Verdict::Chance(_) => start.and(ahead).and(", which may be chance."),
        Verdict::NotComparable => start.and(ahead).and("."),
    }
}
