//! Datasets with missing values, and datasets that nothing uses.

use std::collections::BTreeSet;

use report_snapshot::{dataset::Dataset, project::Project};

use super::NAMED;
use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{format, words};

/// Share of missing cells that is worth a warning; this report's own bound.
const MANY_MISSING: f64 = 0.05;

pub(super) fn findings(project: &Project) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(missing(&project.datasets));
    found.extend(unused(project));
    found
}

/// Missing cells as a share of all; `None` where the dataset does not say.
fn missing_share(dataset: &Dataset) -> Option<f64> {
    let cells = dataset.rows?.checked_mul(dataset.columns?).filter(|cells| *cells > 0)?;
    Some(dataset.missing_values? as f64 / cells as f64)
}

fn missing(datasets: &[Dataset]) -> Option<Finding> {
    let mut with: Vec<(&Dataset, u64)> = datasets
        .iter()
        .filter_map(|dataset| Some((dataset, dataset.missing_values?)))
        .filter(|(_, missing)| *missing > 0)
        .collect();
    with.sort_by_key(|(_, missing)| std::cmp::Reverse(*missing));
    let known = datasets.iter().filter(|dataset| dataset.missing_values.is_some()).count();
    let mut figures =
        vec![Figure::count("datasets_with_missing_values", with.len()), Figure::count("datasets", known)];
    if with.is_empty() {
        return (known > 0 && known == datasets.len()).then(|| Finding {
            rule: "missing_values",
            severity: Severity::Good,
            title: "Complete datasets".into(),
            statement: if known == 1 {
                "The only dataset has no missing value.".into()
            } else {
                format!(
                    "None of {} has a missing value.",
                    words::counted(known as u64, "dataset", "datasets")
                )
            },
            figures,
        });
    }
    let severity = with
        .iter()
        .filter_map(|(dataset, _)| missing_share(dataset))
        .map(|share| if share >= MANY_MISSING { Severity::Warning } else { Severity::Info })
        .max()
        .unwrap_or(Severity::Info);
    let named = with.iter().map(|(dataset, missing)| {
        figures.push(Figure::of(&dataset.name, "missing_values", *missing as f64, Unit::Count));
        let share = missing_share(dataset).map(|share| {
            figures.push(Figure::of(&dataset.name, "missing_share", share, Unit::Share));
            format!(", {} of all cells", format::percent(share))
        });
        format!("{} ({}{})", dataset.name, format::count(*missing), share.unwrap_or_default())
    });
    let named = words::listed(named.collect::<Vec<_>>(), NAMED);
    Some(Finding {
        rule: "missing_values",
        severity,
        title: "Datasets with missing values".into(),
        statement: format!(
            "{} of {} missing values: {named}.",
            format::count(with.len() as u64),
            words::counted(known as u64, "dataset has", "datasets have"),
        ),
        figures,
    })
}

/// Datasets that no experiment and no synthetic-data run names.
fn unused(project: &Project) -> Option<Finding> {
    let experiments = project.experiments.iter().filter_map(|experiment| experiment.dataset.as_deref());
    let runs = project.synthgen_runs.iter().filter_map(|run| run.dataset.as_deref());
    let used: BTreeSet<&str> = experiments.chain(runs).collect();
    // Without a single name nothing is known about use.
    if used.is_empty() {
        return None;
    }
    let unused: Vec<&str> = project
        .datasets
        .iter()
        .map(|dataset| dataset.name.as_str())
        .filter(|name| !used.contains(name))
        .collect();
    (!unused.is_empty()).then(|| Finding {
        rule: "unused_datasets",
        severity: Severity::Info,
        title: "Datasets that no run uses".into(),
        statement: format!(
            "{} of {} used by no experiment and no synthetic-data run: {}.",
            format::count(unused.len() as u64),
            words::counted(project.datasets.len() as u64, "dataset is", "datasets are"),
            words::listed(unused.iter().copied(), NAMED)
        ),
        figures: vec![
            Figure::count("unused_datasets", unused.len()),
            Figure::count("datasets", project.datasets.len()),
        ],
    })
}
