//! The document of a privacy session. The frame adds `findings`, `insights`, `comments` and `reproducibility` to its sections.

mod columns;
mod method;
mod overview;
mod risk;
mod settings;
mod types;

use report_document::{Field, Text};
use report_domain::{Detail, Flag};
use report_snapshot::{Envelope, privacy::PrivacySession};

use crate::{
    blocks::Blocks,
    contents::{Contents, Entry},
};

/// What the sections of a privacy session are made from.
pub(crate) struct PrivacyContents<'a> {
    snapshot: &'a Envelope<PrivacySession>,
}

impl<'a> PrivacyContents<'a> {
    pub(crate) fn new(snapshot: &'a Envelope<PrivacySession>) -> Self {
        Self { snapshot }
    }

    fn session(&self) -> &'a PrivacySession {
        &self.snapshot.content
    }
}

impl<'a> Contents<'a> for PrivacyContents<'a> {
    const SECTIONS: &'a [Entry<Self>] = &[
        Entry::new("columns", "Columns", |c: &Self| columns::columns(c.session())).absent("columns"),
        Entry::new("types", "Types of personal data", |c: &Self| types::types(c.session()))
            .absent("types of personal data"),
        Entry::new("risk", "Risk of re-identification", |c: &Self| risk::risk(c.session()))
            .option(Flag::IncludeMetrics)
            .absent("risk of re-identification"),
        Entry::new("method", "Policy and method", |c: &Self| method::method(c.session())).absent("method"),
        Entry::new("settings", "Settings", |c: &Self| settings::settings(c.session()))
            .from(Detail::Full)
            .option(Flag::IncludeHyperparameters)
            .absent("settings"),
    ];

    fn headline(&self) -> Text {
        overview::headline(self.snapshot)
    }

    fn cover_facts(&self) -> Vec<Field> {
        overview::cover_facts(self.session())
    }

    fn key_figures(&self) -> Blocks {
        overview::key_figures(self.session())
    }

    /// What was found and what is left of it; without it, how far rows can be told apart.
    const PICTURES: &'a [&'a str] = &["chart-types", "chart-risk"];
}
