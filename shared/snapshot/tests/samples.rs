//! The sample snapshots in the tree.
#![allow(clippy::unwrap_used)]

use std::{fs, path::PathBuf};

use report_domain::Kind;
use report_snapshot::{Snapshot, read};

fn samples() -> Vec<(PathBuf, Vec<u8>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples");
    let mut found = Vec::new();
    for folder in ["snapshots", "edge"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            found.push((path.clone(), fs::read(path).unwrap()));
        }
    }
    found.sort();
    assert!(found.len() > 30, "{} samples", found.len());
    found
}

#[test]
fn every_sample_is_read_and_written_back_the_same() {
    for (path, bytes) in samples() {
        let snapshot = read(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        // Instants are written to the second, so the first writing may round; from then on nothing changes.
        let compact = serde_json::to_vec(&snapshot).unwrap();
        let again = read(&compact).unwrap();
        assert!(serde_json::to_vec(&again).unwrap() == compact, "{}", path.display());
        assert!(read(&snapshot.to_json().unwrap()).unwrap() == again, "{}", path.display());
    }
}

#[test]
fn every_kind_has_samples_and_files_are_named_for_theirs() {
    let mut kinds: Vec<Kind> = samples()
        .iter()
        .map(|(path, bytes)| {
            let kind = read(bytes).unwrap().header().kind;
            let name = path.file_name().unwrap().to_str().unwrap();
            assert!(name.starts_with(&format!("{kind}-")), "{name}");
            kind
        })
        .collect();
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds, Kind::ALL);
}

#[test]
fn entities_of_samples_are_different() {
    let mut ids: Vec<_> = samples().iter().map(|(_, bytes)| read(bytes).unwrap().header().id).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn the_reference_experiment_has_the_figures_of_its_tool_to_the_last_digit() {
    let (_, bytes) = samples()
        .into_iter()
        .find(|(path, _)| path.ends_with("experiment-breast_cancer_automl.json"))
        .unwrap();
    let Snapshot::Experiment(envelope) = read(&bytes).unwrap() else { panic!("not an experiment") };
    let leader = &envelope.content.leaderboard[0];
    assert_eq!(leader.name, "GLM_1_AutoML_1_20261123_215343");
    assert_eq!(leader.metrics["auc"], Some(0.9951112520479889));
}
