use std::{
    collections::{BTreeSet, HashMap},
    sync::Mutex,
};

use lambda_http::http::{HeaderMap, Method, header::CONTENT_TYPE};
use report_domain::{ApiKey, Scope, State, Timestamp};
use report_edge::Query;
use report_storage::KeyDigest;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;

const PROJECT: &str = "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece";
const ENTITY: &str = "e46a9bd1-8904-54e0-8788-8fb8ac8072ac";

/// What the world does to a request.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum World {
    #[default]
    Kind,
    NoEntity,
    TableDown,
    BucketDown,
    QueueDown,
    Contended,
    ClaimLost,
    InFlight,
    OtherRequest,
    Answered,
}

/// What was done.
#[derive(Debug, Default)]
struct Done {
    world: World,
    created: Mutex<Vec<(ReportId, bool)>>,
    sent: Mutex<Vec<ReportId>>,
    released: Mutex<u32>,
}

fn down() -> StorageError {
    StorageError::Unavailable { operation: "test", detail: "down".into() }
}

impl Reports for &Done {
    async fn begin(&self, key: &IdempotencyKey, _: &RequestHash) -> Result<Begun, StorageError> {
        Ok(match self.world {
            World::InFlight => Begun::InFlight,
            World::OtherRequest => Begun::OtherRequest,
            World::Answered => {
                Begun::Answered { report_id: Uuid::from_u128(7).into(), job_id: Uuid::from_u128(8).into() }
            }
            _ => Begun::Claimed(Claim::new(key.clone())),
        })
    }

    async fn release(&self, _: Claim) {
        *self.released.lock().expect("no panics") += 1;
    }

    async fn create(&self, new: &NewReport, claim: Option<&Claim>) -> Result<Report, CreateError> {
        match self.world {
            World::TableDown => return Err(down().into()),
            World::Contended => return Err(CreateError::Contended { tries: 9 }),
            World::ClaimLost => return Err(CreateError::ClaimLost),
            _ => self.created.lock().expect("no panics").push((new.id, claim.is_some())),
        }
        let now = Timestamp::now();
        Ok(Report {
            id: new.id,
            job_id: new.job_id,
            subject: new.subject,
            snapshot: new.snapshot.clone(),
            title: None,
            format: None,
            state: State::Queued,
            attempts: 0,
            created_at: now,
            updated_at: now,
            started_at: None,
            finished_at: None,
        })
    }
}

impl Entities for &Done {
    async fn pin(&self, _: &Subject) -> Result<Option<SnapshotPin>, StorageError> {
        match self.world {
            World::NoEntity => Ok(None),
            World::BucketDown => Err(down()),
            _ => Ok(Some(SnapshotPin { version_id: Some("v".into()), etag: "e".into() })),
        }
    }
}

impl Jobs for &Done {
    async fn send(&self, message: Message) -> Result<(), StorageError> {
        self.sent.lock().expect("no panics").push(message.report_id());
        if self.world == World::QueueDown { Err(down()) } else { Ok(()) }
    }
}

/// Asks for a report, with an idempotency key; the status, the body and what was done.
async fn ask(world: World, projects: Option<Uuid>) -> (u16, Value, Done) {
    let done = Done { world, ..Done::default() };
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert("idempotency-key", HeaderValue::from_static("k"));
    let call = Call {
        method: Method::POST,
        path: "/api/reports".into(),
        path_parameters: HashMap::new(),
        query: Query::default(),
        headers,
        body: json!({ "project_id": PROJECT, "kind": "experiment", "entity_id": ENTITY }).to_string().into(),
        request_id: "r".into(),
    };
    let key = ApiKey {
        name: "test".into(),
        scopes: BTreeSet::from([Scope::Write]),
        projects: projects.map(|project| BTreeSet::from([project.into()])),
        expires_at: None,
        revoked: false,
        created_at: Timestamp::now(),
    };
    let caller = Caller { digest: KeyDigest::of("k"), key };
    let answer = Create::new(&done, &done, &done).answer(&call, &caller).await;
    let reply = answer.unwrap_or_else(Failure::into_reply);
    (reply.status().as_u16(), serde_json::from_slice(reply.body()).expect("JSON"), done)
}

#[tokio::test]
async fn a_report_is_stored_and_its_job_sent() {
    let (status, body, done) = ask(World::Kind, None).await;
    let created = done.created.into_inner().expect("no panics");
    assert_eq!((status, body["status"].as_str()), (201, Some("queued")));
    assert_eq!(body["report_id"], json!(created[0].0));
    assert!(created[0].1, "the claim is settled with the report");
    assert_eq!(done.sent.into_inner().expect("no panics"), [created[0].0]);
    assert_eq!(done.released.into_inner().expect("no panics"), 0);
}

#[tokio::test]
async fn a_report_without_a_message_is_still_created() {
    // An error would make the client create another one, while the sweeper has this one rendered.
    assert_eq!(ask(World::QueueDown, None).await.0, 201);
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_ones_answer() {
    let (status, body, done) = ask(World::Answered, None).await;
    assert_eq!((status, &body["report_id"]), (201, &json!(Uuid::from_u128(7))));
    assert_eq!((&body["job_id"], &body["status"]), (&json!(Uuid::from_u128(8)), &json!("queued")));
    assert!(done.created.into_inner().expect("no panics").is_empty());
}

#[tokio::test]
async fn the_key_is_given_back_when_the_request_fails() {
    for (world, expected) in [
        (World::NoEntity, 404),
        (World::TableDown, 503),
        (World::BucketDown, 503),
        (World::Contended, 503),
        (World::ClaimLost, 409),
    ] {
        let (status, _, done) = ask(world, None).await;
        assert_eq!((status, done.released.into_inner().expect("no panics")), (expected, 1), "{world:?}");
        assert!(done.sent.into_inner().expect("no panics").is_empty(), "{world:?}");
    }
}

#[tokio::test]
async fn anothers_claim_is_left_alone() {
    for (world, expected) in [(World::InFlight, 409), (World::OtherRequest, 422)] {
        let (status, _, done) = ask(world, None).await;
        assert_eq!((status, done.released.into_inner().expect("no panics")), (expected, 0), "{world:?}");
        assert!(done.created.into_inner().expect("no panics").is_empty(), "{world:?}");
    }
}

#[tokio::test]
async fn an_entity_of_another_project_looks_like_none() {
    let (status, hidden, done) = ask(World::Kind, Some(Uuid::nil())).await;
    assert_eq!((status, &hidden), (404, &ask(World::NoEntity, None).await.1));
    assert_eq!(hidden["detail"], format!("There is no experiment {ENTITY} in project {PROJECT}."));
    assert!(done.created.into_inner().expect("no panics").is_empty());
}
