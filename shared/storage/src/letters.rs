//! Dead letters: messages that somebody has given up, as an operator looks at them.
//!
//! A queue cannot be read without taking its messages: whoever takes them hides them from everybody else for a while, and puts
//! them back or removes them.

use aws_sdk_sqs::types::{ChangeMessageVisibilityBatchRequestEntry, MessageSystemAttributeName};
use futures_util::future::try_join_all;
use report_domain::Timestamp;

use crate::{
    aws::{Aws, Misconfigured, required},
    error::StorageError,
};

/// For how many seconds letters that were taken are hidden from others. Those that are not put back come back by themselves.
const HIDDEN_SECONDS: i32 = 120;
/// How many messages SQS gives or changes at once.
const BATCH: usize = 10;
/// How often in a row the queue must say that it has no more letters to be believed: each answer is of some of its servers.
const EMPTY_ANSWERS: u32 = 2;

/// A queue of dead letters.
#[derive(Debug, Clone)]
pub struct DeadLetterQueue {
    client: aws_sdk_sqs::Client,
    url: String,
}

/// A dead letter that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Identifies it.
    pub message_id: String,
    /// What it says.
    pub body: String,
    /// When it was first sent, to the queue that gave it up.
    pub sent_at: Option<Timestamp>,
    /// Names this delivery.
    pub(crate) receipt: String,
}

/// Takes dead letters.
pub trait DeadLetters: Send + Sync {
    /// Takes up to `most` letters, which are hidden from others for two minutes.
    ///
    /// # Errors
    /// When the queue does not answer. Letters taken by then come back by themselves.
    fn take_letters(&self, most: usize) -> impl Future<Output = Result<Vec<Letter>, StorageError>> + Send;

    /// Puts letters back, so that others can take them at once.
    ///
    /// # Errors
    /// When the queue does not answer. The letters then come back by themselves.
    fn put_back(&self, letters: &[Letter]) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Removes a letter for good. One that was removed before is no error.
    ///
    /// # Errors
    /// When the queue does not answer.
    fn remove_letter(&self, letter: &Letter) -> impl Future<Output = Result<(), StorageError>> + Send;
}

impl DeadLetterQueue {
    /// The queue whose URL that variable holds.
    ///
    /// # Errors
    /// When the variable is not set.
    pub fn from_env(aws: &Aws, variable: &'static str) -> Result<Self, Misconfigured> {
        Ok(Self { client: aws.sqs(), url: required(variable)? })
    }

    async fn receive(&self, most: usize) -> Result<Vec<Letter>, StorageError> {
        let request = self
            .client
            .receive_message()
            .queue_url(&self.url)
            .max_number_of_messages(i32::try_from(most.clamp(1, BATCH)).unwrap_or(1))
            .message_system_attribute_names(MessageSystemAttributeName::SentTimestamp)
            .visibility_timeout(HIDDEN_SECONDS)
            // With a wait, the queue asks all its servers.
            .wait_time_seconds(1);
        let answer =
            request.send().await.map_err(|error| StorageError::from_sdk("sqs:ReceiveMessage", error))?;
        let letters = answer.messages.unwrap_or_default().into_iter().filter_map(|message| {
            let sent =
                message.attributes.and_then(|mut it| it.remove(&MessageSystemAttributeName::SentTimestamp));
            Some(Letter {
                message_id: message.message_id?,
                body: message.body.unwrap_or_default(),
                sent_at: sent.and_then(|millis| millis.parse().ok()).map(Timestamp::from_unix_millis),
                receipt: message.receipt_handle?,
            })
        });
        Ok(letters.collect())
    }

    async fn put_batch_back(&self, letters: &[Letter]) -> Result<(), StorageError> {
        const OPERATION: &str = "sqs:ChangeMessageVisibilityBatch";
        let entries = letters.iter().enumerate().map(|(index, letter)| {
            ChangeMessageVisibilityBatchRequestEntry::builder()
                .id(index.to_string())
                .receipt_handle(&letter.receipt)
                .visibility_timeout(0)
                .build()
                .map_err(|error| StorageError::unbuilt(OPERATION, error))
        });
        let entries = entries.collect::<Result<_, _>>()?;
        let request =
            self.client.change_message_visibility_batch().queue_url(&self.url).set_entries(Some(entries));
        // A letter that is not in hand any more is back already.
        request.send().await.map_err(|error| StorageError::from_sdk(OPERATION, error))?;
        Ok(())
    }
}

impl DeadLetters for DeadLetterQueue {
    async fn take_letters(&self, most: usize) -> Result<Vec<Letter>, StorageError> {
        let (mut taken, mut empty_answers) = (Vec::<Letter>::new(), 0);
        while taken.len() < most && empty_answers < EMPTY_ANSWERS {
            let letters = self.receive(most - taken.len()).await?;
            empty_answers = if letters.is_empty() { empty_answers + 1 } else { 0 };
            for letter in letters {
                // At least once: the last delivery is the one that counts.
                taken.retain(|other| other.message_id != letter.message_id);
                taken.push(letter);
            }
        }
        Ok(taken)
    }

    async fn put_back(&self, letters: &[Letter]) -> Result<(), StorageError> {
        try_join_all(letters.chunks(BATCH).map(|batch| self.put_batch_back(batch))).await?;
        Ok(())
    }

    async fn remove_letter(&self, letter: &Letter) -> Result<(), StorageError> {
        let request = self.client.delete_message().queue_url(&self.url).receipt_handle(&letter.receipt);
        request.send().await.map_err(|error| StorageError::from_sdk("sqs:DeleteMessage", error))?;
        Ok(())
    }
}
