//! The family of algorithms that a run has trained.

use crate::runs::Run;

/// Where people and tools write it, the surest first.
const TAGS: [&str; 4] = ["algorithm", "estimator_name", "model_type", "family"];
const PARAMS: [&str; 7] =
    ["algorithm", "model_type", "model_class", "classifier", "regressor", "estimator_name", "model_name"];

/// Estimators that only hold another one.
const HOLDERS: [&str; 7] = [
    "Pipeline",
    "GridSearchCV",
    "RandomizedSearchCV",
    "HalvingGridSearchCV",
    "HalvingRandomSearchCV",
    "CalibratedClassifierCV",
    "TransformedTargetRegressor",
];

/// What autologging calls the libraries that have one family of algorithms each.
const LIBRARIES: [(&str, &str); 5] = [
    ("xgboost", "XGBoost"),
    ("lightgbm", "LightGBM"),
    ("catboost", "CatBoost"),
    ("tensorflow", "Neural network"),
    ("keras", "Neural network"),
];

/// Characters of a name of an algorithm.
const LONGEST: usize = 60;

/// The algorithm's name, if any tag or parameter tells it.
pub(crate) fn of(run: &Run) -> Option<String> {
    let named =
        TAGS.iter().filter_map(|tag| run.tag(tag)).chain(PARAMS.iter().filter_map(|name| run.param(name)));
    named
        .filter(|name| !HOLDERS.contains(name) && name.chars().count() <= LONGEST)
        .map(str::to_owned)
        .next()
        .or_else(|| held(run))
        .or_else(|| library(run))
        // A pipeline of unknown parts is still one.
        .or_else(|| run.tag("estimator_name").map(str::to_owned))
}

/// Of a pipeline its last estimator, of a search the one that is searched.
fn held(run: &Run) -> Option<String> {
    let text =
        run.param("steps").or_else(|| run.param("best_estimator")).or_else(|| run.param("estimator"))?;
    estimators(text).pop().map(str::to_owned)
}

/// The estimators of an expression that are no arguments of another: in
/// `[('scale', StandardScaler()), ('fit', AdaBoostClassifier(estimator=SVC()))]`, `StandardScaler` and `AdaBoostClassifier`.
fn estimators(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    // For each bracket that is open, whether it holds an estimator's arguments.
    let mut open: Vec<bool> = Vec::new();
    for (at, bracket) in text.match_indices(['(', ')']) {
        if bracket == ")" {
            open.pop();
            continue;
        }
        let before = &text[..at];
        let name =
            before.rsplit(|sign: char| !(sign.is_alphanumeric() || sign == '_')).next().unwrap_or_default();
        let is_estimator = name.starts_with(|first: char| first.is_uppercase()) && !HOLDERS.contains(&name);
        if is_estimator && !open.contains(&true) {
            found.push(name);
        }
        open.push(is_estimator);
    }
    found
}

fn library(run: &Run) -> Option<String> {
    let library = run.tag("mlflow.autologging")?.to_lowercase();
    LIBRARIES.iter().find(|(name, _)| *name == library).map(|(_, label)| (*label).to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;
    use crate::runs;

    fn algorithm(tags: &[(&str, &str)], params: &[(&str, &str)]) -> Option<String> {
        let pairs = |pairs: &[(&str, &str)]| -> Vec<_> {
            pairs.iter().map(|(key, value)| json!({"key": key, "value": value})).collect()
        };
        let sent = json!({"info": {"run_id": "a", "status": "FINISHED"},
                          "data": {"tags": pairs(tags), "params": pairs(params)}});
        of(&runs::of(vec![serde_json::from_value(sent).unwrap()], Vec::new())[0])
    }

    #[test]
    fn the_algorithm_is_the_estimator_that_learns() {
        let steps = "[('scale', StandardScaler()), ('fit', LogisticRegression(C=0.5, max_iter=2000))]";
        let search = "Pipeline(steps=[('standardscaler', StandardScaler()),\n  ('svc',\n   SVC(C=2.0))])";
        for (tags, params, expected) in [
            (vec![("estimator_name", "RandomForestClassifier")], vec![], Some("RandomForestClassifier")),
            (vec![("estimator_name", "Pipeline")], vec![("steps", steps)], Some("LogisticRegression")),
            (vec![("estimator_name", "GridSearchCV")], vec![("estimator", search)], Some("SVC")),
            (
                vec![("estimator_name", "Pipeline"), ("family", "MLPClassifier")],
                vec![],
                Some("MLPClassifier"),
            ),
            (
                vec![],
                vec![("estimator", "AdaBoostClassifier(estimator=SVC(C=2.0))")],
                Some("AdaBoostClassifier"),
            ),
            (vec![("mlflow.autologging", "xgboost")], vec![], Some("XGBoost")),
            (vec![], vec![("model_type", "lstm")], Some("lstm")),
            (vec![("estimator_name", "Pipeline")], vec![], Some("Pipeline")),
            (vec![], vec![], None),
        ] {
            assert_eq!(algorithm(&tags, &params).as_deref(), expected);
        }
    }
}
