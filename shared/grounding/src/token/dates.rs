//! Days and times of day in their spellings.

use super::{Token, whole};
use crate::{
    facts::Facts,
    name::{self, NameId, Sort},
};

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

pub(super) fn date(text: &str) -> Option<(Token, usize)> {
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
