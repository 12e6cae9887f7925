//! One request, as API Gateway hands it over.

use std::collections::HashMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use lambda_http::{
    aws_lambda_events::apigw::ApiGatewayV2httpRequest,
    http::{HeaderMap, Method, header::AsHeaderName},
};
use lambda_runtime::LambdaEvent;

use crate::Query;

/// One request.
#[derive(Debug, Clone)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// The host that the client has called.
    pub host: Option<String>,
    /// The path, decoded.
    pub path: String,
    /// The variable parts of the path, by name.
    pub path_parameters: HashMap<String, String>,
    /// The query.
    pub query: Query,
    /// The headers; those sent more than once are joined by commas.
    pub headers: HeaderMap,
    /// The body's bytes.
    pub body: Vec<u8>,
    /// Names this request in logs, and in what users report.
    pub request_id: String,
}

impl Call {
    /// A header, if it is there and text.
    pub fn header(&self, name: impl AsHeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A variable part of the path, read as an id; `None` if it is not one, so nothing has that id.
    pub fn path_id<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.path_parameters.get(name)?.parse().ok()
    }
}

impl From<LambdaEvent<ApiGatewayV2httpRequest>> for Call {
    fn from(event: LambdaEvent<ApiGatewayV2httpRequest>) -> Self {
        let LambdaEvent { payload, context } = event;
        let body = payload.body.unwrap_or_default();
        Self {
            method: payload.request_context.http.method,
            host: payload.request_context.domain_name,
            path: payload.raw_path.unwrap_or_default(),
            path_parameters: payload.path_parameters,
            query: Query::parse(payload.raw_query_string.as_deref().unwrap_or_default()),
            headers: payload.headers,
            body: if payload.is_base64_encoded {
                // API Gateway always sends valid base64. If it does not decode, the bytes stay as they are, and the client
                // is told that the body is not JSON.
                BASE64_STANDARD.decode(&body).unwrap_or_else(|_| body.into_bytes())
            } else {
                body.into_bytes()
            },
            request_id: payload.request_context.request_id.unwrap_or(context.request_id),
        }
    }
}
