//! Names of an experiment's models without what all of them share.

use report_facts::names::Shared;
use report_snapshot::Snapshot;

/// The whole names of an experiment's models, in the order of its leaderboard; none of another snapshot.
pub(crate) fn whole(snapshot: &Snapshot) -> Vec<String> {
    let Snapshot::Experiment(envelope) = snapshot else { return Vec::new() };
    envelope.content.leaderboard.iter().map(|entry| entry.name.clone()).collect()
}

/// Leaves out of the names of an experiment's models what all have in common, and answers what that is. Ids stay, and so does
/// the name of a model that is reported by itself.
pub(crate) fn shorten(snapshot: &mut Snapshot) -> Option<Shared> {
    let Snapshot::Experiment(envelope) = snapshot else { return None };
    let experiment = &mut envelope.content;
    let listed = experiment.leaderboard.iter().map(|entry| &entry.name);
    let described = experiment.best_model.iter().map(|best| &best.name);
    let compared = experiment.importance_by_model.keys();
    let shared = Shared::of(listed.chain(described).chain(compared).map(String::as_str))?;
    let shorten = |name: &mut String| *name = shared.without(name);
    experiment.leaderboard.iter_mut().for_each(|entry| shorten(&mut entry.name));
    if let Some(best) = &mut experiment.best_model {
        shorten(&mut best.name);
        best.model.base_models.iter_mut().for_each(shorten);
    }
    experiment.importance_by_model = std::mem::take(&mut experiment.importance_by_model)
        .into_iter()
        .map(|(name, importance)| (shared.without(&name), importance))
        .collect();
    Some(shared)
}
