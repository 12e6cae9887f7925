//! Passes over a tracking server that a project follows.
//!
//! A *pass* imports what has changed on the server since the last one. One pass at a time may publish for a project: it takes
//! the project's lease in a conditional write, for as long as it can run at most, so that the lease of a pass that was killed
//! ends by itself. A server has many *parts*, its experiments and registered models. What a part was like when it was last
//! imported is kept as its *state*, a digest; and the lease's item says which part was looked at last, so that the next pass
//! goes on there and not at the first part for ever.

use report_domain::{ProjectId, Timestamp};
use uuid::Uuid;

use crate::{
    StorageError, Table,
    item::{Reader, key, millis, s, values},
    table::Written,
};

/// The right to be the one that imports for a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// The project.
    pub project_id: ProjectId,
    /// Tells this pass from others.
    pub id: Uuid,
    /// The part that the pass before looked at last; `None` for the first pass.
    pub after: Option<String>,
}

/// Takes turns over a tracking server, and remembers what its parts were like.
pub trait Passes: Send + Sync {
    /// Begins a pass, which is certain to have ended at that instant; `None` while another one is under way.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn begin_pass(
        &self,
        project_id: ProjectId,
        until: Timestamp,
    ) -> impl Future<Output = Result<Option<Pass>, StorageError>> + Send;

    /// Notes that the next pass should go on after that part. `false` if the pass has lost its lease.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn mark_pass(&self, pass: &Pass, after: &str) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// Ends a pass before its time.
    ///
    /// # Errors
    /// When the table cannot be written. The lease then ends by itself.
    fn end_pass(&self, pass: &Pass) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// What a part was like when it was last imported; `None` if it never was.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn part_state(
        &self,
        project_id: ProjectId,
        part: &str,
    ) -> impl Future<Output = Result<Option<String>, StorageError>> + Send;

    /// Remembers what a part is like that was imported.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn set_part_state(
        &self,
        project_id: ProjectId,
        part: &str,
        state: &str,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;
}

fn partition(project_id: ProjectId) -> String {
    format!("SYNC#{project_id}")
}

/// The sort key of a part's state. No part can be taken for the pass itself.
fn part_key(part: &str) -> String {
    format!("PART#{part}")
}

impl Passes for Table {
    async fn begin_pass(
        &self,
        project_id: ProjectId,
        until: Timestamp,
    ) -> Result<Option<Pass>, StorageError> {
        let id = Uuid::new_v4();
        let written = self
            .update_if(
                key(partition(project_id), "PASS"),
                "SET #pass = :pass, #pass_until = :until",
                // The SDK repeats a call whose answer was lost. The repeated call finds its own lease and succeeds.
                "attribute_not_exists(#pass_until) OR #pass_until < :now OR #pass = :pass",
                values([(":pass", s(id)), (":until", millis(until)), (":now", millis(Timestamp::now()))]),
            )
            .await?;
        match written {
            Written::Done(item) => {
                let after = Reader(&item).optional_text("after")?.map(str::to_owned);
                Ok(Some(Pass { project_id, id, after }))
            }
            Written::Unmet(_) => Ok(None),
        }
    }

    async fn mark_pass(&self, pass: &Pass, after: &str) -> Result<bool, StorageError> {
        let given = values([(":after", s(after)), (":pass", s(pass.id))]);
        let key = key(partition(pass.project_id), "PASS");
        let written = self.update_if(key, "SET #after = :after", "#pass = :pass", given).await?;
        Ok(matches!(written, Written::Done(_)))
    }

    async fn end_pass(&self, pass: &Pass) -> Result<(), StorageError> {
        let given = values([(":past", millis(Timestamp::from_unix_millis(0))), (":pass", s(pass.id))]);
        let key = key(partition(pass.project_id), "PASS");
        self.update_if(key, "SET #pass_until = :past", "#pass = :pass", given).await?;
        Ok(())
    }

    async fn part_state(&self, project_id: ProjectId, part: &str) -> Result<Option<String>, StorageError> {
        let found = self.get(key(partition(project_id), part_key(part))).await?;
        found.map(|item| Reader(&item).text("state").map(str::to_owned)).transpose()
    }

    async fn set_part_state(
        &self,
        project_id: ProjectId,
        part: &str,
        state: &str,
    ) -> Result<(), StorageError> {
        let mut item = key(partition(project_id), part_key(part));
        item.insert("state".to_owned(), s(state));
        item.insert("updated_at".to_owned(), millis(Timestamp::now()));
        let request = self.client.put_item().table_name(&self.name).set_item(Some(item));
        request.send().await.map_err(|error| StorageError::from_sdk("dynamodb:PutItem", error))?;
        Ok(())
    }
}
