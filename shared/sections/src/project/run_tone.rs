//! The colour of a run's end.

use report_charts::Tone;
use report_snapshot::RunStatus;

/// The colour of a run's end.
pub(super) fn run_tone(status: RunStatus) -> Tone {
    match status {
        RunStatus::Completed => Tone::Good,
        RunStatus::Queued | RunStatus::Running => Tone::Neutral,
        RunStatus::Cancelled => Tone::Warning,
        RunStatus::Failed => Tone::Critical,
    }
}
