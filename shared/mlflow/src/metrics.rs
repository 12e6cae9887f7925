//! What a metric's key says: which rows it was computed on, and what it measures.

use std::collections::BTreeMap;

use report_facts::{
    Direction,
    quantity::{self, Known},
};
use report_snapshot::{MetricDefinition, evaluation::Split};

/// Words before or after a metric's own name that say which rows it was computed on.
const ROWS: [(&str, Split); 15] = [
    ("train", Split::Training),
    ("training", Split::Training),
    ("val", Split::Validation),
    ("valid", Split::Validation),
    ("validation", Split::Validation),
    ("dev", Split::Validation),
    // What frameworks compute while they train. `mlflow.evaluate` has no prefix of its own.
    ("eval", Split::Validation),
    ("evaluation", Split::Validation),
    ("test", Split::Test),
    ("testing", Split::Test),
    ("holdout", Split::Test),
    ("cv", Split::CrossValidation),
    ("xval", Split::CrossValidation),
    ("crossval", Split::CrossValidation),
    ("oof", Split::CrossValidation),
];

/// The keys of scikit-learn's searches, whose rows are those of the folds left out.
const SEARCHES: [&str; 2] = ["best_cv_score", "mean_test_score"];

/// What training tools log beside metrics.
const BOOKKEEPING: [&str; 24] = [
    "example_count",
    "true_negatives",
    "false_positives",
    "false_negatives",
    "true_positives",
    "best_iteration",
    "stopped_iteration",
    "stopped_epoch",
    "restored_epoch",
    "restored_iteration",
    "epoch",
    "epochs",
    "step",
    "steps",
    "global_step",
    "lr",
    "learning_rate",
    "mean_fit_time",
    "std_fit_time",
    "mean_score_time",
    "std_score_time",
    "std_test_score",
    "rank_test_score",
    "runtime",
];

/// Where the words of a key meet.
const JOINTS: [char; 6] = ['_', '-', '/', '.', ' ', ':'];

/// A metric's key, understood.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Meaning {
    /// Which rows it was computed on; `None` where the key does not say.
    pub(crate) split: Option<Split>,
    /// The name without the rows: the id of a well-known metric, else the tool's own.
    pub(crate) name: String,
    /// The metric, if it is well known.
    pub(crate) known: Option<&'static Known>,
    /// Whether it says how good a model is, and not how the training went.
    pub(crate) is_measure: bool,
}

impl Meaning {
    /// By the key alone.
    pub(crate) fn of(key: &str) -> Self {
        if SEARCHES.contains(&key) {
            return Self::new(Some(Split::CrossValidation), "score");
        }
        if find(key).is_some() {
            return Self::new(None, key);
        }
        match before(key).or_else(|| after(key)) {
            Some((split, name)) => Self::new(Some(split), name),
            None => Self::new(None, key),
        }
    }

    fn new(split: Option<Split>, name: &str) -> Self {
        let known = find(name);
        let lower = name.to_lowercase();
        Self {
            split,
            name: known.map_or(name, |known| known.id).to_owned(),
            known,
            is_measure: !BOOKKEEPING.contains(&lower.as_str()),
        }
    }

    /// How a leaderboard reads the key. Whose metrics are all of the same rows, `rows`, says so once, and not in each name.
    pub(crate) fn definition(&self, key: &str, rows: Option<Split>) -> MetricDefinition {
        let label = |known: &Known| match self.split {
            Some(split) if rows != Some(split) => {
                format!("{} ({})", known.label, split.label().to_lowercase())
            }
            _ => known.label.to_owned(),
        };
        MetricDefinition {
            name: key.to_owned(),
            label: self.known.map(label),
            higher_is_better: self
                .known
                .and_then(|known| known.better)
                .map(|better| better == Direction::Higher),
        }
    }
}

/// The quantity of that name; slashes and full stops join words as underscores do.
fn find(name: &str) -> Option<&'static Known> {
    quantity::find(&name.replace(['/', '.', ':'], "_"))
}

/// `val_loss`, `validation_0-auc`: the rows, and the rest.
fn before(key: &str) -> Option<(Split, &str)> {
    let (word, rest) = key.split_once(JOINTS)?;
    let split = rows(word)?;
    let rest = match rest.split_once(JOINTS) {
        // The number of an evaluation set.
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => rest,
    };
    let rest = rest.trim_matches(JOINTS);
    (!rest.is_empty()).then_some((split, rest))
}

/// `loss/train`.
fn after(key: &str) -> Option<(Split, &str)> {
    let (rest, word) = key.rsplit_once(JOINTS)?;
    let rest = rest.trim_matches(JOINTS);
    (!rest.is_empty()).then_some((rows(word)?, rest))
}

fn rows(word: &str) -> Option<Split> {
    let word = word.to_lowercase();
    ROWS.iter().find(|(rows, _)| *rows == word).map(|(_, split)| *split)
}

/// Whether a key is of the machine that the run ran on.
pub(crate) fn is_of_system(key: &str) -> bool {
    key.starts_with("system/")
}

/// The meanings of all keys that occur together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meanings(BTreeMap<String, Meaning>);

impl Meanings {
    /// A plain name beside one of validation rows is of training rows, as Keras and others write it; so is a plain `loss`.
    /// Of other plain names nobody knows the rows: they are `plain`, if that is given.
    pub(crate) fn of<'a>(keys: impl Iterator<Item = &'a str>, plain: Option<Split>) -> Self {
        let mut all: BTreeMap<String, Meaning> = BTreeMap::new();
        for key in keys {
            if !all.contains_key(key) {
                all.insert(key.to_owned(), Meaning::of(key));
            }
        }
        let validated: Vec<String> = all
            .iter()
            // Not `eval_`: those rows may be any.
            .filter(|(key, meaning)| meaning.split == Some(Split::Validation) && key.starts_with("val"))
            .map(|(_, meaning)| meaning.name.clone())
            .collect();
        for meaning in all.values_mut().filter(|meaning| meaning.split.is_none()) {
            let is_training = meaning.name == "loss" || validated.contains(&meaning.name);
            meaning.split = if is_training { Some(Split::Training) } else { plain };
        }
        Self(all)
    }

    /// What a key means.
    pub(crate) fn get(&self, key: &str) -> Option<&Meaning> {
        self.0.get(key)
    }

    /// All keys with their meanings, by key.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Meaning)> {
        self.0.iter().map(|(key, meaning)| (key.as_str(), meaning))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_which_rows_and_what() {
        let cases = [
            ("test_roc_auc", Some(Split::Test), "auc"),
            ("training_f1_score", Some(Split::Training), "f1"),
            ("train-mlogloss", Some(Split::Training), "logloss"),
            ("validation_0-auc", Some(Split::Validation), "auc"),
            ("valid_1_binary_logloss", Some(Split::Validation), "logloss"),
            ("val/f1 score", Some(Split::Validation), "f1"),
            ("Loss/train", Some(Split::Training), "loss"),
            ("eval_accuracy_score", Some(Split::Validation), "accuracy"),
            ("best_cv_score", Some(Split::CrossValidation), "score"),
            ("mean_test_score", Some(Split::CrossValidation), "score"),
            ("rmse", None, "rmse"),
            ("true_positive_rate", None, "recall"),
            ("Δ loss", None, "Δ loss"),
            ("test_", None, "test_"),
            ("val", None, "val"),
        ];
        for (key, split, name) in cases {
            let meaning = Meaning::of(key);
            assert_eq!((meaning.split, meaning.name.as_str()), (split, name), "{key}");
        }
    }

    #[test]
    fn what_is_no_measure_is_told_apart() {
        for key in ["eval_true_negatives", "rank_test_score", "best_iteration", "eval_runtime", "epoch"] {
            assert!(!Meaning::of(key).is_measure, "{key}");
        }
        assert!(Meaning::of("test_recall").is_measure);
        assert!(is_of_system("system/cpu_utilization_percentage") && !is_of_system("systematic_error"));
    }

    #[test]
    fn a_plain_name_beside_a_validated_one_is_of_training_rows() {
        let keys = ["accuracy", "val_accuracy", "loss", "auc"];
        let meanings = Meanings::of(keys.into_iter(), None);
        let split = |key: &str| meanings.get(key).and_then(|meaning| meaning.split);
        assert_eq!(
            [split("accuracy"), split("loss"), split("auc")],
            [Some(Split::Training), Some(Split::Training), None]
        );
        let meanings = Meanings::of(keys.into_iter(), Some(Split::Test));
        assert_eq!(meanings.get("auc").and_then(|meaning| meaning.split), Some(Split::Test));
    }

    #[test]
    fn a_leaderboard_says_its_rows_once() {
        let label = |key: &str, rows| Meaning::of(key).definition(key, rows).label;
        assert_eq!(label("test_roc_auc", Some(Split::Test)).as_deref(), Some("AUC"));
        assert_eq!(label("val/f1 score", Some(Split::Test)).as_deref(), Some("F1 (validation)"));
        assert_eq!(label("rmse", None).as_deref(), Some("RMSE"));
        assert_eq!(label("Δ loss", None), None);
        assert_eq!(Meaning::of("val/f1 score").definition("val/f1 score", None).higher_is_better, Some(true));
    }
}
