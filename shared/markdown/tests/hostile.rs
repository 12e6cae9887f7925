//! No text of a document becomes markup, whatever it is: what a reader of the page sees is what the document says.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use report_document::{
    Block, Callout, Cell, Column, Document, Field, FindingItem, KeyFigure, Meta, Row, Section, Severity,
    Span, Table, Text,
};

fn document(sections: Vec<Section>) -> Document {
    Document {
        meta: Meta {
            title: "T".into(),
            kind_label: "K".into(),
            entity_name: "E".into(),
            headline: None,
            facts: Vec::new(),
            language: "en",
            report_id: "R".into(),
            created: "C".into(),
            created_rfc3339: "2026-02-28T15:00:00Z".into(),
            origin: None,
            card: None,
        },
        sections,
        opening: 0,
        lists_figures: false,
    }
}

/// What a parser sees on the page: its text without white space and isolates, and how often each kind of markup occurs.
fn seen(markdown: &str) -> (String, HashMap<&'static str, usize>) {
    let mut text = String::new();
    let mut markup: HashMap<&'static str, usize> = HashMap::new();
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        let kind = match event {
            Event::Text(words) | Event::Code(words) => {
                text.push_str(&words);
                continue;
            }
            Event::InlineHtml(html) if html.starts_with("<a id=\"s\">") || &*html == "</a>" => "anchor",
            Event::Html(_) | Event::InlineHtml(_) => "html",
            Event::Start(Tag::Link { dest_url, .. }) if &*dest_url == "#s" => "link to the section",
            Event::Start(Tag::Link { .. }) => "link",
            Event::Start(Tag::Image { .. }) => "image",
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented)) => "code block",
            Event::Start(Tag::Heading { .. }) => "heading",
            Event::Start(Tag::List(_)) => "list",
            Event::Start(Tag::Item) => "item",
            Event::Start(Tag::Table(_)) => "table",
            Event::Start(Tag::TableCell) => "cell",
            Event::Start(Tag::BlockQuote(_)) => "quote",
            Event::Start(Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript) => {
                "emphasis"
            }
            Event::Start(Tag::FootnoteDefinition(_)) | Event::FootnoteReference(_) => "footnote",
            Event::InlineMath(_) | Event::DisplayMath(_) => "mathematics",
            Event::Rule => "rule",
            Event::TaskListMarker(_) => "task",
            _ => continue,
        };
        *markup.entry(kind).or_default() += 1;
    }
    (plain(&text), markup)
}

/// Without white space, what the writer adds that no reader sees, and the points at the ends of titles.
fn plain(text: &str) -> String {
    let text = report_domain::visible(text).into_owned();
    text.chars().filter(|it| !it.is_whitespace() && *it != '.').collect()
}

/// Texts that are likely to be markup somewhere.
fn hostile() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        prop::sample::select(vec![
            "<script>",
            "<!--",
            "-->",
            "</a>",
            "![x](http://a)",
            "[x](javascript:1)",
            "[x]: /u",
            "**",
            "__",
            "_",
            "*",
            "`",
            "``",
            "```\n",
            "~~~\n",
            "~~",
            "|",
            "\\|",
            "\\",
            "\\\n",
            "&lt;",
            "&#60;",
            "# ",
            "\n# ",
            "\n## ",
            "- ",
            "\n- ",
            "1. ",
            "\n1) ",
            "+ ",
            "> ",
            "\n> ",
            "===",
            "\n===\n",
            "---",
            "\n---\n",
            "\n|a|b|\n|-|-|\n|c|d|\n",
            ":-:",
            "\n:-:\n",
            "[^1]",
            "[^1]: x",
            "$x$",
            "$$",
            "http://a.example/x",
            "www.a.example",
            "a@b.example",
            "@user",
            "\n\n    code",
            "\t",
            "  \n",
            "[ ] ",
            "[x] ",
            "{.c}",
            "^x^",
            "\u{202e}",
            "א",
            "é",
            "a",
            " ",
            "\n",
            "\n\n",
            "<http://a.example>",
            "<a@b.example>",
            "\u{a0}",
            ":::",
            "0",
            "9)",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,6}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..7).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_becomes_markup(name in hostile(), other in hostile()) {
        let spans = Text(vec![
            Span::Plain(other.clone()),
            Span::Name(name.clone()),
            Span::Strong(name.clone()),
            Span::Code(other.clone()),
            Span::SectionLink { label: name.clone(), section: "s".into() },
            Span::Code(name.clone()),
            Span::Source { label: other.clone(), section: None },
            Span::Plain(name.clone()),
            Span::User { text: other.clone(), is_strong: true, is_slanted: false },
            Span::User { text: name.clone(), is_strong: false, is_slanted: false },
        ]);
        let table = Table {
            caption: name.clone(),
            columns: vec![Column::row_header(&name), Column::number(&other)],
            rows: vec![Row { cells: vec![Cell::text(&other), Cell::text(&name)], highlighted: true }],
            sortable: false,
        };
        let section = Section::new("s", &name)
            .with(Block::Subheading(other.clone()))
            .with(Block::Paragraph(spans.clone()))
            .with(Block::Note(Text::plain(&name)))
            .with(Block::Bullets(vec![spans.clone(), Text::plain("x")]))
            .with(Block::KeyFigures(vec![KeyFigure {
                label: name.clone(), value: other.clone(), note: Some(name.clone()),
            }]))
            .with(Block::Fields(vec![Field::new(&other, &name)]))
            .with(Block::Findings(vec![FindingItem {
                rule: "r", severity: Severity::Critical, title: name.clone(), statement: spans.clone(),
            }]))
            .with(Block::Callout(Callout { severity: Severity::Info, title: other.clone(), body: spans }))
            .with(table)
            .with(Block::UserText(format!("{name}\n{other}\n\n{name}")));
        let written = report_markdown::write(&document(vec![section]));
        let (text, markup) = seen(&written);
        let count = |kind: &str| markup.get(kind).copied().unwrap_or(0);
        for kind in ["html", "link", "image", "code block", "emphasis", "footnote", "mathematics", "rule", "task"] {
            prop_assert_eq!(count(kind), 0, "{}: {}", kind, &written);
        }
        prop_assert_eq!(
            (count("anchor"), count("table"), count("cell"), count("quote"), count("heading")),
            (2, 1, 4, 1, 3),
            "{}", &written
        );
        // Every place that shows a text shows the whole of it.
        let (name, other) = (plain(&name), plain(&other));
        let all = format!("{other}{name}{name}{other}{name}{name}{other}{name}{other}{name}");
        let texts = [
            format!("TK,C{name}{other}{all}{name}{all}x"),
            format!("{name}:{other}"),
            format!("{other}:{name}Critical:{name}"),
            format!("Note:{other}"),
            format!("{all}{name}{name}{other}{other}{name}{name}{other}{name}ReportR"),
        ];
        let mut rest = text.as_str();
        for part in texts {
            let at = rest.find(&part);
            prop_assert!(at.is_some(), "{:?} is not in {:?}: {}", part, rest, &written);
            rest = &rest[at.unwrap() + part.len()..];
        }
    }
}
