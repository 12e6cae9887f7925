//! What a line end must not tear, and what has a direction of its own: both writers ask here, so that they agree.

/// A text in parts: each with whether it is what was asked for.
pub type Parts<'a> = Vec<(&'a str, bool)>;

/// What is longer than this many characters may be broken: it would leave a hole in its line, or not fit a phone.
const LONGEST: usize = 24;

/// The text with those parts marked that stay on one line: a number with its unit (`219 ms`, `1 min 10 s`) and with what it is
/// the value or a bound of (`(R² 0.5021)`, `p-value < 0.0001`, `± 0.0027`), a date with its time, and a word with hyphens
/// (`p-value`, `churn-scoring-prod`).
pub fn whole(text: &str) -> Parts<'_> {
    let mut parts = Vec::new();
    let mut loose = 0;
    let mut words = words(text).peekable();
    while let Some((start, first)) = words.next() {
        let mut end = start + first.len();
        let (mut before, mut last) = ("", first);
        while let Some((at, next)) = words.next_if(|(_, next)| belong_together(before, last, next)) {
            end = at + next.len();
            (before, last) = (last, next);
        }
        if stays_whole(&text[start..end]) {
            push(&mut parts, &text[loose..start], false);
            push(&mut parts, &text[start..end], true);
            loose = end;
        }
    }
    push(&mut parts, &text[loose..], false);
    parts
}

/// Whether a line end would tear the text, and it is short enough to be kept from that.
pub fn stays_whole(text: &str) -> bool {
    text.contains([' ', '-']) && text.chars().count() <= LONGEST
}

const OPEN: char = '\u{201c}';
const CLOSE: char = '\u{201d}';

/// The text with those parts marked that stand in quotation marks: in sentences of ours these are names, each with a direction
/// of its own. The marks are of the sentence, so that they open and close the way that it runs.
pub fn quoted(text: &str) -> Parts<'_> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN)
        && let Some((name, _)) = after.split_once(CLOSE)
    {
        let start = before.len() + OPEN.len_utf8();
        push(&mut parts, &rest[..start], false);
        push(&mut parts, name, true);
        rest = &rest[start + name.len()..];
    }
    push(&mut parts, rest, false);
    parts
}

/// Where a name that is too long for its line may be broken: after punctuation and between `camel` and `Case`.
pub fn name_breaks(text: &str) -> impl Iterator<Item = usize> {
    let mut before: Option<char> = None;
    text.char_indices().filter_map(move |(at, char)| {
        let breaks = before.is_some_and(|before| {
            (matches!(before, '_' | '-' | '/' | '\\' | '.' | ':' | ',' | ';' | '=' | '|' | '+' | '@' | '&')
                && char.is_alphanumeric())
                || (before.is_lowercase() && char.is_uppercase())
        });
        before = Some(char);
        breaks.then_some(at)
    })
}

/// A name in a sentence of ours, marked without the quotation marks around it.
pub fn name_parts(text: &str) -> Parts<'_> {
    match text.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix(CLOSE)) {
        Some(name) => vec![("\u{201c}", false), (name, true), ("\u{201d}", false)],
        None => vec![(text, true)],
    }
}

fn push<'a>(parts: &mut Parts<'a>, part: &'a str, is_marked: bool) {
    if !part.is_empty() {
        parts.push((part, is_marked));
    }
}

/// The words with where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(' ').filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

/// Whether `next` says the unit, or goes on with the amount or the instant, of `last`, which stands after `before`; or is a
/// number in brackets, or a bound, of it.
fn belong_together(before: &str, last: &str, next: &str) -> bool {
    let ends_in_digit = last.ends_with(|last: char| last.is_ascii_digit());
    let (whole, next) = (next, next.trim_end_matches(|end: char| !end.is_alphanumeric()));
    match next {
        _ if is_sign(whole) => last.ends_with(char::is_alphanumeric),
        _ if is_sign(last) => is_number(next),
        _ if is_number(next) && whole.contains(')') && !last.ends_with(',') => true,
        "ms" | "s" | "min" | "h" | "d" | "day" | "days" | "kB" | "MB" | "GB" | "TB" | "points" | "UTC" => {
            ends_in_digit
        }
        _ if next.starts_with(|first: char| first.is_ascii_digit()) => {
            is_date(last)
                || (is_part_of_duration(last) && before.ends_with(|last: char| last.is_ascii_digit()))
        }
        _ => false,
    }
}

/// What stands before a bound, or before what may be more or less.
fn is_sign(word: &str) -> bool {
    matches!(word.trim_start_matches('('), "<" | ">" | "≤" | "≥" | "±" | "=")
}

fn is_number(word: &str) -> bool {
    word.trim_start_matches('\u{2212}').starts_with(|first: char| first.is_ascii_digit())
}

fn is_part_of_duration(word: &str) -> bool {
    matches!(word, "d" | "h" | "min")
}

/// `2026-03-13`, also after a bracket.
fn is_date(word: &str) -> bool {
    let word = word.trim_start_matches(|first: char| !first.is_alphanumeric());
    word.len() == 10
        && word.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(parts: Parts<'_>) -> Vec<&str> {
        parts.into_iter().filter(|(_, is_marked)| *is_marked).map(|(part, _)| part).collect()
    }

    #[test]
    fn figures_dates_and_words_with_hyphens_stay_whole() {
        let text = "On 2026-03-13 12:00 UTC, churn-scoring-prod took 219 ms (1 min 10 s at most) with 4 models in 5 days.";
        assert_eq!(
            marked(whole(text)),
            ["2026-03-13 12:00 UTC,", "churn-scoring-prod", "219 ms", "(1 min 10 s", "5 days."]
        );
        assert_eq!(whole(text).into_iter().map(|(part, _)| part).collect::<String>(), text);
    }

    #[test]
    fn a_number_goes_with_what_it_is_a_value_or_a_bound_of() {
        let text = "By chance (adjusted p-value < 0.0001), GBM_1 (R² 0.5021) has, in cross-validation, ± 0.0040 over 5 folds, \
            (on test rows, 0.9951) and 3 of (1 or 2).";
        assert_eq!(
            marked(whole(text)),
            ["p-value < 0.0001),", "(R² 0.5021)", "cross-validation,", "± 0.0040", "or 2)."]
        );
    }

    #[test]
    fn what_is_long_may_be_broken() {
        let name = "a-name-".repeat(9);
        assert_eq!(whole(&name), [(name.as_str(), false)]);
        assert_eq!(marked(whole("two words, 3 of them")), Vec::<&str>::new());
    }

    #[test]
    fn a_quoted_name_stands_between_marks_of_its_sentence() {
        assert_eq!(
            quoted("By \u{201c}a b\u{201d}, 3 s; \u{201c}open"),
            [("By \u{201c}", false), ("a b", true), ("\u{201d}, 3 s; \u{201c}open", false)]
        );
        assert_eq!(
            name_parts("\u{201c}a b\u{201d}"),
            [("\u{201c}", false), ("a b", true), ("\u{201d}", false)]
        );
        assert_eq!(name_parts("\u{201c}"), [("\u{201c}", true)]);
        assert_eq!(name_parts("a"), [("a", true)]);
    }
}
