//! Whatever the text is, the check gives an answer, and soon.
#![allow(clippy::unwrap_used)]

use std::{fs, path::Path, sync::LazyLock, time::Instant};

use proptest::prelude::*;
use report_grounding::Facts;

static FACTS: LazyLock<Vec<Facts>> = LazyLock::new(|| {
    [
        "snapshots/experiment-wine_automl",
        "snapshots/deployment-churn-scoring-prod",
        "edge/experiment-japanese",
    ]
    .iter()
    .map(|name| {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples");
        let snapshot =
            report_snapshot::read(&fs::read(samples.join(format!("{name}.json"))).unwrap()).unwrap();
        Facts::from_snapshot(&snapshot, &report_findings::findings(&snapshot))
    })
    .collect()
});

/// Words that rules look for, in any order, with any text between.
fn fragments() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        prop::sample::select(vec![
            "GLM_1",
            "international_plan",
            "class_1",
            "proline",
            "the leader",
            "AUC",
            "PSI",
            "importance",
            "0.95",
            "12",
            "1.5%",
            "3 times",
            "twice",
            "half",
            "one in",
            "of",
            "the",
            "top three",
            "first",
            "best",
            "most",
            "than",
            "above",
            "below",
            "between",
            "and",
            ",",
            "(",
            ")",
            ":",
            "-",
            "not",
            "no",
            "drifted",
            "rows",
            "models",
            "GBMs",
            "misses",
            "as",
            "2026-03-13",
            "10:00",
            "13 March",
            "together",
            "each",
            "by",
            "from",
            "to",
            "is",
            "'s",
            "95th",
            "percentile",
            "respectively",
            "only",
            "error burst",
            "overfits",
            "less",
            "more",
            "followed by",
            "ms",
            "s",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
        "\\PC{0,6}",
    ];
    prop::collection::vec(fragment, 0..40).prop_map(|parts| parts.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_is_too_strange(text in fragments()) {
        for facts in FACTS.iter() {
            for checked in facts.check(&text) {
                prop_assert_eq!(checked.kept, checked.reason.is_none());
                prop_assert!(!checked.sentence.trim().is_empty());
                prop_assert!(checked.kept || checked.matched.is_empty());
            }
        }
    }
}

#[test]
fn time_grows_with_the_length_and_not_with_its_square() {
    const LENGTH: usize = 100_000;
    for pattern in [
        "<1",
        "<a",
        "[",
        "[a](",
        "1.1",
        "1-",
        "' ",
        ". ' ",
        "a ",
        "(",
        "\u{65e5}\u{672c}",
        "GLM_1 ",
        "0.5 and ",
        "a. ",
        "best ",
        "GLM_1 beats GBM_2. ",
        "The AUC of GLM_1 is 0.9. ",
        "**",
        "`",
        "\"",
        "\u{e9}",
        "10:00 ",
        "2 March ",
        "one in ",
    ] {
        let text: String = pattern.chars().cycle().take(LENGTH).collect();
        let started = Instant::now();
        let checked = FACTS[0].check(&text);
        let took = started.elapsed();
        assert!(took.as_secs() < 10, "{pattern:?} repeated took {took:?}");
        assert!(checked.len() <= LENGTH, "{pattern:?}");
    }
}
