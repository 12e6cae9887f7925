//! `reportctl create`.

use std::{path::PathBuf, thread, time::Duration};

use report_domain::{EntityId, Format, Kind, ProjectId};
use serde_json::{Map, Value, json};
use ureq::http::Method;
use uuid::Uuid;

use crate::{
    failure::{Failure, Outcome},
    files,
    service::{Call, Service},
};

/// How often a waiting caller asks.
const POLL: Duration = Duration::from_millis(500);

/// Ask the service for a report, and take the document home.
///
/// Prints the report's id, or with --output the document's path. Needs REPORTS_URL (the base URL of the service) and
/// REPORTS_API_KEY in the environment; the key needs the scopes read and write. `reportctl render` makes the same document
/// from a file, without any service.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl create --kind experiment --project bf3eeeb1-3d0f-53b8-8482-a86068ed1ece \\
    --entity e46a9bd1-8904-54e0-8788-8fb8ac8072ac -o churn.pdf
  reportctl create --kind model --project bf3eeeb1-… --entity b98789d1-… --options '{\"title\": \"Model card\"}' --wait")]
pub(crate) struct Arguments {
    /// What the report is about: experiment, model, project, deployment or synthgen
    #[arg(long)]
    kind: Kind,
    /// The project that the entity belongs to
    #[arg(long, value_name = "UUID")]
    project: ProjectId,
    /// The entity
    #[arg(long, value_name = "UUID")]
    entity: EntityId,
    /// The report's options, as in the body of POST /api/reports
    #[arg(long, value_name = "JSON", default_value = "{}", value_parser = options)]
    options: Map<String, Value>,
    /// Wait until the report is there
    #[arg(long)]
    wait: bool,
    /// Wait, and write the document; its ending, .html, .pdf, .md or .json, is its format
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    // Before anything is asked for: a document that cannot be written is not wanted.
    let output = arguments.output.as_ref().map(|path| Ok::<_, Failure>((path, format(path)?))).transpose()?;
    let service = Service::from_env()?.ok_or_else(|| {
        Failure::new("no service is named: set REPORTS_URL to its base URL, and REPORTS_API_KEY")
    })?;
    let id = create(&service, arguments)?;
    if arguments.wait || output.is_some() {
        wait_for(&service, &id)?;
    }
    match output {
        Some((path, format)) => {
            let address = format!("/api/reports/{id}/download?format={}", format.as_str());
            files::write(path, &service.call(&Call::get(&address))?)?;
            println!("{}", path.display());
        }
        None => println!("{id}"),
    }
    Ok(())
}

/// Asks for the report; its id.
fn create(service: &Service, arguments: &Arguments) -> Result<String, Failure> {
    let Arguments { kind, project, entity, options, .. } = arguments;
    let body = json!({ "project_id": project, "kind": kind, "entity_id": entity, "options": options });
    // A call that is made again after a lost answer must not make a second report.
    let key = Uuid::new_v4().to_string();
    let call = Call {
        method: Method::POST,
        path: "/api/reports",
        headers: &[("Content-Type", "application/json"), ("Idempotency-Key", &key)],
        body: body.to_string().into_bytes(),
    };
    let answer: Value = serde_json::from_slice(&service.call(&call)?)?;
    let id = answer["report_id"].as_str().and_then(|id| id.parse::<Uuid>().ok());
    id.map(|id| id.to_string())
        .ok_or_else(|| Failure::new("the service answers without a report's id: is it a Reports API?"))
}

/// Waits until the report has ended.
fn wait_for(service: &Service, id: &str) -> Outcome {
    let path = format!("/api/reports/{id}");
    loop {
        let answer: Value = serde_json::from_slice(&service.call(&Call::get(&path))?)?;
        let report = &answer["report"];
        match report["status"].as_str() {
            Some("queued" | "running") => thread::sleep(POLL),
            Some("succeeded") => return Ok(()),
            _ => {
                let error = report["error"].as_str().unwrap_or("the service does not say why");
                return Err(Failure::new(format!("report {id} has failed: {error}")));
            }
        }
    }
}

fn format(path: &std::path::Path) -> Result<Format, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ending
        .to_ascii_lowercase()
        .parse()
        .map_err(|unknown| Failure::new(format!("the ending of {}: {unknown}", path.display())))
}

pub(crate) fn options(text: &str) -> Result<Map<String, Value>, String> {
    serde_json::from_str(text).map_err(|error| format!("expected a JSON object: {error}"))
}
