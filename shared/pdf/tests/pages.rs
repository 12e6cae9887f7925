//! Facts about finished pages, seen through the programs that people open them with.
#![allow(clippy::unwrap_used)]

mod support;

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use proptest::prelude::*;
use report_document::{
    Align, Beside, Block, Cell, ChartSize, Document, Picture, Row, Section, Span, Table, Text,
};
use report_pdf::{Fonts, Paper, PdfOutput, PdfSettings};
use report_picture::Png;
use support::samples::{hostile, samples};
use support::{SCRIPTS, chart, column, document, emphases, everything, leaderboard, scripts, settings};

static A4: LazyLock<PdfSettings> = LazyLock::new(|| settings(Paper::A4));

fn write(document: &Document) -> PdfOutput {
    report_pdf::write(document, &A4).unwrap()
}

/// The output of a program of the Debian package `package` that reads the file.
fn tool(program: &str, package: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> String {
    let name = format!(
        "{program}-{:016x}.pdf",
        pdf.iter().fold(7_u64, |hash, byte| hash.wrapping_mul(31) ^ u64::from(*byte))
    );
    let path =
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{:?}-{name}", std::thread::current().id()));
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new(program).args(before).arg(&path).args(after).output();
    let output =
        output.unwrap_or_else(|error| panic!("{program}: {error}; install the Debian package {package}"));
    std::fs::remove_file(&path).unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    // The programs write titles with characters beyond the first plane as they please.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The text of each page in the order in which it was written.
fn texts(pdf: &[u8]) -> Vec<String> {
    let text = tool("pdftotext", "poppler-utils", &["-raw"], pdf, &["-"]);
    let mut pages: Vec<String> = text.split('\u{C}').map(str::to_owned).collect();
    pages.pop();
    pages
}

fn without_space(text: &str) -> String {
    text.chars()
        .filter(|char| {
            !char.is_whitespace() && !matches!(char, '\u{202A}'..='\u{202E}' | '\u{200E}' | '\u{200F}')
        })
        .collect()
}

/// A line of text on a page: left, top, right, bottom, words.
type Boxed = (f32, f32, f32, f32, String);

/// The words of each page with their boxes, and the page's size.
fn boxes(pdf: &[u8]) -> Vec<(f32, f32, Vec<Boxed>)> {
    let html = tool("pdftotext", "poppler-utils", &["-bbox"], pdf, &["-"]);
    let value = |tag: &str, name: &str| -> f32 {
        let start = tag.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
        tag[start..].split('"').next().unwrap().parse().unwrap()
    };
    html.split("<page ")
        .skip(1)
        .map(|page| {
            let words = page.split("<word ").skip(1).map(|word| {
                let text = word.split(['>', '<']).nth(1).unwrap().to_owned();
                (value(word, "xMin"), value(word, "yMin"), value(word, "xMax"), value(word, "yMax"), text)
            });
            (value(page, "width"), value(page, "height"), words.collect())
        })
        .collect()
}

#[test]
fn a_table_stands_beside_its_chart_where_there_is_room() {
    let places = |rows: usize| {
        let mut sample = document("Sides");
        let beside = Beside { chart: chart("left", ChartSize::Half), blocks: vec![tall(rows).into()] };
        sample.sections = vec![Section::new("sides", "Sides").with(Block::Beside(beside))];
        let pages = boxes(&write(&sample).bytes);
        let words: Vec<Boxed> = pages.into_iter().flat_map(|(_, _, words)| words).collect();
        let of = |text: &str| words.iter().find(|word| word.4 == text).map(|word| (word.0, word.1)).unwrap();
        (of("ROC"), of("Tall"))
    };
    let (title, caption) = places(5);
    assert!((title.1 - caption.1).abs() < 0.5, "level with each other: {title:?}, {caption:?}");
    assert!(caption.0 - title.0 > 250.0, "in the other half: {title:?}, {caption:?}");
    let (title, caption) = places(200);
    assert!((title.0 - caption.0).abs() < 0.5 && caption.1 > title.1, "below: {title:?}, {caption:?}");
}

/// A narrow table.
fn tall(rows: usize) -> Table {
    let row =
        |n: usize| Row::new(vec![Cell::text(format!("row {n}")), Cell::number(n as f64, n.to_string())]);
    Table {
        caption: "Tall".into(),
        columns: vec![column("Name", Align::Start), column("Number", Align::Decimal)],
        rows: (0..rows).map(row).collect(),
        sortable: false,
    }
}

#[test]
fn every_file_is_sound_and_has_no_images_and_embeds_its_fonts() {
    for (name, sample) in samples() {
        let pdf = write(&sample).bytes;
        tool("qpdf", "qpdf", &["--check"], &pdf, &[]);
        let images = tool("pdfimages", "poppler-utils", &["-list"], &pdf, &[]);
        assert_eq!(images.lines().count(), 2, "{name} has images:\n{images}");
        let fonts = tool("pdffonts", "poppler-utils", &[], &pdf, &[]);
        for font in fonts.lines().skip(2) {
            assert!(font.contains("yes yes yes"), "{name}: not embedded, subset and searchable: {font}");
        }
    }
}

#[test]
fn nothing_is_outside_the_page_and_no_words_overlap() {
    for (name, sample) in samples() {
        for (index, (width, height, words)) in boxes(&write(&sample).bytes).iter().enumerate() {
            for (left, top, right, bottom, word) in words {
                let inside = *left >= 0.0 && *top >= 0.0 && *right <= width + 0.5 && *bottom <= height + 0.5;
                assert!(inside, "{name}, page {}: {word:.60} reaches outside", index + 1);
            }
            // Charts may write over one another; these do not.
            if matches!(name, "hostile" | "everything" | "one model" | "500 models") {
                continue;
            }
            for (n, a) in words.iter().enumerate() {
                for b in &words[n + 1..] {
                    let across = a.2.min(b.2) - a.0.max(b.0);
                    let down = a.3.min(b.3) - a.1.max(b.1);
                    let overlap = across > 1.0 && down > 0.45 * (a.3 - a.1).min(b.3 - b.1);
                    assert!(!overlap, "{name}, page {}: {:.60} over {:.60}", index + 1, a.4, b.4);
                }
            }
        }
    }
}

#[test]
fn the_text_has_every_fact_in_reading_order() {
    let sample = everything(30);
    let text = without_space(&texts(&write(&sample).bytes).concat());
    let table = leaderboard(30);
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        assert!(text.contains(&without_space(&cell.text)), "{} is not in the text", cell.text);
    }
    for fact in [
        "±0.0027over5folds",
        "GBM_5_AutoML_1",
        "value_8",
        "Setting8",
        "indented<script>",
        "Warning",
        "Critical",
    ] {
        assert!(text.contains(fact), "{fact} is not in the text");
    }
    let mut from = text.find("Possibleleakage").unwrap();
    for section in sample.sections.iter().skip(1) {
        let title = without_space(&section.title);
        let at = text[from..].find(&title).unwrap_or_else(|| panic!("{title} is not after what precedes it"));
        from += at;
    }
}

#[test]
fn text_of_every_script_can_be_searched() {
    // In the order of writing (`-raw`), the program does not put words from right to left in order.
    let text = tool("pdftotext", "poppler-utils", &["-layout"], &write(&scripts()).bytes, &["-"]);
    let text = without_space(&text);
    for (script, sample) in SCRIPTS {
        assert!(text.contains(&without_space(sample)), "{script}: {sample} is not in\n{text}");
    }
}

#[test]
fn without_fallback_fonts_missing_glyphs_are_boxes_and_the_text_is_kept() {
    let settings = PdfSettings { paper: Paper::A4, fonts: Fonts::new(None) };
    let pdf = report_pdf::write(&scripts(), &settings).unwrap().bytes;
    let fonts = tool("pdffonts", "poppler-utils", &[], &pdf, &[]);
    assert_eq!(fonts.lines().skip(2).count(), 2, "only the two core faces: {fonts}");
    let text = without_space(&texts(&pdf).concat());
    assert!(text.contains("顧客解約予測"), "{text}");
}

/// A document whose comments are those names, a line each.
fn named(names: &[&str]) -> Document {
    let mut sample = document("Names");
    sample.sections = vec![Section::new("names", "Names").with(Block::UserText(names.join("\n")))];
    sample
}

#[test]
fn what_no_font_has_is_spelt_out_in_characters_that_mean_the_same() {
    let written = |settings: &PdfSettings, names: &[&str]| {
        let pdf = report_pdf::write(&named(names), settings).unwrap().bytes;
        texts(&pdf).concat().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let lines = |found: &[String], expected: &[&str]| {
        for line in expected {
            assert!(found.iter().any(|found| found.trim() == *line), "{line} is not in {found:#?}");
        }
    };
    // Ligatures of Latin letters, of which no fallback font has any, in one word and across styles of writing.
    let ligatures = ["ﬂow ﬀ ﬄ", "ﬅop ﬁrst", "ofﬁce_eﬃcient"];
    lines(&written(&A4, &ligatures), &["flow ff ffl", "stop first", "office_efficient"]);
    // Without fallback fonts also wide letters, units and mathematical letters; what Inter has stays as it is.
    let bare = PdfSettings { paper: Paper::A4, fonts: Fonts::new(None) };
    let names = ["Ａ１", "12 ㎏", "𝐱𝑦 = 1", "½ x² №", "ｶﾞ 顧"];
    lines(&written(&bare, &names), &["A1", "12 kg", "xy = 1", "½ x² №", "ｶﾞ 顧"]);
}

#[test]
fn a_line_runs_the_way_of_its_first_letter() {
    // As HTML sets a name in a `<bdi>`.
    let left = |name: &str, word: &str| {
        let all = boxes(&write(&named(&[name])).bytes);
        all.into_iter().flat_map(|(_, _, words)| words).find(|found| found.4 == word).map(|found| found.0)
    };
    let before =
        |name: &str, first: &str, second: &str| left(name, first).unwrap() < left(name, second).unwrap();
    assert!(before("first שלום second", "first", "second"), "a line of Latin letters");
    assert!(before("שלום first", "first", "םולש"), "a line that begins in Hebrew");
    assert!(before("12 שלום last", "last", "12"), "figures are of no direction");
}

#[test]
fn a_document_that_needs_no_fallback_font_reads_none() {
    let settings = settings(Paper::A4);
    report_pdf::write(&everything(30), &settings).unwrap();
    assert!(format!("{:?}", settings.fonts).contains("loaded: []"), "{:?}", settings.fonts);
}

#[test]
fn pictures_are_images_on_one_page_with_their_words() {
    let png = Png::read(&include_bytes!("../../picture/tests/four.png")[..]).unwrap();
    let mut document = document("Pictures");
    let mut section = Section::new("pictures", "Pictures from the source");
    for number in 0..40 {
        section.push(Picture {
            id: format!("picture-{number}"),
            title: format!("Heading {number}."),
            alt: "Four fields.".into(),
            caption: format!("Caption {number}."),
            png: png.clone(),
        });
    }
    document.sections = vec![section];
    let pdf = write(&document).bytes;
    let list = tool("pdfimages", "poppler-utils", &["-list"], &pdf, &[]);
    let images: Vec<Vec<&str>> = list.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(images.len(), 40);
    let objects: std::collections::BTreeSet<_> = images.iter().map(|image| image[10]).collect();
    assert_eq!(objects.len(), 1, "the same picture is in the file once");
    assert_eq!(images[0][3..8], ["2", "2", "gray", "1", "8"]);
    for (number, text) in texts(&pdf).iter().enumerate() {
        let numbers = |word: &str| -> Vec<String> {
            let said = text.lines().filter_map(|line| line.strip_prefix(word));
            said.map(str::to_owned).collect()
        };
        assert_eq!(numbers("Heading "), numbers("Caption "), "page {}", number + 1);
    }
    let image = &tool("qpdf", "qpdf", &["--qdf", "--object-streams=disable"], &pdf, &["-"]);
    assert_eq!(image.matches("/Subtype /Image").count(), 1);
}

#[test]
fn the_table_header_is_on_every_page_of_the_table() {
    let pages = texts(&write(&everything(500)).bytes);
    let with_rows: Vec<&String> = pages.iter().filter(|page| page.contains("DeepLearning_grid_1")).collect();
    assert!(with_rows.len() > 5);
    for page in with_rows {
        assert!(page.contains("AUCPR") && page.contains("Family"), "a page without header:\n{page}");
    }
}

#[test]
fn no_heading_is_the_last_on_its_page() {
    for models in [1, 9, 14, 17, 19, 21, 23, 25, 30] {
        let sample = everything(models);
        let titles: Vec<&str> = sample.sections.iter().map(|section| section.title.as_str()).collect();
        for page in texts(&write(&sample).bytes) {
            // The running lines are written first.
            let last = page.trim_end().lines().last().unwrap();
            assert!(
                !titles.contains(&last) && last != "By family",
                "{models} models: a page ends with {last}"
            );
        }
    }
}

#[test]
fn no_last_page_is_nearly_empty_where_that_can_be_avoided() {
    let nearly_empty = (1..40)
        .filter(|models| {
            let mut sample = document("Fill");
            sample.sections.push(
                Section::new("table", "Table").with(leaderboard(*models)).with(chart("a", ChartSize::Full)),
            );
            let pages = boxes(&write(&sample).bytes);
            let (_, height, words) = pages.last().unwrap();
            let lowest =
                words.iter().map(|word| word.3).filter(|bottom| *bottom < height - 50.0).fold(0.0, f32::max);
            pages.len() > 1 && lowest < height * 0.15
        })
        .count();
    assert!(nearly_empty <= 1, "{nearly_empty} of 39 documents end with a nearly empty page");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for (name, sample) in samples() {
        let first = write(&sample).bytes;
        let second = report_pdf::write(&sample, &settings(Paper::A4)).unwrap().bytes;
        assert!(first == second, "{name} differs between two runs");
    }
    assert!(write(&document("a")).bytes != write(&document("b")).bytes);
}

#[test]
fn the_file_says_what_it_is() {
    let pdf = write(&everything(30)).bytes;
    let info = tool("pdfinfo", "poppler-utils", &["-isodates"], &pdf, &[]);
    let field = |name: &str| {
        let line = info
            .lines()
            .find(|line| line.starts_with(name))
            .unwrap_or_else(|| panic!("no {name} in\n{info}"));
        line.split_once(':').unwrap().1.trim().to_owned()
    };
    assert_eq!(field("Title"), "Churn of customers, weekly retraining");
    assert_eq!(field("Author"), "Reports API");
    assert!(field("Subject").starts_with("StackedEnsemble_AllModels leads"));
    assert!(field("Keywords").contains("0190b6a0-1c2d-7e3f-8a4b-5c6d7e8f9a0b"));
    assert_eq!(field("CreationDate"), "2026-02-28T15:00:00Z");
    assert_eq!(field("ModDate"), "2026-02-28T15:00:00Z");
    assert!(field("Page size").contains("A4"));
    let file = lopdf::Document::load_mem(&pdf).unwrap();
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
    let preferences = catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let letter = report_pdf::write(&everything(1), &settings(Paper::Letter)).unwrap().bytes;
    assert!(tool("pdfinfo", "poppler-utils", &[], &letter, &[]).contains("letter"));
}

#[test]
fn figures_in_a_sentence_lead_to_their_section() {
    let mut sample = document("Links");
    let figure =
        |section: Option<&str>| Span::Figure { label: "0.9512".into(), section: section.map(str::to_owned) };
    let sentence = |section| {
        Block::Paragraph(Text(vec![Span::Name("GBM_1".into()), Span::Plain(" has ".into()), figure(section)]))
    };
    let links = |sample: &Document| {
        let file = lopdf::Document::load_mem(&write(sample).bytes).unwrap();
        let page = file.page_iter().next().unwrap();
        file.get_dictionary(page)
            .unwrap()
            .get(b"Annots")
            .and_then(lopdf::Object::as_array)
            .map_or(0, Vec::len)
    };
    let mut first = Section::new("first", "First");
    first.push(sentence(None));
    sample.sections = vec![first.clone(), Section::new("second", "Second").with(Block::Note("Here.".into()))];
    let without = links(&sample);
    sample.sections[0].push(sentence(Some("second")));
    assert_eq!(links(&sample), without + 1);
    sample.sections[0].push(sentence(Some("gone")));
    assert_eq!(links(&sample), without + 1, "nothing leads nowhere");
}

#[test]
fn bookmarks_and_contents_lead_to_the_sections() {
    let sample = everything(30);
    let output = write(&sample);
    let file = lopdf::Document::load_mem(&output.bytes).unwrap();
    let outlines = file.catalog().unwrap().get(b"Outlines").unwrap().as_reference().unwrap();
    let outlines = file.get_dictionary(outlines).unwrap();
    assert_eq!(outlines.get(b"Count").unwrap().as_i64().unwrap(), sample.sections.len() as i64);
    let mut titles = Vec::new();
    let mut next = outlines.get(b"First").and_then(lopdf::Object::as_reference).ok();
    while let Some(id) = next {
        let entry = file.get_dictionary(id).unwrap();
        titles.push(String::from_utf8(entry.get(b"Title").unwrap().as_str().unwrap().to_vec()).unwrap());
        next = entry.get(b"Next").and_then(lopdf::Object::as_reference).ok();
    }
    assert_eq!(titles, sample.sections.iter().map(|section| section.title.clone()).collect::<Vec<_>>());

    let pages = texts(&output.bytes);
    assert!(pages.len() > 4 && pages[0].contains("Contents"));
    let link = |page: lopdf::ObjectId| {
        file.get_dictionary(page).unwrap().get(b"Annots").unwrap().as_array().unwrap().len()
    };
    assert!(link(file.page_iter().next().unwrap()) >= sample.sections.len());
    let contents = without_space(pages[0].split_once("Contents").unwrap().1);
    for section in sample.sections.iter().skip(1) {
        let after = contents.split_once(&without_space(&section.title)).unwrap().1;
        let number: String = after.chars().take_while(char::is_ascii_digit).collect();
        let page: usize = number.parse().unwrap();
        assert!(
            pages[page - 1].lines().any(|line| line == section.title),
            "{} is not on page {page}",
            section.title
        );
    }
}

#[test]
fn hostile_text_is_text() {
    let pdf = write(&hostile()).bytes;
    let text = without_space(&texts(&pdf).concat());
    for fact in [
        "<script>alert(1)</script>",
        "(ET)TjQQendstreamendobj/JavaScript",
        "{{template}}{x}",
        "reversed",
        "nulbellescape[31m",
    ] {
        assert!(text.contains(fact), "{fact} is not in the text");
    }
    assert!(text.contains(&"W".repeat(2_000)), "a long word is cut");
    let file = lopdf::Document::load_mem(&pdf).unwrap();
    for object in file.objects.values() {
        if let lopdf::Object::Dictionary(dictionary) = object {
            for key in [&b"JS"[..], b"JavaScript", b"OpenAction", b"AA", b"URI", b"Launch"] {
                assert!(!dictionary.has(key), "the file has a {}", String::from_utf8_lossy(key));
            }
        }
    }
}

#[test]
fn emphasis_is_not_by_colour_alone() {
    let mut sample = document("Emphasis");
    sample.sections.push(Section::new("values", "Values").with(emphases()));
    let text = texts(&write(&sample).bytes).concat();
    assert!(text.contains("Dot: changed from its default. Triangle: needs attention."), "{text}");
}

#[test]
fn thirty_models_take_at_most_150_kilobytes() {
    let bytes = write(&everything(30)).bytes.len();
    assert!(bytes <= 150_000, "{bytes} bytes");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_title_can_be_written(title in "\\PC{0,60}", name in any::<String>(), cell in "[\\p{L}\\p{M}\\p{S}]{0,40}") {
        let mut sample = document(&title);
        sample.meta.entity_name.clone_from(&name);
        let table = Table {
            caption: name.clone(),
            columns: vec![column(&cell, Align::Decimal), column(&title, Align::Center)],
            rows: vec![Row::new(vec![Cell::text(&cell), Cell::text(&name)])],
            sortable: false,
        };
        sample.sections.push(Section::new("s", title).with(table).with(Block::UserText(name)));
        let output = write(&sample);
        let file = lopdf::Document::load_mem(&output.bytes);
        prop_assert_eq!(file.map(|file| file.get_pages().len()).ok(), Some(output.pages));
    }
}
