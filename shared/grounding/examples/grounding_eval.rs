//! Precision and recall of the check on the labelled sentences: `cargo run -p report-grounding --example grounding_eval`.
//!
//! With the name of a part (`development`, `held_out`, `answers_1`) only that part, and every sentence that was judged wrong;
//! with the name of a file of sentences in the same form those instead.
#![allow(clippy::unwrap_used)] // a program for developers; the files are in the tree

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use report_grounding::Facts;

#[derive(Default, Clone, Copy)]
struct Tally {
    true_kept: u32,
    true_dropped: u32,
    false_kept: u32,
    false_dropped: u32,
}

impl Tally {
    fn add(&mut self, label: bool, kept: bool) {
        *match (label, kept) {
            (true, true) => &mut self.true_kept,
            (true, false) => &mut self.true_dropped,
            (false, true) => &mut self.false_kept,
            (false, false) => &mut self.false_dropped,
        } += 1;
    }

    fn print(&self, name: &str) {
        let share = |part: u32, whole: u32| if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) };
        println!(
            "{name:<24} {:>6} {:>6} {:>10} {:>10} {:>10.2}% {:>8.2}%",
            self.true_kept + self.true_dropped,
            self.false_kept + self.false_dropped,
            self.true_dropped,
            self.false_kept,
            share(self.true_kept, self.true_kept + self.false_kept) * 100.0,
            share(self.true_kept, self.true_kept + self.true_dropped) * 100.0,
        );
    }
}

fn main() {
    let argument = std::env::args().nth(1);
    let own = argument.clone().filter(|argument| argument.ends_with(".jsonl"));
    let lists = argument.is_some();
    let only = argument.filter(|_| own.is_none());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra");
    let mut facts: BTreeMap<String, Facts> = BTreeMap::new();
    let mut by_part: BTreeMap<String, Tally> = BTreeMap::new();
    let mut by_claim: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut checking, mut sentences, mut collecting) = (0.0, 0u32, 0.0);
    let files = match own {
        Some(file) => vec![file.into()],
        None => sentences_in(&root.join("grounding-set")),
    };
    for file in files {
        for line in fs::read_to_string(file).unwrap().lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = |name: &str| row[name].as_str().unwrap_or("other").to_owned();
            let part = text("part");
            if only.as_ref().is_some_and(|only| *only != part) {
                continue;
            }
            let facts = facts.entry(text("snapshot")).or_insert_with(|| {
                let path = root.join("samples/snapshots").join(format!("{}.json", text("snapshot")));
                let snapshot = report_snapshot::read(&fs::read(path).unwrap()).unwrap();
                let findings = report_findings::findings(&snapshot);
                let started = Instant::now();
                let facts = Facts::from_snapshot(&snapshot, &findings);
                collecting += started.elapsed().as_secs_f64() * 1e3;
                facts
            });
            let started = Instant::now();
            let checked = facts.check(&text("sentence"));
            checking += started.elapsed().as_secs_f64() * 1e6;
            sentences += 1;
            let label = row["label"].as_bool().unwrap();
            let kept = checked.iter().all(|checked| checked.kept);
            by_part.entry(part).or_default().add(label, kept);
            by_claim.entry(text("claim")).or_default().add(label, kept);
            if lists && label != kept {
                let reason = checked.iter().find_map(|checked| checked.reason.clone());
                let matched: Vec<String> = checked.into_iter().flat_map(|checked| checked.matched).collect();
                println!(
                    "{} [{}] {}\n      {}",
                    if label { "true dropped:" } else { "FALSE KEPT:  " },
                    text("snapshot"),
                    text("sentence"),
                    reason.unwrap_or_else(|| matched.join("; "))
                );
            }
        }
    }
    println!(
        "{:<24} {:>6} {:>6} {:>10} {:>10} {:>11} {:>9}",
        "part", "true", "false", "dropped", "let in", "precision", "recall"
    );
    for (name, tally) in &by_part {
        tally.print(name);
    }
    println!();
    for (name, tally) in &by_claim {
        tally.print(name);
    }
    println!(
        "\n{sentences} sentences, {:.0} \u{b5}s each; facts of a snapshot in {:.2} ms on average",
        checking / f64::from(sentences),
        collecting / facts.len() as f64
    );
    let (name, took) = slowest(&root);
    println!(
        "facts, digest and check of twenty sentences, slowest of all samples ({name}): {took:.0} \u{b5}s"
    );
}

/// All files of labelled sentences, in the order of their names.
fn sentences_in(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|extension| extension == "jsonl")).collect();
    files.sort();
    files
}

/// The sample that takes longest for what an answer of a language model costs: facts, digest, check of twenty sentences.
/// Each is tried several times, and its quickest run counts.
fn slowest(root: &Path) -> (String, f64) {
    let files = ["snapshots", "edge"].iter().flat_map(|folder| {
        fs::read_dir(root.join("samples").join(folder)).unwrap().map(|entry| entry.unwrap().path())
    });
    let timed =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "json")).map(|path| {
            let snapshot = report_snapshot::read(&fs::read(&path).unwrap()).unwrap();
            let findings = report_findings::findings(&snapshot);
            let text = twenty(&Facts::from_snapshot(&snapshot, &findings));
            let quickest = (0..7)
                .map(|_| {
                    let started = Instant::now();
                    let facts = Facts::from_snapshot(&snapshot, &findings);
                    std::hint::black_box((facts.digest(DIGESTED.0, DIGESTED.1), facts.check(&text)));
                    started.elapsed().as_secs_f64() * 1e6
                })
                .fold(f64::INFINITY, f64::min);
            (path.file_stem().unwrap().to_string_lossy().into_owned(), quickest)
        });
    timed.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap()
}

/// Figures of each quantity and altogether, as many as a language model gets.
const DIGESTED: (usize, usize) = (10, 160);

/// Twenty sentences about a snapshot's own figures.
fn twenty(facts: &Facts) -> String {
    let figures = facts.digest(4, 60);
    let sentences = figures.iter().cycle().take(20).map(|figure| {
        let of = if figure.of.is_empty() { "The whole".to_owned() } else { figure.of.join(" and ") };
        format!("{of} has a {} of {}, the highest of all.", figure.quantity.replace('_', " "), figure.value)
    });
    sentences.collect::<Vec<_>>().join(" ")
}
