//! Why there are no snapshots. One sentence each, which says what to do next and never a secret.

use report_import::http::Unanswered;

/// Why an import gives nothing.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The certificate is not trusted.
    #[error("{0}; set MLFLOW_TRACKING_SERVER_CERT_PATH to a PEM file with the certificate of its authority")]
    Certificate(Unanswered),
    /// There was no answer.
    #[error("{request} failed: {reason}")]
    Unanswered {
        /// The request, without its query.
        request: String,
        /// Why.
        reason: Unanswered,
    },
    /// The server does not know the caller.
    #[error(
        "the server wants to know who asks (status 401): set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and \
         MLFLOW_TRACKING_PASSWORD, to what it accepts"
    )]
    Unauthorized,
    /// The caller may not read it.
    #[error(
        "the server does not let this user read it (status 403 for {request}): ask its owner for permission to read"
    )]
    Forbidden {
        /// The request, without its query.
        request: String,
    },
    /// Another server than MLflow's answers.
    #[error(
        "{request} was answered, but not by an MLflow tracking server ({found}); give the address that its web page has, \
         without what follows #"
    )]
    NotMlflow {
        /// The request, without its query.
        request: String,
        /// What came instead.
        found: String,
    },
    /// A version that nobody has tried.
    #[error("the server is MLflow {0}; expected version 2 or 3")]
    Version(String),
    /// A request that the server does not answer with success.
    #[error("{request} was refused with status {status}: {message}")]
    Refused {
        /// The request, without its query.
        request: String,
        /// The status.
        status: u16,
        /// The server's words.
        message: String,
    },
    /// An answer of another form.
    #[error("{request} was answered with what MLflow does not send: {source}")]
    NotUnderstood {
        /// The request, without its query.
        request: String,
        /// Where and why.
        source: serde_json::Error,
    },
    /// There is no such experiment, run or model.
    #[error("the server has no {what} {}{}", quoted(.name), there(.near))]
    Unknown {
        /// `experiment`, `registered model`, ….
        what: &'static str,
        /// What was asked for.
        name: String,
        /// Names that look like it, or some that are there.
        near: Vec<String>,
    },
    /// A registered model without a version that could be read.
    #[error("{0}")]
    NoVersion(String),
    /// There is nothing on the server.
    #[error("the server has no experiment that can be imported{}", because(.0))]
    Empty(Vec<String>),
    /// An experiment without a run.
    #[error("the experiment {} has no runs", quoted(.0))]
    NoRuns(String),
    /// Nothing says what is predicted.
    #[error(
        "nothing in {0} says whether classes or numbers are predicted; add --task binary_classification, \
         multiclass_classification or regression"
    )]
    Task(String),
    /// No run has the metric.
    #[error("no run of {of} has the metric {}{}", quoted(.name), there(.near))]
    Metric {
        /// The experiment or the run.
        of: String,
        /// What was asked for.
        name: String,
        /// Metrics that are there.
        near: Vec<String>,
    },
    /// What was made cannot be kept.
    #[error("{0}")]
    Kept(String),
}

/// Names listed in a sentence.
const MOST_NAMES: usize = 5;

/// A name as a sentence quotes it: of every script, and on one line.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace(char::is_control, " "))
}

fn there(near: &[String]) -> String {
    if near.is_empty() {
        return String::new();
    }
    let names: Vec<String> = near.iter().map(|name| quoted(name)).collect();
    format!("; it has {}", names.join(", "))
}

fn because(reasons: &[String]) -> String {
    reasons.first().map(|first| format!(": {first}")).unwrap_or_default()
}

/// Of the names that are there, the few that look most like the wanted one: those that have it within, or else the nearest.
pub(crate) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let mut names: Vec<(usize, &str)> = names
        .map(|name| {
            let lower = name.to_lowercase();
            let inside = lower.contains(&wanted) || wanted.contains(&lower);
            (if inside { 0 } else { strsim::osa_distance(&wanted, &lower) }, name)
        })
        .collect();
    names.sort();
    names.dedup();
    if names.first().is_some_and(|(distance, _)| *distance == 0) {
        names.retain(|(distance, _)| *distance == 0);
    }
    names.into_iter().take(MOST_NAMES).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_like_the_wanted_one_come_first() {
        let names = ["fraud", "churn-2025", "Churn", "house prices", "credit", "iris", "wine"];
        let near = nearest("churm", names.into_iter());
        assert_eq!(near[0], "Churn");
        assert_eq!(near.len(), MOST_NAMES);
        let fault = Fault::Unknown { what: "experiment", name: "churm".into(), near: near[..1].to_vec() };
        assert_eq!(fault.to_string(), "the server has no experiment \"churm\"; it has \"Churn\"");
    }
}
