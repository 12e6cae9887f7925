//! Asking a tool's server over HTTP.
//!
//! An importer sees a [`Server`]: it asks, and gets what was answered. [`Client`] is one over the network, [`Patient`] asks
//! again where that may help, [`Kept`] keeps answers for an import that goes on later, and a test brings saved ones.

mod client;
mod kept;
mod patient;

use std::time::Duration;

pub use client::{Authorization, Bounds, Client, Trust, agent};
pub use kept::Kept;
pub use patient::Patient;

/// One question. Importers change nothing on a server; a body is there because some searches want one.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The path with its query, as it is sent: `/99/Leaderboards?extensions=ALL`.
    pub path: &'a str,
    /// JSON to be posted; without it the request is a GET.
    pub body: Option<&'a str>,
}

impl<'a> Request<'a> {
    /// `GET path`.
    pub fn get(path: &'a str) -> Self {
        Self { path, body: None }
    }

    /// `POST path` of JSON.
    pub fn post(path: &'a str, body: &'a str) -> Self {
        Self { path, body: Some(body) }
    }
}

impl std::fmt::Display for Request<'_> {
    /// Without the query, which may be long.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let method = if self.body.is_some() { "POST" } else { "GET" };
        write!(formatter, "{method} {}", self.path.split('?').next().unwrap_or_default())
    }
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status: 200, 404, ….
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    /// How long the server wants to be left alone, by `Retry-After`.
    pub retry_after: Option<Duration>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unanswered {
    /// There is no such server, or nobody listens.
    #[error("the server cannot be reached ({0})")]
    NotReached(String),
    /// The connection broke, or took too long.
    #[error("the connection broke ({0})")]
    Broken(String),
    /// The server's certificate is not trusted.
    #[error("the server's certificate is not trusted ({0})")]
    Certificate(String),
    /// The answer is longer than any that is wanted.
    #[error("the answer has more than {} MiB", .0 / 1024 / 1024)]
    TooLong(u64),
    /// The request could not be sent, for a reason that another attempt does not change.
    #[error("{0}")]
    Other(String),
}

/// A tool's server, or what stands for it in a test.
pub trait Server {
    /// Asks, and waits for the answer, of whatever status.
    ///
    /// # Errors
    /// When there is no answer.
    fn ask(&self, request: &Request<'_>) -> Result<Answer, Unanswered>;
}
