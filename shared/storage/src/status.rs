//! Changes of a report's status.
//!
//! The world is told of every status but `running`. Each change that it is told of has a number, the report's *revision*: 1
//! when the report is created, one more with each change, and one more than the last when the report is deleted. The write
//! that makes the change makes the number as well. So there is no number without a change and no gap between numbers, and
//! whoever follows the table's stream sees in the two images of a record whether there is something to tell.
//!
//! [`Table::change_status`] is the only way to change a status.

use report_domain::{ReportId, Status, Timestamp};

use crate::{
    StorageError, Table,
    item::{Attributes, millis, n, s},
    reports::{FIRST_REVISION, meta_key},
    table::Written,
};

/// A change of a report's status.
pub(crate) struct StatusChange<'a> {
    /// The new status, `:to` in the expressions.
    pub(crate) to: Status,
    /// When it is changed, `:now` in the expressions. It becomes the report's `updated_at`.
    pub(crate) now: Timestamp,
    /// What else is set: assignments with commas between them.
    pub(crate) set: &'a str,
    /// What is removed: names with commas between them.
    pub(crate) remove: &'a str,
    /// When the change is allowed.
    pub(crate) condition: &'a str,
    /// The other values of the expressions.
    pub(crate) values: Attributes,
}

impl Table {
    /// Changes a report's status if the condition holds.
    pub(crate) async fn change_status(
        &self,
        id: ReportId,
        change: StatusChange<'_>,
    ) -> Result<Written, StorageError> {
        let StatusChange { to, now, set, remove, condition, mut values } = change;
        values.insert(":to".to_owned(), s(to));
        values.insert(":now".to_owned(), millis(now));
        let mut update = format!("SET #status = :to, #updated_at = :now, {set}");
        if is_told(to) {
            update.push_str(", #revision = if_not_exists(#revision, :first) + :first");
            values.insert(":first".to_owned(), n(FIRST_REVISION));
        }
        if !remove.is_empty() {
            update.push_str(" REMOVE ");
            update.push_str(remove);
        }
        self.update_if(meta_key(id), &update, condition, values).await
    }
}

/// Whether the world is told that a report has this status.
fn is_told(status: Status) -> bool {
    match status {
        Status::Queued | Status::Succeeded | Status::Failed => true,
        Status::Running => false,
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    /// Another file that changed the status by itself would forget the revision.
    #[test]
    fn no_other_file_sets_a_status() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let sets = |code: &str| code.contains("SET #status") || code.contains(", #status = ");
        let files = fs::read_dir(folder).expect("the sources").map(|entry| entry.expect("an entry").path());
        let files = files.filter(|path| path.is_file());
        let code = |path: &Path| {
            let source = fs::read_to_string(path).expect("a source file");
            source.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
        };
        let found: Vec<_> = files.filter(|path| sets(&code(path))).collect();
        assert!(matches!(found.as_slice(), [only] if only.ends_with("status.rs")), "{found:?}");
    }
}
