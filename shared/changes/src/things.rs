//! Models, columns and whatever else has a name: what appeared, what went, what is called otherwise now.

use std::collections::{BTreeMap, BTreeSet};

use report_facts::{Sort, privacy::by_type};
use report_snapshot::{Snapshot, dataset::Dataset, model::Model};
use uuid::Uuid;

use crate::Move;

/// Something with a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    /// What sort of thing.
    pub sort: Sort,
    /// Its name.
    pub name: String,
    /// Its id, where it has one.
    pub id: Option<Uuid>,
}

/// Things of a sort that appeared, went, or have another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThingChange {
    /// Their names, in the order of the snapshot.
    Moved(Sort, Move, Vec<String>),
    /// The former and the present name of each.
    Renamed(Sort, Vec<(String, String)>),
}

/// Everything with a name whose coming and going a reader would want to know.
pub(crate) fn of(snapshot: &Snapshot) -> Vec<Thing> {
    let mut all = Vec::new();
    let mut put = |sort, name: &str, id| all.push(Thing { sort, name: name.to_owned(), id });
    match snapshot {
        Snapshot::Experiment(envelope) => {
            let experiment = &envelope.content;
            experiment.leaderboard.iter().for_each(|entry| put(Sort::Model, &entry.name, entry.id));
            columns(&mut put, experiment.dataset.as_ref());
            if let Some(best) = &experiment.best_model {
                classes(&mut put, &best.model);
            }
        }
        Snapshot::Model(envelope) => {
            let model = &envelope.content;
            columns(&mut put, model.dataset.as_ref());
            if model.dataset.as_ref().is_none_or(|dataset| dataset.column_summaries.is_empty()) {
                // Features are columns; where no columns are known, they are those that the first importance names.
                let features = model.feature_importance.first().into_iter().flat_map(|given| &given.features);
                features.for_each(|feature| put(Sort::Column, &feature.name, None));
            }
            classes(&mut put, model);
            model.base_models.iter().for_each(|name| put(Sort::Model, name, None));
        }
        Snapshot::Project(envelope) => {
            let project = &envelope.content;
            project.datasets.iter().for_each(|it| put(Sort::Dataset, &it.name, it.id));
            project.experiments.iter().for_each(|it| put(Sort::Experiment, &it.name, Some(it.id)));
            project.models.iter().for_each(|it| put(Sort::Model, &it.name, Some(it.id)));
            project.deployments.iter().for_each(|it| put(Sort::Deployment, &it.name, Some(it.id)));
            project.synthgen_runs.iter().for_each(|it| put(Sort::Run, &it.name, Some(it.id)));
        }
        Snapshot::Deployment(envelope) => {
            let deployment = &envelope.content;
            let features = deployment.drift.iter().flat_map(|drift| &drift.features);
            features.for_each(|feature| put(Sort::Column, &feature.feature, None));
            let types = deployment.totals.iter().flat_map(|totals| totals.errors_by_type.keys());
            types.for_each(|name| put(Sort::ErrorType, name, None));
        }
        Snapshot::Synthgen(envelope) => {
            envelope.content.columns.iter().for_each(|column| put(Sort::Column, &column.name, None));
            let models = envelope.content.utility.iter().flat_map(|utility| &utility.models);
            models.for_each(|model| put(Sort::Model, &model.name, None));
        }
        Snapshot::Privacy(envelope) => {
            let session = &envelope.content;
            session.columns.iter().for_each(|column| put(Sort::Column, &column.name, None));
            by_type(session).into_iter().for_each(|(name, ..)| put(Sort::Category, name, None));
        }
    }
    all
}

fn columns(put: &mut impl FnMut(Sort, &str, Option<Uuid>), dataset: Option<&Dataset>) {
    let columns = dataset.into_iter().flat_map(|dataset| &dataset.column_summaries);
    columns.for_each(|column| put(Sort::Column, &column.name, None));
}

fn classes(put: &mut impl FnMut(Sort, &str, Option<Uuid>), model: &Model) {
    model.classes.iter().for_each(|class| put(Sort::Class, class, None));
}

/// What is only in one of the two, by sort. Things of one id are the same, whatever their names; without ids their names decide.
pub(crate) fn between(then: &[Thing], now: &[Thing]) -> Vec<ThingChange> {
    let of_sort = |all: &[Thing]| {
        let mut by: BTreeMap<Sort, Vec<Thing>> = BTreeMap::new();
        all.iter().for_each(|thing| by.entry(thing.sort).or_default().push(thing.clone()));
        by
    };
    let (then, now) = (of_sort(then), of_sort(now));
    let sorts: BTreeSet<Sort> = then.keys().chain(now.keys()).copied().collect();
    let none = Vec::new();
    sorts
        .into_iter()
        .flat_map(|sort| of_one_sort(sort, then.get(&sort).unwrap_or(&none), now.get(&sort).unwrap_or(&none)))
        .collect()
}

fn of_one_sort(sort: Sort, then: &[Thing], now: &[Thing]) -> Vec<ThingChange> {
    let ids = |all: &[Thing]| -> BTreeMap<Uuid, String> {
        all.iter().filter_map(|thing| Some((thing.id?, thing.name.clone()))).collect()
    };
    let names = |all: &[Thing]| -> BTreeSet<String> { all.iter().map(|thing| thing.name.clone()).collect() };
    let (ids_then, ids_now, names_then, names_now) = (ids(then), ids(now), names(then), names(now));
    let is_in = |thing: &Thing, ids: &BTreeMap<Uuid, String>, names: &BTreeSet<String>| {
        thing.id.is_some_and(|id| ids.contains_key(&id)) || names.contains(&thing.name)
    };
    let only = |all: &[Thing], ids: &BTreeMap<Uuid, String>, names: &BTreeSet<String>| {
        let mut seen = BTreeSet::new();
        all.iter()
            .filter(|thing| !is_in(thing, ids, names) && seen.insert(thing.name.clone()))
            .map(|thing| thing.name.clone())
            .collect::<Vec<_>>()
    };
    let renamed: Vec<(String, String)> = ids_then
        .iter()
        .filter_map(|(id, name)| Some((name.clone(), ids_now.get(id)?.clone())))
        .filter(|(former, present)| former != present)
        .collect();
    let mut found = Vec::new();
    for (way, moved) in
        [(Move::Appeared, only(now, &ids_then, &names_then)), (Move::Went, only(then, &ids_now, &names_now))]
    {
        if !moved.is_empty() {
            found.push(ThingChange::Moved(sort, way, moved));
        }
    }
    if !renamed.is_empty() {
        found.push(ThingChange::Renamed(sort, renamed));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(name: &str, id: Option<u128>) -> Thing {
        Thing { sort: Sort::Model, name: name.into(), id: id.map(Uuid::from_u128) }
    }

    #[test]
    fn ids_say_what_is_the_same_and_names_where_there_are_none() {
        let then = [thing("a", Some(1)), thing("b", Some(2)), thing("c", None), thing("d", Some(4))];
        let now = [thing("A", Some(1)), thing("b", Some(9)), thing("c", Some(3)), thing("e", None)];
        let moved = |way, name: &str| ThingChange::Moved(Sort::Model, way, vec![name.into()]);
        assert_eq!(
            between(&then, &now),
            [
                moved(Move::Appeared, "e"),
                moved(Move::Went, "d"),
                ThingChange::Renamed(Sort::Model, vec![("a".into(), "A".into())]),
            ]
        );
        assert!(between(&then, &then).is_empty());
    }
}
