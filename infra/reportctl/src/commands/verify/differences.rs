//! Which part of a document differs from the one that was made again.

use std::collections::BTreeMap;

use report_domain::Format;

use super::pdf;

/// How much of a line is quoted.
const QUOTED: usize = 80;

/// What differs, a sentence for each part.
pub(super) fn between(file: &[u8], made: &BTreeMap<Format, Vec<u8>>) -> Vec<String> {
    if let (true, Some(made)) = (file.starts_with(b"%PDF-"), made.get(&Format::Pdf)) {
        return pdf::between(file, made);
    }
    let texts = made.iter().filter(|(format, _)| **format != Format::Pdf);
    match texts.max_by_key(|(_, made)| common(file, made)) {
        Some((format, made)) if common(file, made) > 0 => {
            vec![format!("Rendered again, the {} differs. {}", format.as_str(), lines(file, made))]
        }
        _ => vec!["The file looks like none of the documents that reports are written as.".to_owned()],
    }
}

/// How many bytes two files have in common from their beginnings on.
fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// The first line that differs.
fn lines(file: &[u8], made: &[u8]) -> String {
    let (mut found, mut wanted) = (file.split(|byte| *byte == b'\n'), made.split(|byte| *byte == b'\n'));
    for number in 1.. {
        match (found.next(), wanted.next()) {
            (None, None) => break,
            (found, wanted) if found == wanted => {}
            (Some(found), Some(wanted)) => {
                let at = common(found, wanted);
                return format!(
                    "From line {number}, byte {}, on, the file has {:?} where {:?} was made.",
                    at + 1,
                    excerpt(found, at),
                    excerpt(wanted, at)
                );
            }
            (None, Some(_)) => return format!("The file ends before line {number}; more was made."),
            (Some(_), None) => {
                return format!("The file goes on after line {}, where the document ends.", number - 1);
            }
        }
    }
    "The bytes are the same.".to_owned()
}

/// A stretch of a line from a place on, a little before it.
fn excerpt(line: &[u8], at: usize) -> String {
    let rest = &line[at.saturating_sub(10).min(line.len())..];
    String::from_utf8_lossy(&rest[..rest.len().min(QUOTED)]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_quoted() {
        let made = b"<!doctype html>\nAUC 0.9951\nend\n";
        let said = lines(b"<!doctype html>\nAUC 0.9961\nend\n", made);
        assert!(
            said.contains("line 2, byte 9") && said.contains("0.9961") && said.contains("0.9951"),
            "{said}"
        );
        assert!(lines(b"<!doctype html>\n", made).contains("AUC"), "an empty line in its place");
        assert!(lines(b"<!doctype html>", made).contains("ends before line 2"));
        assert!(lines(b"<!doctype html>\nAUC 0.9951\nend\n\nmore", made).contains("after line 4"));
    }

    #[test]
    fn a_file_is_compared_with_what_it_begins_like() {
        let made = BTreeMap::from([
            (Format::Html, b"<!doctype html>\nAUC 0.9951".to_vec()),
            (Format::Pdf, Vec::new()),
        ]);
        let [said] = &between(b"<!doctype html>\nAUC 0.9961", &made)[..] else { panic!("one sentence") };
        assert!(said.contains("the html differs") && said.contains("line 2"), "{said}");
        assert!(between(b"", &made)[0].contains("none of the documents"));
    }
}
