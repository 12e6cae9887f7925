//! Rows per class, and rows per feature.

use report_facts::dataset::{self, ClassCounts};

use crate::prelude::*;

/// A smaller share is "extreme" imbalance in Google's course.
const EXTREME: f64 = 0.01;

/// At most this share is "moderate" there.
const MODERATE: f64 = 0.20;

/// At most this share of the smaller of two classes is "mild" imbalance in Google's course.
pub const MILD_IMBALANCE: f64 = 0.40;

/// The ten events per variable of Peduzzi et al.
const ENOUGH_ROWS_PER_FEATURE: f64 = 10.0;

rules! {
    of TRAINED;

    CLASS_IMBALANCE = "class_imbalance", [Good, Info, Warning]:
        speaks: "Classification with two classes or more, all of them counted: the dataset lists every category of the target (as many \
                 as there are different values, and their counts with the missing cells are all rows, as far as these are known), or \
                 else the confusion matrix of the most trusted rows (those that an experiment is ranked on, then test, cross_validation, \
                 validation, training), unless the target's number of different values is another than the matrix's classes, or the matrix has more rows than the \
                 dataset. Two classes: smallest share < 0.01 warning (extreme), ≤ 0.20 warning, ≤ 0.40 info (mild), else good. More: \
                 warning (extreme) where the smallest has < 0.01 of the rows of the smallest and the largest, else info: a hundred classes \
                 of one size have 0.01 each. Names the smallest and the largest class, ties by name.",
        formula: "share = rows of the class / rows of all classes; counts of a confusion matrix are sums of its rows, rounded",
        source: "Google, Machine Learning Crash Course, \"Datasets: Imbalanced datasets\": extreme < 1 %, moderate 1–20 %, mild 20–40 % \
                 for two classes";

    FEW_ROWS = "few_rows", [Info]:
        speaks: "rows per feature < 10. Classification: the smallest class (ties by name), where every class is counted as for \
                 class_imbalance and the counts are of all rows of the dataset but those without a class; regression: all rows. \
                 Silent where rows, columns or classes are not known.",
        formula: "rows of the smallest class (regression: rows) / features; features = columns of the dataset, less one where a target \
                  is known; silent without a feature",
        source: "Peduzzi et al. (1996), \"A simulation study of the number of events per variable in logistic regression analysis\", \
                 Journal of Clinical Epidemiology 49: ten events per variable, for logistic regression";
}

/// The first by name of the classes with the fewest rows; they are listed by their rows, then by name.
fn smallest_of(classes: &[(String, u64)]) -> Option<&(String, u64)> {
    let (_, fewest) = classes.last()?;
    classes.iter().find(|(_, rows)| rows == fewest)
}

/// Whether the classes are of like size.
pub(in crate::rules) fn imbalance(balance: &ClassCounts) -> Option<Finding> {
    let classes = balance.complete().filter(|classes| classes.len() >= 2)?;
    let all: u64 = balance.rows.filter(|rows| *rows > 0)?;
    let (largest, most) = classes.first()?;
    let (smallest, least) = smallest_of(classes)?;
    let on = |figure: Figure| match balance.of {
        Some(split) => figure.on(split),
        None => figure,
    };
    let rows = |class: &str, count: u64| on(Figure::new(Subject::class(class), &ROWS, count as f64));
    let share = |class: &str, count: u64| {
        on(Figure::new(Subject::class(class), &CLASS_SHARE, count as f64 / all as f64)).over(Some(all))
    };
    let (minority, number) = (share(smallest, *least), Figure::count(&CLASSES, classes.len()));
    let total = on(Figure::of_entity(&ROWS, all as f64));
    let binary = classes.len() == 2;
    // The bounds are those of two classes: of more, the rarest is held against the largest.
    let of_two = Subject::Pair(Sort::Class, smallest.as_str().into(), largest.as_str().into());
    let against_largest = *least as f64 / (*least as f64 + *most as f64);
    let of_two = on(Figure::new(of_two, &SMALLEST_AGAINST_LARGEST, against_largest));
    let (severity, title) = match of_two.value {
        share if share < EXTREME => (Warning, "Extreme class imbalance"),
        _ if !binary => (Info, "Class sizes"),
        share if share <= MODERATE => (Warning, "Class imbalance"),
        share if share <= MILD_IMBALANCE => (Info, "Mild class imbalance"),
        _ => (Good, "Balanced classes"),
    };
    let statement = if least == most {
        say!(
            "Each of {} has {} of {} ({}).",
            counted(&number, "class", "classes"),
            rows(smallest, *least),
            counted(&total, "row", "rows"),
            &minority
        )
    } else {
        say!(
            "The {} of {}, {}, has {} of {} ({}); the {}, {}, has {} ({}).",
            if binary { "smaller" } else { "smallest" },
            counted(&number, "class", "classes"),
            name(smallest),
            rows(smallest, *least),
            counted(&total, "row", "rows"),
            &minority,
            if binary { "larger" } else { "largest" },
            name(largest),
            rows(largest, *most),
            share(largest, *most),
        )
    };
    let counted_in =
        balance.of.map(|split| say!(" Counted in the confusion matrix {}.", label(Rows::from(split).on())));
    Some(CLASS_IMBALANCE.says(severity, title, statement.and(counted_in)).with([of_two]))
}

pub(super) fn few_rows(
    dataset: &Dataset,
    task: Task,
    target: Option<&str>,
    balance: &ClassCounts,
) -> Option<Finding> {
    let features = dataset::feature_count(dataset, target).filter(|features| *features > 0)?;
    let (class, rows) = if task.is_classification() {
        let summary =
            target.and_then(|target| dataset.column_summaries.iter().find(|column| column.name == target));
        let without = summary.and_then(|summary| summary.missing).unwrap_or(0);
        let all = dataset.rows.is_some_and(|rows| balance.rows == Some(rows.saturating_sub(without)));
        let classes = balance.complete().filter(|_| all)?;
        let (class, rows) = smallest_of(classes)?;
        (Some(class.as_str()), *rows)
    } else {
        (None, dataset.rows?)
    };
    let of = class.map_or(Subject::Entity, Subject::class);
    let per_feature = Figure::new(of.clone(), &ROWS_PER_FEATURE, rows as f64 / features as f64);
    if per_feature.value >= ENOUGH_ROWS_PER_FEATURE {
        return None;
    }
    let (rows, features) =
        (Figure::new(of, &ROWS, rows as f64), Figure::of_entity(&FEATURES, features as f64));
    let stand = match class {
        Some(class) => say!("The smallest class, {}, has {}", name(class), counted(&rows, "row", "rows")),
        None => say!("The data has {}", counted(&rows, "row", "rows")),
    };
    let statement: Statement = stand.and(say!(
        " for {}: {} a feature, where {} are a common minimum, found for logistic regression.",
        counted(&features, "feature", "features"),
        &per_feature,
        bound(&ROWS_PER_FEATURE, ENOUGH_ROWS_PER_FEATURE),
    ));
    Some(FEW_ROWS.info("Few rows for the number of features", statement))
}
