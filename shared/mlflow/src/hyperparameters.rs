//! A run's parameters.

use report_snapshot::{Value, model::Hyperparameter};

use crate::{
    runs::Run,
    wire::{LONGEST_SHOWN, shortened},
};

/// Characters at which MLflow's clients and servers of one version or another cut a value.
const CUTS: [usize; 3] = [250, 500, 6_000];

/// All parameters by name. MLflow does not know their defaults.
pub(crate) fn all(run: &Run) -> Vec<Hyperparameter> {
    let mut all: Vec<Hyperparameter> = run
        .wire
        .data
        .params
        .iter()
        .map(|param| Hyperparameter {
            name: shortened(&param.key, LONGEST_SHOWN),
            value: value(&param.value),
            default: None,
            description: None,
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// The seed of the random number generator, if a parameter gives one.
pub(crate) fn seed(run: &Run) -> Option<i64> {
    const NAMES: [&str; 4] = ["random_state", "seed", "random_seed", "manual_seed"];
    let params = || run.wire.data.params.iter();
    let named = NAMES.iter().find_map(|name| params().find(|param| param.key == *name));
    // A step of a pipeline has it under its own name: `logisticregression__random_state`.
    let of_step =
        || params().find(|param| NAMES.iter().any(|name| param.key.ends_with(&format!("__{name}"))));
    named.or_else(of_step)?.value.trim().parse().ok()
}

/// A value as its text means it: all of MLflow's parameters are text.
fn value(text: &str) -> Value {
    match report_import::value(text) {
        Value::Text(text) => Value::Text(marked(&text)),
        other => other,
    }
}

/// The text, with `…` at its end where MLflow has cut it or it is long.
fn marked(text: &str) -> String {
    let is_cut = CUTS.contains(&text.chars().count());
    let text = text.strip_suffix("...").filter(|_| is_cut).unwrap_or(text);
    // Estimators are written over several lines, indented.
    let text = if text.contains('\n') {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    };
    let shown = shortened(&text, LONGEST_SHOWN);
    if is_cut && !shown.ends_with('…') { shown + "…" } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_what_its_text_means() {
        assert_eq!(value("300"), Value::Integer(300));
        assert_eq!(value("1e-3"), Value::Number(0.001));
        assert_eq!(value("True"), Value::Bool(true));
        assert_eq!(value("None"), Value::Null);
        assert_eq!(value("inf"), Value::Text("inf".into()));
        assert_eq!(value("lbfgs"), Value::Text("lbfgs".into()));
        assert_eq!(value("Pipeline(\n    steps=[])"), Value::Text("Pipeline( steps=[])".into()));
    }

    #[test]
    fn a_value_that_was_cut_says_so() {
        assert_eq!(value(&"a".repeat(250)), Value::Text("a".repeat(250) + "…"), "as servers cut");
        let cut = "a".repeat(247) + "...";
        assert_eq!(value(&cut), Value::Text("a".repeat(247) + "…"), "as clients cut");
        assert_eq!(value(&"a".repeat(251)), Value::Text("a".repeat(251)), "whole");
        assert_eq!(value(&"a".repeat(6_000)), Value::Text("a".repeat(300) + "…"), "long");
    }
}
