//! What a number measures.

use super::{Mention, Scene};
use crate::{
    fact::{QuantityId, Unit},
    name::Sort,
    numeral::Measure,
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
}
