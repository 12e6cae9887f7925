//! A document with every kind of block and chart, of invented figures.

use report_charts::{
    Axis, Bar, Bins, CalibrationPoint, Curve, Frame, GainsLiftPoint, Incident, Mark, Matrix, PSI_BANDS,
    Point, Ramp, Series, Share, Threshold, TimeSeries, TimeStyle, TimelineItem,
};
use report_document::{
    Align, Block, Callout, Cell, Chart, Column, Document, Emphasis, Field, FindingItem, KeyFigure, Meta, Row,
    Section, Severity, Table, Text,
};
use report_domain::Timestamp;

/// A document whose every user-written string is made by `name` from a plain one.
pub fn specimen(name: impl Fn(&str) -> String) -> Document {
    Document {
        meta: Meta {
            title: name("Breast cancer – experiment report"),
            kind_label: "Experiment report".into(),
            entity_name: name("breast_cancer_automl"),
            headline: Some(
                Text::default()
                    .name(name("StackedEnsemble_AllModels_1"))
                    .and(" leads with AUC 0.9951 on cross-validation."),
            ),
            facts: vec![
                Field::new("Dataset", name("breast_cancer.csv")),
                Field::new("Task", "Binary classification"),
                Field::new("Models", "20"),
                Field::new("Run time", "1 min 10 s"),
            ],
            language: "en",
            report_id: "01960000-0000-7000-8000-000000000000".into(),
            created: "2026-02-28 15:00 UTC".into(),
            created_rfc3339: "2026-02-28T15:00:00Z".into(),
            origin: None,
            card: None,
        },
        opening: 1,
        lists_figures: false,
        sections: vec![
            findings(&name),
            tables(&name),
            classification(&name),
            other_charts(&name),
            time(&name),
            words(&name),
        ],
    }
}

fn findings(name: &impl Fn(&str) -> String) -> Section {
    let item = |severity, title: &str, statement: Text| FindingItem {
        rule: "rule",
        severity,
        title: title.into(),
        statement,
    };
    Section::new("findings", "Findings")
        .with(Block::KeyFigures(vec![
            KeyFigure {
                label: "Best AUC".into(),
                value: "0.9951".into(),
                note: Some("± 0.0027 over 5 folds".into()),
            },
            KeyFigure { label: "Models trained".into(), value: "20".into(), note: None },
            KeyFigure { label: "Run time".into(), value: "1 min 10 s".into(), note: None },
            KeyFigure { label: "Rows".into(), value: "569".into(), note: Some(name("30 features")) },
        ]))
        .with(Block::Findings(vec![
            item(
                Severity::Critical,
                "Possible leakage",
                Text::plain("").code(name("worst_perimeter")).and(" carries 62.7% of the importance."),
            ),
            item(
                Severity::Warning,
                "Gap between training and validation",
                "AUC is 1.0000 on training rows and 0.9951 on others.".into(),
            ),
            item(
                Severity::Info,
                "Leader within the spread",
                Text::plain("The margin of 0.0003 is below one standard deviation; see the ")
                    .link("leaderboard", "tables")
                    .and("."),
            ),
            item(Severity::Good, "Classes are balanced", "The rarer class holds 37.3% of the rows.".into()),
        ]))
}

fn tables(name: &impl Fn(&str) -> String) -> Section {
    let rows = (0..8)
        .map(|index| {
            let model = name(&format!(
                "{}_{index}_AutoML_1_20260228_150000",
                ["GBM", "StackedEnsemble_BestOfFamily", "DRF", "XRT"][index % 4]
            ));
            let auc = 0.9951 - index as f64 * 0.0017;
            let first = Cell::number(auc, format!("{auc:.4}"));
            Row {
                cells: vec![
                    Cell::number(index as f64 + 1.0, (index + 1).to_string()),
                    Cell::text(model),
                    if index == 0 { first.emphasised(Emphasis::Best) } else { first },
                    if index == 3 {
                        Cell::missing()
                    } else {
                        Cell::number(0.1 + index as f64, format!("{:.*}", index % 4, 0.1 + index as f64))
                    },
                    Cell::number(64.0 * index as f64, format!("{} ms", 64 * index)),
                    Cell::text("–").shaded(index as f32 / 7.0),
                ],
                highlighted: index == 0,
            }
        })
        .collect();
    Section::new("tables", "Leaderboard")
        .with(Table {
            caption: "Models by AUC on cross-validation".into(),
            columns: vec![
                Column::number("Rank"),
                Column::row_header("Model"),
                Column::number("AUC"),
                Column::number("Log loss"),
                Column::number("Training time"),
                Column { title: "Share".into(), align: Align::Center, is_row_header: false },
            ],
            rows,
            sortable: true,
        })
        .with(Block::Subheading("Hyperparameters".into()))
        .with(Table {
            caption: "Settings".into(),
            columns: vec![Column::row_header("Setting"), Column::text("Value"), Column::text("Default")],
            rows: vec![
                Row::new(vec![
                    Cell::text(name("ntrees")),
                    Cell::text("57").emphasised(Emphasis::Changed),
                    Cell::text("50"),
                ]),
                Row::new(vec![
                    Cell::text(name("max_depth")),
                    Cell::text("5").emphasised(Emphasis::Muted),
                    Cell::text("5"),
                ]),
                Row::new(vec![
                    Cell::text("psi"),
                    Cell::number(0.31, "0.31").emphasised(Emphasis::Alert),
                    Cell::missing(),
                ]),
            ],
            sortable: false,
        })
}

fn classification(name: &impl Fn(&str) -> String) -> Section {
    let x: Vec<f64> = (0..=50).map(|step| f64::from(step) / 50.0).collect();
    let curve = |power: f64| x.iter().map(|x| x.powf(power)).collect::<Vec<f64>>();
    let (strong, weak, falling) =
        (curve(0.08), curve(0.3), x.iter().map(|x| 1.0 - 0.5 * x.powi(4)).collect::<Vec<_>>());
    let class = name("setosa");
    let curves = [
        Curve { name: "Macro average", x: &x, y: &strong, area: Some(0.9951), emphasised: true },
        Curve { name: &class, x: &x, y: &weak, area: Some(0.93), emphasised: false },
    ];
    let labels: Vec<String> = ["malignant", "benign"].iter().map(|label| name(label)).collect();
    let many: Vec<String> = (0..12).map(|class| name(&format!("class {class}"))).collect();
    let counts: Vec<Vec<f64>> = (0..12)
        .map(|actual: i32| {
            (0..12)
                .map(
                    |predicted: i32| {
                        if actual == predicted { 90.0 } else { f64::from((actual * 7 + predicted * 3) % 5) }
                    },
                )
                .collect()
        })
        .collect();
    let points: Vec<CalibrationPoint> = (0..10)
        .map(|bin| CalibrationPoint {
            predicted: f64::from(bin) / 10.0 + 0.05,
            observed: (f64::from(bin) / 10.0).powf(1.3),
            count: Some(40 + 17 * bin as u64),
        })
        .collect();
    let groups: Vec<GainsLiftPoint> = (1..=10)
        .map(|group| {
            let fraction = f64::from(group) / 10.0;
            let capture = fraction.powf(0.4);
            GainsLiftPoint { fraction, capture: Some(capture), cumulative_lift: Some(capture / fraction) }
        })
        .collect();
    let mut section = Section::new("classification", "Classification");
    section.push(Block::ChartGrid(drawn([
        report_charts::roc(
            &Frame::half("roc", "ROC").caption("The dashed line is a guess."),
            &curves,
            Some((0.05, 0.79)),
        ),
        report_charts::precision_recall(
            &Frame::half("pr", "Precision and recall"),
            &[Curve { name: "", x: &x, y: &falling, area: Some(0.98), emphasised: true }],
            Some(0.373),
        ),
        report_charts::confusion_heatmap(
            &Frame::half("confusion", "Confusion matrix"),
            &labels,
            &[vec![203.0, 9.0], vec![4.0, 353.0]],
        ),
        report_charts::calibration(&Frame::half("calibration", "Calibration"), &points),
        report_charts::gains(&Frame::half("gains", "Cumulative gain"), &groups),
        report_charts::lift(&Frame::half("lift", "Cumulative lift"), &groups),
    ])));
    push(
        &mut section,
        report_charts::confusion_heatmap(
            &Frame::full("confusion-many", "Confusion matrix of twelve classes"),
            &many,
            &counts,
        ),
    );
    section
}

fn other_charts(name: &impl Fn(&str) -> String) -> Section {
    let features: Vec<String> =
        (0..14).map(|index| name(&format!("worst_concave_points_of_the_nucleus_{index}"))).collect();
    let bars: Vec<Bar<'_>> = features
        .iter()
        .enumerate()
        .map(|(index, feature)| {
            Bar::new(feature, if index == 12 { None } else { Some(0.3 / (index + 1) as f64) })
                .highlight(index == 0)
        })
        .collect();
    let models: Vec<String> =
        (0..12).map(|index| name(&format!("GBM_grid_1_AutoML_model_{index}"))).collect();
    let spread: Vec<Bar<'_>> = models
        .iter()
        .enumerate()
        .map(|(index, model)| {
            Bar::new(model, Some(0.995 - 0.002 * index as f64))
                .spread(Some(0.002 + 0.0004 * index as f64))
                .highlight(index == 0)
        })
        .collect();
    let points: Vec<Point<'_>> = models
        .iter()
        .enumerate()
        .map(|(index, label)| Point {
            label,
            x: Some(40.0 * 1.9_f64.powi(index as i32)),
            y: Some(0.995 - 0.002 * ((index * 5) % 12) as f64),
            group: Some(["GBM", "DRF", "GLM"][index % 3]),
            highlight: index == 0,
        })
        .collect();
    let rows: Vec<&str> = features.iter().map(String::as_str).collect();
    let columns: Vec<&str> = models.iter().map(String::as_str).collect();
    let values: Vec<Vec<Option<f64>>> = (0..rows.len())
        .map(|row| {
            (0..columns.len())
                .map(|column| ((row + column) % 9 != 0).then(|| 1.0 / ((row + 1) * (column % 4 + 1)) as f64))
                .collect()
        })
        .collect();
    let correlation: Vec<Vec<Option<f64>>> = (0..8)
        .map(|row: i32| (0..8).map(|column: i32| Some(((row * 5 - column * 3) as f64 / 7.0).cos())).collect())
        .collect();
    let predictions: Vec<(f64, f64)> = (0..400)
        .map(|index| {
            let actual = 30.0 + f64::from(index) * 0.7;
            (actual, actual * 0.8 + 40.0 + 35.0 * (f64::from(index) * 1.7).sin())
        })
        .collect();
    let training: Vec<(f64, Option<f64>)> =
        (1..=60).map(|step| (f64::from(step), Some(0.6 / f64::from(step).sqrt()))).collect();
    let validation: Vec<(f64, Option<f64>)> = (1..=60)
        .map(|step| (f64::from(step), Some(0.62 / f64::from(step).sqrt() + f64::from(step) * 0.0008)))
        .collect();
    let edges: Vec<f64> = (0..=16).map(|edge| f64::from(edge) * 2.5).collect();
    let bell = |centre: f64| {
        (0..16)
            .map(|bin| (900.0 * (-((f64::from(bin) - centre) / 3.0).powi(2)).exp()) as u64)
            .collect::<Vec<u64>>()
    };
    let (real, synthetic) = (bell(7.0), bell(8.0));
    let categories: Vec<String> =
        ["Private", "Self-emp-not-inc", "Local-gov", "?"].iter().map(|category| name(category)).collect();
    let categories: Vec<&str> = categories.iter().map(String::as_str).collect();
    let mut section = Section::new("charts", "Other charts");
    push(
        &mut section,
        report_charts::bar_h(
            &Frame::full("importance", "Feature importance"),
            &Axis::percent("Share of importance"),
            &bars,
        ),
    );
    push(
        &mut section,
        report_charts::metric_by_model(
            &Frame::full("models", "AUC by model")
                .caption("Whiskers: one standard deviation over five folds."),
            &Axis::number("AUC"),
            &spread,
        ),
    );
    push(
        &mut section,
        report_charts::scatter(
            &Frame::full("quality-time", "Quality against training time"),
            &Axis::milliseconds("Training time").log(),
            &Axis::number("AUC"),
            &points,
        ),
    );
    push(
        &mut section,
        report_charts::lines(
            &Frame::full("learning", "Learning curves"),
            &Axis::number("Trees"),
            &Axis::number("Log loss"),
            &[
                Series { name: "Training", points: &training, dashed: false },
                Series { name: "Cross-validation", points: &validation, dashed: false },
            ],
            &[Mark { at: 42.0, label: "chosen: 42 trees" }],
        ),
    );
    push(
        &mut section,
        report_charts::heatmap(
            &Frame::full("importance-by-model", "Importance by model"),
            &Matrix {
                row_axis: "Feature",
                column_axis: "Model",
                rows: &rows,
                columns: &columns,
                values: &values,
                value_label: "Share",
                format: report_charts::Format::Percent,
            },
            &Ramp::Sequential { low: Some(0.0), high: None },
        ),
    );
    section.push(Block::ChartGrid(drawn([
        report_charts::heatmap(
            &Frame::half("correlation", "Correlation"),
            &Matrix {
                row_axis: "",
                column_axis: "",
                rows: &rows[..8],
                columns: &rows[..8],
                values: &correlation,
                value_label: "Pearson",
                format: report_charts::Format::Number,
            },
            &Ramp::Diverging { limit: Some(1.0) },
        ),
        report_charts::predicted_vs_actual(
            &Frame::half("predicted", "Predicted against actual"),
            "progression",
            &predictions,
        ),
        report_charts::residuals(&Frame::half("residuals", "Residuals"), "progression", &predictions),
        report_charts::bar_v(
            &Frame::half("balance", "Class balance"),
            &Axis::number("Rows"),
            &[Bar::new("benign", Some(357.0)), Bar::new("malignant", Some(212.0))],
        ),
    ])));
    section.push(Block::ChartGrid(drawn([
        report_charts::histogram_pair(
            &Frame::third("age", "age"),
            Bins::Edges(&edges),
            ("Real", &real),
            ("Synthetic", &synthetic),
        ),
        report_charts::histogram_pair(
            &Frame::third("workclass", "workclass"),
            Bins::Categories(&categories),
            ("Real", &[700, 80, 60, 40]),
            ("Synthetic", &[650, 110, 50, 70]),
        ),
        report_charts::histogram(&Frame::third("hours", "hours"), "Rows", Bins::Edges(&edges), &real),
    ])));
    section
}

fn time(name: &impl Fn(&str) -> String) -> Section {
    let at = |hour: i64| Timestamp::from_unix_millis(1_772_323_200_000 + hour * 3_600_000);
    let times: Vec<Timestamp> = (0..336).map(at).collect();
    let volume: Vec<Option<f64>> =
        (0..336).map(|hour| Some(200.0 + 150.0 * (f64::from(hour) / 3.82).sin())).collect();
    let percentile = |scale: f64| -> Vec<Option<f64>> {
        (0..336)
            .map(|hour| {
                (!(100..110).contains(&hour)).then(|| scale * (20.0 + 4.0 * (f64::from(hour) / 5.0).sin()))
            })
            .collect()
    };
    let errors: Vec<Option<f64>> =
        (0..336).map(|hour| Some(if (200..206).contains(&hour) { 0.12 } else { 0.004 })).collect();
    let (p50, p95, p99) = (percentile(1.0), percentile(2.4), percentile(4.1));
    let incident = [Incident { from: at(200), to: at(206), label: "Error burst" }];
    let days: Vec<String> = (1..=14).map(|day| format!("2026-03-{day:02}")).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    let drift: Vec<Vec<Option<f64>>> =
        (0..4).map(|row| (0..14).map(|day| Some(0.02 * f64::from(row * day))).collect()).collect();
    let experiments: Vec<String> = (0..5).map(|index| name(&format!("AutoML run {index}"))).collect();
    let items: Vec<TimelineItem<'_>> = experiments
        .iter()
        .enumerate()
        .map(|(index, label)| TimelineItem {
            label,
            start: at(index as i64 * 40),
            end: (index != 2).then(|| at(index as i64 * 40 + 15)),
            note: Some("AUC 0.9951"),
            severity: [Severity::Good, Severity::Info, Severity::Warning, Severity::Critical, Severity::Good]
                [index],
        })
        .collect();
    let mut section = Section::new("time", "Over time");
    push(
        &mut section,
        report_charts::time_series(
            &Frame::full("volume", "Prediction volume"),
            &Axis::number("Requests per hour"),
            TimeStyle::Bars,
            &times,
            &[TimeSeries { name: "", values: &volume }],
            &[],
            &[],
        ),
    );
    push(
        &mut section,
        report_charts::time_series(
            &Frame::full("errors", "Error rate"),
            &Axis::percent("Error rate"),
            TimeStyle::Line,
            &times,
            &[TimeSeries { name: "", values: &errors }],
            &incident,
            &[Threshold { value: 0.05, label: "5%" }],
        ),
    );
    push(
        &mut section,
        report_charts::time_series(
            &Frame::full("latency", "Latency"),
            &Axis::milliseconds("Latency"),
            TimeStyle::Line,
            &times,
            &[
                TimeSeries { name: "p50", values: &p50 },
                TimeSeries { name: "p95", values: &p95 },
                TimeSeries { name: "p99", values: &p99 },
            ],
            &incident,
            &[],
        ),
    );
    push(
        &mut section,
        report_charts::heatmap(
            &Frame::full("drift", "Drift by feature and day"),
            &Matrix {
                row_axis: "Feature",
                column_axis: "Day",
                rows: &["age", "balance", "duration", "campaign"],
                columns: &days,
                values: &drift,
                value_label: "PSI",
                format: report_charts::Format::Number,
            },
            &Ramp::Bands { bands: &PSI_BANDS, chance: &vec![vec![Some(0.0); days.len()]; 4] },
        ),
    );
    push(&mut section, report_charts::timeline(&Frame::full("timeline", "Experiments"), &items));
    push(
        &mut section,
        report_charts::stacked_status(
            &Frame::full("status", "Models by status"),
            &[
                Share { label: "Ready", count: 17, severity: Severity::Good },
                Share { label: "Archived", count: 3, severity: Severity::Info },
                Share { label: "Failed", count: 1, severity: Severity::Critical },
            ],
        ),
    );
    section
}

fn words(name: &impl Fn(&str) -> String) -> Section {
    Section::new("words", "Comments")
        .with(Block::Paragraph(
            Text::plain("Trained on ")
                .strong("455 rows")
                .and(" of ")
                .code(name("breast_cancer.csv"))
                .and("."),
        ))
        .with(Block::Bullets(vec!["First.".into(), "Second.".into()]))
        .with(Block::Numbered(vec!["One.".into(), "Two.".into()]))
        .with(Block::Fields(vec![
            Field::new("Seed", "1"),
            Field::new("Snapshot", name("entities/x/experiment/y.json")),
        ]))
        .with(Callout {
            severity: Severity::Info,
            title: "Insights were unavailable".into(),
            body: "No language model is configured.".into(),
        })
        .with(Block::UserText(name("First line\n\tsecond line, indented\n\nlast")))
        .with(Block::Note("The snapshot has no calibration data.".into()))
}

fn push(section: &mut Section, chart: Option<Chart>) {
    section.push(Block::Chart(chart.expect("the figures can be drawn")));
}

fn drawn<const N: usize>(charts: [Option<Chart>; N]) -> Vec<Chart> {
    charts.into_iter().map(|chart| chart.expect("the figures can be drawn")).collect()
}
