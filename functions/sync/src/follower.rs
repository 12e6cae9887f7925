//! A pass over a tracking server.

mod failure;
mod order;
mod publication;

use std::collections::BTreeSet;

use report_domain::{Kind, ProjectId, Timestamp};
use report_import::{checked, http::Server};
use report_mlflow::{Fault, Part, Tracking};
use report_snapshot::Snapshot;
use report_storage::{Catalog, Pass, Passes, Publishing, sha256};
use uuid::Uuid;

use crate::config::Config;

pub use failure::Failure;

/// Follows a server: publishes into the bucket, and keeps the catalog and its own state in the table.
pub struct Follower<'a, B, T> {
    /// Where snapshots go.
    pub bucket: &'a B,
    /// Where lists and what was seen before are kept.
    pub table: &'a T,
    /// What is followed.
    pub config: &'a Config,
    /// Where the server is, without secrets.
    pub address: &'a str,
    /// Whether it is time to stop.
    pub is_over: &'a dyn Fn() -> bool,
}

/// What a pass came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Parts that were looked at.
    pub looked_at: usize,
    /// Those of them that had changed and were imported.
    pub imported: usize,
    /// Snapshots that were published.
    pub published: usize,
    /// Parts that are left to the next pass.
    pub left: usize,
}

impl<B: Publishing, T: Catalog + Passes> Follower<'_, B, T> {
    /// One pass; `None` if another one is under way. It is certain to have ended at `end`, whatever becomes of it.
    ///
    /// # Errors
    /// When the server or the storage fails. What was published by then stays, and the next pass goes on after the part that
    /// was looked at.
    pub async fn pass(&self, server: &dyn Server, end: Timestamp) -> Result<Option<Tally>, Failure> {
        let Some(pass) = self.table.begin_pass(self.project_id(), end).await? else {
            tracing::info!("another pass is under way");
            return Ok(None);
        };
        let outcome = self.follow(&pass, server).await;
        if let Err(error) = self.table.end_pass(&pass).await {
            tracing::warn!(%error, "the lease of this pass ends by itself");
        }
        let tally = outcome?;
        let Tally { looked_at, imported, published, left } = tally;
        tracing::info!(looked_at, imported, published, left, "passed");
        Ok(Some(tally))
    }

    fn project_id(&self) -> ProjectId {
        self.config.settings.entities.project_id.into()
    }

    /// Looks at one part after another, each once. Asking the server blocks this thread, on which nothing else runs.
    async fn follow(&self, pass: &Pass, server: &dyn Server) -> Result<Tally, Failure> {
        let Config { settings, experiments, models, .. } = self.config;
        let tracking = Tracking::of(server, settings).map_err(|fault| self.failed(fault))?;
        let parts = tracking
            .parts(&|name| experiments.fit(name), &|name| models.fit(name))
            .map_err(|fault| self.failed(fault))?;
        // A run of a registered model that is followed is published as that, and not once more as one of an experiment.
        let registered: BTreeSet<Uuid> =
            parts.iter().filter(|part| part.kind() == Kind::Model).map(Part::id).collect();
        let parts = order::in_turn(parts, pass.after.as_deref());
        let mut tally = Tally::default();
        for (index, part) in parts.iter().enumerate() {
            // Noted before the look: a part that ends the function is not the first of the next pass.
            if (self.is_over)() || !self.table.mark_pass(pass, &order::key(part)).await? {
                tally.left = parts.len() - index;
                break;
            }
            match self.part(&tracking, part, &registered, &mut tally).await {
                Err(Failure::Server { .. }) if (self.is_over)() => {
                    tally.left = parts.len() - index;
                    self.cut_short(pass, part, index.checked_sub(1).map(|before| &parts[before])).await?;
                    break;
                }
                outcome => outcome?,
            }
        }
        Ok(tally)
    }

    /// A part for which the time did not suffice comes first in the next pass, unless it had a whole pass for itself.
    async fn cut_short(&self, pass: &Pass, part: &Part, before: Option<&Part>) -> Result<(), Failure> {
        match before {
            Some(before) => {
                self.table.mark_pass(pass, &order::key(before)).await?;
            }
            None => tracing::warn!(
                name = part.name(),
                "takes longer than a pass: import it with reportctl, and leave it out of the patterns"
            ),
        }
        Ok(())
    }

    /// Imports a part if it has changed.
    async fn part(
        &self,
        tracking: &Tracking<'_>,
        part: &Part,
        registered: &BTreeSet<Uuid>,
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        tally.looked_at += 1;
        let key = order::key(part);
        let look = match tracking.look(part) {
            Ok(look) => Ok(look),
            Err(fault) if is_of_the_part(&fault) => Err(fault),
            Err(fault) => return Err(self.failed(fault)),
        };
        let state = match &look {
            Ok(look) => look.state(),
            // As long as it says the same, nothing has changed.
            Err(fault) => sha256(fault.to_string().as_bytes()),
        };
        if self.table.part_state(self.project_id(), &key).await?.as_ref() == Some(&state) {
            return Ok(());
        }
        tally.imported += 1;
        let mut snapshots = Vec::new();
        let imported = look.and_then(|look| {
            look.import(&mut |snapshot| {
                checked(&snapshot).map_err(|reason| format!("it gives a snapshot that {reason}"))?;
                snapshots.push(snapshot);
                Ok(())
            })
        });
        match imported {
            Ok(()) | Err(Fault::NoRuns(_)) => {}
            // Said once, and not again until the part changes.
            Err(fault) if is_of_the_part(&fault) => {
                tracing::warn!(name = part.name(), %fault, "left out");
                snapshots.clear();
            }
            Err(fault) => return Err(self.failed(fault)),
        }
        let is_registered = |snapshot: &Snapshot| {
            let header = snapshot.header();
            header.kind == Kind::Model && registered.contains(&header.id)
        };
        if part.kind() != Kind::Model {
            snapshots.retain(|snapshot| !is_registered(snapshot));
        }
        let mut is_overtaken = false;
        for snapshot in snapshots {
            match publication::publish(self.bucket, self.table, snapshot).await? {
                publication::Outcome::Published => tally.published += 1,
                publication::Outcome::Unchanged => {}
                publication::Outcome::Overtaken => is_overtaken = true,
            }
        }
        if !is_overtaken {
            self.table.set_part_state(self.project_id(), &key, &state).await?;
        }
        Ok(())
    }

    fn failed(&self, fault: Fault) -> Failure {
        Failure::Server { address: self.address.to_owned(), fault }
    }
}

/// Whether a fault is of one part, and not of the server.
fn is_of_the_part(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::NoRuns(_)
            | Fault::Task(_)
            | Fault::Metric { .. }
            | Fault::Unknown { .. }
            | Fault::NoVersion(_)
            | Fault::Forbidden { .. }
            | Fault::Kept(_)
    )
}

#[cfg(test)]
mod tests;
