//! What commentary adds to a report when the model answers at once: collecting the facts, writing the question, one
//! exchange over the loopback interface, and holding twenty sentences against the facts. An upper bound of our own time.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use report_findings::commentary::Insights;
use report_insights::{Client, Settings};
use serde_json::json;

const SAMPLES: [(&str, &str); 3] = [
    ("14_models", "snapshots/experiment-breast_cancer_automl.json"),
    ("500_models", "edge/experiment-500-models.json"),
    ("deployment", "snapshots/deployment-churn-scoring-prod.json"),
];

/// Twenty statements: the findings' own sentences, each changed a little, so that every one has to be read.
fn answer(findings: &[report_findings::Finding]) -> String {
    let statements: Vec<_> = (0..20)
        .map(|index| {
            let finding = &findings[index % findings.len()];
            json!({ "text": format!("In short, {}", finding.statement), "basis": ["f1"] })
        })
        .collect();
    let list = |from: usize| &statements[from..from + 5];
    json!({ "summary": list(0), "highlights": list(5), "risks": list(10), "recommendations": list(15) })
        .to_string()
}

fn commentary(criterion: &mut Criterion) {
    // The endpoint has a thread of its own, as it would have a machine of its own.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let mut group = criterion.benchmark_group("commentary");
    for (name, path) in SAMPLES {
        let (snapshot, findings) = support::read(&support::sample_named(path));
        let stage = runtime.block_on(support::Stage::with(vec![support::completion(&answer(&findings))]));
        let client = Client::new(Settings::openai(&stage.url, "immediate", None).unwrap());
        let insights = runtime.block_on(client.comment(&snapshot, &findings));
        assert!(matches!(insights, Insights::Available(_)), "{insights:?}");
        group.bench_function(name, |bencher| {
            bencher.iter(|| runtime.block_on(client.comment(&snapshot, &findings)));
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = commentary
}
criterion_main!(benches);
