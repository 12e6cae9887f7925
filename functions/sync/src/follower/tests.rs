//! A pass over a server that is made up, into the store in memory.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    time::Duration,
};

use report_domain::{Entity, Subject};
use report_import::{
    http::{Answer, Request, Unanswered},
    written,
};
use report_mlflow::Settings;
use report_storage::{Memory, PublishCondition, Snapshots, label};
use serde_json::{Value, json};

use super::*;
use crate::{patterns::Patterns, punctual::Punctual};

const PROJECT: Uuid = Uuid::from_u128(7);

type Reply = Result<Answer, Unanswered>;

fn status(status: u16, body: impl ToString) -> Reply {
    Ok(Answer { status, body: body.to_string().into_bytes(), retry_after: None })
}

/// An MLflow server.
#[derive(Default)]
struct Mlflow {
    /// The runs of each experiment.
    experiments: RefCell<BTreeMap<&'static str, Vec<Value>>>,
    /// Versions of registered models, with their runs.
    versions: RefCell<Vec<Value>>,
    /// What it answers instead of anything else.
    instead: RefCell<Option<Reply>>,
    asked: Cell<usize>,
    /// The experiments whose runs were asked for.
    searched: RefCell<Vec<String>>,
}

/// A finished run of a regression.
fn run(id: &str, rmse: f64) -> Value {
    json!({
        "info": {
            "run_id": id, "run_name": format!("run {id}"), "experiment_id": "1", "status": "FINISHED",
            "start_time": 1_700_000_000_000_i64, "end_time": 1_700_000_060_000_i64, "lifecycle_stage": "active",
        },
        "data": {"metrics": [{"key": "val_rmse", "value": rmse, "timestamp": 1_700_000_050_000_i64, "step": 0}]},
    })
}

impl Mlflow {
    fn of(experiments: &[(&'static str, &[Value])]) -> Self {
        let experiments = experiments.iter().map(|(name, runs)| (*name, runs.to_vec()));
        Self { experiments: RefCell::new(experiments.collect()), ..Self::default() }
    }

    fn log(&self, experiment: &'static str, run: Value) {
        self.experiments.borrow_mut().entry(experiment).or_default().push(run);
    }

    fn answer(&self, request: &Request<'_>) -> Reply {
        let experiments = self.experiments.borrow();
        let (path, query) = request.path.split_once('?').unwrap_or((request.path, ""));
        let named = |name: &&str| json!({"experiment_id": name, "name": name});
        match path.trim_start_matches("/api/2.0/mlflow/") {
            "/version" => status(200, "3.4.0"),
            "experiments/search" => {
                status(200, json!({"experiments": experiments.keys().map(named).collect::<Vec<_>>()}))
            }
            "experiments/get" => status(200, json!({"experiment": {"experiment_id": "1", "name": "one"}})),
            "runs/search" => {
                let body: Value = serde_json::from_str(request.body.unwrap_or_default()).expect("JSON");
                let name = body["experiment_ids"][0].as_str().expect("an experiment");
                self.searched.borrow_mut().push(name.to_owned());
                status(200, json!({"runs": experiments.get(name)}))
            }
            "runs/get" => {
                let id = query.strip_prefix("run_id=").expect("a run");
                match experiments.values().flatten().find(|run| run["info"]["run_id"] == id) {
                    Some(run) => status(200, json!({"run": run})),
                    None => status(404, "{}"),
                }
            }
            "registered-models/search" => status(200, "{}"),
            "model-versions/search" => status(200, json!({"model_versions": *self.versions.borrow()})),
            "logged-models/search" | "artifacts/list" => status(200, "{}"),
            other => panic!("no such call: {other}"),
        }
    }
}

impl Server for &Mlflow {
    fn ask(&self, request: &Request<'_>) -> Reply {
        self.asked.set(self.asked.get() + 1);
        self.instead.borrow().clone().unwrap_or_else(|| self.answer(request))
    }
}

fn config(experiments: &str, models: &str) -> Config {
    Config {
        url: "http://mlflow".into(),
        secret: None,
        experiments: Patterns::parse(experiments),
        models: Patterns::parse(models),
        settings: Settings::new(PROJECT),
    }
}

fn in_a_minute() -> Timestamp {
    Timestamp::now().after(Duration::from_secs(60))
}

/// A pass that ends when the server has been asked so often.
async fn pass_of(
    store: &Memory,
    server: &Mlflow,
    config: &Config,
    questions: usize,
) -> Result<Option<Tally>, Failure> {
    let last = server.asked.get() + questions;
    let is_over = &|| server.asked.get() >= last;
    let follower = Follower { bucket: store, table: store, config, address: "http://mlflow", is_over };
    follower.pass(&Punctual { server, is_over }, in_a_minute()).await
}

async fn pass(store: &Memory, server: &Mlflow) -> Tally {
    pass_of(store, server, &config("*", "*"), 10_000).await.expect("a pass").expect("no other pass")
}

async fn listed(store: &Memory, kind: Kind) -> Vec<Entity> {
    store.entities(PROJECT.into(), Some(kind), None, 100).await.expect("a page").entities
}

async fn names(store: &Memory, kind: Kind) -> Vec<String> {
    listed(store, kind).await.into_iter().map(|entity| entity.label.name).collect()
}

fn puts(store: &Memory) -> usize {
    store.calls("s3:PutObject")
}

#[tokio::test]
async fn what_is_new_is_published_and_listed_and_nothing_is_written_twice() {
    let (store, server) = (Memory::new(), Mlflow::of(&[("one", &[run("a", 2.0)])]));
    let tally = pass(&store, &server).await;
    assert_eq!(tally, Tally { looked_at: 1, imported: 1, published: 2, left: 0 });
    assert_eq!(names(&store, Kind::Experiment).await, ["one"]);
    assert_eq!(names(&store, Kind::Model).await, ["run a"]);
    let (written, looked_up) = (puts(&store), store.calls("s3:HeadObject"));
    for _ in 0..2 {
        assert_eq!(pass(&store, &server).await, Tally { looked_at: 1, ..Tally::default() });
    }
    assert_eq!((puts(&store), store.calls("s3:HeadObject")), (written, looked_up));
    server.log("one", run("b", 1.0));
    assert_eq!(pass(&store, &server).await.imported, 1);
    assert_eq!(names(&store, Kind::Model).await, ["run a", "run b"]);
}

#[tokio::test]
async fn snapshots_are_taken_now_and_fit_their_label() {
    let (store, server) = (Memory::new(), Mlflow::of(&[("one", &[run("a", 2.0)])]));
    let before = Timestamp::from_unix_millis(Timestamp::now().unix_millis() / 1000 * 1000);
    pass(&store, &server).await;
    for entity in [listed(&store, Kind::Model).await, listed(&store, Kind::Experiment).await].concat() {
        let bytes =
            store.snapshot(&entity.subject, &entity.version).await.expect("an answer").expect("a snapshot");
        let snapshot = report_snapshot::read(&bytes).expect("valid");
        assert!(snapshot.header().taken_at.is_some_and(|taken| taken >= before));
        assert_eq!((entity.label.sha256, entity.bytes), (sha256(&bytes), bytes.len() as u64));
    }
}

/// Makes what is published seem to be of long ago.
async fn age(store: &Memory, entity: &Entity) {
    let bytes =
        store.snapshot(&entity.subject, &entity.version).await.expect("an answer").expect("a snapshot");
    let mut snapshot = report_snapshot::read(&bytes).expect("valid");
    let long_ago = Timestamp::from_unix_millis(1_600_000_000_000);
    snapshot.set_taken_at(long_ago);
    let bytes = written(&snapshot).expect("written");
    let label = label(&bytes, &entity.label.name, Some(long_ago), long_ago);
    store.publish(&entity.subject, bytes, &label, &PublishCondition::Always).await.expect("published");
}

#[tokio::test]
async fn what_is_unchanged_is_not_written_again_although_the_state_is_lost() {
    let (store, server) = (Memory::new(), Mlflow::of(&[("one", &[run("a", 2.0), run("b", 3.0)])]));
    pass(&store, &server).await;
    for entity in [listed(&store, Kind::Model).await, listed(&store, Kind::Experiment).await].concat() {
        age(&store, &entity).await;
    }
    store.forget_passes();
    let written = puts(&store);
    let tally = pass(&store, &server).await;
    assert_eq!(tally, Tally { looked_at: 1, imported: 1, published: 0, left: 0 });
    assert_eq!(puts(&store), written);
    // The third run is the worst: it changes the experiment, and no other model.
    server.log("one", run("c", 4.0));
    assert_eq!(pass(&store, &server).await.published, 2);
}

#[tokio::test]
async fn only_what_is_wanted_is_looked_at() {
    let server = Mlflow::of(&[("churn", &[run("a", 2.0)]), ("fraud", &[run("b", 2.0)])]);
    let store = Memory::new();
    let wanted = config("chu*", "");
    pass_of(&store, &server, &wanted, 1000).await.expect("a pass");
    assert_eq!(names(&store, Kind::Experiment).await, ["churn"]);
    assert_eq!(*server.searched.borrow(), ["churn"]);
}

#[tokio::test]
async fn a_run_of_a_registered_model_is_published_once() {
    let (store, server) = (Memory::new(), Mlflow::of(&[("one", &[run("a", 2.0), run("b", 1.0)])]));
    let version = |number: &str, run: &str| json!({"name": "price", "version": number, "run_id": run});
    *server.versions.borrow_mut() =
        vec![version("1", "a"), version("2", "b"), json!({"name": "bare", "version": "1"})];
    let tally = pass(&store, &server).await;
    assert_eq!((tally.looked_at, tally.published), (2, 3));
    assert_eq!(names(&store, Kind::Model).await, ["price, version 2", "run a"]);
    store.forget_passes();
    assert_eq!(pass(&store, &server).await.published, 0, "neither takes the other's place");
}

#[tokio::test]
async fn a_part_that_says_too_little_does_not_stop_the_others() {
    let silent = json!({"info": {"run_id": "s", "status": "FINISHED"}, "data": {"metrics": [{"key": "speed", "value": 1}]}});
    let server = Mlflow::of(&[("mute", &[silent]), ("empty", &[]), ("one", &[run("a", 2.0)])]);
    // A version whose run is gone.
    *server.versions.borrow_mut() = vec![json!({"name": "gone", "version": "1", "run_id": "gone"})];
    let store = Memory::new();
    assert_eq!(pass(&store, &server).await, Tally { looked_at: 4, imported: 4, published: 2, left: 0 });
    assert_eq!(names(&store, Kind::Experiment).await, ["one"]);
    assert_eq!(
        pass(&store, &server).await,
        Tally { looked_at: 4, ..Tally::default() },
        "nor is it said again"
    );
}

#[tokio::test]
async fn a_broken_server_ends_the_pass_and_the_next_one_works() {
    let (store, server) = (Memory::new(), Mlflow::of(&[("one", &[run("a", 2.0)])]));
    let replies = [
        Err(Unanswered::NotReached("connection refused".into())),
        Err(Unanswered::Broken("timeout".into())),
        Err(Unanswered::TooLong(64 << 20)),
        status(500, "Internal Server Error"),
        status(200, "<!doctype html><title>Sign in</title>"),
        status(401, ""),
    ];
    for reply in replies {
        *server.instead.borrow_mut() = Some(reply.clone());
        let error = pass_of(&store, &server, &config("*", ""), 1000).await.expect_err("no pass").to_string();
        assert!(error.starts_with("cannot import from http://mlflow: "), "{error}");
        assert!(!error.contains('\n'), "{error}");
        assert_eq!(puts(&store), 0, "{reply:?}");
    }
    *server.instead.borrow_mut() = None;
    assert_eq!(pass(&store, &server).await.published, 2);
}

#[tokio::test]
async fn a_failing_store_ends_the_pass_and_what_was_not_published_is_published_later() {
    let (store, server) = (Memory::new(), Mlflow::of(&[("one", &[run("a", 2.0)])]));
    let other = Memory::new();
    other.fail("s3:PutObject", "experiment");
    let failed = pass_of(&other, &server, &config("*", ""), 1000).await;
    assert!(matches!(failed, Err(Failure::Storage(_))), "{failed:?}");
    assert_eq!(names(&other, Kind::Model).await, ["run a"], "what was published stays");
    let part = order::key(&part_of("one"));
    assert_eq!(other.part_state(PROJECT.into(), &part).await.expect("an answer"), None, "it is not done");
    // A catalog that does not follow is no reason to stop.
    store.fail("dynamodb:TransactWriteItems", "");
    assert_eq!(pass(&store, &server).await.published, 2);
}

/// The part that an experiment is.
fn part_of(experiment: &'static str) -> Part {
    let server = Mlflow::of(&[(experiment, &[])]);
    let settings = Settings::new(PROJECT);
    let server = &server;
    let tracking = Tracking::of(&server, &settings).expect("a server");
    tracking.parts(&|_| true, &|_| true).expect("parts").remove(0)
}

#[tokio::test]
async fn of_two_at_once_one_does_nothing_and_a_killed_one_stands_in_nobodys_way() {
    let (store, server) = (Memory::new(), Mlflow::of(&[("one", &[run("a", 2.0)])]));
    let other = store.begin_pass(PROJECT.into(), in_a_minute()).await.expect("an answer").expect("free");
    assert_eq!(pass_of(&store, &server, &config("*", "*"), 1000).await.expect("no fault"), None);
    assert_eq!((server.asked.get(), puts(&store)), (0, 0));
    // The other one is killed, and its time passes.
    store.advance_clock(Duration::from_secs(61));
    assert_eq!(pass(&store, &server).await.published, 2);
    assert!(!store.mark_pass(&other, "late").await.expect("an answer"));
}

#[tokio::test]
async fn what_somebody_else_publishes_meanwhile_stays_until_the_next_pass() {
    let (store, server) = (Memory::new(), Mlflow::of(&[("one", &[run("a", 2.0)])]));
    let id = Settings::new(PROJECT).entities.id(Kind::Model, "a");
    let model = Subject { project_id: PROJECT.into(), kind: Kind::Model, entity_id: id.into() };
    let other = store.clone();
    // The model is the first that is published.
    store.before("s3:PutObject", async move {
        other.put_snapshot(&model, "{}");
    });
    assert_eq!(pass(&store, &server).await.published, 1, "the experiment");
    assert_eq!(names(&store, Kind::Model).await, [""; 0]);
    assert_eq!(pass(&store, &server).await.published, 1, "the model");
    assert_eq!(pass(&store, &server).await.imported, 0);
}

#[tokio::test]
async fn passes_without_enough_time_get_round_all_parts() {
    const NAMES: [&str; 5] = ["one", "two", "three", "four", "five"];
    let server = Mlflow::default();
    for name in NAMES {
        server.log(name, run(name, 2.0));
    }
    let store = Memory::new();
    // Enough for the server's version, the registry and the experiments, and for one experiment and a half.
    for _ in 0..2 * NAMES.len() {
        let tally = pass_of(&store, &server, &config("*", ""), 4 + 5).await.expect("no fault").expect("free");
        assert!(tally.left > 0 || tally.looked_at > 1, "{tally:?}");
    }
    let mut all = names(&store, Kind::Experiment).await;
    all.sort();
    assert_eq!(all, ["five", "four", "one", "three", "two"]);
}

#[tokio::test]
async fn a_part_that_takes_longer_than_a_pass_does_not_stop_the_others() {
    let server = Mlflow::of(&[("one", &[run("a", 2.0)]), ("two", &[run("b", 2.0)])]);
    // Each run that becomes a model is asked for its artifacts.
    let many: Vec<Value> = (0..20).map(|number| run(&format!("r{number}"), 2.0)).collect();
    server.experiments.borrow_mut().insert("huge", many);
    let store = Memory::new();
    for _ in 0..6 {
        pass_of(&store, &server, &config("*", ""), 4 + 6).await.expect("no fault");
    }
    assert_eq!(names(&store, Kind::Experiment).await, ["one", "two"]);
    // Cut short twice in a row at most: it was the first of a pass only every other time.
    let searched = server.searched.borrow().clone();
    let most = searched.chunk_by(|one, other| one == other).map(<[String]>::len).max();
    assert!(most <= Some(2), "{searched:?}");
    assert_eq!(pass(&store, &server).await.left, 0);
    assert_eq!(names(&store, Kind::Experiment).await, ["huge", "one", "two"]);
}

#[tokio::test]
async fn a_part_that_ends_the_function_is_not_the_first_of_the_next_pass() {
    let server = Mlflow::of(&[("one", &[run("a", 2.0)]), ("two", &[run("b", 2.0)])]);
    let store = Memory::new();
    store.fail("dynamodb:GetItem", "#");
    for _ in 0..2 {
        assert!(pass_of(&store, &server, &config("*", ""), 1000).await.is_err());
    }
    let mut searched = server.searched.borrow().clone();
    searched.sort();
    assert_eq!(searched, ["one", "two"]);
}
