//! What a number counts.

use super::Scene;
use crate::{fact::QuantityId, numeral::Measure, token::Token};

impl Scene<'_> {
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
