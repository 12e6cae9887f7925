//! What a number measures.

use super::{Mention, Scene};
use crate::{
    fact::{QuantityId, Tag, Unit},
    name::Sort,
    numeral::Measure,
    token::{Spanned, Token},
};

impl Scene<'_> {
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
        let is_time = self.tokens[at].number().is_some_and(|number| number.measure == Measure::Time);
        if is_time && !self.says_time_quantity(&bound, at) {
            let ids = self.time_keys(at).iter().filter_map(|key| self.facts.quantities.id(key));
            return ids.collect();
        }
        if let Some(implied) = self.implied(at, &bound) {
            return implied;
        }
        let mut ids: Vec<QuantityId> =
            bound.drain(..).flat_map(|index| self.measures[index].what.clone()).collect();
        // "Missing values: 11" counts, "missing values: 0.3%" is a share; the phrase is the same.
        if self.tokens[at].number().is_some_and(|number| number.measure == Measure::Bare) {
            let same = |token: &Spanned| {
                token.quantity().filter(|all| ids.iter().any(|id| all.contains(id))).map(<[_]>::to_vec)
            };
            ids = self.tokens.iter().find_map(same).unwrap_or(ids);
        }
        if ids.is_empty() {
            // "The number of models is 14", "rows: 569".
            let counted = self.tokens[..at].iter().rev().find_map(|token| token.quantity());
            let number = self.tokens[at].number();
            let is_count = number.is_some_and(|number| number.measure == Measure::Bare);
            // "The errors tripled from 13 to 40"
            let goes = matches!(self.word_before(at, 1), "from" | "to")
                && matches!((self.word_at("from"), self.word_at("to")), (Some(from), Some(to)) if from < to);
            if is_count && (goes || self.says_number_of(at) || self.mark_before(at, ':')) {
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
        }) || (self.measures.len() == 1 && !matches!(number.measure, Measure::Time | Measure::Size))
    }

    /// Whether one of the measures is a time by its own name; "took" alone says less than what took it.
    fn says_time_quantity(&self, measures: &[usize], at: usize) -> bool {
        measures.iter().flat_map(|index| &self.measures[*index].what).any(|id| {
            let is_time = self.facts.of(*id).any(|fact| fact.unit == Unit::Time);
            is_time
                && !(self.facts.quantities.get(*id).key == "duration" && self.is_call_time())
                && (self.facts.quantities.get(*id).key != "duration"
                    || self.time_key(at).is_none()
                    || self.named(Sort::Model).is_empty())
        })
    }

    /// A percentile, a mean or the slowest of calls.
    fn is_call_time(&self) -> bool {
        const CALLS: [&str; 7] =
            ["call", "calls", "request", "requests", "response", "responses", "prediction"];
        let latency = self.facts.quantities.id("latency");
        let mut words = self.tokens.iter().flat_map(|token| token.text.split(' '));
        let of_several = self.tags.iter().any(|mention| matches!(mention.what, Tag::Stat(_)));
        let is_service = latency.is_some_and(|id| self.facts.of(id).next().is_some());
        of_several && (is_service || words.any(|word| CALLS.contains(&word)))
    }

    /// What a time without a word for it can be: what the verbs say, else how long the whole took.
    fn time_keys(&self, at: usize) -> &'static [&'static str] {
        match self.time_key(at) {
            // "In 70 seconds the experiment trained 14 models."
            Some("training_time") if self.is_of_run() => &["duration"],
            Some("training_time") => &["training_time"],
            Some(_) => &["predict_time", "latency"],
            None if self.is_call_time() => &["latency"],
            None if !self.named(Sort::Model).iter().any(|mention| mention.at < at) => &["duration"],
            None => &[],
        }
    }

    /// Training or prediction, by the verbs: those of the clause at `at`, else those of the sentence; `None` where they
    /// say neither or both.
    pub(crate) fn time_key(&self, at: usize) -> Option<&'static str> {
        let says = |stems: &[&str], everywhere: bool| {
            self.tokens.iter().enumerate().any(|(place, token)| {
                (everywhere || self.clauses.get(at) == Some(&self.clauses[place]))
                    && match token.token {
                        Token::Name(_) => false,
                        // "Training rows" say nothing of time, "training it took" does.
                        Token::Tag(_) => matches!(token.text.as_str(), "train" | "training"),
                        _ => true,
                    }
                    && token.text != "service"
                    && stems.iter().any(|stem| token.text.starts_with(stem))
            })
        };
        let key = |everywhere: bool| match (
            says(&["train", "fit"], everywhere),
            says(&["predict", "scor", "infer", "serv", "answer"], everywhere),
        ) {
            (true, false) => Some("training_time"),
            (false, true) => Some("predict_time"),
            _ => None,
        };
        key(false).or_else(|| key(true))
    }

    /// Whether the sentence is about the experiment and none of its models.
    fn is_of_run(&self) -> bool {
        let says = self.tokens.iter().any(|token| token.is_word(&["experiment", "run", "automl"]));
        says && self.named(Sort::Model).is_empty()
    }

    fn word_at(&self, word: &str) -> Option<usize> {
        (0..self.tokens.len()).find(|at| self.tokens[*at].is_word(&[word]))
    }

    fn says_number_of(&self, at: usize) -> bool {
        (0..at).any(|place| self.tokens[place].is_word(&["number", "count", "total"]))
    }

    fn mark_before(&self, at: usize, mark: char) -> bool {
        at.checked_sub(1).is_some_and(|before| self.tokens[before].mark(&[mark]))
    }
}
