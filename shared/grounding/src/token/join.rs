//! What only neighbouring tokens tell: durations of two parts, units that several numbers share, what "one" and "no" mean.

use super::{Spanned, Token};
use crate::{
    facts::Facts,
    numeral::{Measure, Numeral},
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
        let unit = tokens.get(next).and_then(Spanned::number).map(|number| (number.measure, number.factor));
        if let Some((measure @ (Measure::Time | Measure::Size | Measure::Percent), factor)) = unit {
            let mut number = number.clone();
            number.measured(measure, factor);
            tokens[index].token = Token::Number(number);
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
            "one" | "one-" if !next => tokens[index].token = Token::Word,
            "no" if next && tokens[index].name().is_none() => {
                tokens[index].token = Token::Number(Numeral::word(0.0))
            }
            _ => {}
        }
    }
}
