//! From a batch of the queue to reports, or to events that say why there is none.

use futures_util::future::join_all;
use report_creation::{Asked, Created, Creation, Refusal};
use report_domain::{Problem, RetainDays, Subject, Timestamp};
use report_events::Rejection;
use report_storage::{
    Batch, BatchFailures, CreateReports, EventBus, IdempotencyKeys, Lists, Record, RenderQueue, Reports,
    Snapshots, StorageError,
};

use crate::ask::{self, Ask, Request};

/// Takes requests.
pub struct Desk<R, S, Q, B> {
    /// Creates the reports.
    pub creation: Creation<R, S, Q>,
    /// Where rejections are told.
    pub bus: B,
    /// For how many days documents may be kept at most.
    pub longest: RetainDays,
}

/// Why a message is to be delivered again.
#[derive(Debug, thiserror::Error)]
enum Later {
    #[error("the same request is being worked on")]
    InFlight,
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl<R, S, Q, B> Desk<R, S, Q, B>
where
    R: CreateReports + IdempotencyKeys + Reports + Lists,
    S: Snapshots,
    Q: RenderQueue,
    B: EventBus,
{
    /// Creates what a batch asks for. The answer names the messages that are to be delivered again.
    pub async fn take_all(&self, batch: &Batch) -> BatchFailures {
        let taken = join_all(batch.records.iter().map(|record| self.take(record))).await;
        let failed = batch.records.iter().zip(taken).filter_map(|(record, outcome)| {
            let error = outcome.err()?;
            tracing::error!(%error, message_id = record.message_id, "the request is delivered again");
            Some(record.message_id.clone())
        });
        failed.collect()
    }

    async fn take(&self, record: &Record) -> Result<(), Later> {
        let request = ask::read(&record.message_id, record.body(), self.longest);
        let problems = match &request.ask {
            Ok(Ask::Nothing) => return Ok(()),
            Ok(Ask::Snapshot(subject)) => return self.report_snapshot(&request, *subject).await,
            Ok(Ask::Report(asked)) => match self.creation.create(asked, true).await {
                Ok(created) => {
                    say(&request, created);
                    return Ok(());
                }
                Err(refusal) => vec![problem(refusal, &asked.subject)?],
            },
            Err(problems) => problems.clone(),
        };
        self.reject(&request, &problems).await
    }

    /// Creates a report of the entity's newest snapshot. An event may come late; the version that it told of may then have been
    /// replaced, and the report is that of the version which replaced it.
    async fn report_snapshot(&self, request: &Request, subject: Subject) -> Result<(), Later> {
        let Some(pin) = self.creation.pin(&subject).await? else {
            tracing::info!(key = subject.snapshot_key(), "the snapshot has been removed since");
            return Ok(());
        };
        let asked = Asked::of_version(subject, &pin, None);
        match self.creation.create_from(&asked, pin).await {
            Ok(created) => {
                say(request, created);
                Ok(())
            }
            Err(refusal) => {
                let problem = problem(refusal, &subject)?;
                self.reject(request, &[problem]).await
            }
        }
    }

    async fn reject(&self, request: &Request, problems: &[Problem]) -> Result<(), Later> {
        let rejection = Rejection::new(&request.id, &request.detail, problems);
        let outcome = self.bus.put(&[rejection.event(Timestamp::now())]).await;
        outcome.into_iter().collect::<Result<(), _>>()?;
        // A metric counts these lines by their text (`RequestsAreRejected` in `template.yaml`).
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        tracing::warn!(request_id = request.id, ?codes, "report request rejected");
        Ok(())
    }
}

fn say(request: &Request, Created { report_id, .. }: Created) {
    tracing::info!(request_id = request.id, %report_id, "report asked for");
}

/// What is wrong with the request, or why it is to be tried again.
fn problem(refusal: Refusal, subject: &Subject) -> Result<Problem, Later> {
    let at = |name: &str, msg: String, code| Ok(Problem { loc: vec!["body".into(), name.into()], msg, code });
    match refusal {
        Refusal::NoSuchEntity => at("entity_id", subject.none_such(), "no_such_entity"),
        Refusal::KeyReused => at(
            "idempotency_key",
            "this key was used with a different request within the last 24 hours".into(),
            "idempotency_key_reused",
        ),
        Refusal::Incomparable(problem) => Ok(problem),
        Refusal::InFlight => Err(Later::InFlight),
        Refusal::Storage(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use report_domain::Kind;
    use report_storage::{List, Lists, Memory, PageRange};
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;

    fn subject() -> Subject {
        let (project_id, entity_id) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        Subject { project_id, kind: Kind::Model, entity_id }
    }

    fn store() -> Memory {
        let store = Memory::new();
        store.put_snapshot(&subject(), *b"{}");
        store
    }

    fn detail() -> Value {
        let Subject { project_id, kind, entity_id } = subject();
        json!({ "project_id": project_id, "kind": kind, "entity_id": entity_id })
    }

    fn event(id: &str, source: &str, detail: &Value) -> Value {
        json!({ "id": id, "source": source, "detail-type": "Report Requested", "detail": detail })
    }

    fn stored(id: &str) -> Value {
        let detail = json!({ "object": { "key": subject().snapshot_key(), "etag": "e" } });
        json!({ "id": id, "source": "aws.s3", "detail-type": "Object Created", "detail": detail })
    }

    /// Delivers these events in a batch; how many are to be delivered again.
    async fn deliver(store: &Memory, events: &[Value]) -> usize {
        let records = events
            .iter()
            .enumerate()
            .map(|(number, event)| json!({ "messageId": format!("m{number}"), "body": event.to_string() }));
        let batch = json!({ "Records": records.collect::<Vec<_>>() });
        let creation = Creation::new(store.clone(), store.clone(), store.clone());
        let desk = Desk { creation, bus: store.clone(), longest: RetainDays::LONGEST };
        let answer = json!(desk.take_all(&serde_json::from_value(batch).expect("a batch")).await);
        answer["batchItemFailures"].as_array().expect("a list").len()
    }

    async fn reports(store: &Memory) -> u64 {
        let list = List { project_id: subject().project_id, kind: None, entity_id: None };
        store.page(&list, PageRange { offset: 0, limit: 1 }).await.expect("a page").total
    }

    fn rejections(store: &Memory) -> Vec<Value> {
        store.told().iter().map(|event| serde_json::from_str(&event.detail).expect("JSON")).collect()
    }

    #[tokio::test]
    async fn an_event_that_comes_twice_makes_one_report() {
        let store = store();
        let event = event("e1", "ci", &detail());
        assert_eq!(deliver(&store, std::slice::from_ref(&event)).await, 0);
        assert_eq!(deliver(&store, &[event.clone(), event]).await, 0);
        assert_eq!((reports(&store).await, store.messages().len()), (1, 1));
        assert!(rejections(&store).is_empty());
    }

    #[tokio::test]
    async fn a_key_counts_for_one_source_and_one_request() {
        let store = store();
        let mut keyed = detail();
        keyed["idempotency_key"] = json!("nightly");
        for (id, source) in [("e1", "ci"), ("e2", "ci"), ("e3", "other")] {
            assert_eq!(deliver(&store, &[event(id, source, &keyed)]).await, 0);
        }
        assert_eq!(reports(&store).await, 2);
        keyed["options"] = json!({ "title": "Another" });
        assert_eq!(deliver(&store, &[event("e4", "ci", &keyed)]).await, 0);
        let [rejection] = &rejections(&store)[..] else { panic!("one rejection") };
        assert_eq!(rejection["request_id"], "e4");
        assert_eq!(rejection["problems"][0]["type"], "idempotency_key_reused");
    }

    #[tokio::test]
    async fn what_cannot_be_done_is_told_on_the_bus_and_done_with() {
        let store = Memory::new();
        let wrong = event("e2", "ci", &json!({ "kind": "notebook" }));
        assert_eq!(deliver(&store, &[event("e1", "ci", &detail()), wrong]).await, 0);
        let [missing, invalid] = &rejections(&store)[..] else { panic!("two rejections") };
        assert_eq!(missing["problems"][0]["msg"], subject().none_such());
        assert_eq!(invalid["problems"].as_array().map(Vec::len), Some(3));
        assert!(store.told().iter().all(|event| event.detail_type == "Report Rejected"));
    }

    #[tokio::test]
    async fn an_outage_rejects_nothing() {
        let store = store();
        let (good, wrong) = (event("e1", "ci", &detail()), event("e2", "ci", &json!({})));
        for operation in ["s3:HeadObject", "dynamodb:PutItem", "dynamodb:TransactWriteItems"] {
            store.fail(operation, "");
            assert_eq!(deliver(&store, std::slice::from_ref(&good)).await, 1, "{operation}");
            store.recover();
        }
        store.fail("events:PutEvents", "");
        assert_eq!(deliver(&store, std::slice::from_ref(&wrong)).await, 1, "nobody would know of it");
        store.recover();
        assert_eq!(deliver(&store, &[good, wrong]).await, 0);
        assert_eq!((reports(&store).await, rejections(&store).len()), (1, 1));
    }

    #[tokio::test]
    async fn each_version_of_a_snapshot_gets_one_report() {
        let store = store();
        assert_eq!(deliver(&store, &[stored("e1"), stored("e2")]).await, 0);
        assert_eq!(deliver(&store, &[stored("e1")]).await, 0);
        assert_eq!(reports(&store).await, 1);
        store.put_snapshot(&subject(), *b"{\"name\":\"new\"}");
        assert_eq!(deliver(&store, &[stored("e3")]).await, 0);
        assert_eq!(reports(&store).await, 2);
        store.remove_snapshot(&subject());
        assert_eq!(deliver(&store, &[stored("e4")]).await, 0);
        assert_eq!((reports(&store).await, rejections(&store).len()), (2, 0));
    }
}
