//! What the types alone cannot say: lengths that must agree, and how much is too much.

use crate::{
    Snapshot, SnapshotError,
    dataset::Dataset,
    deployment::Deployment,
    evaluation::Evaluation,
    experiment::Experiment,
    model::Model,
    project::Project,
    synthgen::{Distribution, Synthgen},
};

/// Entries that any one list may have. Far above real data; it bounds the work of a hostile snapshot.
const LONGEST_LIST: usize = 20_000;

/// Classes of a confusion matrix.
const MOST_CLASSES: usize = 1_000;

/// Characters of a name or another short text.
const LONGEST_TEXT: usize = 20_000;

type Checked = Result<(), SnapshotError>;

pub(crate) fn check(snapshot: &Snapshot) -> Checked {
    let header = snapshot.header();
    text("name", header.name)?;
    if header.name.trim().is_empty() {
        return fault("name", "expected at least one character that is not a space");
    }
    text("description", header.description.unwrap_or_default())?;
    match snapshot {
        Snapshot::Experiment(envelope) => experiment(&envelope.content),
        Snapshot::Model(envelope) => model("content", &envelope.content),
        Snapshot::Project(envelope) => project(&envelope.content),
        Snapshot::Deployment(envelope) => deployment(&envelope.content),
        Snapshot::Synthgen(envelope) => synthgen(&envelope.content),
    }
}

fn fault(path: &str, reason: impl Into<String>) -> Checked {
    Err(SnapshotError::Invalid { path: path.into(), reason: reason.into() })
}

fn text(path: &str, text: &str) -> Checked {
    if text.chars().count() > LONGEST_TEXT {
        return fault(path, format!("expected at most {LONGEST_TEXT} characters"));
    }
    Ok(())
}

fn list<T>(path: &str, items: &[T]) -> Checked {
    if items.len() > LONGEST_LIST {
        return fault(path, format!("expected at most {LONGEST_LIST} entries, found {}", items.len()));
    }
    Ok(())
}

fn same_length(path: &str, expected: usize, found: usize, of_what: &str) -> Checked {
    if expected != found {
        return fault(path, format!("expected {expected} entries, one per {of_what}, found {found}"));
    }
    Ok(())
}

/// Bin edges must be ascending and one more than the bins; an empty histogram has neither.
fn bins(path: &str, edges: &[f64], counts: &[(&str, &[u64])]) -> Checked {
    list(&format!("{path}.bin_edges"), edges)?;
    if edges.windows(2).any(|pair| pair[0] > pair[1]) {
        return fault(&format!("{path}.bin_edges"), "expected ascending numbers");
    }
    for (name, counts) in counts {
        same_length(&format!("{path}.{name}"), edges.len().saturating_sub(1), counts.len(), "bin")?;
    }
    Ok(())
}

fn dataset(path: &str, dataset: &Dataset) -> Checked {
    list(&format!("{path}.column_summaries"), &dataset.column_summaries)?;
    for (index, column) in dataset.column_summaries.iter().enumerate() {
        let path = format!("{path}.column_summaries[{index}]");
        text(&format!("{path}.name"), &column.name)?;
        list(&format!("{path}.categories"), &column.categories)?;
        if let Some(histogram) = &column.histogram {
            bins(&format!("{path}.histogram"), &histogram.bin_edges, &[("counts", &histogram.counts)])?;
        }
    }
    Ok(())
}

fn experiment(content: &Experiment) -> Checked {
    list("content.leaderboard", &content.leaderboard)?;
    list("content.metrics", &content.metrics)?;
    for (index, entry) in content.leaderboard.iter().enumerate() {
        text(&format!("content.leaderboard[{index}].name"), &entry.name)?;
    }
    if let Some(data) = &content.dataset {
        dataset("content.dataset", data)?;
    }
    if let Some(best) = &content.best_model {
        model("content.best_model.model", &best.model)?;
    }
    Ok(())
}

fn model(path: &str, content: &Model) -> Checked {
    if let Some(data) = &content.dataset {
        dataset(&format!("{path}.dataset"), data)?;
    }
    list(&format!("{path}.hyperparameters"), &content.hyperparameters)?;
    for (index, importance) in content.feature_importance.iter().enumerate() {
        list(&format!("{path}.feature_importance[{index}].features"), &importance.features)?;
    }
    for (index, curve) in content.learning_curves.iter().enumerate() {
        let path = format!("{path}.learning_curves[{index}]");
        list(&format!("{path}.steps"), &curve.steps)?;
        for (name, values) in [("training", &curve.training), ("validation", &curve.validation)] {
            if !values.is_empty() {
                same_length(&format!("{path}.{name}"), curve.steps.len(), values.len(), "step")?;
            }
        }
    }
    for (index, evaluation) in content.evaluations.iter().enumerate() {
        self::evaluation(&format!("{path}.evaluations[{index}]"), evaluation)?;
    }
    Ok(())
}

fn evaluation(path: &str, evaluation: &Evaluation) -> Checked {
    for (metric, interval) in &evaluation.intervals {
        let path = format!("{path}.intervals.{metric}");
        if interval.low > interval.high {
            return fault(&path, "expected `low` to be at most `high`");
        }
        if !(interval.level > 0.0 && interval.level < 1.0) {
            return fault(&path, "expected a `level` above 0 and below 1, such as 0.95");
        }
    }
    if let Some(matrix) = &evaluation.confusion_matrix {
        let path = format!("{path}.confusion_matrix");
        if matrix.labels.len() > MOST_CLASSES {
            return fault(&format!("{path}.labels"), format!("expected at most {MOST_CLASSES} classes"));
        }
        same_length(&format!("{path}.counts"), matrix.labels.len(), matrix.counts.len(), "class")?;
        for (index, row) in matrix.counts.iter().enumerate() {
            same_length(&format!("{path}.counts[{index}]"), matrix.labels.len(), row.len(), "class")?;
            if row.iter().any(|count| *count < 0.0) {
                return fault(&format!("{path}.counts[{index}]"), "expected counts of at least 0");
            }
        }
    }
    for (index, curve) in evaluation.roc.iter().enumerate() {
        let path = format!("{path}.roc[{index}].true_positive_rate");
        list(&path, &curve.true_positive_rate)?;
        same_length(
            &path,
            curve.false_positive_rate.len(),
            curve.true_positive_rate.len(),
            "false-positive rate",
        )?;
    }
    for (index, curve) in evaluation.precision_recall.iter().enumerate() {
        let path = format!("{path}.precision_recall[{index}].precision");
        list(&path, &curve.precision)?;
        same_length(&path, curve.recall.len(), curve.precision.len(), "recall")?;
    }
    list(&format!("{path}.thresholds"), &evaluation.thresholds)?;
    list(&format!("{path}.gains_lift"), &evaluation.gains_lift)?;
    list(&format!("{path}.calibration"), &evaluation.calibration)?;
    list(&format!("{path}.predictions"), &evaluation.predictions)
}

fn project(content: &Project) -> Checked {
    list("content.datasets", &content.datasets)?;
    list("content.experiments", &content.experiments)?;
    list("content.models", &content.models)?;
    list("content.deployments", &content.deployments)?;
    list("content.synthgen_runs", &content.synthgen_runs)?;
    for (index, data) in content.datasets.iter().enumerate() {
        dataset(&format!("content.datasets[{index}]"), data)?;
    }
    Ok(())
}

fn deployment(content: &Deployment) -> Checked {
    list("content.intervals", &content.intervals)?;
    if content.intervals.windows(2).any(|pair| pair[0].start >= pair[1].start) {
        return fault("content.intervals", "expected ascending start times, each once");
    }
    if let Some(drift) = &content.drift {
        list("content.drift.features", &drift.features)?;
    }
    if let Some(predictions) = &content.predictions {
        for (index, period) in predictions.periods.iter().enumerate() {
            let counts = format!("periods[{index}].counts");
            bins("content.predictions", &predictions.bin_edges, &[(&counts, &period.counts)])?;
        }
    }
    Ok(())
}

fn synthgen(content: &Synthgen) -> Checked {
    list("content.columns", &content.columns)?;
    list("content.pairs", &content.pairs)?;
    if let Some(data) = &content.dataset {
        dataset("content.dataset", data)?;
    }
    for (index, column) in content.columns.iter().enumerate() {
        let path = format!("content.columns[{index}].distribution");
        match &column.distribution {
            Some(Distribution::Histogram { bin_edges, real, synthetic }) => {
                bins(&path, bin_edges, &[("real", real), ("synthetic", synthetic)])?;
            }
            Some(Distribution::Frequencies { categories, real, synthetic }) => {
                same_length(&format!("{path}.real"), categories.len(), real.len(), "category")?;
                same_length(&format!("{path}.synthetic"), categories.len(), synthetic.len(), "category")?;
            }
            None => {}
        }
    }
    if let Some(correlation) = &content.correlation {
        for (name, matrix) in [("real", &correlation.real), ("synthetic", &correlation.synthetic)] {
            let path = format!("content.correlation.{name}");
            same_length(&path, correlation.columns.len(), matrix.len(), "column")?;
            for row in matrix {
                same_length(&path, correlation.columns.len(), row.len(), "column")?;
            }
        }
    }
    if let Some(closest) =
        content.privacy.as_ref().and_then(|privacy| privacy.distance_to_closest_record.as_ref())
    {
        bins(
            "content.privacy.distance_to_closest_record",
            &closest.bin_edges,
            &[("synthetic", &closest.synthetic), ("holdout", &closest.holdout)],
        )?;
    }
    Ok(())
}
