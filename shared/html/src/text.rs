//! Text on its way into markup.

use report_document::{Parts, name_parts, quoted, whole};
use report_domain::visible;

/// Escapes what a reader can see of a text, for element content and quoted attributes.
pub(crate) fn escape_into(text: &str, out: &mut String) {
    tinytemplate::escape(&visible(text), out);
}

/// The same, with what a line end must not tear kept on one line.
pub(crate) fn words_into(text: &str, out: &mut String) {
    for (part, is_whole) in whole(text) {
        if is_whole {
            out.push_str("<span class=\"w\">");
            escape_into(part, out);
            out.push_str("</span>");
        } else {
            escape_into(part, out);
        }
    }
}

/// The same of a sentence of ours, in which what is quoted is a name with a direction of its own.
pub(crate) fn sentence_into(text: &str, out: &mut String) {
    isolate_into(quoted(text), out);
}

/// The same of a name in such a sentence.
pub(crate) fn name_into(text: &str, out: &mut String) {
    isolate_into(name_parts(text), out);
}

fn isolate_into(parts: Parts<'_>, out: &mut String) {
    for (part, is_name) in parts {
        if is_name {
            out.push_str("<bdi>");
            words_into(part, out);
            out.push_str("</bdi>");
        } else {
            words_into(part, out);
        }
    }
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
