//! A server at an address.

use std::{fmt, fs, io, path::PathBuf, sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use rustls::crypto::ring;
use ureq::{
    Agent, Body,
    http::Response,
    tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem},
};

use super::{Answer, Request, Server, Unanswered};

/// What a server may take of its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of an answer.
    pub answer: u64,
    /// How long a question may take until its answer is there.
    pub time: Duration,
}

impl Default for Bounds {
    /// Far above real answers, and little enough to be held.
    fn default() -> Self {
        Self { answer: 256 * 1024 * 1024, time: Duration::from_secs(300) }
    }
}

/// How a caller proves who it is. Not shown by `Debug`.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Authorization {
    /// Not at all.
    #[default]
    None,
    /// A token.
    Bearer(String),
    /// A name and a password.
    Basic {
        /// The name.
        user: String,
        /// The password.
        password: String,
    },
}

impl fmt::Debug for Authorization {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Authorization::None => "None",
            Authorization::Bearer(_) => "Bearer(…)",
            Authorization::Basic { .. } => "Basic(…)",
        })
    }
}

impl Authorization {
    fn header(&self) -> Option<String> {
        match self {
            Authorization::None => None,
            Authorization::Bearer(token) => Some(format!("Bearer {token}")),
            Authorization::Basic { user, password } => {
                Some(format!("Basic {}", STANDARD.encode(format!("{user}:{password}"))))
            }
        }
    }
}

/// Whose certificates are trusted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Trust {
    /// Those of the authorities that the system trusts: a server inside a company often has a certificate of the company's
    /// own authority.
    #[default]
    System,
    /// Those of the authorities in a PEM file.
    File(PathBuf),
    /// Anybody's.
    Anybody,
}

/// A server at an address such as `http://h2o:54321`.
pub struct Client {
    agent: Agent,
    base: String,
    authorization: Option<String>,
    longest_answer: u64,
}

impl Client {
    /// A name and a password in the address (`https://ada:secret@mlflow`) are used where no other `authorization` is given.
    ///
    /// # Errors
    /// A sentence: the text is no address of a server, or the file of certificates cannot be used.
    pub fn new(address: &str, authorization: &Authorization, trust: &Trust) -> Result<Self, String> {
        Self::bounded(address, authorization, trust, Bounds::default())
    }

    /// The same with other bounds than usual.
    ///
    /// # Errors
    /// As with [`Client::new`].
    pub fn bounded(
        address: &str,
        authorization: &Authorization,
        trust: &Trust,
        bounds: Bounds,
    ) -> Result<Self, String> {
        let (base, inside) = without_secrets(address);
        let agent = agent_within(&base, trust, bounds.time)?;
        let authorization = authorization.header().or_else(|| inside?.header());
        Ok(Self { agent, base, authorization, longest_answer: bounds.answer })
    }

    /// Where the server is, without secrets.
    pub fn address(&self) -> &str {
        &self.base
    }

    fn send(&self, request: &Request<'_>) -> Result<Response<Body>, ureq::Error> {
        let address = format!("{}{}", self.base, request.path);
        match request.body {
            None => {
                let mut sent = self.agent.get(address);
                if let Some(authorization) = &self.authorization {
                    sent = sent.header("Authorization", authorization);
                }
                sent.call()
            }
            Some(body) => {
                let mut sent = self.agent.post(address).header("Content-Type", "application/json");
                if let Some(authorization) = &self.authorization {
                    sent = sent.header("Authorization", authorization);
                }
                sent.send(body)
            }
        }
    }
}

impl Server for Client {
    fn ask(&self, request: &Request<'_>) -> Result<Answer, Unanswered> {
        let mut response = self.send(request).map_err(unanswered)?;
        let retry_after = response
            .headers()
            .get("Retry-After")
            .and_then(|value| value.to_str().ok()?.trim().parse().ok())
            .map(Duration::from_secs);
        let body = response.body_mut().with_config().limit(self.longest_answer).read_to_vec();
        Ok(Answer { status: response.status().as_u16(), body: body.map_err(unanswered)?, retry_after })
    }
}

/// What asks the server at an address: with patience, and with the trust that is wanted where the address is `https`. An
/// error status is an answer like others.
///
/// # Errors
/// A sentence: the text is no address of a server, or the file of certificates cannot be used.
pub fn agent(address: &str, trust: &Trust) -> Result<Agent, String> {
    agent_within(address, trust, Bounds::default().time)
}

fn agent_within(address: &str, trust: &Trust, time: Duration) -> Result<Agent, String> {
    let secure = address.starts_with("https://");
    if !secure && !address.starts_with("http://") {
        return Err(format!("{address:?} is no address of a server; expected http://host:port"));
    }
    let mut config = Agent::config_builder()
        .timeout_connect(Some(Duration::from_secs(10)))
        .timeout_global(Some(time))
        .http_status_as_error(false);
    if secure {
        config = config.tls_config(tls(trust)?);
    }
    Ok(config.build().into())
}

/// The address without a trailing slash, and the name and the password that stood in it.
fn without_secrets(address: &str) -> (String, Option<Authorization>) {
    let address = address.trim().trim_end_matches('/');
    let apart = || {
        let (scheme, rest) = address.split_once("://")?;
        let end = rest.find('/').unwrap_or(rest.len());
        let at = rest[..end].rfind('@')?;
        let (user, password) = rest[..at].split_once(':').unwrap_or((&rest[..at], ""));
        let decoded =
            |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        let inside = Authorization::Basic { user: decoded(user), password: decoded(password) };
        Some((format!("{scheme}://{}", &rest[at + 1..]), Some(inside)))
    };
    apart().unwrap_or_else(|| (address.to_owned(), None))
}

fn tls(trust: &Trust) -> Result<TlsConfig, String> {
    let config = TlsConfig::builder().unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()));
    let specific = |roots: Vec<Certificate<'static>>| RootCerts::Specific(Arc::new(roots));
    Ok(match trust {
        Trust::System => {
            let found = rustls_native_certs::load_native_certs().certs;
            let roots = found.iter().map(|found| Certificate::from_der(found).to_owned()).collect();
            config.root_certs(specific(roots)).build()
        }
        Trust::File(path) => {
            let shown = path.display();
            let pem = fs::read(path)
                .map_err(|error| format!("cannot read the certificates in {shown}: {error}"))?;
            let roots: Vec<Certificate<'static>> = parse_pem(&pem)
                .filter_map(|item| match item {
                    Ok(PemItem::Certificate(certificate)) => Some(certificate),
                    _ => None,
                })
                .collect();
            if roots.is_empty() {
                return Err(format!("{shown} has no certificate; expected a PEM file with at least one"));
            }
            config.root_certs(specific(roots)).build()
        }
        Trust::Anybody => config.disable_verification(true).build(),
    })
}

/// What went wrong, told apart as far as it matters for what to do next.
fn unanswered(error: ureq::Error) -> Unanswered {
    let said = error.to_string();
    let said = said.strip_prefix("io: ").unwrap_or(&said).to_owned();
    match error {
        ureq::Error::BodyExceedsLimit(limit) => Unanswered::TooLong(limit),
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => Unanswered::NotReached(said),
        ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => Unanswered::NotReached(said),
        ureq::Error::Timeout(_) | ureq::Error::BodyStalled => Unanswered::Broken(said),
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => Unanswered::Certificate(said),
        // Within a connection, rustls reports through the operating system's errors.
        ureq::Error::Io(inner) if inner.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) => {
            Unanswered::Certificate(said)
        }
        ureq::Error::Io(inner)
            if inner.kind() == io::ErrorKind::ConnectionRefused
                || said.contains("failed to lookup address") =>
        {
            Unanswered::NotReached(said)
        }
        ureq::Error::Io(_) | ureq::Error::Protocol(_) => Unanswered::Broken(said),
        _ => Unanswered::Other(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_leave_the_address() {
        let (address, inside) = without_secrets("https://ada:p%40ss@mlflow.example:5000/base/");
        assert_eq!(address, "https://mlflow.example:5000/base");
        let expected = Authorization::Basic { user: "ada".into(), password: "p@ss".into() };
        assert_eq!(inside, Some(expected));
        assert_eq!(without_secrets("http://host/a@b"), ("http://host/a@b".into(), None));
    }

    #[test]
    fn secrets_are_not_shown() {
        let basic = Authorization::Basic { user: "ada".into(), password: "secret".into() };
        let shown = format!("{basic:?} {:?}", Authorization::Bearer("secret".into()));
        assert!(!shown.contains("secret") && !shown.contains("ada"), "{shown}");
        assert_eq!(basic.header().as_deref(), Some("Basic YWRhOnNlY3JldA=="));
    }

    #[test]
    fn what_is_no_address_is_said() {
        let error = Client::new("mlflow:5000", &Authorization::None, &Trust::System).err();
        assert_eq!(
            error.as_deref(),
            Some("\"mlflow:5000\" is no address of a server; expected http://host:port")
        );
    }
}
