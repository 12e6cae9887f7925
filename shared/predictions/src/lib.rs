//! From predictions in a file to snapshots: of a model, or of an experiment where there are several models.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let project_id = Default::default();
//! use report_predictions::{Columns, Scores, Settings, import};
//!
//! let columns = Columns { scores: Scores::Positive("score".into()), ..Columns::of("churned") };
//! let imported = import(&["test.csv".into()], &Settings::new(columns, project_id), &())?;
//! println!("{} snapshots", imported.snapshots.len());
//! # Ok(())
//! # }
//! ```
//!
//! A file is CSV (also compressed by gzip, also from standard input), or Parquet with the feature `parquet`. Its rows are read
//! once into columns; a row that lacks a value which is needed is left out and counted.
//!
//! # What is computed
//!
//! Metrics are those of scikit-learn, with sample weights w as it defines them. Where one is undefined (precision where nothing
//! is called positive, ROC AUC of one class, R² of a constant), it is `null`, and not the 0 that scikit-learn warns about; only
//! in averages over classes does an undefined rate count as 0, as there.
//!
//! | metric | definition |
//! |---|---|
//! | `accuracy` | Σ w of rows called right / Σ w |
//! | `balanced_accuracy` | mean recall of the classes that have rows |
//! | `precision`, `recall`, `specificity`, `f1` | of the positive class; specificity is the recall of the other |
//! | `precision_macro`, `f1_macro` | mean over the classes that a row has or is called |
//! | `precision_weighted`, `f1_weighted` | the same, each class by Σ w of its rows |
//! | `mcc` | Matthews' correlation; Gorodkin's for many classes |
//! | `auc` | area under the ROC curve by trapezoids; equal scores are one step |
//! | `average_precision` | Σ (Rₙ − Rₙ₋₁) Pₙ over the different scores |
//! | `roc_auc_ovr`, `average_precision_macro` | mean of each class against the rest |
//! | `roc_auc_ovr_weighted`, `average_precision_weighted` | the same, each class by Σ w of its rows |
//! | `logloss` | −Σ w ln p / Σ w, p the probability of the actual class within [ε, 1 − ε], ε = 2⁻⁵² |
//! | `brier` | Σ w (p − y)² / Σ w; of many classes Σ over the classes |
//! | `rmse`, `mae`, `mean_error` | of predicted − actual |
//! | `median_absolute_error` | weighted median of \|predicted − actual\| |
//! | `r2` | 1 − Σ w (y − ŷ)² / Σ w (y − ȳ)² |
//! | `mape` | mean of \|y − ŷ\| / \|y\|, where no actual number is 0 |
//! | `rmsle` | √ mean of (ln(1 + ŷ) − ln(1 + y))², where all are above −1 |
//!
//! Curves have the points of `roc_curve` and `precision_recall_curve` that are no corners left out, and beyond 200 points those
//! that matter least to the area. Calibration is `calibration_curve(strategy="uniform", n_bins=10)`. Intervals are percentile
//! bootstrap intervals of 95 %, as [`Bootstrap`] says exactly.
//!
//! Columns of groups give the same metrics for each group of each set of rows, and of two classes the counts that rates by group
//! and fairness are computed from. Where rows have weights, counts would be none of rows: then the metrics have a
//! `selection_rate`, Σ w of rows called positive / Σ w. At most 100 groups of a column are kept, those with most rows.

mod answers;
mod binary;
mod bootstrap;
mod calibration;
mod classes;
mod confusion;
mod curves;
mod definitions;
mod details;
mod error;
mod evaluate;
mod gains;
mod groups;
mod hit_ratios;
mod layout;
mod loss;
mod models;
mod multiclass;
mod notes;
mod probabilities;
mod progress;
mod ranked;
mod regression;
mod scored;
mod settings;
mod snapshots;
mod splitmix;
mod splits;
mod table;
mod values;
mod weights;

use std::path::PathBuf;

use report_snapshot::Snapshot;

use answers::Answers;
use evaluate::Evaluator;
use snapshots::Snapshots;
use table::Table;

pub use error::Error;
pub use models::GroupMetrics;
pub use progress::Progress;
pub use settings::{Bootstrap, Columns, Scores, Settings};

/// What was made of files of predictions.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// A model; or an experiment and then its models, best first.
    pub snapshots: Vec<Snapshot>,
    /// Metrics by group, where columns of groups are named; the snapshots' evaluations have the same.
    pub groups: Vec<GroupMetrics>,
    /// What was decided or left out, in sentences. The snapshots' descriptions say the same.
    pub notes: Vec<String>,
}

/// Reads files of predictions (`-` is standard input) and computes what a report shows of them.
///
/// # Errors
/// [`Error`], a sentence that says what to do.
pub fn import(files: &[PathBuf], settings: &Settings, progress: &dyn Progress) -> Result<Imported, Error> {
    let mut table = Table::read(files, &settings.columns, progress)?;
    let mut notes: Vec<String> = notes::left_out(&table).into_iter().collect();
    let answers = Answers::of(&mut table, settings, &mut notes)?;
    let weight = table.weight.take();
    let evaluator =
        Evaluator { answers: &answers, weight: weight.as_deref(), bootstrap: settings.bootstrap, progress };
    let models = models::evaluate(&table, &settings.columns, &evaluator);
    let groups = models::by_group(&models);
    notes.extend(notes::groups(&models));
    notes.extend(notes::thinned(&models));
    notes.extend(notes::intervals(&models, settings.bootstrap));
    let description = notes.join(" ");
    let snapshots = Snapshots { table: &table, answers: &answers, settings, description }.of(models)?;
    Ok(Imported { snapshots, groups, notes })
}
