//! The service, as a caller with an API key sees it.

use std::{env, thread, time::Duration};

use report_import::http::{Trust, agent};
use serde_json::Value;
use ureq::{
    Agent, Body,
    http::{Method, Request, Response, StatusCode, header::RETRY_AFTER},
};

use crate::failure::Failure;

/// Bytes of an answer. Documents have a few megabytes.
const LONGEST_ANSWER: u64 = 256 * 1024 * 1024;

/// How often a call is made that the service asks to repeat.
const MOST_TRIES: u32 = 6;

/// The longest pause that the service may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A call of the API.
pub(crate) struct Call<'a> {
    pub(crate) method: Method,
    /// The path with its query: `/api/reports`.
    pub(crate) path: &'a str,
    /// More headers.
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) body: Vec<u8>,
}

impl<'a> Call<'a> {
    /// `GET path`.
    pub(crate) fn get(path: &'a str) -> Self {
        Self { method: Method::GET, path, headers: &[], body: Vec::new() }
    }
}

/// A deployed Reports API.
pub(crate) struct Service {
    agent: Agent,
    base: String,
    key: String,
}

impl Service {
    /// The service that `REPORTS_URL` and `REPORTS_API_KEY` name; `None` where the first is not set.
    pub(crate) fn from_env() -> Result<Option<Self>, Failure> {
        let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        let Some(base) = variable("REPORTS_URL") else { return Ok(None) };
        let key = variable("REPORTS_API_KEY").ok_or_else(|| {
            Failure::new("REPORTS_URL is set, and REPORTS_API_KEY is not: set it to an API key")
        })?;
        let base = base.trim_end_matches('/').to_owned();
        let agent =
            agent(&base, &Trust::System).map_err(|error| Failure::new(format!("REPORTS_URL: {error}")))?;
        Ok(Some(Self { agent, base, key }))
    }

    /// Makes a call, again where the service is busy, and gives the body of a good answer.
    ///
    /// # Errors
    /// A sentence: there is no answer, or the service's own words about what is wrong.
    pub(crate) fn call(&self, call: &Call<'_>) -> Result<Vec<u8>, Failure> {
        let what = format!("{} {}{}", call.method, self.base, call.path);
        patiently(&what, || self.send(call))
    }

    /// Puts bytes at an address that the service has given and signed; the key is not sent there.
    ///
    /// # Errors
    /// A sentence: there is no answer, or what the answer is.
    pub(crate) fn put_elsewhere(
        &self,
        url: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<(), Failure> {
        // The query has the signature, which is nobody else's business.
        let what = format!("PUT {}", url.split('?').next().unwrap_or_default());
        let put = || -> Result<Response<Body>, ureq::Error> {
            let mut request = Request::builder().method(Method::PUT).uri(url);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            self.agent.run(request.body(body)?)
        };
        patiently(&what, put).map(|_| ())
    }

    fn send(&self, call: &Call<'_>) -> Result<Response<Body>, ureq::Error> {
        let mut request = Request::builder()
            .method(&call.method)
            .uri(format!("{}{}", self.base, call.path))
            .header("Authorization", format!("Bearer {}", self.key));
        for (name, value) in call.headers {
            request = request.header(*name, *value);
        }
        if call.body.is_empty() {
            self.agent.run(request.body(())?)
        } else {
            self.agent.run(request.body(call.body.as_slice())?)
        }
    }
}

/// Makes a request, again where the other side is busy, and gives the body of a good answer.
fn patiently(what: &str, send: impl Fn() -> Result<Response<Body>, ureq::Error>) -> Result<Vec<u8>, Failure> {
    let cannot = |reason: String| Failure::new(format!("{what}: {reason}"));
    for attempt in 1.. {
        let mut answer = send().map_err(|error| cannot(error.to_string()))?;
        let status = answer.status();
        let body = answer
            .body_mut()
            .with_config()
            .limit(LONGEST_ANSWER)
            .read_to_vec()
            .map_err(|error| cannot(error.to_string()))?;
        if status.is_success() {
            return Ok(body);
        }
        let is_busy = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        if !is_busy || attempt == MOST_TRIES {
            return Err(cannot(reason(status, &body)));
        }
        thread::sleep(pause(&answer, attempt));
    }
    unreachable!("attempts are counted without end")
}

/// How long to wait before the next attempt: as long as the service asks for, else twice as long each time.
fn pause(answer: &Response<Body>, attempt: u32) -> Duration {
    let asked = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    asked.map_or(Duration::from_millis(250 << attempt.min(6)), Duration::from_secs).min(LONGEST_PAUSE)
}

/// The service's own words in an answer that is no good one.
fn reason(status: StatusCode, body: &[u8]) -> String {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    match &answer["detail"] {
        Value::String(sentence) => format!("{} {sentence}", status.as_u16()),
        Value::Array(problems) => format!("{}{}", status.as_u16(), lines(problems)),
        // What stands before the service, such as a gateway, answers in its own shape.
        _ => status.to_string(),
    }
}

/// Each problem of an answer in a line of its own.
pub(crate) fn lines(problems: &[Value]) -> String {
    let line = |problem: &Value| {
        let loc = problem["loc"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let place = loc.collect::<Vec<_>>().join(".");
        format!("\n  {place}: {}", problem["msg"].as_str().unwrap_or_default())
    };
    problems.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_services_own_words_are_told() {
        let told = |body: &str| reason(StatusCode::NOT_FOUND, body.as_bytes());
        assert_eq!(told(r#"{"detail":"There is no such report."}"#), "404 There is no such report.");
        let problems = r#"{"detail":[{"loc":["body","kind"],"msg":"required","type":"missing"}]}"#;
        assert_eq!(told(problems), "404\n  body.kind: required");
        for other in ["", "<html>", r#"{"message":"Not Found"}"#] {
            assert_eq!(told(other), "404 Not Found");
        }
    }
}
