//! Facts: numbers and instants with what they are about.

use std::collections::HashMap;

use report_facts::metric::{self, Direction};
use report_facts::words;
use report_snapshot::evaluation::Split;

use crate::name::NameId;

/// What was measured: `auc`, `psi`, `rows`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct QuantityId(pub(crate) u32);

/// What tells apart several figures of one quantity and one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Tag {
    Split(Split),
    Stat(Stat),
    Side(Side),
    /// The k most important features together.
    Top(u32),
}

/// Which summary of many values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Stat {
    Mean,
    Median,
    Min,
    Max,
    Std,
    P5,
    P25,
    P75,
    P95,
    P99,
}

/// Which of two datasets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Real,
    Synthetic,
    /// Rows drawn at random, as a measure for the distances of the others.
    Random,
}

impl Tag {
    /// Tags of one group exclude one another.
    pub(crate) fn same_group(self, other: Tag) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// How a value is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    /// A number in its own scale.
    Plain,
    /// A number from 0 to 1 (or −1 to 1) that may be written as a percentage.
    Share,
    /// A whole number of things.
    Count,
    /// Milliseconds.
    Time,
    /// Bytes.
    Size,
}

/// A number with what it is about.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) quantity: QuantityId,
    pub(crate) subjects: Vec<NameId>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) value: f64,
    pub(crate) unit: Unit,
    /// Holds without saying which split or statistic is meant.
    pub(crate) default: bool,
    /// Whose it is where nobody need say so: figures of a project's only deployment.
    pub(crate) owner: Option<NameId>,
    /// Its subject that is a model and nothing else: of a long leaderboard, most figures are told apart by this alone.
    pub(crate) model: Option<NameId>,
}

/// A quantity with the phrases that name it.
#[derive(Debug, Clone)]
pub(crate) struct Quantity {
    pub(crate) key: String,
    /// What readers see: `AUC`, `training time`. Mostly one of its phrases, so that what is read can be written.
    pub(crate) label: String,
    /// Only the findings have figures of it, and say in words what they are.
    pub(crate) of_findings: bool,
    pub(crate) better: Option<Direction>,
    /// Named right after a number: "14 models". Elsewhere the word says nothing about numbers.
    pub(crate) counted: bool,
}

/// Quantities by key, and by the phrases that mean them.
#[derive(Debug, Default)]
pub(crate) struct Quantities {
    all: Vec<Quantity>,
    ids: HashMap<String, QuantityId>,
    phrases: HashMap<String, Vec<QuantityId>>,
    by_first_word: HashMap<String, Vec<String>>,
}

impl Quantities {
    pub(crate) fn get(&self, id: QuantityId) -> &Quantity {
        &self.all[id.0 as usize]
    }

    pub(crate) fn id(&self, key: &str) -> Option<QuantityId> {
        self.ids.get(key).copied()
    }

    /// The id of a key, added with its phrases where it is new.
    pub(crate) fn add(
        &mut self,
        key: &str,
        better: Option<Direction>,
        counted: bool,
        phrases: &[&str],
    ) -> QuantityId {
        let id = match self.ids.get(key) {
            Some(id) => *id,
            None => {
                let id = QuantityId(self.all.len() as u32);
                let label = label(key, phrases);
                self.all.push(Quantity { key: key.to_owned(), label, of_findings: false, better, counted });
                self.ids.insert(key.to_owned(), id);
                id
            }
        };
        for phrase in phrases {
            self.phrase(phrase, id);
        }
        id
    }

    /// Makes `phrase` (lower case) mean the quantity, too.
    pub(crate) fn phrase(&mut self, phrase: &str, id: QuantityId) {
        let phrase = phrase.trim();
        if phrase.is_empty() {
            return;
        }
        let meanings = self.phrases.entry(phrase.to_owned()).or_default();
        if meanings.is_empty() {
            self.by_first_word.entry(first(phrase).to_owned()).or_default().push(phrase.to_owned());
        }
        if !meanings.contains(&id) {
            meanings.push(id);
        }
    }

    /// Whether the phrase means something already that is no setting.
    pub(crate) fn is_taken(&self, phrase: &str) -> bool {
        let meanings = self.phrases.get(phrase).into_iter().flatten();
        meanings.into_iter().any(|id| !self.get(*id).key.starts_with("setting:"))
    }

    /// Says that only the findings have figures of it.
    pub(crate) fn of_findings(&mut self, id: QuantityId) {
        self.all[id.0 as usize].of_findings = true;
    }

    pub(crate) fn finish(&mut self) {
        for phrases in self.by_first_word.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        }
    }

    /// The longest phrase at the start of `text`: what it may mean, and its length.
    pub(crate) fn at(&self, text: &str) -> Option<(&[QuantityId], usize)> {
        for phrase in self.by_first_word.get(first(text))? {
            let Some(rest) = text.strip_prefix(phrase.as_str()) else { continue };
            if rest.starts_with(crate::name::is_word) {
                continue;
            }
            return Some((&self.phrases[phrase], phrase.len() + self.noun_after(phrase, rest)));
        }
        None
    }

    /// "Test Brier score", "PSI value": the noun says no more than the measure before it. Its length, with the space.
    fn noun_after(&self, phrase: &str, rest: &str) -> usize {
        let is_measure = self.phrases[phrase].iter().all(|id| !self.get(*id).counted);
        let noun = [" score", " scores", " value", " metric"]
            .into_iter()
            .find(|noun| rest.strip_prefix(noun).is_some_and(|rest| !rest.starts_with(crate::name::is_word)));
        noun.filter(|_| is_measure).map_or(0, str::len)
    }
}

/// What readers see of a quantity: the name of a well-known metric, else its first phrase, else its key in words.
fn label(key: &str, phrases: &[&str]) -> String {
    let known = metric::label(key);
    match phrases.first() {
        _ if known != key => words::in_sentence(&known),
        // "Rows of malignant": the class is named behind it.
        _ if key == "support" => "rows".to_owned(),
        // An abbreviation.
        Some(phrase) if phrase.len() <= 3 => phrase.to_uppercase(),
        Some(phrase) => (*phrase).to_owned(),
        None => key.rsplit(':').next().unwrap_or(key).replace('_', " "),
    }
}

/// The first run of letters, digits and underscores, superscripts included.
fn first(text: &str) -> &str {
    let end = text.find(|c: char| !crate::name::is_word(c)).unwrap_or(text.len());
    &text[..end]
}

/// A figure that went from one value to another: over the steps of training, or from the reference to the last period.
#[derive(Debug, Clone)]
pub(crate) struct Course {
    pub(crate) quantity: QuantityId,
    pub(crate) subject: Option<NameId>,
    pub(crate) tag: Option<Tag>,
    pub(crate) first: f64,
    /// The last value and that of the step that was chosen.
    pub(crate) last: Vec<f64>,
    pub(crate) unit: Unit,
    /// How many steps there were, and which was chosen.
    pub(crate) steps: Vec<f64>,
}

/// An instant with what happened then.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) kind: EventKind,
    pub(crate) subject: Option<NameId>,
    /// `2026-03-02`.
    pub(crate) date: (i32, u8, u8),
    /// Hour and minute, in UTC.
    pub(crate) time: (u8, u8),
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventKind {
    Start,
    End,
    Created,
    Trained,
    Taken,
    WindowStart,
    WindowEnd,
}

impl EventKind {
    /// In words, for readers.
    pub(crate) fn label(self) -> &'static str {
        match self {
            EventKind::Start => "start",
            EventKind::End => "end",
            EventKind::Created => "created",
            EventKind::Trained => "trained",
            EventKind::Taken => "taken",
            EventKind::WindowStart => "start of the window",
            EventKind::WindowEnd => "end of the window",
        }
    }
}
