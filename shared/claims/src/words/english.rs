//! English.

use report_domain::Kind;
use report_facts::{Rows, Sort};

use super::{Noun, Words};

/// Words of these sentences: a name that is one of them stands in quotation marks.
const OWN_WORDS: &str = " a accounts against all among and any are as at best better between by call calls class classes \
    column columns each experiment fell fewer fewest first for from has have high higher highest in is \
    it its lies longer longest low lower lowest model models more most no not number of on other others \
    place project rose row rows run same share shares shorter shortest test than that the there times \
    training was were which while whole with worse worst ";

pub(super) static ENGLISH: Words = Words {
    the_thing: "the {what} of {who}",
    its: "its {what}",
    the: "the {what}",
    pronoun: "it",
    and: " and ",
    while_: ", while ",
    value: "{thing} is {a}",
    value_of_other: "that of {who} is {a}",
    has: "{who} has {n}",
    had: "on {who} there were {n}",
    same: "{who} and {other} have the same {what}, {a}",
    same_count: "{who} and {other} each have {n}",
    order: "{who} has a {better} {what} than {other}, {a} against {b}",
    order_count: "{who} has {higher} {noun} than {other}, {a} against {b}",
    difference: "{thing} is {d} {higher} than that of {other}, {a} against {b}",
    difference_count: "{who} has {d} {higher} {noun} than {other}, {a} against {b}",
    ratio: "{thing} is {ratio} times that of {other}, {a} against {b}",
    ratio_count: "{who} has {ratio} times as many {noun} as {other}, {a} against {b}",
    unchanged: "{thing} is the same{from} and{to}, {a}",
    changed: "{thing} is {a}{from} and {b}{to}, which is {d} {higher}",
    day_unchanged: "the {what} was the same on {who} and on {other}, {a}",
    day_changed: "the {what} {rose} from {a} on {who} to {b} on {other}, by {d}",
    first_place: "{who} has the {rank} {what} of {all}, {a}",
    shared_first: "{who} shares the {rank} {what} of {all} with {others}, {a}",
    place: "{who} is number {place} of {all} by {number}, {first}, with {a}",
    shared_place: "{who} shares number {place} of {all} by {number}, {first}, with {others}, {a}",
    spread: "the {what} of {all} lies between {a} ({low}) and {b} ({high})",
    share: "{who} accounts for {a} of {b}, {share}",
    share_failed: "{who} has {n} among {b}, {share}",
    share_missing: "{who} has {n} in {b}, {share}",
    number_of: "number of {noun}",
    higher: "higher",
    lower: "lower",
    shorter: "shorter",
    longer: "longer",
    more: "more",
    fewer: "fewer",
    better: "better",
    worse: "worse",
    rose: "rose",
    fell: "fell",
    ranks: ["best", "worst", "highest", "lowest", "most", "fewest", "shortest", "longest"],
    best_first: "best first",
    highest_first: "highest first",
    lowest_first: "lowest first",
    shortest_first: "shortest first",
    within,
    other: ("other", "others"),
    is_own_word,
    entity,
    sort,
    pair: "the pair of {a} and {b}",
    members,
    noun,
    rows,
};

fn is_own_word(name: &str) -> bool {
    OWN_WORDS.contains(&format!(" {} ", name.to_lowercase()))
}

fn entity(kind: Kind) -> &'static str {
    match kind {
        Kind::Experiment => "the experiment",
        Kind::Model => "the model",
        Kind::Project => "the project",
        Kind::Deployment => "the deployment",
        Kind::Synthgen => "the run",
    }
}

/// What stands before a name.
fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Class => "the class ",
        Sort::Category => "the category ",
        Sort::ErrorType => "the error type ",
        Sort::Dataset => "the dataset ",
        Sort::Experiment => "the experiment ",
        Sort::Deployment => "the deployment ",
        Sort::Run => "the run ",
        Sort::Setting => "the setting ",
        Sort::Model | Sort::Column | Sort::Day | Sort::Period | Sort::Algorithm => "",
    }
}

/// What a thing is within: a class with a model, an experiment on a dataset.
fn within(sort: Sort) -> &'static str {
    if matches!(sort, Sort::Class | Sort::Column) { " with {name}" } else { " on {name}" }
}

fn members(sort: Sort, is_pair: bool) -> Noun {
    match sort {
        Sort::Column if is_pair => ("pair of columns", "pairs of columns"),
        Sort::Model => ("model", "models"),
        Sort::Column => ("column", "columns"),
        Sort::Class => ("class", "classes"),
        Sort::Category => ("category", "categories"),
        Sort::Day => ("whole day", "whole days"),
        Sort::Period => ("period", "periods"),
        Sort::ErrorType => ("error type", "error types"),
        Sort::Dataset => ("dataset", "datasets"),
        Sort::Experiment => ("experiment", "experiments"),
        Sort::Deployment => ("deployment", "deployments"),
        Sort::Run => ("run", "runs"),
        Sort::Setting => ("setting", "settings"),
        Sort::Algorithm => ("algorithm", "algorithms"),
    }
}

/// What a quantity counts.
fn noun(quantity: &str) -> Option<Noun> {
    Some(match quantity {
        "models" => ("model", "models"),
        "rows" => ("row", "rows"),
        "columns" => ("column", "columns"),
        "missing_values" => ("missing value", "missing values"),
        "requests" => ("call", "calls"),
        "errors" => ("failed call", "failed calls"),
        "flagged_features" => ("feature flagged as drifted", "features flagged as drifted"),
        "drifted_features" => ("drifted feature", "drifted features"),
        "training_rows" => ("training row", "training rows"),
        "holdout_rows" => ("held-out row", "held-out rows"),
        "synthetic_rows" => ("synthetic row", "synthetic rows"),
        "exact_copies" => ("exact copy of a real row", "exact copies of real rows"),
        "datasets" => ("dataset", "datasets"),
        "experiments" => ("experiment", "experiments"),
        "deployments" => ("deployment", "deployments"),
        "synthgen_runs" => ("synthetic-data run", "synthetic-data runs"),
        _ => return None,
    })
}

/// After the name of a quantity.
fn rows(quantity: &str, rows: Rows) -> &'static str {
    match (quantity, rows) {
        ("utility", Rows::Real) => " after training on the real data",
        ("utility", Rows::Synthetic) => " after training on the synthetic data",
        ("median_dcr", Rows::Synthetic) => " from the synthetic rows",
        ("median_dcr", Rows::Holdout) => " from the held-out rows",
        (_, Rows::Training) => " on training rows",
        (_, Rows::Validation) => " on validation rows",
        (_, Rows::CrossValidation) => " in cross-validation",
        (_, Rows::Test) => " on test rows",
        (_, Rows::OutOfBag) => " on out-of-bag rows",
        (_, Rows::Real) => " in the real data",
        (_, Rows::Synthetic) => " in the synthetic data",
        (_, Rows::Holdout) => " in held-out rows",
        (_, Rows::Reference) => " in the reference",
        (_, Rows::Current) => " in the current period",
    }
}
