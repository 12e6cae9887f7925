//! What is kept of a snapshot to compare it with another.

use std::{collections::HashMap, sync::Arc};

use report_domain::{Kind, Timestamp};
use report_facts::{
    Figure, Sort, Statement, Subject, collect, incidents, names, quantity::FOLD_SD, statement::Span,
};
use report_findings::Finding;
use report_snapshot::{Snapshot, Value};
use uuid::Uuid;

use crate::{
    groups,
    noise::{self, Key, Noise, key},
    settings::{self, LEADER, SettingKey},
    things::{self, Thing},
};

/// Figures of a snapshot that are compared, in the order in which readers would ask for them. For memory, and far more than
/// real snapshots have.
const MOST_FIGURES: usize = 20_000;

/// What is compared of one snapshot.
#[derive(Debug, Clone)]
pub struct Side {
    /// The entity.
    pub id: Uuid,
    /// What it is.
    pub kind: Kind,
    /// When it was taken.
    pub taken_at: Option<Timestamp>,
    /// The name of its entity.
    pub name: String,
    /// The window of a deployment.
    pub window: Option<(Timestamp, Timestamp)>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) noise: HashMap<Key, Noise>,
    pub(crate) classes: groups::Classes,
    pub(crate) things: Vec<Thing>,
    pub(crate) settings: Vec<(SettingKey, Value)>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) incidents: Vec<incidents::Incident>,
    pub(crate) ranking: Option<String>,
    /// The whole names of an experiment's models by those that it is shown with.
    whole_names: HashMap<String, String>,
}

impl Side {
    /// Of a snapshot with its findings. `whole_names` are those of an experiment's leaderboard, in its order, before a part that
    /// all have in common was left out.
    pub fn of(snapshot: &Snapshot, findings: &[Finding], whole_names: &[String]) -> Self {
        let header = snapshot.header();
        let mut figures = collect::figures(snapshot);
        figures.retain(is_compared);
        let mut noise = noise::of(snapshot);
        let (rates, classes) = groups::rates(snapshot);
        for (figure, own) in rates {
            noise.extend(own.map(|own| (key(&figure), own)));
            figures.push(figure);
        }
        figures.truncate(MOST_FIGURES);
        let (mut window, mut incidents, mut ranking, mut shown) = (None, Vec::new(), None, HashMap::new());
        match snapshot {
            Snapshot::Deployment(envelope) => {
                window = envelope.content.window.as_ref().map(|window| (window.start, window.end));
                incidents = incidents::incidents(&envelope.content);
            }
            Snapshot::Experiment(envelope) => {
                ranking.clone_from(&envelope.content.ranking_metric);
                let entries = envelope.content.leaderboard.iter().map(|entry| entry.name.clone());
                shown = entries.zip(whole_names.iter().cloned()).collect();
            }
            _ => {}
        }
        Self {
            id: header.id,
            kind: header.kind,
            taken_at: header.taken_at,
            name: header.name.to_owned(),
            window,
            noise,
            classes,
            things: things::of(snapshot),
            settings: settings::of(snapshot),
            findings: findings.to_vec(),
            figures,
            incidents,
            ranking,
            whole_names: shown,
        }
    }

    /// Calls things as the other side does, so that their figures are matched.
    ///
    /// What has the same id on both sides is the same thing, whatever its name. Each side leaves out of the names of an
    /// experiment's models what all of its own models share: a run's number and time, as a rule. Where the two have a model of the
    /// same whole name, that decides; where they have none, they are two runs, and the names without the run's part tell which
    /// models correspond.
    pub(crate) fn call_things_as(&mut self, other: &Self) {
        let shown: HashMap<&str, &str> =
            other.whole_names.iter().map(|(shown, whole)| (whole.as_str(), shown.as_str())).collect();
        if self.whole_names.values().any(|whole| shown.contains_key(whole.as_str())) {
            let new_names: HashMap<(Sort, String), String> = self
                .whole_names
                .iter()
                .map(|(own, whole)| (own, shown.get(whole.as_str()).copied().unwrap_or(whole)))
                .filter(|(own, new)| *own != new)
                .map(|(own, new)| ((Sort::Model, own.clone()), new.to_owned()))
                .collect();
            // These are names as they are shown; none has been changed.
            for thing in self.things.iter_mut() {
                if let Some(new) = new_names.get(&(thing.sort, thing.name.clone())) {
                    thing.name.clone_from(new);
                }
            }
            self.rename(&new_names);
        }
        let known: HashMap<(Sort, Uuid), &str> =
            other.things.iter().filter_map(|it| Some(((it.sort, it.id?), it.name.as_str()))).collect();
        let new_names = self
            .things
            .iter()
            .filter_map(|it| Some(((it.sort, it.name.clone()), (*known.get(&(it.sort, it.id?))?).to_owned())))
            .filter(|((_, own), new)| own != new)
            .collect();
        self.rename(&new_names);
    }

    fn rename(&mut self, names: &HashMap<(Sort, String), String>) {
        if names.is_empty() {
            return;
        }
        let is_experiment = self.kind == Kind::Experiment;
        let call = |sort: Sort, name: &mut Arc<str>| {
            if let Some(new) = names.get(&(sort, name.as_ref().to_owned())) {
                *name = new.as_str().into();
            }
        };
        let subject = |of: &mut Subject| match of {
            Subject::Entity => {}
            Subject::Named(sort, name) => call(*sort, name),
            // A class or column of a model.
            Subject::Pair(Sort::Class | Sort::Column, _, model) if is_experiment => call(Sort::Model, model),
            // A thing of a project, with the dataset that its metric is of.
            Subject::Pair(sort, name, _) => call(*sort, name),
        };
        self.figures.iter_mut().for_each(|figure| subject(&mut figure.of));
        self.noise = std::mem::take(&mut self.noise)
            .into_iter()
            .map(|((mut of, id, rows), noise)| {
                subject(&mut of);
                ((of, id, rows), noise)
            })
            .collect();
        let any: HashMap<&str, &str> =
            names.iter().map(|((_, own), new)| (own.as_str(), new.as_str())).collect();
        for (key, value) in &mut self.settings {
            if let Some(new) = key.of.as_deref().and_then(|of| any.get(of)) {
                key.of = Some((*new).to_owned());
            }
            if let (true, Value::Text(name)) = (key.name == LEADER, value)
                && let Some(new) = any.get(name.as_str())
            {
                *name = (*new).to_owned();
            }
        }
        for finding in &mut self.findings {
            finding.statement = renamed(&finding.statement, &any);
        }
    }
}

fn renamed(statement: &Statement, new_names: &HashMap<&str, &str>) -> Statement {
    statement.spans().iter().fold(Statement::default(), |all, span| match span {
        Span::Name(name) => {
            let new = new_names.get(name.as_str()).map_or_else(|| name.clone(), |new| names::shown(new));
            all.and(Span::Name(new))
        }
        other => all.and(other.clone()),
    })
}

/// Whether a figure is compared: how much others vary is what they are judged by.
fn is_compared(figure: &Figure) -> bool {
    figure.quantity.known().is_none_or(|known| known.id != FOLD_SD.id)
}
