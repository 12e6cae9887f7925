//! What a number counts.

use super::Scene;
use crate::{
    fact::QuantityId,
    name::Sort,
    numeral::Measure,
    token::{Spanned, Token},
};

/// Words that say that only a part of what a noun names is counted: the whole, the words, the part's quantity.
const PARTS: &[(&str, &[&str], &str)] = &[
    ("features", &["drifted", "drifting", "drift", "shifted"], "drifted_features"),
    ("features", &["stable", "unchanged"], "stable_features"),
    ("requests", &["failed", "failing", "errors", "error", "fail"], "errors"),
    ("models", &["ensembles", "stacked ensembles", "ensemble", "stacked ensemble"], "ensembles"),
    ("models", &["tied", "tie", "share"], "tied_models"),
    (
        "rows",
        &[
            "misclassified",
            "misclassifies",
            "misclassifying",
            "misclassify",
            "wrong",
            "wrongly",
            "incorrectly",
        ],
        "misclassified",
    ),
    (
        "rows",
        &[
            "missed",
            "misses",
            "missing",
            "miss",
            "overlooks",
            "overlooked",
            "undetected",
            "unnoticed",
            "escape",
            "escapes",
            "escaped",
        ],
        "missed",
    ),
    (
        "rows",
        &[
            "found",
            "finds",
            "caught",
            "catches",
            "detected",
            "detects",
            "identified",
            "identifies",
            "recognised",
            "recognises",
            "recognized",
            "recognizes",
        ],
        "rows_found",
    ),
    (
        "rows",
        &["holdout rows", "holdout", "held out", "rows held out", "held-out rows", "held-out", "held"],
        "holdout_rows",
    ),
    ("synthetic_rows", &["exact copies", "exact copy", "copies", "copy"], "exact_copies"),
    ("checks", &["passed", "pass", "passes"], "checks_passed"),
    ("checks", &["warning", "warnings"], "checks_with_warning"),
    ("datasets", &["missing", "missing values"], "datasets_with_missing_values"),
    ("datasets", &["unused"], "unused_datasets"),
    ("datasets", &["used", "in use"], "datasets_in_use"),
    (
        "base_models",
        &[
            "used",
            "use",
            "uses",
            "using",
            "draws",
            "draw",
            "combines",
            "relies",
            "contribute",
            "contributes",
            "contributing",
            "builds",
            "build",
            "rests",
            "draws on",
        ],
        "base_models_used",
    ),
];

/// The same where several words together say it.
const PHRASES: &[(&str, &str, &str)] = &[
    ("models", "within one standard error", "models_within_one_standard_error"),
    ("datasets", "for binary classification", "datasets:binary_classification"),
    ("datasets", "for multiclass classification", "datasets:multiclass_classification"),
    ("datasets", "for regression", "datasets:regression"),
    ("requests", "a day", "requests_per_day"),
    ("requests", "per day", "requests_per_day"),
    ("requests", "each day", "requests_per_day"),
    ("requests", "daily", "requests_per_day"),
    ("features", "of the importance", "features_for_most_of_the_importance"),
    ("features", "of the total importance", "features_for_most_of_the_importance"),
    ("features", "of importance", "features_for_most_of_the_importance"),
];

impl Scene<'_> {
    /// What the number counts, "14 trained models", and where the noun stands: after it, or with an earlier number where
    /// it is left out ("of 10 checks, 8 passed").
    pub(crate) fn counted(&self, at: usize) -> Option<(Vec<QuantityId>, usize)> {
        let number = self.tokens[at].number()?;
        // "44.0" is no way to count.
        let whole = number
            .readings
            .iter()
            .any(|reading| reading.value.fract() == 0.0 && (reading.half == 0.0 || reading.half >= 0.5));
        if number.measure != Measure::Bare || !whole {
            return None;
        }
        // "44 models, 41 of which are candidates"
        let of_them =
            self.word(at + 1) == "of" && matches!(self.word(at + 2), "which" | "them" | "these" | "those");
        if let Some((ids, _)) = (0..at).rev().find_map(|place| self.counted_noun(place)).filter(|_| of_them) {
            // "12 misclassified rows, 9 of them malignant"
            let of_class = self
                .tokens
                .get(at + 3)
                .and_then(Spanned::name)
                .is_some_and(|name| self.is_sort(name, Sort::Class));
            let part = self.part_of(&ids, at, at + 2).map(|part| vec![part]);
            return part.or(of_class.then_some(ids)).map(|ids| (ids, at + 2));
        }
        if let Some((ids, noun)) = self.whole_after(at) {
            // "3 of the 19 features have drifted": the first number counts those that drifted.
            let part = self.part_of(&ids, at, noun);
            // "Malignant cases are 212 of 569 rows": rows of the class.
            let of_class = || self.is_rows(&ids) && !self.named(Sort::Class).is_empty();
            return match part {
                Some(part) => Some((vec![part], noun)),
                None => of_class().then_some((ids, noun)),
            };
        }
        let is_whole_of_part = self.is_whole_of_part(at);
        if let Some((ids, noun)) = self.counted_noun(at) {
            if let Some(id) = self.trained_on(&ids, at) {
                return Some((vec![id], noun));
            }
            // "Four of the six base models used": the whole is a part, too.
            let is_used = self.tokens.get(noun + 1).is_some_and(|token| token.is_word(&["used"]));
            return match self.part_of(&ids, at, noun) {
                Some(part) if !is_whole_of_part || is_used => Some((vec![part], noun)),
                // "2 of the 71 rows of class_1": the rows of the class that were looked at.
                _ if is_whole_of_part && self.is_rows(&ids) && !self.named(Sort::Class).is_empty() => {
                    let support = self.facts.quantities.id("support");
                    Some((ids.into_iter().chain(support).collect(), noun))
                }
                _ => Some((ids, noun)),
            };
        }
        // "357 benign", "59 and 48 rows"
        let next = self.tokens.get(at + 1);
        let class = next.and_then(Spanned::name).is_some_and(|name| self.is_sort(name, Sort::Class));
        if class && let Some((ids, _)) = self.rows(at) {
            return match self.part_of(&ids, at, at + 1) {
                Some(part) if !is_whole_of_part => Some((vec![part], at + 1)),
                _ => Some((ids, at + 1)),
            };
        }
        let predicate = next.is_some_and(|next| next.is_word(&["are", "is", "were", "was"]));
        let after = self.tokens.get(at + 2).and_then(Spanned::name);
        if predicate && after.is_some_and(|name| self.is_sort(name, Sort::Class)) {
            return self.rows(at);
        }
        let joins = next.is_some_and(|next| next.mark(&[',', '/']) || next.is_word(&["and", "or"]));
        let other = self.tokens.get(at + 2).and_then(Spanned::number);
        if joins && other.is_some_and(|other| other.measure == Measure::Bare) && !is_whole_of_part {
            return self.counted(at + 2);
        }
        if is_whole_of_part {
            return if self.follows_bare(at) { self.rows(at) } else { None };
        }
        self.without_noun(at)
    }

    /// "Of 10", "of the 10", "of its 10".
    pub(super) fn is_whole_of_part(&self, at: usize) -> bool {
        // "A total of 195 requests"
        if self.word_before(at, 2) == "total" {
            return false;
        }
        self.word_before(at, 1) == "of"
            || (self.word_before(at, 2) == "of"
                && matches!(self.word_before(at, 1), "the" | "its" | "all" | "our" | "their" | "these"))
    }

    /// Whether it counts a part that has a figure of its own: those that failed, drifted, are stable.
    pub(crate) fn counts_part(&self, at: usize) -> bool {
        let Some((ids, _)) = self.counted(at) else { return false };
        let is_part = |key: &str| PARTS.iter().any(|(_, _, part)| *part == key);
        ids.iter()
            .any(|id| is_part(&self.facts.quantities.get(*id).key) && self.facts.of(*id).next().is_some())
    }

    /// "Trained on 3,000 rows", where the data tells them from other rows.
    fn trained_on(&self, ids: &[QuantityId], at: usize) -> Option<QuantityId> {
        let quantities = &self.facts.quantities;
        let is_rows = ids.iter().any(|id| quantities.get(*id).key == "rows");
        let says = (at.saturating_sub(4)..at).any(|place| self.tokens[place].is_word(&["trained", "fitted"]));
        let id = quantities.id("training_rows").filter(|_| is_rows && says)?;
        self.facts.of(id).next().map(|_| id)
    }

    /// "3 of the 19 features": what the second number counts.
    pub(crate) fn whole_after(&self, at: usize) -> Option<(Vec<QuantityId>, usize)> {
        let of = (self.word(at + 1) == "of") || (self.word(at + 1) == "out" && self.word(at + 2) == "of");
        if !of {
            return None;
        }
        let second =
            (at + 2..(at + 6).min(self.tokens.len())).find(|place| self.tokens[*place].number().is_some())?;
        if let Some(noun) = self.counted_noun(second) {
            return Some(noun);
        }
        self.rows(second)
    }

    /// "9 of 212", "9 out of the 212".
    fn follows_bare(&self, at: usize) -> bool {
        let of = (0..at).rev().find(|place| !self.tokens[*place].is_word(&["of", "the", "out", "all"]));
        of.is_some_and(|place| place + 1 < at && self.tokens[place].number().is_some())
    }

    /// "misclassifying just three", "missing 11 of 212", "41 are candidates".
    fn without_noun(&self, at: usize) -> Option<(Vec<QuantityId>, usize)> {
        let whole = (0..at).rev().find_map(|place| {
            let number = self.tokens[place].number()?;
            let is_count = number.measure == Measure::Bare;
            self.counted_noun(place).filter(|_| is_count).map(|(ids, _)| ids)
        });
        let ids = match whole {
            Some(ids) => ids,
            None => self.rows(at).map(|(ids, _)| ids).unwrap_or_default(),
        };
        if let Some(part) = self.part_of(&ids, at, at) {
            return Some((vec![part], at));
        }
        // "8 March had 222 requests and 15 March 267", "the most models, 19"
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        let listed = before.is_some_and(|before| matches!(before.token, Token::Name(_) | Token::Date(..)));
        // "Has the fewest models of the four experiments, twelve"
        let fewest = before
            .filter(|before| before.mark(&[',', '(', ':']) || before.is_word(&["with"]))
            .and_then(|_| (1..at).rev().find(|place| self.tokens[place - 1].is_word(&["fewest", "most"])))
            .and_then(|place| self.tokens[place].quantity());
        if let Some(fewest) = fewest
            && fewest.iter().any(|id| self.facts.quantities.get(*id).counted)
        {
            return Some((fewest.to_vec(), at));
        }
        // "A is the largest with 71 rows, and B is the smallest with 48"
        let with_superlative = before.is_some_and(|before| before.is_word(&["with"]))
            && matches!(self.word_before(at, 2), "smallest" | "largest" | "rarest" | "biggest" | "last");
        let listed = listed || with_superlative;
        let counted_before = listed && (0..at).any(|place| self.tokens[place].number().is_some());
        let apposed = before.is_some_and(|before| before.mark(&[',', '(']))
            && at.checked_sub(2).is_some_and(|place| self.tokens[place].quantity().is_some());
        if counted_before {
            return Some((ids, at));
        }
        let ids = at.checked_sub(2).and_then(|place| self.tokens[place].quantity()).unwrap_or_default();
        let counted: Vec<QuantityId> =
            ids.iter().copied().filter(|id| self.facts.quantities.get(*id).counted).collect();
        (apposed && !counted.is_empty()).then_some((counted, at))
    }

    fn is_rows(&self, ids: &[QuantityId]) -> bool {
        ids.iter().any(|id| self.facts.quantities.get(*id).key == "rows")
    }

    /// Rows, where classes are named or told apart and nothing else is counted.
    fn rows(&self, at: usize) -> Option<(Vec<QuantityId>, usize)> {
        let has_classes = self.facts.lexicon.of_sort(Sort::Class).next().is_some();
        let ids = ["rows", "support"].into_iter().filter_map(|key| self.facts.quantities.id(key)).collect();
        has_classes.then_some((ids, at))
    }

    /// What is counted if the words around the number and its noun say that only a part is: "requests failed", "features
    /// have drifted", "misclassifies 2 rows".
    fn part_of(&self, ids: &[QuantityId], at: usize, noun: usize) -> Option<QuantityId> {
        let quantities = &self.facts.quantities;
        let is = |key: &str| {
            ids.iter().any(|id| {
                let own = quantities.get(*id).key.as_str();
                own == key || (key == "rows" && own == "support")
            })
        };
        let clause = self.clauses[noun];
        let after: Vec<usize> = (noun + 1..(noun + 9).min(self.tokens.len()))
            .take_while(|place| {
                !self.tokens[*place].mark(&[',', ';'])
                    && (self.clauses[*place] == clause || *place <= noun + 4)
                    && (self.tokens[*place].number().is_none() || self.is_whole_of_part(*place))
            })
            .collect();
        let before: Vec<usize> = (at.saturating_sub(4)..at)
            .rev()
            .take_while(|place| {
                !self.tokens[*place].mark(&[',', ';', '(', ')']) && self.tokens[*place].number().is_none()
            })
            .collect();
        let joined = after.iter().map(|place| self.word(*place)).collect::<Vec<_>>().join(" ");
        // "Three of the five datasets, A, B and C, are for regression": a list stands between.
        let rest =
            || (noun + 1..self.tokens.len()).map(|place| self.word(place)).collect::<Vec<_>>().join(" ");
        let joined = if is("datasets") { rest() } else { joined };
        let phrase = PHRASES.iter().find(|(all, phrase, _)| is(all) && joined.contains(phrase));
        if let Some((_, _, part)) = phrase {
            return quantities.id(part);
        }
        if is("experiments")
            && self.tokens.iter().any(|token| token.is_word(&["use", "uses", "used", "feeds", "feed", "fed"]))
        {
            let dataset = self.named(Sort::Dataset).first().map(|mention| self.text_of(mention.what));
            return dataset.and_then(|dataset| quantities.id(&format!("experiments_on:{dataset}")));
        }
        if is("synthgen_runs")
            && self.tokens.iter().any(|token| token.is_word(&["use", "uses", "used", "feeds", "feed", "fed"]))
        {
            let dataset = self.named(Sort::Dataset).first().map(|mention| self.text_of(mention.what));
            return dataset.and_then(|dataset| quantities.id(&format!("synthgen_runs_on:{dataset}")));
        }
        // "Four experiments on three datasets": those that are used.
        let on_them = self.word_before(at, 1) == "on" || self.word_before(at, 1) == "across";
        if is("datasets") && on_them && matches!(self.word_before(at, 2), "experiments" | "experiment") {
            return quantities.id("datasets_in_use");
        }
        let percent_after = (noun + 1..(noun + 10).min(self.tokens.len())).any(|place| {
            self.tokens[place].number().is_some_and(|number| number.measure == Measure::Percent)
        });
        if is("features") && percent_after && self.says_share_of_importance() {
            return quantities.id("features_for_most_of_the_importance");
        }
        // "32 errors in 124 requests": the errors are counted by another number.
        let is_counted = |place: usize| {
            place.checked_sub(1).is_some_and(|before| before != at && self.tokens[before].number().is_some())
                && self.tokens[place].quantity().is_some()
        };
        let cue = |places: &[usize]| {
            places.iter().filter(|place| !is_counted(**place)).find_map(|place| {
                let token = &self.tokens[*place];
                let part = PARTS.iter().find(|(all, words, _)| is(all) && token.is_word(words));
                part.and_then(|(_, _, part)| quantities.id(part)).or_else(|| self.state(&is, &token.text))
            })
        };
        if is("rows")
            && let Some(flagged) = self.flagged(noun, &before)
        {
            return quantities.id(flagged);
        }
        let anywhere: Vec<usize> = (0..at).rev().collect();
        let is_bare = noun == at || self.word(at + 1) == "of";
        cue(&after).or_else(|| cue(&before)).or_else(|| if is_bare { cue(&anywhere) } else { None })
    }

    /// "Flags six benign ones": taken for the positive class, which of the other class is wrong.
    fn flagged(&self, noun: usize, before: &[usize]) -> Option<&'static str> {
        let says =
            before.iter().any(|at| self.tokens[*at].is_word(&["flags", "flagged", "flag", "flagging"]));
        let positive = self.facts.positive_class.filter(|_| says)?;
        let named = self.named(Sort::Class);
        let class = named.iter().find(|mention| mention.at + 2 >= noun && mention.at <= noun + 2)?;
        Some(if class.what == positive { "rows_found" } else { "missed" })
    }

    /// "candidates", "registered", "completed": how many of a project's things are in a state.
    fn state(&self, is: &impl Fn(&str) -> bool, word: &str) -> Option<QuantityId> {
        // "Still candidate models"
        let word = word.split(' ').next().unwrap_or(word);
        let state = word.strip_suffix('s').unwrap_or(word);
        ["models", "experiments", "deployments"]
            .into_iter()
            .filter(|whole| is(whole))
            .find_map(|whole| self.facts.quantities.id(&format!("{whole}:{state}")))
    }

    fn says_share_of_importance(&self) -> bool {
        let id = self.facts.quantities.id("importance");
        self.measures.iter().any(|mention| mention.what.iter().any(|own| Some(*own) == id))
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
            let of_the = token.is_word(&["of", "the", "all", "its", "their", "our"]) && place <= at + 2;
            if !(links || of_the) {
                return None;
            }
        }
        None
    }
}
