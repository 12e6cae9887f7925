//! From an MLflow tracking server to snapshots: experiments, runs as models, the registry, and the whole server as a project.
//!
//! ```no_run
//! use report_import::http::{Authorization, Client, Patient, Trust};
//! use report_mlflow::{Selection, Settings};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let project_id = Default::default();
//! let server = Patient::new(Client::new("http://mlflow:5000", &Authorization::None, &Trust::System)?);
//! let churn = Selection::Experiment("churn".into());
//! let mut snapshots = Vec::new();
//! report_mlflow::import(&server, &churn, &Settings::new(project_id), &|_| (), &mut |snapshot| {
//!     snapshots.push(snapshot);
//!     Ok(())
//! })?;
//! # Ok(())
//! # }
//! ```
//!
//! It reads the REST interface 2.0 of servers 2 and 3, and changes nothing there. Histories and artifacts are read of those
//! runs only that become models. Rows of data, such as `mlflow.evaluate` keeps, are never read.

mod algorithm;
mod api;
mod artifacts;
mod board;
mod context;
mod dataset;
mod evaluation;
mod experiment;
mod fault;
mod hyperparameters;
mod learning;
mod metrics;
mod model;
mod pictures;
mod project;
mod registry;
mod remarks;
mod runs;
mod settings;
mod single;
mod task;
mod tracking;
mod wire;

use report_import::{Progress, http::Server};
use report_snapshot::Snapshot;

use api::Api;
use context::Context;
use registry::Registry;

pub use fault::Fault;
pub use settings::{Selection, Settings, Version};
pub use tracking::{Look, Part, Tracking};

/// Imports what is selected: `keep` gets each snapshot when it is made, so that those of a large server need not be held all
/// at once. Gives a sentence about each part that is left out.
///
/// # Errors
/// [`Fault`]; of `keep`, its sentence.
pub fn import(
    server: &dyn Server,
    selection: &Selection,
    settings: &Settings,
    progress: &Progress<'_>,
    keep: &mut dyn FnMut(Snapshot) -> Result<(), String>,
) -> Result<Vec<String>, Fault> {
    let api = Api::of(server)?;
    let mut keep = |snapshot| keep(snapshot).map_err(Fault::Kept);
    match selection {
        Selection::All => {
            let registry = Registry::of(&api)?;
            project::import(&Context { api: &api, settings, registry: &registry, progress }, &mut keep)
        }
        Selection::Experiment(name) => {
            let experiment = api.experiment(name)?;
            let registry = Registry::of(&api)?;
            let context = Context { api: &api, settings, registry: &registry, progress };
            experiment::import(&context, experiment::outline(&context, &experiment)?, &mut keep)
                .map(|_| Vec::new())
        }
        Selection::Run(id) => {
            let registry = Registry::of(&api)?;
            let context = Context { api: &api, settings, registry: &registry, progress };
            let outline = single::outline(&context, id)?;
            single::run(&context, outline, None, &mut keep).map(|()| Vec::new())
        }
        Selection::Model { name, version } => {
            let (registry, version) = Registry::of_model(&api, name, version)?;
            let context = Context { api: &api, settings, registry: &registry, progress };
            single::version(&context, &version, &mut keep).map(|()| Vec::new())
        }
    }
}
