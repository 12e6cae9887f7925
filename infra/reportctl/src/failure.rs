//! How a command ends that found a problem.

use std::{error::Error, fmt::Display};

/// What a command returns.
pub(crate) type Outcome = Result<(), Failure>;

/// A problem.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A message that `main` prints.
    Message(String),
    /// The command has printed every problem itself.
    Reported,
}

impl Failure {
    /// A problem with this text.
    pub(crate) fn new(text: impl Display) -> Self {
        Failure::Message(text.to_string())
    }

    /// The text, as far as it is still to be printed.
    pub(crate) fn into_text(self) -> String {
        match self {
            Failure::Message(text) => text,
            Failure::Reported => String::new(),
        }
    }

    /// Prints the message on standard error, unless the command has done so.
    pub(crate) fn report(&self) {
        if let Failure::Message(text) = self {
            eprintln!("reportctl: {text}");
        }
    }
}

impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure::new(error)
    }
}
