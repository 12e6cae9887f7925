//! From a batch of the table's stream to events.
//!
//! An event is made of its record alone, so a record that comes again makes the same event again. The stream keeps a record
//! for a day: as long may the bus be down before anything is lost.

use report_events::ReportChange;
use report_storage::{BatchFailures, BusEvent, EventBus, StorageError, StreamBatch};

/// Puts an event on the bus for every change in the batch that is told. The answer names the record from which on the batch is
/// to be delivered again, if any; what comes after it may then be told twice.
///
/// # Errors
/// When nothing can be told: the batch as a whole is then delivered again, and the failure is counted as one.
pub async fn tell_all(bus: &impl EventBus, batch: &StreamBatch) -> Result<BatchFailures, StorageError> {
    let told = batch.records.iter().filter_map(|record| {
        let event = record.told_change().as_ref().and_then(ReportChange::event)?;
        Some((record.sequence_number(), event))
    });
    let (records, events): (Vec<&str>, Vec<BusEvent>) = told.unzip();
    let outcomes = bus.put(&events).await;
    let mut failed = None;
    for ((record, event), outcome) in records.iter().zip(&events).zip(outcomes) {
        match outcome {
            Ok(()) => {}
            Err(error) if error.is_transient() => {
                failed.get_or_insert((*record, error));
            }
            // It would be refused for a day, and hold up all that comes after it.
            Err(error) => {
                tracing::error!(%error, record, detail_type = event.detail_type, "event refused");
            }
        }
    }
    match failed {
        None => {
            tracing::info!(records = batch.records.len(), events = events.len(), "told");
            Ok(BatchFailures::default())
        }
        Some((record, error)) if records.first() == Some(&record) => Err(error),
        Some((record, error)) => {
            tracing::error!(%error, record, "the batch is delivered again from this record on");
            Ok([record.to_owned()].into_iter().collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use report_domain::{ReportId, State};
    use report_storage::{Memory, Reports, image_of};
    use serde_json::{Value, json};

    use super::*;

    /// A record of a report's creation; with `revision`, of a change after it.
    async fn record(store: &Memory, id: ReportId, revision: u64) -> Value {
        let mut report = store.report(id).await.expect("an answer").expect("a report");
        let old = (revision > 1).then(|| image_of(&report, Some(revision - 1)));
        if revision > 1 {
            report.state = State::Failed { error: "Broken.".into() };
        }
        let mut write = json!({
            "Keys": { "pk": { "S": format!("REPORT#{id}") }, "sk": { "S": "META" } },
            "NewImage": image_of(&report, Some(revision)), "SequenceNumber": format!("{id}/{revision}"),
        });
        if let Some(old) = old {
            write["OldImage"] = old;
        }
        json!({ "eventName": "MODIFY", "dynamodb": write })
    }

    async fn deliver(store: &Memory, records: &[Value]) -> Result<Value, StorageError> {
        let batch = serde_json::from_value(json!({ "Records": records })).expect("a batch");
        tell_all(store, &batch).await.map(|answer| json!(answer))
    }

    fn told(store: &Memory) -> Vec<(&'static str, Value)> {
        let read = |event: BusEvent| {
            let detail: Value = serde_json::from_str(&event.detail).expect("JSON");
            (event.detail_type, detail["revision"].clone())
        };
        store.told().into_iter().map(read).collect()
    }

    #[tokio::test]
    async fn every_change_is_an_event_and_the_same_record_the_same_event() {
        let store = Memory::new();
        let id = store.create().await.id;
        let records = [record(&store, id, 1).await, record(&store, id, 2).await];
        let nothing = json!({ "batchItemFailures": [] });
        assert_eq!(deliver(&store, &records).await.expect("told"), nothing);
        assert_eq!(told(&store), [("Report Queued", json!(1)), ("Report Failed", json!(2))]);
        assert_eq!(deliver(&store, &records).await.expect("told"), nothing);
        let [first, second, again @ ..] = &store.told()[..] else { panic!("four events") };
        assert_eq!(again, [first.clone(), second.clone()]);
    }

    #[tokio::test]
    async fn while_the_bus_is_down_the_batch_fails_as_a_whole_and_afterwards_all_is_told() {
        let store = Memory::new();
        let (one, two) = (store.create().await.id, store.create().await.id);
        let records = [record(&store, one, 1).await, record(&store, two, 1).await];
        for fail in [Memory::fail, Memory::deny] {
            fail(&store, "events:PutEvents", "");
            deliver(&store, &records).await.expect_err("nothing is told");
            store.recover();
        }
        assert!(store.told().is_empty());
        deliver(&store, &records).await.expect("told");
        assert_eq!(told(&store).len(), 2);
    }

    #[tokio::test]
    async fn what_failed_alone_is_delivered_again_alone() {
        let store = Memory::new();
        let (one, two) = (store.create().await.id, store.create().await.id);
        let records = [record(&store, one, 1).await, record(&store, two, 1).await];
        store.fail("events:PutEvents", two);
        let answer = deliver(&store, &records).await.expect("told in part");
        assert_eq!(answer, json!({ "batchItemFailures": [{ "itemIdentifier": format!("{two}/1") }] }));
    }

    #[tokio::test]
    async fn what_the_bus_refuses_or_nobody_can_read_holds_nothing_up() {
        let store = Memory::new();
        let (one, two) = (store.create().await.id, store.create().await.id);
        let mut odd = record(&store, one, 1).await;
        odd["dynamodb"]["NewImage"]["status"] = json!({ "S": "archived" });
        store.refuse("events:PutEvents", one);
        let records = [odd, record(&store, one, 1).await, record(&store, two, 1).await];
        assert_eq!(deliver(&store, &records).await.expect("told"), json!({ "batchItemFailures": [] }));
        assert_eq!(told(&store).len(), 1);
    }

    #[tokio::test]
    async fn writes_that_change_nothing_of_note_are_no_events() {
        let store = Memory::new();
        let report = store.create().await;
        let mut leased = record(&store, report.id, 1).await;
        leased["dynamodb"]["OldImage"] = image_of(&report, Some(1));
        assert_eq!(
            deliver(&store, &[leased]).await.expect("nothing to do"),
            json!({ "batchItemFailures": [] })
        );
        assert_eq!(store.calls("events:PutEvents"), 0);
    }
}
