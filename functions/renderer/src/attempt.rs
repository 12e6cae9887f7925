//! One attempt at rendering one report.

use std::panic::AssertUnwindSafe;

use futures_util::{FutureExt, future::try_join};
use report_domain::{Artifact, Format, Report};
use report_render::Rendered;
use report_storage::{DocumentKey, Documents, Lease, Leased, Leases, Reports, Snapshots, StorageError};
use serde_json::{Map, Value};

use crate::engine::{Render, RenderTask};

/// How many attempts a report gets that crash or do not reach the storage. An attempt that finds a fault of the snapshot is
/// the last one in any case.
pub const MOST_ATTEMPTS: u32 = 4;

/// What attempts need.
pub struct Renderer<R, B, E> {
    /// The table with the reports.
    pub reports: R,
    /// The bucket with the snapshots and the documents.
    pub bucket: B,
    /// Makes the documents.
    pub engine: E,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The report has succeeded or failed, or another attempt has taken over.
    Finished,
    /// A transient fault stopped the attempt. The next one may succeed.
    TryAgain,
}

/// Why an attempt ended without documents.
enum Fault {
    /// Another attempt would fail in the same way. The sentence is for the user.
    Permanent(String),
    /// Another attempt may succeed.
    Transient(StorageError),
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        // A call that the storage refused is a fault of the deployment. It counts as transient, because it may be corrected
        // before the last attempt.
        Fault::Transient(error)
    }
}

/// What a succeeded report keeps.
struct Success {
    artifact: Artifact,
    summary: Map<String, Value>,
    title: String,
}

impl<R, B, E> Renderer<R, B, E>
where
    R: Reports + Leases,
    B: Snapshots + Documents,
    E: Render,
{
    /// Renders a report whose lease was taken, and finishes it.
    pub async fn attempt(&self, leased: Leased) -> Outcome {
        let Leased { lease, report } = leased;
        let attempts = report.attempts;
        let finished = match self.render(&lease, report).await {
            Ok(Success { artifact, summary, title }) => {
                self.reports.succeed(&lease, &artifact, &summary, &title).await
            }
            Err(Fault::Permanent(error)) => {
                tracing::warn!(error, "the report fails");
                self.reports.fail(&lease, &error).await
            }
            Err(Fault::Transient(error)) => Err(error),
        };
        match finished {
            Ok(true) => {
                tracing::info!(attempts, "finished");
                Outcome::Finished
            }
            Ok(false) => {
                tracing::warn!(attempts, "the lease was lost; another attempt decides");
                Outcome::Finished
            }
            Err(error) => {
                tracing::error!(%error, attempts, "to be tried again");
                if let Err(error) = self.reports.give_up_lease(&lease).await {
                    tracing::error!(%error, "the lease is left to end by itself");
                }
                Outcome::TryAgain
            }
        }
    }

    /// Makes the documents and stores them.
    async fn render(&self, lease: &Lease, report: Report) -> Result<Success, Fault> {
        if report.attempts > MOST_ATTEMPTS {
            return Err(Fault::Permanent(format!(
                "The report could not be rendered in {MOST_ATTEMPTS} attempts; create it again, and if that fails \
                 too, report its id {}.",
                report.id
            )));
        }
        let (options, snapshot) = try_join(
            self.reports.options(report.id),
            self.bucket.snapshot(&report.subject, &report.snapshot),
        )
        .await?;
        let snapshot = snapshot.ok_or_else(|| snapshot_gone(&report))?;
        let id = report.id;
        let task = RenderTask { report, options, snapshot };
        // A panic can leave only this attempt's own data half-changed. The other messages of the batch go on.
        let rendered = match AssertUnwindSafe(self.engine.render(task)).catch_unwind().await {
            Ok(rendered) => rendered.map_err(Fault::Permanent)?,
            Err(_) => {
                return Err(Fault::Permanent(format!(
                    "The report could not be rendered because of a fault in the service; report its id {id}."
                )));
            }
        };
        let Rendered { html, pdf, summary, title } = rendered;
        let artifact =
            Artifact { id: lease.artifact_id, html_bytes: html.len() as u64, pdf_bytes: pdf.len() as u64 };
        let key = |format| DocumentKey { report_id: id, artifact_id: lease.artifact_id, format };
        let (html_key, pdf_key) = (key(Format::Html), key(Format::Pdf));
        try_join(self.bucket.put(&html_key, html), self.bucket.put(&pdf_key, pdf)).await?;
        Ok(Success { artifact, summary, title })
    }
}

fn snapshot_gone(report: &Report) -> Fault {
    Fault::Permanent(format!(
        "The snapshot {} that this report was to be made from has since been removed; publish it again and create a new \
         report.",
        report.subject.snapshot_key()
    ))
}
