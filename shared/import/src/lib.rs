//! What every importer needs, whatever tool it reads: ids that stay the same, envelopes, snapshots that are fit to be published, curves
//! of few points, tables in files, what texts and metrics tell, and asking a server.

mod checked;
mod entities;
pub mod http;
mod importance;
pub mod paging;
mod progress;
pub mod table;
mod texts;
pub mod thin;
mod told;

pub use checked::{checked, written};
pub use entities::{DEFAULT_NAMESPACE, Entities};
pub use importance::importance;
pub use progress::{Progress, Step};
pub use texts::{shortened, value};
pub use told::Told;
