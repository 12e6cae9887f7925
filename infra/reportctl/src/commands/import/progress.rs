//! How far an import is, on a terminal; nothing in a pipe.

use indicatif::{ProgressBar, ProgressStyle};
use report_predictions::Progress;

/// A line on standard error that says what is being done. It is drawn only on a terminal, and gone when it ends.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    pub(crate) fn new() -> Self {
        // A bar draws nothing where standard error is no terminal.
        Self(ProgressBar::no_length().with_style(style("{spinner} {msg}")))
    }

    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress for Bar {
    fn read(&self, rows: u64) {
        self.0.set_message(format!("{rows} rows read"));
        self.0.tick();
    }

    fn resampled(&self, done: u64, of: u64) {
        if self.0.length() != Some(of) {
            self.0.set_style(style("{bar:30} {pos} of {len} resamples"));
            self.0.set_length(of);
        }
        self.0.set_position(done);
    }
}
