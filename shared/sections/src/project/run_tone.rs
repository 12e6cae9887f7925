//! The colour of a run's end.

use report_document::Severity;
use report_snapshot::RunStatus;

/// The colour of a run's end.
pub(super) fn run_tone(status: RunStatus) -> Severity {
    match status {
        RunStatus::Completed => Severity::Good,
        RunStatus::Queued | RunStatus::Running => Severity::Info,
        RunStatus::Cancelled => Severity::Warning,
        RunStatus::Failed => Severity::Critical,
    }
}
