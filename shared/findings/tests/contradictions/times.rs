//! Starts and ends.

use serde_json::json;

use super::{DEPLOYMENT, EXPERIMENT, ID, PROJECT, SYNTHGEN, check};

#[test]
fn times_run_forwards() {
    let run = |start: &str, end: &str| json!({"started_at": format!("2026-03-{start}T00:00:00Z"), "finished_at": format!("2026-03-{end}T00:00:00Z")});
    for kind in [EXPERIMENT, SYNTHGEN] {
        let sentence = "The run starts at 2026-03-02 00:00 UTC and ends at 2026-03-01 00:00 UTC.";
        check(kind, run("02", "01"), "finished_at", sentence, run("02", "02"));
    }
    let item = |start, end| {
        let mut item = run(start, end);
        for (name, value) in [("id", ID), ("name", "e"), ("status", "completed")] {
            item[name] = json!(value);
        }
        json!({"experiments": [item]})
    };
    let sentence = "The experiment e starts at 2026-03-02 00:00 UTC and ends at 2026-03-01 00:00 UTC.";
    check(PROJECT, item("02", "01"), "experiments[0].finished_at", sentence, item("02", "02"));

    let window = |end: &str| json!({"window": {"start": "2026-03-02T00:00:00Z", "end": format!("2026-03-02T{end}:00Z")}});
    let sentence = "The window starts at 2026-03-02 00:00 UTC and ends at 2026-03-02 00:00 UTC.";
    check(DEPLOYMENT, window("00:00"), "window.end", sentence, window("00:01"));
    let item = |end| json!({"deployments": [{"id": ID, "name": "d", "status": "active", "window": window(end)["window"]}]});
    let sentence = sentence.replace("The window", "The window of d");
    check(PROJECT, item("00:00"), "deployments[0].window.end", &sentence, item("00:01"));
}
