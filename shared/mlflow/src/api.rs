//! The calls of MLflow's REST interface 2.0 that an import makes. All of them only read.

mod artifacts;
mod registry;
mod tracking;

use std::cell::Cell;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use report_import::{
    http::{Request, Server, Unanswered},
    paging::{Page, Paged, pages},
};
use serde::{Deserialize, de::DeserializeOwned};

use crate::fault::Fault;

/// What is kept as it is in a value of a query.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Characters of a server's own words that an error quotes.
const LONGEST_QUOTE: usize = 300;

/// A tracking server.
pub(crate) struct Api<'a> {
    server: &'a dyn Server,
    /// Whether the server could not read artifacts: they may lie where only the runs' own machines can.
    has_no_artifacts: Cell<bool>,
    /// The server's version.
    pub(crate) version: String,
}

/// How MLflow says that something went wrong.
#[derive(Deserialize)]
struct Refusal {
    error_code: String,
    #[serde(default)]
    message: String,
}

impl<'a> Api<'a> {
    /// Asks the server for its version, and with it whether it is one of MLflow.
    ///
    /// # Errors
    /// When it cannot be asked, is not MLflow, or of a version before 2.
    pub(crate) fn of(server: &'a dyn Server) -> Result<Self, Fault> {
        let request = Request::get("/version");
        let answer = server.ask(&request).map_err(|reason| unanswered(&request, reason))?;
        let text = String::from_utf8_lossy(&answer.body);
        let version = text.trim();
        let major: Option<u32> = version.split('.').next().and_then(|major| major.parse().ok());
        match (answer.status, major) {
            (401, _) => Err(Fault::Unauthorized),
            (403, _) => Err(Fault::Forbidden { request: request.to_string() }),
            (200, Some(2 | 3..)) => {
                Ok(Self { server, has_no_artifacts: Cell::new(false), version: version.to_owned() })
            }
            (200, Some(_)) => Err(Fault::Version(shortened(version))),
            (status @ 500.., _) => Err(refused(&request, status, &answer.body)),
            (status, _) => {
                let found = if status == 200 { described(&answer.body) } else { format!("status {status}") };
                Err(Fault::NotMlflow { request: request.to_string(), found })
            }
        }
    }

    /// The answer to a request; `None` if the server knows no such thing.
    fn find<T: DeserializeOwned>(&self, request: &Request<'_>) -> Result<Option<T>, Fault> {
        let Some(body) = self.bytes(request)? else { return Ok(None) };
        match serde_json::from_slice(&body) {
            Ok(answer) => Ok(Some(answer)),
            Err(_) if !body.trim_ascii_start().starts_with(b"{") => {
                Err(Fault::NotMlflow { request: request.to_string(), found: described(&body) })
            }
            Err(source) => Err(Fault::NotUnderstood { request: request.to_string(), source }),
        }
    }

    /// The answer to a request about something that is there.
    fn ask<T: DeserializeOwned>(&self, request: &Request<'_>) -> Result<T, Fault> {
        self.find(request)?.ok_or_else(|| refused(request, 404, b""))
    }

    /// The body of an answer; `None` if the server knows no such thing.
    fn bytes(&self, request: &Request<'_>) -> Result<Option<Vec<u8>>, Fault> {
        let answer = self.server.ask(request).map_err(|reason| unanswered(request, reason))?;
        match answer.status {
            200 => Ok(Some(answer.body)),
            401 => Err(Fault::Unauthorized),
            403 => Err(Fault::Forbidden { request: request.to_string() }),
            404 => Ok(None),
            status => Err(refused(request, status, &answer.body)),
        }
    }

    /// All pages of a list that is asked for with GET. `query` ends without `&`.
    fn listed<T, A>(
        &self,
        path: &str,
        query: &str,
        most: usize,
        of: fn(A) -> Page<T>,
    ) -> Result<Paged<T>, Fault>
    where
        A: DeserializeOwned,
    {
        pages(most, |token, _| {
            let token = token.map(|token| format!("&page_token={}", encoded(token))).unwrap_or_default();
            let path = format!("{path}?{query}{token}");
            Ok(of(self.ask(&Request::get(&path))?))
        })
    }
}

/// A text as a value of a query.
fn encoded(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

fn unanswered(request: &Request<'_>, reason: Unanswered) -> Fault {
    match reason {
        Unanswered::Certificate(_) => Fault::Certificate(reason),
        reason => Fault::Unanswered { request: request.to_string(), reason },
    }
}

/// A refusal, in the server's own words where it has some.
fn refused(request: &Request<'_>, status: u16, body: &[u8]) -> Fault {
    let message = match serde_json::from_slice::<Refusal>(body) {
        Ok(refusal) if refusal.message.is_empty() => refusal.error_code,
        Ok(refusal) => shortened(refusal.message.lines().next().unwrap_or_default()),
        Err(_) => "the server gives no reason".to_owned(),
    };
    Fault::Refused { request: request.to_string(), status, message }
}

/// What an answer of another server looks like.
fn described(body: &[u8]) -> String {
    let start = String::from_utf8_lossy(&body[..body.len().min(200)]).trim_start().to_lowercase();
    if start.starts_with('<') {
        "it sends a web page".into()
    } else if start.is_empty() {
        "it sends nothing".into()
    } else {
        "it sends something else".into()
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
