//! From an event of API Gateway to its answer.

use std::{
    env,
    panic::AssertUnwindSafe,
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::{FutureExt, future::BoxFuture};
use lambda_http::{
    Body,
    aws_lambda_events::apigw::{ApiGatewayV2httpRequest, ApiGatewayV2httpResponse},
    http::{HeaderName, HeaderValue, Method, StatusCode, header::ACCEPT},
};
use lambda_runtime::{Error, LambdaEvent, service_fn};
use report_domain::{Scope, Timestamp};
use report_storage::{ApiKeys, Throttle, within};
use tracing::Instrument;

use crate::{Accept, Authenticator, Call, Caller, Failure, Reply};

/// How long a request may take where nothing else is configured. The gateway cuts it off after 29 seconds.
const DEFAULT_BUDGET: Duration = Duration::from_secs(10);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A method of requests, as an endpoint serves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallMethod {
    /// `GET`, and `HEAD` with the same answer less its body. Needs the scope `read`.
    Get,
    /// `POST`. Needs the scope `write`.
    Post,
    /// `PUT`. Needs the scope `write`.
    Put,
    /// `DELETE`. Needs the scope `write`.
    Delete,
}

impl CallMethod {
    fn includes(self, method: &Method) -> bool {
        match self {
            CallMethod::Get => method == Method::GET || method == Method::HEAD,
            CallMethod::Post => method == Method::POST,
            CallMethod::Put => method == Method::PUT,
            CallMethod::Delete => method == Method::DELETE,
        }
    }

    fn scope(self) -> Scope {
        match self {
            CallMethod::Get => Scope::Read,
            CallMethod::Post | CallMethod::Put | CallMethod::Delete => Scope::Write,
        }
    }
}

/// One call of the API. In `template.yaml` its function has a log group, a role, and its routes, `ANY` among them, so that other
/// methods are answered with 405.
pub trait Endpoint: Send + Sync {
    /// The methods that it serves.
    const METHODS: &'static [CallMethod];
    /// All methods that its path serves, for `Allow`.
    const ALLOW: &'static str;
    /// Whether it answers in JSON; if not, it looks at `Accept` itself.
    const JSON: bool = true;

    /// The methods that this endpoint serves on the path of this call: all of them unless it has several paths.
    fn methods(&self, _call: &Call) -> &'static [CallMethod] {
        Self::METHODS
    }

    /// All methods that the path of this call serves: [`Endpoint::ALLOW`] unless the endpoint has several paths.
    fn allow(&self, _call: &Call) -> &'static str {
        Self::ALLOW
    }

    /// Answers a request whose sender is known and has the scope.
    fn answer(&self, call: &Call, caller: &Caller) -> impl Future<Output = Result<Reply, Failure>> + Send;
}

/// Answers requests until Lambda ends the process.
///
/// # Errors
/// When the Lambda runtime cannot be reached.
pub async fn run<K, E>(keys: K, endpoint: E) -> Result<(), Error>
where
    K: ApiKeys + Throttle + 'static,
    E: Endpoint + 'static,
{
    let shared = Arc::new((Authenticator::new(keys), endpoint));
    let budget = budget();
    lambda_runtime::run(service_fn(move |event: LambdaEvent<ApiGatewayV2httpRequest>| {
        let shared = Arc::clone(&shared);
        async move {
            let reply = serve(&shared.0, &shared.1, event.into(), budget).await;
            Ok::<_, Error>(to_event(reply))
        }
    }))
    .await
}

/// The call that needs no API key. Whoever knows its address may read what is there, so the address is a secret.
pub trait OpenEndpoint: Send + Sync {
    /// What logs have instead of the request's path.
    const LOGGED_PATH: &'static str;

    /// Answers `GET` or `HEAD`.
    fn answer(&self, call: &Call) -> impl Future<Output = Result<Reply, Failure>> + Send;

    /// The answer to a request that is not answered as asked.
    fn refuse(&self, call: &Call, failure: Failure) -> Reply;
}

/// Answers requests without API keys until Lambda ends the process.
///
/// # Errors
/// When the Lambda runtime cannot be reached.
pub async fn run_open<E: OpenEndpoint + 'static>(endpoint: E) -> Result<(), Error> {
    let endpoint = Arc::new(endpoint);
    let budget = budget();
    lambda_runtime::run(service_fn(move |event: LambdaEvent<ApiGatewayV2httpRequest>| {
        let endpoint = Arc::clone(&endpoint);
        async move { Ok::<_, Error>(to_event(serve_open(&*endpoint, event.into(), budget).await)) }
    }))
    .await
}

/// How long a request may take, by `REQUEST_BUDGET_SECONDS`.
fn budget() -> Duration {
    let seconds = env::var("REQUEST_BUDGET_SECONDS").ok().and_then(|text| text.parse().ok());
    seconds.map_or(DEFAULT_BUDGET, Duration::from_secs)
}

/// Answers one request within its budget, whatever it is.
pub async fn serve<K: ApiKeys + Throttle, E: Endpoint>(
    authenticator: &Authenticator<K>,
    endpoint: &E,
    call: Call,
    budget: Duration,
) -> Reply {
    let answer = Box::pin(answer(authenticator, endpoint, &call));
    reply(&call, &call.path, answer, budget, Failure::into_reply).await
}

/// Answers one request that needs no API key within its budget, whatever it is.
pub async fn serve_open<E: OpenEndpoint>(endpoint: &E, call: Call, budget: Duration) -> Reply {
    let answer = Box::pin(async {
        if !CallMethod::Get.includes(&call.method) {
            return Err(Failure::method_not_allowed("GET, HEAD"));
        }
        endpoint.answer(&call).await
    });
    reply(&call, E::LOGGED_PATH, answer, budget, |failure| endpoint.refuse(&call, failure)).await
}

/// The reply to a request, whatever becomes of its answer; and its line in the log.
///
/// The answer is boxed, because the futures of the AWS clients nest too deeply for the compiler to lay out as one.
async fn reply(
    call: &Call,
    path: &str,
    answer: BoxFuture<'_, Result<Reply, Failure>>,
    budget: Duration,
    refuse: impl FnOnce(Failure) -> Reply,
) -> Reply {
    let began = Instant::now();
    let span = tracing::info_span!("request", request_id = %call.request_id);
    let answer = AssertUnwindSafe(in_time(answer, budget)).catch_unwind().instrument(span.clone()).await;
    let _entered = span.enter();
    let mut reply = match answer {
        Ok(Ok(reply)) => reply,
        Ok(Err(failure)) => refuse(failure),
        Err(panic) => {
            // Requests share the clients and the map of known keys. A panic leaves neither half-changed.
            let reason = panic.downcast_ref::<&str>().map(ToString::to_string);
            let reason = reason.or_else(|| panic.downcast_ref::<String>().cloned());
            tracing::error!(reason, "panicked");
            refuse(Failure::internal())
        }
    };
    if let Ok(id) = HeaderValue::from_str(&call.request_id) {
        reply.headers_mut().insert(REQUEST_ID, id);
    }
    if call.method == Method::HEAD {
        *reply.body_mut() = Body::Empty;
    }
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(method = %call.method, path, status = reply.status().as_u16(), ms, "answered");
    reply
}

/// The answer if it comes within the budget. Calls of other services end before that by themselves, with an error that says
/// which one did not answer; this is for what they do not cover.
async fn in_time(answer: BoxFuture<'_, Result<Reply, Failure>>, budget: Duration) -> Result<Reply, Failure> {
    tokio::time::timeout(budget, within(budget, answer)).await.unwrap_or_else(|_| {
        tracing::error!(seconds = budget.as_secs(), "the request's time is used up");
        Err(Failure::unavailable())
    })
}

async fn answer<K: ApiKeys + Throttle, E: Endpoint>(
    authenticator: &Authenticator<K>,
    endpoint: &E,
    call: &Call,
) -> Result<Reply, Failure> {
    let Some(method) = endpoint.methods(call).iter().find(|method| method.includes(&call.method)) else {
        return Err(Failure::method_not_allowed(endpoint.allow(call)));
    };
    let caller = authenticator.authenticate(call, Timestamp::now()).await?;
    let Some(standing) = authenticator.count(&caller, Timestamp::now()).await else {
        return answer_to(endpoint, *method, call, &caller).await;
    };
    let answered = if standing.is_admitted() {
        answer_to(endpoint, *method, call, &caller).await
    } else {
        Err(Failure::too_many_requests(standing.limit(), standing.seconds()))
    };
    let mut reply = answered.unwrap_or_else(Failure::into_reply);
    // The address that a redirect leads to is not this API's, so the limit must not keep a client from following it.
    if reply.status() != StatusCode::FOUND {
        standing.tell(reply.headers_mut());
    }
    Ok(reply)
}

/// The answer to a caller whose key is good and not used up.
async fn answer_to<E: Endpoint>(
    endpoint: &E,
    method: CallMethod,
    call: &Call,
    caller: &Caller,
) -> Result<Reply, Failure> {
    if !caller.key.allows(method.scope()) {
        return Err(Failure::forbidden(method.scope()));
    }
    if E::JSON && Accept::parse(call.header(ACCEPT)).quality("application/json") == 0 {
        return Err(Failure::not_acceptable("application/json"));
    }
    endpoint.answer(call, caller).await
}

fn to_event(reply: Reply) -> ApiGatewayV2httpResponse {
    let (parts, body) = reply.into_parts();
    let mut event = ApiGatewayV2httpResponse::default();
    event.status_code = parts.status.as_u16().into();
    event.headers = parts.headers;
    event.is_base64_encoded = matches!(body, Body::Binary(_));
    event.body = (!matches!(body, Body::Empty)).then_some(body);
    event
}

#[cfg(test)]
mod tests;
