//! Links: addresses at which one report is shown to whoever knows them, without an API key.
//!
//! An address ends in a token that names the link and carries a secret. The table holds the digest of the secret only, so who
//! can read the table can open nothing. Opening a link is one conditional write that checks everything and counts.

use std::fmt;

use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use report_domain::{Format, LinkId, ReportId, Timestamp};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    StorageError, Table,
    item::{Attributes, Reader, key, millis, n, names, s, ttl, unreadable, values},
    table::Written,
};

/// Most links of a report that a list shows, the newest of them.
pub const MOST_LINKS: u16 = 100;

/// An address at which a report is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id, by which its owner knows it.
    pub id: LinkId,
    /// What it shows.
    pub report_id: ReportId,
    /// The one format that it shows; `None` for all of them.
    pub format: Option<Format>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it can be opened.
    pub until: Timestamp,
    /// How often it was opened.
    pub opened: u64,
    /// When it was opened last.
    pub opened_at: Option<Timestamp>,
}

/// The end of a link's address: report, link, and 32 random bytes, as base64url.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken {
    report_id: ReportId,
    id: LinkId,
    secret: [u8; 32],
}

impl LinkToken {
    /// A token for a new link.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn generate(report_id: ReportId, id: LinkId) -> Result<Self, getrandom::Error> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)?;
        Ok(Self { report_id, id, secret })
    }

    /// Reads a token; `None` for a text that cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 64] = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let id = |at: usize| Some(Uuid::from_bytes(bytes.get(at..at + 16)?.try_into().ok()?));
        Some(Self { report_id: id(0)?.into(), id: id(16)?.into(), secret: bytes[32..].try_into().ok()? })
    }

    /// The text, to be shown to its owner once.
    pub fn reveal(&self) -> String {
        let Self { report_id, id, secret } = self;
        let (report_id, id) = (report_id.uuid(), id.uuid());
        let parts = [report_id.as_bytes(), id.as_bytes(), secret.as_slice()];
        BASE64_URL_SAFE_NO_PAD.encode(parts.concat())
    }

    /// The link's id.
    pub fn id(&self) -> LinkId {
        self.id
    }

    /// The report.
    pub fn report_id(&self) -> ReportId {
        self.report_id
    }

    /// What the table knows of the secret. It has 256 random bits, so it needs neither a salt nor a slow hash, and how long
    /// two digests are compared reveals nothing about it.
    pub(crate) fn digest(&self) -> String {
        Sha256::digest(self.secret).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LinkToken({}, …)", self.id)
    }
}

/// Keeps links.
pub trait Links: Send + Sync {
    /// Stores a new link, which its token will open.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn create_link(
        &self,
        link: &Link,
        token: &LinkToken,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// A link that can still be opened.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn link(
        &self,
        report_id: ReportId,
        id: LinkId,
    ) -> impl Future<Output = Result<Option<Link>, StorageError>> + Send;

    /// The links of a report that can still be opened, the newest [`MOST_LINKS`] of them, newest first.
    ///
    /// # Errors
    /// When the table cannot be read.
    fn links(&self, report_id: ReportId) -> impl Future<Output = Result<Vec<Link>, StorageError>> + Send;

    /// Ends a link at once; `false` if there is none that can still be opened.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn revoke_link(
        &self,
        report_id: ReportId,
        id: LinkId,
    ) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// The link that a token opens, and counts that it was opened; `None` if it opens none, or none any more.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn open_link(&self, token: &LinkToken)
    -> impl Future<Output = Result<Option<Link>, StorageError>> + Send;
}

fn partition(report_id: ReportId) -> String {
    format!("LINKS#{report_id}")
}

fn primary_key(report_id: ReportId, id: LinkId) -> Attributes {
    key(partition(report_id), id)
}

fn to_item(link: &Link, token: &LinkToken) -> Attributes {
    let mut item = primary_key(link.report_id, link.id);
    let mut put = |name: &str, value| item.insert(name.to_owned(), value);
    put("digest", s(token.digest()));
    if let Some(format) = link.format {
        put("format", s(format.as_str()));
    }
    put("created_at", millis(link.created_at));
    put("until", millis(link.until));
    put("expires_at", ttl(link.until));
    put("opened", n(link.opened));
    item
}

fn from_item(item: &Attributes) -> Result<Link, StorageError> {
    let read = Reader(item);
    let report_id = read.text("pk")?.trim_start_matches("LINKS#").parse();
    Ok(Link {
        id: read.parsed("sk")?,
        report_id: report_id.map_err(|error| read.corrupt(error))?,
        format: read.optional_parsed("format")?,
        created_at: read.instant("created_at")?,
        until: read.instant("until")?,
        opened: read.number("opened")?,
        opened_at: read.optional_instant("opened_at")?,
    })
}

impl Links for Table {
    async fn create_link(&self, link: &Link, token: &LinkToken) -> Result<(), StorageError> {
        let request = self.client.put_item().table_name(&self.name).set_item(Some(to_item(link, token)));
        request.send().await.map_err(|error| StorageError::from_sdk("dynamodb:PutItem", error))?;
        Ok(())
    }

    async fn link(&self, report_id: ReportId, id: LinkId) -> Result<Option<Link>, StorageError> {
        let found = self.get(primary_key(report_id, id)).await?;
        let link = found.as_ref().map(from_item).transpose()?;
        // DynamoDB may delete expired items days later.
        Ok(link.filter(|link| Timestamp::now() < link.until))
    }

    async fn links(&self, report_id: ReportId) -> Result<Vec<Link>, StorageError> {
        let request = self
            .client
            .query()
            .table_name(&self.name)
            .key_condition_expression("pk = :pk")
            .filter_expression("#until > :now")
            .set_expression_attribute_names(Some(names(&["#until"])))
            .set_expression_attribute_values(Some(values([
                (":pk", s(partition(report_id))),
                (":now", millis(Timestamp::now())),
            ])))
            .consistent_read(true)
            .scan_index_forward(false)
            .limit(MOST_LINKS.into());
        let answer = request.send().await.map_err(|error| StorageError::from_sdk("dynamodb:Query", error))?;
        let readable = |item| from_item(item).inspect_err(unreadable).ok();
        Ok(answer.items().iter().filter_map(readable).collect())
    }

    async fn revoke_link(&self, report_id: ReportId, id: LinkId) -> Result<bool, StorageError> {
        const IS_OPEN: &str = "#until > :now";
        let request = self
            .client
            .delete_item()
            .table_name(&self.name)
            .set_key(Some(primary_key(report_id, id)))
            .condition_expression(IS_OPEN)
            .set_expression_attribute_names(Some(names(&[IS_OPEN])))
            .set_expression_attribute_values(Some(values([(":now", millis(Timestamp::now()))])));
        match request.send().await {
            Ok(_) => Ok(true),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(DeleteItemError::is_conditional_check_failed_exception) =>
            {
                Ok(false)
            }
            Err(error) => Err(StorageError::from_sdk("dynamodb:DeleteItem", error)),
        }
    }

    async fn open_link(&self, token: &LinkToken) -> Result<Option<Link>, StorageError> {
        let written = self
            .update_if(
                primary_key(token.report_id, token.id),
                "SET #opened_at = :now ADD #opened :one",
                "#digest = :digest AND #until > :now",
                values([(":now", millis(Timestamp::now())), (":one", n(1)), (":digest", s(token.digest()))]),
            )
            .await?;
        match written {
            Written::Done(item) => from_item(&item).map(Some),
            Written::Unmet(_) => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_no_other_text_is_one() {
        let token = LinkToken::generate(ReportId::new(), LinkId::new()).expect("randomness");
        let text = token.reveal();
        assert_eq!(text.len(), 86);
        assert_eq!(LinkToken::parse(&text), Some(token.clone()));
        assert!(!format!("{token:?}").contains(&text[43..]));
        for other in
            ["", "a", &text[1..], &format!("{text}A"), &text.replace(&text[..1], "+"), &"é".repeat(43)]
        {
            assert_eq!(LinkToken::parse(other), None, "{other}");
        }
    }

    #[test]
    fn an_item_has_no_secret() {
        let token = LinkToken::generate(ReportId::new(), LinkId::new()).expect("randomness");
        let at = Timestamp::from_unix_millis;
        let link = Link {
            id: token.id(),
            report_id: token.report_id(),
            format: Some(Format::Pdf),
            created_at: at(1),
            until: at(2_000),
            opened: 0,
            opened_at: None,
        };
        let item = to_item(&link, &token);
        assert_eq!(from_item(&item).expect("a valid item"), link);
        let secret: String = token.secret.iter().map(|byte| format!("{byte:02x}")).collect();
        let shown = format!("{item:?}");
        assert!(!shown.contains(&secret) && !shown.contains(&token.reveal()[43..]));
    }
}
