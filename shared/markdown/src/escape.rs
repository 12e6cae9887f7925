//! Text that becomes no markup.
//!
//! What is escaped is all that CommonMark, GitHub's extensions to it (tables, strikethrough, bare links, mathematics, footnotes)
//! or Pandoc read as markup. The text of names with underscores between letters stays as it is, for it is no emphasis there.

use std::borrow::Cow;

use report_domain::visible;

/// Keeps `@` and what follows apart: GitHub makes links of mail addresses and names of users even where the `@` is escaped.
const WORD_JOINER: char = '\u{2060}';

/// Escapes one line of text. White space is folded.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_into(&mut out, text, None);
    out
}

/// Goes on with a line that may have text already, and after which `after` follows.
pub(crate) fn escape_into(out: &mut String, text: &str, after: Option<char>) {
    if is_plain(text) {
        return out.push_str(text);
    }
    let text = folded(text);
    let mut before = out.chars().next_back();
    // Up to here the line has nothing, or nothing but digits.
    let mut is_first = out.trim().is_empty();
    let mut is_number = out.trim_start().bytes().all(|byte| byte.is_ascii_digit());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().or(after);
        let must = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' | '#' | '^' | '{' | '}' => true,
            '_' => !(is_letter(before) && is_letter(next)),
            // Lists, headings that are underlined, and the second row of a table.
            '-' | '+' => is_first && !next.is_some_and(char::is_alphanumeric),
            '=' => is_first,
            ':' => is_first || next == Some('/'),
            '.' | ')' if is_number && !is_first => !next.is_some_and(char::is_alphanumeric),
            // At the end, where a link may follow: it would be an image.
            '!' => characters.peek().is_none(),
            '.' => ends_in_www(out),
            _ => false,
        };
        if must {
            out.push('\\');
        }
        out.push(character);
        if character == '@' && next.is_some_and(|next| !next.is_whitespace()) {
            out.push(WORD_JOINER);
        }
        is_number = is_number && (character.is_ascii_digit() || (is_first && character.is_whitespace()));
        is_first = is_first && character.is_whitespace();
        before = Some(character);
    }
}

/// Whether nothing in the text is to be escaped or folded, as in most cells of tables: letters, digits, decimal points.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is = |at: Option<&u8>, kind: fn(&u8) -> bool| at.is_some_and(kind);
    bytes.iter().enumerate().all(|(index, byte)| {
        let (before, next) = (index.checked_sub(1).and_then(|it| bytes.get(it)), bytes.get(index + 1));
        match byte {
            b'.' => is(before, u8::is_ascii_digit) && is(next, u8::is_ascii_digit),
            b' ' | b'_' => is(before, u8::is_ascii_alphanumeric) && is(next, u8::is_ascii_alphanumeric),
            byte => byte.is_ascii_alphanumeric() || *byte == b'%',
        }
    })
}

/// What a reader sees of a text, on one line.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if !text.contains(['\n', '\t']) && !text.contains("  ") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let character = if matches!(character, '\n' | '\t') { ' ' } else { character };
        if !(character == ' ' && out.ends_with(' ')) {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

fn is_letter(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

fn ends_in_www(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 3 && bytes[bytes.len() - 3..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_figures_stay_readable() {
        for (text, escaped) in [
            ("AUC 0.9951 (± 0.0027), p-value < 0.01", "AUC 0.9951 (± 0.0027), p-value \\< 0.01"),
            ("GBM_1_AutoML, _private", "GBM_1_AutoML, \\_private"),
            ("0.9951 or +0.1 or -1", "0.9951 or +0.1 or -1"),
            ("+0.1", "+0.1"),
            ("1. not a list", "1\\. not a list"),
            ("12) nor this; 3. is none", "12\\) nor this; 3. is none"),
            ("- + =", "\\- + ="),
            (":-:", "\\:-:"),
            ("[a](javascript:alert(1))", "\\[a\\](javascript:alert(1))"),
            ("https://a.example www.b.example WWW.c", "https\\://a.example www\\.b.example WWW\\.c"),
            ("a@b.example, @c", "a@\u{2060}b.example, @\u{2060}c"),
            ("a\n\n# b\tc", "a \\# b c"),
            ("&lt; \\", "\\&lt; \\\\"),
        ] {
            assert_eq!(escape(text), escaped);
        }
    }
}
