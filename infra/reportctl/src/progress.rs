//! What a person at a terminal sees while an import goes on.

use std::io::{self, IsTerminal, Write};

use report_import::Step;

/// A line on standard error that changes; nothing where no terminal shows it.
pub(crate) struct Line {
    is_shown: bool,
}

impl Line {
    pub(crate) fn new() -> Self {
        Self { is_shown: io::stderr().is_terminal() }
    }

    /// Shows where the import is.
    pub(crate) fn show(&self, step: Step<'_>) {
        let of = step.of.map(|of| format!(" of {of}")).unwrap_or_default();
        self.write(&format!("reading {}: {}{of}", step.what, step.done));
    }

    fn write(&self, text: &str) {
        if self.is_shown {
            // Back to the start of the line, which is wiped. A terminal that is gone is no reason to stop.
            let _ = write!(io::stderr(), "\r\x1b[K{text}").and_then(|()| io::stderr().flush());
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.write("");
    }
}
