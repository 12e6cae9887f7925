//! The catalog of entities.

use report_domain::{Entity, Kind, ProjectId, Subject};

use super::Memory;
use crate::{
    Catalog, Cursor, EntityPage, StorageError,
    catalog::{cursor, is_after, sort_key},
};

impl Catalog for Memory {
    async fn record(&self, entity: &Entity) -> Result<(), StorageError> {
        self.call("dynamodb:TransactWriteItems", entity.subject.entity_id).await?;
        let mut state = self.state();
        state.catalog.retain(|_, it| it.subject != entity.subject);
        let place = (entity.subject.project_id, sort_key(&entity.subject, &entity.label.name));
        state.catalog.insert(place, entity.clone());
        Ok(())
    }

    async fn forget(&self, subject: &Subject) -> Result<(), StorageError> {
        self.call("dynamodb:TransactWriteItems", subject.entity_id).await?;
        self.state().catalog.retain(|_, it| it.subject != *subject);
        Ok(())
    }

    async fn listed(&self, subject: &Subject) -> Result<Option<Entity>, StorageError> {
        self.call("dynamodb:GetItem", subject.entity_id).await?;
        Ok(self.state().catalog.values().find(|it| it.subject == *subject).cloned())
    }

    async fn entities(
        &self,
        project_id: ProjectId,
        kind: Option<Kind>,
        from: Option<&Cursor>,
        limit: u16,
    ) -> Result<EntityPage, StorageError> {
        self.call("dynamodb:Query", project_id).await?;
        let state = self.state();
        let mut found = state.catalog.iter().filter(|((project, sort_key), it)| {
            *project == project_id
                && kind.is_none_or(|kind| kind == it.subject.kind)
                && from.is_none_or(|cursor| is_after(sort_key, cursor))
        });
        let entities: Vec<_> = found.by_ref().take(limit.into()).map(|(_, it)| it.clone()).collect();
        let next = entities.last().filter(|_| found.next().is_some()).map(cursor);
        Ok(EntityPage { entities, next })
    }
}
