//! From H2O-3 AutoML's REST answers to snapshots: one experiment and one per model.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let project_id = Default::default();
//! let run = report_h2o::saved_run("runs/churn".as_ref())?;
//! let imported = report_h2o::import(&run, &report_h2o::Settings::new(project_id))?;
//! println!("{} models", imported.models.len());
//! # Ok(())
//! # }
//! ```
//!
//! The answers come from a folder of saved files ([`saved_run`]) or from a server ([`live_run`]). Either may lack parts: a
//! leaderboard alone gives an experiment without a best model. Rows of the dataset, which H2O sends along with a frame's
//! summary, are never read.

mod confusion;
mod context;
mod curves;
mod dataset;
mod error;
mod evaluation;
mod events;
mod experiment;
mod folds;
mod hyperparameters;
mod importance;
mod leaderboard;
mod learning;
mod model;
mod run;
mod settings;
mod table;
mod task;
mod wire;

use context::Context;
use report_domain::Kind;
use report_snapshot::{Envelope, Snapshot, experiment::Experiment, model::Model};

pub use error::ImportError;
pub use run::{Fault, Run, live_run, live_runs, saved_run};
pub use settings::Settings;

/// The snapshots of one AutoML run.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The run.
    pub experiment: Envelope<Experiment>,
    /// Its models in the order of the leaderboard, as far as their details are known.
    pub models: Vec<Envelope<Model>>,
}

impl Imported {
    /// All snapshots, the experiment first.
    pub fn into_snapshots(self) -> impl Iterator<Item = Snapshot> {
        std::iter::once(Snapshot::Experiment(self.experiment))
            .chain(self.models.into_iter().map(Snapshot::Model))
    }
}

/// Makes the snapshots of a run.
///
/// # Errors
/// [`ImportError`].
pub fn import(run: &Run, settings: &Settings) -> Result<Imported, ImportError> {
    let context = Context::of(run, settings)?;
    let models = context
        .board
        .entries
        .iter()
        .filter_map(|entry| Some((entry, run.model(&entry.model_id)?)))
        .map(|(entry, answer)| {
            let content = model::content(&context, entry, answer, model::Dataset::Included)?;
            let source = context.source(&entry.model_id, hyperparameters::seed(answer));
            Ok(settings.entities.envelope(Kind::Model, &entry.model_id, source, content))
        })
        .collect::<Result<Vec<_>, ImportError>>()?;
    let content = experiment::content(&context)?;
    let source = context.source(&context.reference, context.seed);
    let mut experiment = settings.entities.envelope(Kind::Experiment, &context.name, source, content);
    if context.task_guessed {
        experiment.description = Some(
            "The run made no model, and nothing in its answers says what it was to predict: the task is not known.".into(),
        );
    }
    Ok(Imported { experiment, models })
}
