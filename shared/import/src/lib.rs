//! What every importer needs, whatever tool it reads: ids that stay the same, envelopes, snapshots that are fit to be published, curves
//! of few points, and asking a server.

mod checked;
mod entities;
pub mod http;
pub mod paging;
mod progress;
pub mod thin;

pub use checked::{checked, written};
pub use entities::{DEFAULT_NAMESPACE, Entities};
pub use progress::{Progress, Step};
