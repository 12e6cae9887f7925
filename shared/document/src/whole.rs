//! What a line end must not tear, and what has a direction of its own: both writers ask here, so that they agree.

/// A text in parts: each with whether it is what was asked for.
pub type Parts<'a> = Vec<(&'a str, bool)>;

/// What is longer than this many characters may be broken: it would leave a hole in its line, or not fit a phone.
const LONGEST: usize = 24;

/// The text with those parts marked that stay on one line: a number with its unit (`219 ms`, `1 min 10 s`), a date with its
/// time, and a word with hyphens (`p-value`, `churn-scoring-prod`).
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

/// The text with those parts marked that stand in quotation marks, which are included: in sentences of ours these are names.
pub fn quoted(text: &str) -> Parts<'_> {
    const OPEN: char = '\u{201c}';
    const CLOSE: char = '\u{201d}';
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(OPEN)
        && let Some(length) = rest[start..].find(CLOSE)
    {
        let end = start + length + CLOSE.len_utf8();
        push(&mut parts, &rest[..start], false);
        push(&mut parts, &rest[start..end], true);
        rest = &rest[end..];
    }
    push(&mut parts, rest, false);
    parts
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

/// Whether `next` says the unit, or goes on with the amount or the instant, of `last`, which stands after `before`.
fn belong_together(before: &str, last: &str, next: &str) -> bool {
    let ends_in_digit = last.ends_with(|last: char| last.is_ascii_digit());
    let next = next.trim_end_matches(|end: char| !end.is_alphanumeric());
    match next {
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
    fn what_is_long_may_be_broken() {
        let name = "a-name-".repeat(9);
        assert_eq!(whole(&name), [(name.as_str(), false)]);
        assert_eq!(marked(whole("two words, 3 of them")), Vec::<&str>::new());
    }

    #[test]
    fn a_quoted_name_goes_with_its_marks() {
        assert_eq!(
            quoted("By \u{201c}a b\u{201d}, 3 s; \u{201c}open"),
            [("By ", false), ("\u{201c}a b\u{201d}", true), (", 3 s; \u{201c}open", false)]
        );
    }
}
