//! The table, the bucket and the queue in memory, for tests of the functions.
//!
//! Writes are conditional exactly where those of DynamoDB and S3 are: `tests/conformance.rs` runs the same checks here and
//! on the real services' emulator. A test can also make calls fail ([`Memory::fail`]) and let something else happen just
//! before a call ([`Memory::before`]).

mod catalog;
mod changes;
mod keys;
mod leases;
mod letters;
mod links;
mod objects;
mod passes;
mod reports;
mod retention;
mod state;
mod throttle;
mod uploads;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use futures_util::FutureExt;
use report_domain::{JobId, Kind, Report, ReportId, ReportOptions, Subject};
use uuid::Uuid;

use crate::{BusEvent, CreateReports, EventBus, Message, NewReport, RenderQueue, StorageError};

use state::{Fault, FaultKind, State, Stored};

/// A table, a bucket and a queue. Clones share what is stored.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<State>>);

impl Memory {
    /// With nothing stored.
    pub fn new() -> Self {
        Self::default()
    }

    /// Publishes the snapshot `{}` of a new entity and creates a report of it.
    pub async fn create(&self) -> Report {
        let subject = Subject {
            project_id: Uuid::new_v4().into(),
            kind: Kind::Model,
            entity_id: Uuid::new_v4().into(),
        };
        let snapshot = self.put_snapshot(&subject, *b"{}");
        let options = ReportOptions::default();
        let new = NewReport {
            id: ReportId::new(),
            job_id: JobId::new(),
            subject,
            snapshot,
            options,
            compared: None,
        };
        self.create_report(&new, None).await.expect("no fault was asked for")
    }

    /// Stores a report in any state, as it is.
    pub fn insert(&self, report: Report, options: ReportOptions) {
        let stored = Stored {
            report,
            options,
            compared: None,
            lease: None,
            lease_until: None,
            due: None,
            idempotency: None,
        };
        self.state().reports.push(stored);
    }

    /// From now on, calls of an AWS operation such as `s3:GetObject` about items whose key contains `about` find the
    /// service unavailable. The empty text is in every key.
    pub fn fail(&self, operation: &'static str, about: impl fmt::Display) {
        let about = about.to_string();
        self.state().faults.push(Fault { operation, about, error: FaultKind::Unavailable });
    }

    /// The same with a service that denies the calls, because a grant is missing.
    pub fn deny(&self, operation: &'static str, about: impl fmt::Display) {
        let about = about.to_string();
        self.state().faults.push(Fault { operation, about, error: FaultKind::Denied });
    }

    /// Ends all faults that a test asked for.
    pub fn recover(&self) {
        self.state().faults.clear();
    }

    /// The same with a service that refuses the calls for good.
    pub fn refuse(&self, operation: &'static str, about: impl fmt::Display) {
        let about = about.to_string();
        self.state().faults.push(Fault { operation, about, error: FaultKind::Refused });
    }

    /// From now on, no call fails.
    pub fn mend(&self) {
        self.state().faults.clear();
    }

    /// Lets something happen just before the next call of an AWS operation, as if another process were at work.
    pub fn before(&self, operation: &'static str, event: impl Future<Output = ()> + Send + 'static) {
        self.state().events.push((operation, event.boxed()));
    }

    /// Sets the store's clock forward.
    pub fn advance_clock(&self, time: Duration) {
        self.state().passed += time;
    }

    /// Removes a document, as the bucket's lifecycle does.
    pub fn remove_document(&self, key: impl fmt::Display) {
        self.state().documents.remove(&key.to_string());
    }

    /// The keys of the documents that are kept.
    pub fn documents(&self) -> Vec<String> {
        let mut keys: Vec<_> = self.state().documents.keys().cloned().collect();
        keys.sort();
        keys
    }

    /// The messages sent so far.
    pub fn messages(&self) -> Vec<Message> {
        self.state().messages.clone()
    }

    /// The events put on the bus so far.
    pub fn told(&self) -> Vec<BusEvent> {
        self.state().told.clone()
    }

    /// How often an AWS operation was called so far.
    pub fn calls(&self, operation: &str) -> usize {
        self.state().calls.iter().filter(|(called, _)| *called == operation).count()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every method changes the state as a whole, so it is valid even after a test has panicked.
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Begins a call: lets other processes do what a test asked for, records the call, and fails it if a test asked for that.
    async fn call(&self, operation: &'static str, item: impl fmt::Display) -> Result<(), StorageError> {
        let events: Vec<_> = {
            let mut state = self.state();
            let due = state.events.extract_if(.., |(before, _)| *before == operation);
            due.map(|(_, event)| event).collect()
        };
        for event in events {
            event.await;
        }
        let item = item.to_string();
        let mut state = self.state();
        let fault = state.faults.iter().find(|it| it.operation == operation && item.contains(&it.about));
        let answer = match fault {
            None => Ok(()),
            Some(fault) => {
                let detail = format!("a fault of this test about {item}");
                Err(match fault.error {
                    FaultKind::Unavailable => StorageError::Unavailable { operation, detail },
                    FaultKind::Denied => StorageError::Denied { operation, detail },
                    FaultKind::Refused => StorageError::Refused { operation, detail },
                })
            }
        };
        state.calls.push((operation, item));
        answer
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory")
    }
}

impl EventBus for Memory {
    async fn put(&self, events: &[BusEvent]) -> Vec<Result<(), StorageError>> {
        let mut outcomes = Vec::new();
        for event in events {
            let outcome = self.call("events:PutEvents", &event.detail).await;
            if outcome.is_ok() {
                self.state().told.push(event.clone());
            }
            outcomes.push(outcome);
        }
        outcomes
    }
}

impl RenderQueue for Memory {
    async fn send(&self, message: Message) -> Result<(), StorageError> {
        self.call("sqs:SendMessage", message.report_id()).await?;
        self.state().messages.push(message);
        Ok(())
    }
}
