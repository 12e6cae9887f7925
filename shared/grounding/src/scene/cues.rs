//! What a number measures where only the words around it tell: "finds 95% of the malignant cases" is a recall.

use super::Scene;
use crate::{
    fact::{QuantityId, Unit},
    name::Sort,
    numeral::Measure,
};

/// Words with what they imply of a share; of several, the first that the data has figures of and whose subjects fit.
const CUES: &[(&[&str], &[&str])] = &[
    (&["correctly", "correct", "right", "rightly", "accurate", "accurately"], &["accuracy", "recall"]),
    (
        &[
            "catches",
            "catch",
            "caught",
            "finds",
            "find",
            "found",
            "detects",
            "detected",
            "identifies",
            "identified",
            "recognises",
            "recognised",
            "recognizes",
            "recognized",
            "captures",
            "captured",
            "recovers",
            "recovered",
            "retrieves",
            "spots",
            "flags",
        ],
        &["recall"],
    ),
    (&["misses", "missed", "miss", "overlooks", "overlooked"], &["false_negative_rate"]),
    (&["misclassifies", "misclassified", "misclassify", "wrong", "wrongly", "incorrectly"], &["err"]),
    (&["fail", "fails", "failed", "failing"], &["error_rate"]),
    (&["unexplained"], &["unexplained_variance"]),
    (&["new"], &["new_row_synthesis"]),
    (&["chance"], &["closer_to_training_by_chance", "by_chance"]),
    (&["otherwise", "outside", "usual", "usually", "elsewhere", "rest"], &["usual_error_rate"]),
    (&["drifted", "drift", "shifted", "shift"], &["psi"]),
    (&["probability", "probabilities"], &["prediction_mean", "expected_calibration_error"]),
];

impl Scene<'_> {
    /// Quantities that a word near the number implies, unless a measure by name (`bound`) is as near.
    pub(super) fn implied(&self, at: usize, bound: &[usize]) -> Option<Vec<QuantityId>> {
        let number = self.tokens[at].number()?;
        if !matches!(number.measure, Measure::Percent | Measure::Bare | Measure::Points) {
            return None;
        }
        let near = |place: usize| self.clauses[place] == self.clauses[at];
        let bound_near = bound.iter().any(|index| near(self.measures[*index].at));
        let last_bound = bound.iter().map(|index| self.measures[*index].at).filter(|place| *place < at).max();
        let says = |word: &str| self.tokens.iter().any(|token| token.is_word(&[word]));
        let unexplained = says("unexplained")
            && (!(says("explains") || says("explained"))
                || (0..self.tokens.len())
                    .any(|place| near(place) && self.tokens[place].is_word(&["unexplained"])));
        if unexplained && number.measure != Measure::Points {
            let unexplained = self.measured_by(&["unexplained_variance"], at);
            if unexplained.is_some() {
                return unexplained;
            }
        }
        let distance =
            bound.iter().map(|index| self.measures[*index].at.abs_diff(at)).min().unwrap_or(usize::MAX);
        let nearer = (0..self.tokens.len()).any(|place| {
            near(place)
                && place.abs_diff(at) < distance
                && !(at.min(place)..at.max(place))
                    .any(|between| self.tokens[between].is_word(&["if", "unless"]))
                && self.tokens[place].is_word(&["found", "missed", "misses", "finds"])
        });
        if bound_near && !unexplained && !nearer {
            return None;
        }
        // "Always naming the largest class would be right for 62.7%."
        let always = ["always", "guessing", "baseline", "blindly"];
        if (0..self.tokens.len()).any(|place| near(place) && self.tokens[place].is_word(&always))
            && let Some(majority) = self.measured_by(&["majority_class_share"], at)
        {
            return Some(majority);
        }
        // "When M says A, it is right in 98%": of the rows that are called so.
        let says_so = self.tokens.iter().any(|token| token.is_word(&["when", "whenever"]))
            && self
                .tokens
                .iter()
                .any(|token| token.is_word(&["says", "predicts", "calls", "flags", "answers"]));
        if says_so && let Some(precision) = self.measured_by(&["precision"], at) {
            return Some(precision);
        }
        let cue = |place: usize| {
            let token = &self.tokens[place];
            // "2% of the requests end in an error"; "20 errors" are counted.
            if number.measure == Measure::Percent && token.is_word(&["error", "errors"]) {
                return self.measured_by(&["error_rate"], at);
            }
            CUES.iter()
                .find(|(words, _)| token.is_word(words))
                .and_then(|(_, keys)| self.measured_by(keys, at))
        };
        // "Lower it from 0.37 if missed rows cost more": a condition says nothing of the number.
        let in_condition = |place: usize| {
            (at.min(place)..at.max(place))
                .any(|between| self.tokens[between].is_word(&["if", "unless", "whether"]))
        };
        let mut places: Vec<usize> = (0..self.tokens.len())
            .filter(|place| *place != at && near(*place) && !in_condition(*place))
            .collect();
        places.sort_by_key(|place| place.abs_diff(at));
        let in_clause = places.into_iter().find_map(cue);
        if in_clause.is_some() {
            return in_clause;
        }
        let earlier = (last_bound.map_or(0, |place| place + 1)..at).rev();
        let later = if last_bound.is_none() { at + 1..self.tokens.len() } else { 0..0 };
        let elsewhere = earlier.chain(later).find_map(cue);
        if elsewhere.is_some() {
            return elsewhere;
        }
        // A class with a share and no measure: how much of the data it is.
        if bound.is_empty() && self.is_share_of_class(at) {
            return self.measured_by(&["class_share"], at);
        }
        None
    }

    fn is_share_of_class(&self, at: usize) -> bool {
        let number = self.tokens[at].number();
        let is_share = number.is_some_and(|number| {
            number.measure == Measure::Percent || (!number.digits && number.value() < 1.0)
        });
        is_share && !self.subjects(at, Sort::Class).is_empty()
    }

    /// The quantities of these that have figures for what is named: with classes those of a class, else those without.
    fn measured_by(&self, keys: &[&str], at: usize) -> Option<Vec<QuantityId>> {
        // "Right on 97.9%, where always naming benign …": the class is of the other clause.
        let is_near = |place: usize| self.clauses[place] == self.clauses[at];
        let of_other = self.tokens.iter().any(|token| token.is_word(&["always"]))
            && !self.named(Sort::Class).iter().any(|mention| is_near(mention.at));
        let of_class = !of_other && !self.subjects(at, Sort::Class).is_empty();
        let ids: Vec<QuantityId> = keys.iter().filter_map(|key| self.facts.quantities.id(key)).collect();
        let measured = |id: &QuantityId, alike: bool| {
            self.facts.of(*id).any(|fact| {
                let has_class = fact.subjects.iter().any(|subject| self.is_sort(*subject, Sort::Class));
                fact.unit != Unit::Count && (!alike || has_class == of_class)
            })
        };
        let own = ids.iter().find(|id| measured(id, true));
        let any = || ids.iter().find(|id| measured(id, false) && !self.facts.has_sort(**id, Sort::Class));
        own.or_else(any).map(|id| vec![*id])
    }
}
