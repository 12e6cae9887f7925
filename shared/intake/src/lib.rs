//! Taking in a snapshot, whichever way it was sent: unpacked within the bound, checked whole, held against the entity that it
//! is sent for. What is accepted can be stored.

mod accept;
mod unpack;

pub use accept::{Accepted, accept};
pub use unpack::{Unpackable, is_packed, unpacked};
