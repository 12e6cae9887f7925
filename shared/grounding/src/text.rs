//! Plain text: markup taken away, characters brought to one form, sentences told apart.

/// Takes markup, links and control characters away and joins white space. What is left is text for both writers.
///
/// `[label](address)` keeps its label; a bare address goes altogether; HTML tags, emphasis, headings, list bullets and
/// code fences lose their marks and keep their words. Line ends stay, as they end sentences.
pub fn plain(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = without_tags(line);
        let line = without_links(&line);
        let line = without_marks(&line);
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// Characters that show nothing or turn the direction of what follows: they hide text from a reader.
fn is_invisible(character: char) -> bool {
    (character.is_control() && character != '\t')
        || matches!(character,
            '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Drops `<…>` where it looks like a tag, not like "less than".
fn without_tags(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('<') {
        let after = &rest[open + 1..];
        let starts_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if !starts_tag {
            kept.push_str(&rest[..=open]);
            rest = after;
            continue;
        }
        kept.push_str(&rest[..open]);
        match after.find('>') {
            Some(close) => {
                kept.push(' ');
                rest = &after[close + 1..];
            }
            None => rest = "",
        }
    }
    kept.push_str(rest);
    kept
}

fn without_links(line: &str) -> String {
    // `![alt](address)` and `[label](address)`.
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('[') {
        let after = &rest[open + 1..];
        // Where no link ends further on, there is none.
        let Some((label, end)) = after.find("](").and_then(|middle| {
            let end = after[middle..].find(')')?;
            Some((&after[..middle], middle + end))
        }) else {
            break;
        };
        kept.push_str(rest[..open].trim_end_matches('!'));
        kept.push_str(label);
        rest = &after[end + 1..];
    }
    kept.push_str(rest);
    let is_address = |word: &str| {
        let word = word.to_ascii_lowercase();
        word.contains("://")
            || ["www.", "mailto:", "javascript:", "data:"].iter().any(|scheme| {
                word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(scheme)
                    && word.len() > scheme.len() + 3
            })
    };
    if kept.split_whitespace().any(is_address) {
        kept = kept.split_whitespace().filter(|word| !is_address(word)).collect::<Vec<_>>().join(" ");
    }
    kept
}

fn without_marks(line: &str) -> String {
    let line: String = line.chars().filter(|character| !is_invisible(*character)).collect();
    let mut line = line.trim();
    line = line.trim_start_matches(['#', '>', ' ']);
    for bullet in ["- ", "* ", "• ", "+ "] {
        line = line.strip_prefix(bullet).unwrap_or(line);
    }
    let line = line.replace("```", " ").replace("**", "").replace("__", "_").replace('`', "");
    line.trim_matches('*').to_owned()
}

/// One character for each: typographic minus signs, spaces, quotes and full-width forms become their plain ones, so
/// that positions stay the same.
pub(crate) fn normalise(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}' => '-',
            '\u{00a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{02bc}' => '\'',
            '\u{201c}'..='\u{201f}' | '\u{00ab}' | '\u{00bb}' => '"',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xff01 + 0x21).unwrap_or(character),
            other => other,
        })
        .collect()
}

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: [&str; 14] =
    ["e.g", "i.e", "vs", "approx", "ca", "cf", "no", "fig", "etc", "incl", "resp", "avg", "dr", "st"];

/// The sentences of plain text, in order.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        let mut characters = line.char_indices().peekable();
        while let Some((index, character)) = characters.next() {
            let end = index + character.len_utf8();
            let ends = match character {
                '。' | '！' | '？' => true,
                '.' | '!' | '?' => {
                    let rest = &line[end..];
                    let closed = rest.trim_start_matches(['"', '\'', ')', '\u{201d}', '\u{2019}']);
                    let followed = closed.is_empty() || closed.starts_with(char::is_whitespace);
                    followed && !(character == '.' && continues(&line[start..index], closed))
                }
                _ => false,
            };
            if ends {
                let closing = line[end..]
                    .chars()
                    .take_while(|c| matches!(c, '"' | '\'' | ')' | '\u{201d}' | '\u{2019}'))
                    .map(char::len_utf8)
                    .sum::<usize>();
                push(&mut found, &line[start..end + closing]);
                start = end + closing;
                while characters.peek().is_some_and(|(index, _)| *index < start) {
                    characters.next();
                }
            }
        }
        push(&mut found, &line[start..]);
    }
    found
}

fn push<'a>(found: &mut Vec<&'a str>, sentence: &'a str) {
    let sentence = sentence.trim();
    if sentence.chars().any(char::is_alphanumeric) {
        found.push(sentence);
    }
}

/// Whether a full stop after `before` belongs to an abbreviation: "e.g.", "vs.", "No. 3".
fn continues(before: &str, after: &str) -> bool {
    let word =
        before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or(before).to_ascii_lowercase();
    let next = after.trim_start().chars().next();
    // "No." also is a whole answer; only a figure after it makes it "number".
    if word == "no" {
        return next.is_some_and(|c| c.is_ascii_digit());
    }
    ABBREVIATIONS.contains(&word.as_str()) && next.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_links_go_and_words_stay() {
        for (given, expected) in [
            ("**Good** and `plain`", "Good and plain"),
            ("- see [the model](https://x.example/a)", "see the model"),
            ("see https://x.example/a now", "see now"),
            ("<b>bold</b> <script>alert(1)</script>", "bold alert(1)"),
            ("an AUC < 0.9 is > 0.8", "an AUC < 0.9 is > 0.8"),
            ("## Title\n\n> quoted", "Title\nquoted"),
            ("zero\u{200b}width \u{202e}turned", "zerowidth turned"),
            ("<img src=x onerror=alert(1)", ""),
            ("![x](javascript:alert(1))", "x)"),
        ] {
            assert_eq!(plain(given), expected, "{given}");
        }
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            sentences("It is 0.98. E.g. vs. the old one. Really? Yes\nNew line"),
            ["It is 0.98.", "E.g. vs. the old one.", "Really?", "Yes", "New line"]
        );
        assert_eq!(sentences("良い。次も。"), ["良い。", "次も。"]);
        assert_eq!(sentences("He said \"no.\" Then 3.5 s."), ["He said \"no.\"", "Then 3.5 s."]);
        assert!(sentences(" … ").is_empty());
    }
}
