//! What the commands have in common: where to look, which letters, and the services.

use std::collections::BTreeSet;

use report_domain::ReportId;
use report_storage::{Aws, DeadLetterQueue, Queue, Table};

use super::found::{Found, Which};

/// Where to look, and how to tell.
#[derive(Debug, clap::Args)]
pub(super) struct Common {
    /// Only this queue
    #[arg(long, value_enum, value_name = "QUEUE")]
    queue: Option<Which>,
    /// Look at no more than so many letters of each queue
    #[arg(long, default_value_t = 1000, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
    /// Print JSON, one document per line and letter
    #[arg(long)]
    pub(super) json: bool,
}

/// Which letters.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = true)]
pub(super) struct Selection {
    /// All letters
    #[arg(long, conflicts_with_all = ["report", "message"])]
    all: bool,
    /// Those about these reports
    #[arg(long, value_delimiter = ',', value_name = "UUID")]
    report: Vec<ReportId>,
    /// Those with these message ids
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    message: Vec<String>,
}

impl Selection {
    pub(super) fn has(&self, found: &Found) -> bool {
        self.all
            || self.message.contains(&found.letter.message_id)
            || found.about.report_id().is_some_and(|id| self.report.contains(&id))
    }

    /// The reports that are named and that none of these letters is about.
    pub(super) fn reports_without(&self, letters: &[Found]) -> BTreeSet<ReportId> {
        let about: BTreeSet<_> = letters.iter().filter_map(|found| found.about.report_id()).collect();
        self.report.iter().copied().filter(|id| !about.contains(id)).collect()
    }
}

/// The services that the commands work on.
pub(super) struct Service {
    pub(super) table: Table,
    pub(super) queue: Queue,
    jobs: DeadLetterQueue,
    positions: DeadLetterQueue,
}

impl Service {
    pub(super) fn from_env() -> Result<Self, report_storage::Misconfigured> {
        let aws = Aws::from_env()?;
        Ok(Self {
            table: Table::from_env(&aws)?,
            queue: Queue::from_env(&aws)?,
            jobs: DeadLetterQueue::from_env(&aws, "DEAD_LETTER_QUEUE_URL")?,
            positions: DeadLetterQueue::from_env(&aws, "POSITIONS_FAILURES_URL")?,
        })
    }

    pub(super) fn letters(&self, which: Which) -> &DeadLetterQueue {
        match which {
            Which::Jobs => &self.jobs,
            Which::Positions => &self.positions,
        }
    }
}

impl Common {
    pub(super) fn queues(&self) -> impl Iterator<Item = Which> {
        Which::ALL.into_iter().filter(|which| self.queue.is_none_or(|only| only == *which))
    }

    pub(super) fn most(&self) -> usize {
        usize::try_from(self.most).unwrap_or(usize::MAX)
    }
}
