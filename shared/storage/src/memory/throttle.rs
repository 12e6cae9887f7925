//! Buckets of requests.

use report_domain::{RateLimit, Timestamp};

use super::Memory;
use crate::{FullAt, KeyDigest, StorageError, Taken, Throttle, throttle::take};

impl Throttle for Memory {
    async fn take_request(
        &self,
        digest: KeyDigest,
        limit: RateLimit,
        now: Timestamp,
        known: Option<FullAt>,
    ) -> Result<Taken, StorageError> {
        if let Some(taken) =
            known.map(|known| take(Some(known), limit, now)).filter(|taken| !taken.is_admitted)
        {
            return Ok(taken);
        }
        self.call("dynamodb:UpdateItem", format!("RATE#{digest}")).await?;
        let mut state = self.state();
        let taken = take(state.buckets.get(&digest).copied(), limit, now);
        state.buckets.insert(digest, taken.full_at);
        Ok(taken)
    }
}
