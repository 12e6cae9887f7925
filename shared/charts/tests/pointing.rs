//! Every mark that stands for a value says so where a reader points at it.
#![allow(clippy::unwrap_used)]

use kuva::render::render::Primitive;
use report_charts::{
    Axis, Bar, Bins, CalibrationPoint, Curve, Format, Frame, GainsLiftPoint, Mark, Matrix, PSI_BANDS, Pair,
    Panel, PanelRow, Point, Ramp, Ranged, Series, Share, TimePanel, TimeSeries, TimeStyle, TimelineItem,
};
use report_document::{Chart, Severity};
use report_domain::Timestamp;

const FRAME: Frame<'static> = Frame::full("chart", "Chart");

/// What shows at each place that answers to pointing.
fn words(chart: Option<Chart>) -> Vec<String> {
    let scene = chart.unwrap().scene;
    let titles = scene.elements.iter().filter_map(|element| match element {
        Primitive::GroupStart { title, .. } => title.clone(),
        _ => None,
    });
    titles.collect()
}

/// Asserts that there is a place for each of some values.
fn assert_says<S: AsRef<str>>(chart: Option<Chart>, values: &[S]) {
    let words = words(chart);
    for value in values {
        let value = value.as_ref();
        assert!(words.iter().any(|words| words.contains(value)), "nothing says {value:?} in {words:?}");
    }
}

fn day(day: i64) -> Timestamp {
    Timestamp::from_unix_millis(1_772_323_200_000 + day * 86_400_000)
}

#[test]
fn bars_and_dots() {
    let bars = [Bar::new("GBM", Some(0.25)), Bar::new("GLM", Some(0.75)).spread(Some(0.125))];
    let axis = Axis::number("AUC");
    assert_says(report_charts::bar_h(&FRAME, &axis, &bars), &["GBM: 0.2500", "GLM: 0.7500"]);
    assert_says(report_charts::bar_v(&FRAME, &axis, &bars), &["GBM: 0.2500", "GLM: 0.7500"]);
    assert_says(report_charts::metric_by_model(&FRAME, &axis, &bars), &["GLM: 0.7500 ± 0.1250"]);
    let ranged = Ranged { value: Some(0.5), interval: Some((0.25, 0.75)), faint: false };
    let rows = [PanelRow { label: "female", values: vec![ranged, Ranged::default()] }];
    let panels = ["TPR", "FPR"].map(|label| Panel { axis: Axis::percent(label), reference: Some(0.4) });
    assert_says(
        report_charts::interval_panels(&FRAME, &panels, &rows),
        &["female: TPR 50.0% (25.0% to 75.0%), FPR –"],
    );
    let point = |label, x, y| Point { label, x: Some(x), y: Some(y), group: None, highlight: false };
    let points = [point("GBM", 0.25, 0.5), point("GLM", 0.75, 0.625)];
    assert_says(
        report_charts::scatter(&FRAME, &axis, &axis, &points),
        &["GBM: AUC 0.5000", "GLM: AUC 0.6250"],
    );
}

#[test]
fn pairs_say_both_values() {
    let pairs = [
        Pair { label: "GBM", then: Some(0.25), now: Some(0.75) },
        Pair { label: "GLM", then: None, now: Some(0.5) },
    ];
    assert_says(
        report_charts::paired(&FRAME, &Axis::number("AUC"), ["Then", "Now"], &pairs),
        &["GBM: then 0.2500, now 0.7500", "GLM: then no value, now 0.5000"],
    );
}

#[test]
fn lines_of_any_length() {
    for length in [5, 39, 41, 400] {
        let points: Vec<(f64, Option<f64>)> = (0..length).map(|step| (f64::from(step), Some(0.5))).collect();
        let series = [("Training", false), ("Held out", true)].map(|(name, dashed)| Series {
            name,
            points: &points,
            dashed,
        });
        let marks = [Mark { at: 2.0, label: "kept" }];
        let chart =
            report_charts::lines(&FRAME, &Axis::number("Trees"), &Axis::number("Loss"), &series, &marks);
        let words = words(chart);
        for name in ["Training", "Held out"] {
            let places =
                words.iter().filter(|words| words.contains("Trees ") && words.contains(name)).count();
            assert!((5..=61).contains(&places), "{places} places along {name} of {length} points");
        }
    }
}

#[test]
fn curves_of_a_classifier() {
    let x: Vec<f64> = (0..=100).map(|step| f64::from(step) / 100.0).collect();
    let curve = |name| Curve { name, x: &x, y: &x, area: Some(0.5), emphasised: false };
    let alone = [curve("")];
    let several = [curve("setosa"), curve("virginica"), curve("versicolor")];
    for draw in [
        (|curves: &[Curve<'_>]| report_charts::roc(&FRAME, curves, None))
            as fn(&[Curve<'_>]) -> Option<Chart>,
        |curves| report_charts::precision_recall(&FRAME, curves, None),
    ] {
        assert!(words(draw(&alone)).len() > 15);
        let words = words(draw(&several));
        for name in ["setosa: ", "virginica: ", "versicolor: "] {
            assert!(words.iter().filter(|words| words.starts_with(name)).count() > 15, "{name}{words:?}");
        }
    }
    let bins = [0.25, 0.75].map(|rate| CalibrationPoint { predicted: rate, observed: rate, count: Some(7) });
    assert_says(
        report_charts::calibration(&FRAME, &bins),
        &["Predicted 25.0%, observed 25.0%, 7 rows", "Predicted 75.0%"],
    );
    let groups = [0.25, 0.5].map(|fraction| GainsLiftPoint {
        fraction,
        capture: Some(fraction * 2.0),
        cumulative_lift: Some(2.0),
    });
    assert_says(
        report_charts::gains(&FRAME, &groups),
        &["First 25.0% of the rows: 50.0%", "First 50.0% of the rows"],
    );
    assert_says(report_charts::lift(&FRAME, &groups), &["First 25.0% of the rows: lift 2.00"]);
    let counts = [vec![90.0, 10.0], vec![5.0, 15.0]];
    let cells = [
        "Actual no, predicted no: 90",
        "predicted yes: 10",
        "Actual yes, predicted no: 5",
        "predicted yes: 15",
    ];
    assert_says(report_charts::confusion_heatmap(&FRAME, &["no", "yes"], &counts), &cells);
}

#[test]
fn points_of_a_regression() {
    for length in [10_u32, 400, 2_000] {
        let points: Vec<(f64, f64)> = (0..length).map(|row| (f64::from(row), f64::from(row) + 1.0)).collect();
        let places = words(report_charts::predicted_vs_actual(&FRAME, "price", &points));
        assert!((10..=400).contains(&places.len()), "{} places", places.len());
        assert!(places[1].starts_with("Actual ") && places[1].contains(", predicted "), "{}", places[1]);
        assert!(words(report_charts::residuals(&FRAME, "price", &points))[0].ends_with("residual −1"));
    }
}

#[test]
fn cells_bins_and_states() {
    let values = [vec![Some(0.05), Some(0.15)], vec![Some(0.35), None]];
    let matrix = Matrix {
        row_axis: "Feature",
        column_axis: "Day",
        rows: &["age", "plan"],
        columns: &["1", "2"],
        values: &values,
        value_label: "PSI",
        format: Format::Number,
    };
    let cells = ["age, 1: PSI 0.0500", "age, 2: PSI 0.1500", "plan, 1: PSI 0.3500", "plan, 2: no value"];
    let chance = vec![vec![Some(0.01); 2]; 2];
    for ramp in [
        Ramp::Sequential { low: None, high: None },
        Ramp::Diverging { limit: None },
        Ramp::Bands { bands: &PSI_BANDS, chance: &chance },
        Ramp::Bands { bands: &PSI_BANDS, chance: &[] },
    ] {
        assert_says(report_charts::heatmap(&FRAME, &matrix, &ramp), &cells);
    }
    let bins = Bins::Edges(&[0.0, 1.0, 2.0]);
    assert_says(
        report_charts::histogram(&FRAME, "Rows", bins, &[3, 1]),
        &["0 to 1: 3 (75.0%)", "1 to 2: 1 (25.0%)"],
    );
    let pair = report_charts::histogram_pair(&FRAME, bins, ("Real", &[3, 1]), ("Synthetic", &[1, 1]));
    assert_says(pair, &["0 to 1: Real 75.0%, Synthetic 50.0%", "1 to 2: Real 25.0%, Synthetic 50.0%"]);
    let shares = [Share { label: "Deployed", count: 3, severity: Severity::Good }];
    assert_says(report_charts::stacked_status(&FRAME, &shares), &["Deployed: 3 of 3"]);
}

#[test]
fn what_happened_when() {
    let times: Vec<Timestamp> = (0..4).map(day).collect();
    let series = [
        TimeSeries { name: "p50", values: &[Some(10.0), Some(20.0), None, Some(40.0)] },
        TimeSeries { name: "p95", values: &[Some(15.0), None, None, Some(45.0)] },
    ];
    let axis = Axis::milliseconds("Latency");
    let chart = report_charts::time_series(&FRAME, &axis, TimeStyle::Line, &times, &series, &[], &[]);
    assert_says(chart, &["p50 10 ms, p95 15 ms", "p50 20 ms", "p50 40 ms, p95 45 ms"]);
    let chart = report_charts::time_series(&FRAME, &axis, TimeStyle::Bars, &times, &series[..1], &[], &[]);
    assert_says(chart, &["p50 10 ms", "p50 20 ms", "p50 40 ms"]);
    let panel = |values| TimePanel {
        y: Axis::number("AUC"),
        times: &times,
        values,
        spread: &[],
        levels: &[],
        from_zero: false,
    };
    let panels = [panel(&[Some(0.5), None, None, Some(0.75)]), panel(&[None, Some(0.9)])];
    assert_says(report_charts::over_time(&FRAME, &panels), &["UTC: 0.5", "UTC: 0.75", "UTC: 0.9"]);
    let item = |label, start, end| TimelineItem {
        label,
        start: day(start),
        end,
        note: None,
        severity: Severity::Good,
    };
    let items = [item("first", 0, Some(day(1))), item("second", 2, None)];
    assert_says(
        report_charts::timeline(&FRAME, &items),
        &["first: 2026-03-01 00:00 UTC", "second: 2026-03-03"],
    );
}
