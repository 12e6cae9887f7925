//! What a dead letter is about.

use clap::ValueEnum;
use report_domain::{Report, ReportId, visible_line};
use report_storage::{DeadLetters, Letter, Message, Reports, StorageError};
use serde_json::Value;

/// The queues of dead letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Which {
    /// Messages that no renderer took to an end
    Jobs,
    /// Batches of the table's stream whose reports were not given places in lists
    Positions,
}

impl Which {
    pub(super) const ALL: [Which; 2] = [Which::Jobs, Which::Positions];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Which::Jobs => "jobs",
            Which::Positions => "positions",
        }
    }
}

/// A letter that was taken.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) which: Which,
    pub(super) letter: Letter,
    pub(super) about: About,
}

/// What it is about.
#[derive(Debug)]
pub(super) enum About {
    /// A report that there is.
    Report(Box<Report>, Message),
    /// A report that there is no more.
    Deleted(ReportId),
    /// Places of reports in lists. The letter says where in the stream they were.
    Places(String),
    /// Nothing that can be read.
    Unreadable(String),
}

impl About {
    pub(super) fn report_id(&self) -> Option<ReportId> {
        match self {
            About::Report(report, _) => Some(report.id),
            About::Deleted(id) => Some(*id),
            About::Places(_) | About::Unreadable(_) => None,
        }
    }
}

/// Takes letters of a queue and finds out what they are about.
///
/// # Errors
/// When the queue or the table does not answer. Letters taken by then come back by themselves.
pub(super) async fn take(
    letters: &impl DeadLetters,
    reports: &impl Reports,
    which: Which,
    most: usize,
) -> Result<Vec<Found>, StorageError> {
    let mut found = Vec::new();
    for letter in letters.take_letters(most).await? {
        let about = match which {
            Which::Jobs => about_a_report(reports, &letter.body).await?,
            Which::Positions => About::Places(place_in_the_stream(&letter.body)),
        };
        found.push(Found { which, letter, about });
    }
    found.sort_by_key(|found| found.letter.sent_at);
    Ok(found)
}

async fn about_a_report(reports: &impl Reports, body: &str) -> Result<About, StorageError> {
    let message: Message = match serde_json::from_str(body) {
        Ok(message) => message,
        Err(_) => return Ok(About::Unreadable(shown(body))),
    };
    Ok(match reports.report(message.report_id()).await? {
        Some(report) => About::Report(Box::new(report), message),
        None => About::Deleted(message.report_id()),
    })
}

/// What Lambda says of a batch that it gave up: where in the stream it was, and why.
fn place_in_the_stream(body: &str) -> String {
    let record: Value = serde_json::from_str(body).unwrap_or_default();
    let batch = &record["DDBStreamBatchInfo"];
    let why = record["requestContext"]["condition"].as_str().unwrap_or("no reason given");
    match (batch["batchSize"].as_u64(), batch["shardId"].as_str()) {
        (Some(size), Some(shard)) => shown(&format!("{size} records of {shard}: {why}")),
        _ => shown(body),
    }
}

/// The beginning of a text that anybody may have written, on one line.
fn shown(text: &str) -> String {
    let line: String = visible_line(text).chars().filter(|c| !c.is_control()).take(200).collect();
    if line.is_empty() { "(empty)".to_owned() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lambda_says_of_a_batch_is_read_and_anything_else_is_shown() {
        let record = r#"{"requestContext":{"condition":"RetryAttemptsExhausted"},
                         "DDBStreamBatchInfo":{"shardId":"shard-1","batchSize":3}}"#;
        assert_eq!(place_in_the_stream(record), "3 records of shard-1: RetryAttemptsExhausted");
        assert_eq!(place_in_the_stream("a\n\u{1b}[31mb"), "a [31mb");
        assert_eq!(place_in_the_stream(""), "(empty)");
        assert_eq!(place_in_the_stream(&"x".repeat(999)).len(), 200);
    }
}
