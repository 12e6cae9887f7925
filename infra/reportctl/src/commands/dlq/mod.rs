//! `reportctl dlq`.

mod arguments;
mod discard;
mod found;
mod line;
mod list;
mod replay;

use self::arguments::Service;
use super::wait;
use crate::failure::Outcome;

/// See, replay and discard what the service has given up: dead letters.
///
/// There are two queues of them. "jobs" has messages that no renderer took to an end; the function deadletter decides about them as
/// they come, so they stay only while it does not work. "positions" has batches of the table's stream whose reports were not given
/// places in lists; they say where in the stream they were and no more, and the sweeper has done their work by then. Neither loses a
/// report: the table knows every one that is not finished.
///
/// Looking at a queue takes its messages, and puts them back. What somebody else has in hand at that moment is not seen.
///
/// Needs TABLE_NAME, QUEUE_URL, DEAD_LETTER_QUEUE_URL, POSITIONS_FAILURES_URL (outputs of the stack), AWS_REGION and credentials in
/// the environment; AWS_ENDPOINT_URL for an emulator.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    List(list::Arguments),
    Replay(replay::Arguments),
    Discard(discard::Arguments),
}

pub(crate) fn run(command: &Command) -> Outcome {
    wait(async {
        let service = Service::from_env()?;
        match command {
            Command::List(arguments) => list::run(&service, arguments).await,
            Command::Replay(arguments) => replay::run(&service, arguments).await,
            Command::Discard(arguments) => discard::run(&service, arguments).await,
        }
    })
}
