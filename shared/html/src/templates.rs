//! The templates, compiled once per thread.

use serde::Serialize;
use tinytemplate::TinyTemplate;

use crate::text;

/// A page could not be written. This is a fault of the templates, never of a document.
#[derive(Debug, thiserror::Error)]
#[error("template {template}: {source}")]
pub struct HtmlError {
    template: &'static str,
    source: tinytemplate::error::Error,
}

/// Markup that was made by a template, to be inserted as it is. Text never becomes this but through a template or
/// [`Markup::escaped`].
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub(crate) struct Markup(String);

impl Markup {
    /// Markup that stands in this crate's source.
    pub(crate) fn constant(markup: &'static str) -> Self {
        Self(markup.to_owned())
    }

    /// Markup whose every part was escaped by the caller.
    pub(crate) fn escaped(markup: String) -> Self {
        Self(markup)
    }

    pub(crate) fn push(&mut self, other: &Markup) {
        self.0.push_str(&other.0);
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

/// A template by name and source.
macro_rules! templates {
    ($($name:ident: $file:literal),+ $(,)?) => {
        $(pub(crate) const $name: &str = $file;)+
        const SOURCES: &[(&str, &str)] = &[$(($file, include_str!(concat!("../templates/", $file, ".html")))),+];
    };
}

templates! {
    BESIDE: "beside",
    CALLOUT: "callout",
    CHART: "chart",
    FIELDS: "fields",
    FIGURES: "figures",
    FINDINGS: "findings",
    GRID: "grid",
    LIST: "list",
    PAGE: "page",
    PARAGRAPH: "paragraph",
    PICTURE: "picture",
    SUBHEADING: "subheading",
    TABLE: "table",
    TEXT: "text",
    USER_TEXT: "user_text",
}

thread_local! {
    static ENGINE: TinyTemplate<'static> = engine();
}

fn engine() -> TinyTemplate<'static> {
    let mut engine = TinyTemplate::new();
    engine.set_default_formatter(&clean_and_escape);
    engine.add_formatter("words", |value, out| written(value, out, text::words_into));
    engine.add_formatter("cell", |value, out| written(value, out, text::cell_into));
    engine.add_formatter("sentence", |value, out| written(value, out, text::sentence_into));
    engine.add_formatter("name", |value, out| written(value, out, text::name_into));
    for (name, source) in SOURCES {
        // Running text stands inside a line; the last line end of its template's file does not belong there.
        let source = if *name == TEXT { source.trim_end() } else { source };
        engine.add_template(name, source).expect("the templates are constants, and a test compiles them all");
    }
    engine
}

/// What a value is written with unless a template says otherwise.
fn clean_and_escape(value: &serde_json::Value, out: &mut String) -> tinytemplate::error::Result<()> {
    written(value, out, text::escape_into)
}

/// A value, if it is text by `write`.
fn written(
    value: &serde_json::Value,
    out: &mut String,
    write: fn(&str, &mut String),
) -> tinytemplate::error::Result<()> {
    match value {
        serde_json::Value::String(text) => {
            write(text, out);
            Ok(())
        }
        other => tinytemplate::format(other, out),
    }
}

/// Fills a template.
pub(crate) fn render(template: &'static str, context: &impl Serialize) -> Result<Markup, HtmlError> {
    ENGINE
        .with(|engine| engine.render(template, context))
        .map(Markup)
        .map_err(|source| HtmlError { template, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_compiles() {
        engine();
    }

    #[test]
    fn values_are_escaped_and_braces_in_them_are_only_braces() {
        let markup = render(SUBHEADING, &"<b>{x} {{ if }} & \"q\"").expect("a string is a value");
        assert_eq!(markup.into_string(), "<h3 dir=\"auto\">&lt;b&gt;{x} {{ if }} &amp; &quot;q&quot;</h3>\n");
    }
}
