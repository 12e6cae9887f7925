//! A sentence with its names, quantities and tags in place: what a number or comparison in it is about.

use crate::{
    fact::{EventKind, Fact, QuantityId, Tag, Unit},
    facts::Facts,
    name::{NameId, Sort},
    numeral::Measure,
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
        let mut scene =
            Self { facts, tokens, clauses, names, tags, measures, values: Vec::new(), whole_window: false };
        scene.days();
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

    /// Whether a comparison or a verb of winning stands between two places.
    pub(crate) fn compares_between(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|at| {
            self.tokens[at].is_word(COMPARATIVES)
                || self.tokens[at].is_word(&[
                    "outperforms",
                    "outperform",
                    "outperformed",
                    "beats",
                    "beat",
                    "surpasses",
                    "surpassed",
                    "exceeds",
                    "ahead",
                    "behind",
                    "trails",
                    "tops",
                    "leads",
                    "edges",
                    "than",
                    "over",
                    "above",
                    "below",
                    "underperforms",
                    "lags",
                ])
        })
    }

    /// The mention that the number at `at` belongs to, or several where they are listed together.
    pub(crate) fn bound<T: Copy + PartialEq>(&self, at: usize, mentions: &[Mention<T>]) -> Vec<T> {
        if mentions.is_empty() {
            return Vec::new();
        }
        let mut distinct: Vec<T> = Vec::new();
        for mention in mentions {
            if !distinct.contains(&mention.what) {
                distinct.push(mention.what);
            }
        }
        if distinct.len() == 1 {
            return distinct;
        }
        // "GBM_1 (0.98)": what stands before the bracket.
        if let Some(open) = self.open_bracket(at) {
            let inside =
                mentions.iter().filter(|mention| mention.at > open && mention.at < self.close_bracket(open));
            let inside: Vec<T> = inside.map(|mention| mention.what).collect();
            if let [only] = inside.as_slice() {
                return vec![*only];
            }
            if let Some(mention) = mentions.iter().rev().find(|mention| mention.at < open)
                && mention.at + 3 >= open
            {
                return vec![mention.what];
            }
        }
        // As many values as mentions: in the same order.
        if let Some(position) = self.values.iter().position(|value| *value == at) {
            if self.values.len() == mentions.len() && mentions.len() > 1 {
                return vec![mentions[position].what];
            }
            if self.values.len() == distinct.len() && distinct.len() > 1 {
                return vec![distinct[position]];
            }
        }
        let before: Vec<&Mention<T>> = mentions.iter().filter(|mention| mention.at < at).collect();
        let after = mentions.iter().find(|mention| mention.at > at);
        // "0.98 for GBM_1", where the number opens its clause.
        if let Some(after) = after {
            let linked = after.at <= at + 4
                && (at + 1..after.at)
                    .any(|place| self.tokens[place].is_word(&["for", "by", "of", "from", "in", "on"]))
                && (at + 1..after.at).all(|place| self.tokens[place].number().is_none());
            let same_clause_before =
                before.last().is_some_and(|mention| self.clauses[mention.at] == self.clauses[at]);
            if linked && !same_clause_before {
                return vec![after.what];
            }
        }
        let Some(nearest) = before.last() else {
            return after.map(|mention| vec![mention.what]).unwrap_or_default();
        };
        // "A outperforms B with a value of …": the value is A's.
        if let [.., first, second] = before.as_slice() {
            let with = (second.at + 1..at)
                .any(|place| self.tokens[place].is_word(&["with", "at", "reaching", "scoring", "having"]));
            if with && self.compares_between(first.at, second.at) {
                return vec![first.what];
            }
        }
        // "A, B and C reach …": all of them.
        let mut listed = vec![nearest.what];
        let mut last = nearest.at;
        for mention in before.iter().rev().skip(1) {
            let joined = (mention.at + 1..last).all(|place| {
                self.tokens[place].mark(&[',', '&'])
                    || self.tokens[place].is_word(&["and", "or", "both", "the", "features", "models"])
            });
            if !joined || last <= mention.at + 1 {
                break;
            }
            listed.push(mention.what);
            last = mention.at;
        }
        listed
    }

    fn open_bracket(&self, at: usize) -> Option<usize> {
        for place in (0..at).rev() {
            if self.tokens[place].mark(&[')']) {
                return None;
            }
            if self.tokens[place].mark(&['(', '[']) {
                return Some(place);
            }
        }
        None
    }

    fn close_bracket(&self, open: usize) -> usize {
        (open..self.tokens.len())
            .find(|place| self.tokens[*place].mark(&[')', ']']))
            .unwrap_or(self.tokens.len())
    }

    /// Names that stand for the number's subject, by sort.
    pub(crate) fn subjects(&self, at: usize, sort: Sort) -> Vec<NameId> {
        self.bound(at, &self.named(sort))
    }

    /// Whether the figure is one that the text at `at` can be about, by names and tags.
    pub(crate) fn fits(&self, fact: &Fact, at: usize) -> bool {
        self.fits_names(fact, at) && self.fits_tags(fact, at)
    }

    /// Whether a figure of this quantity has a subject of the sort.
    fn has_sort(&self, quantity: QuantityId, sort: Sort) -> bool {
        self.facts.of(quantity).any(|fact| fact.subjects.iter().any(|subject| self.is_sort(*subject, sort)))
    }

    pub(crate) fn fits_names(&self, fact: &Fact, at: usize) -> bool {
        const SORTS: [Sort; 8] = [
            Sort::Model,
            Sort::Column,
            Sort::Class,
            Sort::Day,
            Sort::Dataset,
            Sort::Experiment,
            Sort::Deployment,
            Sort::Run,
        ];
        let mut confirmed = false;
        for subject in &fact.subjects {
            let sorts: Vec<Sort> = SORTS.into_iter().filter(|sort| self.is_sort(*subject, *sort)).collect();
            if sorts.is_empty() {
                // Error types, categories and families of algorithms: only if named.
                if !self.names.iter().any(|mention| mention.what == *subject) {
                    return false;
                }
                confirmed = true;
                continue;
            }
            let bound: Vec<Vec<NameId>> =
                sorts.iter().map(|sort| self.subjects(at, *sort)).filter(|bound| !bound.is_empty()).collect();
            let is_named = if fact.subjects.len() > 1 && sorts.contains(&Sort::Column) {
                // A pair of columns: both are named, in any order.
                self.names.iter().any(|mention| mention.what == *subject)
            } else {
                bound.iter().any(|bound| bound.contains(subject))
            };
            if is_named {
                confirmed = true;
            } else if !bound.is_empty() || !self.facts.defaults.contains(subject) {
                return false;
            }
        }
        for sort in SORTS {
            if fact.subjects.iter().any(|subject| self.is_sort(*subject, sort)) {
                continue;
            }
            let bound = self.subjects(at, sort);
            if bound.is_empty() || bound.iter().all(|name| self.facts.protagonists.contains(name)) {
                continue;
            }
            let has_own = self
                .facts
                .of(fact.quantity)
                .any(|other| other.subjects.iter().any(|subject| bound.contains(subject)));
            let allowed = match sort {
                Sort::Model | Sort::Column => {
                    let incidental = bound.iter().all(|name| self.is_sort(*name, Sort::Other));
                    !has_own && (fact.unit == Unit::Count || incidental)
                }
                Sort::Class | Sort::Day => !self.has_sort(fact.quantity, sort),
                _ => confirmed || !self.has_sort(fact.quantity, sort),
            };
            if !allowed {
                return false;
            }
        }
        true
    }

    fn fits_tags(&self, fact: &Fact, at: usize) -> bool {
        let mut said = Vec::new();
        for group in [0usize, 1, 2, 3] {
            let of_group: Vec<Mention<Tag>> =
                self.tags.iter().copied().filter(|mention| group_of(mention.what) == group).collect();
            let bound = self.bound(at, &of_group);
            if bound.is_empty() {
                continue;
            }
            let relevant = self
                .facts
                .of(fact.quantity)
                .any(|other| other.tags.iter().any(|tag| group_of(*tag) == group));
            // "Real" and "typical" are ordinary words where the quantity knows no such difference.
            let timed = matches!(fact.unit, Unit::Time | Unit::Size);
            if !relevant && (matches!(bound[0], Tag::Side(_)) || (timed && matches!(bound[0], Tag::Split(_))))
            {
                continue;
            }
            if !fact.tags.iter().any(|tag| bound.contains(tag)) {
                return false;
            }
            said.push(group);
        }
        fact.default || fact.tags.iter().all(|tag| said.contains(&group_of(*tag)))
    }

    /// Quantities of the number at `at`, with the word that it counts where it does.
    pub(crate) fn quantities(&self, at: usize) -> Vec<QuantityId> {
        if let Some((counted, _)) = self.counted(at) {
            return counted;
        }
        let places: Vec<Mention<usize>> = self
            .measures
            .iter()
            .enumerate()
            .map(|(index, mention)| Mention { at: mention.at, what: index })
            .collect();
        let measured: Vec<Mention<usize>> = places
            .iter()
            .copied()
            .filter(|mention| self.suits(at, &self.measures[mention.what].what))
            .collect();
        let mut bound = self.bound(at, &measured);
        if self.tokens[at].number().is_some_and(|number| number.measure == Measure::Time)
            && !self.says_time_quantity(&bound)
        {
            bound.clear();
            if let Some(key) = self.time_key() {
                return self.facts.quantities.id(key).into_iter().collect();
            }
        }
        let mut ids: Vec<QuantityId> =
            bound.into_iter().flat_map(|index| self.measures[index].what.clone()).collect();
        if ids.is_empty() {
            // "The number of models is 14", "rows: 569".
            let counted = self.tokens[..at].iter().rev().find_map(|token| token.quantity());
            let number = self.tokens[at].number();
            let is_count = number.is_some_and(|number| number.measure == Measure::Bare);
            if is_count && (self.says_number_of(at) || self.mark_before(at, ':')) {
                ids.extend(counted.into_iter().flatten().copied());
            }
        }
        ids
    }

    /// Whether figures of these quantities can be written in the number's unit.
    fn suits(&self, at: usize, quantities: &[QuantityId]) -> bool {
        let Some(number) = self.tokens[at].number() else { return true };
        quantities.iter().flat_map(|id| self.facts.of(*id)).any(|fact| match number.measure {
            Measure::Time => fact.unit == Unit::Time,
            Measure::Size => fact.unit == Unit::Size,
            Measure::Percent | Measure::Points => fact.unit == Unit::Share,
            Measure::Bare => !matches!(fact.unit, Unit::Time | Unit::Size),
            Measure::Times | Measure::Foreign => true,
        }) || self.measures.len() == 1
    }

    /// Whether one of the measures is a time by its own name; "took" alone says less than what took it.
    fn says_time_quantity(&self, measures: &[usize]) -> bool {
        measures.iter().flat_map(|index| &self.measures[*index].what).any(|id| {
            let is_time = self.facts.of(*id).any(|fact| fact.unit == Unit::Time);
            is_time
                && (self.facts.quantities.get(*id).key != "duration"
                    || self.time_key().is_none()
                    || self.named(Sort::Model).is_empty())
        })
    }

    /// Training or prediction, by the verbs of the sentence; `None` where it says neither or both.
    pub(crate) fn time_key(&self) -> Option<&'static str> {
        let says = |stems: &[&str]| {
            self.tokens.iter().any(|token| stems.iter().any(|stem| token.text.starts_with(stem)))
        };
        match (says(&["train", "fit"]), says(&["predict", "scor", "infer", "serv", "answer"])) {
            (true, false) => Some("training_time"),
            (false, true) => Some("predict_time"),
            _ => None,
        }
    }

    fn says_number_of(&self, at: usize) -> bool {
        (0..at).any(|place| self.tokens[place].is_word(&["number", "count", "total"]))
    }

    fn mark_before(&self, at: usize, mark: char) -> bool {
        at.checked_sub(1).is_some_and(|before| self.tokens[before].mark(&[mark]))
    }

    /// What is counted right after the number, "14 trained models", and where the noun stands.
    pub(crate) fn counted(&self, at: usize) -> Option<(Vec<QuantityId>, usize)> {
        let number = self.tokens[at].number()?;
        let whole = number.readings.iter().any(|reading| reading.value.fract() == 0.0);
        if number.measure != Measure::Bare || !whole {
            return None;
        }
        // "3 of the 19 features have drifted": the second number counts features, the first those that drifted.
        if self.word(at + 1) == "of" {
            let second = (at + 2..(at + 5).min(self.tokens.len()))
                .find(|place| self.tokens[*place].number().is_some());
            if let Some((ids, noun)) = second.and_then(|second| self.counted(second)) {
                let part = self.part_of(&ids, noun)?;
                return Some((vec![part], noun));
            }
        }
        let is_whole_of_part = self.word_before(at, 1) == "of"
            || (self.word_before(at, 2) == "of" && self.word_before(at, 1) == "the");
        let (ids, noun) = self.counted_noun(at)?;
        match self.part_of(&ids, noun) {
            Some(part) if !is_whole_of_part => Some((vec![part], noun)),
            _ => Some((ids, noun)),
        }
    }

    /// What is counted if the words after the noun say that only a part is: "requests failed", "features have drifted".
    fn part_of(&self, ids: &[QuantityId], noun: usize) -> Option<QuantityId> {
        const PARTS: [(&str, &[&str], &str); 3] = [
            ("features", &["drifted", "drifting", "drift"], "drifted_features"),
            ("requests", &["failed", "failing", "errors"], "errors"),
            ("models", &["ensembles", "stacked ensembles", "ensemble"], "ensembles"),
        ];
        let quantities = &self.facts.quantities;
        PARTS.iter().find_map(|(all, words, part)| {
            let is_all = ids.iter().any(|id| quantities.get(*id).key == *all);
            let says = (noun + 1..(noun + 5).min(self.tokens.len()))
                .take_while(|place| {
                    !self.tokens[*place].mark(&[',', ';']) && self.tokens[*place].number().is_none()
                })
                .any(|place| self.tokens[place].is_word(words));
            if is_all && says { quantities.id(part) } else { None }
        })
    }

    fn counted_noun(&self, at: usize) -> Option<(Vec<QuantityId>, usize)> {
        for place in at + 1..(at + 4).min(self.tokens.len()) {
            let token = &self.tokens[place];
            if let Some(ids) = token.quantity() {
                let counted: Vec<QuantityId> =
                    ids.iter().copied().filter(|id| self.facts.quantities.get(*id).counted).collect();
                if !counted.is_empty() {
                    return Some((counted, place));
                }
                if place == at + 1 {
                    return None;
                }
            }
            let links = matches!(token.token, Token::Word | Token::Tag(_) | Token::Name(_))
                && !token.is_word(&[
                    "for", "in", "on", "by", "with", "and", "or", "than", "is", "are", "was", "were", "has",
                    "have", "from", "to", "at", "while", "but", "as", "across", "among", "over", "per",
                    "which", "that", "when", "after", "before", "'s",
                ]);
            let of_the = token.is_word(&["of", "the", "all"]) && place <= at + 2;
            if !(links || of_the) {
                return None;
            }
        }
        None
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
