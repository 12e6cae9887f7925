//! Text on its way into markup.

use report_document::{Parts, name_breaks, name_parts, quoted, whole};
use report_domain::visible;

/// Escapes what a reader can see of a text, for element content and quoted attributes.
pub(crate) fn escape_into(text: &str, out: &mut String) {
    tinytemplate::escape(&visible(text), out);
}

/// The same, with what a line end must not tear kept on one line.
pub(crate) fn words_into(text: &str, out: &mut String) {
    for (part, is_whole) in whole(text) {
        if is_whole { whole_into(part, out) } else { escape_into(part, out) }
    }
}

fn whole_into(part: &str, out: &mut String) {
    out.push_str("<span class=\"w\">");
    escape_into(part, out);
    out.push_str("</span>");
}

/// The same of a cell, in which a long name is broken where its parts join, if it must be.
pub(crate) fn cell_into(text: &str, out: &mut String) {
    /// Characters of a word that fits any column.
    const SHORT: usize = 16;
    for (part, is_whole) in whole(text) {
        if is_whole {
            whole_into(part, out);
            continue;
        }
        for word in part.split_inclusive(' ') {
            let mut start = 0;
            for end in name_breaks(word).filter(|_| word.len() > SHORT) {
                escape_into(&word[start..end], out);
                out.push_str("<wbr>");
                start = end;
            }
            escape_into(&word[start..], out);
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

    #[test]
    fn a_long_name_in_a_cell_is_broken_where_its_parts_join() {
        let cell = |text: &str| {
            let mut markup = String::new();
            cell_into(text, &mut markup);
            markup
        };
        assert_eq!(
            cell("StackedEnsemble_BestOfFamily_1"),
            "Stacked<wbr>Ensemble_<wbr>Best<wbr>Of<wbr>Family_<wbr>1"
        );
        assert_eq!(cell("GBM_1, 1,304,939.5"), "GBM_1, 1,304,939.5");
        assert_eq!(cell("churn-scoring-prod"), "<span class=\"w\">churn-scoring-prod</span>");
    }
}
