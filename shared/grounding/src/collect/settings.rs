//! Settings and hyperparameters.

use report_snapshot::{Setting, Value};

use crate::{
    fact::Unit,
    facts::{Facts, NewFact},
    name::{NameId, Sort},
    text,
};

/// Settings and hyperparameters: numbers become figures under the setting's own name, texts become known names.
pub(crate) fn setting(facts: &mut Facts, subjects: &[NameId], name: &str, value: &Value) {
    let lower = text::normalise(&name.to_lowercase());
    if let (Some(models), Value::Text(text)) = (name.strip_suffix(" (used / total)"), value) {
        used_of_total(facts, models, text);
    }
    let number = match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Number(number) => Some(*number),
        Value::Text(text) => {
            let text = text.trim();
            if text.chars().any(char::is_alphabetic) && text.len() <= 200 {
                facts.lexicon.add(text, Sort::Other);
            }
            text.parse().ok()
        }
        Value::List(values) => {
            for value in values.iter().take(100) {
                if let Value::Text(text) = value {
                    facts.lexicon.add(text, Sort::Other);
                }
            }
            layers(facts, &lower, values);
            None
        }
        Value::Bool(_) | Value::Null => None,
    };
    // A setting that is called as a metric is not that metric.
    let key = format!("setting:{lower}");
    // "Runs: 15" counts; "the runs" says nothing of a number.
    let counts = lower.ends_with('s')
        && lower.chars().all(char::is_alphabetic)
        && number.is_some()
        && !lower.starts_with('n');
    let id = facts.quantities.add(&key, None, counts, &[]);
    for phrase in phrases(&lower) {
        if !facts.quantities.is_taken(&phrase) || phrase == lower {
            facts.quantities.phrase(&phrase, id);
        }
    }
    facts.known_words.insert(lower);
    facts.put(NewFact { quantity: id, subjects, tags: &[], value: number, unit: Unit::Plain, default: true });
}

/// "hidden: [10, 10, 10]": three layers of ten units.
fn layers(facts: &mut Facts, name: &str, sizes: &[Value]) {
    if !matches!(name, "hidden" | "hidden_layers" | "hidden_layer_sizes") {
        return;
    }
    facts.count("hidden_layers", Some(sizes.len() as u64));
    if let [Value::Integer(units), others @ ..] = sizes
        && others.iter().all(|other| *other == Value::Integer(*units))
    {
        facts.known("hidden_units", &[], &[], Some(*units as f64), Unit::Count);
    }
}

/// "# GBM base models (used / total): 4/5".
fn used_of_total(facts: &mut Facts, what: &str, counts: &str) {
    let Some(family) = what.strip_suffix("base models") else { return };
    let Some((used, total)) = counts.split_once('/') else { return };
    let family = family.trim_matches(['#', ' ']);
    let subject =
        (!family.eq_ignore_ascii_case("number of")).then(|| facts.lexicon.add(family, Sort::Algorithm));
    let subjects: Vec<NameId> = subject.into_iter().collect();
    for (key, count) in [("base_models_used", used), ("base_models", total)] {
        facts.known(key, &subjects, &[], count.trim().parse().ok(), Unit::Count);
    }
}

pub(crate) fn settings(facts: &mut Facts, subjects: &[NameId], settings: &[Setting]) {
    for Setting { name, value } in settings {
        setting(facts, subjects, name, value);
    }
}

/// What people call a setting: as it is written, with spaces, and `max_depth` also "maximum depth", `ntrees` "trees".
fn phrases(name: &str) -> Vec<String> {
    let spaced = name.replace(['_', '-'], " ");
    let mut phrases = vec![name.to_owned(), spaced.clone()];
    for (short, long) in [("max ", "maximum "), ("min ", "minimum ")] {
        if let Some(rest) = spaced.strip_prefix(short) {
            phrases.push(format!("{long}{rest}"));
        }
    }
    let counted = ["n ", "num ", "number of ", "n"].iter().find_map(|prefix| {
        let rest = spaced.strip_prefix(prefix)?;
        let is_plural =
            rest.len() > 3 && rest.ends_with('s') && rest.chars().all(|c| c.is_alphabetic() || c == ' ');
        is_plural.then(|| rest.to_owned())
    });
    if let Some(noun) = counted {
        phrases.push(format!("number of {noun}"));
        phrases.push(noun);
    }
    let others: &[&str] = match name {
        "ntrees" | "n_estimators" | "num_trees" | "iterations" => {
            &["trees", "number of trees", "boosting rounds"]
        }
        "max_depth" | "max depth" => &["depth", "tree depth", "maximum tree depth"],
        "learn_rate" | "learning_rate" | "eta" => &["learning rate"],
        "max_iter" | "max_iterations" => &["maximum number of iterations", "iterations"],
        _ => &[],
    };
    phrases.extend(others.iter().map(|phrase| (*phrase).to_owned()));
    phrases
}
