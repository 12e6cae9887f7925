//! Grounding: does a text about an entity say only what its figures say?
//!
//! [`Facts`] collects every number, name and date of a snapshot; [`Facts::check`] holds each sentence of a text against
//! them. Numbers must be the figure of the very model, feature, class or day that the sentence names, in the right unit,
//! within rounding, or a difference, ratio or change of two such figures. Comparisons and superlatives must agree with the
//! order of the figures and with the direction in which the metric is better. Names must exist.
//!
//! It reads sentences by rules, not by understanding them. Where a rule cannot tell, the sentence is dropped: what is
//! printed under a company's name must not be wrong, and the deterministic findings stand in any case.
//!
//! ```no_run
//! # fn example(bytes: &[u8]) -> Result<(), report_snapshot::SnapshotError> {
//! let snapshot = report_snapshot::read(bytes)?;
//! let findings = report_findings::findings(&snapshot);
//! let facts = report_grounding::Facts::from_snapshot(&snapshot, &findings);
//! for checked in facts.check("GLM_1 leads with an AUC of 0.9951. It is 3 times faster than GBM_2.") {
//!     println!("{} {}", checked.kept, checked.sentence);
//! }
//! # Ok(())
//! # }
//! ```

mod check;
mod claims;
mod collect;
mod digest;
mod fact;
mod facts;
mod ids;
mod name;
mod numeral;
mod reasons;
mod scene;
mod text;
mod token;
mod vocabulary;

pub use check::Checked;
pub use digest::DigestedFigure;
pub use facts::Facts;
pub use text::plain;
