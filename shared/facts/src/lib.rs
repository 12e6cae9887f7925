//! Facts: the one place that knows the figures of a snapshot.
//!
//! [`Figure`] is a number with whose it is, what it measures ([`Quantity`]) and of which rows; [`Statement`] is a sentence
//! whose numbers are figures. The modules named after parts of a snapshot read it: who leads a leaderboard, which rows speak
//! for a model, when a service did not work as usual. Findings, key figures and charts take their figures from there.
//!
//! Nothing in here judges, and nothing in here knows of documents.

pub mod calibration;
pub mod collect;
pub mod confusion;
pub mod contradictions;
pub mod curves;
pub mod dataset;
pub mod drift;
mod figure;
pub mod format;
pub mod grid;
pub mod groups;
pub mod health;
pub mod importance;
pub mod incidents;
pub mod latency;
pub mod lead;
pub mod leaderboard;
pub mod metric;
pub mod names;
pub mod outcomes;
pub mod privacy;
pub mod project;
pub mod quality;
pub mod quantity;
pub mod statement;
pub mod stats;
pub mod synthetic;
pub mod uncertainty;
pub mod words;

pub use contradictions::contradictions;
pub use figure::{Figure, Rows, Sort, Subject};
pub use quantity::{Direction, Quantity, Unit};
pub use statement::Statement;
