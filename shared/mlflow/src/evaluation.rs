//! How good a run's model is, by the rows that its figures were computed on.

use std::collections::BTreeMap;

use report_facts::quantity;
use report_snapshot::{
    Measured, MetricDefinition,
    evaluation::{ConfusionMatrix, Evaluation, FoldSpread, PrecisionRecallCurve, RocCurve, Split},
};

use crate::{
    artifacts::{Artifacts, Of},
    dataset,
    metrics::{Meaning, Meanings},
    runs::Run,
};

/// Rows that metrics are taken to be of where nothing says it: training tools and people log what they choose models by.
pub(crate) const PLAIN: Split = Split::Validation;

/// Splits from the most to the least trustworthy.
const SPLITS: [Split; 4] = [Split::Test, Split::CrossValidation, Split::Validation, Split::Training];

/// By how much a figure computed here may differ from the one that was logged.
const ROUNDING: f64 = 1e-6;

/// A metric of a run, under the name that reports show.
struct Figure<'a> {
    key: &'a str,
    split: Split,
    name: String,
    value: Measured,
}

/// The figures by rows, most trustworthy rows first.
pub(crate) fn evaluations(run: &Run, meanings: &Meanings, artifacts: &Artifacts) -> Vec<Evaluation> {
    let mut by_split: BTreeMap<Split, Evaluation> = BTreeMap::new();
    for figure in figures(run, meanings) {
        let metrics =
            &mut by_split.entry(figure.split).or_insert_with(|| Evaluation::empty(figure.split)).metrics;
        // Two keys of one metric are one figure if they agree.
        let name = match metrics.get(&figure.name) {
            Some(known) if *known != figure.value => figure.key.to_owned(),
            _ => figure.name,
        };
        metrics.insert(name, figure.value);
    }
    for evaluation in by_split.values_mut() {
        // An estimator's own score is a metric that is there under its name: accuracy, R², or what a search maximises.
        let score = evaluation.metrics.get("score").copied();
        if evaluation.metrics.iter().any(|(name, value)| name != "score" && Some(*value) == score) {
            evaluation.metrics.remove("score");
        }
    }
    let mut all: Vec<Evaluation> = SPLITS.iter().filter_map(|split| by_split.remove(split)).collect();
    for evaluation in &mut all {
        let counts = Counts::of(run, meanings, evaluation.split);
        evaluation.rows = counts.rows.or_else(|| dataset::rows(run, evaluation.split));
        evaluation.confusion_matrix = counts.matrix(&artifacts.classes);
    }
    for matrix in &artifacts.confusion {
        if let Some(evaluation) = place(&mut all, matrix.split, |evaluation| agrees(evaluation, &matrix.what))
        {
            evaluation.confusion_matrix = Some(matrix.what.clone());
        }
    }
    add_curves(&mut all, artifacts);
    all
}

fn add_curves(all: &mut [Evaluation], artifacts: &Artifacts) {
    for Of { split, what } in &artifacts.roc {
        let same = |evaluation: &Evaluation| same_area(evaluation, what);
        if let Some(evaluation) = place(all, *split, same).filter(|evaluation| evaluation.roc.is_empty()) {
            evaluation.roc.push(what.clone());
        }
    }
    for Of { split, what } in &artifacts.precision_recall {
        // Only by its file's name, or where there is no choice: no figure tells whose it is.
        let only = |evaluation: &Evaluation| evaluation.split != Split::Training;
        let held_out = all.iter().filter(|evaluation| only(evaluation)).count();
        if split.is_none() && held_out != 1 {
            continue;
        }
        if let Some(evaluation) = place(all, *split, only).filter(|found| found.precision_recall.is_empty()) {
            let average = evaluation.metrics.get("average_precision").copied().flatten();
            let curve = PrecisionRecallCurve { auc: average, ..what.clone() };
            evaluation.precision_recall.push(curve);
        }
    }
}

/// The evaluation that something is of: the rows that its file names, else the most trustworthy ones whose figures agree.
fn place(
    all: &mut [Evaluation],
    split: Option<Split>,
    agrees: impl Fn(&Evaluation) -> bool,
) -> Option<&mut Evaluation> {
    all.iter_mut().find(|evaluation| match split {
        Some(split) => evaluation.split == split,
        None => agrees(evaluation),
    })
}

/// Whether a matrix has the accuracy that was logged.
fn agrees(evaluation: &Evaluation, matrix: &ConfusionMatrix) -> bool {
    let rows: f64 = matrix.counts.iter().flatten().sum();
    let right: f64 = matrix.counts.iter().enumerate().map(|(class, row)| row[class]).sum();
    let logged = evaluation.metrics.get("accuracy").copied().flatten();
    logged.is_some_and(|accuracy| (accuracy - right / rows).abs() < ROUNDING)
        && evaluation.rows.is_none_or(|counted| counted as f64 == rows)
}

fn same_area(evaluation: &Evaluation, curve: &RocCurve) -> bool {
    let logged = evaluation.metrics.get("auc").copied().flatten();
    logged.zip(curve.auc).is_some_and(|(logged, area)| (logged - area).abs() < ROUNDING)
}

fn figures<'a>(run: &'a Run, meanings: &'a Meanings) -> impl Iterator<Item = Figure<'a>> {
    run.metrics.iter().filter_map(|(key, value)| {
        let meaning = meanings.get(key).filter(|meaning| meaning.is_measure)?;
        let (name, turned) = name(run, key, meaning);
        let value = if turned { value.map(|value| -value) } else { *value };
        Some(Figure { key, split: meaning.split.unwrap_or(PLAIN), name, value })
    })
}

/// The name that a metric has in a report on the model, and whether its value has the other sign there.
pub(crate) fn name(run: &Run, key: &str, meaning: &Meaning) -> (String, bool) {
    if meaning.split == Some(Split::CrossValidation) && meaning.name == "score" {
        return scoring(run).unwrap_or_else(|| (meaning.name.clone(), false));
    }
    // Autologging averages these over the classes, by their rows.
    let is_autologged = run.tag("estimator_class").is_some_and(|class| class.starts_with("sklearn."));
    let averaged = match key {
        "training_precision_score" => Some("precision_weighted"),
        "training_recall_score" => Some("recall_weighted"),
        "training_f1_score" => Some("f1_weighted"),
        _ => None,
    };
    (averaged.filter(|_| is_autologged).map_or_else(|| meaning.name.clone(), str::to_owned), false)
}

/// What a search's score is: scikit-learn negates the scores of which less is better.
fn scoring(run: &Run) -> Option<(String, bool)> {
    let scoring = run.param("scoring")?;
    let negated = scoring.strip_prefix("neg_");
    let known = quantity::find(negated.unwrap_or(scoring))?;
    Some((known.id.to_owned(), negated.is_some()))
}

/// How the names that are not well known are to be read, after the ranking metric.
pub(crate) fn definitions(
    ranking: Option<MetricDefinition>,
    evaluations: &[Evaluation],
) -> Vec<MetricDefinition> {
    let occurs = |name: &str| evaluations.iter().any(|evaluation| evaluation.metrics.contains_key(name));
    let averaged = [
        ("precision_weighted", "Precision, weighted average"),
        ("recall_weighted", "Recall, weighted average"),
    ];
    let defined =
        averaged.into_iter().filter(|(name, _)| occurs(name)).map(|(name, label)| MetricDefinition {
            name: name.to_owned(),
            label: Some(label.to_owned()),
            higher_is_better: Some(true),
        });
    ranking.into_iter().chain(defined).collect()
}

/// The folds of a search, by the metric's name in the report.
pub(crate) fn folds(run: &Run, artifacts: &Artifacts) -> BTreeMap<String, FoldSpread> {
    let Some(spread) = &artifacts.folds else { return BTreeMap::new() };
    let (name, turned) = scoring(run).unwrap_or_else(|| ("score".to_owned(), false));
    let turn = |value: Measured| if turned { value.map(|value| -value) } else { value };
    let folds = spread.folds.iter().map(|value| turn(*value)).collect();
    BTreeMap::from([(name, FoldSpread { mean: turn(spread.mean), sd: spread.sd, folds })])
}

/// The numbers of rows that `mlflow.evaluate` logs among the metrics.
struct Counts {
    rows: Option<u64>,
    /// `[[true negatives, false positives], [false negatives, true positives]]`.
    two_classes: Option<[[f64; 2]; 2]>,
}

impl Counts {
    fn of(run: &Run, meanings: &Meanings, split: Split) -> Self {
        let count = |name: &str| {
            let mut found = run.metrics.iter().filter(|(key, _)| {
                meanings
                    .get(key)
                    .is_some_and(|meaning| meaning.name == name && meaning.split.unwrap_or(PLAIN) == split)
            });
            let value = (*found.next()?.1).filter(|value| *value >= 0.0 && value.fract() == 0.0)?;
            found.next().is_none().then_some(value)
        };
        let two_classes = || {
            let negatives = [count("true_negatives")?, count("false_positives")?];
            Some([negatives, [count("false_negatives")?, count("true_positives")?]])
        };
        Self { rows: count("example_count").map(|rows| rows as u64), two_classes: two_classes() }
    }

    fn matrix(&self, classes: &[String]) -> Option<ConfusionMatrix> {
        let counts = self.two_classes?.iter().map(|row| row.to_vec()).collect();
        let labels = match classes {
            [negative, positive] => vec![negative.clone(), positive.clone()],
            _ => vec!["negative".to_owned(), "positive".to_owned()],
        };
        Some(ConfusionMatrix { labels, counts, threshold: None })
    }
}

/// The class that counts as positive: the one with which precision and recall are as logged, where that is one of the two.
pub(crate) fn positive_class(evaluations: &[Evaluation]) -> Option<String> {
    evaluations.iter().find_map(|evaluation| {
        let matrix = evaluation.confusion_matrix.as_ref().filter(|matrix| matrix.labels.len() == 2)?;
        let metric = |name: &str| evaluation.metrics.get(name).copied().flatten();
        let (precision, recall) = (metric("precision")?, metric("recall")?);
        let fits = |class: &usize| {
            let (class, counts) = (*class, &matrix.counts);
            let right = counts[class][class];
            let called = right + counts[1 - class][class];
            let are = right + counts[class][1 - class];
            (right / called - precision).abs() < ROUNDING && (right / are - recall).abs() < ROUNDING
        };
        let fitting: Vec<usize> = (0..2).filter(fits).collect();
        let [class] = fitting[..] else { return None };
        Some(matrix.labels[class].clone())
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;
    use crate::runs;

    fn run(metrics: &[(&str, f64)], params: &[(&str, &str)]) -> (Run, Meanings) {
        let metrics: Vec<_> =
            metrics.iter().map(|(key, value)| json!({"key": key, "value": value})).collect();
        let params: Vec<_> = params.iter().map(|(key, value)| json!({"key": key, "value": value})).collect();
        let sent = json!({"info": {"run_id": "a", "status": "FINISHED"},
            "data": {"metrics": metrics, "params": params,
                     "tags": [{"key": "estimator_class", "value": "sklearn.svm.SVC"}]}});
        let run = runs::of(vec![serde_json::from_value(sent).unwrap()], Vec::new()).remove(0);
        let meanings = Meanings::of(run.metrics.keys().map(String::as_str), None);
        (run, meanings)
    }

    #[test]
    fn figures_stand_under_one_name_by_their_rows() {
        let (run, meanings) = run(
            &[
                ("training_accuracy_score", 1.0),
                ("test_accuracy", 0.9),
                ("test_acc", 0.8),
                ("training_f1_score", 0.7),
            ],
            &[],
        );
        let all = evaluations(&run, &meanings, &Artifacts::default());
        assert_eq!(
            all.iter().map(|evaluation| evaluation.split).collect::<Vec<_>>(),
            [Split::Test, Split::Training]
        );
        assert_eq!(
            all[0].metrics,
            BTreeMap::from([("accuracy".into(), Some(0.8)), ("test_accuracy".into(), Some(0.9))])
        );
        let training = BTreeMap::from([("accuracy".into(), Some(1.0)), ("f1_weighted".into(), Some(0.7))]);
        assert_eq!(all[1].metrics, training, "an average over the classes is another metric");
    }

    #[test]
    fn a_negated_score_gets_its_sign_back() {
        let (run, meanings) = run(&[("best_cv_score", -0.25)], &[("scoring", "neg_log_loss")]);
        let all = evaluations(&run, &meanings, &Artifacts::default());
        assert_eq!((all[0].split, all[0].metrics["logloss"]), (Split::CrossValidation, Some(0.25)));
        let spread = FoldSpread { mean: Some(-0.25), sd: None, folds: vec![Some(-0.2), Some(-0.3)] };
        let artifacts = Artifacts { folds: Some(spread), ..Artifacts::default() };
        assert_eq!(folds(&run, &artifacts)["logloss"].folds, [Some(0.2), Some(0.3)]);
    }

    #[test]
    fn counts_of_two_classes_make_a_matrix_and_tell_the_positive_class() {
        let (run, meanings) = run(
            &[
                ("eval_true_negatives", 52.0),
                ("eval_false_positives", 1.0),
                ("eval_false_negatives", 2.0),
                ("eval_true_positives", 88.0),
                ("eval_example_count", 143.0),
                ("eval_precision_score", 88.0 / 89.0),
                ("eval_recall_score", 88.0 / 90.0),
            ],
            &[],
        );
        let all = evaluations(&run, &meanings, &Artifacts::default());
        assert_eq!(all[0].rows, Some(143));
        assert_eq!(all[0].confusion_matrix.as_ref().unwrap().counts, [[52.0, 1.0], [2.0, 88.0]]);
        assert_eq!(positive_class(&all).as_deref(), Some("positive"));
    }

    #[test]
    fn a_matrix_belongs_to_the_rows_with_its_accuracy() {
        let matrix = ConfusionMatrix {
            labels: vec!["a".into(), "b".into()],
            counts: vec![vec![5.0, 1.0], vec![2.0, 2.0]],
            threshold: None,
        };
        let artifacts =
            Artifacts { confusion: vec![Of { split: None, what: matrix }], ..Artifacts::default() };
        let (run, meanings) = run(&[("test_accuracy", 0.9), ("val_accuracy", 0.7)], &[]);
        let all = evaluations(&run, &meanings, &artifacts);
        assert!(all[0].confusion_matrix.is_none() && all[1].confusion_matrix.is_some());
        assert_eq!(all[1].split, Split::Validation);
    }
}
