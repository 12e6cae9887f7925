//! The queue between `create` and the renderer.

use report_domain::{JobId, ReportId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Aws, Misconfigured, StorageError, required};

/// What the queue carries: which report to render. All else is read when its turn comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    report_id: Uuid,
    job_id: Uuid,
}

impl Message {
    /// To render that report.
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

impl Queue {
    /// The queue that `QUEUE_URL` names.
    ///
    /// # Errors
    /// When the variable is not set.
    pub fn from_env(aws: &Aws) -> Result<Self, Misconfigured> {
        Ok(Self { client: aws.sqs(), url: required("QUEUE_URL")? })
    }

    /// Asks for a report to be rendered.
    ///
    /// # Errors
    /// When the queue does not take the message.
    pub async fn send(&self, message: Message) -> Result<(), StorageError> {
        // Two UUIDs are always JSON, so `json!` cannot fail here.
        let body = serde_json::json!(message).to_string();
        let request = self.client.send_message().queue_url(&self.url).message_body(body);
        request.send().await.map_err(|error| StorageError::from_sdk("sqs:SendMessage", error))?;
        Ok(())
    }
}
