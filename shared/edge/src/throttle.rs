//! Limits of API keys: 429, and the fields that let a client keep to its limit before it gets one.
//!
//! `RateLimit-Policy` and `RateLimit` are those of draft-ietf-httpapi-ratelimit-headers-11.

use std::{collections::HashMap, sync::Mutex, time::Duration};

use lambda_http::http::{HeaderMap, HeaderName, HeaderValue};
use report_domain::{RateLimit, Timestamp};
use report_storage::{FullAt, KeyDigest, Taken, Throttle};

/// How long a request waits for its bucket. A table that hangs must leave it time for what was asked.
const PATIENCE: Duration = Duration::from_millis(if cfg!(test) { 50 } else { 1000 });
/// Most buckets that are remembered. Memory must not grow with the number of clients.
const MOST_REMEMBERED: usize = 1000;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Where a key stands after a request, with regard to its limit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    limit: RateLimit,
    taken: Taken,
}

impl Standing {
    /// Whether the request is admitted.
    pub(crate) fn is_admitted(&self) -> bool {
        self.taken.is_admitted
    }

    /// The limit.
    pub(crate) fn limit(&self) -> RateLimit {
        self.limit
    }

    /// In how many seconds there will be one more request than now; after a refusal, when to come back.
    pub(crate) fn seconds(&self) -> u64 {
        whole_seconds(self.taken.next)
    }

    /// Says what the limit is, as a quota and the window in which a used-up one is whole again, and how much of it is left: `r`
    /// requests, and no more than those for `t` seconds.
    pub(crate) fn tell(&self, headers: &mut HeaderMap) {
        let (quota, window) = (self.limit.burst(), whole_seconds(self.limit.window()));
        let policy = format!("\"key\";q={quota};w={window}");
        let left = format!("\"key\";r={};t={}", self.taken.left, self.seconds());
        for (name, value) in [(POLICY, policy), (LIMIT, left)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
    }
}

/// Rounded up, so that whoever waits so long has waited long enough.
fn whole_seconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos().div_ceil(1_000_000_000)).unwrap_or(u64::MAX)
}

/// The buckets of keys, as this function has last seen them.
#[derive(Debug, Default)]
pub(crate) struct Buckets(Mutex<HashMap<KeyDigest, FullAt>>);

impl Buckets {
    /// Counts a request of a key; `None` if the table does not say how much of its limit is used.
    ///
    /// The request is then let through. The key is known to be good, so the limit keeps a client that means well from
    /// getting in others' way; to refuse everybody for an outage of it would be the greater harm. The gateway's own throttling
    /// still holds, and so does the request's time.
    pub(crate) async fn take(
        &self,
        store: &impl Throttle,
        digest: KeyDigest,
        limit: RateLimit,
        now: Timestamp,
    ) -> Option<Standing> {
        let known = self.lock().get(&digest).copied();
        let taken = tokio::time::timeout(PATIENCE, store.take_request(digest, limit, now, known)).await;
        let taken = match taken {
            Ok(Ok(taken)) => taken,
            // A metric counts these lines by their text (`UncheckedLimits` in `template.yaml`).
            Ok(Err(error)) => {
                tracing::error!(%error, "limit of a key not checked");
                return None;
            }
            Err(_) => {
                let error = "the table did not answer in time";
                tracing::error!(error, "limit of a key not checked");
                return None;
            }
        };
        self.remember(digest, taken.full_at);
        Some(Standing { limit, taken })
    }

    fn remember(&self, digest: KeyDigest, full_at: FullAt) {
        let mut known = self.lock();
        if known.len() >= MOST_REMEMBERED {
            known.clear();
        }
        known.insert(digest, full_at);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<KeyDigest, FullAt>> {
        // A panic cannot leave the map half-changed, so it can be used after one.
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use lambda_http::http::{
        Method, StatusCode,
        header::{AUTHORIZATION, LOCATION, RETRY_AFTER},
    };
    use report_domain::{ApiKey, Scope};
    use report_storage::{ApiKeys, Memory};

    use super::*;
    use crate::{
        Authenticator, Call, CallMethod, Caller, Endpoint, Failure, Reply, json, serve,
        testing::{api_key, call, show},
    };

    /// Answers what the query asks for.
    struct Answers;

    impl Endpoint for Answers {
        const METHODS: &'static [CallMethod] = &[CallMethod::Get];
        const ALLOW: &'static str = "GET, HEAD";

        async fn answer(&self, call: &Call, _: &Caller) -> Result<Reply, Failure> {
            match call.query.one("what") {
                Ok(Some("404")) => Err(Failure::no_such_report()),
                Ok(Some("302")) => {
                    let mut reply = json(StatusCode::FOUND, &());
                    reply.headers_mut().insert(LOCATION, HeaderValue::from_static("https://bucket/"));
                    Ok(reply)
                }
                _ => Ok(json(StatusCode::OK, &())),
            }
        }
    }

    /// The keys "limited", to three requests and one more a minute, and "free".
    async fn authenticator() -> (Memory, Authenticator<Memory>) {
        let store = Memory::new();
        let limit = RateLimit::new("1/min".parse().expect("a rate"), 3).ok();
        for (text, limit) in [("limited", limit), ("free", None)] {
            let key = ApiKey { limit, ..api_key([Scope::Read], None) };
            store.create_api_key(KeyDigest::of(text), &key).await.expect("a new key");
        }
        (store.clone(), Authenticator::new(store))
    }

    async fn ask(authenticator: &Authenticator<Memory>, key: &str, method: Method, what: &str) -> Reply {
        let call = call(method, &format!("what={what}"), &[(AUTHORIZATION, &format!("Bearer {key}"))]);
        serve(authenticator, &Answers, call, Duration::from_secs(10)).await
    }

    fn header(reply: &Reply, name: impl lambda_http::http::header::AsHeaderName) -> Option<String> {
        reply.headers().get(name).map(|value| value.to_str().expect("text").to_owned())
    }

    #[tokio::test]
    async fn a_limited_key_is_told_what_is_left_and_then_when_to_come_back() {
        let (store, authenticator) = authenticator().await;
        for (left, what, status) in [(2, "200", 200), (1, "404", 404), (0, "200", 200)] {
            let reply = ask(&authenticator, "limited", Method::GET, what).await;
            assert_eq!(reply.status(), status);
            assert_eq!(header(&reply, POLICY).as_deref(), Some("\"key\";q=3;w=180"));
            assert_eq!(header(&reply, LIMIT), Some(format!("\"key\";r={left};t=60")));
            assert_eq!(header(&reply, RETRY_AFTER), None);
        }
        let writes = store.calls("dynamodb:UpdateItem");
        let refused = ask(&authenticator, "limited", Method::GET, "200").await;
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(header(&refused, RETRY_AFTER).as_deref(), Some("60"));
        assert_eq!(header(&refused, LIMIT).as_deref(), Some("\"key\";r=0;t=60"));
        let shown = show(refused);
        assert!(shown.contains("This API key's limit of requests (1/min, burst 3) is used up"), "{shown}");
        assert_eq!(store.calls("dynamodb:UpdateItem"), writes, "who is refused costs no write");
    }

    #[tokio::test]
    async fn a_key_without_a_limit_costs_no_write_and_is_told_nothing() {
        let (store, authenticator) = authenticator().await;
        for _ in 0..5 {
            let reply = ask(&authenticator, "free", Method::GET, "200").await;
            assert_eq!(
                (reply.status(), header(&reply, LIMIT), header(&reply, POLICY)),
                (StatusCode::OK, None, None)
            );
        }
        assert_eq!(store.calls("dynamodb:UpdateItem"), 0);
    }

    #[tokio::test]
    async fn only_requests_with_a_good_key_and_a_method_count() {
        let (store, authenticator) = authenticator().await;
        ask(&authenticator, "unknown", Method::GET, "200").await;
        ask(&authenticator, "limited", Method::PUT, "200").await;
        assert_eq!(store.calls("dynamodb:UpdateItem"), 0);
    }

    #[tokio::test]
    async fn a_redirect_to_the_bucket_says_nothing_of_a_limit_that_the_bucket_has_not() {
        let (_, authenticator) = authenticator().await;
        let reply = ask(&authenticator, "limited", Method::GET, "302").await;
        assert_eq!((reply.status(), header(&reply, LIMIT)), (StatusCode::FOUND, None));
    }

    #[tokio::test]
    async fn a_table_that_does_not_answer_about_a_limit_refuses_nobody() {
        let (store, authenticator) = authenticator().await;
        store.fail("dynamodb:UpdateItem", "RATE#");
        for _ in 0..5 {
            let reply = ask(&authenticator, "limited", Method::GET, "200").await;
            assert_eq!((reply.status(), header(&reply, LIMIT)), (StatusCode::OK, None));
        }
    }

    #[tokio::test]
    async fn a_table_that_hangs_takes_little_of_the_requests_time() {
        let (store, authenticator) = authenticator().await;
        store.before("dynamodb:UpdateItem", std::future::pending());
        let began = Instant::now();
        assert_eq!(ask(&authenticator, "limited", Method::GET, "200").await.status(), StatusCode::OK);
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }
}
