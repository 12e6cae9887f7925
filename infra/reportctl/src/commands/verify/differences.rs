//! Which part of a document differs from the one that was made again.

use std::collections::BTreeMap;

use report_domain::Format;

use super::pdf;

/// How much of a line is quoted.
const QUOTED: usize = 80;

/// What differs, a sentence for each part.
pub(super) fn between(file: &[u8], made: &BTreeMap<Format, Vec<u8>>) -> Vec<String> {
    let format = format_of(file);
    match made.get(&format) {
        Some(made) if format == Format::Pdf => pdf::between(file, made),
        Some(made) => vec![lines(file, made)],
        None => vec![format!("The file looks like {}, which is not rendered.", format.as_str())],
    }
}

/// What a file looks like, by how it begins.
fn format_of(file: &[u8]) -> Format {
    let begins = |with: &str| file.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()));
    if begins("%PDF-") {
        Format::Pdf
    } else if begins("<!doctype html") {
        Format::Html
    } else if begins("{") {
        Format::Json
    } else {
        Format::Md
    }
}

/// The first line that differs.
fn lines(file: &[u8], made: &[u8]) -> String {
    let (mut found, mut wanted) = (file.split(|byte| *byte == b'\n'), made.split(|byte| *byte == b'\n'));
    for number in 1.. {
        match (found.next(), wanted.next()) {
            (None, None) => break,
            (found, wanted) if found == wanted => {}
            (Some(found), Some(wanted)) => {
                let at = found.iter().zip(wanted).take_while(|(found, wanted)| found == wanted).count();
                return format!(
                    "Rendered again, the document differs from line {number}, byte {}, on: the file has {:?} where {:?} was \
                     made.",
                    at + 1,
                    excerpt(found, at),
                    excerpt(wanted, at)
                );
            }
            (None, Some(_)) => return format!("The file ends before line {number}; more was made."),
            (Some(_), None) => return format!("The file goes on after line {}, where the document ends.", number - 1),
        }
    }
    "Rendered again, the document differs.".to_owned()
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
        assert!(said.contains("line 2, byte 8") && said.contains("0.9961") && said.contains("0.9951"), "{said}");
        assert!(lines(b"<!doctype html>\n", made).contains("AUC"), "an empty line in its place");
        assert!(lines(b"<!doctype html>", made).contains("ends before line 2"));
        assert!(lines(b"<!doctype html>\nAUC 0.9951\nend\n\nmore", made).contains("after line 4"));
    }

    #[test]
    fn formats_are_told_by_how_a_file_begins() {
        for (file, format) in [
            ("%PDF-1.7", Format::Pdf),
            ("<!DOCTYPE html>", Format::Html),
            ("{\"version\": 1}", Format::Json),
            ("# Title", Format::Md),
            ("", Format::Md),
        ] {
            assert_eq!(format_of(file.as_bytes()), format, "{file}");
        }
    }
}
