//! Passes over a tracking server.

use report_domain::{ProjectId, Timestamp};
use uuid::Uuid;

use super::Memory;
use crate::{Pass, Passes, StorageError};

impl Memory {
    /// Forgets passes and what parts were like, as a table does that was restored from before.
    pub fn forget_passes(&self) {
        let mut state = self.state();
        state.passes.clear();
        state.parts.clear();
    }
}

impl Passes for Memory {
    async fn begin_pass(
        &self,
        project_id: ProjectId,
        until: Timestamp,
    ) -> Result<Option<Pass>, StorageError> {
        self.call("dynamodb:UpdateItem", project_id).await?;
        let mut state = self.state();
        let now = state.now();
        let kept = state.passes.entry(project_id).or_default();
        if kept.until.is_some_and(|until| until >= now) {
            return Ok(None);
        }
        let id = Uuid::new_v4();
        (kept.id, kept.until) = (Some(id), Some(until));
        Ok(Some(Pass { project_id, id, after: kept.after.clone() }))
    }

    async fn mark_pass(&self, pass: &Pass, after: &str) -> Result<bool, StorageError> {
        self.call("dynamodb:UpdateItem", pass.project_id).await?;
        let mut state = self.state();
        let own = state.passes.get_mut(&pass.project_id).filter(|kept| kept.id == Some(pass.id));
        Ok(own.map(|kept| kept.after = Some(after.to_owned())).is_some())
    }

    async fn end_pass(&self, pass: &Pass) -> Result<(), StorageError> {
        self.call("dynamodb:UpdateItem", pass.project_id).await?;
        let mut state = self.state();
        if let Some(kept) = state.passes.get_mut(&pass.project_id).filter(|kept| kept.id == Some(pass.id)) {
            kept.until = None;
        }
        Ok(())
    }

    async fn part_state(&self, project_id: ProjectId, part: &str) -> Result<Option<String>, StorageError> {
        self.call("dynamodb:GetItem", part).await?;
        Ok(self.state().parts.get(&(project_id, part.to_owned())).cloned())
    }

    async fn set_part_state(
        &self,
        project_id: ProjectId,
        part: &str,
        state: &str,
    ) -> Result<(), StorageError> {
        self.call("dynamodb:PutItem", part).await?;
        self.state().parts.insert((project_id, part.to_owned()), state.to_owned());
        Ok(())
    }
}
