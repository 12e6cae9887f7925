//! Links.

use report_domain::{LinkId, ReportId};

use super::Memory;
use crate::{Link, LinkToken, Links, MOST_LINKS, StorageError};

impl Links for Memory {
    async fn create_link(&self, link: &Link, token: &LinkToken) -> Result<(), StorageError> {
        self.call("dynamodb:PutItem", link.report_id).await?;
        self.state().links.insert((link.report_id, link.id), (link.clone(), token.digest()));
        Ok(())
    }

    async fn link(&self, report_id: ReportId, id: LinkId) -> Result<Option<Link>, StorageError> {
        self.call("dynamodb:GetItem", report_id).await?;
        let state = self.state();
        let found = state.links.get(&(report_id, id)).map(|(link, _)| link);
        Ok(found.filter(|link| state.now() < link.until).cloned())
    }

    async fn links(&self, report_id: ReportId) -> Result<Vec<Link>, StorageError> {
        self.call("dynamodb:Query", report_id).await?;
        let state = self.state();
        let of_report = state.links.values().rev().map(|(link, _)| link);
        let open = of_report.filter(|link| link.report_id == report_id && state.now() < link.until);
        Ok(open.take(MOST_LINKS.into()).cloned().collect())
    }

    async fn revoke_link(&self, report_id: ReportId, id: LinkId) -> Result<bool, StorageError> {
        self.call("dynamodb:DeleteItem", report_id).await?;
        let mut state = self.state();
        let now = state.now();
        Ok(state.links.remove(&(report_id, id)).is_some_and(|(link, _)| now < link.until))
    }

    async fn open_link(&self, token: &LinkToken) -> Result<Option<Link>, StorageError> {
        self.call("dynamodb:UpdateItem", token.report_id()).await?;
        let mut state = self.state();
        let now = state.now();
        let Some((link, digest)) = state.links.get_mut(&(token.report_id(), token.id())) else {
            return Ok(None);
        };
        if *digest != token.digest() || link.until <= now {
            return Ok(None);
        }
        link.opened += 1;
        link.opened_at = Some(now);
        Ok(Some(link.clone()))
    }
}
