//! Facts about links, checked as in `conformance.rs`.

#[macro_use]
mod support;

use std::time::Duration;

use report_domain::{Format, LinkId, ReportId, Timestamp};
use report_storage::{Aws, Link, LinkToken, Links, Memory, Table};

/// A link that lives for a minute, or has lived.
async fn made(table: &impl Links, report_id: ReportId, lives: bool) -> (Link, LinkToken) {
    let token = LinkToken::generate(report_id, LinkId::new()).expect("randomness");
    let created_at = Timestamp::from_unix_millis(Timestamp::now().unix_millis());
    let until =
        if lives { created_at.after(Duration::from_secs(60)) } else { Timestamp::from_unix_millis(1) };
    let format = Some(Format::Pdf);
    let link = Link { id: token.id(), report_id, format, created_at, until, opened: 0, opened_at: None };
    table.create_link(&link, &token).await.expect("stored");
    (link, token)
}

async fn a_link_is_opened_by_its_token_and_counts(table: &impl Links) {
    let (link, token) = made(table, ReportId::new(), true).await;
    assert_eq!(table.link(link.report_id, link.id).await.expect("an answer"), Some(link.clone()));
    for times in 1..=3 {
        let opened = table.open_link(&token).await.expect("an answer").expect("a link");
        assert_eq!((opened.opened, opened.format), (times, link.format));
        assert!(opened.opened_at >= Some(link.created_at));
    }
    let guessed = LinkToken::generate(link.report_id, link.id).expect("randomness");
    assert_eq!(table.open_link(&guessed).await.expect("an answer"), None);
    let shown = table.link(link.report_id, link.id).await.expect("an answer").expect("a link");
    assert_eq!(shown.opened, 3, "a guess does not count");
}

async fn a_token_of_no_link_makes_none(table: &impl Links) {
    let token = LinkToken::generate(ReportId::new(), LinkId::new()).expect("randomness");
    assert_eq!(table.open_link(&token).await.expect("an answer"), None);
    assert_eq!(table.links(token.report_id()).await.expect("an answer"), []);
}

async fn a_link_whose_time_is_over_is_none(table: &impl Links) {
    let (link, token) = made(table, ReportId::new(), false).await;
    assert_eq!(table.open_link(&token).await.expect("an answer"), None);
    assert_eq!(table.link(link.report_id, link.id).await.expect("an answer"), None);
    assert_eq!(table.links(link.report_id).await.expect("an answer"), []);
    assert!(!table.revoke_link(link.report_id, link.id).await.expect("an answer"));
}

async fn a_revoked_link_is_none(table: &impl Links) {
    let report = ReportId::new();
    let (first, _) = made(table, report, true).await;
    let (second, token) = made(table, report, true).await;
    made(table, ReportId::new(), true).await;
    assert_eq!(
        table.links(report).await.expect("an answer"),
        [second.clone(), first.clone()],
        "newest first"
    );
    assert!(!table.revoke_link(ReportId::new(), second.id).await.expect("an answer"), "of another report");
    assert!(table.revoke_link(report, second.id).await.expect("an answer"));
    assert!(!table.revoke_link(report, second.id).await.expect("an answer"), "once");
    assert_eq!(table.open_link(&token).await.expect("an answer"), None);
    assert_eq!(table.links(report).await.expect("an answer"), [first]);
}

checks! {
    Table:
        a_link_is_opened_by_its_token_and_counts
        a_token_of_no_link_makes_none
        a_link_whose_time_is_over_is_none
        a_revoked_link_is_none;
}
