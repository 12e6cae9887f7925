//! What documents of every kind share.

mod findings;
mod frame;
mod insights;
pub(crate) mod instant;
pub(crate) mod number;
mod standing;
mod statement;
pub(crate) mod text_cell;
pub(crate) mod thin;
pub(crate) mod value;
mod visible_names;
mod without_charts;

pub(crate) use frame::frame;
