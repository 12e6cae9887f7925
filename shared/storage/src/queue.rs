//! The queue between `create` and the renderer.

use report_domain::{JobId, ReportId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    aws::{Aws, Misconfigured, required},
    error::StorageError,
};

/// A message of the queue: which report to render. The renderer reads everything else from the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    report_id: Uuid,
    job_id: Uuid,
}

impl Message {
    /// A message to render that report.
    pub fn new(report_id: ReportId, job_id: JobId) -> Self {
        Self { report_id: report_id.uuid(), job_id: job_id.uuid() }
    }

    /// The report.
    pub fn report_id(&self) -> ReportId {
        self.report_id.into()
    }

    /// Its job, for logs.
    pub fn job_id(&self) -> JobId {
        self.job_id.into()
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
    /// Asks for a report to be rendered.
    ///
    /// # Errors
    /// When the queue does not take the message.
    fn send(&self, message: Message) -> impl Future<Output = Result<(), StorageError>> + Send;
}

impl RenderQueue for Queue {
    async fn send(&self, message: Message) -> Result<(), StorageError> {
        // `json!` cannot fail here: two UUIDs are always JSON.
        let body = serde_json::json!(message).to_string();
        let request = self.client.send_message().queue_url(&self.url).message_body(body);
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
}

impl Record {
    /// The message.
    ///
    /// # Errors
    /// When the body is not a [`Message`].
    pub fn message(&self) -> Result<Message, serde_json::Error> {
        serde_json::from_str(&self.body)
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
    }

    #[test]
    fn the_answer_to_a_batch_is_in_the_form_that_lambda_reads() {
        let failures: BatchFailures = ["m1".to_owned()].into_iter().collect();
        let json = serde_json::json!(failures);
        assert_eq!(json, serde_json::json!({ "batchItemFailures": [{ "itemIdentifier": "m1" }] }));
    }
}
