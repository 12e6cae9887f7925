//! An H2O server over HTTP.

use std::{sync::Arc, time::Duration};

use report_h2o::Server;
use rustls::crypto::ring;
use ureq::{
    Agent,
    tls::{Certificate, RootCerts, TlsConfig},
};

use crate::failure::Failure;

/// Bytes of an answer. A model with many classes has a few megabytes.
const LARGEST_ANSWER: u64 = 256 * 1024 * 1024;

/// A server at an address such as `http://h2o:54321`.
pub(crate) struct HttpServer {
    agent: Agent,
    base: String,
}

impl HttpServer {
    /// # Errors
    /// When the text is no address of a server.
    pub(crate) fn new(url: &str) -> Result<Self, Failure> {
        if !(url.starts_with("http://") || url.starts_with("https://")) {
            return Err(Failure::new(format!(
                "{url:?} is no address of a server; expected http://host:54321"
            )));
        }
        let mut config = Agent::config_builder()
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_global(Some(Duration::from_secs(300)))
            .http_status_as_error(false);
        if url.starts_with("https://") {
            config = config.tls_config(tls());
        }
        Ok(Self { agent: config.build().into(), base: url.trim_end_matches('/').to_owned() })
    }
}

/// Trusts what the system trusts: a server inside a company often has a certificate of the company's own authority.
fn tls() -> TlsConfig {
    let certificates = rustls_native_certs::load_native_certs().certs;
    let roots: Vec<Certificate<'static>> =
        certificates.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).collect();
    TlsConfig::builder()
        .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
        .root_certs(RootCerts::Specific(Arc::new(roots)))
        .build()
}

impl Server for HttpServer {
    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        let mut answer =
            self.agent.get(format!("{}{path}", self.base)).call().map_err(|error| error.to_string())?;
        match answer.status().as_u16() {
            200 => {}
            404 => return Ok(None),
            // The body is left out: it is a Java stack trace.
            status => return Err(format!("the server answered {status}")),
        }
        let body = answer.body_mut().with_config().limit(LARGEST_ANSWER).read_to_vec();
        body.map(Some).map_err(|error| error.to_string())
    }
}
