//! Which of several mentions a number belongs to.

use super::{COMPARATIVES, Mention, Scene};
use crate::name::{NameId, Sort};

impl Scene<'_> {
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
        // "on training rows than in cross-validation (0.98 versus 0.95)": one value for each mention, in order.
        if let Some(open) = self.open_bracket(at) {
            let close = self.close_bracket(open);
            let inside: Vec<usize> =
                self.values.iter().copied().filter(|value| *value > open && *value < close).collect();
            let before = mentions.iter().filter(|mention| mention.at < open).count();
            if inside.len() > 1
                && inside.len() == before
                && let Some(position) = inside.iter().position(|value| *value == at)
            {
                return vec![mentions[position].what];
            }
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
        // "357 benign and 212 malignant": what follows at once; "59 and 48, respectively": in the same order.
        if let Some(next) = mentions.iter().find(|mention| mention.at == at + 1)
            && !mentions.iter().any(|mention| mention.at + 1 == at)
        {
            return vec![next.what];
        }
        let numbers: Vec<usize> = (0..self.tokens.len())
            .filter(|place| self.tokens[*place].number().is_some() && !self.taken.contains(place))
            .collect();
        // "48 rows for A and 71 rows for B": each number before its own.
        let own = |index: usize| {
            let next = numbers.get(index + 1).copied().unwrap_or(usize::MAX);
            mentions.get(index).is_some_and(|mention| {
                numbers[index] < mention.at
                    && mention.at < next
                    && (numbers[index]..mention.at)
                        .any(|place| self.tokens[place].is_word(&["for", "of", "in", "on"]))
            })
        };
        if numbers.len() == mentions.len()
            && (0..numbers.len()).all(own)
            && let Some(position) = numbers.iter().position(|number| *number == at)
        {
            return vec![mentions[position].what];
        }
        let respectively = self.tokens.iter().any(|token| token.is_word(&["respectively"]));
        let follow =
            mentions.last().is_some_and(|last| numbers.first().is_some_and(|first| last.at < *first));
        if (respectively || follow)
            && numbers.len() == mentions.len()
            && let Some(position) = numbers.iter().position(|number| *number == at)
        {
            return vec![mentions[position].what];
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
                return mentions
                    .iter()
                    .filter(|mention| mention.at == after.at)
                    .map(|mention| mention.what)
                    .collect();
            }
        }
        let Some(nearest) = before.last() else {
            let Some(after) = after else { return Vec::new() };
            // "569 rows, of which 357 are benign": another number is nearer to what comes later.
            if (at + 1..after.at).any(|place| self.tokens[place].number().is_some()) {
                return Vec::new();
            }
            return mentions
                .iter()
                .filter(|mention| mention.at == after.at)
                .map(|mention| mention.what)
                .collect();
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
            // Members of a group stand at one place.
            if mention.at != last && (!joined || last == mention.at + 1) {
                break;
            }
            listed.push(mention.what);
            last = mention.at;
        }
        listed
    }

    /// The names of a list, "A, B and C", where the nearest name before `at` belongs to one.
    pub(crate) fn listed_before(&self, at: usize, sort: Sort) -> Option<Vec<NameId>> {
        let named = self.named(sort);
        let before: Vec<&Mention<NameId>> = named.iter().filter(|mention| mention.at < at).collect();
        let mut listed = vec![before.last()?.what];
        for pair in before.windows(2).rev() {
            // "A (28%) and B (22%)"
            let joined = pair[0].at == pair[1].at
                || (pair[0].at + 1..pair[1].at).all(|place| {
                    let token = &self.tokens[place];
                    let in_brackets = token.number().is_some() && self.open_bracket(place).is_some();
                    token.mark(&[',', '&', '(', ')']) || token.is_word(&["and", "the"]) || in_brackets
                });
            if !joined {
                break;
            }
            listed.push(pair[0].what);
        }
        (listed.len() > 1).then_some(listed)
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
}
