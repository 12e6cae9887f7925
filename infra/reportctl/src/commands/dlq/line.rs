//! How a letter, and what was done about it, is told.

use std::{fmt, time::Duration};

use report_domain::{ReportId, State, Timestamp};
use serde::Serialize;

use super::found::{About, Found};

/// A letter as it is printed: as JSON, or for people.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    queue: Option<&'static str>,
    message_id: Option<String>,
    sent_at: Option<Timestamp>,
    report_id: Option<ReportId>,
    /// The status of the report now, or `deleted`; null if the letter is about none.
    status: Option<&'static str>,
    /// Why the report failed.
    error: Option<String>,
    /// What else the letter says.
    about: Option<String>,
    /// What was done, or would be done; null in a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'static str>,
    /// Why, or what that means.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
}

impl Line {
    pub(super) fn of(found: &Found) -> Self {
        let Found { which, letter, about } = found;
        let line = Self {
            queue: Some(which.as_str()),
            message_id: Some(letter.message_id.clone()),
            sent_at: letter.sent_at,
            ..Self::about_report(about)
        };
        match about {
            About::Places(text) | About::Unreadable(text) => Self { about: Some(text.clone()), ..line },
            About::Report(..) | About::Deleted(_) => line,
        }
    }

    /// A report that no letter is about.
    pub(super) fn about_report(about: &About) -> Self {
        let (status, error) = match about {
            About::Report(report, _) => {
                let error = match &report.state {
                    State::Failed { error } => Some(error.clone()),
                    _ => None,
                };
                (Some(report.state.status().as_str()), error)
            }
            About::Deleted(_) => (Some("deleted"), None),
            About::Places(_) | About::Unreadable(_) => (None, None),
        };
        Self {
            queue: None,
            message_id: None,
            sent_at: None,
            report_id: about.report_id(),
            status,
            error,
            about: None,
            action: None,
            because: None,
        }
    }

    /// With what was done, and why.
    pub(super) fn done(self, action: &'static str, because: impl fmt::Display) -> Self {
        Self { action: Some(action), because: Some(because.to_string()), ..self }
    }

    pub(super) fn print(&self, json: bool) {
        if json {
            // `json!` cannot fail here: texts, ids and times are always JSON.
            println!("{}", serde_json::json!(self));
        } else {
            println!("{}", self.for_people(Timestamp::now()));
        }
    }

    fn for_people(&self, now: Timestamp) -> String {
        let mut parts = Vec::new();
        parts.extend(self.queue.map(str::to_owned));
        parts.extend(self.message_id.clone());
        parts.extend(self.sent_at.map(|sent| format!("{} old", in_words(now.since(sent)))));
        let status = self.status.unwrap_or("unknown");
        parts.extend(self.report_id.map(|id| format!("report {id} ({status})")));
        parts.extend(self.about.clone());
        parts.extend(self.error.clone());
        if let (Some(action), Some(because)) = (self.action, &self.because) {
            parts.push(format!("{action}: {because}"));
        }
        parts.join("  ")
    }
}

/// A time in the largest unit of which there is at least one.
fn in_words(time: Duration) -> String {
    match time.as_secs() {
        seconds if seconds >= 86_400 => format!("{} d", seconds / 86_400),
        seconds if seconds >= 3_600 => format!("{} h", seconds / 3_600),
        seconds if seconds >= 60 => format!("{} min", seconds / 60),
        seconds => format!("{seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_whole_units() {
        let words =
            [0, 59, 60, 3_599, 3_600, 86_399, 86_400, 864_000].map(|s| in_words(Duration::from_secs(s)));
        assert_eq!(words, ["0 s", "59 s", "1 min", "59 min", "1 h", "23 h", "1 d", "10 d"]);
    }
}
