//! Everything that a text about a snapshot may rest on.

use std::{collections::HashMap, sync::OnceLock};

use report_facts::{metric, metric::Direction};
use report_findings::{Finding, Severity};
use report_snapshot::{MetricDefinition, Snapshot, evaluation::Split};

use crate::{
    collect,
    fact::{Course, Event, Fact, Quantities, QuantityId, Tag, Unit},
    ids::IdMap,
    name::{Lexicon, NameId, Sort},
    scene::group_of,
    text,
    token::{self, Spanned},
    vocabulary,
};

/// Sorts of names that figures are told apart by.
pub(crate) const SORTS: [Sort; 8] = [
    Sort::Model,
    Sort::Column,
    Sort::Class,
    Sort::Day,
    Sort::Dataset,
    Sort::Experiment,
    Sort::Deployment,
    Sort::Run,
];

/// What tells the figures of a quantity apart.
#[derive(Debug, Default)]
struct Kinds {
    sorts: [bool; SORTS.len()],
    tags: [bool; 4],
}

/// All numbers, names and instants of a snapshot, ready for checking texts against them.
#[derive(Debug)]
pub struct Facts {
    pub(crate) lexicon: Lexicon,
    pub(crate) quantities: Quantities,
    pub(crate) facts: Vec<Fact>,
    /// Places of facts, by the number of the quantity.
    by_quantity: Vec<Vec<usize>>,
    by_subject: IdMap<(QuantityId, NameId), Vec<usize>>,
    /// What people call the algorithms that tools name.
    families: HashMap<String, Vec<NameId>>,
    /// Metrics that have been registered, by the name that the snapshot gives them.
    metrics: HashMap<String, (QuantityId, Option<Split>)>,
    /// Sorts of subjects and groups of tags that figures of a quantity have.
    kinds: Vec<Kinds>,
    pub(crate) events: Vec<Event>,
    pub(crate) courses: Vec<Course>,
    /// What is counted, where it has names.
    pub(crate) members: HashMap<QuantityId, Vec<NameId>>,
    /// The model and the stage of each deployment.
    pub(crate) serves: HashMap<NameId, Vec<NameId>>,
    /// Names that figures are about where a text names nothing: the best model, the entity itself.
    pub(crate) defaults: Vec<NameId>,
    /// Names of the one model that everything is about; it may stand beside any figure.
    pub(crate) protagonists: Vec<NameId>,
    /// Models from best to worst, as the leaderboard has them.
    pub(crate) leaderboard: Vec<NameId>,
    /// What ranks models where a text does not say.
    pub(crate) ranking: Option<QuantityId>,
    /// The best model of each experiment of a project.
    pub(crate) best_of: HashMap<NameId, NameId>,
    pub(crate) algorithm_of: IdMap<NameId, Vec<NameId>>,
    /// Models made of other models.
    pub(crate) ensembles: Vec<NameId>,
    /// Error bursts, latency spikes, gaps in the traffic.
    pub(crate) incidents: Vec<NameId>,
    /// How grave the finding of each rule is.
    pub(crate) severities: Vec<(&'static str, Severity)>,
    /// The class that counts as positive.
    pub(crate) positive_class: Option<NameId>,
    /// The experiment that each model of a project is from.
    pub(crate) experiment_of: HashMap<NameId, NameId>,
    pub(crate) drifted: HashMap<NameId, bool>,
    /// Sentences of the findings, normalised.
    pub(crate) known_sentences: Vec<String>,
    /// What the findings state, one text for each.
    pub(crate) statements: Vec<String>,
    /// The same in tokens, made when a sentence first needs them.
    statement_tokens: OnceLock<Vec<Vec<Spanned>>>,
    /// Words of names, labels and settings, in lower case: known although they are in no dictionary.
    pub(crate) known_words: std::collections::HashSet<String>,
}

impl Facts {
    /// Collects them. The findings' own figures and sentences count as facts, too.
    pub fn from_snapshot(snapshot: &Snapshot, findings: &[Finding]) -> Self {
        let mut facts = Self {
            lexicon: Lexicon::default(),
            quantities: Quantities::default(),
            facts: Vec::new(),
            by_quantity: Vec::new(),
            by_subject: IdMap::default(),
            families: HashMap::new(),
            metrics: HashMap::new(),
            kinds: Vec::new(),
            events: Vec::new(),
            courses: Vec::new(),
            members: HashMap::new(),
            serves: HashMap::new(),
            defaults: Vec::new(),
            protagonists: Vec::new(),
            leaderboard: Vec::new(),
            ranking: None,
            best_of: HashMap::new(),
            algorithm_of: IdMap::default(),
            ensembles: Vec::new(),
            incidents: Vec::new(),
            severities: findings.iter().map(|finding| (finding.rule.name, finding.severity)).collect(),
            positive_class: None,
            experiment_of: HashMap::new(),
            drifted: HashMap::new(),
            known_sentences: Vec::new(),
            statements: Vec::new(),
            statement_tokens: OnceLock::new(),
            known_words: std::collections::HashSet::new(),
        };
        for known in vocabulary::KNOWN {
            facts.quantities.add(known.key, known.better, known.counted, known.phrases);
        }
        collect::snapshot(&mut facts, snapshot);
        collect::findings(&mut facts, findings);
        facts.finish();
        facts
    }

    fn finish(&mut self) {
        // Only now are all sorts of the names known.
        self.kinds.resize_with(self.by_quantity.len(), Kinds::default);
        for fact in &mut self.facts {
            let is_model = |subject: &&NameId| self.lexicon.get(**subject).sorts.is_only(Sort::Model);
            fact.model = fact.subjects.iter().find(is_model).copied();
            let kinds = &mut self.kinds[fact.quantity.0 as usize];
            for subject in &fact.subjects {
                for (index, sort) in SORTS.iter().enumerate() {
                    kinds.sorts[index] |= self.lexicon.get(*subject).is(*sort);
                }
            }
            for tag in &fact.tags {
                kinds.tags[group_of(*tag)] = true;
            }
        }
        // "The error" is the one that ranks, where less of it is better.
        for id in self.ranking.into_iter().chain(self.quantities.id("err")) {
            if self.quantities.get(id).better == Some(Direction::Lower) && self.of(id).next().is_some() {
                self.quantities.phrase("error", id);
            }
        }
        self.lexicon.finish();
        self.quantities.finish();
    }

    /// What the findings state, in tokens.
    pub(crate) fn statements(&self) -> &[Vec<Spanned>] {
        self.statement_tokens.get_or_init(|| {
            self.statements.iter().map(|statement| token::tokenize(statement, self)).collect()
        })
    }

    /// Facts of a quantity that a name is a subject of.
    pub(crate) fn of_subject(&self, quantity: QuantityId, name: NameId) -> impl Iterator<Item = &Fact> {
        self.by_subject.get(&(quantity, name)).into_iter().flatten().map(|index| &self.facts[*index])
    }

    /// Whether a figure of this quantity has a subject of the sort.
    pub(crate) fn has_sort(&self, quantity: QuantityId, sort: Sort) -> bool {
        let index = SORTS.iter().position(|other| *other == sort);
        let kinds = self.kinds.get(quantity.0 as usize);
        index.zip(kinds).is_some_and(|(index, kinds)| kinds.sorts[index])
    }

    /// Whether a figure of this quantity has a tag of the group.
    pub(crate) fn has_tags(&self, quantity: QuantityId, group: usize) -> bool {
        self.kinds.get(quantity.0 as usize).is_some_and(|kinds| kinds.tags[group])
    }

    /// Facts of a quantity.
    pub(crate) fn of(&self, quantity: QuantityId) -> impl Iterator<Item = &Fact> {
        self.by_quantity.get(quantity.0 as usize).into_iter().flatten().map(|index| &self.facts[*index])
    }

    /// Registers a metric under its canonical key; gives that key's id, and the split that its name says.
    pub(crate) fn metric(
        &mut self,
        definitions: &[MetricDefinition],
        name: &str,
    ) -> (QuantityId, Option<Split>) {
        if let Some(known) = self.metrics.get(name) {
            return *known;
        }
        let (base, split) = canonical_metric(name);
        let better = metric::defined_direction(definitions, name);
        let label = metric::defined_label(definitions, name).to_lowercase();
        let plain = label.split(" (").next().unwrap_or(&label).to_owned();
        let id = self.quantities.add(&base, better, false, &[]);
        for phrase in [
            name.to_lowercase(),
            name.to_lowercase().replace('_', " "),
            base.clone(),
            base.replace('_', " "),
            label,
            plain,
        ] {
            self.quantities.phrase(&text::normalise(&phrase), id);
        }
        self.metrics.insert(name.to_owned(), (id, split));
        (id, split)
    }

    /// Adds a figure; numbers that are not finite are left out.
    pub(crate) fn put(&mut self, fact: NewFact<'_>) {
        let NewFact { quantity, subjects, tags, value, unit, default } = fact;
        let Some(value) = value.filter(|value| value.is_finite()) else { return };
        if self.is_known(&fact, value) {
            return;
        }
        let place = self.facts.len();
        let index = quantity.0 as usize;
        if self.by_quantity.len() <= index {
            self.by_quantity.resize_with(index + 1, Vec::new);
        }
        self.by_quantity[index].push(place);
        for subject in subjects {
            self.by_subject.entry((quantity, *subject)).or_default().push(place);
        }
        self.facts.push(Fact {
            quantity,
            subjects: subjects.to_vec(),
            tags: tags.to_vec(),
            value,
            unit,
            default,
            owner: None,
            model: None,
        });
    }

    /// Whether the figure has been added before: the findings repeat some. Looks among those of the rarest subject.
    fn is_known(&self, fact: &NewFact<'_>, value: f64) -> bool {
        let of_subject =
            |subject: &NameId| self.by_subject.get(&(fact.quantity, *subject)).map_or(&[][..], Vec::as_slice);
        let of_quantity = || self.by_quantity.get(fact.quantity.0 as usize).map_or(&[][..], Vec::as_slice);
        let places = fact.subjects.iter().map(of_subject).min_by_key(|places| places.len());
        places.unwrap_or_else(of_quantity).iter().map(|place| &self.facts[*place]).any(|other| {
            other.value.to_bits() == value.to_bits()
                && other.subjects == fact.subjects
                && other.tags == fact.tags
                && other.unit == fact.unit
                && other.default == fact.default
        })
    }

    /// Adds a figure of a well-known quantity.
    pub(crate) fn known(
        &mut self,
        key: &str,
        subjects: &[NameId],
        tags: &[Tag],
        value: Option<f64>,
        unit: Unit,
    ) {
        let quantity = self.quantities.add(key, None, unit == Unit::Count, &[]);
        self.put(NewFact { quantity, subjects, tags, value, unit, default: tags.is_empty() });
    }

    /// Says whose the figures are that have been added since `first`, where they have no subject.
    pub(crate) fn owned_since(&mut self, first: usize, owner: NameId) {
        for fact in self.facts[first..].iter_mut().filter(|fact| fact.subjects.is_empty()) {
            fact.owner = Some(owner);
        }
    }

    /// Adds a count of things about the entity itself.
    pub(crate) fn count(&mut self, key: &str, value: Option<u64>) {
        self.known(key, &[], &[], value.map(|value| value as f64), Unit::Count);
    }

    /// Adds an algorithm's name as the tool writes it and as people call it.
    pub(crate) fn algorithm(&mut self, model: NameId, name: &str) {
        let families = match self.families.get(name) {
            Some(families) => families.clone(),
            None => {
                let families = self.families_of(name);
                self.families.insert(name.to_owned(), families.clone());
                families
            }
        };
        let known = self.algorithm_of.entry(model).or_default();
        for id in families {
            if !known.contains(&id) {
                known.push(id);
            }
        }
    }

    fn families_of(&mut self, name: &str) -> Vec<NameId> {
        let letters: String = name.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
        let mut ids = vec![self.lexicon.add(name, Sort::Algorithm)];
        for (fragments, phrases) in vocabulary::ALGORITHMS {
            let exact = |fragment: &&str| {
                letters.contains(*fragment)
                    || fragment.len() > 4 && fragment.contains(&letters) && letters.len() > 2
            };
            if fragments.iter().any(exact) {
                let others = phrases.iter().filter(|phrase| **phrase != name.to_lowercase());
                ids.extend(others.map(|phrase| self.lexicon.add(phrase, Sort::Algorithm)));
            }
        }
        ids
    }

    /// The models of a family of algorithms.
    pub(crate) fn family(&self, algorithm: NameId) -> Vec<NameId> {
        let own = self.algorithm_of.iter().filter(|(_, families)| families.contains(&algorithm));
        let mut models: Vec<NameId> = own.map(|(model, _)| *model).collect();
        models.sort_unstable();
        models
    }

    /// Which way a quantity is better.
    pub(crate) fn better(&self, quantity: QuantityId) -> Option<Direction> {
        self.quantities.get(quantity).better
    }
}

/// A figure to be added.
#[derive(Clone, Copy)]
pub(crate) struct NewFact<'a> {
    pub(crate) quantity: QuantityId,
    pub(crate) subjects: &'a [NameId],
    pub(crate) tags: &'a [Tag],
    pub(crate) value: Option<f64>,
    pub(crate) unit: Unit,
    pub(crate) default: bool,
}

/// `test_roc_auc` → `auc` on test rows; an unknown name stays as it is.
pub(crate) fn canonical_metric(name: &str) -> (String, Option<Split>) {
    let lower = name.to_ascii_lowercase();
    let splits = [
        ("test_", Split::Test),
        ("training_", Split::Training),
        ("train_", Split::Training),
        ("validation_", Split::Validation),
        ("val_", Split::Validation),
        ("cv_", Split::CrossValidation),
    ];
    let stripped = splits.iter().find_map(|(prefix, split)| Some((lower.strip_prefix(prefix)?, *split)));
    let (base, split) = match stripped {
        Some((rest, split)) if !rest.is_empty() => (rest, Some(split)),
        _ => (lower.as_str(), None),
    };
    let base = match base {
        "roc_auc" => "auc",
        "pr_auc" | "average_precision" => "aucpr",
        "log_loss" => "logloss",
        "f1_score" => "f1",
        "brier_score" => "brier",
        "error" | "classification_error" => "err",
        other => other,
    };
    (base.to_owned(), split)
}

/// How the values of a metric may be written: bounded ones also as percentages.
pub(crate) fn metric_unit(key: &str) -> Unit {
    const SHARES: [&str; 22] = [
        "auc",
        "aucpr",
        "accuracy",
        "balanced_accuracy",
        "precision",
        "recall",
        "specificity",
        "f1",
        "f2",
        "f0point5",
        "mcc",
        "gini",
        "ks",
        "r2",
        "mean_per_class_accuracy",
        "mean_per_class_error",
        "max_per_class_error",
        "err",
        "error_rate",
        "brier",
        "hit_ratio",
        "mape",
    ];
    if SHARES.contains(&key) { Unit::Share } else { Unit::Plain }
}
