//! Listing the entities of a project.

use lambda_http::http::StatusCode;
use report_domain::{Kind, ProjectId};
use report_edge::{Call, Caller, EntityItem, Failure, Reply, entity_item, json};
use report_storage::{Catalog, Cursor, EntityPage};
use serde::Serialize;

/// How many entities a page has where the request does not say.
const DEFAULT_LIMIT: u16 = 50;
/// How many entities a page has at most.
const LARGEST_LIMIT: u16 = 500;

#[derive(Serialize)]
struct Answer<'a> {
    items: Vec<EntityItem<'a>>,
    cursor: Option<String>,
}

struct Asked {
    kind: Option<Kind>,
    from: Option<Cursor>,
    limit: u16,
}

/// Reads the query.
fn read(call: &Call) -> Result<Asked, Failure> {
    let mut problems = Vec::new();
    let mut note = |problem| problems.push(problem);
    let parse = |text: &str| text.parse().map_err(|error| format!("{error}"));
    let kind = call.query.parsed("kind", "enum", parse).map_err(&mut note);
    let limit = call.query.number("limit", 1..=LARGEST_LIMIT.into()).map_err(&mut note);
    let decode = |text: &str| Cursor::decode(text).map_err(|error| error.to_string());
    let from = call.query.parsed("cursor", "cursor", decode).map_err(&mut note);
    match (kind, limit, from) {
        (Ok(kind), Ok(limit), Ok(from)) => {
            // `number` has checked that it fits.
            let limit = limit.and_then(|limit| u16::try_from(limit).ok()).unwrap_or(DEFAULT_LIMIT);
            Ok(Asked { kind, from, limit })
        }
        _ => Err(Failure::invalid(problems)),
    }
}

/// `GET /api/projects/{project_id}/entities`.
pub async fn answer(catalog: &impl Catalog, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
    let asked = read(call)?;
    let project_id: ProjectId = call.path_id("project_id").ok_or_else(Failure::no_such_project)?;
    // A project that the key may not see looks like one without entities. The read is made in any case, so that it takes the
    // same time.
    let mut page = catalog.entities(project_id, asked.kind, asked.from.as_ref(), asked.limit).await?;
    if !caller.key.may_access(project_id) {
        page = EntityPage { entities: Vec::new(), next: None };
    }
    let items = page.entities.iter().map(entity_item).collect();
    let cursor = page.next.as_ref().map(Cursor::encode);
    Ok(json(StatusCode::OK, &Answer { items, cursor }))
}
