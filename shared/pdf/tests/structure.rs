//! What a reader who does not see the pages gets of them.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use lopdf::{Object, ObjectId};
use proptest::prelude::*;
use report_document::{Block, Cell, Chart, ChartSize, Column, Document, Row, Section, Table, Text};
use report_pdf::{Paper, PdfSettings};
use support::aloud::{Aloud, Kid, Node};
use support::samples::samples;
use support::{SCRIPTS, chart, document, emphases, everything, scripts, settings, wide};

static A4: LazyLock<PdfSettings> = LazyLock::new(|| settings(Paper::A4));

fn read(document: &Document) -> Aloud {
    Aloud::read(&report_pdf::write(document, &A4).unwrap().bytes)
}

fn with(blocks: Vec<Block>) -> Document {
    let mut sample = document("A title");
    sample.sections = vec![Section { id: "only".into(), title: "Only".into(), blocks }];
    sample
}

/// The elements of a role.
fn all<'a>(aloud: &'a Aloud, role: &str) -> Vec<&'a Node> {
    aloud.nodes().into_iter().filter(|node| node.role == role).collect()
}

#[test]
fn every_block_is_read_as_what_it_is() {
    insta::assert_snapshot!("everything", read(&everything(3)).transcript());
    insta::assert_snapshot!("scripts", read(&scripts()).transcript());
}

#[test]
fn every_content_is_of_one_element_that_the_page_knows() {
    for (name, sample) in samples() {
        let aloud = read(&sample);
        let mut found: BTreeMap<(ObjectId, i64), ObjectId> = BTreeMap::new();
        for node in aloud.nodes() {
            for kid in &node.kids {
                if let Kid::Text(page, number, _) = kid {
                    assert_eq!(aloud.contents[&(*page, *number)].tag, node.role, "{name}");
                    assert!(
                        found.insert((*page, *number), node.id).is_none(),
                        "{name}: a content of two elements"
                    );
                }
            }
        }
        assert_eq!(found.len(), aloud.contents.len(), "{name}: no content is of no element");
        let parents = parents(&aloud);
        for ((page, number), element) in found {
            let page = aloud.file.get_dictionary(page).unwrap();
            let key = page.get(b"StructParents").unwrap().as_i64().unwrap();
            let Object::Reference(contents) = parents[&key] else { panic!("{name}: a page's contents") };
            let contents = aloud.file.get_object(contents).unwrap().as_array().unwrap();
            assert_eq!(contents[number as usize].as_reference().unwrap(), element, "{name}");
        }
    }
}

/// The tree of parents: what a page or a link is a part of, by its number.
fn parents(aloud: &Aloud) -> BTreeMap<i64, Object> {
    let reference = |object: &Object| object.as_reference().unwrap();
    let root = reference(aloud.file.catalog().unwrap().get(b"StructTreeRoot").unwrap());
    let root = aloud.file.get_dictionary(root).unwrap();
    let tree = aloud.file.get_dictionary(reference(root.get(b"ParentTree").unwrap())).unwrap();
    let numbers = tree.get(b"Nums").unwrap().as_array().unwrap();
    let pairs: BTreeMap<i64, Object> =
        numbers.chunks(2).map(|pair| (pair[0].as_i64().unwrap(), pair[1].clone())).collect();
    let next = root.get(b"ParentTreeNextKey").unwrap().as_i64().unwrap();
    assert!(pairs.keys().copied().eq(0..next), "every number up to the next one is taken");
    pairs
}

#[test]
fn every_link_says_where_it_leads() {
    let aloud = read(&everything(30));
    let parents = parents(&aloud);
    let mut links = BTreeSet::new();
    for node in aloud.nodes() {
        for kid in &node.kids {
            let Kid::Link(id) = kid else { continue };
            assert_eq!(node.role, "Link");
            assert!(!node.text().trim().is_empty(), "a link has words");
            let link = aloud.file.get_dictionary(*id).unwrap();
            let number = link.get(b"StructParent").unwrap().as_i64().unwrap();
            assert_eq!(parents[&number].as_reference().unwrap(), node.id);
            assert_eq!(link.get(b"F").unwrap().as_i64().unwrap(), 4, "it is printed");
            assert!(
                link.get(b"Contents").unwrap().as_str().unwrap().windows(6).any(|part| part == b", page")
            );
            assert!(links.insert(*id), "a link of two elements");
        }
    }
    let mut count = 0;
    for page in aloud.file.page_iter() {
        let page = aloud.file.get_dictionary(page).unwrap();
        assert_eq!(page.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
        count += page.get(b"Annots").and_then(Object::as_array).map_or(0, Vec::len);
    }
    assert!(count > 10);
    assert_eq!(links.len(), count);
    // A link to a section that is not there is words of its paragraph.
    let aloud = read(&with(vec![Block::Paragraph(Text::plain("See ").link("it", "nowhere").and("."))]));
    assert!(all(&aloud, "Link").is_empty());
    assert_eq!(all(&aloud, "P").last().unwrap().text(), "See it.");
}

#[test]
fn headings_tables_lists_and_figures_are_whole() {
    for (name, sample) in samples() {
        let aloud = read(&sample);
        let mut level = 0;
        for node in aloud.nodes() {
            match node.role.as_str() {
                "H1" | "H2" | "H3" => {
                    let next = i32::from(node.role.as_bytes()[1] - b'0');
                    assert!(next <= level + 1, "{name}: heading {next} after heading {level}");
                    level = next;
                }
                "Table" => {
                    let rows: Vec<&Node> =
                        node.nodes().filter(|part| part.role != "Caption").flat_map(Node::nodes).collect();
                    let width = |row: &Node| row.nodes().map(Node::columns).sum::<usize>();
                    let columns = width(rows[0]);
                    assert!(rows.iter().all(|row| row.role == "TR" && width(row) == columns), "{name}");
                    let heads = node.named("THead");
                    let heads: Vec<&Node> =
                        heads.iter().flat_map(|head| head.nodes()).flat_map(Node::nodes).collect();
                    let scope = |cell: &&Node| {
                        cell.attributes.get(b"Scope").and_then(Object::as_name).ok() == Some(b"Column")
                    };
                    assert!(heads.iter().all(scope) && heads.len() == columns, "{name}");
                }
                "L" => {
                    assert!(!node.kids.is_empty() && node.nodes().all(|entry| entry.role == "LI"), "{name}")
                }
                "Figure" => {
                    assert!(
                        !node.alt.as_deref().unwrap_or_default().trim().is_empty(),
                        "{name}: a figure without words"
                    );
                    if !node.kids.is_empty() {
                        assert_eq!(
                            node.attributes.get(b"BBox").unwrap().as_array().unwrap().len(),
                            4,
                            "{name}"
                        );
                    }
                }
                _ => {}
            }
        }
        assert_eq!(all(&aloud, "H1").len(), 1, "{name}");
        assert_eq!(all(&aloud, "H2").len(), sample.sections.len(), "{name}");
    }
}

#[test]
fn only_what_is_said_elsewhere_is_no_content() {
    let aloud = read(&everything(60));
    let spoken = aloud.root.text();
    for (page, text) in &aloud.artifacts {
        for line in text.lines() {
            let running = line.starts_with("Page ") || line.starts_with("Report ");
            assert!(running || spoken.contains(line), "{line:?} on {page:?} is said nowhere");
        }
    }
    let repeated = aloud.artifacts.values().filter(|text| text.contains("AUCPR")).count();
    assert!(repeated >= 1, "the header of a table on its later pages");
}

#[test]
fn what_sets_a_cell_apart_is_said() {
    let aloud = read(&with(vec![emphases().into()]));
    for said in ["0.05 (changed)", "0.31 (needs attention)", "12.5 (best)"] {
        assert!(all(&aloud, "TD").iter().any(|cell| cell.text() == said), "{said}");
    }
}

#[test]
fn a_table_that_is_cut_names_its_rows_in_every_part() {
    let aloud = read(&with(vec![wide(40, 12).into()]));
    let tables = all(&aloud, "Table");
    assert!(tables.len() > 2);
    for table in &tables {
        assert_eq!(table.named("Caption").len(), 1);
        for row in table.named("TBody")[0].nodes() {
            let scopes = row.nodes().filter(|cell| cell.role == "TH");
            assert!(
                scopes
                    .into_iter()
                    .all(|cell| cell.attributes.get(b"Scope").unwrap().as_name().unwrap() == b"Row")
            );
            assert_eq!(row.named("TH").len(), 1);
        }
    }
}

#[test]
fn the_figures_of_charts_are_read_as_tables_where_the_document_lists_them() {
    let figures = |chart: &Chart, rows: usize| {
        let rows =
            (0..rows).map(|n| Row::new(vec![Cell::text(format!("{} row {n}", chart.id)), Cell::text("x")]));
        let columns = vec![Column::row_header("Point"), Column::text("Value")];
        Table { caption: chart.title.clone(), columns, rows: rows.collect(), sortable: false }
    };
    // More than a page of two columns.
    let charts = ["a", "b", "c", "d", "e", "f"].map(|id| {
        let chart = chart(id, ChartSize::Third);
        let data = figures(&chart, 30);
        chart.with_data(data)
    });
    let last = charts[5].clone();
    let without = chart("g", ChartSize::Full);
    let mut document = with(vec![Block::ChartGrid(charts.into()), without.into()]);
    assert!(all(&read(&document), "Table").is_empty());
    document.lists_figures = true;
    let aloud = read(&document);
    let tables = all(&aloud, "Table");
    assert_eq!(tables.len(), 6);
    let words: Vec<String> =
        tables[5].named("TBody")[0].nodes().map(Node::text).map(|it| without_space(&it)).collect();
    let wanted: Vec<String> =
        last.data.unwrap().rows.iter().map(|row| without_space(&format!("{}x", row.cells[0].text))).collect();
    assert_eq!(words, wanted);
    let said: Vec<bool> = all(&aloud, "Figure")
        .iter()
        .map(|figure| figure.alt.as_ref().unwrap().contains("Figures of the charts"))
        .collect();
    assert_eq!(said, [true, true, true, true, true, true, false]);
    assert_eq!(all(&aloud, "H2").last().unwrap().text().trim(), "Figures of the charts");
}

#[test]
fn text_in_another_script_says_its_language() {
    let aloud = read(&scripts());
    let rows = all(&aloud, "TBody")[0].nodes();
    for (row, (script, sample)) in rows.zip(SCRIPTS) {
        let cell = row.nodes().nth(1).unwrap();
        assert_eq!(without_space(&cell.text()), without_space(sample), "{script}");
        let language = match *script {
            "Greek" => "el",
            "Cyrillic" => "ru",
            // The title is Japanese, and Han characters alone tell nothing.
            "Chinese" | "Traditional" | "Japanese" => "ja",
            "Korean" => "ko",
            "Arabic" => "ar",
            "Hebrew" => "he",
            "Devanagari" => "hi",
            "Thai" => "th",
            "Tamil" => "ta",
            _ => "",
        };
        assert_eq!(cell.language.as_deref().unwrap_or_default(), language, "{script}");
    }
    // Within a sentence of ours, a part of its content says so.
    let sentence = all(&aloud, "P").into_iter().find(|node| node.text().starts_with("The column")).unwrap();
    assert_eq!(sentence.text(), "The column عمود_البيانات drifts; so does customer_age.");
    let spans = sentence.named("Span");
    let languages: Vec<_> = spans.iter().map(|span| (span.text(), span.language.as_deref())).collect();
    assert_eq!(languages, [("عمود_البيانات ".into(), Some("ar"))]);
}

fn without_space(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

#[test]
fn lines_of_a_paragraph_do_not_run_into_one_another() {
    let text = "It says what it says about what it is said to say, and so on. ".repeat(9);
    let aloud = read(&with(vec![
        Block::Paragraph(text.trim().into()),
        Block::UserText("one\ntwo\n\nthree\n".into()),
        Block::UserText(format!("{} כן {}", "שלום ".repeat(60), "עולם ".repeat(60))),
    ]));
    let said: Vec<String> = all(&aloud, "P").iter().map(|node| node.text()).collect();
    assert!(said.contains(&text.trim().to_owned()), "{said:#?}");
    assert!(said.contains(&"one two".into()) && said.contains(&"three".into()), "{said:#?}");
    let hebrew = format!("{}כן {}", "שלום ".repeat(60), "עולם ".repeat(60));
    assert_eq!(
        said.last().unwrap().split_whitespace().collect::<Vec<_>>(),
        hebrew.split_whitespace().collect::<Vec<_>>()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Letters of every script in any order, signs and marks among them.
    #[test]
    fn what_is_written_is_what_is_read(words in prop::collection::vec("[\\p{L}\\p{M}\\p{N}\\p{S}\\p{P}]{1,12}", 1..12)) {
        let text = words.join(" ");
        let aloud = read(&with(vec![Block::UserText(text.clone())]));
        let said = all(&aloud, "P").last().unwrap().text();
        prop_assert_eq!(plain(&said), plain(&report_domain::visible_line(&text)));
    }
}

/// A text without what its writing may change: spaces, characters that no font has in others that mean the same, and
/// selectors of variants.
fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    without_space(text).nfkc().filter(|char| !char.is_whitespace() && !is_selector(*char)).collect()
}

/// A variation selector: it chooses between forms of the letter before it, and no font draws it where there is none.
fn is_selector(char: char) -> bool {
    matches!(char, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
