//! Datasets with missing values, and datasets that nothing uses.

use report_facts::{
    Figure, Sort, Statement, Subject, project,
    quantity::{DATASETS, DATASETS_UNCOUNTED, DATASETS_UNUSED, DATASETS_WITH_MISSING, MISSING_CELLS},
    say,
    statement::{counted, listed, name, names},
};
use report_snapshot::{dataset::Dataset, project::Project};

use super::{KINDS, NAMED, part_of, sorted};
use crate::{Finding, Rule, Severity};

/// Share of missing cells that is worth a warning.
const MANY_MISSING: f64 = 0.05;

const THINGS: (&str, &str) = ("dataset", "datasets");

pub(super) fn findings(project: &Project) -> Vec<Finding> {
    missing(&project.datasets).into_iter().chain(unused(project)).collect()
}

pub(crate) static MISSING_VALUES: Rule = Rule {
    name: "missing_values",
    kinds: KINDS,
    severities: &[Severity::Good, Severity::Info, Severity::Warning],
    speaks: "Datasets with missing values, most first, ties by name: warning where one's share of all its cells is > 0.05, else info. \
             Good where the project has datasets, and of each it is known that no value is missing. A dataset with more missing \
             values than cells (rows × columns) is left out, as is one whose missing values are not known; their number is said.",
    formula: "share = missing_values / (rows × columns)",
    source: "0.05: Schafer (1999), \"Multiple imputation: a primer\", Statistical Methods in Medical Research 8",
};

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
            _ => say!("None of {} has a missing value.", counted(&all, THINGS.0, THINGS.1)),
        };
        return Some(
            Finding::new(&MISSING_VALUES, Severity::Good, "Complete datasets", statement).with([all]),
        );
    }
    with.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.name.cmp(&b.0.name)));
    let many = with.iter().filter_map(|(dataset, _)| share(dataset)).any(|share| share.value > MANY_MISSING);
    let named = with.iter().map(|(dataset, missing)| {
        let of = Subject::named(Sort::Dataset, dataset.name.as_str());
        let share = share(dataset).map(|share| say!(", {} of all cells", share));
        say!("{} ({}{})", name(&dataset.name), Figure::new(of, &MISSING_CELLS, *missing as f64), share)
    });
    let unknown = Figure::count(&DATASETS_UNCOUNTED, datasets.len() - known.len());
    let unknown =
        (unknown.value > 0.0).then(|| say!(" Of {} it is not known.", counted(&unknown, THINGS.0, THINGS.1)));
    let statement = say!(
        "{} missing values: {}.{}",
        part_of(&Figure::count(&DATASETS_WITH_MISSING, with.len()), &all, THINGS, ("has", "have")),
        listed(named, NAMED),
        unknown,
    );
    let severity = if many { Severity::Warning } else { Severity::Info };
    let shares: Vec<Figure> = with.iter().filter_map(|(dataset, _)| share(dataset)).collect();
    Some(Finding::new(&MISSING_VALUES, severity, "Datasets with missing values", statement).with(shares))
}

pub(crate) static UNUSED_DATASETS: Rule = Rule {
    name: "unused_datasets",
    kinds: KINDS,
    severities: &[Severity::Info],
    speaks: "Datasets, by name, whose name no experiment, model, deployment or synthetic-data run gives as its dataset. Silent where \
             none of these gives a dataset.",
    formula: "number of such datasets",
    source: "none needed",
};

fn unused(project: &Project) -> Option<Finding> {
    let used = project::uses(project);
    // Without a single name nothing is known about use.
    if used.is_empty() {
        return None;
    }
    let all = project.datasets.iter().map(|dataset| dataset.name.as_str());
    let unused = sorted(all.filter(|name| !used.contains_key(name)));
    if unused.is_empty() {
        return None;
    }
    let number = Figure::count(&DATASETS_UNUSED, unused.len());
    let statement = say!(
        "{} named by no experiment, model, deployment or synthetic-data run: {}.",
        part_of(&number, &Figure::count(&DATASETS, project.datasets.len()), THINGS, ("is", "are")),
        names(unused, NAMED)
    );
    Some(Finding::new(&UNUSED_DATASETS, Severity::Info, "Datasets that nothing uses", statement))
}
