//! What tests and benchmarks of whole documents share.

#![allow(dead_code, clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use report_domain::{Format, ReportOptions, Subject, Timestamp};
use report_pdf::Paper;
use report_render::{Commentator, Input, Other, RenderSettings, Rendered};
use serde_json::Value;
use uuid::Uuid;

/// The folder with the sample snapshots.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples")
}

/// The fallback fonts of the tree.
pub fn settings() -> RenderSettings {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts/fallback");
    RenderSettings::new(Paper::A4, Some(fonts))
}

/// Every snapshot below `samples/<folder>`, with its file's name.
pub fn all(folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<_> = std::fs::read_dir(samples().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    found.sort();
    found
}

/// The breast-cancer experiment with its leaderboard cut or repeated to `models` entries.
pub fn experiment_with(models: usize) -> Vec<u8> {
    let (_, bytes) = all("snapshots")
        .into_iter()
        .find(|(name, _)| name.starts_with("experiment-breast_cancer"))
        .expect("the samples hold the breast-cancer experiment");
    let mut snapshot: Value = serde_json::from_slice(&bytes).unwrap();
    let real = snapshot["content"]["leaderboard"].as_array().unwrap().clone();
    let entries = (0..models).map(|index| {
        let mut entry = real[index % real.len()].clone();
        if index >= real.len() {
            entry["name"] = format!("{}_copy_{index}", entry["name"].as_str().unwrap()).into();
        }
        entry
    });
    snapshot["content"]["leaderboard"] = entries.collect();
    serde_json::to_vec(&snapshot).unwrap()
}

/// The HTML document.
pub fn page(rendered: &Rendered) -> String {
    String::from_utf8(rendered.documents[&Format::Html].clone()).unwrap()
}

/// Renders with every section and a fixed report id.
pub async fn render(snapshot: &[u8], settings: &RenderSettings) -> Rendered {
    render_with(snapshot, settings, &ReportOptions::default()).await
}

/// Renders with `options` and a fixed report id.
pub async fn render_with(snapshot: &[u8], settings: &RenderSettings, options: &ReportOptions) -> Rendered {
    render_beside(snapshot, settings, options, Other::NotAsked).await
}

/// The same, compared with another.
pub async fn render_beside(
    snapshot: &[u8],
    settings: &RenderSettings,
    options: &ReportOptions,
    other: Other<'_>,
) -> Rendered {
    let parsed = report_snapshot::read(snapshot).unwrap();
    let header = parsed.header();
    let input = Input {
        snapshot,
        snapshot_key: "entities/sample.json",
        snapshot_version: "1",
        subject: Subject {
            project_id: header.project_id.into(),
            kind: header.kind,
            entity_id: header.id.into(),
        },
        report_id: Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0001).into(),
        artifact_id: Uuid::nil().into(),
        created_at: Timestamp::parse("2026-11-24T09:00:00Z").unwrap(),
        options,
        other,
    };
    report_render::render(input, settings, Commentator::None).await.unwrap()
}
