//! The `options` object of a report.
//!
//! To add an option, add a row to [`OPTIONS`]; for one that is true or false also a [`Flag`], for any other a field of
//! [`ReportOptions`]. Reading, storing, defaults and documentation follow the table.

mod choice;
mod compare_to;
mod declared;
mod flag;
mod json;
mod retention;
mod set;
mod table;
mod text;

pub use choice::{CommentsFormat, Detail};
pub use compare_to::CompareTo;
pub use declared::{AnnexItem, Approval, Decision, Declared, FACTS, Fact, Version};
pub use flag::Flag;
pub use json::{OptionsIdentity, json_schema};
pub use retention::RetainDays;
pub use set::ReportOptions;
pub use table::{OPTIONS, OptionEntry};
pub use text::{Comments, Title};

#[cfg(test)]
mod tests;
