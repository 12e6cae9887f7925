//! A report of each kind as a program reads it aloud: the reading order, what is announced as what, and the words for every chart.
#![allow(clippy::unwrap_used)]

#[path = "../../pdf/tests/support/aloud.rs"]
mod aloud;
mod support;

use aloud::Aloud;
use report_domain::Format;

/// One sample of each kind; of a fuller one there would be more of the same.
const SAMPLES: [(&str, &str); 6] = [
    ("snapshots", "experiment-diabetes_automl.json"),
    ("edge", "model-three-classes.json"),
    ("snapshots", "project-Clinical-and-retention-models.json"),
    ("snapshots", "deployment-churn-scoring-prod.json"),
    ("snapshots", "synthgen-wa_churn-gaussian-copula.json"),
    ("snapshots", "privacy-FEBRL-people-for-research.json"),
];

#[tokio::test]
async fn every_kind_is_read_aloud_in_order() {
    for (folder, name) in SAMPLES {
        let snapshot = std::fs::read(support::samples().join(folder).join(name)).unwrap();
        let rendered = support::render(&snapshot, &support::settings()).await;
        let kind = name.split('-').next().unwrap();
        insta::assert_snapshot!(kind, Aloud::read(&rendered.documents[&Format::Pdf]).transcript());
    }
}
