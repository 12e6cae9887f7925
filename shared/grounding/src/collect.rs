//! Collecting facts from snapshots and findings.

mod data;
mod deployment;
mod experiment;
mod model;
mod project;
mod settings;
mod synthgen;

pub(crate) use settings::{setting, settings};

use report_domain::Timestamp;
use report_findings::{Figure, Finding};
use report_snapshot::{Header, Snapshot, evaluation::Split};

use crate::{
    fact::{Event, EventKind, Unit},
    facts::{Facts, NewFact, canonical_metric, metric_unit},
    name::{NameId, Sort},
    text,
};

pub(crate) fn snapshot(facts: &mut Facts, snapshot: &Snapshot) {
    header(facts, &snapshot.header());
    match snapshot {
        Snapshot::Experiment(envelope) => experiment::collect(facts, &envelope.content),
        Snapshot::Model(envelope) => {
            let name = facts.lexicon.add(&envelope.name, Sort::Model);
            facts.defaults.push(name);
            facts.protagonists.push(name);
            model::collect(facts, name, &envelope.content, None);
            model::alone(facts, name, &envelope.content);
        }
        Snapshot::Project(envelope) => project::collect(facts, &envelope.content),
        Snapshot::Deployment(envelope) => {
            let name = facts.lexicon.add(&envelope.name, Sort::Deployment);
            facts.protagonists.push(name);
            deployment::collect(facts, &envelope.content);
        }
        Snapshot::Synthgen(envelope) => synthgen::collect(facts, &envelope.content),
    }
}

fn header(facts: &mut Facts, header: &Header<'_>) {
    facts.lexicon.add(header.name, Sort::Other);
    event(facts, EventKind::Taken, None, header.taken_at);
    let Some(source) = header.source else { return };
    for text in [Some(&source.tool), source.version.as_ref(), source.reference.as_ref()].into_iter().flatten()
    {
        facts.lexicon.add(text, Sort::Other);
    }
    for word in source.tool.split_whitespace() {
        facts.known_words.insert(word.to_lowercase());
    }
    for (library, version) in &source.libraries {
        facts.lexicon.add(library, Sort::Other);
        facts.lexicon.add(version, Sort::Other);
    }
    if let Some(seed) = source.seed {
        let quantity = facts.quantities.add("seed", None, false, &["seed", "random seed"]);
        facts.put(NewFact {
            quantity,
            subjects: &[],
            tags: &[],
            value: Some(seed as f64),
            unit: Unit::Plain,
            default: true,
        });
    }
}

/// Figures and sentences of the findings.
pub(crate) fn findings(facts: &mut Facts, findings: &[Finding]) {
    for finding in findings {
        let statement = finding.statement.to_plain();
        facts.statements.push(statement.clone());
        for sentence in text::sentences(&statement) {
            facts.known_sentences.push(comparable(sentence));
        }
        for figure in finding.figures() {
            self::figure(facts, figure, said_split(&statement));
        }
        if let Some(subject) = finding.figures().first().and_then(|figure| figure.of.shown()).as_deref() {
            incident(facts, finding.rule.name, subject, findings);
        }
    }
}

/// "The error burst": an incident by its kind, where there is only one of it.
fn incident(facts: &mut Facts, rule: &str, subject: &str, findings: &[Finding]) {
    let aliases: &[&str] = match rule {
        "error_burst" => &["error burst", "burst of errors", "burst", "incident"],
        "latency_spike" => &["latency spike", "spike", "incident"],
        "traffic_gap" => &["traffic gap", "gap in traffic", "incident"],
        _ => return,
    };
    let Some(id) = facts.lexicon.id(subject) else { return };
    facts.incidents.push(id);
    let count = |rules: &[&str]| findings.iter().filter(|finding| rules.contains(&finding.rule.name)).count();
    let of_kind = count(&[rule]);
    let of_all = count(&["error_burst", "latency_spike", "traffic_gap"]);
    for alias in aliases {
        let count = if *alias == "incident" { of_all } else { of_kind };
        if count == 1 {
            facts.lexicon.alias(alias, id);
        }
    }
}

/// A sentence in the form in which sentences are compared.
pub(crate) fn comparable(sentence: &str) -> String {
    text::normalise(sentence).trim().trim_end_matches(['.', '!']).to_lowercase()
}

/// Ends of figures' names that say enough where one thing is what everything is about.
const GENERIC: [&str; 4] = ["margin", "gap", "standard error", "ratio"];

/// The rows that a finding speaks of, where it speaks of one kind only.
fn said_split(statement: &str) -> Option<Split> {
    let said = [
        ("cross-validation", Split::CrossValidation),
        ("test rows", Split::Test),
        ("validation rows", Split::Validation),
        ("training rows", Split::Training),
    ];
    let mut splits = said.into_iter().filter(|(words, _)| statement.contains(words)).map(|(_, split)| split);
    splits.next().filter(|_| splits.next().is_none())
}

fn figure(facts: &mut Facts, figure: &Figure, of_statement: Option<Split>) {
    let (key, of_key) = canonical_metric(&figure.quantity.id());
    let split = of_key.or(of_statement);
    let unit = match figure.unit() {
        report_findings::Unit::Plain => metric_unit(&key),
        report_findings::Unit::Share => Unit::Share,
        report_findings::Unit::Count => Unit::Count,
        report_findings::Unit::Milliseconds => Unit::Time,
        report_findings::Unit::Bytes => Unit::Size,
        _ => Unit::Plain,
    };
    let tags: Vec<_> = split.map(crate::fact::Tag::Split).into_iter().collect();
    let known = facts.quantities.id(&key);
    let id = facts.quantities.add(&key, None, unit == Unit::Count, &[]);
    if known.is_none() {
        facts.quantities.of_findings(id);
        let words = key.replace('_', " ");
        // "auc_margin" is "the margin" where AUC is what everything is about.
        for lead in 0..words.split(' ').count() {
            let rest = words.split(' ').skip(lead).collect::<Vec<_>>().join(" ");
            let is_specific = lead == 0 || (unit != Unit::Count && GENERIC.contains(&rest.as_str()));
            if is_specific {
                facts.quantities.phrase(&rest, id);
            }
        }
    }
    // A subject that the snapshot does not name as a model or column: a class, a day, a pair.
    let subjects: Vec<NameId> = match figure.of.shown().as_deref() {
        None => Vec::new(),
        Some(name) => pair(facts, name).unwrap_or_else(|| {
            vec![facts.lexicon.id(name).unwrap_or_else(|| facts.lexicon.add(name, Sort::Other))]
        }),
    };
    // Where the snapshot gives the figure itself, with its split, that one decides.
    let is_given = known.is_some_and(|known| {
        facts.of(known).any(|fact| subjects.iter().all(|subject| fact.subjects.contains(subject)))
    });
    if !is_given {
        facts.put(NewFact {
            quantity: id,
            subjects: &subjects,
            tags: &tags,
            value: Some(figure.value),
            unit,
            default: of_key.is_none(),
        });
    }
}

/// "A and B", where both are columns.
fn pair(facts: &Facts, name: &str) -> Option<Vec<NameId>> {
    let (first, second) = name.split_once(" and ")?;
    let ids = vec![facts.lexicon.id(first)?, facts.lexicon.id(second)?];
    ids.iter().all(|id| facts.lexicon.get(*id).is(Sort::Column)).then_some(ids)
}

pub(crate) fn event(facts: &mut Facts, kind: EventKind, subject: Option<NameId>, at: Option<Timestamp>) {
    let Some(at) = at else { return };
    let at = at.as_datetime();
    let date = (at.year(), u8::from(at.month()), at.day());
    facts.events.push(Event { kind, subject, date, time: (at.hour(), at.minute()) });
}

/// The milliseconds between two instants.
pub(crate) fn between(start: Option<Timestamp>, end: Option<Timestamp>) -> Option<f64> {
    let milliseconds = end?.unix_millis() - start?.unix_millis();
    (milliseconds >= 0).then_some(milliseconds as f64)
}
