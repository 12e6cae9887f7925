//! What commentary adds to a report beside the model's own time: `own_time` is collecting the facts, writing the document that
//! is sent, reading an answer of fifteen statements, evaluating and wording it; `with_exchange` all of it with a model that
//! answers at once over the loopback interface.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use report_claims::{Facts, Insights, answer};
use report_insights::{Client, Settings};
use serde_json::json;

const SAMPLES: [(&str, &str); 3] = [
    ("14_models", "snapshots/experiment-breast_cancer_automl.json"),
    ("500_models", "edge/experiment-500-models.json"),
    ("deployment", "snapshots/deployment-churn-scoring-prod.json"),
];

/// Fifteen statements of two claims.
fn answer() -> String {
    let claim = |claim: &str, of: usize| json!({ "claim": claim, "of": format!("n{of}"), "with": "none", "show": "none", "expect": "none" });
    let say: Vec<_> =
        (1..=15).map(|of| json!({ "say": [claim("value", of), claim("value", of + 1)] })).collect();
    json!({ "summary": say[..5], "highlights": say[5..10], "risks": say[10..], "recommendations": [] })
        .to_string()
}

fn commentary(criterion: &mut Criterion) {
    // The endpoint has a thread of its own, as it would have a machine of its own.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let mut group = criterion.benchmark_group("commentary");
    for (name, path) in SAMPLES {
        let (snapshot, findings) = support::read(&support::sample_named(path));
        group.bench_function(format!("own_time/{name}"), |bencher| {
            bencher.iter(|| {
                let facts = Facts::new(&snapshot, &findings);
                let sent = facts.to_json().to_string();
                let kept = facts.keep(&answer::read(&answer()).unwrap());
                let said = [&kept.lists.summary, &kept.lists.highlights, &kept.lists.risks];
                let words: usize =
                    said.into_iter().flatten().map(|said| said.statement.to_plain().len()).sum();
                (sent.len(), words)
            });
        });
        let stage = runtime.block_on(support::Stage::with(vec![support::completion(&answer())]));
        let client = Client::new(Settings::openai(&stage.url, "immediate", None).unwrap());
        let insights = runtime.block_on(client.comment(&snapshot, &findings));
        assert!(matches!(insights, Insights::Available(_)), "{insights:?}");
        group.bench_function(format!("with_exchange/{name}"), |bencher| {
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
