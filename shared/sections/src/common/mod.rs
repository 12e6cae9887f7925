//! What documents of every kind share.

mod changes;
mod commentary;
mod comments;
mod coverage;
mod declared;
mod frame;
pub(crate) mod instant;
pub(crate) mod number;
mod opening;
mod picture;
mod reproducibility;
mod section_figures;
pub(crate) mod statement;
pub(crate) mod text_cell;
pub(crate) mod thin;
mod too_much;
pub(crate) mod unfinished;
pub(crate) mod value;
mod visible_names;
mod without_charts;

pub(crate) use frame::frame;
