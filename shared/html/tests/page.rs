//! What every page keeps to, whatever stands in the document.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::HashSet;

use proptest::prelude::*;
use report_document::{Block, Chart, Document, Picture, Section, Span, Text};
use report_html::{HtmlSettings, content_security_policy, write};
use report_picture::Png;
use sha2::{Digest, Sha256};

fn page(document: &Document) -> String {
    String::from_utf8(write(document, &HtmlSettings { embed_fonts: false }).unwrap()).unwrap()
}

/// The page without its style sheet and script, which are constants.
fn markup(page: &str) -> String {
    let mut rest = page;
    let mut markup = String::new();
    for tag in ["style", "script"] {
        let (before, after) = rest.split_once(&format!("<{tag}>")).unwrap();
        markup.push_str(before);
        rest = after.split_once(&format!("</{tag}>")).unwrap().1;
    }
    markup + rest
}

/// Start tags with their attributes, found as a browser would: quotes hide `>`.
fn tags(markup: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    let mut rest = markup;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let Some(first) = rest.chars().next().filter(char::is_ascii_alphabetic) else { continue };
        let _ = first;
        let (mut end, mut quoted) = (rest.len(), false);
        for (index, character) in rest.char_indices() {
            match character {
                '"' => quoted = !quoted,
                '>' if !quoted => {
                    end = index;
                    break;
                }
                _ => {}
            }
        }
        let tag = &rest[..end];
        rest = &rest[end..];
        let name = tag.split([' ', '/', '\n']).next().unwrap().to_owned();
        let mut attributes = Vec::new();
        let mut inside = &tag[name.len()..];
        while let Some((before, after)) = inside.split_once("=\"") {
            let key = before.rsplit([' ', '\n']).next().unwrap().to_owned();
            let (value, after) = after.split_once('"').unwrap();
            attributes.push((key, value.to_owned()));
            inside = after;
        }
        found.push((name, attributes));
    }
    found
}

/// Everything that a page of plain text has, so that more of it in another page was made by the text. What keeps words with
/// hyphens on one line, breaks long names at their joints and sets quoted names apart, and can do nothing else, is left out: text
/// is meant to make that.
fn shape(markup: &str) -> Vec<(String, Vec<String>)> {
    let is_setting = |name: &str, attributes: &[(String, String)]| match (name, attributes) {
        ("span", [(key, value)]) => key == "class" && value == "w",
        ("bdi" | "wbr", []) => true,
        _ => false,
    };
    tags(markup)
        .into_iter()
        .filter(|(name, attributes)| !is_setting(name, attributes))
        .map(|(name, attributes)| (name, attributes.into_iter().map(|(key, _)| key).collect()))
        .collect()
}

const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'-->]]><svg onload=alert(1)>",
    "</style></script></title></textarea><script>alert(1)//",
    "{x} {{ if title }}{{ call page with @root }} {title | unescaped}",
    "\\{ \\\\{",
    "&lt;script&gt; &amp; &#60;",
    "javascript:alert(1)",
    "\u{202e}gnp.exe\u{202d} \u{2066}\u{2067}",
    "NUL\u{0}SOH\u{1}ESC\u{1b}DEL\u{7f}\u{85}",
    "%PDF-1.7 (Tj) <</JS (app.alert(1))>>",
    "price $x^2$ and \\$5",
    "تقرير עברית 日本語 हिन्दी 🧪👩‍🔬",
    "\n\r\t",
];

#[test]
fn hostile_text_is_only_text_in_every_field() {
    let plain = shape(&markup(&page(&support::specimen(|_| "plain text".into()))));
    for hostile in HOSTILE {
        // Drawings are laid out by the width of their words, so a word keeps its place at the front.
        let hostile = page(&support::specimen(|_| format!("plain text{hostile}")));
        let found = markup(&hostile);
        let elements = |shape: &[(String, Vec<String>)]| {
            shape
                .iter()
                .filter(|(name, _)| !matches!(name.as_str(), "text" | "rect"))
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(elements(&shape(&found)), elements(&plain), "{hostile}");
        assert!(!found.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "a control character");
        assert!(!found.contains(['\u{202e}', '\u{202d}', '\u{2066}', '\u{2067}']), "a direction override");
    }
}

#[test]
fn hostile_text_still_reads_as_it_was_written() {
    let found = page(&support::specimen(|_| "\"><img src=x onerror=alert(1)> {x} {{ if title }}".into()));
    assert!(
        found.contains(
            "<h1 dir=\"auto\">&quot;&gt;&lt;img src=x onerror=alert(1)&gt; {x} {{ if title }}</h1>"
        )
    );
}

#[test]
fn a_word_of_ten_thousand_characters_stays_whole_where_it_is_text() {
    let word = "a".repeat(10_000);
    let found = page(&support::specimen(|_| word.clone()));
    assert!(found.contains(&format!("<h1 dir=\"auto\">{word}</h1>")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_leaves_the_markup_as_it_is(text in "\\PC{0,40}|[<>&\"'{}\\\\/=\\x00-\\x1f a-z]{0,60}") {
        let found = markup(&page(&support::specimen(|_| format!("plain text{text}"))));
        let allowed = ["html", "head", "meta", "title", "body", "a", "div", "header", "p", "h1", "h2", "h3", "dl", "dt", "dd", "time", "nav", "ol", "ul", "li", "main", "section", "span", "strong", "code", "svg", "path", "rect", "circle", "text", "g", "figure", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "wbr", "footer"];
        for (name, attributes) in tags(&found) {
            prop_assert!(allowed.contains(&name.as_str()), "<{name}>");
            for (key, _) in attributes {
                prop_assert!(!key.starts_with("on"), "{key}");
            }
        }
    }
}

#[test]
fn nothing_in_a_page_asks_for_anything() {
    let page = page(&support::specimen(str::to_owned));
    for (name, attributes) in tags(&markup(&page)) {
        assert!(
            !["link", "base", "iframe", "object", "embed", "form", "img", "image", "use"]
                .contains(&name.as_str()),
            "<{name}>"
        );
        for (key, value) in attributes {
            assert!(
                !["src", "srcset", "style", "data", "action", "poster", "ping"].contains(&key.as_str()),
                "{key}"
            );
            assert!(key != "href" || value.starts_with('#'), "{value}");
        }
    }
    assert!(!page.contains("@import"));
    assert!(!page.contains("url(") || page.matches("url(").count() == page.matches("url(data:").count());
}

#[test]
fn ids_are_unique_and_every_link_has_its_target() {
    // Two sections and a chart of the same id, which no builder should make, still give a valid page.
    let mut document = support::specimen(str::to_owned);
    let chart = document.sections.iter().flat_map(|section| &section.blocks).find_map(|block| match block {
        Block::Chart(chart) => Some(chart.clone()),
        _ => None,
    });
    let chart = Chart { id: "findings".into(), ..chart.unwrap() };
    document.sections.push(Section::new("findings", "Again").with(chart.clone()).with(chart));
    let page = page(&document);
    let tags = tags(&markup(&page));
    let values = |wanted: &str| {
        tags.iter()
            .flat_map(|(_, attributes)| attributes)
            .filter(|(key, _)| key == wanted)
            .map(|(_, value)| value.clone())
            .collect::<Vec<_>>()
    };
    let ids = values("id");
    let unique: HashSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "{ids:?}");
    for link in values("href") {
        assert!(unique.contains(&link[1..].to_owned()), "{link} leads nowhere");
    }
    for label in values("aria-labelledby") {
        assert!(unique.contains(&label), "{label} is not there");
    }
}

#[test]
fn a_link_to_a_section_that_was_left_out_is_only_words() {
    let mut document = support::specimen(str::to_owned);
    document.sections.retain(|section| section.id != "tables");
    let link = |block: &Block| matches!(block, Block::Findings(items) if items.iter().any(|item| item.statement.0.iter().any(|span| matches!(span, Span::SectionLink { .. }))));
    assert!(document.sections.iter().flat_map(|section| &section.blocks).any(link));
    let page = page(&document);
    assert!(page.contains("see the leaderboard."), "the words stay");
    assert!(!page.contains("href=\"#tables\""));
}

#[test]
fn a_sentence_with_names_and_figures_reads_as_it_was_written() {
    let mut document = support::specimen(str::to_owned);
    let figure =
        |label: &str, section: &str| Span::Figure { label: label.into(), section: Some(section.into()) };
    let sentence = Text(vec![
        Span::Name("نموذج 1 <b>".into()),
        Span::Plain(" has ".into()),
        figure("0.9512", "tables"),
        Span::Plain(" of ".into()),
        figure("14 models", "gone"),
        Span::Plain(".".into()),
    ]);
    document.sections[0].blocks.insert(0, Block::Paragraph(sentence.clone()));
    let page = page(&document);
    let markup = "<bdi>نموذج 1 &lt;b&gt;</bdi> has <a class=\"to\" href=\"#tables\">0.9512</a> of <span class=\"w\">14 models</span>.";
    assert!(page.contains(markup), "a link only to what is there");
    assert_eq!(sentence.to_plain(), "نموذج 1 <b> has 0.9512 of 14 models.");
}

#[test]
fn a_line_end_tears_no_figure_and_a_quoted_name_has_a_direction_of_its_own() {
    let mut document = support::specimen(str::to_owned);
    document.meta.headline = Some("\u{201c}يغير 1\u{201d}, 4.5 s since 2026-03-13.".into());
    let figure = Span::Figure { label: "219 ms".into(), section: Some("tables".into()) };
    document.sections[0]
        .blocks
        .insert(0, Block::Note(Text(vec![figure, Span::Plain(", a low p-value".into())])));
    let p = Span::Figure { label: "< 0.0001".into(), section: None };
    let parts = vec![
        Span::Name("\u{201c}יער 1\u{201d}".into()),
        Span::Plain(" by chance (p-value ".into()),
        p,
        Span::Plain(").".into()),
    ];
    document.sections[0].blocks.insert(0, Block::Paragraph(Text(parts)));
    let page = page(&document);
    let headline = "<p class=\"headline\">\u{201c}<bdi>يغير 1</bdi>\u{201d}, <span class=\"w\">4.5 s</span> since \
        <span class=\"w\">2026-03-13.</span></p>";
    assert!(page.contains(headline));
    document.meta.headline = Some(Text::default().name("يغير 1").and(" leads."));
    let named = self::page(&document);
    assert!(named.contains("<p class=\"headline\"><bdi>يغير 1</bdi> leads.</p>"));
    assert!(named.contains("<meta name=\"description\" content=\"يغير 1 leads.\">"));
    let note = "<a class=\"to\" href=\"#tables\"><span class=\"w\">219 ms</span></a>, a low <span class=\"w\">p-value</span></p>";
    assert!(page.contains(note));
    let paragraph = "\u{201c}<bdi>יער 1</bdi>\u{201d} by chance <span class=\"w\">(p-value\u{a0}</span>\
        <span class=\"w\">&lt; 0.0001</span>).</p>";
    assert!(page.contains(paragraph), "nor one whose label stands in another part");
    assert!(page.contains(".w{white-space:nowrap}"));
}

#[test]
fn what_a_user_wrote_has_emphasis_of_ours_and_no_markup_of_its_own() {
    let mut document = support::specimen(str::to_owned);
    let user = |text: &str, is_strong, is_slanted| Span::User { text: text.into(), is_strong, is_slanted };
    let spans = vec![
        user("a <b>", false, false),
        user("</strong>c", true, true),
        user("{d} & \u{202e}", false, true),
    ];
    document.sections[0].blocks.insert(0, Block::Paragraph(Text(spans)));
    let markup =
        "<bdi>a &lt;b&gt;</bdi><bdi><strong><em>&lt;/strong&gt;c</em></strong></bdi><bdi><em>{d} &amp; ";
    let page = page(&document);
    assert!(page.contains(markup) && !page.contains('\u{202e}'));
}

#[test]
fn the_policy_names_the_script_that_is_in_the_page() {
    let page = page(&support::specimen(str::to_owned));
    let script = page.split_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    let digest = base64(&Sha256::digest(script));
    assert!(
        content_security_policy().contains(&format!("'sha256-{digest}'")),
        "write sha256-{digest} into assets/content-security-policy.txt"
    );
    assert!(
        page.contains(&content_security_policy().replace('\'', "&#39;")),
        "the page carries the policy itself"
    );
    assert!(!content_security_policy().contains("script-src 'unsafe"));
}

/// Base64 as the policy writes digests; 32 bytes.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes
        .chunks(3)
        .flat_map(|chunk| {
            let word = chunk
                .iter()
                .enumerate()
                .fold(0_u32, |word, (index, byte)| word | u32::from(*byte) << (16 - 8 * index));
            (0..4).map(move |place| {
                if place <= chunk.len() {
                    LETTERS[(word >> (18 - 6 * place)) as usize & 63] as char
                } else {
                    '='
                }
            })
        })
        .collect()
}

#[test]
fn numbers_in_sortable_columns_carry_their_values() {
    let page = page(&support::specimen(str::to_owned));
    assert!(page.contains("<td class=\"n best\" data-v=\"0.9951\"><bdi>0.9951</bdi>"), "the leader's AUC");
    assert!(
        page.contains("<td class=\"n muted p3 i\"><bdi>–</bdi></td>"),
        "a missing value has none and stands where the point would be"
    );
    assert!(page.contains(
        "<th scope=\"row\"><bdi>DRF_<wbr>2_<wbr>Auto<wbr>ML_<wbr>1_<wbr>20260228_<wbr>150000</bdi></th>"
    ));
}

#[test]
fn every_chart_is_an_image_with_its_words() {
    let page = page(&support::specimen(str::to_owned));
    let images: Vec<String> = tags(&markup(&page))
        .into_iter()
        .filter(|(name, attributes)| name == "svg" && attributes.contains(&("role".into(), "img".into())))
        .map(|(_, attributes)| attributes.into_iter().find(|(key, _)| key == "aria-label").unwrap().1)
        .collect();
    assert_eq!(images.len(), page.matches("<figure").count());
    assert!(
        images
            .iter()
            .any(|words| words
                .starts_with("ROC. ROC, 2 curves. Macro average: AUC 0.9951; setosa: AUC 0.9300.")),
        "{images:#?}"
    );
}

#[test]
fn a_picture_is_within_the_page_and_its_words_are_escaped() {
    let png = Png::read(&include_bytes!("../../picture/tests/four.png")[..]).unwrap();
    let mut document = support::specimen(str::to_owned);
    document.sections[0].push(Picture {
        id: "picture-1".into(),
        title: "ROC <curve>".into(),
        alt: "A \"steep\" curve".into(),
        caption: "A picture by MLflow.".into(),
        png,
    });
    let page = page(&document);
    let markup =
        "<figcaption><bdi>ROC &lt;curve&gt;</bdi></figcaption>\n<img src=\"data:image/png;base64,iVBORw0KGgo";
    assert!(page.contains(markup));
    assert!(page.contains("QmCC\" width=\"2\" height=\"2\" alt=\"A &quot;steep&quot; curve\">"));
    assert!(
        content_security_policy().contains("img-src data:;"),
        "a browser shows it, and none from elsewhere"
    );
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let once = write(&support::specimen(str::to_owned), &HtmlSettings::default()).unwrap();
    let again =
        std::thread::spawn(|| write(&support::specimen(str::to_owned), &HtmlSettings::default()).unwrap());
    assert!(once == again.join().unwrap());
}

#[test]
fn empty_blocks_make_no_empty_elements() {
    let mut document = support::specimen(str::to_owned);
    document.sections = vec![
        Section::new("empty", "Empty")
            .with(Block::Bullets(vec![]))
            .with(Block::Findings(vec![]))
            .with(Block::KeyFigures(vec![]))
            .with(Block::Fields(vec![]))
            .with(Block::ChartGrid(vec![])),
    ];
    let page = page(&document);
    let section = page.split_once("<section id=\"empty\">").unwrap().1.split_once("</section>").unwrap().0;
    assert_eq!(section.trim(), "<h2 dir=\"auto\">Empty</h2>");
}
