//! What is predicted, by what people and tools say of it.

use report_import::Told;
use report_snapshot::Task;

use crate::{metrics::Meanings, runs::Run};

/// Tags and parameters that may name the task, or an objective that tells it.
const NAMES: [&str; 8] = [
    "task",
    "task_type",
    "problem_type",
    "ml_task",
    "objective",
    "loss_function",
    "application",
    "prediction_type",
];

/// Tags of an experiment that name the task.
pub(crate) const TAGS: [&str; 3] = ["task", "task_type", "problem_type"];

/// What is predicted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Predicted {
    pub(crate) task: Task,
    /// Whether it is known that classes are predicted, and nothing says how many there are.
    pub(crate) is_guess: bool,
}

impl Predicted {
    /// As somebody says it.
    pub(crate) fn surely(task: Task) -> Self {
        Self { task, is_guess: false }
    }

    /// That the number of classes is a guess, where it is one.
    pub(crate) fn doubt(self) -> Option<String> {
        self.is_guess.then(|| {
            "Nothing on the server says how many classes there are; this report takes them for two."
                .to_owned()
        })
    }
}

/// What is predicted by runs that are compared with each other; `None` if nothing says it.
///
/// `classes` is the number of classes, where an artifact tells it, and `tag` a tag of the experiment.
pub(crate) fn of(
    runs: &[&Run],
    meanings: &Meanings,
    classes: Option<usize>,
    tag: Option<&str>,
) -> Option<Predicted> {
    let named = tag.into_iter().chain(runs.iter().flat_map(|run| said(run))).find_map(of_words);
    let told = named.or_else(|| of_metrics(meanings)).or_else(|| of_estimators(runs))?;
    let of_many = || runs.iter().any(|run| run.param("num_class").is_some());
    Some(match (told, classes) {
        (Told::Regression, _) => Predicted::surely(Task::Regression),
        (Told::TwoClasses, _) | (Told::Classes, Some(2)) => Predicted::surely(Task::BinaryClassification),
        (Told::ManyClasses, _) | (Told::Classes, Some(3..)) => {
            Predicted::surely(Task::MulticlassClassification)
        }
        (Told::Classes, _) if of_many() => Predicted::surely(Task::MulticlassClassification),
        (Told::Classes, _) => Predicted { task: Task::BinaryClassification, is_guess: true },
    })
}

fn said(run: &Run) -> impl Iterator<Item = &str> {
    NAMES.iter().flat_map(|name| run.tag(name).into_iter().chain(run.param(name)))
}

fn of_words(text: &str) -> Option<Told> {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["multiclass", "multi-class", "multi_class", "multi:", "multinomial"]) {
        Some(Told::ManyClasses)
    } else if has(&["binary", "binomial"]) {
        Some(Told::TwoClasses)
    } else if has(&["classif"]) {
        Some(Told::Classes)
    } else if has(&["regress", "reg:", "squared", "rmse", "mae", "quantile", "poisson", "tweedie"]) {
        // `reg:logistic` and its likes also give numbers.
        Some(Told::Regression)
    } else if text.contains("logistic") {
        Some(Told::Classes)
    } else {
        None
    }
}

fn of_metrics(meanings: &Meanings) -> Option<Told> {
    let has = |is: &dyn Fn(&str) -> bool| meanings.iter().any(|(key, _)| is(key));
    if has(&|key| key.contains("mlogloss") || key.contains("multi_logloss")) {
        return Some(Told::ManyClasses);
    }
    let known = meanings.iter().filter_map(|(_, meaning)| Some(meaning.known?.id));
    let told = Told::by_metrics(known);
    let counted = meanings.iter().any(|(_, meaning)| meaning.name == "true_positives");
    if counted && told != Some(Told::ManyClasses) { Some(Told::TwoClasses) } else { told }
}

fn of_estimators(runs: &[&Run]) -> Option<Told> {
    let names = runs.iter().flat_map(|run| {
        [run.tag("estimator_class"), run.param("estimator"), run.param("steps")].into_iter().flatten()
    });
    names.into_iter().find_map(|name| {
        if name.contains("Classifier") || name.contains("LogisticRegression") || name.contains("SVC") {
            Some(Told::Classes)
        } else if name.contains("Regressor") || name.contains("Ridge") || name.contains("Lasso") {
            Some(Told::Regression)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;
    use crate::runs;

    fn run(metrics: &[&str], params: &[(&str, &str)]) -> Run {
        let metrics: Vec<_> = metrics.iter().map(|key| json!({"key": key, "value": 0.5})).collect();
        let params: Vec<_> = params.iter().map(|(key, value)| json!({"key": key, "value": value})).collect();
        let sent = json!({"info": {"run_id": "a", "status": "FINISHED"}, "data": {"metrics": metrics, "params": params}});
        runs::of(vec![serde_json::from_value(sent).unwrap()], Vec::new()).remove(0)
    }

    fn task(
        metrics: &[&str],
        params: &[(&str, &str)],
        classes: Option<usize>,
        tag: Option<&str>,
    ) -> Option<Task> {
        let run = run(metrics, params);
        let meanings = Meanings::of(run.metrics.keys().map(String::as_str), None);
        of(&[&run], &meanings, classes, tag).map(|predicted| predicted.task)
    }

    #[test]
    fn the_task_is_told_by_words_then_metrics_then_estimators() {
        use Task::{BinaryClassification as Binary, MulticlassClassification as Many, Regression};
        assert_eq!(task(&[], &[], None, Some("binary-classification")), Some(Binary));
        assert_eq!(task(&["test_auc"], &[("objective", "multi:softprob")], None, None), Some(Many));
        assert_eq!(task(&["rmse"], &[("objective", "reg:squarederror")], None, None), Some(Regression));
        assert_eq!(task(&["val_rmse", "val_r2"], &[], None, None), Some(Regression));
        assert_eq!(task(&["val_accuracy"], &[], Some(3), None), Some(Many));
        assert_eq!(task(&["val_accuracy"], &[], Some(2), None), Some(Binary));
        assert_eq!(task(&["train-mlogloss"], &[], None, None), Some(Many));
        assert_eq!(task(&["eval_true_positives"], &[], None, None), Some(Binary));
        assert_eq!(
            task(&["score"], &[("estimator", "RandomForestRegressor()")], None, None),
            Some(Regression)
        );
        assert_eq!(task(&["score"], &[], None, None), None);
        let run = run(&["val_accuracy"], &[]);
        let meanings = Meanings::of(run.metrics.keys().map(String::as_str), None);
        assert_eq!(of(&[&run], &meanings, None, None), Some(Predicted { task: Binary, is_guess: true }));
        assert_eq!(of(&[&run], &meanings, Some(2), None), Some(Predicted::surely(Binary)));
    }
}
