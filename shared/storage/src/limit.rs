//! How long a report may take, however often it is tried.

use std::{env, time::Duration};

use report_domain::{Report, Status, Timestamp};

/// The limit where none is configured.
const DEFAULT: Duration = Duration::from_secs(6 * 60 * 60);

/// How long a report may take. An outage of another service uses up no attempts, so this decides when it has lasted too
/// long.
#[derive(Debug, Clone, Copy)]
pub struct TimeLimit(Duration);

impl TimeLimit {
    /// That long.
    pub fn new(limit: Duration) -> Self {
        Self(limit)
    }

    /// As `REPORT_TIME_LIMIT_SECONDS` says; six hours where it says nothing.
    pub fn from_env() -> Self {
        let seconds = env::var("REPORT_TIME_LIMIT_SECONDS").ok().and_then(|text| text.parse().ok());
        Self(seconds.map_or(DEFAULT, Duration::from_secs))
    }

    /// Whether a report has taken too long.
    pub fn is_over(self, report: &Report, now: Timestamp) -> bool {
        now.since(report.asked_at) > self.0
    }

    /// The sentence for the user of a report that has taken too long.
    pub fn sentence(self, report: &Report) -> String {
        let limit = in_words(self.0);
        let why = match report.state.status() {
            Status::Queued => format!("The report was not rendered within {limit}"),
            _ => format!("The report could not be finished within {limit}"),
        };
        format!("{why}; create it again, and if that fails too, report its id {}.", report.id)
    }
}

/// Hours or minutes, whichever is exact.
fn in_words(limit: Duration) -> String {
    let (number, unit) = match limit.as_secs() {
        seconds if seconds >= 3600 && seconds.is_multiple_of(3600) => (seconds / 3600, "hour"),
        seconds => (seconds.div_ceil(60), "minute"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::tests::queued;

    #[test]
    fn a_limit_is_told_in_the_unit_that_is_exact() {
        let words = |seconds| in_words(Duration::from_secs(seconds));
        let expected = ["6 hours", "1 hour", "90 minutes", "1 minute"];
        assert_eq!([21_600, 3600, 5400, 60].map(words), expected.map(str::to_owned));
    }

    #[test]
    fn a_report_may_take_as_long_as_the_limit_and_no_longer() {
        let (report, limit) = (queued(), TimeLimit::new(Duration::from_secs(3600)));
        let after = |seconds| report.created_at.after(Duration::from_secs(seconds));
        assert!(!limit.is_over(&report, after(3600)) && limit.is_over(&report, after(3601)));
        let sentence = limit.sentence(&report);
        assert!(
            sentence.starts_with("The report was not rendered within 1 hour; create it again"),
            "{sentence}"
        );
    }
}
