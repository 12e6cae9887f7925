//! Snapshot bytes → HTML and PDF bytes, in a warm process, with every section.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

fn documents(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let settings = support::settings();
    let mut group = criterion.benchmark_group("documents");
    for models in [1, 30, 500] {
        let snapshot = support::experiment_with(models);
        group.bench_function(format!("{models}_models"), |bencher| {
            bencher.iter_batched(
                || snapshot.clone(),
                |bytes| runtime.block_on(support::render(&bytes, &settings)),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = documents
}
criterion_main!(benches);
