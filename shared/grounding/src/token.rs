//! A sentence as a row of tokens: names, quantities, numbers, dates, words.

mod dates;
mod join;
mod words;

use dates::date;
pub(crate) use dates::day;
use join::{merge_durations, merge_odds, resolve_ones, resolve_percentiles, spread_months, spread_units};
use words::{number_word, ordinal, top};

use crate::{
    fact::{QuantityId, Tag},
    facts::Facts,
    name::{self, NameId},
    numeral::{self, Numeral},
    text, vocabulary,
};

/// What a stretch of a sentence is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    /// A name of the snapshot.
    Name(NameId),
    /// A spelling that several names share.
    Ambiguous,
    /// The name of what is measured or counted; any of these.
    Quantity(Vec<QuantityId>),
    /// Which split, statistic or dataset.
    Tag(Tag),
    Number(Numeral),
    /// "third", "2nd".
    Ordinal(u32),
    /// A calendar day; the year may be left out.
    Date(Option<i32>, u8, u8),
    /// Hour and minute.
    Clock(u8, u8),
    Word,
    Mark(char),
}

/// A token with its text.
#[derive(Debug, Clone)]
pub(crate) struct Spanned {
    pub(crate) token: Token,
    /// In lower case, normalised.
    pub(crate) text: String,
    /// As written, normalised.
    pub(crate) raw: String,
    /// Between double quotes.
    pub(crate) quoted: bool,
}

impl Spanned {
    pub(crate) fn is_word(&self, words: &[&str]) -> bool {
        !matches!(self.token, Token::Name(_) | Token::Number(_)) && words.contains(&self.text.as_str())
    }

    pub(crate) fn number(&self) -> Option<&Numeral> {
        match &self.token {
            Token::Number(numeral) => Some(numeral),
            _ => None,
        }
    }

    pub(crate) fn name(&self) -> Option<NameId> {
        match self.token {
            Token::Name(id) => Some(id),
            _ => None,
        }
    }

    pub(crate) fn quantity(&self) -> Option<&[QuantityId]> {
        match &self.token {
            Token::Quantity(ids) => Some(ids),
            _ => None,
        }
    }

    pub(crate) fn mark(&self, marks: &[char]) -> bool {
        matches!(self.token, Token::Mark(mark) if marks.contains(&mark))
    }
}

/// Splits a sentence, which is plain text.
pub(crate) fn tokenize(sentence: &str, facts: &Facts) -> Vec<Spanned> {
    let raw = text::normalise(sentence);
    let lower = name::lower(&raw);
    // The two are equal in characters, not in bytes.
    let starts: Vec<usize> = raw.char_indices().map(|(at, _)| at).chain([raw.len()]).collect();
    let mut tokens: Vec<Spanned> = Vec::new();
    let mut at = 0;
    let mut character = 0;
    let mut before: Option<char> = None;
    let mut quoted = false;
    while let Some(next) = lower[at..].chars().next() {
        if next.is_whitespace() {
            before = Some(next);
            at += next.len_utf8();
            character += 1;
            continue;
        }
        let (token, length) = one(&lower[at..], before, quoted, &tokens, facts);
        let piece = &lower[at..at + length];
        let characters = piece.chars().count();
        if token == Token::Mark('"') {
            quoted = !quoted;
        }
        tokens.push(Spanned {
            token,
            text: piece.to_owned(),
            raw: raw[starts[character]..starts[character + characters]].to_owned(),
            quoted,
        });
        before = piece.chars().next_back();
        at += length;
        character += characters;
    }
    merge_durations(&mut tokens);
    spread_units(&mut tokens);
    spread_months(&mut tokens);
    merge_odds(&mut tokens);
    resolve_percentiles(&mut tokens);
    resolve_ones(&mut tokens, facts);
    tokens
}

/// The token at the start of `text`.
fn one(text: &str, before: Option<char>, quoted: bool, tokens: &[Spanned], facts: &Facts) -> (Token, usize) {
    let inside = before.is_some_and(name::is_word);
    let introduced = tokens.last().is_some_and(|token| {
        matches!(
            token.text.as_str(),
            "class" | "classes" | "column" | "category" | "dataset" | "called" | "named" | "label" | "'"
        )
    });
    let named = facts.lexicon.at(text, before, quoted || introduced);
    let quantity = if inside { None } else { facts.quantities.at(text) };
    let tag = if inside { None } else { tag(text) };
    let number_before = tokens.last().is_some_and(|token| matches!(token.token, Token::Number(_)));
    if let Some((id, length)) = named {
        // A column called "requests" or "size" is the quantity, unless something says that it is the column.
        let shadowed = quantity.is_some_and(|(_, other)| other >= length)
            || tag.is_some_and(|(_, other)| other > length);
        if !shadowed || quoted || introduced {
            return (id.map_or(Token::Ambiguous, Token::Name), length);
        }
    }
    if !inside {
        if let Some((token, length)) = date(text) {
            return (token, length);
        }
        if let Some((token, length)) = top(text) {
            return (token, length);
        }
    }
    match (quantity, tag) {
        (Some((ids, length)), Some((_, other))) if length > other || (length == other && number_before) => {
            return (Token::Quantity(ids.to_vec()), length);
        }
        (_, Some((tag, length))) => return (Token::Tag(tag), length),
        (Some((ids, length)), None) => return (Token::Quantity(ids.to_vec()), length),
        (None, None) => {}
    }
    if !inside && let Some((token, length)) = ordinal(text).or_else(|| number_word(text)) {
        return (token, length);
    }
    let signed = text.starts_with(['-', '+', '$', '€', '£', '.']);
    if (!inside || (signed && !before.is_some_and(name::is_word)))
        && let Some((numeral, length)) = numeral::read(text)
    {
        return (Token::Number(numeral), length);
    }
    word(text)
}

fn word(text: &str) -> (Token, usize) {
    let mut end = 0;
    for (at, character) in text.char_indices() {
        let next = text[at + character.len_utf8()..].chars().next();
        let joins = matches!(character, '-' | '\'' | '.' | '/')
            && at > 0
            && next.is_some_and(char::is_alphanumeric)
            // "model's" is "model" and "'s", so that the noun is seen; "GBM/XGBoost" are two words.
            && !(character == '\'' && text[at + 1..].starts_with('s'));
        if name::is_word(character) || joins {
            end = at + character.len_utf8();
        } else {
            break;
        }
    }
    match end {
        0 => {
            let mark = text.chars().next().unwrap_or(' ');
            let length = mark.len_utf8();
            if mark == '\'' && text[1..].starts_with('s') && !text[2..].starts_with(name::is_word) {
                return (Token::Word, 2);
            }
            (Token::Mark(mark), length)
        }
        end => (Token::Word, end),
    }
}

fn whole(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(name::is_word))
}

fn tag(text: &str) -> Option<(Tag, usize)> {
    let first = text.as_bytes().first()?;
    vocabulary::TAGS
        .iter()
        .filter(|(phrase, _)| phrase.as_bytes().first() == Some(first) && whole(text, phrase))
        .map(|(phrase, tag)| (*tag, phrase.len()))
        .max_by_key(|(_, length)| *length)
}
