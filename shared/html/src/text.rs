//! Text on its way into markup.

use report_domain::visible;

/// Escapes what a reader can see of a text, for element content and quoted attributes.
pub(crate) fn escape_into(text: &str, out: &mut String) {
    tinytemplate::escape(&visible(text), out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_overrides_vanish_and_scripts_stay() {
        let mut markup = String::new();
        escape_into("a\u{0}b\u{202e}c\n\u{2067}العربية\u{feff}<", &mut markup);
        assert_eq!(markup, "abc\nالعربية&lt;");
    }
}
