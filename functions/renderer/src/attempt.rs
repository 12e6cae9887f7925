//! One attempt at rendering one report.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::{
    FutureExt,
    future::{try_join, try_join_all},
};
use report_domain::{Artifact, Report, ReportId, ReportOptions, State, Timestamp};
use report_render::{Gone, OtherReport, Rendered};
use report_storage::{
    Companion, CompanionKey, Companions, Comparisons, DocumentKey, Documents, Lease, Leased, Leases,
    MOST_ATTEMPTS, Reports, Snapshots, StorageError, TimeLimit, Unfinished,
};
use serde_json::{Map, Value};

use crate::engine::{OtherTask, Render, RenderTask, version};

/// What attempts need.
pub struct Renderer<R, B, Q, E> {
    /// The table with the reports.
    pub reports: R,
    /// The bucket with the snapshots and the documents.
    pub bucket: B,
    /// The queue that the messages come from.
    pub queue: Q,
    /// Makes the documents.
    pub engine: E,
    /// How long a report may take.
    pub limit: TimeLimit,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The report has its documents.
    Succeeded,
    /// The report will never have any.
    Failed,
    /// The lease was lost; another attempt decides.
    Lost,
    /// A service that is needed did not work. The report is to be rendered later.
    Stopped,
    /// The report is finished, but what other attempts have left could not be removed.
    Uncleared,
}

/// Why an attempt ended without documents.
enum Fault {
    /// Another attempt would fail in the same way. The sentence is for the user.
    Permanent(String),
    /// The storage did not do what it should.
    Storage(StorageError),
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::TooLarge { key, bytes, most, .. } => Fault::Permanent(format!(
                "The snapshot {key} is {bytes} bytes long or longer, but a snapshot may have at most {most} bytes; publish a \
                 smaller one and create a new report."
            )),
            error => Fault::Storage(error),
        }
    }
}

/// What a succeeded report keeps.
struct Success {
    artifact: Artifact,
    summary: Map<String, Value>,
    title: String,
}

/// The sentence for the user of a report that the storage will never take or give as it is.
pub fn broken(id: ReportId) -> String {
    format!("The report could not be rendered because of a fault in the service; report its id {id}.")
}

impl<R, B, Q, E> Renderer<R, B, Q, E>
where
    R: Reports + Comparisons + Leases + Unfinished,
    B: Snapshots + Documents + Companions,
    E: Render,
{
    /// Renders a report whose lease was taken, and finishes it. If it is not the first attempt, it clears away what those before
    /// have left.
    pub async fn attempt(&self, leased: Leased, is_first: bool) -> Outcome {
        let Leased { lease, report } = leased;
        let id = lease.report_id;
        let outcome = if report.attempts > MOST_ATTEMPTS {
            self.exhausted(&lease).await
        } else {
            self.render_and_finish(&lease, report).await
        };
        let kept = match outcome {
            Outcome::Succeeded => Some(lease.artifact_id),
            Outcome::Failed => None,
            Outcome::Lost if self.clear(id).await => return outcome,
            Outcome::Lost => return Outcome::Uncleared,
            Outcome::Stopped | Outcome::Uncleared => return outcome,
        };
        if !is_first && let Err(error) = self.bucket.remove_all_but(id, kept).await {
            tracing::warn!(%error, "documents of earlier attempts are still there");
            return Outcome::Uncleared;
        }
        outcome
    }

    /// Removes what other attempts have left of a report that has succeeded. An attempt that ended otherwise leaves a message
    /// behind, and that one comes here. A failed report is left alone: it may be rendered anew at this very moment. Answers whether
    /// nothing is left.
    pub async fn clear(&self, id: ReportId) -> bool {
        let cleared = match self.reports.report(id).await {
            Ok(Some(Report { state: State::Succeeded { artifact, .. }, .. })) => {
                self.bucket.remove_all_but(id, Some(artifact.id)).await
            }
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        };
        cleared
            .inspect_err(|error| tracing::warn!(%error, "documents of other attempts are still there"))
            .is_ok()
    }

    async fn render_and_finish(&self, lease: &Lease, report: Report) -> Outcome {
        let (attempts, id, kept) = (report.attempts, report.id, report.retain_days);
        // Asked now, because rendering consumes the report.
        let too_late = self.limit.is_over(&report, Timestamp::now()).then(|| self.limit.sentence(&report));
        let finished = match self.render(lease, report).await {
            Ok(Success { artifact, summary, title }) => {
                self.reports.succeed(lease, &artifact, &summary, &title, kept).await.map_err(Fault::Storage)
            }
            Err(fault) => Err(fault),
        };
        match finished {
            Ok(true) => {
                tracing::info!(attempts, "finished");
                Outcome::Succeeded
            }
            Ok(false) => lost(),
            Err(Fault::Permanent(error)) => self.fail(lease, &error).await,
            Err(Fault::Storage(error)) if !error.is_transient() => {
                tracing::error!(%error, "no repetition helps");
                self.fail(lease, &broken(id)).await
            }
            Err(Fault::Storage(error)) => {
                tracing::error!(%error, "a service that is needed did not work");
                match too_late {
                    Some(sentence) => self.fail(lease, &sentence).await,
                    None => Outcome::Stopped,
                }
            }
        }
    }

    /// Marks the report failed for good, with this sentence for the user.
    pub async fn fail(&self, lease: &Lease, sentence: &str) -> Outcome {
        match self.reports.fail(lease, sentence).await {
            Ok(true) => {
                tracing::warn!(error = sentence, "report failed");
                Outcome::Failed
            }
            Ok(false) => lost(),
            Err(error) if error.is_transient() => {
                tracing::error!(%error, "the report could not be marked failed");
                Outcome::Stopped
            }
            Err(error) => {
                // The lease ends by itself, and in the end the sweeper fails the report.
                tracing::error!(%error, "the report cannot be marked failed");
                Outcome::Lost
            }
        }
    }

    /// Fails a report whose every attempt was killed. What finds that out is no attempt, so it is not counted as one.
    async fn exhausted(&self, lease: &Lease) -> Outcome {
        let id = lease.report_id;
        let sentence = format!(
            "The report could not be rendered in {MOST_ATTEMPTS} attempts, each of which took more memory or time than \
             there is; make its snapshot smaller, or create the report again, and if that fails too, report its id {id}."
        );
        let failed = match self.reports.give_up_lease(lease, Duration::ZERO).await {
            Ok(()) => self.reports.abandon(id, &sentence).await,
            Err(error) => Err(error),
        };
        match failed {
            Ok(true) => {
                tracing::warn!(error = sentence, "report failed");
                Outcome::Failed
            }
            Ok(false) => lost(),
            Err(error) => {
                tracing::error!(%error, "the report could not be marked failed");
                Outcome::Stopped
            }
        }
    }

    /// Makes the documents and stores them.
    async fn render(&self, lease: &Lease, report: Report) -> Result<Success, Fault> {
        let (options, snapshot) = try_join(
            self.reports.options(report.id),
            self.bucket.snapshot(&report.subject, &report.snapshot),
        )
        .await?;
        let snapshot = Arc::new(snapshot.ok_or_else(|| snapshot_gone(&report))?);
        let other = self.other(report.id, &options).await?;
        let id = report.id;
        let artifact_id = lease.artifact_id;
        let task = RenderTask { report, artifact_id, options, snapshot: Arc::clone(&snapshot), other };
        // A panic can leave only this attempt's own data half-changed. The other messages of the batch go on.
        let rendered = match AssertUnwindSafe(self.engine.render(task)).catch_unwind().await {
            Ok(rendered) => rendered.map_err(Fault::Permanent)?,
            Err(_) => return Err(Fault::Permanent(broken(id))),
        };
        let Rendered { documents, summary, title, bundle } = rendered;
        let written = documents.iter().map(|(format, bytes)| (*format, bytes.len() as u64)).collect();
        let documents = try_join_all(documents.into_iter().map(|(format, bytes)| async move {
            self.bucket.put(&DocumentKey { report_id: id, artifact_id, format }, bytes).await
        }));
        let key = |companion| CompanionKey { report_id: id, artifact_id, companion };
        let (bundle_key, snapshot_key) = (key(Companion::Bundle), key(Companion::Snapshot));
        let companions = try_join(
            self.bucket.put_companion(&bundle_key, bundle.to_json()),
            self.bucket.put_companion(&snapshot_key, Arc::unwrap_or_clone(snapshot)),
        );
        try_join(documents, companions).await?;
        Ok(Success { artifact: Artifact { id: artifact_id, written }, summary, title })
    }

    /// What the report is compared with: what was pinned when it was created, as far as it is still there. A version of a snapshot
    /// that was replaced is not kept for ever; the copy beside that report's documents is, as long as they are.
    async fn other(&self, id: ReportId, options: &ReportOptions) -> Result<OtherTask, Fault> {
        if options.compare_to.is_none() {
            return Ok(OtherTask::NotAsked);
        }
        let Some(pin) = self.reports.comparison(id).await? else { return Ok(OtherTask::NoEarlier) };
        let Some(other) = self.reports.report(pin.report_id).await? else {
            return Ok(OtherTask::Gone(Gone::Report));
        };
        let mut snapshot = self.bucket.snapshot(&other.subject, &pin.snapshot).await?;
        if let (None, State::Succeeded { artifact, .. }) = (&snapshot, &other.state) {
            let companion = Companion::Snapshot;
            let copy = CompanionKey { report_id: other.id, artifact_id: artifact.id, companion };
            snapshot = self.bucket.companion(&copy).await?;
        }
        let Some(snapshot) = snapshot else { return Ok(OtherTask::Gone(Gone::Snapshot)) };
        Ok(OtherTask::Report {
            report: OtherReport { id: other.id, created_at: other.created_at },
            key: other.subject.snapshot_key(),
            version: version(&pin.snapshot).to_owned(),
            snapshot,
        })
    }
}

fn lost() -> Outcome {
    tracing::warn!("the lease was lost; another attempt decides");
    Outcome::Lost
}

fn snapshot_gone(report: &Report) -> Fault {
    Fault::Permanent(format!(
        "The snapshot {} that this report was to be made from has since been removed; publish it again and create a new \
         report.",
        report.subject.snapshot_key()
    ))
}

#[cfg(test)]
mod tests;
