//! The revision of a report, which numbers the changes that the world is told of. Nobody reads it but what follows the
//! table's stream, so it is read here behind the storage's back, on the real services (see `conformance.rs`).

use std::time::Duration;

use aws_sdk_dynamodb::{Client, types::AttributeValue};
use report_domain::{
    Artifact, Format, JobId, Kind, ReportId, ReportOptions, SnapshotPin, Subject, Timestamp,
};
use report_storage::{
    Aws, ChangeReports, CreateReports, Lease, LeaseOutcome, Leases, NewReport, Table, Unfinished,
};
use serde_json::Map;
use uuid::Uuid;

/// A table, and a report in it that was just created.
struct Told {
    table: Table,
    client: Client,
    id: ReportId,
}

impl Told {
    async fn create() -> Self {
        let aws = Aws::from_env().expect("the local stack's environment");
        let (table, client) = (Table::from_env(&aws).expect("a table"), Client::new(aws.config()));
        let (project_id, entity_id) = (Uuid::now_v7().into(), Uuid::now_v7().into());
        let new = NewReport {
            id: ReportId::new(),
            job_id: JobId::new(),
            subject: Subject { project_id, kind: Kind::Model, entity_id },
            snapshot: SnapshotPin { version_id: None, etag: "e".into() },
            options: ReportOptions::default(),
            compared: None,
        };
        table.create_report(&new, None).await.expect("created");
        Self { table, client, id: new.id }
    }

    fn key(&self, name: &str) -> AttributeValue {
        AttributeValue::S(if name == "pk" { format!("REPORT#{}", self.id) } else { "META".to_owned() })
    }

    async fn revision(&self) -> Option<String> {
        let name = std::env::var("TABLE_NAME").expect("a table");
        let request = self.client.get_item().table_name(name).consistent_read(true);
        let request = request.key("pk", self.key("pk")).key("sk", self.key("sk"));
        let item = request.send().await.expect("an answer").item.expect("a report");
        item.get("revision").map(|value| value.as_n().expect("a number").clone())
    }

    /// As the version before events has stored it.
    async fn forget_the_revision(&self) {
        let name = std::env::var("TABLE_NAME").expect("a table");
        let request = self.client.update_item().table_name(name).update_expression("REMOVE revision");
        request.key("pk", self.key("pk")).key("sk", self.key("sk")).send().await.expect("removed");
    }

    async fn lease(&self, until: Timestamp) -> Lease {
        match self.table.take_lease(self.id, until).await.expect("an answer") {
            LeaseOutcome::Taken(leased) => leased.lease,
            other => panic!("the lease is not free: {other:?}"),
        }
    }
}

fn in_a_minute() -> Timestamp {
    Timestamp::now().after(Duration::from_secs(60))
}

#[tokio::test]
#[ignore = "needs the local stack: infra/tests/run.py storage"]
async fn each_change_that_is_told_has_the_next_number_and_others_have_none() {
    let told = Told::create().await;
    let is = async |number: &str| assert_eq!(told.revision().await.as_deref(), Some(number));
    is("1").await;
    let lease = told.lease(in_a_minute()).await;
    is("1").await;
    told.table.give_up_lease(&lease, Duration::ZERO).await.expect("given up");
    is("1").await;
    let lease = told.lease(in_a_minute()).await;
    assert!(told.table.fail(&lease, "Broken.").await.expect("an answer"));
    is("2").await;
    assert!(told.table.fail(&lease, "Broken.").await.expect("an answer"), "a repeated call");
    is("2").await;
    told.table.retry(told.id).await.expect("an answer");
    is("3").await;
    told.table.cancel(told.id).await.expect("an answer");
    is("4").await;
    told.table.cancel(told.id).await.expect("it is cancelled");
    is("4").await;
    told.table.retry(told.id).await.expect("an answer");
    assert!(told.table.abandon(told.id, "Given up.").await.expect("an answer"));
    is("6").await;
    told.table.retry(told.id).await.expect("an answer");
    let lease = told.lease(in_a_minute()).await;
    let artifact = Artifact { id: lease.artifact_id, written: Format::ALL.map(|format| (format, 1)).into() };
    assert!(told.table.succeed(&lease, &artifact, &Map::new(), "Q3", None).await.expect("an answer"));
    is("8").await;
}

#[tokio::test]
#[ignore = "needs the local stack: infra/tests/run.py storage"]
async fn the_creation_by_a_version_without_events_counts_as_the_first_change() {
    let told = Told::create().await;
    told.forget_the_revision().await;
    told.lease(Timestamp::from_unix_millis(0)).await;
    assert_eq!(told.revision().await, None);
    assert!(told.table.abandon(told.id, "Given up.").await.expect("an answer"));
    assert_eq!(told.revision().await.as_deref(), Some("2"));
}
