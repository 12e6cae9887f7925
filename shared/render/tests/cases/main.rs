//! Snapshots that reports of other tools, or earlier ones of ours, got wrong, with more of each kind: what a reader must see.

#![allow(clippy::unwrap_used)]

mod changes;
mod curves;
mod figures;
mod files;
mod names;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;

use report_domain::{Detail, ReportOptions};
use serde_json::{Value, json};
use support::{page, render_with, settings};

fn case(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(path)).unwrap()
}

/// A snapshot of that kind and content.
fn snapshot(kind: &str, content: &Value) -> Vec<u8> {
    let id = "7b8ef11c-5752-5966-914b-6a5830c43083";
    let whole = json!({ "schema_version": 1, "kind": kind, "id": id, "project_id": id, "name": "It", "content": content });
    whole.to_string().into_bytes()
}

/// Of full detail: what a report got wrong may stand anywhere.
async fn html(snapshot: &[u8]) -> String {
    let mut full = ReportOptions::default();
    full.detail = Detail::Full;
    page(&render_with(snapshot, &settings(), &full).await)
}

/// What stands between tags, one line each, with the usual escapes undone.
fn lines(html: &str) -> Vec<String> {
    let body = html.split_once("<main").unwrap().1;
    let mut lines = Vec::new();
    for part in body.split('<').skip(1) {
        let text = part.split_once('>').map_or("", |(_, text)| text).trim();
        if !text.is_empty() {
            lines.push(text.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'"));
        }
    }
    lines
}

fn section<'h>(html: &'h str, id: &str) -> &'h str {
    let start = html.find(&format!("<section id=\"{id}\"")).unwrap_or_else(|| panic!("no section {id}"));
    html[start..].split_once("</section>").unwrap().0
}

/// The words of a part, between its tags.
fn words(part: &str) -> String {
    lines(&format!("<main{part}")).join(" ")
}

/// The texts of each chart of a part.
fn charts(part: &str) -> Vec<Vec<String>> {
    part.split("<svg").skip(1).map(|chart| lines(&format!("<main<svg{chart}"))).collect()
}

/// The texts of the charts that compare models: the first stands with the key figures.
fn comparison(html: &str) -> Vec<Vec<String>> {
    let rest = html.contains("<section id=\"model-comparison\"").then(|| section(html, "model-comparison"));
    [section(html, "key-figures")].into_iter().chain(rest).flat_map(charts).collect()
}

/// The texts of the cells of the first table of a part, row by row.
fn cells(part: &str) -> Vec<Vec<String>> {
    let table = part.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    table
        .split("<tr")
        .skip(1)
        .map(|row| {
            let cells = row.split("<t").skip(1).filter(|cell| cell.starts_with(['d', 'h']));
            cells
                .map(|cell| lines(&format!("<main<t{cell}")).into_iter().next().unwrap_or_default())
                .collect()
        })
        .collect()
}
