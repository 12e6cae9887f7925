//! The queue between `create` and the renderer.

use std::time::Duration;

use report_domain::{JobId, ReportId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    aws::{Aws, Misconfigured, required},
    error::StorageError,
    lease::Lease,
};

/// How long a message is put off the first time. It doubles from time to time.
const FIRST_PAUSE: Duration = Duration::from_secs(15);
/// The longest time that the queue holds a message back.
const LONGEST_PAUSE: Duration = Duration::from_secs(900);

/// A message of the queue: which report to render. The renderer reads everything else from the table.
///
/// The queue counts how often it delivers a message, whatever the reason. So a renderer that cannot work sends a message
/// anew instead of having it delivered again, and the message itself remembers what matters for the next delivery. These
/// members are absent at first; messages of older versions have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    report_id: Uuid,
    job_id: Uuid,
    /// How often it was put off because a service that is needed did not work.
    #[serde(default, skip_serializing_if = "is_zero")]
    pauses: u32,
    /// The lease of an attempt that ended and could not say so in the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unreleased: Option<Uuid>,
    /// Whether to render the report with no other beside it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    alone: bool,
}

// Serde passes a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Message {
    /// A message to render that report.
    pub fn new(report_id: ReportId, job_id: JobId) -> Self {
        Self { report_id: report_id.uuid(), job_id: job_id.uuid(), pauses: 0, unreleased: None, alone: false }
    }

    /// The message for a report that an attempt did not survive: rendered alone, it can kill no other.
    pub fn alone(self) -> Self {
        Self { alone: true, ..self }
    }

    /// The message to send instead of this one when a service that is needed did not work.
    pub fn put_off(self) -> Self {
        Self { pauses: self.pauses.saturating_add(1), ..self }
    }

    /// The same message without its pause, for somebody who wants it delivered now.
    pub fn at_once(self) -> Self {
        Self { pauses: 0, ..self }
    }

    /// With the lease that could not be given up, or with none.
    pub fn with_unreleased(self, lease: Option<Lease>) -> Self {
        Self { unreleased: lease.map(|lease| lease.artifact_id.uuid()), ..self }
    }

    /// The report.
    pub fn report_id(&self) -> ReportId {
        self.report_id.into()
    }

    /// Its job, for logs.
    pub fn job_id(&self) -> JobId {
        self.job_id.into()
    }

    /// Whether nothing has happened to the report yet, as far as the message knows.
    pub fn is_first(&self) -> bool {
        self.pauses == 0 && !self.alone
    }

    /// How often it was put off.
    pub fn pauses(&self) -> u32 {
        self.pauses
    }

    /// Whether to render the report with no other beside it.
    pub fn is_alone(&self) -> bool {
        self.alone
    }

    /// The lease of an attempt that ended and could not say so.
    pub fn unreleased(&self) -> Option<Lease> {
        let artifact_id = self.unreleased?.into();
        Some(Lease { report_id: self.report_id(), artifact_id })
    }

    /// The longest time for which the queue holds the message back.
    pub fn longest_pause(&self) -> Duration {
        match self.pauses {
            0 => Duration::ZERO,
            pauses => LONGEST_PAUSE.min(FIRST_PAUSE * (1 << (pauses - 1).min(10))),
        }
    }

    /// For how long the queue holds the message back: half to all of the longest pause, so that messages that were put off
    /// together do not come back together.
    fn delay(&self) -> Duration {
        self.longest_pause().mul_f64(0.5 + fastrand::f64() / 2.0)
    }
}

/// The queue.
#[derive(Debug, Clone)]
pub struct Queue {
    client: aws_sdk_sqs::Client,
    url: String,
}

/// Asks for reports to be rendered.
pub trait RenderQueue: Send + Sync {
    /// Asks for a report to be rendered, after the message's pause if it was put off.
    ///
    /// # Errors
    /// When the queue does not take the message.
    fn send(&self, message: Message) -> impl Future<Output = Result<(), StorageError>> + Send;
}

impl RenderQueue for Queue {
    async fn send(&self, message: Message) -> Result<(), StorageError> {
        // `json!` cannot fail here: UUIDs, numbers and flags are always JSON.
        let body = serde_json::json!(message).to_string();
        let delay = i32::try_from(message.delay().as_secs()).unwrap_or(0);
        let request = self.client.send_message().queue_url(&self.url).message_body(body);
        let request = request.set_delay_seconds((delay > 0).then_some(delay));
        request.send().await.map_err(|error| StorageError::from_sdk("sqs:SendMessage", error))?;
        Ok(())
    }
}

impl Queue {
    /// The queue that `QUEUE_URL` names.
    ///
    /// # Errors
    /// When the variable is not set.
    pub fn from_env(aws: &Aws) -> Result<Self, Misconfigured> {
        Ok(Self { client: aws.sqs(), url: required("QUEUE_URL")? })
    }
}

/// Messages as Lambda hands them over from a queue.
#[derive(Debug, Deserialize)]
pub struct Batch {
    /// The messages.
    #[serde(rename = "Records")]
    pub records: Vec<Record>,
}

/// A message as Lambda hands it over.
#[derive(Debug, Deserialize)]
pub struct Record {
    /// Identifies the message in the answer.
    #[serde(rename = "messageId")]
    pub message_id: String,
    body: String,
    #[serde(default)]
    attributes: RecordAttributes,
}

#[derive(Debug, Default, Deserialize)]
struct RecordAttributes {
    #[serde(default, rename = "ApproximateReceiveCount")]
    receive_count: String,
}

impl Record {
    /// What the message says.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The message.
    ///
    /// # Errors
    /// When the body is not a [`Message`].
    pub fn message(&self) -> Result<Message, serde_json::Error> {
        serde_json::from_str(&self.body)
    }

    /// Whether the queue has delivered the message before. It does that when an invocation ended without an answer.
    pub fn is_redelivered(&self) -> bool {
        self.attributes.receive_count.parse().is_ok_and(|count: u32| count > 1)
    }
}

/// The answer to a batch: the messages that the queue is to deliver again. It deletes the others.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct BatchFailures {
    #[serde(rename = "batchItemFailures")]
    failures: Vec<BatchFailure>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct BatchFailure {
    #[serde(rename = "itemIdentifier")]
    message_id: String,
}

impl FromIterator<String> for BatchFailures {
    fn from_iter<T: IntoIterator<Item = String>>(message_ids: T) -> Self {
        Self { failures: message_ids.into_iter().map(|message_id| BatchFailure { message_id }).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_back_as_it_was_sent() {
        let sent = Message::new(ReportId::new(), JobId::new());
        let event = serde_json::json!({
            "Records": [{ "messageId": "m", "body": serde_json::json!(sent).to_string(), "eventSource": "aws:sqs" }]
        });
        let batch: Batch = serde_json::from_value(event).expect("an event");
        assert_eq!(batch.records[0].message().expect("a valid item"), sent);
        assert!(!batch.records[0].is_redelivered());
    }

    #[test]
    fn a_message_remembers_what_happened_to_it_and_an_old_one_has_nothing_to_remember() {
        let new = Message::new(ReportId::new(), JobId::new());
        let json = serde_json::json!(new);
        assert_eq!(
            json.as_object().map(serde_json::Map::len),
            Some(2),
            "as older versions read and write it"
        );
        let lease = Lease::new(new.report_id());
        let again = new.put_off().alone().with_unreleased(Some(lease));
        let read: Message = serde_json::from_value(serde_json::json!(again)).expect("a message");
        assert_eq!(read, again);
        assert_eq!(read.unreleased().map(|lease| lease.artifact_id), Some(lease.artifact_id));
        assert!(read.is_alone() && !new.is_alone());
    }

    #[test]
    fn pauses_double_up_to_what_the_queue_can_hold_back_and_are_spread() {
        let mut message = Message::new(ReportId::new(), JobId::new());
        assert_eq!(message.delay(), Duration::ZERO);
        for seconds in [15, 30, 60, 120, 240, 480, 900, 900] {
            message = message.put_off();
            assert_eq!(message.longest_pause().as_secs(), seconds);
            let delays: Vec<_> = (0..100).map(|_| message.delay().as_secs_f64() / seconds as f64).collect();
            assert!(delays.iter().all(|part| (0.5..=1.0).contains(part)), "{delays:?}");
            // All of a hundred on the same side of the middle would be a chance of 1 in 10^30.
            assert!(delays.iter().any(|part| *part < 0.75) && delays.iter().any(|part| *part > 0.75));
        }
    }

    #[test]
    fn a_message_that_was_delivered_before_is_known_by_its_count() {
        let count = |count: &str| {
            let record = serde_json::json!({ "messageId": "m", "body": "", "attributes": { "ApproximateReceiveCount": count } });
            serde_json::from_value::<Record>(record).expect("a record").is_redelivered()
        };
        assert_eq!(["1", "2", "17", "many"].map(count), [false, true, true, false]);
    }

    #[test]
    fn the_answer_to_a_batch_is_in_the_form_that_lambda_reads() {
        let failures: BatchFailures = ["m1".to_owned()].into_iter().collect();
        let json = serde_json::json!(failures);
        assert_eq!(json, serde_json::json!({ "batchItemFailures": [{ "itemIdentifier": "m1" }] }));
    }
}
