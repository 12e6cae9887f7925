//! Documents of all shapes.

use report_document::{Align, Block, Cell, ChartSize, Document, Emphasis, Field, Row, Section, Table, Text};

use super::{chart, column, document, everything, figure, leaderboard, scene, scripts, wide};

/// Documents of all shapes.
pub fn samples() -> Vec<(&'static str, Document)> {
    let with = |blocks: Vec<Block>| {
        let mut sample = document("A title");
        sample.sections.push(Section { id: "only".into(), title: "Only".into(), blocks });
        sample
    };
    let long = "a_rather_long_columnNameThatSomeone-generated/by.machine_".repeat(2);
    let mut names = leaderboard(20);
    for row in &mut names.rows {
        row.cells[1] = Cell::text(format!("{long}{}", row.cells[1].text));
    }
    vec![
        ("everything", everything(30)),
        ("one model", everything(1)),
        ("500 models", everything(500)),
        ("scripts", scripts()),
        ("forty classes", with(vec![wide(40, 40).into()])),
        ("long names", with(vec![names.into()])),
        ("hostile", hostile()),
        ("empty", empty()),
    ]
}

/// Nothing where something is expected.
pub fn empty() -> Document {
    let mut sample = document("");
    sample.meta.facts.clear();
    sample.meta.headline = None;
    let table = |columns: Vec<report_document::Column>| Table {
        caption: String::new(),
        columns,
        rows: Vec::new(),
        sortable: false,
    };
    sample.sections = vec![
        Section::new("a", ""),
        Section::new("b", "Empty blocks")
            .with(Block::KeyFigures(Vec::new()))
            .with(Block::Findings(Vec::new()))
            .with(Block::Fields(Vec::new()))
            .with(Block::Bullets(vec![Text::default()]))
            .with(Block::ChartGrid(Vec::new()))
            .with(Block::Paragraph(Text::default()))
            .with(Block::UserText(String::new()))
            .with(table(Vec::new()))
            .with(table(vec![column("Only a header", Align::Decimal)])),
        Section::new("c", "Last"),
    ];
    sample
}

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "{{ template }} {x}",
    "(ET) Tj Q Q endstream endobj /JavaScript",
    "\u{202E}reversed\u{202C} \u{2067}isolated",
    "nul\0bell\u{7}escape\u{1B}[31m",
    "Z̷̡̢̧̛͓͔͕͖͙͚̈́̀́̂̃̄̅̆̇̈̉̊̋̌̍̎̏̐̑̒̓̔",
    "\u{FEFF}\u{FFFE}\u{10FFFF}\u{E000}\u{1F3F4}\u{E0067}\u{E0062}",
];

/// Hostile text in every field.
pub fn hostile() -> Document {
    let all = HOSTILE.join(" ");
    let word = "W".repeat(10_000);
    let mut sample = document(&format!("{all} {}", &word[..200]));
    sample.meta.kind_label = all.clone();
    sample.meta.entity_name = word.clone();
    sample.meta.report_id = all.clone();
    sample.meta.headline = Some(Text::plain(all.clone()).name(all.clone()));
    sample.meta.facts = vec![Field::new(&all, &word[..300]), Field::new(&word[..300], &all)];
    let cells = HOSTILE
        .iter()
        .map(|text| Row::new(vec![Cell::text(*text), Cell::text(*text).emphasised(Emphasis::Alert)]));
    let mut rows: Vec<Row> = cells.collect();
    rows.push(Row::new(vec![Cell::text(word.clone()), Cell::text(word.clone())]));
    rows.push(Row::new(Vec::new()));
    let table = Table {
        caption: all.clone(),
        columns: vec![column(&all, Align::Start), column(&word[..200], Align::Decimal)],
        rows,
        sortable: false,
    };
    // A longer one would leave the page, under the edge of its chart.
    let label = [HOSTILE[0], HOSTILE[6]].join(" ");
    let mut first = chart("x", ChartSize::Half);
    first.title.clone_from(&all);
    first.caption = Some(word[..500].to_owned());
    first.scene = std::sync::Arc::new(scene(f64::NAN, 100.0, &label));
    let mut other = first.clone();
    other.scene = std::sync::Arc::new(scene(250.0, 170.0, &label));
    sample.sections = vec![
        Section::new("first", all.clone())
            .with(Block::Subheading(word[..2000].to_owned()))
            .with(Block::Paragraph(Text::plain(&all).code(&word).link("nowhere", "no-such-section")))
            .with(Block::KeyFigures(vec![figure(&all, &word, Some(&all))]))
            .with(Block::Fields(vec![Field::new(&word, &word)]))
            .with(table)
            .with(Block::ChartGrid(vec![first, other]))
            .with(Block::UserText(format!("{all}\n{word}\r\n\n\n{all}"))),
    ];
    sample
}
