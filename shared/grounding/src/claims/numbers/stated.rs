//! Figures that a finding states in words and no fact has: "by chance 50% would be", "27 ms until 6 March".

use std::collections::HashSet;

use super::matching::within;
use crate::{
    fact::Tag,
    facts::SORTS,
    numeral::Numeral,
    scene::Scene,
    token::{Spanned, Token},
};

/// How many tokens beside a number say what it is.
const CONTEXT: usize = 5;

/// Words that say nothing of what a number is.
const EMPTY: &[&str] = &[
    "the", "and", "are", "was", "were", "has", "have", "had", "for", "with", "from", "that", "this", "than",
    "then", "which", "would", "been", "being", "its", "their", "only", "just", "about", "most", "more",
    "less", "over", "under", "into", "where", "while", "when", "also", "all", "any", "each", "them", "they",
    "there", "not", "but", "can", "may", "in", "of", "on", "at", "to", "by", "is", "as", "or", "an", "it",
    "be",
];

/// The number of a finding that is this one: equal, of things that are named in both, with a word in common beside it.
pub(super) fn stated(scene: &Scene<'_>, at: usize) -> Option<String> {
    let number = scene.tokens[at].number().filter(|number| number.digits)?;
    let own = context(&scene.tokens, at);
    let finding = scene.facts.statements().iter().find(|statement| {
        has_names(scene, statement)
            && has_measures(scene, at, statement)
            && has_tags(scene, statement)
            && (0..statement.len()).any(|place| {
                statement[place].number().is_some_and(|other| is_same(number, other))
                    && names_subjects(scene, statement, place)
                    && has_measure_beside(scene, at, statement, place)
                    && !context(statement, place).is_disjoint(&own)
            })
    })?;
    let start = finding.iter().take(8).map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ");
    Some(format!("the finding \u{201c}{start} …\u{201d}"))
}

/// Whether a finding speaks of the day or time at `at` and has a number or a name of the sentence.
pub(crate) fn states_time(scene: &Scene<'_>, at: usize) -> bool {
    let time = &scene.tokens[at].token;
    scene.facts.statements().iter().any(|statement| {
        let shares = |token: &Spanned| match (&token.token, token.number()) {
            (Token::Name(name), _) => {
                statement.iter().any(|other| other.name() == Some(*name))
                    && !scene.facts.protagonists.contains(name)
            }
            (_, Some(number)) => {
                statement.iter().filter_map(Spanned::number).any(|other| is_same(number, other))
            }
            _ => false,
        };
        has_names(scene, statement)
            && statement.iter().any(|token| token.token == *time)
            && scene.tokens.iter().any(shares)
    })
}

fn is_same(number: &Numeral, other: &Numeral) -> bool {
    let value = other.value();
    number.measure == other.measure
        && number.readings.iter().any(|reading| within(value, *reading, reading.half))
}

/// The words beside a number, each by its first letters, so that "feature" and "features" are one.
fn context(tokens: &[Spanned], at: usize) -> HashSet<String> {
    let near = at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(tokens.len());
    let words = near.filter(|place| *place != at).flat_map(|place| {
        let token = &tokens[place];
        let says = !matches!(token.token, Token::Name(_) | Token::Number(_) | Token::Mark(_));
        says.then_some(token.text.split(' ')).into_iter().flatten()
    });
    let telling = words.filter(|word| word.chars().count() > 2 && !EMPTY.contains(word));
    telling.map(|word| word.chars().take(5).collect()).collect()
}

/// Whether everything that the sentence names is in the finding or goes without saying.
fn has_names(scene: &Scene<'_>, statement: &[Spanned]) -> bool {
    let facts = scene.facts;
    scene.names.iter().map(|mention| mention.what).all(|name| {
        facts.defaults.contains(&name)
            || facts.protagonists.contains(&name)
            || !SORTS.iter().any(|sort| scene.is_sort(name, *sort))
            || statement.iter().any(|token| token.name() == Some(name))
            || statement.iter().any(|token| day_of(facts, token) == Some(name))
    })
}

/// Whether a measure that stands beside the number, "25% of all errors", stands beside that of the finding, too.
fn has_measure_beside(scene: &Scene<'_>, at: usize, statement: &[Spanned], place: usize) -> bool {
    let beside = scene.measures.iter().find(|mention| mention.at > at && mention.at <= at + 2);
    beside.is_none_or(|mention| {
        (place + 1..(place + 3).min(statement.len())).any(|near| {
            statement[near].quantity().is_some_and(|ids| ids.iter().any(|id| mention.what.contains(id)))
        })
    })
}

/// Whether what the finding names in the sentence of its number is named here, too.
fn names_subjects(scene: &Scene<'_>, statement: &[Spanned], at: usize) -> bool {
    let ends = |token: &Spanned| token.mark(&['.', ';']);
    let start = statement[..at].iter().rposition(ends).map_or(0, |end| end + 1);
    let end = statement[at..].iter().position(ends).map_or(statement.len(), |end| at + end);
    statement[start..end].iter().filter_map(|token| token.name().or_else(|| day_of(scene.facts, token))).all(
        |name| {
            scene.facts.defaults.contains(&name)
                || scene.facts.protagonists.contains(&name)
                || !SORTS.iter().any(|sort| scene.is_sort(name, *sort))
                || scene.names.iter().any(|mention| mention.what == name)
        },
    )
}

fn day_of(facts: &crate::facts::Facts, token: &Spanned) -> Option<crate::name::NameId> {
    match token.token {
        Token::Date(year, month, day) => crate::token::day(facts, year, month, day),
        _ => None,
    }
}

/// Whether the rows, statistics and sides that the sentence speaks of are those of the finding.
fn has_tags(scene: &Scene<'_>, statement: &[Spanned]) -> bool {
    let has = |tag: Tag| statement.iter().any(|token| token.token == Token::Tag(tag));
    scene.tags.iter().all(|mention| has(mention.what))
}

/// Whether what the sentence measures in the clause of the number is a word of the finding, too.
fn has_measures(scene: &Scene<'_>, at: usize, statement: &[Spanned]) -> bool {
    let clause = scene.clauses[at];
    scene.measures.iter().filter(|mention| scene.clauses[mention.at] == clause).all(|mention| {
        statement
            .iter()
            .filter_map(Spanned::quantity)
            .any(|ids| ids.iter().any(|id| mention.what.contains(id)))
    })
}
