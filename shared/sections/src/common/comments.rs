//! Section `comments`: what the user wrote for the report.
//!
//! As Markdown, comments may have emphasis, flat lists and links, and nothing else: whatever is not among these stands as it was typed.
//! A link is its words with its address, so that nobody is led anywhere unawares.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use report_document::{Block, Section, Span, Text};
use report_domain::{Comments, CommentsFormat, visible_line};

/// A list of more entries stands as it was typed; writers would cut it.
const MOST_ENTRIES: usize = 400;

/// Something that the parser has seen, with where it stands in the source.
type Seen<'a> = (Event<'a>, std::ops::Range<usize>);

/// Makes the section.
pub(super) fn section(comments: &Comments, format: CommentsFormat) -> Section {
    let source = comments.as_str();
    let blocks = match format {
        CommentsFormat::Plain => Vec::new(),
        CommentsFormat::Markdown => markdown(source),
    };
    let mut section = Section::new("comments", "Comments");
    section.blocks = if blocks.is_empty() { vec![Block::UserText(source.to_owned())] } else { blocks };
    section
}

fn markdown(source: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut events = Parser::new(source).into_offset_iter();
    let mut done = 0;
    while let Some((event, place)) = events.next() {
        // What the parser keeps to itself, such as where a link leads, was typed as well.
        as_typed(source, done..place.start, &mut blocks);
        done = place.end.max(done);
        let inside = if let Event::Start(_) = event { until_end(&mut events) } else { Vec::new() };
        match understood(source, &event, &inside) {
            Some(own) => blocks.extend(own),
            None => as_typed(source, place, &mut blocks),
        }
    }
    as_typed(source, done..source.len(), &mut blocks);
    blocks
}

/// The events up to the end of what has begun.
fn until_end<'a>(events: &mut impl Iterator<Item = Seen<'a>>) -> Vec<Seen<'a>> {
    let mut depth = 1_usize;
    let mut inside = Vec::new();
    for seen in events {
        match seen.0 {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        inside.push(seen);
    }
    inside
}

fn as_typed(source: &str, place: std::ops::Range<usize>, blocks: &mut Vec<Block>) {
    let text = source.get(place).unwrap_or_default().trim_matches(['\n', '\r']);
    if !text.trim().is_empty() {
        blocks.push(Block::UserText(text.trim_end().to_owned()));
    }
}

/// The blocks of a paragraph or a flat list; `None` of anything else.
fn understood(source: &str, event: &Event<'_>, inside: &[Seen<'_>]) -> Option<Vec<Block>> {
    match event {
        Event::Start(Tag::Paragraph) => {
            let lines = lines(source, inside)?;
            Some(lines.into_iter().map(Block::Paragraph).collect())
        }
        Event::Start(Tag::List(None)) => Some(vec![Block::Bullets(entries(source, inside)?)]),
        Event::Start(Tag::List(Some(1))) => Some(vec![Block::Numbered(entries(source, inside)?)]),
        _ => None,
    }
}

/// The entries of a list each of which is one line or paragraph.
fn entries(source: &str, inside: &[Seen<'_>]) -> Option<Vec<Text>> {
    let mut entries = Vec::new();
    let mut rest = inside.iter().cloned();
    while let Some((event, _)) = rest.next() {
        let Event::Start(Tag::Item) = event else { return None };
        let mut item = until_end(&mut rest);
        if let Some((Event::Start(Tag::Paragraph), _)) = item.first() {
            let mut within = item.into_iter().skip(1);
            item = until_end(&mut within);
            if within.next().is_some() {
                return None;
            }
        }
        let mut spans = Vec::new();
        for line in lines(source, &item)? {
            if !spans.is_empty() {
                spans.push(Span::Plain(" ".into()));
            }
            spans.extend(line.0);
        }
        entries.push(Text(spans));
    }
    (entries.len() <= MOST_ENTRIES).then_some(entries)
}

/// Running text in the lines that it was broken into on purpose; `None` where it holds a block.
fn lines(source: &str, inside: &[Seen<'_>]) -> Option<Vec<Text>> {
    let mut lines = vec![Text::default()];
    let (mut strong, mut slanted) = (0_usize, 0_usize);
    // Addresses of the links that are open, each with where its words begin.
    let mut links: Vec<(String, String)> = Vec::new();
    let mut rest = inside.iter().cloned();
    while let Some((event, place)) = rest.next() {
        let typed = || source.get(place.clone()).unwrap_or_default().to_owned();
        let words = match event {
            Event::Text(words) => words.into_string(),
            Event::SoftBreak => " ".into(),
            Event::Code(_) | Event::InlineHtml(_) => typed(),
            Event::HardBreak => {
                lines.push(Text::default());
                continue;
            }
            Event::Start(Tag::Strong) => {
                strong += 1;
                continue;
            }
            Event::End(TagEnd::Strong) => {
                strong -= 1;
                continue;
            }
            Event::Start(Tag::Emphasis) => {
                slanted += 1;
                continue;
            }
            Event::End(TagEnd::Emphasis) => {
                slanted -= 1;
                continue;
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                // An address between < and > is its own words.
                let is_bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
                links.push((if is_bare { String::new() } else { dest_url.into_string() }, String::new()));
                continue;
            }
            Event::End(TagEnd::Link) => match links.pop() {
                Some((address, words)) if !address.is_empty() && address != words => format!(" ({address})"),
                _ => continue,
            },
            Event::Start(Tag::Image { .. }) => {
                until_end(&mut rest);
                typed()
            }
            _ => return None,
        };
        if let Some((_, of_link)) = links.last_mut() {
            of_link.push_str(&words);
        }
        let span = Span::User {
            text: visible_line(&words).into_owned(),
            is_strong: strong > 0,
            is_slanted: slanted > 0,
        };
        if let Some(line) = lines.last_mut() {
            line.0.push(span);
        }
    }
    lines.retain(|line| !line.to_plain().trim().is_empty());
    Some(lines)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn blocks(source: &str) -> Vec<String> {
        let options = json!({ "comments": source, "comments_format": "markdown" });
        let options = report_domain::ReportOptions::from_json(options.as_object().expect("an object"), &[]);
        let comments = options.expect("valid").comments.expect("given");
        let words = |text: &Text| {
            let span = |span: &Span| match span {
                Span::User { text, is_strong, is_slanted } => {
                    let mark =
                        if *is_strong { "**" } else { "" }.to_owned() + if *is_slanted { "_" } else { "" };
                    format!("{mark}{text}{mark}")
                }
                other => other.text().to_owned(),
            };
            text.0.iter().map(span).collect::<String>()
        };
        let shown = |block: &Block| match block {
            Block::Paragraph(text) => format!("p {}", words(text)),
            Block::Bullets(items) => {
                format!("ul {}", items.iter().map(words).collect::<Vec<_>>().join(" | "))
            }
            Block::Numbered(items) => {
                format!("ol {}", items.iter().map(words).collect::<Vec<_>>().join(" | "))
            }
            Block::UserText(text) => format!("as typed {text}"),
            _ => "another".to_owned(),
        };
        section(&comments, CommentsFormat::Markdown).blocks.iter().map(shown).collect()
    }

    #[test]
    fn emphasis_lists_and_links_are_read() {
        assert_eq!(
            blocks(
                "A **b** and *c*,\nsee [it](https://x.example/a).\n\n- one\n- **two**\n\n1. first\n2. second\n"
            ),
            ["p A **b** and _c_, see it (https://x.example/a).", "ul one | **two**", "ol first | second"]
        );
        assert_eq!(
            blocks("<https://x.example> [https://y.example](https://y.example)"),
            ["p https://x.example https://y.example"]
        );
    }

    #[test]
    fn everything_else_stands_as_it_was_typed() {
        for typed in [
            "# Heading",
            "> quoted",
            "```\ncode\n```",
            "<script>alert(1)</script>",
            "- a\n  - nested",
            "3. third\n4. fourth",
            "[only]: https://x.example",
            "***",
            "| a | b |\n|---|---|\n| 1 | 2 |",
        ] {
            let whole: String = blocks(typed)
                .iter()
                .map(|block| block.split_once(' ').map_or("", |(_, text)| text))
                .collect();
            let whole = whole.strip_prefix("typed ").unwrap_or(&whole).to_owned();
            let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(folded(&whole), folded(typed), "{:?}", blocks(typed));
        }
        assert_eq!(blocks("a `b` <i>c</i> ![d](e)"), ["p a `b` <i>c</i> ![d](e)"]);
        assert_eq!(blocks("  "), ["as typed   "]);
    }

    #[test]
    fn no_character_of_control_comes_out_of_an_entity() {
        assert!(blocks("a&#27;[31mb&#x202e;c").concat().chars().all(|c| !c.is_control() && c != '\u{202e}'));
    }
}
