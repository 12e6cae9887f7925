//! One POST over the connector that the AWS clients use, so that there is one HTTP and one TLS implementation.

use std::{sync::OnceLock, time::Duration};

use aws_smithy_http_client::{
    Connector,
    tls::{Provider, rustls_provider::CryptoMode},
};
use aws_smithy_runtime_api::client::{
    http::HttpConnector,
    orchestrator::{HttpRequest, HttpResponse},
};
use aws_smithy_types::{body::SdkBody, byte_stream::ByteStream};

/// Bytes that an answer may have.
const LARGEST_ANSWER: usize = 256 * 1024;

/// Names and values of headers.
pub type Headers = Vec<(String, String)>;

/// Why a call gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// There are too many calls.
    #[error("it has too many calls")]
    Throttled {
        /// How long it wants to be left alone.
        retry_after: Option<Duration>,
    },
    /// The credentials are not accepted, or do not allow the call.
    #[error("it does not accept the credentials")]
    NotAllowed,
    /// Nobody answers, or the connection broke.
    #[error("it cannot be reached")]
    Unreachable,
    /// Another status than success.
    #[error("it answered with status {0}")]
    Failed(u16),
    /// The answer is longer than any that is wanted.
    #[error("its answer is too long")]
    TooLong,
    /// The endpoint gave up waiting.
    #[error("it did not answer in time")]
    TimedOut,
}

/// Connections to one endpoint, opened with the first request: most reports ask no model.
#[derive(Debug, Default)]
pub struct Http(OnceLock<Connector>);

impl Http {
    fn connector(&self, url: &str) -> &Connector {
        self.0.get_or_init(|| match Connector::builder() {
            builder if url.starts_with("http://") => builder.build_http(),
            builder => builder.tls_provider(Provider::Rustls(CryptoMode::Ring)).build(),
        })
    }

    /// Sends a JSON document, and reads the answer to its end.
    ///
    /// # Errors
    /// When there is no answer, or another than success.
    pub async fn post(&self, url: &str, headers: Headers, body: Vec<u8>) -> Result<Vec<u8>, CallError> {
        let mut request = HttpRequest::new(SdkBody::from(body));
        request.set_method("POST").map_err(|_| CallError::Unreachable)?;
        request.set_uri(url.to_owned()).map_err(|_| CallError::Unreachable)?;
        for (name, value) in headers {
            request.headers_mut().try_insert(name, value).map_err(|_| CallError::NotAllowed)?;
        }
        let response = self.connector(url).call(request).await.map_err(|error| {
            tracing::warn!(error = ?error, "the endpoint of a call");
            CallError::Unreachable
        })?;
        if let Some(error) = error_of(&response) {
            tracing::warn!(status = response.status().as_u16(), "the endpoint of a call");
            return Err(error);
        }
        let mut body = Vec::new();
        let mut stream = ByteStream::new(response.into_body());
        while let Some(chunk) = stream.next().await {
            body.extend_from_slice(&chunk.map_err(|_| CallError::Unreachable)?);
            if body.len() > LARGEST_ANSWER {
                return Err(CallError::TooLong);
            }
        }
        Ok(body)
    }
}

/// The error that a status other than success means.
fn error_of(response: &HttpResponse) -> Option<CallError> {
    let header = |name: &str| response.headers().get(name).map(str::trim);
    let retry_after = header("retry-after").and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    // AWS answers with the status of a bad request when a quota is used up.
    let is_over_quota =
        header("x-amzn-errortype").is_some_and(|name| name.starts_with("ServiceQuotaExceeded"));
    match response.status().as_u16() {
        200..=299 => None,
        401 | 403 => Some(CallError::NotAllowed),
        408 => Some(CallError::TimedOut),
        429 => Some(CallError::Throttled { retry_after }),
        _ if is_over_quota || retry_after.is_some() => Some(CallError::Throttled { retry_after }),
        status => Some(CallError::Failed(status)),
    }
}
