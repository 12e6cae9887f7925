//! Opening a link.

use lambda_http::http::{HeaderName, HeaderValue};
use report_edge::{
    Call, DeliverySettings, Failure, OpenEndpoint, Purpose, Reply, Sender, asked_format, revalidate,
};
use report_storage::{Documents, LinkToken, Links, Reports};

use crate::page;

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// `GET /api/shared/{token}`.
pub struct OpenLink<T, D> {
    table: T,
    sender: Sender<D>,
    frame_ancestors: String,
}

impl<T: Reports + Links, D: Documents> OpenLink<T, D> {
    /// Opens links in the table, and shows documents from the bucket.
    pub fn new(table: T, documents: D, settings: DeliverySettings) -> Self {
        let frame_ancestors = settings.frame_ancestors.clone();
        Self { table, sender: Sender::new(documents, settings), frame_ancestors }
    }
}

impl<T: Reports + Links, D: Documents> OpenEndpoint for OpenLink<T, D> {
    const LOGGED_PATH: &'static str = "/api/shared/…";

    async fn answer(&self, call: &Call) -> Result<Reply, Failure> {
        let asked = asked_format(&call.query)?;
        let token = call.path_parameters.get("token").and_then(|text| LinkToken::parse(text));
        let token = token.ok_or_else(Failure::no_such_link)?;
        let link = self.table.open_link(&token).await?.ok_or_else(Failure::no_such_link)?;
        if asked.is_some() && link.format.is_some() && asked != link.format {
            return Err(Failure::no_such_link());
        }
        let report = self.table.report(link.report_id).await?.ok_or_else(Failure::no_such_link)?;
        tracing::info!(report_id = %report.id, link_id = %link.id, opened = link.opened, "opened");
        let wanted = asked.or(link.format);
        let mut reply = self.sender.deliver(call, &report, wanted, Purpose::View).await?;
        // A revoked link must not live on in a browser.
        revalidate(&mut reply);
        reply.headers_mut().insert(ROBOTS, HeaderValue::from_static("noindex, nofollow"));
        Ok(reply)
    }

    fn refuse(&self, call: &Call, failure: Failure) -> Reply {
        let mut reply = page::failure(call, failure, &self.frame_ancestors);
        reply.headers_mut().insert(ROBOTS, HeaderValue::from_static("noindex, nofollow"));
        reply
    }
}

#[cfg(test)]
mod tests;
