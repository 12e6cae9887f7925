//! What a command ends with when it found a problem.

use std::{error::Error, fmt::Display};

/// What a command returns.
pub(crate) type Outcome = Result<(), Failure>;

/// A problem.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A text that is still to be printed.
    Said(String),
    /// The command has printed every problem already, as it found them.
    Shown,
}

impl Failure {
    /// A problem with this text.
    pub(crate) fn new(text: impl Display) -> Self {
        Failure::Said(text.to_string())
    }

    /// The text, as far as it is still to be printed.
    pub(crate) fn into_text(self) -> String {
        match self {
            Failure::Said(text) => text,
            Failure::Shown => String::new(),
        }
    }

    /// Prints the problem on standard error, unless that is done.
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
