//! API keys and idempotency keys.

use report_domain::{ApiKey, JobId, RateLimit, ReportId};

use super::{
    Memory,
    state::{KeptKey, KeyState, State},
};
use crate::{
    ApiKeys, Claim, ClaimOutcome, IdempotencyKey, IdempotencyKeys, KeyDigest, ListedKey, RequestHash,
    StorageError,
    idempotency::{ANSWER_LIFETIME, CLAIM_LIFETIME},
    keys::check,
};

impl State {
    /// Whether an idempotency key is claimed by this very claim.
    pub(super) fn holds(&self, claim: &Claim) -> bool {
        let entry = self.idempotency.get(&claim.key.0);
        entry.is_some_and(|entry| matches!(entry.state, KeyState::Claimed(token) if token == claim.token))
    }

    /// Settles a claim with what is answered to a repeated request.
    pub(super) fn settle(&mut self, claim: &Claim, report_id: ReportId, job_id: JobId) {
        let until = self.now().after(ANSWER_LIFETIME);
        if let Some(entry) = self.idempotency.get_mut(&claim.key.0) {
            (entry.until, entry.state) = (until, KeyState::Settled { report_id, job_id });
        }
    }
}

impl IdempotencyKeys for Memory {
    async fn claim(&self, key: &IdempotencyKey, request: &RequestHash) -> Result<ClaimOutcome, StorageError> {
        self.call("dynamodb:PutItem", &key.0).await?;
        let mut state = self.state();
        let now = state.now();
        if let Some(entry) = state.idempotency.get(&key.0).filter(|entry| entry.until >= now) {
            return Ok(match entry.state {
                _ if entry.request != *request => ClaimOutcome::OtherRequest,
                KeyState::Claimed(_) => ClaimOutcome::InFlight,
                KeyState::Settled { report_id, job_id } => ClaimOutcome::Answered { report_id, job_id },
            });
        }
        let claim = Claim::new(key.clone());
        let claimed = KeyState::Claimed(claim.token);
        let entry = KeptKey { request: request.clone(), until: now.after(CLAIM_LIFETIME), state: claimed };
        state.idempotency.insert(key.0.clone(), entry);
        Ok(ClaimOutcome::Taken(claim))
    }

    async fn release(&self, claim: Claim) {
        if self.call("dynamodb:DeleteItem", &claim.key.0).await.is_ok() {
            let mut state = self.state();
            if state.holds(&claim) {
                state.idempotency.remove(&claim.key.0);
            }
        }
    }
}

impl ApiKeys for Memory {
    async fn api_key(&self, digest: KeyDigest) -> Result<Option<ApiKey>, StorageError> {
        self.call("dynamodb:GetItem", digest).await?;
        Ok(self.state().api_keys.get(&digest).cloned())
    }

    async fn create_api_key(&self, digest: KeyDigest, api_key: &ApiKey) -> Result<(), StorageError> {
        self.call("dynamodb:PutItem", digest).await?;
        check(api_key)?;
        let mut state = self.state();
        if state.api_keys.contains_key(&digest) {
            return Err(crate::keys::refused("the key exists already"));
        }
        state.api_keys.insert(digest, api_key.clone());
        Ok(())
    }

    async fn revoke_api_key(&self, digest: KeyDigest) -> Result<bool, StorageError> {
        self.call("dynamodb:UpdateItem", digest).await?;
        let mut state = self.state();
        let key = state.api_keys.get_mut(&digest);
        Ok(key.map(|key| key.revoked = true).is_some())
    }

    async fn limit_api_key(&self, digest: KeyDigest, limit: Option<RateLimit>) -> Result<bool, StorageError> {
        self.call("dynamodb:UpdateItem", digest).await?;
        let mut state = self.state();
        let key = state.api_keys.get_mut(&digest);
        Ok(key.map(|key| key.limit = limit).is_some())
    }

    async fn api_keys(&self) -> Result<Vec<ListedKey>, StorageError> {
        self.call("dynamodb:Scan", "").await?;
        let state = self.state();
        let listed = |(digest, key): (&KeyDigest, &ApiKey)| ListedKey { digest: *digest, key: key.clone() };
        let mut keys: Vec<_> = state.api_keys.iter().map(listed).collect();
        keys.sort_by_key(|listed| (listed.key.created_at, listed.digest));
        Ok(keys)
    }
}
