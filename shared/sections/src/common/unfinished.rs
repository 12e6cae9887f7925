//! The headline of what did not come to its end.

use report_document::Text;
use report_facts::names;
use report_snapshot::RunStatus;

/// What is said of it in place of results; `None` where it is complete.
pub(crate) fn unfinished(name: &str, status: RunStatus) -> Option<Text> {
    let named = Text::default().name(names::shown(name));
    match status {
        RunStatus::Failed => Some(named.and(" failed.")),
        RunStatus::Cancelled => Some(named.and(" was stopped before its end.")),
        RunStatus::Queued | RunStatus::Running => Some(named.and(" has not ended yet.")),
        RunStatus::Completed => None,
    }
}
