//! `reportctl reindex`.

use report_domain::ProjectId;
use report_storage::{Aws, Bucket, Catalog, Table, entity};

use super::wait;
use crate::failure::Outcome;

/// Record every entity that has a snapshot, so that lists of entities have it.
///
/// Needed once, for snapshots from before the service kept such lists, and after an outage in which events of the bucket were
/// lost. Can run at any time and again. Needs BUCKET_NAME, TABLE_NAME, AWS_REGION and credentials in the environment;
/// AWS_ENDPOINT_URL for an emulator.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  reportctl reindex
  reportctl reindex --project bf3eeeb1-3d0f-53b8-8482-a86068ed1ece")]
pub(crate) struct Arguments {
    /// Only entities of this project
    #[arg(long, value_name = "UUID")]
    project: Option<ProjectId>,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    wait(async {
        let aws = Aws::from_env()?;
        let (bucket, table) = (Bucket::from_env(&aws)?, Table::from_env(&aws)?);
        let (mut recorded, mut next) = (0_u64, None);
        loop {
            let (subjects, more) = bucket.subjects(arguments.project, next).await?;
            for subject in &subjects {
                // One that has been removed meanwhile is recorded by the bucket's event, or was never recorded.
                if let Some(entity) = entity(&bucket, subject).await? {
                    table.record(&entity).await?;
                    recorded += 1;
                }
            }
            if more.is_none() {
                break;
            }
            eprintln!("{recorded} so far …");
            next = more;
        }
        println!("{recorded} entities recorded");
        Ok(())
    })
}
