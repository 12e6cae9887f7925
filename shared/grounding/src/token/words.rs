//! Numbers that are words: "three", "third", "twice", "a quarter", "top five".

use super::{Token, whole};
use crate::{
    fact::Tag,
    numeral::{self, Measure, Numeral, Reading},
};

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
const FACTORS: [(&str, f64); 10] = [
    ("twice", 2.0),
    ("double", 2.0),
    ("doubled", 2.0),
    ("doubles", 2.0),
    ("thrice", 3.0),
    ("triple", 3.0),
    ("tripled", 3.0),
    ("triples", 3.0),
    ("quadruples", 4.0),
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

/// "top three features", "three most important features".
pub(super) fn top(text: &str) -> Option<(Token, usize)> {
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
        [count, "most" | "strongest" | "leading" | "top" | "largest", rest @ ..] => {
            let noun = rest.iter().take(2).position(|word| is_feature(word))?;
            let noun_length = rest[noun].trim_end_matches(|c: char| !c.is_alphabetic()).len();
            Some((Token::Tag(Tag::Top(number(count)?)), length(2 + noun) + 1 + noun_length))
        }
        _ => None,
    }
}

/// Whether the text begins with the word, alone or as the first part of one with hyphens: "third-best".
fn begins(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(crate::name::is_word))
}

pub(super) fn ordinal(text: &str) -> Option<(Token, usize)> {
    for (index, word) in ORDINALS.iter().enumerate() {
        if begins(text, word) {
            return Some((Token::Ordinal(index as u32 + 1), word.len()));
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let suffix = ["st", "nd", "rd", "th"].iter().any(|suffix| begins(rest, suffix));
    if digits > 0 && suffix {
        return Some((Token::Ordinal(text[..digits].parse().ok()?), digits + 2));
    }
    None
}

pub(super) fn number_word(text: &str) -> Option<(Token, usize)> {
    for (phrase, share) in FRACTIONS {
        if whole(text, phrase) {
            let reading = Reading { value: share, half: FRACTION_HALF, loose_half: 2.0 * FRACTION_HALF };
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
    let (word, value) = NUMBER_WORDS.iter().find(|(word, _)| begins(text, word))?;
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
