//! Asks a language model for commentary and evaluates its answer on the facts. A report never fails because of it.
//!
//! ```text
//! findings + figures → prompt → provider → claims → evaluated and worded by report-claims → CommentaryOutcome
//! ```
//!
//! Only findings and figures are sent: no rows, no comments, no descriptions, no keys. What comes back are ids of them and
//! words of a fixed list; no text of a model gets into a report.

mod bedrock;
mod brief;
mod client;
mod config;
mod exchange;
mod openai;
mod prompt;
mod provider;

pub use client::Client;
pub use config::ConfigError;
