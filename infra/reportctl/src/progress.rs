//! What a person at a terminal sees while an import goes on; nothing in a pipe.

use indicatif::{ProgressBar, ProgressStyle};
use report_import::Step;
use report_predictions::Progress;

/// A line on standard error that says what is being done. It is drawn only on a terminal, and gone when it ends.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    pub(crate) fn new() -> Self {
        // A bar draws nothing where standard error is no terminal.
        Self(ProgressBar::no_length().with_style(style(COUNTED)))
    }

    /// Shows where the import is.
    pub(crate) fn show(&self, step: Step<'_>) {
        let (done, of) = (step.done as u64, step.of.map(|of| of as u64));
        if self.0.length() != of {
            self.0.set_style(style(if of.is_some() { MEASURED } else { COUNTED }));
            of.map_or_else(|| self.0.unset_length(), |of| self.0.set_length(of));
        }
        self.0.set_message(step.what.to_owned());
        self.0.set_position(done);
        self.0.tick();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Of how many is not known.
const COUNTED: &str = "{spinner} {msg}: {pos}";
/// Of how many is known.
const MEASURED: &str = "{bar:30} {msg}: {pos} of {len}";

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress for Bar {
    fn read(&self, rows: u64) {
        self.show(Step { what: "rows read", done: usize::try_from(rows).unwrap_or(usize::MAX), of: None });
    }

    fn resampled(&self, done: u64, of: u64) {
        let count = |number| usize::try_from(number).unwrap_or(usize::MAX);
        self.show(Step { what: "resamples", done: count(done), of: Some(count(of)) });
    }
}
