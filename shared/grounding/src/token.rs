//! A sentence as a row of tokens: names, quantities, numbers, dates, words.

use crate::{
    fact::{QuantityId, Tag},
    facts::Facts,
    name::{self, NameId, Sort},
    numeral::{self, Measure, Numeral, Reading},
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

const MONTHS: [(&str, u8); 24] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

const NUMBER_WORDS: [(&str, f64); 28] = [
    ("zero", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// Factors and fractions that are words.
const FACTORS: [(&str, f64); 8] = [
    ("twice", 2.0),
    ("double", 2.0),
    ("doubled", 2.0),
    ("doubles", 2.0),
    ("thrice", 3.0),
    ("triple", 3.0),
    ("tripled", 3.0),
    ("quadrupled", 4.0),
];

const FRACTIONS: [(&str, f64); 12] = [
    ("two thirds", 2.0 / 3.0),
    ("two-thirds", 2.0 / 3.0),
    ("three quarters", 0.75),
    ("three-quarters", 0.75),
    ("one third", 1.0 / 3.0),
    ("one-third", 1.0 / 3.0),
    ("a third", 1.0 / 3.0),
    ("one quarter", 0.25),
    ("a quarter", 0.25),
    ("one fifth", 0.2),
    ("a fifth", 0.2),
    ("half", 0.5),
];

/// How far a fraction that is a word may be from the figure: "half" of 48%.
const FRACTION_HALF: f64 = 0.02;

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

/// "top three features", "three most important features".
fn top(text: &str) -> Option<(Token, usize)> {
    let words: Vec<&str> = text.splitn(8, ' ').collect();
    let number = |word: &str| {
        NUMBER_WORDS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, value)| *value as u32)
            .or_else(|| word.parse().ok())
    };
    let length = |count: usize| words[..count].iter().map(|word| word.len()).sum::<usize>() + count - 1;
    let is_feature = |word: &str| {
        ["features", "predictors", "inputs", "drivers", "variables"]
            .contains(&word.trim_end_matches(|c: char| !c.is_alphabetic()))
    };
    match words.as_slice() {
        ["top", count, noun, ..] if is_feature(noun) => Some((
            Token::Tag(Tag::Top(number(count)?)),
            length(2) + 1 + noun.trim_end_matches(|c: char| !c.is_alphabetic()).len(),
        )),
        [count, "most" | "strongest", rest @ ..] => {
            let noun = rest.iter().take(2).position(|word| is_feature(word))?;
            let noun_length = rest[noun].trim_end_matches(|c: char| !c.is_alphabetic()).len();
            Some((Token::Tag(Tag::Top(number(count)?)), length(2 + noun) + 1 + noun_length))
        }
        _ => None,
    }
}

fn ordinal(text: &str) -> Option<(Token, usize)> {
    for (index, word) in ORDINALS.iter().enumerate() {
        if whole(text, word) || text.starts_with(&format!("{word}-")) {
            return Some((Token::Ordinal(index as u32 + 1), word.len()));
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let suffix = ["st", "nd", "rd", "th"]
        .iter()
        .any(|suffix| whole(rest, suffix) || rest.starts_with(&format!("{suffix}-")));
    if digits > 0 && suffix {
        return Some((Token::Ordinal(text[..digits].parse().ok()?), digits + 2));
    }
    None
}

fn number_word(text: &str) -> Option<(Token, usize)> {
    for (phrase, share) in FRACTIONS {
        if whole(text, phrase) {
            let reading = Reading { value: share, half: FRACTION_HALF, loose_half: FRACTION_HALF };
            return Some((
                Token::Number(Numeral {
                    readings: vec![reading],
                    measure: Measure::Bare,
                    digits: false,
                    factor: 1.0,
                }),
                phrase.len(),
            ));
        }
    }
    for (word, factor) in FACTORS {
        if whole(text, word) {
            let reading = Reading { value: factor, half: 0.05 * factor, loose_half: 0.1 * factor };
            return Some((
                Token::Number(Numeral {
                    readings: vec![reading],
                    measure: Measure::Times,
                    digits: false,
                    factor: 1.0,
                }),
                word.len(),
            ));
        }
    }
    if whole(text, "a dozen") {
        return Some((Token::Number(Numeral::word(12.0)), 7));
    }
    let (word, value) =
        NUMBER_WORDS.iter().find(|(word, _)| whole(text, word) || text.starts_with(&format!("{word}-")))?;
    let mut length = word.len();
    let mut value = *value;
    if value >= 20.0
        && let Some(rest) = text[length..].strip_prefix('-')
    {
        let small = NUMBER_WORDS[1..10].iter().find(|(small, _)| whole(rest, small))?;
        value += small.1;
        length += 1 + small.0.len();
    }
    let mut numeral = Numeral::word(value);
    // "three times", "five minutes", "ten percent".
    let unit = numeral::read(&format!("1{}", &text[length..]));
    if let Some((one, unit_length)) = unit
        && one.measure != Measure::Bare
        && one.value() != 0.0
    {
        let factor = one.value();
        numeral.measure = one.measure;
        numeral.readings =
            vec![Reading { value: value * factor, half: 0.5 * factor, loose_half: 0.5 * factor }];
        length += unit_length - 1;
    }
    Some((Token::Number(numeral), length))
}

fn date(text: &str) -> Option<(Token, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let lead = digits(text);
    // 10:00
    if (1..=2).contains(&lead) && text[lead..].starts_with(':') {
        let minutes = &text[lead + 1..];
        if digits(minutes) == 2 {
            let mut end = lead + 3;
            if text[end..].starts_with(':') && digits(&text[end + 1..]) == 2 {
                end += 3;
            }
            for zone in ["z", " utc"] {
                if whole(&text[end..], zone) {
                    end += zone.len();
                }
            }
            let (hour, minute) = (text[..lead].parse().ok()?, minutes[..2].parse().ok()?);
            return (hour < 25 && minute < 60).then_some((Token::Clock(hour, minute), end));
        }
    }
    // 2026-03-02, 2026/03/02
    if lead == 4 {
        let mark = text[4..].chars().next().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
        let month = &text[5..];
        let length = digits(month);
        if (1..=2).contains(&length) && month[length..].starts_with(mark) {
            let day = &month[length + 1..];
            let day_length = digits(day);
            if (1..=2).contains(&day_length) {
                let token = valid(
                    Some(text[..4].parse().ok()?),
                    month[..length].parse().ok()?,
                    day[..day_length].parse().ok()?,
                )?;
                let mut end = 5 + length + 1 + day_length;
                // The "T" of an instant; the clock follows as a token of its own.
                if text[end..].starts_with('t') && digits(&text[end + 1..]) == 2 {
                    end += 1;
                }
                return Some((token, end));
            }
        }
        return None;
    }
    // 2 March 2026, 2nd of March
    if (1..=2).contains(&lead) {
        let mut rest = &text[lead..];
        for suffix in ["st", "nd", "rd", "th"] {
            if whole(rest, suffix) {
                rest = &rest[2..];
            }
        }
        rest = rest.strip_prefix(' ')?;
        rest = rest.strip_prefix("of ").unwrap_or(rest);
        let (month, length) = month(rest)?;
        rest = &rest[length..];
        let (year, used) = year(rest);
        let end = text.len() - rest.len() + used;
        return Some((valid(year, month, text[..lead].parse().ok()?)?, end));
    }
    // March 2, 2026
    let (month, length) = month(text)?;
    let rest = text[length..].strip_prefix(' ')?;
    let day_length = digits(rest);
    if !(1..=2).contains(&day_length) {
        return None;
    }
    let day = rest[..day_length].parse().ok()?;
    let mut rest = &rest[day_length..];
    for suffix in ["st", "nd", "rd", "th"] {
        if whole(rest, suffix) {
            rest = &rest[2..];
        }
    }
    let (year, used) = year(rest);
    Some((valid(year, month, day)?, text.len() - rest.len() + used))
}

fn month(text: &str) -> Option<(u8, usize)> {
    MONTHS.iter().find_map(|(name, month)| {
        let rest = text.strip_prefix(name)?;
        let point = usize::from(name.len() <= 4 && rest.starts_with('.'));
        (!rest.starts_with(name::is_word)).then_some((*month, name.len() + point))
    })
}

/// A year after a comma or space.
fn year(text: &str) -> (Option<i32>, usize) {
    let trimmed = text.strip_prefix(',').unwrap_or(text);
    let Some(rest) = trimmed.strip_prefix(' ') else { return (None, 0) };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 4 && rest.starts_with("20") && !rest[4..].starts_with(name::is_word) {
        return (rest[..4].parse().ok(), text.len() - rest.len() + 4);
    }
    (None, 0)
}

fn valid(year: Option<i32>, month: u8, day: u8) -> Option<Token> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Token::Date(year, month, day))
}

/// "1 min 41 s" is one duration.
fn merge_durations(tokens: &mut Vec<Spanned>) {
    let mut index = 0;
    while index + 1 < tokens.len() {
        let skip = usize::from(tokens[index + 1].text == "and");
        let is_time = |numeral: &Numeral| numeral.measure == Measure::Time;
        let larger = tokens[index].number().filter(|numeral| is_time(numeral)).cloned();
        let smaller = tokens
            .get(index + 1 + skip)
            .and_then(Spanned::number)
            .filter(|numeral| is_time(numeral))
            .cloned();
        match (larger, smaller) {
            (Some(mut larger), Some(smaller))
                if smaller.readings[0].half < larger.readings[0].half
                    && smaller.value() < 2.0 * larger.readings[0].half =>
            {
                larger.plus(&smaller);
                tokens[index].token = Token::Number(larger);
                tokens.drain(index + 1..=index + 1 + skip);
            }
            _ => index += 1,
        }
    }
}

/// "22, 30 and 39 ms": the unit at the end is everyone's.
fn spread_units(tokens: &mut [Spanned]) {
    for index in (0..tokens.len()).rev() {
        let Some(number) =
            tokens[index].number().filter(|number| number.measure == Measure::Bare && number.digits)
        else {
            continue;
        };
        let mut next = index + 1;
        while next < tokens.len()
            && next <= index + 2
            && (tokens[next].mark(&[',', '/', '–']) || tokens[next].is_word(&["and", "or", "to"]))
        {
            next += 1;
        }
        if next == index + 1 {
            continue;
        }
        let unit = tokens.get(next).and_then(Spanned::number).map(|number| (number.measure, number.factor));
        if let Some((measure @ (Measure::Time | Measure::Size | Measure::Percent), factor)) = unit {
            let mut number = number.clone();
            number.measured(measure, factor);
            tokens[index].token = Token::Number(number);
        }
    }
}

/// "one" and "no" are numbers only where something is counted: "one model", "no missing values".
fn resolve_ones(tokens: &mut [Spanned], facts: &Facts) {
    let counted = |token: Option<&Spanned>| {
        token
            .and_then(Spanned::quantity)
            .is_some_and(|ids| ids.iter().any(|id| facts.quantities.get(*id).counted))
    };
    for index in 0..tokens.len() {
        let next = counted(tokens.get(index + 1))
            || (counted(tokens.get(index + 2)) && tokens[index + 1].token == Token::Word);
        match tokens[index].text.as_str() {
            "one" | "one-" if !next => tokens[index].token = Token::Word,
            "no" if next && tokens[index].name().is_none() => {
                tokens[index].token = Token::Number(Numeral::word(0.0))
            }
            _ => {}
        }
    }
}

/// The id of a day, where the snapshot has figures by day.
pub(crate) fn day(facts: &Facts, year: Option<i32>, month: u8, day: u8) -> Option<NameId> {
    match year {
        Some(year) => facts.lexicon.id(&format!("{year:04}-{month:02}-{day:02}")),
        None => {
            let ending = format!("-{month:02}-{day:02}");
            let mut days =
                facts.lexicon.of_sort(Sort::Day).filter(|id| facts.lexicon.get(*id).text.ends_with(&ending));
            let first = days.next();
            if days.next().is_some() { None } else { first }
        }
    }
}
