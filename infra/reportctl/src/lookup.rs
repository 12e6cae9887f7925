//! Looking up the numbers and names of a text in the facts of a snapshot.
//!
//! A number is looked up within the rounding that it is written with, in its unit, among the figures that the names and
//! quantities of its sentence allow. That it is found says no more than that: what the sentence makes of it is not read.

use std::collections::HashSet;

use report_facts::{Figure, Quantity, Subject, Unit, collect, words::in_sentence};
use report_findings::Finding;
use report_snapshot::Snapshot;
use serde::Serialize;
use serde_json::Value;

/// Figures that are named for one number.
const MOST_FIGURES: usize = 3;
/// Characters of a text of the snapshot that can be a name.
const LONGEST_NAME: usize = 120;

/// Words whose claims are not judged: orders, changes, causes, denials, amounts in words.
const UNCHECKED: &str = " above all although always and therefore because before below best better between bottom caused \
    causes collapsed dropped double doubled due each every except exceeds fell few fewer first grew half higher highest \
    improved increased last leads least less low lower lowest many more most neither never no nobody none nor not nothing \
    only outperforms overfit overfits reduced rose second several significant significantly since slower smaller stable \
    than therefore third top twice under unless unlike unstable until without worse worst one two three four five six \
    seven eight nine ten eleven twelve ";

/// What became of a number or name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// A figure of what the sentence names has this value; the name is in the snapshot.
    Found,
    /// The value exists, of something else than the sentence names.
    FoundElsewhere,
    /// Nothing has this value or name.
    Unknown,
}

/// A number or name of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Item {
    /// As it is written.
    pub(crate) text: String,
    /// What became of it.
    pub(crate) status: Status,
    /// Ids of figures with this value, or names that are nearly the same.
    pub(crate) facts: Vec<String>,
}

/// A sentence with what was looked up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Checked {
    /// The sentence.
    pub(crate) sentence: String,
    /// Its numbers.
    pub(crate) numbers: Vec<Item>,
    /// Its names and dates.
    pub(crate) names: Vec<Item>,
    /// Words whose claims this check does not judge.
    pub(crate) unchecked: Vec<String>,
}

impl Checked {
    /// Whether every number and name was found.
    pub(crate) fn is_found(&self) -> bool {
        self.numbers.iter().chain(&self.names).all(|item| item.status == Status::Found)
    }
}

/// Looks up the numbers and names of each sentence.
pub(crate) fn check(snapshot: &Snapshot, findings: &[Finding], text: &str) -> Vec<Checked> {
    let mut figures = collect::figures(snapshot);
    figures.extend(findings.iter().flat_map(|finding| finding.figures().into_iter().cloned()));
    let mut names = HashSet::new();
    strings(&serde_json::to_value(snapshot).unwrap_or_default(), &mut names);
    let mut subjects: HashSet<&str> = figures.iter().flat_map(|figure| named(&figure.of)).collect();
    subjects.insert(snapshot.header().name);
    names.extend(subjects.iter().map(|name| (*name).to_owned()));
    let mut by_length: Vec<&str> =
        // A lower-case word is a name only if there is a figure of it; other such texts are statuses and types.
        names.iter().map(String::as_str).filter(|name| subjects.contains(name) || is_distinct(name)).collect();
    by_length.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    sentences(text).map(|sentence| self::sentence(sentence, &figures, &by_length)).collect()
}

fn is_distinct(name: &str) -> bool {
    name.len() > 2 && !name.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn named(subject: &Subject) -> Vec<&str> {
    match subject {
        Subject::Entity => Vec::new(),
        Subject::Named(_, name) => vec![name],
        Subject::Pair(_, a, b) => vec![a, b],
    }
}

/// Every text of the snapshot that can be a name.
fn strings(value: &Value, names: &mut HashSet<String>) {
    match value {
        Value::String(text) if !text.trim().is_empty() && text.len() <= LONGEST_NAME => {
            names.insert(text.clone());
            // An instant names its day.
            names.extend(text.get(..10).filter(|_| text.contains('T')).map(str::to_owned));
        }
        Value::Array(items) => items.iter().for_each(|item| strings(item, names)),
        Value::Object(members) => members.values().for_each(|member| strings(member, names)),
        _ => {}
    }
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| line.split_inclusive(". ").flat_map(|part| part.split_inclusive(['!', '?'])))
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Where `needle` stands as whole words.
fn find_word(text: &str, needle: &str) -> Option<usize> {
    text.match_indices(needle).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + needle.len()..].chars().next();
        let joins = |edge: Option<char>, beside: Option<char>| {
            edge.is_some_and(is_word) && beside.is_some_and(is_word)
        };
        !joins(needle.chars().next(), before) && !joins(needle.chars().next_back(), after)
    })
}

fn sentence(sentence: &str, figures: &[Figure], names: &[&str]) -> Checked {
    // Each name that is found is blanked, so that its digits are not read as numbers.
    let mut rest = sentence.to_owned();
    let mut known = Vec::new();
    for name in names {
        while let Some(at) = find_word(&rest, name) {
            rest.replace_range(at..at + name.len(), &" ".repeat(name.len()));
            if !known.contains(name) {
                known.push(*name);
            }
        }
    }
    let mut quantities: Vec<(String, Unit)> = Vec::new();
    let mut seen: Vec<&Quantity> = Vec::new();
    for figure in figures {
        if seen.last() != Some(&&figure.quantity) {
            seen.push(&figure.quantity);
            for phrase in phrases(&figure.quantity) {
                if find_word(&sentence.to_lowercase(), &phrase).is_some() {
                    quantities.push((figure.quantity.id(), figure.unit()));
                }
                // "F1" is no number.
                let lower = rest.to_lowercase();
                if let Some(at) = find_word(&lower, &phrase).filter(|_| lower.len() == rest.len()) {
                    rest.replace_range(at..at + phrase.len(), &" ".repeat(phrase.len()));
                }
            }
        }
    }
    let (mut numbers, mut unknown, mut unchecked) = (Vec::new(), Vec::new(), Vec::new());
    for word in rest.split(|character: char| character.is_whitespace() || "()[]\";:“”".contains(character))
    {
        let word = word.trim_matches(|character: char| ",.!?'".contains(character));
        let lower = word.to_lowercase();
        if let Some(number) = Number::read(word, after(&rest, word)) {
            numbers.push(number);
        } else if is_ordinal(&lower) {
            unchecked.push(lower);
        } else if looks_like_name(word) {
            let facts = nearest(word, names);
            unknown.push(Item { text: word.to_owned(), status: Status::Unknown, facts });
        } else if !lower.is_empty() && (UNCHECKED.contains(&format!(" {lower} ")) || lower.ends_with("n't")) {
            unchecked.push(lower);
        }
    }
    let found = |name: &&str| Item { text: (*name).to_owned(), status: Status::Found, facts: Vec::new() };
    let numbers = numbers
        .iter()
        .map(|number| number.look_up(figures, &known, &quantities, !unknown.is_empty()))
        .collect();
    let names = known.iter().map(found).chain(unknown).collect();
    Checked { sentence: sentence.to_owned(), numbers, names, unchecked }
}

/// What people call a quantity, in lower case.
fn phrases(quantity: &Quantity) -> Vec<String> {
    let mut phrases = vec![in_sentence(&quantity.label()).to_lowercase(), quantity.id().replace('_', " ")];
    for alias in quantity.known().map_or(&[][..], |known| known.aliases) {
        phrases.push(alias.replace('_', " "));
    }
    phrases.push(quantity.id());
    phrases.dedup();
    phrases
}

/// The words right behind the first occurrence of a word.
fn after<'a>(text: &'a str, word: &str) -> &'a str {
    text.find(word).map_or("", |at| text[at + word.len()..].trim_start())
}

/// "11th": an order in digits.
fn is_ordinal(word: &str) -> bool {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Letters with digits, an underscore, or a capital inside: what people and tools make names of.
fn looks_like_name(word: &str) -> bool {
    let has = |is: fn(char) -> bool| word.chars().any(is);
    let inner_capital =
        word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let is_date = word.len() == 10 && word.bytes().filter(|byte| *byte == b'-').count() == 2;
    has(char::is_alphabetic) && (has(|c| c.is_ascii_digit()) || word.contains('_') || inner_capital)
        || is_date && has(|c| c.is_ascii_digit())
}

/// Names that differ in at most a fifth of their characters.
fn nearest(word: &str, names: &[&str]) -> Vec<String> {
    let most = (word.chars().count() / 5).clamp(1, 4);
    let mut near: Vec<(usize, &&str)> =
        names.iter().map(|name| (strsim::levenshtein(word, name), name)).collect();
    near.retain(|(distance, _)| *distance <= most);
    near.sort();
    near.into_iter().take(MOST_FIGURES).map(|(_, name)| (*name).to_owned()).collect()
}

/// A number as it is written.
struct Number<'a> {
    text: &'a str,
    value: f64,
    /// Half of its last digit.
    tolerance: f64,
    unit: Option<Written>,
}

/// A unit that stands behind a number.
#[derive(Clone, Copy, PartialEq)]
enum Written {
    Percent,
    Milliseconds(f64),
    Bytes(f64),
}

impl<'a> Number<'a> {
    fn read(word: &'a str, after: &str) -> Option<Self> {
        let digits = word.trim_end_matches('%').replace(',', "").replace('\u{2212}', "-");
        let starts = digits.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit());
        let value: f64 = digits.parse().ok().filter(|_| starts)?;
        let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((&digits, "0"));
        let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
        let tolerance = 0.5 * 10f64.powi(exponent.parse::<i32>().ok()? - decimals);
        let next: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
        let unit = match next.as_str() {
            _ if word.ends_with('%') => Some(Written::Percent),
            "percent" | "percentage" => Some(Written::Percent),
            "ms" | "milliseconds" => Some(Written::Milliseconds(1.0)),
            "s" | "sec" | "second" | "seconds" => Some(Written::Milliseconds(1_000.0)),
            "min" | "minute" | "minutes" => Some(Written::Milliseconds(60_000.0)),
            "kB" => Some(Written::Bytes(1e3)),
            "MB" => Some(Written::Bytes(1e6)),
            _ => None,
        };
        Some(Self { text: word, value, tolerance, unit })
    }

    /// Whether a figure has this value, as it may be written.
    fn fits(&self, figure: &Figure) -> bool {
        let close = |scale: f64| {
            let value = figure.value * scale;
            (value - self.value).abs() <= self.tolerance + 1e-9 * value.abs()
        };
        match (self.unit, figure.unit()) {
            (Some(Written::Percent), Unit::Share | Unit::Points) => close(100.0),
            (Some(Written::Percent), Unit::Plain) => figure.quantity.is_bounded() && close(100.0),
            (Some(Written::Milliseconds(one)), Unit::Milliseconds) => close(1.0 / one),
            (Some(Written::Bytes(one)), Unit::Bytes) => close(1.0 / one),
            (Some(_), _) | (None, Unit::Milliseconds | Unit::Bytes) => false,
            (None, _) => close(1.0),
        }
    }

    fn look_up(
        &self,
        figures: &[Figure],
        names: &[&str],
        quantities: &[(String, Unit)],
        has_unknown: bool,
    ) -> Item {
        let fitting: Vec<&Figure> = figures.iter().filter(|figure| self.fits(figure)).collect();
        // A figure computed of a metric, such as its mean over the folds, goes with the name of the metric.
        let is_named = |figure: &Figure| {
            let ids = [figure.quantity.id(), figure.quantity.of().id()];
            quantities.iter().any(|(id, _)| ids.contains(id))
        };
        // A quantity that the sentence names rules out only other figures of its unit: "rows" does not rule out a share.
        let is_named_unit = |figure: &Figure| quantities.iter().any(|(_, unit)| *unit == figure.unit());
        let subjects: Vec<&&str> = names
            .iter()
            .filter(|name| figures.iter().any(|figure| named(&figure.of).contains(*name)))
            .collect();
        let is_of = |figure: &Figure| {
            let own = named(&figure.of);
            match own.is_empty() {
                true => !has_unknown && (subjects.is_empty() || is_named(figure)),
                // A sentence without names can be about anything; one with an unknown name is about nothing that is known.
                false if subjects.is_empty() => !has_unknown,
                false => own.iter().any(|name| subjects.contains(&name)),
            }
        };
        let here: Vec<&&Figure> = fitting
            .iter()
            .filter(|figure| is_of(figure) && (is_named(figure) || !is_named_unit(figure)))
            .collect();
        let ids = |of: &mut dyn Iterator<Item = &&Figure>| {
            let mut ids: Vec<String> = of.map(|figure| figure.id()).collect();
            ids.dedup();
            ids.truncate(MOST_FIGURES);
            ids
        };
        let (status, facts) = match (here.is_empty(), fitting.is_empty()) {
            (false, _) => (Status::Found, ids(&mut here.into_iter())),
            (true, false) => (Status::FoundElsewhere, ids(&mut fitting.iter())),
            (true, true) => (Status::Unknown, Vec::new()),
        };
        Item { text: self.text.to_owned(), status, facts }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::{Status::*, *};

    #[test]
    fn numbers_and_names_of_a_text_are_looked_up_and_nothing_is_said_to_be_true() {
        let model = |name: &str, auc: f64, time: f64| json!({ "name": name, "metrics": { "auc": auc, "logloss": 0.2 }, "training_time_ms": time });
        let models =
            [("P", 0.9, 500.0), ("Q", 0.8, 250.0), ("say yes", 0.7, 100.0), ("R", 0.6, 1.0), ("S", 0.5, 2.0)];
        let mut leaderboard: Vec<_> =
            models.iter().map(|(name, auc, time)| model(name, *auc, *time)).collect();
        leaderboard.push(model("T", 0.55, 3.0));
        let snapshot = json!({
            "schema_version": 1, "kind": "experiment", "name": "e",
            "id": "00000000-0000-4000-8000-000000000001", "project_id": "00000000-0000-4000-8000-000000000002",
            "content": {
                "task": "binary_classification", "status": "completed", "ranking_metric": "auc",
                "ranking_split": "cross_validation", "leaderboard": leaderboard,
            },
        });
        let snapshot = report_snapshot::read(snapshot.to_string().as_bytes()).unwrap();
        for (text, numbers, names, unchecked) in [
            ("P has an AUC of 0.90.", vec![Found], vec![Found], vec![]),
            ("P has an AUC of 90%.", vec![Found], vec![Found], vec![]),
            ("Q has an AUC of 0.9.", vec![FoundElsewhere], vec![Found], vec![]),
            ("P has an AUC of 0.91.", vec![Unknown], vec![Found], vec![]),
            ("P has a log loss of 0.9.", vec![FoundElsewhere], vec![Found], vec![]),
            ("GBM_7 has an AUC of 0.9.", vec![FoundElsewhere], vec![Unknown], vec![]),
            ("It trained 6 models in 0.5 s.", vec![Found, Found], vec![], vec![]),
            ("P is not the worst: 500 ms.", vec![Found], vec![Found], vec!["not", "worst"]),
            ("P is the 2nd of 6 models.", vec![Found], vec![Found], vec!["2nd"]),
            ("On 2026-01-01 say yes was idle.", vec![], vec![Found, Unknown], vec![]),
        ] {
            let checked = check(&snapshot, &[], text).remove(0);
            let of = |items: &[Item]| -> Vec<_> { items.iter().map(|item| item.status).collect() };
            assert_eq!((of(&checked.numbers), of(&checked.names)), (numbers, names), "{checked:?}");
            assert_eq!(checked.unchecked, unchecked, "{text}");
        }
        let typo = check(&snapshot, &[], "twim_1 and tw1n are no names.").remove(0);
        assert!(!typo.is_found() && typo.names.iter().all(|name| name.status == Unknown), "{typo:?}");
    }
}
