//! What every importer needs, whatever tool it reads: ids that stay the same, envelopes, and curves of few points.

mod entities;
pub mod thin;

pub use entities::{DEFAULT_NAMESPACE, Entities};
