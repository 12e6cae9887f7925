//! The words of claims. All words of a language stand in one table; figures and names are put into them.

mod english;
mod parts;
mod template;
mod writer;

use report_domain::Kind;
use report_facts::{Rows, Sort};

pub(crate) use writer::statement;

/// Singular and plural.
type Noun = (&'static str, &'static str);

/// The words of a language. Templates name what stands in them: `{what}` a quantity with its rows, `{who}` whose it is,
/// `{all}` how many there are of a kind, `{a}` and `{b}` values. Another language needs one more table.
pub(crate) struct Words {
    value: &'static str,
    and_value: &'static str,
    while_value: &'static str,
    that_of: &'static str,
    before_service: &'static str,
    what_of: &'static str,
    has: &'static str,
    has_three: &'static str,
    on_two: &'static str,
    no: &'static str,
    by: &'static str,
    /// Calls of two days: those that came, and those that failed.
    on_days: [&'static str; 2],
    all_of_type: &'static str,
    matters_most: &'static str,
    there_were: &'static str,
    same: &'static str,
    compared: &'static str,
    and_compared: &'static str,
    but_compared: &'static str,
    a_better: &'static str,
    a_better_one: &'static str,
    more_of: &'static str,
    difference: &'static str,
    ratio: &'static str,
    changed: &'static str,
    unchanged: &'static str,
    place: &'static str,
    shared_place: &'static str,
    and_place: &'static str,
    and_who_place: &'static str,
    spread: &'static str,
    share: &'static str,
    share_of_others: &'static str,

    of_all: &'static str,
    across_all: &'static str,
    those_with: &'static str,
    a_number_of: &'static str,
    end: &'static str,
    the_of: &'static str,
    its: &'static str,
    the: &'static str,
    it: &'static str,
    number_of: &'static str,
    pair: &'static str,
    others: &'static str,

    /// Less and more: of times, of counts, of what is better neither way, of what is.
    longer: [&'static str; 2],
    more: [&'static str; 2],
    higher: [&'static str; 2],
    better: [&'static str; 2],
    /// Falling and rising, and staying, on other rows and on other days.
    rises: [&'static str; 2],
    rose: [&'static str; 2],
    is: &'static str,
    was: &'static str,
    /// What a ratio is times as: of counts, of times, of anything else.
    times_as: [&'static str; 3],
    /// First and last by goodness, by height, by number, by length.
    ranks: [[&'static str; 2]; 4],
    /// In front of a rank, from the first to the tenth.
    ordinals: [&'static str; 10],
    /// Behind the number of a place further down.
    ordinal: fn(usize) -> &'static str,

    advice: fn(&str, Kind) -> Option<[&'static str; 3]>,
    is_own_word: fn(&str) -> bool,
    entity: fn(Kind) -> &'static str,
    sort: fn(Sort) -> &'static str,
    within: fn(Sort) -> &'static str,
    members: fn(Sort, &str) -> Noun,
    noun: fn(&str) -> Option<Noun>,
    /// A label as it reads best in a sentence.
    label: fn(String) -> String,
    rows: fn(&str, Rows) -> &'static str,
}

#[cfg(test)]
mod tests {
    use report_domain::Kind;

    use super::english::ENGLISH;
    use crate::advice::Action;

    #[test]
    fn every_language_has_words_for_every_action() {
        for name in Action::all() {
            for kind in Kind::ALL {
                assert!((ENGLISH.advice)(name, kind).is_some(), "{name}");
            }
        }
    }
}
