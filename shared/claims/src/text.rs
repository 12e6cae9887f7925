//! Names and texts that other people chose.

use report_domain::visible_line;

/// The text on one line without invisible characters. A text of more than `longest` characters is cut and ends with "…".
pub fn short_line(text: &str, longest: usize) -> String {
    let line = visible_line(text);
    if line.chars().count() <= longest {
        return line.into_owned();
    }
    line.chars().take(longest - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_one_visible_line_of_limited_length() {
        assert_eq!(short_line("a\r\nb\u{202E}c\u{7}", 160), "a bc");
        assert_eq!(short_line("four", 4), "four");
        assert_eq!(short_line("fives", 4), "fiv…");
    }
}
