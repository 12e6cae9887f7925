//! English.

use report_domain::Kind;
use report_facts::{Rows, Sort};

use super::{Noun, Words};

/// Words of these sentences: a name that is one of them stands in quotation marks.
const OWN_WORDS: &str = " a accounts across against and are as before best better between but came by call calls class classes column \
    columns difference eighth experiment failed falls feature features fell fewer fewest fifth for fourth from had has have high higher highest importance in \
    is it its long longer longest low lower lowest many matters model models more most ninth no not number of on one other others pair \
    project ranges rises rose row rows run same second service seventh share shares shorter shortest sixth tenth test than \
    that the there third times to training type was went were which while whole with worse worst ";

pub(super) static ENGLISH: Words = Words {
    value: "{thing} is {a}",
    and_value: " and {value}",
    while_value: ", while {value}",
    that_of: "that of {who} is {a}",
    before_service: "before it went into service, {who} had {what} of {a}",
    what_of: "{what} of {a}",
    has: "{who} has {n}",
    has_three: "{who} has {a}, {b} and {c}",
    on_two: "{thing} is {a}{from} and {b}{to}",
    no: "no ",
    by: ", by {d}",
    on_days: [
        "on {who} {more} calls came than on {other}, {a} against {b}{tail}",
        "on {who} {more} calls failed than on {other}, {a} against {b}{tail}",
    ],
    matters_most: "{of_all}{who} matters most{in_model}, with {a} of the importance",
    all_of_type: "all {all} are of type {who}",
    there_were: "on {who} there were {n}",
    same: "{who} and {other} have the same {what}, {a}",
    compared: "{who} has {more} than {other}, {a} against {b}{tail}",
    and_compared: ", and {more}, {a} against {b}{tail}",
    but_compared: ", but {more}, {a} against {b}{tail}",
    a_better: "a {better} {what}",
    a_better_one: "a {better} one{rows}",
    more_of: "{more} {what}",
    difference: ", a difference of {d}",
    ratio: ", {ratio} times as {times_as}",
    changed: "{thing} {rises} from {a}{from} to {b}{to}{by}",
    unchanged: "{thing} {is} the same{from} and{to}, {a}",
    place: "{of_all}{who} has the {rank} {what}, {a}",
    shared_place: "{of_all}{who} shares the {rank} {what} with {others}, {a}",
    and_place: ", and the {rank} {what}, {a}",
    and_who_place: ", and {who} the {rank}, {a}",
    spread: "{what} ranges from {a} ({low}) to {b} ({high}){all}",
    share: "{who} accounts for {a} of {all}, {share}",
    share_of_others: "{who} has {n} in {all}, {share}",

    of_all: "of {all}, ",
    across_all: " across {all}",
    those_with: "the {all} with {what}",
    a_number_of: "a number of {noun}",
    end: "{who} and {others}",
    the_of: "the {what} of {who}",
    its: "its {what}",
    the: "the {what}",
    it: "it",
    number_of: "number of {noun}",
    pair: "the pair of {a} and {b}",
    others: "others",

    longer: ["shorter", "longer"],
    more: ["fewer", "more"],
    higher: ["lower", "higher"],
    better: ["worse", "better"],
    rises: ["falls", "rises"],
    rose: ["fell", "rose"],
    is: "is",
    was: "was",
    times_as: ["many", "long", "high"],
    ranks: [["best", "worst"], ["highest", "lowest"], ["most", "fewest"], ["shortest", "longest"]],
    ordinals: [
        "", "second-", "third-", "fourth-", "fifth-", "sixth-", "seventh-", "eighth-", "ninth-", "tenth-",
    ],
    ordinal,

    advice,
    is_own_word,
    entity,
    sort,
    within,
    members,
    noun,
    label,
    rows,
};

/// Behind the number of a place.
fn ordinal(number: usize) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th-",
        (_, 1) => "st-",
        (_, 2) => "nd-",
        (_, 3) => "rd-",
        _ => "th-",
    }
}

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
        Kind::Privacy => "the session",
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
        Sort::Group => "the group ",
        Sort::Model | Sort::Column | Sort::Day | Sort::Period | Sort::Algorithm => "",
    }
}

/// What a thing is within: a class with a model, a feature in one, an experiment on a dataset.
fn within(sort: Sort) -> &'static str {
    match sort {
        Sort::Class => " with {name}",
        Sort::Column => " in {name}",
        _ => " on {name}",
    }
}

fn members(sort: Sort, quantity: &str) -> Noun {
    match sort {
        Sort::Column if quantity == "pair_score" => ("pair of columns", "pairs of columns"),
        // Columns that a model sees; the target is none of them.
        Sort::Column if matches!(quantity, "psi" | "importance_share") => ("feature", "features"),
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
        Sort::Group => ("group", "groups"),
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
        "session_rows" => ("row before the transformation", "rows before the transformation"),
        "session_rows_after" => ("row after the transformation", "rows after the transformation"),
        "session_columns" => ("column of the data", "columns of the data"),
        _ => return None,
    })
}

/// "Standard deviation of AUC over the folds", "95th-percentile latency".
fn label(label: String) -> String {
    const OVER_THE_FOLDS: &str = "Standard deviation over the folds of ";
    if let Some(metric) = label.strip_prefix(OVER_THE_FOLDS) {
        return format!("Standard deviation of {metric} over the folds");
    }
    match label.strip_suffix(" percentile of the latency") {
        Some(number) => format!("{number}-percentile latency"),
        None => label,
    }
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
        (_, Rows::Before) => " before the transformation",
        (_, Rows::After) => " after the transformation",
    }
}

/// What is advised: of nothing that has a name, of one thing, of two.
fn advice(action: &str, kind: Kind) -> Option<[&'static str; 3]> {
    Some(match action {
        "correct_the_snapshot" => {
            ["Correct what the snapshot contradicts itself in or lacks, and ask for the report again"; 3]
        }
        "find_another_approach" => {
            ["Look for features that say more about the target, or for another kind of model"; 3]
        }
        "look_into_the_incidents" => ["Find out what happened in the incidents"; 3],
        "look_after_the_deployment" => {
            let one = "Find out what is wrong with {a}";
            ["Find out what is wrong with the deployments", one, one]
        }
        "deploy" => ["Deploy the model", "Deploy {a}", "Deploy {a}"],
        "prefer_the_faster_model" => {
            ["Prefer the faster model", "Prefer the faster model", "Prefer {a} to {b}"]
        }
        "validate_on_fresh_rows" => ["Validate the model on fresh rows before anyone relies on it"; 3],
        "collect_rows_of_a_class" => {
            let one = "Collect more rows of the class {a}";
            ["Collect more rows of the class that is short of them", one, one]
        }
        "collect_rows" => ["Collect more rows"; 3],
        "review_a_feature_for_leakage" => {
            let one = "Check whether {a} gives the target away";
            ["Check whether a feature gives the target away", one, one]
        }
        "repair_a_column" => {
            let one = match kind {
                // A project knows no columns: the name is that of a dataset.
                Kind::Project => "Repair the columns with missing values of {a} at their source",
                _ => "Repair {a} at its source",
            };
            ["Repair the columns with missing values at their source", one, one]
        }
        "drop_a_column" => {
            let one = "Leave {a} out of training";
            ["Leave the columns that carry no information out of training", one, one]
        }
        "look_into_the_groups" => {
            ["Find out why groups fare differently before the model decides about people"; 3]
        }
        "recalibrate" => ["Recalibrate the probabilities"; 3],
        "move_the_threshold" => ["Choose the decision threshold anew"; 3],
        "train_longer" => ["Train for more steps"; 3],
        "retrain" => [
            "Retrain the model on recent rows",
            "Retrain the model that {a} serves on recent rows",
            "Retrain {a}, which {b} serves, on recent rows",
        ],
        "roll_back" => ["Roll back to the version before"; 3],
        "find_the_cause_of_errors" => {
            let one = "Find the cause of the failed calls of {a}";
            ["Find the cause of the failed calls", one, one]
        }
        "shorten_the_latency" => ["Find out why answers take longer"; 3],
        "watch" => {
            ["Keep watching the features that have shifted", "Keep watching {a}", "Keep watching {a} and {b}"]
        }
        "withhold_the_synthetic_data" => ["Do not pass the synthetic data on"; 3],
        "withhold_the_transformed_data" => {
            ["Do not pass the transformed data on until what the report found in it is dealt with"; 3]
        }
        "transform_what_is_kept" => {
            let one = "Decide what happens to {a}, which was kept although something was found in it";
            [
                "Decide what happens to the columns that were kept although something was found in them",
                one,
                one,
            ]
        }
        "scan_all_rows" => {
            let one = "Run the detectors over all rows of {a}";
            ["Run the detectors over all rows of every column", one, one]
        }
        "check_by_hand" => ["Check by hand what was found with little confidence"; 3],
        "guard_the_keys" => ["Keep keys and tables that turn a transformation back apart from the data"; 3],
        "coarsen" => {
            ["Make quasi-identifiers coarser, or leave some out, until every class of rows is large enough";
                3]
        }
        "repeat_the_run" => ["Find out why runs did not end well, and repeat them"; 3],
        "check_results_on_real_rows" => {
            ["Check on real rows whatever is concluded from the synthetic data"; 3]
        }
        "retire" if kind == Kind::Deployment => {
            ["Find out whether anybody uses the deployment; if nobody does, retire it"; 3]
        }
        "retire" => ["Find out whether anybody uses the unused datasets; if nobody does, retire them"; 3],
        _ => return None,
    })
}
