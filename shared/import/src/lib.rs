//! What every importer needs, whatever tool it reads: ids that stay the same, envelopes, curves of few points, and asking a
//! server.

mod entities;
pub mod http;
pub mod paging;
mod progress;
pub mod thin;

pub use entities::{DEFAULT_NAMESPACE, Entities};
pub use progress::{Progress, Step};
