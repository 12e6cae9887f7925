//! The options of one report.

use std::collections::BTreeSet;

use super::{Comments, CommentsFormat, CompareTo, Declared, Detail, Flag, RetainDays, Title};
use crate::Format;

/// What a report shall contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportOptions {
    /// Which flags are true.
    pub(super) flags: BTreeSet<Flag>,
    /// The document's title; made from the entity's name and kind where absent.
    pub title: Option<Title>,
    /// Free text in a section of its own.
    pub comments: Option<Comments>,
    /// How the comments are read.
    pub comments_format: CommentsFormat,
    /// How much the document says.
    pub detail: Detail,
    /// Which format `view` and `download` send where the request names none.
    pub format: Option<Format>,
    /// For how long its documents are kept; as long as any where absent.
    pub retain_days: Option<RetainDays>,
    /// What it is compared with; with nothing where absent.
    pub compare_to: Option<CompareTo>,
    /// What people declare; it adds to what the snapshot has, and wins.
    pub declared: Option<Box<Declared>>,
}

impl ReportOptions {
    /// Whether the flag is true.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// Sets the flag.
    pub(super) fn put(&mut self, flag: Flag, on: bool) {
        if on {
            self.flags.insert(flag);
        } else {
            self.flags.remove(&flag);
        }
    }
}
