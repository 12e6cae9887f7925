//! Facts of a model.

use report_facts::{importance, leaderboard::Spread, quality};
use report_snapshot::{
    MetricDefinition,
    evaluation::{Evaluation, Split},
    model::Model,
};

use super::{data, event, setting, settings};
use crate::{
    fact::{Course, EventKind, QuantityId, Stat, Tag, Unit},
    facts::{Facts, NewFact, canonical_metric, metric_unit},
    name::{NameId, Sort},
};

/// Of a model, wherever it occurs. `preferred` is the split that speaks where a text names none.
pub(crate) fn collect(facts: &mut Facts, name: NameId, model: &Model, preferred: Option<Split>) {
    if let Some(algorithm) = &model.algorithm {
        facts.algorithm(name, algorithm);
    }
    for text in [&model.version, &model.stage, &model.target].into_iter().flatten() {
        facts.lexicon.add(text, Sort::Other);
    }
    if let Some(experiment) = &model.experiment {
        facts.lexicon.add(&experiment.name, Sort::Experiment);
    }
    for base in &model.base_models {
        facts.lexicon.add(base, Sort::Model);
    }
    let first = facts.facts.len();
    if !model.base_models.is_empty() {
        facts.count("base_models", Some(model.base_models.len() as u64));
    }
    facts.owned_since(first, name);
    for class in &model.classes {
        facts.lexicon.add(class, Sort::Class);
    }
    facts.known("rank", &[name], &[], model.rank.map(f64::from), Unit::Count);
    facts.known("training_time", &[name], &[], model.training_time_ms, Unit::Time);
    facts.known("predict_time", &[name], &[], model.predict_time_per_row_ms, Unit::Time);
    facts.known("size", &[name], &[], model.size_bytes.map(|size| size as f64), Unit::Size);
    event(facts, EventKind::Trained, Some(name), model.trained_at);
    let default = quality::by_trust(&model.evaluations, preferred).first().map(|evaluation| evaluation.split);
    for evaluation in &model.evaluations {
        self::evaluation(facts, name, model, evaluation, Some(evaluation.split) == default);
    }
    for (metric, given) in &model.folds {
        let Some(spread) = Spread::of(given) else { continue };
        if quality::telling_metric(model) == Some(metric) {
            facts.known("fold_sd", &[name], &[], Some(spread.sd), Unit::Plain);
        }
        let quantity = folds(facts, &model.metrics, name, metric, spread);
        let single = || given.folds.iter().flatten().copied().filter(|value| value.is_finite());
        for (stat, value) in [(Stat::Min, single().reduce(f64::min)), (Stat::Max, single().reduce(f64::max))]
        {
            let tags = [Tag::Stat(stat), Tag::Split(Split::CrossValidation)];
            let unit = metric_unit(&canonical_metric(metric).0);
            facts.put(NewFact { quantity, subjects: &[name], tags: &tags, value, unit, default: false });
        }
        if let Some(folds) = spread.folds {
            facts.count("folds", Some(folds as u64));
        }
    }
    for curve in &model.learning_curves {
        let (quantity, _) = facts.metric(&model.metrics, &curve.metric);
        for (split, values) in [(Split::Training, &curve.training), (Split::Validation, &curve.validation)] {
            let chosen = curve
                .chosen_step
                .and_then(|chosen| curve.steps.iter().position(|step| *step == chosen))
                .and_then(|at| *values.get(at)?);
            let last = [values.last().copied().flatten(), chosen];
            if let Some(Some(first)) = values.first() {
                facts.courses.push(Course {
                    quantity,
                    subject: Some(name),
                    tag: Some(Tag::Split(split)),
                    first: *first,
                    last: last.into_iter().flatten().collect(),
                    unit: metric_unit(&canonical_metric(&curve.metric).0),
                    steps: curve.steps.last().copied().into_iter().chain(curve.chosen_step).collect(),
                });
            }
        }
    }
    features(facts, name, model);
}

/// Mean and standard deviation of a metric over the folds.
pub(crate) fn folds(
    facts: &mut Facts,
    definitions: &[MetricDefinition],
    model: NameId,
    metric: &str,
    spread: Spread,
) -> QuantityId {
    let (quantity, _) = facts.metric(definitions, metric);
    let unit = metric_unit(&canonical_metric(metric).0);
    for (stat, value) in [(Stat::Mean, spread.mean), (Stat::Std, spread.sd)] {
        let stat = Tag::Stat(stat);
        for tags in [&[stat][..], &[stat, Tag::Split(Split::CrossValidation)]] {
            facts.put(NewFact {
                quantity,
                subjects: &[model],
                tags,
                value: Some(value),
                unit,
                default: false,
            });
        }
    }
    quantity
}

/// What needs no name where the model is the only one described in full.
pub(crate) fn alone(facts: &mut Facts, name: NameId, model: &Model) {
    if facts.ranking.is_none()
        && let Some(metric) = quality::telling_metric(model)
    {
        facts.ranking = Some(facts.metric(&model.metrics, metric).0);
    }
    if !model.classes.is_empty() {
        facts.count("classes", Some(model.classes.len() as u64));
    }
    if !model.hyperparameters.is_empty() {
        facts.count("hyperparameters", Some(model.hyperparameters.len() as u64));
    }
    for parameter in &model.hyperparameters {
        setting(facts, &[name], &parameter.name, &parameter.value);
    }
    let first = facts.facts.len();
    settings(facts, &[name], &model.structure);
    facts.owned_since(first, name);
    if let Some(dataset) = &model.dataset {
        data::collect(facts, dataset, model.target.as_deref(), true);
    }
}

fn evaluation(facts: &mut Facts, name: NameId, model: &Model, evaluation: &Evaluation, default: bool) {
    let tag = [Tag::Split(evaluation.split)];
    let rows = facts.quantities.add("rows", None, true, &[]);
    let value = evaluation.rows.map(|rows| rows as f64);
    facts.put(NewFact { quantity: rows, subjects: &[name], tags: &tag, value, unit: Unit::Count, default });
    for (metric, value) in &evaluation.metrics {
        let (quantity, _) = facts.metric(&model.metrics, metric);
        let unit = metric_unit(&canonical_metric(metric).0);
        facts.put(NewFact { quantity, subjects: &[name], tags: &tag, value: *value, unit, default });
    }
    for curve in &evaluation.roc {
        let Some(class) = &curve.class else { continue };
        let class = facts.lexicon.add(class, Sort::Class);
        let quantity = facts.quantities.add("auc", None, false, &[]);
        facts.put(NewFact {
            quantity,
            subjects: &[name, class],
            tags: &tag,
            value: curve.auc,
            unit: Unit::Share,
            default,
        });
    }
    for (metric, opposite) in [
        ("recall", "false_negative_rate"),
        ("specificity", "false_positive_rate"),
        ("accuracy", "err"),
        ("r2", "unexplained_variance"),
    ] {
        let Some(value) = evaluation.metrics.get(metric).copied().flatten() else { continue };
        let quantity = facts.quantities.add(opposite, None, false, &[]);
        let value = Some(1.0 - value);
        facts.put(NewFact { quantity, subjects: &[name], tags: &tag, value, unit: Unit::Share, default });
    }
    let Some(matrix) = &evaluation.confusion_matrix else { return };
    let put = |facts: &mut Facts, key: &str, subjects: &[NameId], value: Option<f64>, unit: Unit| {
        let quantity = facts.quantities.add(key, None, unit == Unit::Count, &[]);
        facts.put(NewFact { quantity, subjects, tags: &tag, value, unit, default });
    };
    put(facts, "threshold", &[name], matrix.threshold, Unit::Plain);
    if let Some(rates) = quality::ClassRates::of(evaluation) {
        // The class whose recall is the recall of the whole is the positive one.
        let recall = evaluation.metrics.get("recall").copied().flatten();
        let mut positive = rates.classes.iter().filter(|class| {
            rates.classes.len() == 2
                && class.recall.zip(recall).is_some_and(|(own, whole)| (own - whole).abs() < 1e-9)
        });
        if let (Some(class), None) = (positive.next(), positive.next()) {
            facts.positive_class = Some(facts.lexicon.add(&class.label, Sort::Class));
        }
        let wrong = rates.total * (1.0 - rates.accuracy);
        put(facts, "misclassified", &[name], Some(wrong.round()), Unit::Count);
        if !evaluation.metrics.contains_key("accuracy") {
            put(facts, "accuracy", &[name], Some(rates.accuracy), Unit::Share);
            put(facts, "err", &[name], Some(1.0 - rates.accuracy), Unit::Share);
        }
        // Rows of the other class that are called positive.
        if let (Some(positive), [first, second]) = (facts.positive_class, rates.classes.as_slice()) {
            let is_positive = |label: &str| facts.lexicon.get(positive).text == label;
            let other = if is_positive(&first.label) { second } else { first };
            let missed = other.recall.map(|recall| ((1.0 - recall) * other.rows).round());
            put(facts, "false_positives", &[name], missed, Unit::Count);
        }
        for class in &rates.classes {
            let id = facts.lexicon.add(&class.label, Sort::Class);
            put(facts, "recall", &[name, id], class.recall, Unit::Share);
            put(facts, "precision", &[name, id], class.precision, Unit::Share);
            let missed = class.recall.map(|recall| 1.0 - recall);
            put(facts, "false_negative_rate", &[name, id], missed, Unit::Share);
            for key in ["missed", "misclassified"] {
                put(facts, key, &[name, id], missed.map(|share| (share * class.rows).round()), Unit::Count);
            }
            put(
                facts,
                "rows_found",
                &[name, id],
                class.recall.map(|share| (share * class.rows).round()),
                Unit::Count,
            );
            put(facts, "support", &[id], Some(class.rows), Unit::Count);
            put(facts, "class_share", &[id], Some(class.rows / rates.total), Unit::Share);
        }
    }
    for confusion in quality::confusions(evaluation) {
        let actual = facts.lexicon.add(confusion.actual, Sort::Class);
        let predicted = facts.lexicon.add(confusion.predicted, Sort::Class);
        put(facts, "misclassified", &[name, actual, predicted], Some(confusion.count), Unit::Count);
    }
}

fn features(facts: &mut Facts, name: NameId, model: &Model) {
    // The first importance that has figures is the one that the report shows first and that the findings are about.
    let shares = model.feature_importance.iter().map(importance::shares).find(|shares| !shares.is_empty());
    for importance in &model.feature_importance {
        for feature in &importance.features {
            let id = facts.lexicon.add(&feature.name, Sort::Column);
            facts.known("importance_value", &[id, name], &[], feature.value, Unit::Plain);
        }
    }
    let Some(shares) = shares else { return };
    let mut sum = 0.0;
    for (index, (feature, share)) in shares.iter().enumerate() {
        let id = facts.lexicon.add(feature, Sort::Column);
        facts.known("importance", &[id, name], &[], Some(*share), Unit::Share);
        sum += share;
        if let (1..=9, Ok(top)) = (index, u32::try_from(index + 1)) {
            facts.known("importance", &[name], &[Tag::Top(top)], Some(sum), Unit::Share);
        }
    }
    if model.dataset.is_none() {
        facts.count("features", Some(shares.len() as u64));
    }
}
