//! What neither the types nor the bounds of the schema can say: lengths that must agree, orders, and names that are blank.

mod groups;
mod intervals;
mod outcomes;
mod privacy;

use report_domain::Declared;

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
        if header.name.trim().is_empty() {
            self.fault("name", "expected at least one character that is not a space");
        }
        if let Some(declared) = header.declared {
            self.declared(declared);
        }
        match snapshot {
            Snapshot::Experiment(envelope) => self.experiment(&envelope.content),
            Snapshot::Model(envelope) => self.model("content", &envelope.content),
            Snapshot::Project(envelope) => self.project(&envelope.content),
            Snapshot::Deployment(envelope) => self.deployment(&envelope.content),
            Snapshot::Synthgen(envelope) => self.synthgen(&envelope.content),
            Snapshot::Privacy(envelope) => {
                for (place, reason) in privacy::faults(&envelope.content) {
                    self.fault(&format!("content.{place}"), reason);
                }
            }
        }
    }

    /// A decision and a version need a name.
    fn declared(&mut self, declared: &Declared) {
        let approvals = declared.approvals.iter().map(|approval| ("approvals", "name", &approval.name));
        let versions = declared.versions.iter().map(|version| ("versions", "version", &version.version));
        for list in [approvals.collect::<Vec<_>>(), versions.collect()] {
            for (index, (of, name, text)) in list.into_iter().enumerate() {
                if text.trim().is_empty() {
                    let path = format!("declared.{of}[{index}].{name}");
                    self.fault(&path, "expected at least one character that is not a space");
                }
            }
        }
    }

    fn fault(&mut self, path: &str, reason: impl Into<String>) {
        if self.faults.len() < self.most {
            self.faults.push(Fault::at(path, reason));
        }
    }

    fn same_length(&mut self, path: &str, expected: usize, found: usize, of_what: &str) {
        if expected != found {
            self.fault(path, format!("expected {expected} entries, one per {of_what}, found {found}"));
        }
    }

    /// Bin edges must be ascending and one more than the bins; an empty histogram has neither.
    fn bins(&mut self, path: &str, edges: &[f64], counts: &[(&str, &[u64])]) {
        if edges.windows(2).any(|pair| pair[0] > pair[1]) {
            self.fault(&format!("{path}.bin_edges"), "expected ascending numbers");
        }
        for (name, counts) in counts {
            self.same_length(&format!("{path}.{name}"), edges.len().saturating_sub(1), counts.len(), "bin");
        }
    }

    fn dataset(&mut self, path: &str, dataset: &Dataset) {
        for (index, column) in dataset.column_summaries.iter().enumerate() {
            let path = format!("{path}.column_summaries[{index}]");
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
        for (index, curve) in content.learning_curves.iter().enumerate() {
            let path = format!("{path}.learning_curves[{index}]");
            for (name, values) in [("training", &curve.training), ("validation", &curve.validation)] {
                if !values.is_empty() {
                    self.same_length(&format!("{path}.{name}"), curve.steps.len(), values.len(), "step");
                }
            }
        }
        for (index, evaluation) in content.evaluations.iter().enumerate() {
            let path = format!("{path}.evaluations[{index}]");
            self.evaluation(&path, evaluation);
            for (place, reason) in groups::faults(content, evaluation) {
                self.fault(&format!("{path}.{place}"), reason);
            }
        }
        self.figures(&format!("{path}.figures"), &content.figures);
    }

    fn figures(&mut self, path: &str, figures: &[Figure]) {
        for (index, figure) in figures.iter().enumerate() {
            for (name, text) in [("title", &figure.title), ("alt", &figure.alt)] {
                let path = format!("{path}[{index}].{name}");
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
        for (place, reason) in intervals::faults(&evaluation.intervals) {
            self.fault(&format!("{path}.{place}"), reason);
        }
        if let Some(matrix) = &evaluation.confusion_matrix {
            let path = format!("{path}.confusion_matrix");
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
            self.same_length(
                &path,
                curve.false_positive_rate.len(),
                curve.true_positive_rate.len(),
                "false-positive rate",
            );
        }
        for (index, curve) in evaluation.precision_recall.iter().enumerate() {
            let path = format!("{path}.precision_recall[{index}].precision");
            self.same_length(&path, curve.recall.len(), curve.precision.len(), "recall");
        }
    }

    fn project(&mut self, content: &Project) {
        for (index, data) in content.datasets.iter().enumerate() {
            self.dataset(&format!("content.datasets[{index}]"), data);
        }
    }

    fn deployment(&mut self, content: &Deployment) {
        for (place, reason) in outcomes::faults(&content.outcomes) {
            self.fault(&format!("content.outcomes{place}"), reason);
        }
        if content.intervals.windows(2).any(|pair| pair[0].start >= pair[1].start) {
            self.fault("content.intervals", "expected ascending start times, each once");
        }
        if let Some(predictions) = &content.predictions {
            for (index, period) in predictions.periods.iter().enumerate() {
                let counts = format!("periods[{index}].counts");
                self.bins("content.predictions", &predictions.bin_edges, &[(&counts, &period.counts)]);
            }
        }
    }

    fn synthgen(&mut self, content: &Synthgen) {
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
