//! Renders one snapshot as the renderer does and prints, as JSON, what that took: `peak FILE` for infra/tests/worst. With COMPARED in
//! the environment, the report is compared with another of the same snapshot.
//!
//! A process of its own for each snapshot, because the most memory that a process ever had is all that Linux tells of it.

#![allow(clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::{env, fs, time::Instant};

use report_domain::{ReportOptions, Subject, Timestamp};
use report_render::{Commentator, Input, Other, OtherSnapshot};
use serde_json::json;
use uuid::Uuid;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let path = env::args().nth(1).expect("a snapshot's file");
    let bytes = fs::read(&path).unwrap();
    let is_compared = env::var_os("COMPARED").is_some();
    // The renderer has both in memory.
    let other_bytes = if is_compared { bytes.clone() } else { Vec::new() };
    let began = Instant::now();
    let subject = match subject(&bytes) {
        Ok(subject) => subject,
        Err(error) => return println!("{}", json!({ "error": error.to_string(), "peak": peak() })),
    };
    let (read, read_peak) = (began.elapsed(), peak());
    let other = OtherSnapshot { report: None, key: "entities/other.json", version: "0", bytes: &other_bytes };
    let other = if is_compared { Other::Snapshot(other) } else { Other::NotAsked };
    let input = Input {
        snapshot: &bytes,
        snapshot_key: "entities/worst.json",
        snapshot_version: "1",
        subject,
        report_id: Uuid::nil().into(),
        artifact_id: Uuid::nil().into(),
        created_at: Timestamp::parse("2026-11-24T09:00:00Z").unwrap(),
        options: &ReportOptions::default(),
        other,
    };
    let rendered = report_render::render(input, &support::settings(), Commentator::None).await.unwrap();
    let took = began.elapsed();
    let measured = json!({
        "bytes": bytes.len(), "read_seconds": read.as_secs_f64(), "read_peak": read_peak, "seconds": took.as_secs_f64(),
        "peak": peak(), "documents": rendered.summary["bytes"], "pages": rendered.summary["pages"],
    });
    println!("{measured}");
    if let Some(folder) = env::args().nth(2) {
        for (format, document) in rendered.documents {
            fs::write(format!("{folder}/report.{}", format.as_str()), document).unwrap();
        }
    }
}

/// The entity that a snapshot is about. The snapshot is dropped again.
fn subject(bytes: &[u8]) -> Result<Subject, report_snapshot::SnapshotError> {
    let snapshot = report_snapshot::read(bytes)?;
    let header = snapshot.header();
    Ok(Subject { project_id: header.project_id.into(), kind: header.kind, entity_id: header.id.into() })
}

/// The most memory that this process ever had, in bytes.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}
