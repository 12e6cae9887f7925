//! Projects.

use report_snapshot::{MetricValue, project::Project};

use super::{Check, Checks, Metrics, Path, data};
use crate::{Sort, Subject, say, statement::name};

pub(super) fn project(checks: &mut Checks, at: Path<'_>, content: &Project) {
    let mut metrics = Metrics::new(&[]);
    let list = at.field("datasets");
    for (index, dataset) in content.datasets.iter().enumerate() {
        data::dataset(checks, list.index(index), dataset);
    }
    let list = at.field("experiments");
    for (index, item) in content.experiments.iter().enumerate() {
        let at = list.index(index);
        checks.times(at.field("finished_at"), (item.started_at, item.finished_at), true, || {
            say!("The experiment {}", name(&item.name))
        });
        let of = || Subject::named(Sort::Experiment, item.name.as_str());
        value(checks, at.field("best_metric"), &mut metrics, item.best_metric.as_ref(), of);
    }
    let list = at.field("models");
    for (index, item) in content.models.iter().enumerate() {
        let at = list.index(index);
        let of = || Subject::model(item.name.as_str());
        value(checks, at.field("metric"), &mut metrics, item.metric.as_ref(), of);
        checks.positive(at.field("training_time_ms"), item.training_time_ms, "Training time", of);
    }
    let list = at.field("deployments");
    for (index, item) in content.deployments.iter().enumerate() {
        let at = list.index(index);
        let of = || Subject::named(Sort::Deployment, item.name.as_str());
        let window = item.window.as_ref();
        let times = (window.map(|window| window.start), window.map(|window| window.end));
        checks.times(at.field("window").field("end"), times, false, || {
            say!("The window of {}", name(&item.name))
        });
        checks.share(at.field("error_rate"), item.error_rate, "Error rate", of);
        checks.positive(at.field("latency_p95_ms"), item.latency_p95_ms, "Latency", of);
        let mut seen = std::collections::HashSet::new();
        let drifted = at.field("drifted_features");
        for (index, feature) in item.drifted_features.iter().enumerate() {
            if !seen.insert(feature.as_str()) {
                checks.fault(Check::CountOverTotal, drifted.index(index), || {
                    let drifted = "more than once as drifted";
                    say!("{} has the feature {} {}.", name(&item.name), name(feature), drifted)
                });
            }
        }
    }
    let list = at.field("synthgen_runs");
    for (index, item) in content.synthgen_runs.iter().enumerate() {
        let of = || Subject::named(Sort::Run, item.name.as_str());
        checks.share(list.index(index).field("overall_quality"), item.overall_quality, "Overall quality", of);
    }
}

fn value<'a>(
    checks: &mut Checks,
    at: Path<'_>,
    metrics: &mut Metrics<'a>,
    metric: Option<&'a MetricValue>,
    of: impl FnOnce() -> Subject,
) {
    if let Some(metric) = metric {
        metrics.check(checks, at.field("value"), (&metric.name, metric.value), None, of);
    }
}
