//! The event bus, on which the world is told of reports.

use aws_sdk_eventbridge::{
    error::SdkError,
    operation::put_events::{PutEventsError, PutEventsOutput},
    types::{PutEventsRequestEntry, PutEventsResultEntry},
};
use report_domain::Timestamp;

use crate::{
    aws::{Aws, Misconfigured, required},
    backoff::jittered,
    error::{StorageError, is_denial},
};

/// The source of every event of this service.
pub const SOURCE: &str = "ml-reports";

const OPERATION: &str = "events:PutEvents";
/// How many events one call takes.
const MOST_ENTRIES: usize = 10;
/// How many bytes one call takes.
const MOST_BYTES: usize = 256 * 1024;
/// How often a call is made for events that the bus did not take the time before.
const MOST_TRIES: u32 = 4;

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusEvent {
    /// What it says, such as `Report Queued`.
    pub detail_type: &'static str,
    /// The detail, a JSON object.
    pub detail: String,
    /// When it happened.
    pub at: Timestamp,
}

impl BusEvent {
    /// Its size as the bus counts: the texts, and 14 bytes for the time.
    fn size(&self) -> usize {
        SOURCE.len() + self.detail_type.len() + self.detail.len() + 14
    }
}

/// Tells the world.
pub trait EventBus: Send + Sync {
    /// Puts events on the bus, and says of each what became of it. Those that the bus does not take at once are put again a few
    /// times. An error that is not transient means that the bus will never take this event.
    fn put(&self, events: &[BusEvent]) -> impl Future<Output = Vec<Result<(), StorageError>>> + Send;
}

/// The event bus.
#[derive(Debug, Clone)]
pub struct Bus {
    client: aws_sdk_eventbridge::Client,
    name: String,
}

impl Bus {
    /// The bus that `EVENT_BUS_NAME` names.
    ///
    /// # Errors
    /// When the variable is not set.
    pub fn from_env(aws: &Aws) -> Result<Self, Misconfigured> {
        Ok(Self { client: aws.eventbridge(), name: required("EVENT_BUS_NAME")? })
    }

    /// Puts as many events as one call takes.
    async fn put_together(&self, events: &[&BusEvent]) -> Vec<Result<(), StorageError>> {
        let mut outcomes = vec![Err(not_tried()); events.len()];
        let mut left: Vec<usize> = (0..events.len()).collect();
        for round in 0..MOST_TRIES {
            if round > 0 {
                tokio::time::sleep(jittered(round)).await;
            }
            let entries = left.iter().map(|index| self.entry(events[*index])).collect();
            let answer = self.client.put_events().set_entries(Some(entries)).send().await;
            let (said, is_answered) = match outcomes_of(left.len(), answer) {
                Ok(said) => (said, true),
                Err(error) => (vec![Err(error); left.len()], false),
            };
            for (index, outcome) in left.iter().zip(said) {
                outcomes[*index] = outcome;
            }
            left.retain(|index| matches!(&outcomes[*index], Err(error) if error.is_transient()));
            // The SDK has repeated a call without an answer.
            if left.is_empty() || !is_answered {
                break;
            }
        }
        outcomes
    }

    fn entry(&self, event: &BusEvent) -> PutEventsRequestEntry {
        PutEventsRequestEntry::builder()
            .event_bus_name(&self.name)
            .source(SOURCE)
            .detail_type(event.detail_type)
            .detail(&event.detail)
            .time(aws_smithy_types::DateTime::from_millis(event.at.unix_millis()))
            .build()
    }
}

impl EventBus for Bus {
    async fn put(&self, events: &[BusEvent]) -> Vec<Result<(), StorageError>> {
        let mut outcomes = Vec::with_capacity(events.len());
        let mut is_down = false;
        for call in calls(events) {
            if is_down {
                outcomes.extend(call.iter().map(|_| Err(not_tried())));
                continue;
            }
            let said = self.put_together(&call).await;
            // Where a whole call comes to nothing, the next one would, and takes as long.
            is_down = said.iter().all(|outcome| matches!(outcome, Err(error) if error.is_transient()));
            outcomes.extend(said);
        }
        outcomes
    }
}

/// The events in groups that one call takes, in their order.
fn calls(events: &[BusEvent]) -> Vec<Vec<&BusEvent>> {
    let mut calls: Vec<Vec<&BusEvent>> = Vec::new();
    let mut room = 0;
    for event in events {
        match calls.last_mut() {
            Some(call) if call.len() < MOST_ENTRIES && event.size() <= room => call.push(event),
            _ => {
                calls.push(vec![event]);
                room = MOST_BYTES;
            }
        }
        room = room.saturating_sub(event.size());
    }
    calls
}

fn not_tried() -> StorageError {
    StorageError::Unavailable { operation: OPERATION, detail: "the call before it came to nothing".into() }
}

/// What an answer says of each entry.
fn outcomes_of(
    entries: usize,
    answer: Result<PutEventsOutput, SdkError<PutEventsError>>,
) -> Result<Vec<Result<(), StorageError>>, StorageError> {
    let answer = answer.map_err(|error| StorageError::from_sdk(OPERATION, error))?;
    if answer.entries().len() == entries {
        Ok(answer.entries().iter().map(outcome_of).collect())
    } else {
        let detail = format!("{} outcomes of {entries} entries", answer.entries().len());
        Err(StorageError::Unavailable { operation: OPERATION, detail })
    }
}

/// What became of one entry.
fn outcome_of(entry: &PutEventsResultEntry) -> Result<(), StorageError> {
    // What the bus refuses because of what it says. Everything else passes, or an operator has to correct it.
    const OF_THE_EVENT: [&str; 3] = ["InvalidArgument", "MalformedDetail", "ValidationException"];
    let Some(code) = entry.error_code() else { return Ok(()) };
    let detail = format!("{code}: {}", entry.error_message().unwrap_or_default());
    Err(if OF_THE_EVENT.contains(&code) {
        StorageError::Refused { operation: OPERATION, detail }
    } else if is_denial(code) {
        StorageError::Denied { operation: OPERATION, detail }
    } else {
        StorageError::Unavailable { operation: OPERATION, detail }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(bytes: usize) -> BusEvent {
        let at = Timestamp::from_unix_millis(0);
        BusEvent { detail_type: "Report Queued", detail: "x".repeat(bytes), at }
    }

    #[test]
    fn a_call_has_as_many_events_as_it_takes_and_keeps_their_order() {
        let events: Vec<_> = (0..25).map(event).collect();
        let grouped = calls(&events);
        assert_eq!(grouped.iter().map(Vec::len).collect::<Vec<_>>(), [10, 10, 5]);
        assert!(grouped.concat().into_iter().eq(&events));
        let large: Vec<_> = [100_000, 100_000, 100_000, 300_000, 10].map(event).into();
        let lengths: Vec<_> = calls(&large).iter().map(Vec::len).collect();
        assert_eq!(lengths, [2, 1, 1, 1], "none is left out: the bus says itself what is too large");
        assert!(calls(&[]).is_empty());
    }

    #[test]
    fn an_entry_is_refused_for_what_it_says_and_else_put_again() {
        let said = |code: &str| outcome_of(&PutEventsResultEntry::builder().error_code(code).build());
        assert!(outcome_of(&PutEventsResultEntry::builder().event_id("1").build()).is_ok());
        for code in ["ThrottlingException", "InternalFailure", "AccessDeniedException", "SomethingNew"] {
            assert!(said(code).is_err_and(|error| error.is_transient()), "{code}");
        }
        for code in ["MalformedDetail", "InvalidArgument"] {
            assert!(said(code).is_err_and(|error| !error.is_transient()), "{code}");
        }
    }
}
