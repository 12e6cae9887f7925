//! Idempotency keys: a request that is sent twice creates one report.
//!
//! A request with a key first *claims* it by a conditional write. The transaction that creates the report settles the
//! claim, so a report never exists without its key. A request that fails releases its claim. If a request ends without
//! releasing it, the claim lapses after [`CLAIM_LIFETIME`].

use std::time::Duration;

use aws_sdk_dynamodb::{
    operation::put_item::PutItemError,
    types::{ReturnValuesOnConditionCheckFailure, Update},
};
use report_domain::{
    EntityId, JobId, Kind, OptionsIdentity, ProjectId, Report, ReportId, ReportOptions, Subject, Timestamp,
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    KeyDigest, StorageError, Table,
    item::{Attributes, Reader, key, millis, names, s, ttl, values},
};

/// How long a repeated request gets the answer of the first one.
pub(crate) const ANSWER_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a claim excludes other requests. API Gateway ends every request before that.
pub(crate) const CLAIM_LIFETIME: Duration = Duration::from_secs(35);

/// An `Idempotency-Key` of one API key. The same header from two API keys makes two keys.
#[derive(Debug, Clone)]
pub struct IdempotencyKey(pub(crate) String);

impl IdempotencyKey {
    /// The key of a request made with that API key, by the value of its header.
    pub fn new(api_key: KeyDigest, header: &str) -> Self {
        Self(hex(Sha256::new().chain_update(api_key.as_bytes()).chain_update(header.as_bytes())))
    }

    pub(crate) fn primary_key(&self) -> Attributes {
        key(format_args!("IDEM#{}", self.0), "IDEM")
    }
}

/// The hash of what a request asks for. Bodies that differ only in spaces, in the order of their members or in defaults
/// written out have the same hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestHash(String);

impl RequestHash {
    /// The hash of a request for such a report.
    pub fn of(subject: &Subject, options: &ReportOptions) -> Self {
        // The members of a struct have a fixed order. Those of a JSON object do not: it depends on features of `serde_json`.
        #[derive(Serialize)]
        struct Request<'a> {
            project_id: ProjectId,
            kind: Kind,
            entity_id: EntityId,
            options: OptionsIdentity<'a>,
        }
        let Subject { project_id, kind, entity_id } = *subject;
        let options = OptionsIdentity(options);
        let mut digest = Sha256::new();
        // Writing cannot fail: ids, enums, flags and strings are always JSON, and a digest takes every byte.
        let _ = serde_json::to_writer(&mut digest, &Request { project_id, kind, entity_id, options });
        Self(hex(digest))
    }
}

fn hex(digest: Sha256) -> String {
    format!("{:x}", digest.finalize())
}

/// The right to create the report of an idempotency key.
#[derive(Debug, Clone)]
pub struct Claim {
    pub(crate) key: IdempotencyKey,
    pub(crate) token: Uuid,
}

/// The outcome of claiming an idempotency key.
#[derive(Debug)]
pub enum ClaimOutcome {
    /// The key is claimed: the request may create its report.
    Taken(Claim),
    /// The same request has been answered, with these ids.
    Answered {
        /// The report made then.
        report_id: ReportId,
        /// Its job.
        job_id: JobId,
    },
    /// The same request is being worked on.
    InFlight,
    /// The key belongs to another request.
    OtherRequest,
}

impl Claim {
    /// A claim on that key. It holds only after [`IdempotencyKeys::claim`] has stored it.
    pub fn new(key: IdempotencyKey) -> Self {
        Self { key, token: Uuid::new_v4() }
    }

    /// The write that settles the claim in the transaction that creates the report. It fails if the claim was lost.
    pub(crate) fn settle(&self, table: &str, report: &Report) -> Result<Update, StorageError> {
        const UPDATE: &str = "SET #report_id = :report, #job_id = :job, #valid_until = :until, #expires_at = :ttl \
                              REMOVE #claim, #claimed_until";
        const CONDITION: &str = "#claim = :claim";
        let until = Timestamp::now().after(ANSWER_LIFETIME);
        Update::builder()
            .table_name(table)
            .set_key(Some(self.key.primary_key()))
            .update_expression(UPDATE)
            .condition_expression(CONDITION)
            .set_expression_attribute_names(Some(names(&[UPDATE, CONDITION])))
            .set_expression_attribute_values(Some(values([
                (":report", s(report.id)),
                (":job", s(report.job_id)),
                (":until", millis(until)),
                (":ttl", ttl(until)),
                (":claim", s(self.token)),
            ])))
            .build()
            .map_err(|error| StorageError::unbuilt("dynamodb:TransactWriteItems", error))
    }
}

/// The outcome for a request whose key has an item already. `None` if that item has lapsed.
fn outcome_of(
    item: &Attributes,
    request: &RequestHash,
    now: Timestamp,
) -> Result<Option<ClaimOutcome>, StorageError> {
    let read = Reader(item);
    let claimed_until = read.optional_instant("claimed_until")?;
    let standing_until = match claimed_until {
        Some(until) => until,
        None => read.instant("valid_until")?,
    };
    if standing_until < now {
        return Ok(None);
    }
    if read.text("request")? != request.0 {
        return Ok(Some(ClaimOutcome::OtherRequest));
    }
    if claimed_until.is_some() {
        return Ok(Some(ClaimOutcome::InFlight));
    }
    Ok(Some(ClaimOutcome::Answered { report_id: read.parsed("report_id")?, job_id: read.parsed("job_id")? }))
}

/// Gives a repeated request the report of the first one.
pub trait IdempotencyKeys: Send + Sync {
    /// Claims an idempotency key for a request. If the key is taken, the outcome says what became of the earlier request.
    ///
    /// # Errors
    /// When the table cannot be read or written.
    fn claim(
        &self,
        key: &IdempotencyKey,
        request: &RequestHash,
    ) -> impl Future<Output = Result<ClaimOutcome, StorageError>> + Send;

    /// Releases a claim after a failure, so that the client may repeat the request at once. A settled or lost claim stays as
    /// it is.
    fn release(&self, claim: Claim) -> impl Future<Output = ()> + Send;
}

impl IdempotencyKeys for Table {
    async fn claim(&self, key: &IdempotencyKey, request: &RequestHash) -> Result<ClaimOutcome, StorageError> {
        const OPERATION: &str = "dynamodb:PutItem";
        // DynamoDB may delete expired items days later, so the condition compares both times.
        const IS_FREE: &str = "attribute_not_exists(#pk) OR #claimed_until < :now OR #valid_until < :now";
        let now = Timestamp::now();
        let claim = Claim::new(key.clone());
        let until = now.after(CLAIM_LIFETIME);
        let mut item = key.primary_key();
        item.insert("request".to_owned(), s(&request.0));
        item.insert("claim".to_owned(), s(claim.token));
        item.insert("claimed_until".to_owned(), millis(until));
        item.insert("expires_at".to_owned(), ttl(until));
        let sent = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(item))
            .condition_expression(IS_FREE)
            .set_expression_attribute_names(Some(names(&[IS_FREE])))
            .set_expression_attribute_values(Some(values([(":now", millis(now))])))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        let Err(error) = sent else { return Ok(ClaimOutcome::Taken(claim)) };
        let Some(PutItemError::ConditionalCheckFailedException(taken)) = error.as_service_error() else {
            return Err(StorageError::from_sdk(OPERATION, error));
        };
        let Some(item) = &taken.item else {
            // The item was deleted after its condition had been checked. The next request finds the key free.
            return Ok(ClaimOutcome::InFlight);
        };
        // The item has the token of this call: the SDK has repeated the call because its answer was lost.
        if Reader(item).optional_text("claim")? == Some(claim.token.to_string().as_str()) {
            return Ok(ClaimOutcome::Taken(claim));
        }
        Ok(outcome_of(item, request, now)?.unwrap_or(ClaimOutcome::InFlight))
    }

    async fn release(&self, claim: Claim) {
        const IS_HELD: &str = "#claim = :claim";
        let sent = self
            .client
            .delete_item()
            .table_name(&self.name)
            .set_key(Some(claim.key.primary_key()))
            .condition_expression(IS_HELD)
            .set_expression_attribute_names(Some(names(&[IS_HELD])))
            .set_expression_attribute_values(Some(values([(":claim", s(claim.token))])))
            .send()
            .await;
        if let Err(error) = sent
            && !error.as_service_error().is_some_and(|error| error.is_conditional_check_failed_exception())
        {
            // The claim lapses by itself. Until then the client cannot repeat the request.
            tracing::warn!(error = %StorageError::from_sdk("dynamodb:DeleteItem", error), "claim not released");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::tests::queued;

    const NOW: i64 = 1_700_000_000_000;

    fn hash(title: &str) -> RequestHash {
        let options = serde_json::json!({ "title": title });
        let options = options.as_object().expect("an object");
        RequestHash::of(&queued().subject, &ReportOptions::from_json(options, &[]).expect("valid"))
    }

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_unix_millis(NOW + millis)
    }

    fn in_flight() -> Attributes {
        let mut item = key("IDEM#k", "IDEM");
        item.insert("request".into(), s(&hash("Q3").0));
        item.insert("claim".into(), s("t"));
        item.insert("claimed_until".into(), millis(at(0)));
        item
    }

    fn answered() -> Attributes {
        let mut item = in_flight();
        item.remove("claim");
        item.remove("claimed_until");
        item.insert("valid_until".into(), millis(at(0)));
        item.insert("report_id".into(), s(queued().id));
        item.insert("job_id".into(), s(queued().job_id));
        item
    }

    #[test]
    fn a_key_answers_its_own_request_only_and_not_for_ever() {
        let outcome = |item: Attributes, title, millis| {
            outcome_of(&item, &hash(title), at(millis)).expect("a valid item")
        };
        assert!(matches!(outcome(in_flight(), "Q3", -1), Some(ClaimOutcome::InFlight)));
        assert!(matches!(outcome(in_flight(), "Q4", -1), Some(ClaimOutcome::OtherRequest)));
        assert!(outcome(in_flight(), "Q4", 1).is_none(), "a claim of a request that died lapses");
        assert!(matches!(outcome(answered(), "Q3", -1), Some(ClaimOutcome::Answered { .. })));
        assert!(matches!(outcome(answered(), "Q4", -1), Some(ClaimOutcome::OtherRequest)));
        assert!(outcome(answered(), "Q4", 1).is_none(), "after a day the key is free");
    }

    #[test]
    fn clients_cannot_meet_each_others_keys() {
        let (one, two) = (KeyDigest::of("one"), KeyDigest::of("two"));
        assert_ne!(IdempotencyKey::new(one, "k").0, IdempotencyKey::new(two, "k").0);
    }

    #[test]
    fn defaults_written_out_are_the_same_request() {
        let read = |json: serde_json::Value| {
            let options = ReportOptions::from_json(json.as_object().expect("an object"), &[]).expect("valid");
            RequestHash::of(&queued().subject, &options)
        };
        assert_eq!(
            read(serde_json::json!({ "include_charts": true, "title": null })),
            read(serde_json::json!({}))
        );
        assert_ne!(read(serde_json::json!({ "include_charts": false })), read(serde_json::json!({})));
    }

    #[test]
    fn a_request_that_is_repeated_across_an_update_is_the_same() {
        // As the version before `include_figures` stored it.
        let stored = "5bcec013afe5b14710f6d980b708b6c3c57737416e6c2cf08018518d73a4f766";
        let uuid = |text: &str| text.parse::<Uuid>().expect("a UUID");
        let subject = Subject {
            project_id: uuid("baac4187-0a67-4898-b5f7-bc933da9f157").into(),
            kind: Kind::Model,
            entity_id: uuid("2e2b6c84-8ca8-4dea-931c-5456ea10378d").into(),
        };
        let hash = |more: serde_json::Value| {
            let mut options =
                serde_json::json!({ "title": "Report 0", "comments": "As the former version stored it." });
            let (options, more) =
                (options.as_object_mut().expect("an object"), more.as_object().expect("an object"));
            options.extend(more.clone());
            RequestHash::of(&subject, &ReportOptions::from_json(options, &[]).expect("valid")).0
        };
        assert_eq!(hash(serde_json::json!({})), stored);
        assert_eq!(hash(serde_json::json!({ "include_figures": true })), stored);
        assert_ne!(hash(serde_json::json!({ "include_figures": false })), stored);
    }
}
