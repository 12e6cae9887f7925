//! Documents for the tests and the specimen.
#![allow(dead_code)] // each test uses a part of this

pub mod aloud;
pub mod samples;

use std::path::PathBuf;
use std::sync::Arc;

use kuva::render::color::Color;
use kuva::render::render::{PathData, Primitive, Scene, TextAnchor, TextSpan};
use report_document::{
    Align, Beside, Block, Callout, Cell, Chart, ChartSize, Column, Document, Emphasis, Field, FindingItem,
    KeyFigure, Meta, Row, Section, Severity, Table, Text,
};
use report_pdf::{Fonts, Paper, PdfSettings};

/// With the fallback fonts of the tree.
pub fn settings(paper: Paper) -> PdfSettings {
    let fallback = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fonts/fallback");
    PdfSettings { paper, fonts: Fonts::new(Some(fallback)) }
}

/// A document without sections.
pub fn document(title: &str) -> Document {
    Document {
        meta: Meta {
            title: title.into(),
            kind_label: "Experiment report".into(),
            entity_name: "churn-2026-02".into(),
            headline: Some(
                "StackedEnsemble_AllModels leads with an AUC of 0.9951, 0.0012 above the second.".into(),
            ),
            facts: vec![
                Field::new("Dataset", "customers_2026_02.parquet"),
                Field::new("Task", "Binary classification"),
                Field::new("Models", "30"),
                Field::new("Run time", "1 min 10 s"),
            ],
            language: "en",
            report_id: "0190b6a0-1c2d-7e3f-8a4b-5c6d7e8f9a0b".into(),
            created: "2026-02-28 15:00 UTC".into(),
            created_rfc3339: "2026-02-28T15:00:00Z".into(),
            origin: None,
            card: None,
        },
        sections: Vec::new(),
        opening: 0,
        lists_figures: false,
    }
}

/// A leaderboard of this many models with six metrics.
pub fn leaderboard(models: usize) -> Table {
    let metrics = ["AUC", "Log loss", "AUCPR", "Mean per class error", "RMSE", "Training time (s)"];
    let mut columns = vec![Column::centered("Rank"), Column::row_header("Model"), Column::text("Family")];
    columns.extend(metrics.iter().map(|metric| Column::number(*metric)));
    let families = ["StackedEnsemble", "GBM", "XGBoost", "DeepLearning", "GLM", "DRF"];
    let rows = (0..models).map(|n| {
        let family = families[n % families.len()];
        let mut cells = vec![
            Cell::text((n + 1).to_string()),
            Cell::text(format!("{family}_grid_1_AutoML_1_20260228_150000_model_{n}")),
            Cell::text(family),
        ];
        for metric in 0..metrics.len() {
            let value = 0.9951 - (n * (metric + 1)) as f64 * 0.000_37 + metric as f64 * 1.7;
            let cell = match (n + metric) % 17 {
                16 => Cell::missing(),
                _ => Cell::number(value, format!("{value:.4}")),
            };
            cells.push(if n == 0 { cell.emphasised(Emphasis::Best) } else { cell });
        }
        Row { cells, highlighted: n == 0 }
    });
    Table { caption: "Leaderboard".into(), columns, rows: rows.collect(), sortable: true }
}

/// A table of numbers with this many columns beside the names of its rows.
pub fn wide(columns: usize, rows: usize) -> Table {
    let mut header = vec![Column::row_header("Actual class")];
    header.extend((0..columns).map(|n| Column::number(format!("class_{n}"))));
    let rows = (0..rows).map(|row| {
        let mut cells = vec![Cell::text(format!("class_{row}"))];
        cells.extend((0..columns).map(|column| {
            let count = if row == column { 950 } else { (row * 7 + column * 3) % 40 };
            Cell::number(count as f64, count.to_string()).shaded(count as f32 / 950.0)
        }));
        Row::new(cells)
    });
    Table { caption: "Confusion matrix".into(), columns: header, rows: rows.collect(), sortable: false }
}

/// Values against their defaults, with every emphasis.
pub fn emphases() -> Table {
    let cell = |text: &str, emphasis| Cell::text(text).emphasised(emphasis);
    let row = |name: &str, value: Cell| Row::new(vec![Cell::text(name), value, Cell::text("0.1")]);
    Table {
        caption: "Hyperparameters".into(),
        columns: vec![Column::row_header("Parameter"), Column::number("Value"), Column::number("Default")],
        rows: vec![
            row("learn_rate", cell("0.05", Emphasis::Changed)),
            row("psi_threshold", cell("0.31", Emphasis::Alert)),
            row("score", cell("12.5", Emphasis::Best)),
            row("ntrees", cell("1,050", Emphasis::Muted)),
            row("seed", Cell::missing()),
        ],
        sortable: false,
    }
}

/// A scene that has every primitive.
pub fn scene(width: f64, height: f64, label: &str) -> Scene {
    let mut scene = Scene::new(width, height);
    let (left, right, top, bottom) = (34.0, width - 10.0, 10.0, height - 24.0);
    let blue = Color::Rgb(31, 95, 153);
    let muted = Color::Rgb(86, 96, 109);
    for n in 0..=4 {
        let y = bottom - (bottom - top) * f64::from(n) / 4.0;
        scene.add(Primitive::Line {
            x1: left,
            y1: y,
            x2: right,
            y2: y,
            stroke: Color::from("#d9dee4"),
            stroke_width: 0.5,
            stroke_dasharray: (n == 2).then(|| "3,2".into()),
        });
        scene.add(Primitive::Text {
            x: left - 4.0,
            y: y + 2.5,
            content: format!("{:.2}", f64::from(n) / 4.0),
            size: 7,
            anchor: TextAnchor::End,
            rotate: None,
            bold: false,
            color: Some(muted.clone()),
        });
    }
    scene.add(Primitive::ClipStart {
        x: left,
        y: top,
        width: right - left,
        height: bottom - top,
        id: "plot".into(),
    });
    let at = |share: f64| (left + (right - left) * share, bottom - (bottom - top) * share.sqrt());
    scene.add(Primitive::PolyLine {
        points: (0..=60)
            .map(|n| at(f64::from(n) / 60.0))
            .chain([(f64::NAN, 1.0), at(0.4), at(0.9)])
            .collect(),
        stroke: blue.clone(),
        stroke_width: 1.4,
        stroke_dasharray: None,
    });
    scene.add(Primitive::Path(Box::new(PathData {
        d: format!("M {left} {bottom} C {left} {top} {right} {top} {right} {bottom} A 20 20 0 0 1 {left} {bottom} Q 5 5 9 9 Z"),
        fill: Some(Color::Css("rgba(213, 94, 0, 0.12)".into())),
        stroke: Color::Rgb(213, 94, 0),
        stroke_width: 0.8,
        opacity: Some(0.9),
        stroke_dasharray: Some("4 2".into()),
    })));
    scene.add(Primitive::ClipEnd);
    scene.add(Primitive::CircleBatch {
        cx: (1..6).map(|n| at(f64::from(n) / 6.0).0).collect(),
        cy: (1..6).map(|n| at(f64::from(n) / 6.0).1).collect(),
        r: 2.2,
        fill: Color::Css("hsl(160, 100%, 27%)".into()),
        fill_opacity: Some(0.8),
        stroke: Some(Color::from("white")),
        stroke_width: Some(0.5),
    });
    scene.add(Primitive::Circle {
        cx: at(0.5).0,
        cy: at(0.5).1,
        r: 4.0,
        fill: Color::None,
        fill_opacity: None,
        stroke: Some(Color::from("crimson")),
        stroke_width: Some(1.0),
    });
    scene.add(Primitive::RectBatch {
        x: (0..5).map(|n| right - 60.0 + f64::from(n) * 10.0).collect(),
        y: vec![bottom - 30.0; 5],
        w: vec![9.5; 5],
        h: vec![9.5; 5],
        fills: (0..5).map(|n| Color::Rgb(240 - n * 40, 245 - n * 30, 250 - n * 20)).collect(),
    });
    scene.add(Primitive::GroupStart {
        transform: Some(format!("translate({}, {}) rotate(20)", right - 70.0, bottom - 60.0)),
        title: Some("never shown".into()),
        extra_attrs: None,
    });
    scene.add(Primitive::Rect {
        x: 0.0,
        y: 0.0,
        width: 26.0,
        height: 12.0,
        fill: Color::from("#8a6d00"),
        stroke: Some(Color::from("black")),
        stroke_width: Some(0.5),
        opacity: Some(0.5),
    });
    scene.add(Primitive::GroupEnd);
    scene.add(Primitive::RichText {
        x: (left + right) / 2.0,
        y: height - 6.0,
        spans: vec![
            TextSpan::plain("False positive rate of "),
            TextSpan { bold: true, ..TextSpan::plain(label) },
        ],
        size: 8,
        anchor: TextAnchor::Middle,
        color: None,
    });
    scene.add(Primitive::Text {
        x: 9.0,
        y: (top + bottom) / 2.0,
        content: "True positive rate".into(),
        size: 7,
        anchor: TextAnchor::Middle,
        rotate: Some(-90.0),
        bold: false,
        color: Some(muted),
    });
    scene
}

/// A chart of this size.
pub fn chart(id: &str, size: ChartSize) -> Chart {
    let (width, height) = match size {
        ChartSize::Full => (515.0, 210.0),
        ChartSize::Half => (250.0, 170.0),
        ChartSize::Third => (165.0, 120.0),
    };
    Chart {
        id: id.into(),
        title: format!("ROC curve {id}"),
        alt: "AUC 0.9951".into(),
        caption: Some("The further above the diagonal, the better the model tells the classes apart.".into()),
        size,
        scene: Arc::new(scene(width, height, id)),
        data: None,
    }
}

/// A document that has every block.
pub fn everything(models: usize) -> Document {
    let mut document = document("Churn of customers, weekly retraining");
    let text =
        "The leader is compared with the second by the spread of its folds; a margin below it is no margin.";
    let finding = |severity, title: &str| FindingItem {
        rule: "rule",
        severity,
        title: title.into(),
        statement: Text::plain("The model ")
            .code("GBM_5_AutoML_1")
            .and(" has a gap of 0.0312 between training and validation ")
            .and("AUC, more than the spread of its five folds (0.0027). See ")
            .link("the leaderboard", "leaderboard")
            .and("."),
    };
    let charts = |count: usize, size| (0..count).map(|n| chart(&format!("c{n}"), size)).collect::<Vec<_>>();
    document.sections = vec![
        Section::new("findings", "Findings")
            .with(Block::KeyFigures(vec![
                figure("Best AUC", "0.9951", Some("± 0.0027 over 5 folds")),
                figure("Models trained", "30", None),
                figure("Run time", "1 min 10 s", Some("budget: 2 min")),
                figure("Best model", "StackedEnsemble_AllModels_1_AutoML_1_20260228", None),
                figure("Rows", "1,048,576", Some("of which 12 % are held out")),
            ]))
            .with(Block::Findings(vec![
                finding(Severity::Critical, "Possible leakage"),
                finding(Severity::Warning, "Overfitting"),
                finding(Severity::Info, "Close race"),
                finding(Severity::Good, "Calibrated"),
            ]))
            .with(Block::Paragraph(Text::plain(text).strong(" Strong words.").and(format!(" {text} {text}"))))
            .with(Callout {
                severity: Severity::Warning,
                title: "Fewer rows than columns".into(),
                body: text.into(),
            }),
        Section::new("leaderboard", "Leaderboard").with(leaderboard(models)),
        Section::new("charts", "Model comparison")
            .with(chart("full", ChartSize::Full))
            .with(Block::Subheading("By family".into()))
            .with(Block::ChartGrid(charts(4, ChartSize::Half)))
            .with(Block::ChartGrid(charts(5, ChartSize::Third))),
        Section::new("matrix", "Confusion matrix")
            .with(wide(6, 6))
            .with(Block::Note("Rows are actual classes.".into())),
        Section::new("parameters", "Hyperparameters").with(Block::Beside(Beside {
            chart: chart("beside", ChartSize::Half),
            blocks: vec![emphases().into(), Block::Note("Dots are changes.".into())],
        })),
        Section::new("configuration", "Configuration")
            .with(Block::Fields(
                (0..9).map(|n| Field::new(format!("Setting {n}"), format!("value_{n}"))).collect(),
            ))
            .with(Block::Bullets(vec![text.into(), "Second".into()]))
            .with(Block::Numbered((0..11).map(|n| Text::plain(format!("Step {n}"))).collect())),
        Section::new("comments", "Comments")
            .with(Block::UserText("First line\n\n  indented <script>\nlast line".into())),
    ];
    document
}

/// A key figure.
pub fn figure(label: &str, value: &str, note: Option<&str>) -> KeyFigure {
    KeyFigure { label: label.into(), value: value.into(), note: note.map(Into::into) }
}

/// Names and texts in many scripts.
pub const SCRIPTS: &[(&str, &str)] = &[
    ("Greek", "Ανάλυση κινδύνου"),
    ("Cyrillic", "Отток клиентов"),
    ("Vietnamese", "Phân tích dữ liệu khách hàng"),
    ("Chinese", "客户流失预测模型评估报告"),
    ("Traditional", "客戶流失預測模型評估報告"),
    ("Japanese", "顧客解約予測モデルの評価レポート"),
    ("Korean", "고객 이탈 예측 모델 평가 보고서"),
    ("Arabic", "تقرير تقييم نموذج التنبؤ"),
    ("Hebrew", "דוח הערכת מודל חיזוי"),
    ("Devanagari", "ग्राहक विश्लेषण रिपोर्ट"),
    ("Thai", "รายงานการประเมินแบบจำลอง"),
    ("Tamil", "மாதிரி மதிப்பீட்டு அறிக்கை"),
    ("Emoji", "🚀 Launch ✅ 👩‍🔬 ❤️ 📈"),
    ("Symbols", "∑ √ ≤ ≠ → ✓ ★ ☂ 𝛽 ℝ"),
];

/// A document with text of every script in its title, its cells and its comments.
pub fn scripts() -> Document {
    let mut document = document("顧客解約予測 — דוח churn");
    let rows = SCRIPTS
        .iter()
        .map(|(name, text)| Row::new(vec![Cell::text(*name), Cell::text(*text), Cell::text("0.5")]));
    let table = Table {
        caption: "Scripts".into(),
        columns: vec![Column::row_header("Script"), Column::text("Text"), Column::number("Value")],
        rows: rows.collect(),
        sortable: false,
    };
    let comments = SCRIPTS.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n");
    document.sections = vec![
        Section::new("table", "Names").with(table),
        Section::new("comments", "Comments").with(Block::UserText(comments)),
        Section::new("bold", "太字の見出し").with(Block::Paragraph(
            Text::plain("The column ")
                .code("عمود_البيانات")
                .and(" drifts; so does ")
                .code("customer_age")
                .and("."),
        )),
    ];
    document
}

/// A column of an alignment.
pub fn column(title: &str, align: Align) -> Column {
    Column { title: title.into(), align, is_row_header: false }
}
