//! File names for downloads (RFC 6266, RFC 8187).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use report_domain::visible_line;

/// Most characters of a title that make it into a file name; file systems stop at 255 bytes.
const LONGEST: usize = 80;

/// All but `attr-char` of RFC 8187.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// The `Content-Disposition` of a document that shall be saved under its title: the name in ASCII for old clients and
/// in UTF-8 for all others.
pub fn attachment(title: &str, extension: &str) -> String {
    let name = file_name(title);
    let ascii = ascii(&name);
    let encoded = utf8_percent_encode(&name, ENCODED);
    format!("attachment; filename=\"{ascii}.{extension}\"; filename*=UTF-8''{encoded}.{extension}")
}

/// A title without what no file name should have: what a reader cannot see, separators and wildcards of any system, runs of
/// spaces, and dots at either end.
fn file_name(title: &str) -> String {
    let mut name = String::new();
    for c in visible_line(title).chars().take(LONGEST) {
        match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => name.push('-'),
            c if c.is_whitespace() => {
                if !name.ends_with(' ') {
                    name.push(' ');
                }
            }
            c => name.push(c),
        }
    }
    let name = name.trim_matches(|c| c == ' ' || c == '.');
    if name.is_empty() { "report".to_owned() } else { name.to_owned() }
}

/// The name for clients that know ASCII only: other characters become underscores, unless nothing readable is left.
fn ascii(name: &str) -> String {
    let ascii: String = name.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    // A percent sign followed by two digits would be decoded by some clients.
    let ascii = ascii.replace('%', "_");
    if ascii.chars().any(|c| c.is_ascii_alphanumeric()) { ascii } else { "report".to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_in_any_script_names_the_file() {
        assert_eq!(
            attachment("Q3 churn: final/approved", "pdf"),
            "attachment; filename=\"Q3 churn- final-approved.pdf\"; \
             filename*=UTF-8''Q3%20churn-%20final-approved.pdf"
        );
        assert_eq!(
            attachment("モデル評価", "html"),
            "attachment; filename=\"report.html\"; \
             filename*=UTF-8''%E3%83%A2%E3%83%87%E3%83%AB%E8%A9%95%E4%BE%A1.html"
        );
        assert_eq!(attachment("Prüfung", "pdf").split(';').nth(1), Some(" filename=\"Pr_fung.pdf\""));
    }

    #[test]
    fn a_title_cannot_pass_for_a_path_or_another_type() {
        assert_eq!(file_name("../../etc/passwd"), "-..-etc-passwd");
        assert_eq!(file_name("invoice\u{202e}fdp.exe"), "invoicefdp.exe");
        assert_eq!(file_name(" .. "), "report");
    }

    proptest! {
        #[test]
        fn no_title_breaks_out_of_the_header(title in any::<String>()) {
            let header = attachment(&title, "pdf");
            prop_assert!(header.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
            prop_assert_eq!(header.matches('"').count(), 2);
            prop_assert_eq!(header.matches(';').count(), 2 + title_semicolons(&title));
        }
    }

    /// Semicolons may stand inside the quoted name.
    fn title_semicolons(title: &str) -> usize {
        ascii(&file_name(title)).matches(';').count()
    }
}
