//! How far an import is, for somebody who waits.

/// What an import is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// What is read: `runs of churn`.
    pub what: &'a str,
    /// How many of them are read.
    pub done: usize,
    /// Of how many, where that is known.
    pub of: Option<usize>,
}

/// Is told of each step.
pub type Progress<'a> = dyn Fn(Step<'_>) + 'a;
