//! Making, showing and revoking the links of one report.

use lambda_http::http::{HeaderValue, Method, StatusCode, header::LOCATION};
use report_domain::{LinkId, Report, Timestamp};
use report_edge::{
    Call, CallMethod, Caller, Endpoint, Failure, LinkItem, Reply, json, link_item, no_content,
};
use report_storage::{Link, LinkToken, Links, Reports};
use serde::Serialize;

use crate::{address::Addresses, request};

/// `POST`, `GET /api/reports/{report_id}/links` and `GET`, `DELETE …/links/{link_id}`.
pub struct ReportLinks<T> {
    table: T,
    addresses: Addresses,
}

#[derive(Serialize)]
struct Made {
    link: LinkItem,
    /// The only answer that has it.
    url: String,
}

#[derive(Serialize)]
struct One {
    link: LinkItem,
}

#[derive(Serialize)]
struct All {
    links: Vec<LinkItem>,
}

impl<T: Reports + Links> ReportLinks<T> {
    /// Keeps links in the table.
    pub fn new(table: T, addresses: Addresses) -> Self {
        Self { table, addresses }
    }

    async fn make(&self, report: &Report, call: &Call) -> Result<Reply, Failure> {
        let wanted = request::read(call)?;
        let now = Timestamp::now();
        let link = Link {
            id: LinkId::new(),
            report_id: report.id,
            format: wanted.format,
            created_at: now,
            until: now.after(wanted.life),
            opened: 0,
            opened_at: None,
        };
        let token = LinkToken::generate(report.id, link.id).map_err(|error| {
            tracing::error!(%error, "no randomness");
            Failure::internal()
        })?;
        self.table.create_link(&link, &token).await?;
        tracing::info!(report_id = %report.id, link_id = %link.id, until = %link.until, "link made");
        let made = Made { link: link_item(&link), url: self.addresses.of(&token, call) };
        let mut reply = json(StatusCode::CREATED, &made);
        if let Ok(location) = HeaderValue::from_str(&format!("{}/{}", call.path, link.id)) {
            reply.headers_mut().insert(LOCATION, location);
        }
        Ok(reply)
    }

    async fn revoke(&self, report: &Report, id: LinkId) -> Result<Reply, Failure> {
        if !self.table.revoke_link(report.id, id).await? {
            return Err(Failure::no_such_link());
        }
        tracing::info!(report_id = %report.id, link_id = %id, "link revoked");
        Ok(no_content())
    }
}

fn is_about_one(call: &Call) -> bool {
    call.path_parameters.contains_key("link_id")
}

impl<T: Reports + Links> Endpoint for ReportLinks<T> {
    const METHODS: &'static [CallMethod] = &[CallMethod::Get, CallMethod::Post];
    const ALLOW: &'static str = "GET, HEAD, POST";

    fn methods(&self, call: &Call) -> &'static [CallMethod] {
        if is_about_one(call) { &[CallMethod::Get, CallMethod::Delete] } else { Self::METHODS }
    }

    fn allow(&self, call: &Call) -> &'static str {
        if is_about_one(call) { "DELETE, GET, HEAD" } else { Self::ALLOW }
    }

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let report_id = call.path_id("report_id").ok_or_else(Failure::no_such_report)?;
        let found = self.table.report(report_id).await?;
        let visible = found.filter(|report| caller.key.may_access(report.subject.project_id));
        let report = visible.ok_or_else(Failure::no_such_report)?;
        if !is_about_one(call) {
            return if call.method == Method::POST {
                self.make(&report, call).await
            } else {
                let links = self.table.links(report.id).await?;
                Ok(json(StatusCode::OK, &All { links: links.iter().map(link_item).collect() }))
            };
        }
        let id = call.path_id("link_id").ok_or_else(Failure::no_such_link)?;
        if call.method == Method::DELETE {
            return self.revoke(&report, id).await;
        }
        let link = self.table.link(report.id, id).await?.ok_or_else(Failure::no_such_link)?;
        Ok(json(StatusCode::OK, &One { link: link_item(&link) }))
    }
}

#[cfg(test)]
mod tests;
