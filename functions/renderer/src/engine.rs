//! Making the documents of one report.

use std::sync::Arc;

use report_domain::{ArtifactId, Report, ReportOptions, SnapshotPin};
use report_render::{Commentator, Gone, Input, Other, OtherReport, OtherSnapshot, RenderSettings, Rendered};

/// What a report is made from.
#[derive(Debug)]
pub struct RenderTask {
    /// The report.
    pub report: Report,
    /// The attempt, which the documents are named by.
    pub artifact_id: ArtifactId,
    /// What it shall contain.
    pub options: ReportOptions,
    /// The snapshot in the version that the report is pinned to.
    pub snapshot: Arc<Vec<u8>>,
    /// What it is compared with.
    pub other: OtherTask,
}

/// What a report is compared with.
#[derive(Debug)]
pub enum OtherTask {
    /// With nothing.
    NotAsked,
    /// With the previous report, and there was none.
    NoEarlier,
    /// With what is gone.
    Gone(Gone),
    /// With another report.
    Report {
        /// That report.
        report: OtherReport,
        /// Where its snapshot lies.
        key: String,
        /// Which version of it.
        version: String,
        /// The snapshot.
        snapshot: Vec<u8>,
    },
}

impl OtherTask {
    fn input(&self) -> Other<'_> {
        match self {
            Self::NotAsked => Other::NotAsked,
            Self::NoEarlier => Other::NoEarlier,
            Self::Gone(gone) => Other::Gone(*gone),
            Self::Report { report, key, version, snapshot } => {
                Other::Snapshot(OtherSnapshot { report: Some(*report), key, version, bytes: snapshot })
            }
        }
    }
}

/// Makes documents.
pub trait Render: Send + Sync {
    /// Makes a report's documents.
    ///
    /// # Errors
    /// One sentence for the user. Another try would fail in the same way.
    fn render(&self, task: RenderTask) -> impl Future<Output = Result<Rendered, String>> + Send;
}

/// Makes documents with `report-render`: findings, commentary, HTML and PDF.
pub struct Engine(Arc<Configuration>);

struct Configuration {
    settings: RenderSettings,
    model: Option<report_commentary::Client>,
}

impl Engine {
    /// As the environment configures it.
    ///
    /// # Errors
    /// When a variable has a value that cannot be used.
    pub async fn from_env() -> Result<Self, lambda_runtime::Error> {
        let settings = RenderSettings::from_env()?;
        let model = report_commentary::Client::from_env()?;
        Ok(Self(Arc::new(Configuration { settings, model })))
    }
}

impl Render for Engine {
    async fn render(&self, task: RenderTask) -> Result<Rendered, String> {
        let configuration = Arc::clone(&self.0);
        // Layout and compression keep a core busy. They run on a thread of their own, so the requests of the other
        // reports of the batch do not wait for them. The commentary is fetched from that thread through this runtime.
        let runtime = tokio::runtime::Handle::current();
        let render = move || runtime.block_on(render(&configuration, &task));
        match tokio::task::spawn_blocking(render).await {
            Ok(rendered) => rendered,
            Err(died) => match died.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => {
                    Err("The service was shut down while it rendered the report; create it again.".into())
                }
            },
        }
    }
}

/// How a version is called in documents.
pub fn version(pin: &SnapshotPin) -> &str {
    pin.version_id.as_deref().unwrap_or(&pin.etag)
}

async fn render(configuration: &Configuration, task: &RenderTask) -> Result<Rendered, String> {
    let RenderTask { report, artifact_id, options, snapshot, other } = task;
    let input = Input {
        snapshot,
        snapshot_key: &report.subject.snapshot_key(),
        snapshot_version: version(&report.snapshot),
        subject: report.subject,
        report_id: report.id,
        artifact_id: *artifact_id,
        created_at: report.created_at,
        options,
        other: other.input(),
    };
    let commentator = configuration.model.as_ref().map_or(Commentator::None, Commentator::Model);
    let rendered = report_render::render(input, &configuration.settings, commentator);
    rendered.await.map_err(|error| {
        tracing::error!(error = ?error, "not rendered");
        error.to_string()
    })
}
