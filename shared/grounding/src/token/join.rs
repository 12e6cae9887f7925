//! What only neighbouring tokens tell: durations of two parts, units that several numbers share, what "one" and "no" mean.

use super::{Spanned, Token};
use crate::{
    fact::{Stat, Tag},
    facts::Facts,
    numeral::{Measure, Numeral, Reading},
};

/// "1 min 41 s" is one duration.
pub(super) fn merge_durations(tokens: &mut Vec<Spanned>) {
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
pub(super) fn spread_units(tokens: &mut [Spanned]) {
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
        // "3.78, or 7% of the mean" says the same again.
        let restates = tokens[index + 1].mark(&[','])
            && tokens.get(index + 2).is_some_and(|token| token.is_word(&["or"]));
        // "At 0.55, 97% of …" is no list; "22, 30 and 39 ms" is.
        let comma_only = next == index + 2 && tokens[index + 1].mark(&[',']);
        let goes_on =
            tokens.get(next + 1).is_some_and(|token| token.mark(&[',']) || token.is_word(&["and", "or"]));
        if restates || comma_only && !goes_on {
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

/// "Between 2 and 16 March": the month at the end is of both days.
pub(super) fn spread_months(tokens: &mut [Spanned]) {
    for index in 0..tokens.len().saturating_sub(2) {
        let Token::Date(year, month, _) = tokens[index + 2].token else { continue };
        let joins = tokens[index + 1].is_word(&["and", "to"]) || tokens[index + 1].mark(&['-', '\u{2013}']);
        let day = tokens[index].number().filter(|number| number.digits && number.measure == Measure::Bare);
        if let Some(day) = day.map(Numeral::value).filter(|day| joins && (1.0..=31.0).contains(day)) {
            tokens[index].token = Token::Date(year, month, day as u8);
        }
    }
}

/// "One in 46", "three in ten": a share.
pub(super) fn merge_odds(tokens: &mut Vec<Spanned>) {
    let whole = |token: Option<&Spanned>| {
        let number = token.and_then(Spanned::number).filter(|number| number.measure == Measure::Bare)?;
        let value = number.value();
        (value.fract() == 0.0 && value >= 1.0).then_some(value)
    };
    let mut index = 0;
    while index + 2 < tokens.len() {
        let odds = whole(tokens.get(index)).zip(whole(tokens.get(index + 2)));
        let Some((part, all)) = odds.filter(|(part, all)| *part < 10.0 && part < all) else {
            index += 1;
            continue;
        };
        if !tokens[index + 1].is_word(&["in"]) {
            index += 1;
            continue;
        }
        let share = part / all;
        // "One in twenty" is a round saying, "one in 46" is not.
        let is_round = all % 10.0 == 0.0 || all < 10.0;
        let half = if is_round { share * 0.05 } else { share * 0.5 / all };
        let reading = Reading { value: share, half, loose_half: 2.0 * half };
        tokens[index].token = Token::Number(Numeral {
            readings: vec![reading],
            measure: Measure::Bare,
            digits: false,
            factor: 1.0,
        });
        tokens[index].text = format!("{} in {}", tokens[index].text, tokens[index + 2].text);
        tokens.drain(index + 1..index + 3);
    }
}

/// "The 95th percentile is 30 ms and the 99th 39 ms": the second is a percentile, too.
pub(super) fn resolve_percentiles(tokens: &mut [Spanned]) {
    if !tokens.iter().any(|token| token.text.contains("percentile")) {
        return;
    }
    for token in tokens {
        if let Token::Ordinal(ordinal) = token.token {
            let stat = match ordinal {
                5 => Stat::P5,
                25 => Stat::P25,
                50 => Stat::Median,
                75 => Stat::P75,
                95 => Stat::P95,
                99 => Stat::P99,
                _ => continue,
            };
            token.token = Token::Tag(Tag::Stat(stat));
        }
    }
}

/// "one" and "no" are numbers only where something is counted: "one model", "no missing values".
pub(super) fn resolve_ones(tokens: &mut [Spanned], facts: &Facts) {
    let counted = |token: Option<&Spanned>| {
        token
            .and_then(Spanned::quantity)
            .is_some_and(|ids| ids.iter().any(|id| facts.quantities.get(*id).counted))
    };
    for index in 0..tokens.len() {
        let next = counted(tokens.get(index + 1))
            || (counted(tokens.get(index + 2)) && tokens[index + 1].token == Token::Word);
        match tokens[index].text.as_str() {
            // "The higher F1 of the two"
            "two" if ends_of_the(tokens, index) => tokens[index].token = Token::Word,
            // "The one model in production"
            "one" if index > 0 && tokens[index - 1].is_word(&["the"]) => tokens[index].token = Token::Word,
            "one" | "one-" if !next => tokens[index].token = Token::Word,
            // "None of the 19 features have drifted": 0 of the 19.
            "none" if is_of_many(tokens, index) => tokens[index].token = Token::Number(Numeral::word(0.0)),
            "no" if next
                && tokens[index].name().is_none()
                && !tokens[index + 1].is_word(&["other", "single"]) =>
            {
                tokens[index].token = Token::Number(Numeral::word(0.0))
            }
            _ => {}
        }
    }
}

/// "of the 19", "of 19".
fn is_of_many(tokens: &[Spanned], at: usize) -> bool {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let number = at + 2 + usize::from(text(at + 2) == "the");
    text(at + 1) == "of" && tokens.get(number).and_then(Spanned::number).is_some()
}

/// The end of "of the two".
fn ends_of_the(tokens: &[Spanned], at: usize) -> bool {
    let before = at >= 2 && tokens[at - 1].is_word(&["the"]) && tokens[at - 2].is_word(&["of"]);
    before && tokens.get(at + 1).is_none_or(|token| token.mark(&['.', ',', ';', ')']))
}
