//! One attempt at rendering one report.

use std::panic::AssertUnwindSafe;

use futures_util::{FutureExt, future::try_join};
use report_domain::{Artifact, Format, Report, ReportId, ReportOptions, SnapshotPin, Subject, Timestamp};
use report_storage::{
    Bucket, Document, Lease, LeaseOutcome, Leased, Snapshot, SnapshotError, StorageError, Table,
};
use serde_json::{Map, Value};

use crate::handler::Renderer;

/// How often rendering a report is begun before it is given up. Attempts that say what is wrong are not repeated; these
/// are the ones that died or could not reach the storage.
pub const MOST_ATTEMPTS: u32 = 4;

/// Where reports are kept.
pub trait Reports: Send + Sync {
    /// Takes the lease of a report.
    fn take_lease(
        &self,
        id: ReportId,
        until: Timestamp,
    ) -> impl Future<Output = Result<LeaseOutcome, StorageError>> + Send;
    /// A report's options.
    fn options(&self, id: ReportId) -> impl Future<Output = Result<ReportOptions, StorageError>> + Send;
    /// Marks a report succeeded.
    fn succeed(
        &self,
        lease: &Lease,
        artifact: &Artifact,
        rendered: &Rendered,
    ) -> impl Future<Output = Result<bool, StorageError>> + Send;
    /// Marks a report failed.
    fn fail(&self, lease: &Lease, error: &str) -> impl Future<Output = Result<bool, StorageError>> + Send;
    /// Lets another attempt begin.
    fn give_up(&self, lease: &Lease) -> impl Future<Output = Result<(), StorageError>> + Send;
}

/// Where snapshots are and documents go.
pub trait Files: Send + Sync {
    /// A snapshot in its pinned version.
    fn snapshot(
        &self,
        subject: &Subject,
        pin: &SnapshotPin,
    ) -> impl Future<Output = Result<Snapshot, SnapshotError>> + Send;
    /// Stores a document.
    fn put(
        &self,
        document: &Document,
        bytes: Vec<u8>,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;
}

/// What makes documents.
pub trait Engine: Send + Sync {
    /// Makes a report's documents.
    ///
    /// # Errors
    /// One sentence for the user; trying again would give the same.
    fn render(&self, work: Work) -> impl Future<Output = Result<Rendered, String>> + Send;
}

/// What a report is made from.
#[derive(Debug)]
pub struct Work {
    /// The report.
    pub report: Report,
    /// What it shall contain.
    pub options: ReportOptions,
    /// What it is about.
    pub snapshot: Snapshot,
}

/// A report's documents.
#[derive(Debug)]
pub struct Rendered {
    /// The HTML document.
    pub html: Vec<u8>,
    /// The PDF document.
    pub pdf: Vec<u8>,
    /// The few figures that a list view shows.
    pub summary: Map<String, Value>,
    /// The title that the documents bear.
    pub title: Option<String>,
}

impl Reports for Table {
    async fn take_lease(&self, id: ReportId, until: Timestamp) -> Result<LeaseOutcome, StorageError> {
        Table::take_lease(self, id, until).await
    }

    async fn options(&self, id: ReportId) -> Result<ReportOptions, StorageError> {
        Table::options(self, id).await
    }

    async fn succeed(
        &self,
        lease: &Lease,
        artifact: &Artifact,
        rendered: &Rendered,
    ) -> Result<bool, StorageError> {
        Table::succeed(self, lease, artifact, &rendered.summary, rendered.title.as_deref()).await
    }

    async fn fail(&self, lease: &Lease, error: &str) -> Result<bool, StorageError> {
        Table::fail(self, lease, error).await
    }

    async fn give_up(&self, lease: &Lease) -> Result<(), StorageError> {
        self.give_up_lease(lease).await
    }
}

impl Files for Bucket {
    async fn snapshot(&self, subject: &Subject, pin: &SnapshotPin) -> Result<Snapshot, SnapshotError> {
        Bucket::snapshot(self, subject, pin).await
    }

    async fn put(&self, document: &Document, bytes: Vec<u8>) -> Result<(), StorageError> {
        Bucket::put(self, document, bytes).await
    }
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The report has succeeded or failed, or another attempt has taken over.
    Finished,
    /// Something that may pass was in the way.
    TryAgain,
}

/// Why an attempt ended without documents.
enum Fault {
    /// For good; the sentence is for the user.
    Permanent(String),
    /// For now.
    Passing(StorageError),
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        // A refusal too: it is a mistake in the deployment, which somebody may mend before the last attempt.
        Fault::Passing(error)
    }
}

impl From<SnapshotError> for Fault {
    fn from(error: SnapshotError) -> Self {
        match error {
            SnapshotError::Gone { key } => Fault::Permanent(format!(
                "The snapshot {key} that this report was to be made from has since been removed; publish it again and \
                 create a new report."
            )),
            SnapshotError::Storage(error) => error.into(),
        }
    }
}

/// Renders a report of which the lease was taken.
pub async fn run<R, F, E>(renderer: &Renderer<R, F, E>, leased: Leased) -> Outcome
where
    R: Reports,
    F: Files,
    E: Engine,
{
    let Leased { lease, report } = leased;
    let attempts = report.attempts;
    let finished = match documents(renderer, &lease, report).await {
        Ok((artifact, rendered)) => renderer.reports.succeed(&lease, &artifact, &rendered).await,
        Err(Fault::Permanent(error)) => {
            tracing::warn!(error, "the report fails");
            renderer.reports.fail(&lease, &error).await
        }
        Err(Fault::Passing(error)) => Err(error),
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
            if let Err(error) = renderer.reports.give_up(&lease).await {
                tracing::error!(%error, "the lease is left to end by itself");
            }
            Outcome::TryAgain
        }
    }
}

/// Makes the documents and stores them.
async fn documents<R, F, E>(
    renderer: &Renderer<R, F, E>,
    lease: &Lease,
    report: Report,
) -> Result<(Artifact, Rendered), Fault>
where
    R: Reports,
    F: Files,
    E: Engine,
{
    if report.attempts > MOST_ATTEMPTS {
        return Err(Fault::Permanent(format!(
            "The report could not be rendered in {MOST_ATTEMPTS} attempts; create it again, and if that fails too, \
             report its id {}.",
            report.id
        )));
    }
    let id = report.id;
    let options = async { renderer.reports.options(id).await.map_err(Fault::from) };
    let snapshot =
        async { renderer.files.snapshot(&report.subject, &report.snapshot).await.map_err(Fault::from) };
    let (options, snapshot) = try_join(options, snapshot).await?;
    let work = Work { report, options, snapshot };
    // What a panic may leave behind is the attempt's own. It says nothing about the other messages of the batch.
    let mut rendered = match AssertUnwindSafe(renderer.engine.render(work)).catch_unwind().await {
        Ok(rendered) => rendered.map_err(Fault::Permanent)?,
        Err(_) => {
            return Err(Fault::Permanent(format!(
                "The report could not be rendered because of a fault in the service; report its id {id}."
            )));
        }
    };
    let html = Document { report_id: id, artifact_id: lease.artifact_id, format: Format::Html };
    let pdf = Document { format: Format::Pdf, ..html };
    let artifact = Artifact {
        id: lease.artifact_id,
        html_bytes: rendered.html.len() as u64,
        pdf_bytes: rendered.pdf.len() as u64,
    };
    let (html_bytes, pdf_bytes) = (std::mem::take(&mut rendered.html), std::mem::take(&mut rendered.pdf));
    try_join(renderer.files.put(&html, html_bytes), renderer.files.put(&pdf, pdf_bytes)).await?;
    Ok((artifact, rendered))
}
