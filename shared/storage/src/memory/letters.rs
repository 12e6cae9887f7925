//! Dead letters.

use report_domain::Timestamp;
use uuid::Uuid;

use super::Memory;
use crate::{DeadLetters, Letter, StorageError};

impl Memory {
    /// Puts a dead letter into the queue of them.
    pub fn put_letter(&self, body: impl Into<String>) -> String {
        let id = Uuid::new_v4().to_string();
        let letter = Letter {
            message_id: id.clone(),
            body: body.into(),
            sent_at: Some(Timestamp::now()),
            receipt: id.clone(),
        };
        self.state().letters.push((letter, false));
        id
    }

    /// The letters that anybody can take.
    pub fn letters(&self) -> Vec<Letter> {
        let state = self.state();
        state.letters.iter().filter(|(_, is_taken)| !is_taken).map(|(letter, _)| letter.clone()).collect()
    }
}

impl DeadLetters for Memory {
    async fn take_letters(&self, most: usize) -> Result<Vec<Letter>, StorageError> {
        self.call("sqs:ReceiveMessage", "").await?;
        let mut state = self.state();
        let free = state.letters.iter_mut().filter(|(_, is_taken)| !is_taken).take(most);
        Ok(free
            .map(|(letter, is_taken)| {
                *is_taken = true;
                letter.clone()
            })
            .collect())
    }

    async fn put_back(&self, letters: &[Letter]) -> Result<(), StorageError> {
        self.call("sqs:ChangeMessageVisibilityBatch", "").await?;
        for (letter, is_taken) in &mut self.state().letters {
            *is_taken &= !letters.contains(letter);
        }
        Ok(())
    }

    async fn remove_letter(&self, letter: &Letter) -> Result<(), StorageError> {
        self.call("sqs:DeleteMessage", &letter.message_id).await?;
        self.state().letters.retain(|(kept, _)| kept != letter);
        Ok(())
    }
}
