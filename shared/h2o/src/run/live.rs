//! Answers fetched from a running server.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use report_import::http::{Request, Server};
use serde_json::Value;

use super::{Fault, Run};
use crate::wire;

/// What is kept as it is in one segment of a path.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The names of all AutoML runs on a server.
///
/// # Errors
/// When the server cannot be asked, or has none.
pub fn live_runs(server: &impl Server) -> Result<Vec<String>, Fault> {
    let answer = ask(server, "/99/Leaderboards")?.unwrap_or_default();
    let names: Vec<String> = wire::items(&answer["leaderboards"])
        .iter()
        .filter_map(|board| wire::text(&board["project_name"]))
        .map(|id| id.split("@@").next().unwrap_or(id).to_owned())
        .collect();
    if names.is_empty() { Err(Fault::NoRuns) } else { Ok(names) }
}

/// Fetches a run with its models and the summary of its training frame. Only asks, changes nothing: permutation importance,
/// which the server would have to compute, is left out.
///
/// # Errors
/// When the server cannot be asked or does not know the run.
pub fn live_run(server: &impl Server, name: &str) -> Result<Run, Fault> {
    let automl = ask(server, &format!("/99/AutoML/{}", segment(name)))?
        .ok_or_else(|| Fault::NoSuchRun(name.to_owned()))?;
    let mut run = Run { cloud: ask(server, "/3/Cloud")?.unwrap_or_default(), ..Run::default() };
    // Leaderboards go by the run's full id, `{name}@@{target}`, and only their own address has the extra columns.
    let id = wire::name(&automl["automl_id"]).unwrap_or(name);
    let address = format!("/99/Leaderboards/{}?extensions=ALL", segment(id));
    run.leaderboard = ask(server, &address)?.unwrap_or_default();
    let board = if run.leaderboard.is_null() { &automl["leaderboard"] } else { &run.leaderboard };
    let models: Vec<String> =
        wire::items(&board["models"]).iter().filter_map(wire::name).map(str::to_owned).collect();
    for model in models {
        // A model deleted since is left out of the run.
        if let Some(answer) = ask(server, &format!("/3/Models/{}", segment(&model)))? {
            run.add_models(answer);
        }
    }
    if let Some(frame) = wire::name(&automl["training_frame"]) {
        // AutoML trains on a copy; the original may be the only one still there.
        let original = frame.split_once("_training_").map(|(_, original)| original);
        for frame in [Some(frame), original].into_iter().flatten() {
            if let Some(answer) = ask(server, &format!("/3/Frames/{}/summary", segment(frame)))? {
                run.frame_summary = answer;
                break;
            }
        }
    }
    run.automl = automl;
    Ok(run)
}

fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// The JSON that `GET path` answers; `None` for 404.
fn ask(server: &impl Server, path: &str) -> Result<Option<Value>, Fault> {
    let place = || format!("GET {path}");
    let failed = |reason: String| Fault::Request { request: place(), reason };
    let answer = server.ask(&Request::get(path)).map_err(|reason| failed(reason.to_string()))?;
    match answer.status {
        200 => {}
        404 => return Ok(None),
        // The body is left out: it is a Java stack trace.
        status => return Err(failed(format!("the server answered {status}"))),
    }
    serde_json::from_slice(&answer.body).map(Some).map_err(|source| Fault::NotJson { place: place(), source })
}
