//! Widths of text, and shortening it to fit.
//!
//! Scenes are drawn by two writers with two renderings of the same font family; neither is asked. Widths are taken from
//! the family's advance widths for ASCII and from upper bounds for everything else, so that text kept inside its box here
//! stays inside it there.

use std::borrow::Cow;

use report_domain::visible_line;
use report_facts::names::shown;
use unicode_segmentation::UnicodeSegmentation;

/// Advance widths of `' '..='~'` in thousandths of the font size: Inter Regular's, digits as wide as tabular ones.
const ASCII: [u16; 95] = [
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 650, 650, 650, 650, 650,
    650, 650, 650, 650, 650, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269,
    571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471,
    456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528,
    327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
];

/// Width of `text` in points at `size` points, with a little to spare for renderers that place letters differently.
pub(crate) fn width(text: &str, size: u32) -> f64 {
    let thousandths: u32 = text.chars().map(char_width).sum();
    f64::from(thousandths) / 1_000.0 * f64::from(size) * 1.02
}

/// The same for semibold text.
pub(crate) fn bold_width(text: &str, size: u32) -> f64 {
    width(text, size) * 1.05
}

fn char_width(character: char) -> u32 {
    match u32::from(character) {
        code @ 0x20..=0x7e => u32::from(ASCII[(code - 0x20) as usize]),
        0x0300..=0x036f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0, // combining marks, zero-width characters
        0x1100..=0x11ff
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7ff
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60 => 1_000,
        0x1f000.. => 1_250,
        _ => 680,
    }
}

/// No label needs more bytes than this, and a caller may pass a word of ten thousand.
const LONGEST: usize = 400;

/// `text` cut to at most `max_width` points with an ellipsis in its middle: the ends of a model's name tell it from its
/// neighbours.
pub(crate) fn shorten(text: &str, max_width: f64, size: u32) -> Cow<'_, str> {
    let text = visible_line(text);
    if text.len() <= LONGEST && width(&text, size) <= max_width {
        return text;
    }
    let start: Vec<&str> = text.graphemes(true).take(LONGEST).collect();
    let end: Vec<&str> = text.graphemes(true).rev().take(LONGEST).collect();
    let room = max_width - width("…", size);
    let (mut head, mut tail, mut used) = (0, 0, 0.0);
    let longest = start.len().min(end.len()) / 2;
    for turn in 0..longest * 2 {
        let next = if turn % 2 == 0 { start[head] } else { end[tail] };
        used += width(next, size);
        if used > room {
            break;
        }
        if turn % 2 == 0 {
            head += 1;
        } else {
            tail += 1;
        }
    }
    let mut short = start[..head].concat().trim_end().to_owned();
    short.push('…');
    let mut tail: Vec<&str> = end[..tail].to_vec();
    tail.reverse();
    short.push_str(tail.concat().trim_start());
    short.into()
}

/// Labels of at most `max_width` points for names that stand side by side. Where one is too long and all end or begin alike,
/// such as the models of one run, an ellipsis stands for what they share: it tells none from the others.
pub(crate) fn labels(names: &[&str], max_width: f64, size: u32) -> Vec<String> {
    let mut labels: Vec<String> = names.iter().map(|name| visible_line(&shown(name)).into_owned()).collect();
    let too_long = |label: &String| label.len() > LONGEST || width(label, size) > max_width;
    if labels.len() > 1 && labels.iter().any(too_long) {
        let end = shared_end(&labels);
        let start = if end == 0 { shared_start(&labels) } else { 0 };
        for label in &mut labels {
            if end > 0 {
                label.truncate(label.len() - end);
                label.push('…');
            } else if start > 0 {
                label.replace_range(..start, "…");
            }
        }
    }
    let short: Vec<String> =
        labels.iter().map(|label| shorten(label, max_width, size).into_owned()).collect();
    let short = short.iter().enumerate().map(|(n, label)| {
        let alike = (0..short.len()).filter(|other| short[*other] == *label && labels[*other] != labels[n]);
        let same = alike.map(|other| same_start(&labels[n], &labels[other])).max();
        same.map_or_else(|| label.clone(), |same| cut_before(&labels[n], same, max_width, size))
    });
    let mut short: Vec<String> = short.collect();
    // Names that look the same all the same are told apart by their places.
    let alike: Vec<bool> = (0..short.len())
        .map(|n| (0..n).any(|other| short[other] == short[n] && labels[other] != labels[n]))
        .collect();
    for (n, _) in alike.iter().enumerate().filter(|(_, is_alike)| **is_alike) {
        let place = format!(" ({})", n + 1);
        let room = max_width - width(&place, size);
        short[n] = format!("{}{place}", shorten(&short[n], room, size));
    }
    short
}

/// How many letters two names have in common at their start.
fn same_start(one: &str, other: &str) -> usize {
    one.graphemes(true).zip(other.graphemes(true)).take_while(|(one, other)| one == other).count()
}

/// `name` with an ellipsis for what it has in common with another that [`shorten`] would make the same: the `same` letters
/// at its start but for the first few and the last. What is still too long loses its end.
fn cut_before(name: &str, same: usize, max_width: f64, size: u32) -> String {
    /// This much of the room goes to the start of the name.
    const FOR_START: f64 = 0.3;
    /// So many letters stand before those that differ.
    const CONTEXT: usize = 2;
    let ellipsis = width("…", size);
    let fitting = |letters: &[&str], room: f64| {
        let mut used = 0.0;
        let fits = |letter: &&&str| {
            used += width(letter, size);
            used <= room
        };
        letters.iter().take_while(fits).count()
    };
    let letters: Vec<&str> = name.graphemes(true).collect();
    let (start, rest) = letters.split_at(same.saturating_sub(CONTEXT));
    let head = &start[..fitting(start, max_width * FOR_START)];
    let room = max_width - width(&head.concat(), size) - ellipsis;
    let (tail, end) = if fitting(rest, room) == rest.len() {
        (rest, "")
    } else {
        (&rest[..fitting(rest, room - ellipsis)], "…")
    };
    format!("{}…{}{end}", head.concat().trim_end(), tail.concat().trim())
}

/// What names share is left out from this many bytes on: less would save no room.
const LEAST_SHARED: usize = 6;

/// How many bytes all names have in common at their end, from a joint on and without using any of them up.
fn shared_end(names: &[String]) -> usize {
    let Some(first) = names.first() else { return 0 };
    let shared = |end: &str| names.iter().all(|name| name.len() > end.len() && name.ends_with(end));
    let joints = first.char_indices().filter(|(_, character)| is_joint(*character));
    let mut ends = joints.map(|(at, _)| &first[at..]).take_while(|end| end.len() >= LEAST_SHARED);
    ends.find(|end| shared(end)).map_or(0, str::len)
}

/// How many bytes all names have in common at their start, up to a joint and without using any of them up.
fn shared_start(names: &[String]) -> usize {
    let Some(first) = names.first() else { return 0 };
    let shared = |start: &str| names.iter().all(|name| name.len() > start.len() && name.starts_with(start));
    let joints = first.char_indices().filter(|(_, character)| is_joint(*character));
    let starts = joints.map(|(at, joint)| &first[..at + joint.len_utf8()]);
    starts
        .take_while(|start| shared(start))
        .map(str::len)
        .last()
        .filter(|&length| length >= LEAST_SHARED)
        .unwrap_or(0)
}

/// Where the parts of a technical name meet.
fn is_joint(character: char) -> bool {
    matches!(character, '_' | '-' | '/' | '.' | ' ' | ':')
}

/// A name as it is spoken in alternative text.
pub(crate) fn spoken(name: &str) -> String {
    shorten(&shown(name), 300.0, 8).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_text_is_left_alone() {
        assert_eq!(shorten("GBM_1", 100.0, 8), "GBM_1");
    }

    #[test]
    fn long_names_keep_both_ends_and_fit() {
        let name = "StackedEnsemble_BestOfFamily_4_AutoML_1_20260228_150000";
        let short = shorten(name, 120.0, 8);
        assert!(width(&short, 8) <= 120.0);
        assert!(short.starts_with("Stacked") && short.ends_with("150000"), "{short}");
    }

    #[test]
    fn names_that_differ_only_in_their_middle_get_labels_that_differ() {
        let middle =
            |what: &str| format!("customer_account_history_{what}_average_over_the_last_twelve_months");
        let names = [middle("calls_made"), middle("calls_missed"), middle("invoices"), "age".to_owned()];
        let given: Vec<&str> = names.iter().map(String::as_str).collect();
        let labels = labels(&given, 120.0, 8);
        let distinct: std::collections::BTreeSet<&String> = labels.iter().collect();
        assert_eq!(distinct.len(), names.len(), "{labels:?}");
        assert!(labels.iter().all(|label| width(label, 8) <= 120.0), "{labels:?}");
        assert!(labels[..3].iter().all(|label| label.starts_with("cust")), "{labels:?}");
    }

    #[test]
    fn names_that_no_room_tells_apart_are_numbered() {
        let names =
            ["a very long name of a column x1 that goes on", "a very long name of a column x2 that goes on"];
        let cut = labels(&names, 20.0, 8);
        assert_ne!(cut[0], cut[1], "{cut:?}");
    }

    #[test]
    fn letters_of_several_code_points_are_not_torn() {
        let family = "👨‍👩‍👧‍👦".repeat(50);
        let short = shorten(&family, 60.0, 8);
        assert!(short.graphemes(true).all(|grapheme| grapheme == "👨‍👩‍👧‍👦" || grapheme == "…"), "{short}");
    }

    #[test]
    fn no_room_leaves_only_the_ellipsis() {
        assert_eq!(shorten("abcdef", 0.0, 8), "…");
    }

    #[test]
    fn controls_and_direction_overrides_vanish() {
        assert_eq!(shorten("a\u{0}b\u{202e}c\nd", 100.0, 8), "abc d");
    }
}
