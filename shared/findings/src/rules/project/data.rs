//! Datasets with missing values, and datasets that nothing uses.

use report_facts::project;

use super::things::Things;
use crate::prelude::*;

/// Share of missing cells that is worth a warning.
const MANY_MISSING: f64 = 0.05;

pub(super) fn findings(project: &Project) -> Vec<Finding> {
    said([missing(&project.datasets), unused(project)])
}

rules! {
    of PROJECT;

    MISSING_VALUES = "missing_values", [Good, Info, Warning]:
        speaks: "Datasets with missing values, most first, ties by name: warning where one's share of all its cells is > 0.05, else info. \
                 Good where the project has datasets, and of each it is known that no value is missing. A dataset with more missing \
                 values than cells (rows × columns) is left out, as is one whose missing values are not known; their number is said.",
        formula: "share = missing_values / (rows × columns)",
        source: "0.05: Schafer (1999), \"Multiple imputation: a primer\", Statistical Methods in Medical Research 8";

    UNUSED_DATASETS = "unused_datasets", [Info]:
        speaks: "Datasets, by name, whose name no experiment, model, deployment or synthetic-data run gives as its dataset. Silent where \
                 none of these gives a dataset.",
        formula: "number of such datasets",
        source: "none needed";
}

fn missing(datasets: &[Dataset]) -> Option<Finding> {
    let share = project::missing_share;
    // Of whose missing values something can be said.
    let is_known = |dataset: &&Dataset| {
        dataset.missing_values.is_some_and(|missing| missing == 0)
            || share(dataset).is_some()
            || (dataset.missing_values.is_some() && (dataset.rows.is_none() || dataset.columns.is_none()))
    };
    let known: Vec<&Dataset> = datasets.iter().filter(is_known).collect();
    let mut with: Vec<(&Dataset, u64)> = known
        .iter()
        .filter_map(|dataset| Some((*dataset, dataset.missing_values.filter(|missing| *missing > 0)?)))
        .collect();
    let all = Figure::count(&DATASETS, datasets.len());
    if with.is_empty() {
        let statement = match datasets.len() {
            number if number == 0 || known.len() < number => return None,
            1 => Statement::words("The only dataset has no missing value."),
            _ => say!("None of {} has a missing value.", Things::DATASET.number(datasets.len())),
        };
        return Some(MISSING_VALUES.good("Complete datasets", statement).with([all]));
    }
    with.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.name.cmp(&b.0.name)));
    let many = with.iter().filter_map(|(dataset, _)| share(dataset)).any(|share| share.value > MANY_MISSING);
    let named = with.iter().map(|(dataset, missing)| {
        let of = Subject::named(Sort::Dataset, dataset.name.as_str());
        let share = share(dataset).map(|share| say!(", {} of all cells", share));
        say!("{} ({}{})", name(&dataset.name), Figure::new(of, &MISSING_CELLS, *missing as f64), share)
    });
    let unknown = datasets.len() - known.len();
    let unknown = (unknown > 0).then(|| {
        let number = number_of(&DATASETS_UNCOUNTED, unknown, "dataset", "datasets");
        say!(" Of {} it is not known.", number)
    });
    let statement = say!(
        "{} {} missing values: {}.{}",
        Things::DATASET.part(&DATASETS_WITH_MISSING, with.len(), datasets.len()),
        verb(with.len(), "has", "have"),
        listed(named, NAMED),
        unknown,
    );
    let severity = if many { Warning } else { Info };
    let shares: Vec<Figure> = with.iter().filter_map(|(dataset, _)| share(dataset)).collect();
    Some(MISSING_VALUES.says(severity, "Datasets with missing values", statement).with(shares))
}

fn unused(project: &Project) -> Option<Finding> {
    let used = project::uses(project);
    // Without a single name nothing is known about use.
    if used.is_empty() {
        return None;
    }
    let all = project.datasets.iter().map(|dataset| dataset.name.as_str());
    let unused = sorted(all.filter(|name| !used.contains_key(name)))?;
    let statement = say!(
        "{} {} named by no experiment, model, deployment or synthetic-data run: {}.",
        Things::DATASET.part(&DATASETS_UNUSED, unused.len(), project.datasets.len()),
        verb(unused.len(), "is", "are"),
        names(unused, NAMED)
    );
    Some(UNUSED_DATASETS.info("Datasets that nothing uses", statement))
}
