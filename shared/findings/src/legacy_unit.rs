//! See [`crate::legacy`].

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Plain,
    Share,
    Count,
    Milliseconds,
}
