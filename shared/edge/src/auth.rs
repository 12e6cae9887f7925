//! API keys: who is asking, and whether they may.

use std::{collections::HashMap, sync::Mutex};

use lambda_http::http::header::AUTHORIZATION;
use report_domain::{ApiKey, Timestamp};
use report_storage::{ApiKeys, KeyDigest, Throttle};

use crate::{
    Call, Failure,
    throttle::{Buckets, Standing},
};

/// How long a valid key is remembered, in milliseconds. The contract allows 60 s until a revocation holds everywhere; the
/// rest allows for clocks that differ.
const REMEMBERED_FOR_MS: i64 = 55_000;

/// Most keys that are remembered. Memory must not grow with the number of clients.
const MOST_REMEMBERED: usize = 1000;

/// Who is asking.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Names the key.
    pub digest: KeyDigest,
    /// What the key may do.
    pub key: ApiKey,
}

/// Checks API keys and their limits, and remembers valid ones for a while.
#[derive(Debug)]
pub struct Authenticator<K> {
    store: K,
    known: Mutex<HashMap<KeyDigest, (ApiKey, Timestamp)>>,
    buckets: Buckets,
}

impl<K: ApiKeys> Authenticator<K> {
    /// An authenticator that remembers no key yet.
    pub fn new(store: K) -> Self {
        Self { store, known: Mutex::new(HashMap::new()), buckets: Buckets::default() }
    }

    /// Finds out who is asking.
    ///
    /// # Errors
    /// 401 without a valid key; 503 when keys cannot be looked up.
    pub async fn authenticate(&self, call: &Call, now: Timestamp) -> Result<Caller, Failure> {
        let text = call.header(AUTHORIZATION).and_then(bearer).ok_or_else(Failure::unauthorized)?;
        let digest = KeyDigest::of(text);
        let key = match self.remembered(digest, now) {
            Some(key) => key,
            None => {
                let key = self.store.api_key(digest).await?.ok_or_else(Failure::unauthorized)?;
                // Only valid keys are remembered, so requests without one cannot push them out.
                if key.is_valid(now) {
                    self.remember(digest, &key, now);
                }
                key
            }
        };
        if key.is_valid(now) { Ok(Caller { digest, key }) } else { Err(Failure::unauthorized()) }
    }

    fn remembered(&self, digest: KeyDigest, now: Timestamp) -> Option<ApiKey> {
        // A panic cannot leave the map half-changed, so it can be used after one.
        let known = self.known.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let (key, since) = known.get(&digest)?;
        is_fresh(*since, now).then(|| key.clone())
    }

    fn remember(&self, digest: KeyDigest, key: &ApiKey, now: Timestamp) {
        let mut known = self.known.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if known.len() >= MOST_REMEMBERED {
            known.retain(|_, (_, since)| is_fresh(*since, now));
        }
        if known.len() >= MOST_REMEMBERED {
            known.clear();
        }
        known.insert(digest, (key.clone(), now));
    }
}

impl<K: Throttle> Authenticator<K> {
    /// Counts a request of that caller; `None` if its key has no limit, or none can be found out.
    pub(crate) async fn count(&self, caller: &Caller, now: Timestamp) -> Option<Standing> {
        self.buckets.take(&self.store, caller.digest, caller.key.limit?, now).await
    }
}

/// Measured by the wall clock. A monotonic clock may stand still while Lambda keeps the function frozen.
fn is_fresh(since: Timestamp, now: Timestamp) -> bool {
    (0..REMEMBERED_FOR_MS).contains(&(now.unix_millis() - since.unix_millis()))
}

/// The token of an `Authorization` header with the scheme `Bearer`.
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.trim().split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

#[cfg(test)]
mod tests {
    use lambda_http::http::{Method, StatusCode};
    use report_domain::Scope;
    use report_storage::Memory;

    use super::*;
    use crate::testing::api_key;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_millis(seconds * 1000)
    }

    /// An authenticator that knows one key, `rk_good`.
    async fn authenticator(revoked: bool, expires_at: Option<Timestamp>) -> Authenticator<Memory> {
        let key = ApiKey { expires_at, revoked, ..api_key([Scope::Read], None) };
        let store = Memory::new();
        store.create_api_key(KeyDigest::of("rk_good"), &key).await.expect("a new key");
        Authenticator::new(store)
    }

    fn call(authorization: &str) -> Call {
        crate::testing::call(Method::GET, "", &[(AUTHORIZATION, authorization)])
    }

    async fn status(authenticator: &Authenticator<Memory>, authorization: &str, now: i64) -> StatusCode {
        authenticator
            .authenticate(&call(authorization), at(now))
            .await
            .map_or_else(|failure| failure.status(), |_| StatusCode::OK)
    }

    #[tokio::test]
    async fn only_a_good_key_after_bearer_opens() {
        let authenticator = authenticator(false, None).await;
        for good in ["Bearer rk_good", "bearer rk_good", "BEARER   rk_good "] {
            assert_eq!(status(&authenticator, good, 1).await, StatusCode::OK, "{good}");
        }
        for bad in ["", "rk_good", "Bearer", "Bearer ", "Basic rk_good", "Bearer rk_bad", "Bearer rk_good x"]
        {
            assert_eq!(status(&authenticator, bad, 1).await, StatusCode::UNAUTHORIZED, "{bad}");
        }
    }

    #[tokio::test]
    async fn a_valid_key_is_remembered_for_less_than_a_minute() {
        let authenticator = authenticator(false, None).await;
        for now in [100, 120, 154] {
            assert_eq!(status(&authenticator, "Bearer rk_good", now).await, StatusCode::OK);
        }
        assert_eq!(authenticator.store.calls("dynamodb:GetItem"), 1);
        status(&authenticator, "Bearer rk_good", 160).await;
        assert_eq!(authenticator.store.calls("dynamodb:GetItem"), 2);
        status(&authenticator, "Bearer rk_good", 90).await;
        assert_eq!(authenticator.store.calls("dynamodb:GetItem"), 3, "a clock set back does not prolong it");
    }

    #[tokio::test]
    async fn revoked_and_expired_keys_open_nothing_even_if_remembered() {
        assert_eq!(
            status(&authenticator(true, None).await, "Bearer rk_good", 1).await,
            StatusCode::UNAUTHORIZED
        );
        let authenticator = authenticator(false, Some(at(10))).await;
        assert_eq!(status(&authenticator, "Bearer rk_good", 9).await, StatusCode::OK);
        assert_eq!(status(&authenticator, "Bearer rk_good", 10).await, StatusCode::UNAUTHORIZED);
    }
}
