//! Running text.

use std::collections::HashSet;

use report_document::{Span, Text};

use crate::escape::{escape, escape_into, folded};

/// The ids of a document's sections: a link to one that was left out is only its words.
pub(crate) type Sections<'a> = HashSet<&'a str>;

/// Writes running text as one line.
pub(crate) fn text(text: &Text, sections: &Sections<'_>) -> String {
    let mut out = String::new();
    for (index, span) in text.0.iter().enumerate() {
        let next = text.0[index + 1..].iter().find_map(first_written);
        match span {
            Span::Plain(words) => push(&mut out, words, next),
            Span::Name(name) => push_name(&mut out, name, next),
            Span::Strong(words) => push_marked(&mut out, words, next, "**"),
            Span::User { text, is_strong: true, .. } => push_marked(&mut out, text, next, "**"),
            Span::User { text, is_slanted: true, .. } => push_marked(&mut out, text, next, "*"),
            Span::User { text, .. } => push_name(&mut out, text, next),
            Span::Code(words) => push_code(&mut out, words, next),
            Span::SectionLink { label, section } => {
                push_link(&mut out, label, Some(section), sections, next);
            }
            Span::Figure { label, section } | Span::Source { label, section } => {
                push_link(&mut out, label, section.as_deref(), sections, next);
            }
        }
    }
    out.trim().to_owned()
}

/// The first character that is written of a span: one that no reader sees parts nothing.
fn first_written(span: &Span) -> Option<char> {
    let text = folded(span.text());
    match span {
        Span::Name(_) | Span::User { is_strong: false, is_slanted: false, .. } if is_isolated(&text) => {
            Some(ISOLATE)
        }
        _ => text.chars().next(),
    }
}

/// Strong text that stands between white space or the ends of its line.
pub(crate) fn strong(words: &str) -> String {
    marked(words, "**")
}

fn marked(words: &str, mark: &str) -> String {
    let words = escape(folded(words).trim());
    if words.is_empty() { words } else { format!("{mark}{words}{mark}") }
}

fn push(out: &mut String, words: &str, next: Option<char>) {
    let words = if out.is_empty() { words.trim_start() } else { words };
    escape_into(out, words, next);
}

/// Whether a character is one of words to GitHub, too: letters in circles and squares are symbols to it.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric()
        && !matches!(character, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f149}' | '\u{1f150}'..='\u{1f169}'
            | '\u{1f170}'..='\u{1f189}')
}

/// Emphasis begins and ends only where the characters around it let it.
fn push_marked(out: &mut String, words: &str, next: Option<char>, mark: &str) {
    let words = folded(words);
    let inner = words.trim();
    let is_open = |character: Option<char>| character.is_none_or(char::is_whitespace);
    let begins = is_open(out.chars().next_back()) || inner.starts_with(is_of_word);
    let ends = is_open(next) || inner.ends_with(is_of_word);
    // With nothing around it, white space at its ends would be that of the words beside it.
    if inner.len() == words.len() && !inner.is_empty() && begins && ends && !out.ends_with('*') {
        out.push_str(&marked(inner, mark));
    } else {
        push(out, &words, next);
    }
}

/// A name or value from the data. Between as many backticks as it needs; what cannot stand there is plain.
fn push_code(out: &mut String, words: &str, next: Option<char>) {
    let words = folded(words);
    if words.trim().is_empty() || out.ends_with('`') {
        return push(out, &words, next);
    }
    let longest = words.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let is_padded = words.starts_with(['`', ' ']) || words.ends_with(['`', ' ']);
    let pad = if is_padded { " " } else { "" };
    out.push_str(&format!("{fence}{pad}{words}{pad}{fence}"));
}

fn push_link(
    out: &mut String,
    label: &str,
    section: Option<&str>,
    sections: &Sections<'_>,
    next: Option<char>,
) {
    let is_id = |id: &&str| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    match section.filter(is_id).filter(|id| sections.contains(id)) {
        Some(id) if !label.trim().is_empty() => {
            out.push_str(&format!("[{}](#{id})", escape(folded(label).trim())));
        }
        _ => push(out, label, next),
    }
}

/// What begins a stretch with a direction of its own.
const ISOLATE: char = '\u{2068}';

/// Whether a name needs a direction of its own: it runs from right to left somewhere.
fn is_isolated(name: &str) -> bool {
    name.contains(|character| {
        matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}

fn push_name(out: &mut String, name: &str, next: Option<char>) {
    if is_isolated(name) {
        out.push(ISOLATE);
        escape_into(out, name, None);
        out.push('\u{2069}');
    } else {
        push(out, name, next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_markup_of_ours_and_their_words_are_none() {
        let sections = Sections::from(["roc"]);
        let user =
            |text: &str, is_strong, is_slanted| Span::User { text: text.into(), is_strong, is_slanted };
        for (given, expected) in [
            (Text::plain("- a ").strong("b*").and(" c"), "\\- a **b\\*** c"),
            (Text::plain("a").strong("(b)").and("c"), "a(b)c"),
            (Text::default().strong("a!").and("\u{b}b"), "a\\!b"),
            (Text(vec![user("a!", true, false), Span::Name(" א".into())]), "a\\!\u{2068} א\u{2069}"),
            (Text::plain("a ").strong("b").strong("c"), "a **b**c"),
            (Text::default().code("a`b"), "``a`b``"),
            (Text::default().code("`"), "`` ` ``"),
            (Text::default().code("a").code("b"), "`a`b"),
            (Text::default().code(" "), ""),
            (Text::plain("see ").link("[x](y)", "roc"), "see [\\[x\\](y)](#roc)"),
            (Text::plain("see ").link("it", "gone"), "see it"),
            (Text::plain("see ").link("it", "roc)\n#"), "see it"),
            (Text(vec![user("a", false, false), user("b", false, true), user("*c", true, true)]), "a*b*\\*c"),
            (Text(vec![user("a ", false, false), user("b*", false, true)]), "a *b\\**"),
            (Text(vec![Span::Name("ab".into()), Span::Name("א".into())]), "ab\u{2068}א\u{2069}"),
        ] {
            assert_eq!(text(&given, &sections), expected, "{given:?}");
        }
    }
}
