//! The front matter of a model card, as the Hugging Face Hub reads it: YAML with the `model-index` of results.
//!
//! Every text is a double-quoted scalar, so that none of it is read as anything else.

use std::collections::BTreeSet;

use report_document::{CardMetric, ModelCard};
use report_domain::visible_line;

/// Writes the card between its two lines of hyphens.
pub(crate) fn write(card: &ModelCard) -> String {
    let mut out = String::from("---\n");
    if let Some(library) = card.library.as_deref().map(slug).filter(|library| !library.is_empty()) {
        out.push_str(&format!("library_name: {}\n", quoted(&library)));
    }
    out.push_str(&format!("pipeline_tag: {}\n", quoted(card.task)));
    out.push_str("tags:\n");
    let algorithm = card.algorithm.as_deref().map(slug).filter(|tag| !tag.is_empty());
    for tag in ["automl".to_owned(), "tabular".to_owned()].into_iter().chain(algorithm) {
        out.push_str(&format!("- {}\n", quoted(&tag)));
    }
    if !card.metrics.is_empty() {
        out.push_str("metrics:\n");
        for id in card.metrics.iter().map(|metric| metric.id.as_str()).collect::<BTreeSet<_>>() {
            out.push_str(&format!("- {}\n", quoted(id)));
        }
        out.push_str(&results(card));
    }
    out.push_str("---\n");
    out
}

/// The `model-index`: a result for each kind of rows.
fn results(card: &ModelCard) -> String {
    let mut out = format!("model-index:\n- name: {}\n  results:\n", quoted(&card.model));
    let name = card.dataset.as_deref().unwrap_or("(not named)");
    let identifier = Some(slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "tabular".into());
    for of_split in card.metrics.chunk_by(|one, other| one.split == other.split) {
        let split = of_split.first().map(|metric| metric.split).unwrap_or_default();
        out.push_str(&format!(
            "  - task:\n      type: {}\n      name: {}\n    dataset:\n      type: {}\n      name: {}\n      split: {}\n    metrics:\n",
            quoted(card.task),
            quoted(&card.task_label),
            quoted(&identifier),
            quoted(name),
            quoted(split)
        ));
        for CardMetric { id, label, value, .. } in of_split {
            let (id, label, value) = (quoted(id), quoted(label), number(*value));
            out.push_str(&format!("    - type: {id}\n      name: {label}\n      value: {value}\n"));
        }
    }
    out
}

/// A finite number, which YAML reads as one: never with an exponent, which it would need a point for.
fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.1}") } else { value.to_string() }
}

/// A text as a double-quoted scalar. What YAML does not take as it is, is escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in visible_line(text).chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => {
                out.push(character)
            }
            other => out.push_str(&format!("\\U{:08x}", u32::from(other))),
        }
    }
    out.push('"');
    out
}

/// A name as hubs have them: small letters, digits and hyphens.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for character in name.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            out.push(character);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_and_numbers_are_numbers() {
        assert_eq!(quoted("a\": \\ ---\n# é\u{7f}"), "\"a\\\": \\\\ --- # é\"");
        assert_eq!(slug("H2O AutoML (3.46)"), "h2o-automl-3-46");
        assert_eq!(
            [number(1.0), number(0.00001), number(1e21)],
            ["1.0", "0.00001", "1000000000000000000000.0"]
        );
    }
}
