//! Projects.

use report_snapshot::project::Project;

use super::{
    data,
    place::{Metrics, Place, repeated},
    problem::Check,
};
use crate::{Sort, Subject, say, statement::name};

pub(super) fn project(at: Place<'_>, content: &Project) {
    let mut metrics = Metrics::new(&[]);
    at.each("datasets", &content.datasets, data::dataset);
    at.each("experiments", &content.experiments, |at, item| {
        let of = || Subject::named(Sort::Experiment, item.name.as_str());
        let at = at.of(&of);
        at.field("finished_at")
            .end(item.started_at, item.finished_at, || say!("The experiment {}", at.name()));
        if let Some(metric) = &item.best_metric {
            metrics.check(at.field("best_metric").field("value"), &metric.name, metric.value);
        }
    });
    at.each("models", &content.models, |at, item| {
        let of = || Subject::model(item.name.as_str());
        let at = at.of(&of);
        if let Some(metric) = &item.metric {
            metrics.check(at.field("metric").field("value"), &metric.name, metric.value);
        }
        at.field("training_time_ms").positive("Training time", item.training_time_ms);
    });
    at.each("deployments", &content.deployments, |at, item| {
        let of = || Subject::named(Sort::Deployment, item.name.as_str());
        let at = at.of(&of);
        at.window(item.window.as_ref(), || say!("The window of {}", at.name()));
        at.field("error_rate").share("Error rate", item.error_rate);
        at.field("latency_p95_ms").positive("Latency", item.latency_p95_ms);
        for (index, feature) in repeated(item.drifted_features.iter().map(String::as_str)) {
            at.field("drifted_features").index(index).fault(Check::CountOverTotal, || {
                say!("{} has the feature {} more than once as drifted.", at.name(), name(feature))
            });
        }
    });
    at.each("synthgen_runs", &content.synthgen_runs, |at, item| {
        let of = || Subject::named(Sort::Run, item.name.as_str());
        at.of(&of).field("overall_quality").share("Overall quality", item.overall_quality);
    });
}
