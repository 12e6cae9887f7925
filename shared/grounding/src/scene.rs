//! A sentence with its names, quantities and tags in place: what a number or comparison in it is about.

mod binding;
mod counted;
mod cues;
mod fit;
mod measured;

use report_snapshot::evaluation::Split;

use crate::{
    fact::{EventKind, QuantityId, Stat, Tag},
    facts::Facts,
    name::{NameId, Sort},
    token::{self, Spanned, Token},
};

/// Words that introduce a comparison with a bound or another thing.
pub(crate) const COMPARATIVES: &[&str] = &[
    "better", "worse", "higher", "lower", "greater", "larger", "smaller", "bigger", "more", "less", "fewer",
    "faster", "slower", "quicker", "stronger", "weaker", "longer", "shorter",
];

/// Words that part a sentence into clauses.
const BREAKS: &[&str] =
    &["but", "while", "whereas", "although", "though", "because", "so", "and", "which", "yet"];

/// A mention: the place of a token and what it stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mention<T> {
    pub(crate) at: usize,
    pub(crate) what: T,
}

/// A sentence being checked.
pub(crate) struct Scene<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) tokens: Vec<Spanned>,
    /// The clause of each token.
    pub(crate) clauses: Vec<u32>,
    /// Names, roles resolved, days that figures are given for included.
    pub(crate) names: Vec<Mention<NameId>>,
    pub(crate) tags: Vec<Mention<Tag>>,
    /// What is measured, not counted.
    pub(crate) measures: Vec<Mention<Vec<QuantityId>>>,
    /// Places of numbers that state the value of something.
    pub(crate) values: Vec<usize>,
    /// Places of numbers that are checked elsewhere: how many of something there are.
    pub(crate) taken: Vec<usize>,
    /// Places of the words of groups: "all three XGBoost models".
    pub(crate) group_words: Vec<usize>,
    /// The features that are named are the top ones that the sentence counts.
    pub(crate) top_named: bool,
    /// Where it says on how many rows something was trained; what is counted there is training rows.
    pub(crate) trained_on: Option<usize>,
    /// The dates are the window that all figures are about.
    pub(crate) whole_window: bool,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(facts: &'a Facts, tokens: Vec<Spanned>) -> Self {
        let clauses = clauses(&tokens);
        let names = tokens
            .iter()
            .enumerate()
            .filter_map(|(at, token)| Some(Mention { at, what: token.name()? }))
            .collect();
        let tags = tokens
            .iter()
            .enumerate()
            .filter_map(|(at, token)| match token.token {
                Token::Tag(tag) => Some(Mention { at, what: tag }),
                _ => None,
            })
            .collect();
        let measures = tokens
            .iter()
            .enumerate()
            .filter_map(|(at, token)| {
                let ids = token.quantity()?;
                let measured: Vec<QuantityId> =
                    ids.iter().copied().filter(|id| !facts.quantities.get(*id).counted).collect();
                (!measured.is_empty()).then_some(Mention { at, what: measured })
            })
            .collect();
        // "Training on synthetic rows" says what it learned from, not which rows it was measured on.
        let of_side = |mention: &Mention<Tag>| {
            let is_training = mention.what == Tag::Split(Split::Training);
            let next = tokens.get(mention.at + 2).map(|token| &token.token);
            is_training
                && tokens.get(mention.at + 1).is_some_and(|token| token.is_word(&["on"]))
                && matches!(next, Some(Token::Tag(Tag::Side(_))))
        };
        let tags: Vec<Mention<Tag>> = tags;
        let tags: Vec<_> = tags.into_iter().filter(|mention| !of_side(mention)).collect();
        // "Scores 88% on overall quality": the verb says less than the measure beside it.
        let measures: Vec<Mention<Vec<QuantityId>>> = measures;
        let is_verb = |mention: &Mention<Vec<QuantityId>>| tokens[mention.at].text == "scores";
        let measures: Vec<_> = if measures.iter().all(is_verb) {
            measures
        } else {
            measures.into_iter().filter(|mention| !is_verb(mention)).collect()
        };
        let mut scene = Self {
            facts,
            tokens,
            clauses,
            names,
            tags,
            measures,
            values: Vec::new(),
            taken: Vec::new(),
            group_words: Vec::new(),
            top_named: false,
            trained_on: None,
            whole_window: false,
        };
        scene.plus_minus();
        scene.says_training();
        scene.days();
        scene.incidents();
        scene.predictions();
        scene.names.sort_by_key(|mention| mention.at);
        scene
    }

    /// Puts days among the names, unless the dates are only the window.
    fn days(&mut self) {
        let dates: Vec<(usize, Option<i32>, u8, u8)> = self
            .tokens
            .iter()
            .enumerate()
            .filter_map(|(at, token)| match token.token {
                Token::Date(year, month, day) => Some((at, year, month, day)),
                _ => None,
            })
            .collect();
        let matches = |kind: EventKind, back: bool, date: (Option<i32>, u8, u8)| {
            self.facts.events.iter().filter(|event| event.kind == kind).any(|event| {
                let exact = same_date(event.date, date);
                // The end is exclusive: midnight is the end of the day before.
                exact || (back && event.time == (0, 0) && same_date(day_before(event.date), date))
            })
        };
        if let [(_, y1, m1, d1), (_, y2, m2, d2)] = dates.as_slice() {
            self.whole_window = matches(EventKind::WindowStart, false, (*y1, *m1, *d1))
                && matches(EventKind::WindowEnd, true, (*y2, *m2, *d2));
        }
        if self.whole_window {
            return;
        }
        for (at, year, month, day) in dates {
            if let Some(id) = token::day(self.facts, year, month, day) {
                self.names.push(Mention { at, what: id });
            }
        }
        self.names.sort_by_key(|mention| mention.at);
    }

    /// "54.1 ± 4.9": a mean and its standard deviation.
    fn plus_minus(&mut self) {
        let marked = (1..self.tokens.len()).filter(|at| self.tokens[*at].mark(&['±']));
        let tags =
            marked.flat_map(|at| [(at.saturating_sub(2), Stat::Mean), (at, Stat::Std)]).collect::<Vec<_>>();
        self.tags.extend(tags.into_iter().map(|(at, stat)| Mention { at, what: Tag::Stat(stat) }));
        self.tags.sort_by_key(|mention| mention.at);
    }

    /// "Trained on 3,000 rows": training rows.
    fn says_training(&mut self) {
        for at in 1..self.tokens.len() {
            let on = self.tokens[at].is_word(&["on", "with"])
                && self.tokens[at - 1].is_word(&["trained", "fitted"]);
            let counts = (at + 1..(at + 3).min(self.tokens.len())).any(|place| self.counted(place).is_some());
            if on && counts {
                self.trained_on = Some(at);
            }
        }
    }

    /// "Between 10:00 and 12:00" is the incident of these times.
    fn incidents(&mut self) {
        let clocks: Vec<(usize, u8, u8)> = self
            .tokens
            .iter()
            .enumerate()
            .filter_map(|(at, token)| match token.token {
                Token::Clock(hour, minute) => Some((at, hour, minute)),
                _ => None,
            })
            .collect();
        let [(at, h1, m1), (_, h2, m2)] = clocks.as_slice() else { return };
        let span = format!("from {h1:02}:{m1:02} to {h2:02}:{m2:02}");
        let found = self.facts.incidents.iter().find(|name| self.text_of(**name).contains(&span));
        if let Some(name) = found.copied() {
            self.names.push(Mention { at: *at, what: name });
        }
    }

    /// "The predictions drifted": what the model answers is a thing with a drift of its own.
    fn predictions(&mut self) {
        let facts = self.facts;
        let psi = facts.quantities.id("psi");
        let Some(id) = facts
            .lexicon
            .id("predictions")
            .filter(|id| psi.is_some_and(|psi| facts.of(psi).any(|fact| fact.subjects == [*id])))
        else {
            return;
        };
        for (at, token) in self.tokens.iter().enumerate() {
            let counts = at.checked_sub(1).is_some_and(|before| self.tokens[before].number().is_some());
            let says =
                token.is_word(&["predictions", "prediction", "probability", "probabilities", "scores"]);
            if says && !counts {
                self.names.push(Mention { at, what: id });
            }
        }
    }

    /// Whether one of the words stands anywhere in the sentence, outside of names.
    pub(crate) fn says(&self, words: &[&str]) -> bool {
        self.tokens.iter().any(|token| token.is_word(words))
    }

    /// Whether the sentence is about how much features matter.
    pub(crate) fn says_important(&self) -> bool {
        self.tokens.iter().any(|token| token.is_word(&["important", "matters", "influential"]))
    }

    pub(crate) fn is_sort(&self, name: NameId, sort: Sort) -> bool {
        self.facts.lexicon.get(name).is(sort)
    }

    pub(crate) fn text_of(&self, name: NameId) -> &str {
        &self.facts.lexicon.get(name).text
    }

    pub(crate) fn named(&self, sort: Sort) -> Vec<Mention<NameId>> {
        self.names.iter().copied().filter(|mention| self.is_sort(mention.what, sort)).collect()
    }

    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    /// The token's text `back` places before `at`.
    pub(crate) fn word_before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }
}

pub(crate) fn group_of(tag: Tag) -> usize {
    match tag {
        Tag::Split(_) => 0,
        Tag::Stat(_) => 1,
        Tag::Side(_) => 2,
        Tag::Top(_) => 3,
    }
}

pub(crate) fn same_date(date: (i32, u8, u8), written: (Option<i32>, u8, u8)) -> bool {
    (date.1, date.2) == (written.1, written.2) && written.0.is_none_or(|year| year == date.0)
}

fn day_before(date: (i32, u8, u8)) -> (i32, u8, u8) {
    const LENGTHS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let (year, month, day) = date;
    if day > 1 {
        return (year, month, day - 1);
    }
    if month == 1 {
        return (year - 1, 12, 31);
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = if month == 3 && leap { 29 } else { LENGTHS[usize::from(month) - 2] };
    (year, month - 1, length)
}

fn clauses(tokens: &[Spanned]) -> Vec<u32> {
    let mut clause = 0;
    tokens
        .iter()
        .map(|token| {
            if token.mark(&[',', ';', ':', '—', '–', '(', ')']) || token.is_word(BREAKS) {
                clause += 1;
            }
            clause
        })
        .collect()
}
