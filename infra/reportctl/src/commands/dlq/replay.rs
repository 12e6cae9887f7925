//! `reportctl dlq replay`.

use std::time::Duration;

use report_domain::{Report, ReportId, State, Timestamp};
use report_storage::{
    Change, ChangeReports, DeadLetters, Message, Places, RenderQueue, Reports, StorageError, retry_and_send,
};

use super::{
    arguments::{Common, Selection, Service},
    found::{self, About, Found},
    line::Line,
};
use crate::failure::{Failure, Outcome};

/// How many projects are given places between two looks for more.
const PROJECTS: i32 = 200;
/// How old a mark is when the stream counts as having missed it; the sweeper waits as long.
const MISSED_AFTER: Duration = Duration::from_secs(60);

/// Have the work of dead letters done after all, and remove them.
///
/// A report that is queued or running gets a message to be rendered now; the renderer drops it if the report has ended meanwhile or
/// another attempt is running, so a replay is safe at any time, and a second one changes nothing. A failed report stays failed
/// unless --failed is given: then it is retried, as by POST /api/reports/{report_id}/retry. A report that is named needs no letter:
/// failed ones seldom have any left. What cannot be read stays where it is. Letters of "positions" hold no data: all reports that
/// have no places in lists yet are given theirs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl dlq replay --all --dry-run
  reportctl dlq replay --all
  reportctl dlq replay --report 0199c3f0-6a00-7c3d-9e2f-1a2b3c4d5e6f --failed
  reportctl dlq replay --queue positions --all")]
pub(crate) struct Arguments {
    #[command(flatten)]
    selection: Selection,
    /// Retry reports that have failed, too
    #[arg(long)]
    failed: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    common: Common,
}

/// What is to be done about a letter, or a report without one.
#[derive(Debug, PartialEq)]
enum Step {
    /// Send this message, then remove the letter.
    Send(Message),
    /// Queue the report again, then remove the letter.
    Retry(ReportId),
    /// Give reports their places in lists, then remove the letter.
    Place,
    /// Remove the letter, for this reason.
    Remove(&'static str),
    /// Leave everything as it is, for this reason.
    Keep(&'static str),
}

fn step(about: &About, failed: bool) -> Step {
    match about {
        About::Report(report, message) => match &report.state {
            State::Queued | State::Running => Step::Send(anew(report, *message)),
            State::Succeeded { .. } => Step::Remove("the report has succeeded"),
            State::Failed { .. } if failed => Step::Retry(report.id),
            State::Failed { .. } => Step::Keep("the report has failed; --failed retries it"),
        },
        About::Deleted(_) => Step::Remove("the report was deleted"),
        About::Places(_) => Step::Place,
        About::Unreadable(_) => Step::Keep("it names no report; discard removes it"),
    }
}

/// The message as it is sent again: now, and alone if the report has killed a renderer or may have.
fn anew(report: &Report, message: Message) -> Message {
    if report.attempts > 0 { message.at_once().alone() } else { message.at_once() }
}

impl Step {
    fn told(&self) -> (&'static str, &'static str) {
        match self {
            Step::Send(_) => ("sent", "the report is to be rendered now"),
            Step::Retry(_) => ("retried", "the report is queued again"),
            Step::Place => ("placed", "all reports that had no places in lists have them"),
            Step::Remove(why) => ("removed", why),
            Step::Keep(why) => ("kept", why),
        }
    }

    /// Does it; `false` if something else has happened to the report first.
    async fn take(
        &self,
        store: &(impl ChangeReports + Places),
        queue: &impl RenderQueue,
    ) -> Result<bool, StorageError> {
        match self {
            Step::Send(message) => queue.send(*message).await.map(|()| true),
            Step::Retry(id) => Ok(matches!(retry_and_send(store, queue, *id).await?, Change::Made(_))),
            Step::Place => place_all(store).await.map(|()| true),
            Step::Remove(_) | Step::Keep(_) => Ok(true),
        }
    }
}

/// Gives all reports their places whose marks are not under way.
async fn place_all(places: &impl Places) -> Result<(), StorageError> {
    let now = Timestamp::now();
    let missed = i64::try_from(MISSED_AFTER.as_millis()).unwrap_or(i64::MAX);
    let before = Timestamp::from_unix_millis(now.unix_millis() - missed);
    let mut last = Vec::new();
    loop {
        let projects = places.unplaced(before, PROJECTS).await?;
        // The index lags behind the table, so a project may come once more than it has marks.
        if projects.is_empty() || projects == last {
            return Ok(());
        }
        for project_id in &projects {
            places.place(*project_id).await?;
        }
        last = projects;
    }
}

/// Replays a letter: does what is to be done, then removes it. If that fails, it comes back.
async fn replay(
    found: &Found,
    failed: bool,
    store: &(impl Reports + ChangeReports + Places),
    queue: &impl RenderQueue,
    letters: &impl DeadLetters,
) -> Result<Line, StorageError> {
    let step = step(&found.about, failed);
    let (action, because) = step.told();
    let line = Line::of(found);
    if let Step::Keep(_) = step {
        letters.put_back(std::slice::from_ref(&found.letter)).await?;
        return Ok(line.done(action, because));
    }
    let is_taken = step.take(store, queue).await?;
    letters.remove_letter(&found.letter).await?;
    Ok(if is_taken { line.done(action, because) } else { line.done("removed", OVERTAKEN) })
}

const OVERTAKEN: &str = "the report has been changed meanwhile";

/// Replays a report that no letter is about.
async fn replay_report(
    id: ReportId,
    failed: bool,
    dry_run: bool,
    store: &(impl Reports + ChangeReports + Places),
    queue: &impl RenderQueue,
) -> Result<Line, StorageError> {
    let about = match store.report(id).await? {
        Some(report) => {
            let message = Message::new(report.id, report.job_id);
            About::Report(Box::new(report), message)
        }
        None => About::Deleted(id),
    };
    let (step, line) = (step(&about, failed), Line::about_report(&about));
    Ok(match step {
        Step::Remove(why) => line.done("nothing to do", why),
        Step::Keep(why) => line.done("nothing done", why),
        _ if dry_run || step.take(store, queue).await? => line.done(step.told().0, step.told().1),
        _ => line.done("nothing done", OVERTAKEN),
    })
}

pub(super) async fn run(service: &Service, arguments: &Arguments) -> Outcome {
    let Arguments { selection, failed, dry_run, common } = arguments;
    let (table, queue) = (&service.table, &service.queue);
    let (mut seen, mut is_well) = (Vec::new(), true);
    let mut tell = |line: Result<Line, StorageError>| match line {
        Ok(line) => line.print(common.json),
        Err(error) => {
            Failure::new(error).report();
            is_well = false;
        }
    };
    for which in common.queues() {
        let letters = service.letters(which);
        let found = found::take(letters, table, which, common.most()).await?;
        let (chosen, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| selection.has(it));
        let left =
            if *dry_run { others.iter().chain(&chosen).collect() } else { others.iter().collect::<Vec<_>>() };
        let left: Vec<_> = left.into_iter().map(|found| found.letter.clone()).collect();
        letters.put_back(&left).await?;
        for found in &chosen {
            tell(if *dry_run {
                let (action, because) = step(&found.about, *failed).told();
                Ok(Line::of(found).done(action, because))
            } else {
                replay(found, *failed, table, queue, letters).await
            });
        }
        seen.extend(chosen);
    }
    for id in selection.reports_without(&seen) {
        tell(replay_report(id, *failed, *dry_run, table, queue).await);
    }
    if *dry_run && !common.json {
        println!("nothing was done: --dry-run");
    }
    if is_well { Ok(()) } else { Err(Failure::Reported) }
}

#[cfg(test)]
mod tests;
