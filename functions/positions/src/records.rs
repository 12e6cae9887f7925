//! A batch of records from the table's stream.
//!
//! A record only says that a project has new reports. Which ones, the table says, and those of the project that an earlier
//! record has missed are among them. So records may come twice, late, or never.

use std::collections::BTreeMap;

use report_domain::ProjectId;
use report_storage::{BatchFailures, Places, StreamBatch, project_of_mark};

/// Gives the reports of every project in the batch their places. A project that fails keeps no other from its turn.
pub async fn place_all(places: &impl Places, batch: &StreamBatch) -> BatchFailures {
    let mut first_of = BTreeMap::<ProjectId, (usize, &str)>::new();
    for (index, record) in batch.records.iter().enumerate() {
        match project_of_mark(record.partition()) {
            Some(project_id) => {
                first_of.entry(project_id).or_insert((index, record.sequence_number()));
            }
            None => tracing::warn!(pk = record.partition(), "no mark: the stream's filter is too wide"),
        }
    }
    // The record from which on the batch is to be delivered again.
    let mut failed: Option<(usize, &str)> = None;
    for (project_id, first) in first_of {
        match places.place(project_id).await {
            Ok(placed) => tracing::info!(%project_id, placed, "placed"),
            Err(error) => {
                tracing::error!(%error, %project_id, "the records are delivered again");
                failed = Some(failed.map_or(first, |earlier| earlier.min(first)));
            }
        }
    }
    failed.into_iter().map(|(_, sequence_number)| sequence_number.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use report_domain::{Report, Timestamp};
    use report_storage::Memory;
    use serde_json::{Value, json};

    use super::*;

    fn record(pk: &str, sequence_number: usize) -> Value {
        json!({
            "eventID": "1", "eventName": "INSERT", "eventSource": "aws:dynamodb",
            "dynamodb": {
                "Keys": { "pk": { "S": pk }, "sk": { "S": "001790000000000#id" } },
                "SequenceNumber": sequence_number.to_string(), "StreamViewType": "KEYS_ONLY",
            },
        })
    }

    /// The answer to a batch with a record for each report.
    async fn deliver(store: &Memory, reports: &[&Report]) -> Value {
        let records = reports.iter().enumerate();
        let records =
            records.map(|(index, it)| record(&format!("NEWEST#{}", it.subject.project_id), index + 100));
        let batch = json!({ "Records": records.collect::<Vec<_>>() });
        json!(place_all(store, &serde_json::from_value(batch).expect("a batch")).await)
    }

    async fn unplaced(store: &Memory) -> Vec<ProjectId> {
        let later = Timestamp::now().after(std::time::Duration::from_secs(60));
        store.unplaced(later, 10).await.expect("an answer")
    }

    #[tokio::test]
    async fn every_project_in_a_batch_is_seen_to_once() {
        let store = Memory::new();
        let (one, two) = (store.create().await, store.create().await);
        assert_eq!(deliver(&store, &[&one, &two, &one, &one]).await, json!({ "batchItemFailures": [] }));
        assert!(unplaced(&store).await.is_empty());
        let calls = 2 + 2;
        assert_eq!(store.calls("dynamodb:TransactWriteItems"), calls, "two creations, two placements");
        assert_eq!(deliver(&store, &[&two]).await, json!({ "batchItemFailures": [] }), "it may come again");
    }

    #[tokio::test]
    async fn a_project_that_fails_keeps_no_other_from_its_turn_and_is_delivered_again() {
        let store = Memory::new();
        let (one, two, three) = (store.create().await, store.create().await, store.create().await);
        store.fail("dynamodb:TransactWriteItems", two.subject.project_id);
        store.fail("dynamodb:TransactWriteItems", three.subject.project_id);
        let answer = deliver(&store, &[&one, &three, &one, &two]).await;
        // Lambda goes on from the first record that failed.
        assert_eq!(answer, json!({ "batchItemFailures": [{ "itemIdentifier": "101" }] }));
        assert_eq!(unplaced(&store).await.len(), 2);
    }

    #[tokio::test]
    async fn records_of_other_items_are_passed_over() {
        let batch = json!({ "Records": [record("REPORT#1", 1), record("NEWEST#x", 2)] });
        let batch = serde_json::from_value(batch).expect("a batch");
        assert_eq!(place_all(&Memory::new(), &batch).await, BatchFailures::default());
    }
}
