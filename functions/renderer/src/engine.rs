//! The engine that makes documents.

use std::sync::Arc;

use report_render::{Input, Settings};

use crate::attempt::{Engine as Makes, Rendered, Work};

/// Findings, commentary, HTML and PDF, by way of `report-render`.
pub struct Engine(Arc<Parts>);

struct Parts {
    settings: Settings,
    model: Option<report_insights::Client>,
}

impl Engine {
    /// As the environment configures it.
    ///
    /// # Errors
    /// When the configuration makes no sense.
    pub async fn from_env() -> Result<Self, lambda_runtime::Error> {
        let settings = Settings::from_env()?;
        let model = report_insights::Client::from_env()?;
        Ok(Self(Arc::new(Parts { settings, model })))
    }
}

impl Makes for Engine {
    async fn render(&self, work: Work) -> Result<Rendered, String> {
        let parts = Arc::clone(&self.0);
        // Layout and compression keep a core busy; on a thread of its own they do not keep the other reports' requests
        // waiting. Commentary is fetched from there too, through this runtime.
        let runtime = tokio::runtime::Handle::current();
        let render = move || runtime.block_on(render(&parts, &work));
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

async fn render(parts: &Parts, work: &Work) -> Result<Rendered, String> {
    let Work { report, options, snapshot } = work;
    let input = Input {
        snapshot: &snapshot.bytes,
        snapshot_key: &snapshot.key,
        snapshot_version: report.snapshot.version_id.as_deref().unwrap_or(&report.snapshot.etag),
        kind: report.subject.kind,
        project_id: report.subject.project_id.uuid(),
        entity_id: report.subject.entity_id.uuid(),
        report_id: report.id.uuid(),
        created_at: report.created_at,
        options,
    };
    let rendered =
        report_render::render(input, &parts.settings, parts.model.as_ref()).await.map_err(|error| {
            tracing::error!(error = ?error, "not rendered");
            error.to_string()
        })?;
    let title = rendered.summary.get("title").and_then(|title| title.as_str()).map(str::to_owned);
    Ok(Rendered { html: rendered.html, pdf: rendered.pdf, summary: rendered.summary, title })
}
