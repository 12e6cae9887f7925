//! What the snapshots of one import have in common.

use report_domain::Kind;
use report_import::Progress;
use report_snapshot::{Envelope, Snapshot, Source};
use uuid::Uuid;

use crate::{
    api::Api,
    fault::Fault,
    hyperparameters,
    registry::Registry,
    runs::Run,
    settings::Settings,
    wire::{self, Tags},
};

/// Characters of a description.
const LONGEST_DESCRIPTION: usize = 2_000;

/// Takes each snapshot when it is made.
pub(crate) type Keep<'a> = dyn FnMut(Snapshot) -> Result<(), Fault> + 'a;

/// What the snapshots of one import have in common.
pub(crate) struct Context<'a> {
    pub(crate) api: &'a Api<'a>,
    pub(crate) settings: &'a Settings,
    pub(crate) registry: &'a Registry,
    pub(crate) progress: &'a Progress<'a>,
}

impl Context<'_> {
    /// An experiment's id. By its name: MLflow counts experiments from 0 on every server.
    pub(crate) fn experiment_id(&self, experiment: &wire::Experiment) -> Uuid {
        self.settings.entities.id(Kind::Experiment, &experiment.name)
    }

    /// The id of a run as a model. By MLflow's id, which is like no other.
    pub(crate) fn model_id(&self, run: &Run) -> Uuid {
        self.settings.entities.id(Kind::Model, run.id())
    }

    /// Where a run's figures come from.
    pub(crate) fn source_of_run(&self, run: &Run) -> Source {
        Source { seed: hyperparameters::seed(run), ..self.source(Some(run.id())) }
    }

    /// Where figures come from; `reference` is MLflow's own id, if it has one.
    pub(crate) fn source(&self, reference: Option<&str>) -> Source {
        Source {
            tool: "MLflow".into(),
            version: Some(self.api.version.clone()),
            reference: reference.map(str::to_owned),
            ..Source::default()
        }
    }

    /// The snapshot of what MLflow knows under `key`, called `name`.
    pub(crate) fn envelope<T>(
        &self,
        kind: Kind,
        key: &str,
        name: &str,
        source: Source,
        content: T,
    ) -> Envelope<T> {
        let name = if name.trim().is_empty() { key } else { name };
        Envelope { name: name.to_owned(), ..self.settings.entities.envelope(kind, key, source, content) }
    }
}

/// What people have written about a run or an experiment.
pub(crate) fn note(tags: &Tags) -> Option<String> {
    tags.get("mlflow.note.content").map(|note| wire::shortened(note, LONGEST_DESCRIPTION))
}

/// The parts of a description that there are.
pub(crate) fn paragraphs(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}
