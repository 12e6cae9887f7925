//! From a leaderboard in a file to snapshots: of an experiment, and of its best model where more than its metrics is known.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let project_id = Default::default();
//! use report_leaderboard::{Settings, import};
//!
//! let imported = import("leaderboard.csv".as_ref(), &Settings::new(project_id))?;
//! println!("{} snapshots", imported.snapshots.len());
//! # Ok(())
//! # }
//! ```
//!
//! The columns of AutoGluon, PyCaret, MLJAR and scikit-learn's searches are known; those of any other file are named by
//! settings. Metrics get the names that reports know, and their own signs: where a tool negates errors so that more is better,
//! or scores so that less is, the sign is turned back and a note says so.

mod error;
mod importance;
mod layout;
mod measures;
mod metric;
mod names;
mod notes;
mod ranking;
mod settings;
mod sheet;
mod snapshots;
mod task;
mod tools;

use std::path::Path;

use report_import::table;
use report_snapshot::Snapshot;

use ranking::Ranking;
use sheet::Sheet;
use snapshots::Snapshots;

pub use error::Error;
pub use settings::Settings;

/// What was made of a leaderboard.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The experiment, and perhaps its best model.
    pub snapshots: Vec<Snapshot>,
    /// What was decided, in sentences. The snapshots' descriptions say the same.
    pub notes: Vec<String>,
}

/// Reads a leaderboard (`-` is standard input).
///
/// # Errors
/// [`Error`], a sentence that says what to do.
pub fn import(file: &Path, settings: &Settings) -> Result<Imported, Error> {
    let sheet = Sheet::read(file)?;
    let layout = tools::layout(&sheet, settings)?;
    let names = names::of(&sheet, &layout)?;
    let measures = measures::read(&sheet, &layout, settings)?;
    let ranking = Ranking::of(&measures, &layout, settings)?;
    let (task, is_task_guessed) = task::of(&measures, settings)?;
    let seconds = |row| layout.time.map_or(Ok(None), |column| sheet.number(row, column));
    let seconds = sheet.rows.iter().map(seconds).collect::<Result<Vec<_>, Error>>()?;
    let notes = notes::of(&measures, &ranking, &layout, settings, is_task_guessed);
    let snapshots = Snapshots {
        sheet: &sheet,
        layout: &layout,
        settings,
        names: &names,
        seconds: &seconds,
        measures: &measures,
        ranking: &ranking,
        task,
        importance: settings.importance.as_deref().map(importance::read).transpose()?,
        name: settings.name.clone().or_else(|| table::stem(file)).unwrap_or_else(|| "leaderboard".into()),
        description: notes.join(" "),
    };
    Ok(Imported { snapshots: snapshots.all(), notes })
}
