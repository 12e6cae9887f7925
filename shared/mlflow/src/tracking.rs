//! A server that is followed over time: read part by part, and in detail only where it has changed.

use std::collections::BTreeMap;

use report_domain::Kind;
use report_import::{Progress, http::Server};
use report_snapshot::Snapshot;
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    api::Api,
    context::Context,
    experiment,
    fault::Fault,
    registry::Registry,
    settings::Settings,
    single,
    wire::{Experiment, LoggedModel, ModelVersion, Run},
};

/// Raised when an import makes something else of the same answers, so that what was imported before is imported anew.
const REVISION: u32 = 1;

/// Nobody waits.
const UNSEEN: &Progress<'static> = &|_| ();

/// A tracking server, and what its registry says.
pub struct Tracking<'a> {
    api: Api<'a>,
    registry: Registry,
    settings: &'a Settings,
}

/// A part of a server that is imported by itself: an experiment with its best runs as models, or the newest version of a
/// registered model.
#[derive(Debug)]
pub struct Part {
    id: Uuid,
    what: What,
}

#[derive(Debug)]
enum What {
    Experiment(Experiment),
    Version(ModelVersion),
}

impl Part {
    /// What it becomes.
    pub fn kind(&self) -> Kind {
        match self.what {
            What::Experiment(_) => Kind::Experiment,
            What::Version(_) => Kind::Model,
        }
    }

    /// The id of the entity that it becomes.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The name of the experiment or of the registered model.
    pub fn name(&self) -> &str {
        match &self.what {
            What::Experiment(experiment) => &experiment.name,
            What::Version(version) => &version.name,
        }
    }
}

impl<'a> Tracking<'a> {
    /// Asks the server who it is, and reads its registry.
    ///
    /// # Errors
    /// When it cannot be asked, or is not MLflow of a version that is known.
    pub fn of(server: &'a dyn Server, settings: &'a Settings) -> Result<Self, Fault> {
        let api = Api::of(server)?;
        let registry = Registry::of(&api)?;
        Ok(Self { api, registry, settings })
    }

    /// The experiments and registered models whose names are wanted, in the order of their kinds and ids. A registered model
    /// without a run is none: the server has no figures of it. Two registered models of one run are one part.
    ///
    /// # Errors
    /// When the server cannot be asked.
    pub fn parts(
        &self,
        wants_experiment: &dyn Fn(&str) -> bool,
        wants_model: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<Part>, Fault> {
        let entities = &self.settings.entities;
        let mut parts = BTreeMap::new();
        for experiment in self.api.experiments()? {
            if wants_experiment(&experiment.name) {
                let id = entities.id(Kind::Experiment, &experiment.name);
                parts.entry((Kind::Experiment.as_str(), id)).or_insert(What::Experiment(experiment));
            }
        }
        for version in self.registry.newest() {
            if wants_model(&version.name) && !version.run_id.is_empty() {
                let id = entities.id(Kind::Model, &version.run_id);
                parts.entry((Kind::Model.as_str(), id)).or_insert_with(|| What::Version(version.clone()));
            }
        }
        Ok(parts.into_iter().map(|((_, id), what)| Part { id, what }).collect())
    }

    /// Reads what the server says of a part, without what only a few of its runs have: histories and artifacts.
    ///
    /// # Errors
    /// When the server cannot be asked, or the part is gone.
    pub fn look<'t>(&'t self, part: &'t Part) -> Result<Look<'t>, Fault> {
        // What is true of one part's artifacts need not be true of the next one's.
        self.api.retry_artifacts();
        let context = self.context();
        let outline = match &part.what {
            What::Experiment(experiment) => Outline::Experiment(experiment::outline(&context, experiment)?),
            What::Version(version) => {
                Outline::Version(Box::new(single::outline(&context, &version.run_id)?), version)
            }
        };
        Ok(Look { context, outline })
    }

    fn context(&self) -> Context<'_> {
        Context { api: &self.api, settings: self.settings, registry: &self.registry, progress: UNSEEN }
    }
}

/// A look at a part.
pub struct Look<'t> {
    context: Context<'t>,
    outline: Outline<'t>,
}

enum Outline<'t> {
    Experiment(experiment::Outline<'t>),
    Version(Box<single::Outline>, &'t ModelVersion),
}

/// What a snapshot is made of, but for histories and artifacts. A history does not change without its run, which has the metric's
/// latest value and step. An artifact that is kept after its run has ended is seen with the part's next change.
#[derive(Serialize)]
struct Seen<'t> {
    revision: u32,
    server: &'t str,
    experiment: &'t Experiment,
    runs: &'t [Run],
    logged: &'t [LoggedModel],
    versions: Vec<&'t ModelVersion>,
    description: Option<&'t str>,
}

impl Look<'_> {
    /// What the part is like: a digest that stays the same as long as nothing has changed that a report shows.
    pub fn state(&self) -> String {
        let registry = self.context.registry;
        let (experiment, runs, logged) = match &self.outline {
            Outline::Experiment(outline) => (outline.experiment, &outline.runs.items[..], &outline.logged),
            Outline::Version(outline, _) => {
                (&outline.experiment, std::slice::from_ref(&outline.sent), &outline.logged)
            }
        };
        let seen = Seen {
            revision: REVISION,
            server: &self.context.api.version,
            experiment,
            runs,
            logged,
            versions: runs.iter().filter_map(|run| registry.of_run(&run.info.run_id)).collect(),
            description: match &self.outline {
                Outline::Experiment(_) => None,
                Outline::Version(_, version) => registry.description(&version.name),
            },
        };
        let mut digest = Sha256::new();
        // Neither a digest nor these types can fail.
        let _ = serde_json::to_writer(&mut digest, &seen);
        format!("{:x}", digest.finalize())
    }

    /// Imports the part: `keep` gets each snapshot when it is made.
    ///
    /// # Errors
    /// [`Fault`]; of `keep`, its sentence.
    pub fn import(self, keep: &mut dyn FnMut(Snapshot) -> Result<(), String>) -> Result<(), Fault> {
        let mut keep = |snapshot| keep(snapshot).map_err(Fault::Kept);
        match self.outline {
            Outline::Experiment(outline) => experiment::import(&self.context, outline, &mut keep).map(|_| ()),
            Outline::Version(outline, version) => {
                single::run(&self.context, *outline, Some(version), &mut keep)
            }
        }
    }
}
