//! What commentary adds to a report beside the model's own time: collecting the facts, writing the document that is sent,
//! reading an answer of fifteen statements, evaluating and wording it.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use report_claims::{Facts, answer};
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
    let mut group = criterion.benchmark_group("commentary");
    for (name, path) in SAMPLES {
        let (snapshot, findings) = support::read(&support::sample(path));
        group.bench_function(name, |bencher| {
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
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = commentary
}
criterion_main!(benches);
