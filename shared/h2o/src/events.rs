//! The run's own log: when it ran, how it ended, what it did not do as planned.

use report_domain::Timestamp;
use report_snapshot::{
    RunStatus,
    experiment::{RunRemark, RunRemarkKind},
};
use serde_json::Value as Json;

use crate::wire;

/// Remarks that are kept, and characters of each.
const MOST_REMARKS: usize = 50;
const LONGEST_REMARK: usize = 300;

/// Steps that one remark names.
const MOST_STEPS: usize = 5;

/// Why steps were left out, as H2O begins such a message: the step's name follows. A limit on the number of models is what
/// the run was asked for, so that it ends nothing early.
const SKIPPING: [(&str, RunRemarkKind); 3] = [
    ("AutoML: out of time; skipping ", RunRemarkKind::TimeLimit),
    ("AutoML: hit the max_models limit; skipping ", RunRemarkKind::Skipped),
    ("AutoML: job cancelled; skipping ", RunRemarkKind::Skipped),
];

fn events(automl: &Json) -> &[Json] {
    wire::items(&automl["event_log"]["events"])
}

/// The messages of the log.
pub(crate) fn messages(automl: &Json) -> impl Iterator<Item = &str> {
    events(automl).iter().filter_map(|event| event["message"].as_str())
}

/// The first and the last event; no end while the run goes on.
pub(crate) fn span(automl: &Json) -> (Option<Timestamp>, Option<Timestamp>) {
    let times = || events(automl).iter().filter_map(|event| event["timestamp"].as_i64());
    let finished = if status(automl) == RunStatus::Running { None } else { times().max() };
    (times().min().map(Timestamp::from_unix_millis), finished.map(Timestamp::from_unix_millis))
}

/// A run that wrote its end has ended; one that only wrote its beginning goes on. Without a log, a saved run is taken to have
/// ended.
pub(crate) fn status(automl: &Json) -> RunStatus {
    let events = events(automl);
    if messages(automl).any(|message| message.contains("job cancelled; skipping")) {
        RunStatus::Cancelled
    } else if events.is_empty() || events.iter().any(|event| event["name"] == "stop_epoch") {
        RunStatus::Completed
    } else {
        RunStatus::Running
    }
}

/// What the log says went otherwise than planned, each once, in its order.
pub(crate) fn remarks(automl: &Json) -> Vec<RunRemark> {
    let mut remarks: Vec<RunRemark> = Vec::new();
    for (reason, kind) in SKIPPING {
        let mut steps: Vec<&str> = Vec::new();
        // A step that runs while the time ends is told of every second.
        for step in messages(automl).filter_map(|message| message.strip_prefix(reason)) {
            if !steps.contains(&step) && steps.len() <= MOST_REMARKS {
                steps.push(step);
            }
        }
        if !steps.is_empty() {
            let more = steps.len().saturating_sub(MOST_STEPS);
            steps.truncate(MOST_STEPS);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            remarks.push(RunRemark { kind, text: shortened(&format!("{reason}{}{more}", steps.join(", "))) });
        }
    }
    for event in events(automl) {
        let (level, message) = (event["level"].as_str(), event["message"].as_str().unwrap_or_default());
        let Some(kind) = kind(level.unwrap_or_default(), message) else { continue };
        let remark = RunRemark { kind, text: shortened(message) };
        if remarks.len() < MOST_REMARKS && !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }
    remarks
}

/// What a single message is about; `None` of those that are as planned, and of [`SKIPPING`].
fn kind(level: &str, message: &str) -> Option<RunRemarkKind> {
    let lower = message.to_lowercase();
    if level.eq_ignore_ascii_case("error")
        || lower.contains("due to exception")
        || lower.contains(" failed: ")
    {
        return Some(RunRemarkKind::Failed);
    }
    let skipped = lower.contains("skipping stackedensemble") || lower.contains("stackedensemble build");
    let as_asked = lower.contains("due to the exclude_algos option") && !lower.contains("timeouts");
    // Of monotonic models, every run without monotone constraints tries to make an ensemble.
    (skipped && lower.contains("skip") && !as_asked && !lower.contains("'monotonic'"))
        .then_some(RunRemarkKind::Skipped)
}

/// The first line, of bounded length.
fn shortened(message: &str) -> String {
    let line = message.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    match line.char_indices().nth(LONGEST_REMARK) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
