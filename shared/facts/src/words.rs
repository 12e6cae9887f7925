//! How counts, lists, stretches of time and labels are put into words, in findings and documents alike.

mod labels;

pub use labels::{in_sentence, with_article};

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
