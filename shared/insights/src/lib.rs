//! Commentary by a language model: asked for, checked against the facts, never a reason for a report to fail.
//!
//! ```text
//! findings + figures → prompt → provider → JSON → grounding check → Insights
//! ```
//!
//! Only findings and figures are sent: no rows, no comments, no descriptions, no keys. What comes back is data, too: it is
//! parsed, its sentences are held against the facts, and whatever is left is plain text.

mod answer;
mod bedrock;
mod brief;
mod client;
mod config;
mod context;
mod http;
mod openai;
mod prompt;
mod provider;
mod secret;

pub use client::Client;
pub use config::{ConfigError, Settings};
