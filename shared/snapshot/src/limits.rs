//! What the types alone cannot say: lengths that must agree, and how much is too much.

use crate::{
    Fault, Snapshot,
    dataset::Dataset,
    deployment::Deployment,
    evaluation::Evaluation,
    experiment::Experiment,
    figure::{self, Figure},
    model::Model,
    project::Project,
    synthgen::{Distribution, Synthgen},
};

/// Entries that any one list may have. Far above real data; it bounds the work of a hostile snapshot.
pub(crate) const LONGEST_LIST: usize = 20_000;

/// Classes of a confusion matrix.
pub(crate) const MOST_CLASSES: usize = 1_000;

/// Characters of a name or another short text.
pub(crate) const LONGEST_TEXT: usize = 20_000;

/// The faults found so far. A document with thousands of faults has one cause, and nobody reads further.
struct Check {
    faults: Vec<Fault>,
    most: usize,
}

/// The faults of a snapshot, at most `most` of them, in the order of the document.
pub(crate) fn check(snapshot: &Snapshot, most: usize) -> Vec<Fault> {
    let mut check = Check { faults: Vec::new(), most };
    check.snapshot(snapshot);
    check.faults
}

impl Check {
    fn snapshot(&mut self, snapshot: &Snapshot) {
        let header = snapshot.header();
        self.text("name", header.name);
        if header.name.trim().is_empty() {
            self.fault("name", "expected at least one character that is not a space");
        }
        self.text("description", header.description.unwrap_or_default());
        match snapshot {
            Snapshot::Experiment(envelope) => self.experiment(&envelope.content),
            Snapshot::Model(envelope) => self.model("content", &envelope.content),
            Snapshot::Project(envelope) => self.project(&envelope.content),
            Snapshot::Deployment(envelope) => self.deployment(&envelope.content),
            Snapshot::Synthgen(envelope) => self.synthgen(&envelope.content),
        }
    }

    fn fault(&mut self, path: &str, reason: impl Into<String>) {
        if self.faults.len() < self.most {
            self.faults.push(Fault::at(path, reason));
        }
    }

    fn text(&mut self, path: &str, text: &str) {
        if text.chars().count() > LONGEST_TEXT {
            self.fault(path, format!("expected at most {LONGEST_TEXT} characters"));
        }
    }

    fn list<T>(&mut self, path: &str, items: &[T]) {
        if items.len() > LONGEST_LIST {
            self.fault(path, format!("expected at most {LONGEST_LIST} entries, found {}", items.len()));
        }
    }

    fn same_length(&mut self, path: &str, expected: usize, found: usize, of_what: &str) {
        if expected != found {
            self.fault(path, format!("expected {expected} entries, one per {of_what}, found {found}"));
        }
    }

    /// Bin edges must be ascending and one more than the bins; an empty histogram has neither.
    fn bins(&mut self, path: &str, edges: &[f64], counts: &[(&str, &[u64])]) {
        self.list(&format!("{path}.bin_edges"), edges);
        if edges.windows(2).any(|pair| pair[0] > pair[1]) {
            self.fault(&format!("{path}.bin_edges"), "expected ascending numbers");
        }
        for (name, counts) in counts {
            self.same_length(&format!("{path}.{name}"), edges.len().saturating_sub(1), counts.len(), "bin");
        }
    }

    fn dataset(&mut self, path: &str, dataset: &Dataset) {
        self.list(&format!("{path}.column_summaries"), &dataset.column_summaries);
        for (index, column) in dataset.column_summaries.iter().enumerate() {
            let path = format!("{path}.column_summaries[{index}]");
            self.text(&format!("{path}.name"), &column.name);
            self.list(&format!("{path}.categories"), &column.categories);
            if let Some(histogram) = &column.histogram {
                self.bins(
                    &format!("{path}.histogram"),
                    &histogram.bin_edges,
                    &[("counts", &histogram.counts)],
                );
            }
        }
    }

    fn experiment(&mut self, content: &Experiment) {
        self.list("content.leaderboard", &content.leaderboard);
        self.list("content.metrics", &content.metrics);
        for (index, entry) in content.leaderboard.iter().enumerate() {
            self.text(&format!("content.leaderboard[{index}].name"), &entry.name);
        }
        if let Some(data) = &content.dataset {
            self.dataset("content.dataset", data);
        }
        if let Some(best) = &content.best_model {
            self.model("content.best_model.model", &best.model);
        }
        self.figures("content.figures", &content.figures);
    }

    fn model(&mut self, path: &str, content: &Model) {
        if let Some(data) = &content.dataset {
            self.dataset(&format!("{path}.dataset"), data);
        }
        self.list(&format!("{path}.hyperparameters"), &content.hyperparameters);
        for (index, importance) in content.feature_importance.iter().enumerate() {
            self.list(&format!("{path}.feature_importance[{index}].features"), &importance.features);
        }
        for (index, curve) in content.learning_curves.iter().enumerate() {
            let path = format!("{path}.learning_curves[{index}]");
            self.list(&format!("{path}.steps"), &curve.steps);
            for (name, values) in [("training", &curve.training), ("validation", &curve.validation)] {
                if !values.is_empty() {
                    self.same_length(&format!("{path}.{name}"), curve.steps.len(), values.len(), "step");
                }
            }
        }
        for (index, evaluation) in content.evaluations.iter().enumerate() {
            self.evaluation(&format!("{path}.evaluations[{index}]"), evaluation);
        }
        self.figures(&format!("{path}.figures"), &content.figures);
    }

    fn figures(&mut self, path: &str, figures: &[Figure]) {
        for (index, figure) in figures.iter().enumerate() {
            for (name, text) in [("title", &figure.title), ("alt", &figure.alt)] {
                let path = format!("{path}[{index}].{name}");
                self.text(&path, text);
                if text.trim().is_empty() {
                    self.fault(&path, "expected at least one character that is not a space");
                }
            }
        }
        let bytes: usize = figures.iter().map(|figure| figure.data.file().len()).sum();
        if bytes > figure::MOST_BYTES {
            let most = figure::MOST_BYTES;
            self.fault(path, format!("expected pictures of at most {most} bytes together, found {bytes}"));
        }
        let pixels: u64 = figures.iter().map(|figure| figure.data.pixel_count()).sum();
        if pixels > figure::MOST_PIXELS {
            let most = figure::MOST_PIXELS;
            self.fault(path, format!("expected pictures of at most {most} pixels together, found {pixels}"));
        }
    }

    fn evaluation(&mut self, path: &str, evaluation: &Evaluation) {
        for (metric, interval) in &evaluation.intervals {
            let path = format!("{path}.intervals.{metric}");
            if interval.low > interval.high {
                self.fault(&path, "expected `low` to be at most `high`");
            }
            if !(interval.level > 0.0 && interval.level < 1.0) {
                self.fault(&path, "expected a `level` above 0 and below 1, such as 0.95");
            }
        }
        if let Some(matrix) = &evaluation.confusion_matrix {
            let path = format!("{path}.confusion_matrix");
            if matrix.labels.len() > MOST_CLASSES {
                self.fault(&format!("{path}.labels"), format!("expected at most {MOST_CLASSES} classes"));
            }
            self.same_length(&format!("{path}.counts"), matrix.labels.len(), matrix.counts.len(), "class");
            for (index, row) in matrix.counts.iter().enumerate() {
                self.same_length(&format!("{path}.counts[{index}]"), matrix.labels.len(), row.len(), "class");
                if row.iter().any(|count| *count < 0.0) {
                    self.fault(&format!("{path}.counts[{index}]"), "expected counts of at least 0");
                }
            }
        }
        for (index, curve) in evaluation.roc.iter().enumerate() {
            let path = format!("{path}.roc[{index}].true_positive_rate");
            self.list(&path, &curve.true_positive_rate);
            self.same_length(
                &path,
                curve.false_positive_rate.len(),
                curve.true_positive_rate.len(),
                "false-positive rate",
            );
        }
        for (index, curve) in evaluation.precision_recall.iter().enumerate() {
            let path = format!("{path}.precision_recall[{index}].precision");
            self.list(&path, &curve.precision);
            self.same_length(&path, curve.recall.len(), curve.precision.len(), "recall");
        }
        self.list(&format!("{path}.thresholds"), &evaluation.thresholds);
        self.list(&format!("{path}.gains_lift"), &evaluation.gains_lift);
        self.list(&format!("{path}.calibration"), &evaluation.calibration);
        self.list(&format!("{path}.predictions"), &evaluation.predictions);
    }

    fn project(&mut self, content: &Project) {
        self.list("content.datasets", &content.datasets);
        self.list("content.experiments", &content.experiments);
        self.list("content.models", &content.models);
        self.list("content.deployments", &content.deployments);
        self.list("content.synthgen_runs", &content.synthgen_runs);
        for (index, data) in content.datasets.iter().enumerate() {
            self.dataset(&format!("content.datasets[{index}]"), data);
        }
    }

    fn deployment(&mut self, content: &Deployment) {
        self.list("content.intervals", &content.intervals);
        if content.intervals.windows(2).any(|pair| pair[0].start >= pair[1].start) {
            self.fault("content.intervals", "expected ascending start times, each once");
        }
        if let Some(drift) = &content.drift {
            self.list("content.drift.features", &drift.features);
        }
        if let Some(predictions) = &content.predictions {
            for (index, period) in predictions.periods.iter().enumerate() {
                let counts = format!("periods[{index}].counts");
                self.bins("content.predictions", &predictions.bin_edges, &[(&counts, &period.counts)]);
            }
        }
    }

    fn synthgen(&mut self, content: &Synthgen) {
        self.list("content.columns", &content.columns);
        self.list("content.pairs", &content.pairs);
        if let Some(data) = &content.dataset {
            self.dataset("content.dataset", data);
        }
        for (index, column) in content.columns.iter().enumerate() {
            let path = format!("content.columns[{index}].distribution");
            match &column.distribution {
                Some(Distribution::Histogram { bin_edges, real, synthetic }) => {
                    self.bins(&path, bin_edges, &[("real", real), ("synthetic", synthetic)]);
                }
                Some(Distribution::Frequencies { categories, real, synthetic }) => {
                    self.same_length(&format!("{path}.real"), categories.len(), real.len(), "category");
                    self.same_length(
                        &format!("{path}.synthetic"),
                        categories.len(),
                        synthetic.len(),
                        "category",
                    );
                }
                None => {}
            }
        }
        if let Some(correlation) = &content.correlation {
            for (name, matrix) in [("real", &correlation.real), ("synthetic", &correlation.synthetic)] {
                let path = format!("content.correlation.{name}");
                self.same_length(&path, correlation.columns.len(), matrix.len(), "column");
                for row in matrix {
                    self.same_length(&path, correlation.columns.len(), row.len(), "column");
                }
            }
        }
        if let Some(closest) =
            content.privacy.as_ref().and_then(|privacy| privacy.distance_to_closest_record.as_ref())
        {
            self.bins(
                "content.privacy.distance_to_closest_record",
                &closest.bin_edges,
                &[("synthetic", &closest.synthetic), ("holdout", &closest.holdout)],
            );
        }
    }
}
