//! One POST over the connector that the AWS clients use, so that there is one HTTP and one TLS implementation.

use std::time::Duration;

use aws_smithy_http_client::{
    Connector,
    tls::{Provider, rustls_provider::CryptoMode},
};
use aws_smithy_runtime_api::client::{
    http::HttpConnector,
    orchestrator::{HttpRequest, HttpResponse},
};
use aws_smithy_types::{body::SdkBody, byte_stream::ByteStream};

use crate::provider::Trouble;

/// Bytes of an answer that are read; one that is longer is no answer to the question asked.
const LARGEST_ANSWER: usize = 256 * 1024;

/// The connector for an address.
pub(crate) fn connector(url: &str) -> Connector {
    let builder = Connector::builder();
    if url.starts_with("http://") {
        builder.build_http()
    } else {
        builder.tls_provider(Provider::Rustls(CryptoMode::Ring)).build()
    }
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) body: Vec<u8>,
}

/// Sends a JSON document.
pub(crate) async fn post(
    connector: &Connector,
    url: &str,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
) -> Result<Answer, Trouble> {
    let mut request = HttpRequest::new(SdkBody::from(body));
    let refused = |_| Trouble::Unreachable;
    request.set_method("POST").map_err(|_| Trouble::Unreachable)?;
    request.set_uri(url.to_owned()).map_err(refused)?;
    for (name, value) in headers {
        request.headers_mut().try_insert(name, value).map_err(|_| Trouble::NotAllowed)?;
    }
    let response: HttpResponse = connector.call(request).await.map_err(|error| {
        tracing::warn!(error = ?error, "the language model's endpoint");
        Trouble::Unreachable
    })?;
    let status = response.status().as_u16();
    let retry_after = response
        .headers()
        .get("retry-after")
        .and_then(|value| value.trim().parse().ok())
        .map(Duration::from_secs);
    let mut body = Vec::new();
    let mut stream = ByteStream::new(response.into_body());
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| Trouble::Unreachable)?;
        if body.len() + chunk.len() > LARGEST_ANSWER {
            return Err(Trouble::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { status, retry_after, body })
}

/// What a status other than success means.
pub(crate) fn trouble(answer: &Answer) -> Option<Trouble> {
    match answer.status {
        200..=299 => None,
        401 | 403 => Some(Trouble::NotAllowed),
        429 => Some(Trouble::Throttled { retry_after: answer.retry_after }),
        503 if answer.retry_after.is_some() => Some(Trouble::Throttled { retry_after: answer.retry_after }),
        status => Some(Trouble::Failed(status)),
    }
}
