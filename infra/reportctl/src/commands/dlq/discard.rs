//! `reportctl dlq discard`.

use std::io::{self, BufRead, IsTerminal, Write};

use report_domain::State;
use report_storage::DeadLetters;

use super::{
    arguments::{Common, Selection, Service},
    found::{self, About, Found},
    line::Line,
};
use crate::failure::{Failure, Outcome};

/// Remove dead letters without having their work done. Asks first, and says what would be lost.
///
/// A letter about a report loses nothing: the table knows the report, and the sweeper has it rendered if it is not finished.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl dlq discard --message 5fea7756-0ea4-451a-a703-a558b933e274
  reportctl dlq discard --queue positions --all --yes")]
pub(crate) struct Arguments {
    #[command(flatten)]
    selection: Selection,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Say what would be removed, and do nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    common: Common,
}

/// What is lost with a letter.
fn loss(about: &About) -> &'static str {
    match about {
        About::Report(report, _) => match report.state {
            State::Queued | State::Running => "nothing is lost, the sweeper sends the report anew",
            State::Failed { .. } => "nothing is lost, the failed report can be retried",
            State::Succeeded { .. } => "nothing is lost, the report has succeeded",
        },
        About::Deleted(_) => "nothing is lost, the report was deleted",
        About::Places(_) => "nothing is lost, the sweeper gives reports their places",
        About::Unreadable(_) => "its text is lost",
    }
}

pub(super) async fn run(service: &Service, arguments: &Arguments) -> Outcome {
    let Arguments { selection, yes, dry_run, common } = arguments;
    let mut chosen: Vec<Found> = Vec::new();
    for which in common.queues() {
        let letters = service.letters(which);
        let found = found::take(letters, &service.table, which, common.most()).await?;
        let (mine, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| selection.has(it));
        letters.put_back(&others.into_iter().map(|it| it.letter).collect::<Vec<_>>()).await?;
        chosen.extend(mine);
    }
    for found in &chosen {
        Line::of(found).done("discard", loss(&found.about)).print(common.json);
    }
    let asked = if *dry_run || chosen.is_empty() { Ok(false) } else { is_meant(*yes, chosen.len()) };
    if !matches!(asked, Ok(true)) {
        for found in &chosen {
            service.letters(found.which).put_back(std::slice::from_ref(&found.letter)).await?;
        }
        asked?;
        eprintln!("nothing was removed");
        return Ok(());
    }
    for found in &chosen {
        service.letters(found.which).remove_letter(&found.letter).await?;
    }
    eprintln!("{} removed", chosen.len());
    Ok(())
}

/// Asks whether so many letters are to be removed.
fn is_meant(yes: bool, count: usize) -> Result<bool, Failure> {
    if yes {
        return Ok(true);
    }
    if !io::stdin().is_terminal() {
        return Err(Failure::new("there is nobody to ask; --yes removes them without asking"));
    }
    eprint!("Remove {count}? [y/N] ");
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
