//! How counts, lists and stretches of time are put into words, in findings and documents alike.

use report_domain::Timestamp;

use crate::format;

/// `1 call`, `8,959 calls`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", format::count(number)) }
}

/// The first `most` items and how many more there are: `a`, `a and b`, `a, b and 3 more`.
pub fn listed(items: impl IntoIterator<Item = impl Into<String>>, most: usize) -> String {
    let mut items = items.into_iter().map(Into::into);
    let mut named: Vec<String> = items.by_ref().take(most).collect();
    let more = items.count();
    if more > 0 {
        named.push(format!("{} more", format::count(more as u64)));
    }
    match named.pop() {
        None => String::new(),
        Some(last) if named.is_empty() => last,
        Some(last) => format!("{} and {last}", named.join(", ")),
    }
}

/// `on 2026-03-13 from 10:00 to 12:00 UTC`, or with both dates where the period ends on another day.
pub fn period(from: Timestamp, to: Timestamp) -> String {
    let (start, end) = (from.display_minute(), to.display_minute());
    if from.display_date() == to.display_date() {
        let time_of_day = |minute: &str| minute.split(' ').nth(1).unwrap_or_default().to_owned();
        format!("on {} from {} to {} UTC", from.display_date(), time_of_day(&start), time_of_day(&end))
    } else {
        format!("from {start} to {end}")
    }
}

/// First words of labels that are names of people.
const PEOPLE: [&str; 3] = ["Gini", "Cohen", "Brier"];

/// A label in the middle of a sentence: `log loss`, but `AUC`, `F1` and `Gini`.
pub fn in_sentence(label: &str) -> String {
    if PEOPLE.iter().any(|name| label.starts_with(name)) {
        return label.to_owned();
    }
    let mut characters = label.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(characters).collect()
        }
        _ => label.to_owned(),
    }
}

/// A label in the middle of a sentence with its indefinite article: `an AUC`, `a log loss`.
pub fn with_article(label: &str) -> String {
    let label = in_sentence(label);
    let mut characters = label.chars();
    let (first, second) = (characters.next(), characters.next());
    // Letters of an abbreviation are spelt out: "an RMSE", "an MCC", "an F1".
    let spelt_out =
        first.is_some_and(char::is_uppercase) && second.is_none_or(|second| !second.is_lowercase());
    let vowel = first.is_some_and(|first| {
        let sounds = if spelt_out { "AEFHILMNORSX" } else { "aeiou" };
        sounds.contains(first)
    });
    format!("{} {label}", if vowel { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn one_is_one() {
        assert_eq!(counted(1, "call", "calls"), "1 call");
        assert_eq!(counted(8_959, "call", "calls"), "8,959 calls");
    }

    #[test]
    fn lists_name_the_first_and_count_the_rest() {
        assert_eq!(listed(["a"], 3), "a");
        assert_eq!(listed(["a", "b"], 3), "a and b");
        assert_eq!(listed(["a", "b", "c", "d", "e"], 3), "a, b, c and 2 more");
        assert_eq!(listed(Vec::<String>::new(), 3), "");
    }

    #[test]
    fn articles_follow_the_sound() {
        for (label, expected) in [
            ("AUC", "an AUC"),
            ("RMSE", "an RMSE"),
            ("R²", "an R²"),
            ("PR AUC", "a PR AUC"),
            ("Log loss", "a log loss"),
            ("Accuracy", "an accuracy"),
            ("Gini", "a Gini"),
            ("ROC AUC (test)", "an ROC AUC (test)"),
            ("評価", "a 評価"),
        ] {
            assert_eq!(with_article(label), expected);
        }
    }

    #[test]
    fn a_period_within_a_day_names_the_day_once() {
        let at = |text| Timestamp::parse(text).unwrap();
        let start = at("2026-03-13T10:00:00Z");
        assert_eq!(period(start, at("2026-03-13T12:00:00Z")), "on 2026-03-13 from 10:00 to 12:00 UTC");
        assert_eq!(
            period(start, at("2026-03-14T02:00:00Z")),
            "from 2026-03-13 10:00 UTC to 2026-03-14 02:00 UTC"
        );
    }
}
