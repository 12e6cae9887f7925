//! What a command ends with when it found a problem.

use std::{error::Error, fmt::Display};

/// A command's end.
pub(crate) type Outcome = Result<(), Failure>;

/// A problem.
#[derive(Debug)]
pub(crate) enum Failure {
    /// To be told.
    Said(String),
    /// Told already, line by line as it was found.
    Shown,
}

impl Failure {
    /// A sentence.
    pub(crate) fn new(text: impl Display) -> Self {
        Failure::Said(text.to_string())
    }

    /// Tells the problem on standard error.
    pub(crate) fn report(&self) {
        if let Failure::Said(text) = self {
            eprintln!("reportctl: {text}");
        }
    }
}

impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure::new(error)
    }
}
