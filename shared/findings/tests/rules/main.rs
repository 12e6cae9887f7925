//! The rules, a module for each kind of snapshot: each where it speaks, on the other side of its bounds, and where its data is
//! missing or contradicts itself. `cases` are inputs that a report once got wrong, with more of each kind.

#![allow(clippy::unwrap_used)]

mod data;
mod deployment;
mod privacy;
mod project;
mod support;
mod synthgen;
mod training;
