//! No figures, however odd, make a chart panic, leave its scene with coordinates that cannot be drawn, or change between
//! two drawings.
#![allow(clippy::unwrap_used)]

use kuva::render::render::Primitive;
use proptest::{collection::vec, prelude::*};
use report_charts::{
    Axis, Bar, Bins, CalibrationPoint, Curve, Frame, GainsLiftPoint, Incident, Mark, Matrix, PSI_BANDS, Pair,
    Panel, PanelRow, Point, Ramp, Ranged, Series, Share, Threshold, TimePanel, TimeSeries, TimeStyle,
    TimelineItem,
};
use report_document::{Chart, ChartSize, Severity};
use report_domain::Timestamp;

/// Numbers as they come: ordinary ones, equal ones, extremes, and what is no number.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => -1e6..1e6_f64,
        3 => 0.0..1.0_f64,
        2 => Just(0.5),
        1 => Just(0.0),
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        1 => Just(f64::NEG_INFINITY),
        1 => Just(f64::MAX),
        1 => Just(-f64::MAX),
        1 => Just(f64::MIN_POSITIVE),
        1 => Just(1e-300),
        1 => any::<f64>(),
    ]
}

fn measured() -> impl Strategy<Value = Option<f64>> {
    proptest::option::weighted(0.85, number())
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9_]{0,30}",
        "\\PC{0,20}",
        Just("名前".repeat(30)),
        Just("x".repeat(10_000)),
        Just("a\u{0}\u{202e}\n$x$".to_owned()),
    ]
    .prop_filter("a name that reads as a number", |name: &String| {
        !name.contains("NaN") && !name.contains("inf")
    })
}

fn size() -> impl Strategy<Value = ChartSize> {
    prop_oneof![Just(ChartSize::Full), Just(ChartSize::Half), Just(ChartSize::Third)]
}

fn axis() -> impl Strategy<Value = Axis<'static>> {
    prop_oneof![
        Just(Axis::number("AUC")),
        Just(Axis::count("Rows")),
        Just(Axis::percent("Share")),
        Just(Axis::milliseconds("Time")),
        Just(Axis::number("Loss").log()),
        Just(Axis::number("Error").not_under(0.0)),
        Just(Axis::milliseconds("Time").log()),
    ]
}

fn instant() -> impl Strategy<Value = Timestamp> {
    prop_oneof![any::<i64>(), 1_700_000_000_000..1_800_000_000_000_i64].prop_map(Timestamp::from_unix_millis)
}

/// What holds for every chart, or for every place where there is none.
fn check(draw: impl Fn(&Frame<'_>) -> Option<Chart>, size: ChartSize) -> Result<(), TestCaseError> {
    let frame = Frame { id: "chart", title: "Chart", caption: None, size };
    let Some(chart) = draw(&frame) else { return Ok(()) };
    prop_assert!(!chart.alt.trim().is_empty());
    prop_assert!(!chart.alt.contains("NaN") && !chart.alt.contains("inf"), "{}", chart.alt);
    let scene = &chart.scene;
    prop_assert!(scene.width > 0.0 && scene.height > 0.0 && scene.height < 1_200.0, "{} high", scene.height);
    let mut depth = 0;
    for element in &scene.elements {
        let coordinates = match element {
            Primitive::Text { x, y, content, .. } => {
                prop_assert!(!content.chars().any(char::is_control), "{content:?}");
                vec![*x, *y]
            }
            Primitive::Line { x1, y1, x2, y2, .. } => vec![*x1, *y1, *x2, *y2],
            Primitive::Rect { x, y, width, height, .. } => {
                prop_assert!(*width >= 0.0 && *height >= 0.0);
                vec![*x, *y, x + width, y + height]
            }
            Primitive::Circle { cx, cy, r, .. } => vec![*cx, *cy, *r],
            Primitive::CircleBatch { cx, cy, .. } => cx.iter().chain(cy).copied().collect(),
            Primitive::PolyLine { points, .. } => {
                points.iter().flat_map(|point| [point.0, point.1]).collect()
            }
            Primitive::GroupStart { .. } => {
                depth += 1;
                continue;
            }
            Primitive::GroupEnd => {
                depth -= 1;
                continue;
            }
            other => return Err(TestCaseError::fail(format!("writers need not know {other:?}"))),
        };
        for value in coordinates {
            prop_assert!(value.is_finite() && (-30.0..=1_300.0).contains(&value), "{element:?}");
        }
    }
    prop_assert_eq!(depth, 0);
    let data = chart.data.as_ref().unwrap();
    prop_assert!(!data.rows.is_empty() && data.rows.len() <= 120, "{} rows", data.rows.len());
    for cell in data.rows.iter().flat_map(|row| &row.cells) {
        prop_assert!(cell.sort_value.is_none_or(f64::is_finite), "{cell:?}");
    }
    prop_assert!(data.rows.iter().all(|row| row.cells.len() == data.columns.len()));
    let again = draw(&frame).map(|again| format!("{again:?}"));
    prop_assert!(again == Some(format!("{chart:?}")), "a second drawing differs");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bars(values in vec((name(), measured(), measured(), any::<bool>()), 0..50), axis in axis(), size in size()) {
        let bars: Vec<Bar<'_>> = values.iter().map(|(label, value, spread, highlight)| Bar::new(label, *value).spread(*spread).highlight(*highlight)).collect();
        check(|frame| report_charts::bar_h(frame, &axis, &bars), size)?;
        check(|frame| report_charts::bar_v(frame, &axis, &bars), size)?;
        check(|frame| report_charts::metric_by_model(frame, &axis, &bars), size)?;
    }

    #[test]
    fn pairs(values in vec((name(), measured(), measured()), 0..50), axis in axis(), size in size()) {
        let pairs: Vec<Pair<'_>> = values.iter().map(|(label, then, now)| Pair { label, then: *then, now: *now }).collect();
        check(|frame| report_charts::paired(frame, &axis, ["Then", "Now"], &pairs), size)?;
    }

    #[test]
    fn panels(values in vec((name(), vec((measured(), proptest::option::of((number(), number())), any::<bool>()), 0..6)), 0..50), linear in vec(prop_oneof![Just(Axis::number("AUC")), Just(Axis::percent("Share")), Just(Axis::number("Error").not_under(0.0))], 0..6), reference in measured(), size in size()) {
        let rows: Vec<PanelRow<'_>> = values.iter().map(|(label, values)| PanelRow {
            label,
            values: values.iter().map(|(value, interval, faint)| Ranged { value: *value, interval: *interval, faint: *faint }).collect(),
        }).collect();
        let panels: Vec<Panel<'_>> = linear.iter().map(|axis| Panel { axis: *axis, reference }).collect();
        check(|frame| report_charts::interval_panels(frame, &panels, &rows), size)?;
    }

    #[test]
    fn scatters(values in vec((name(), measured(), measured(), proptest::option::of(name()), any::<bool>()), 0..40), x in axis(), y in axis(), size in size()) {
        let points: Vec<Point<'_>> = values.iter().map(|(label, x, y, group, highlight)| Point { label, x: *x, y: *y, group: group.as_deref(), highlight: *highlight }).collect();
        check(|frame| report_charts::scatter(frame, &x, &y, &points), size)?;
    }

    #[test]
    fn curves(values in vec((name(), vec(number(), 0..20), vec(number(), 0..20), measured(), any::<bool>()), 0..12), point in proptest::option::of((number(), number())), baseline in measured(), size in size()) {
        let curves: Vec<Curve<'_>> = values.iter().map(|(name, x, y, area, emphasised)| Curve { name, x, y, area: *area, emphasised: *emphasised }).collect();
        check(|frame| report_charts::roc(frame, &curves, point), size)?;
        check(|frame| report_charts::precision_recall(frame, &curves, baseline), size)?;
    }

    #[test]
    fn confusion(labels in vec(name(), 0..45), rows in vec(vec(prop_oneof![number(), 0.0..500.0], 0..45), 0..45), size in size()) {
        check(|frame| report_charts::confusion_heatmap(frame, &labels, &rows), size)?;
    }

    #[test]
    fn binary_extras(points in vec((number(), number(), proptest::option::of(any::<u64>()), measured(), measured()), 0..30), size in size()) {
        let calibration: Vec<CalibrationPoint> = points.iter().map(|point| CalibrationPoint { predicted: point.0, observed: point.1, count: point.2 }).collect();
        let groups: Vec<GainsLiftPoint> = points.iter().map(|point| GainsLiftPoint { fraction: point.0, capture: point.3, cumulative_lift: point.4 }).collect();
        check(|frame| report_charts::calibration(frame, &calibration), size)?;
        check(|frame| report_charts::gains(frame, &groups), size)?;
        check(|frame| report_charts::lift(frame, &groups), size)?;
    }

    #[test]
    fn line_charts(series in vec((name(), vec((number(), measured()), 0..60), any::<bool>()), 0..9), marks in vec((number(), name()), 0..3), x in axis(), y in axis(), size in size()) {
        let series: Vec<Series<'_>> = series.iter().map(|(name, points, dashed)| Series { name, points, dashed: *dashed }).collect();
        let marks: Vec<Mark<'_>> = marks.iter().map(|(at, label)| Mark { at: *at, label }).collect();
        check(|frame| report_charts::lines(frame, &x, &y, &series, &marks), size)?;
    }

    #[test]
    fn over_time(times in vec(instant(), 0..80), series in vec((name(), vec(measured(), 0..90)), 0..5), incidents in vec((instant(), instant(), name()), 0..3), level in number(), y in axis(), bars in any::<bool>(), size in size()) {
        let mut times = times;
        times.sort();
        let series: Vec<TimeSeries<'_>> = series.iter().map(|(name, values)| TimeSeries { name, values }).collect();
        let incidents: Vec<Incident<'_>> = incidents.iter().map(|(from, to, label)| Incident { from: *from, to: *to, label }).collect();
        let style = if bars { TimeStyle::Bars } else { TimeStyle::Line };
        check(|frame| report_charts::time_series(frame, &y, style, &times, &series, &incidents, &[Threshold { value: level, label: "limit" }]), size)?;
    }

    #[test]
    fn panels_over_time(one in vec((instant(), measured()), 0..80), two in vec((instant(), measured()), 0..80), spread in vec(proptest::option::of((number(), number())), 0..80), level in number(), y in axis(), from_zero in any::<bool>(), size in size()) {
        let sorted = |mut points: Vec<(Timestamp, Option<f64>)>| -> (Vec<Timestamp>, Vec<Option<f64>>) {
            points.sort_by_key(|point| point.0);
            points.into_iter().unzip()
        };
        let ((times, values), (later, others)) = (sorted(one), sorted(two));
        let level = [Threshold { value: level, label: "before" }];
        let panels = [
            TimePanel { y, times: &times, values: &values, spread: &spread, levels: &level, from_zero: false },
            TimePanel { y, times: &later, values: &others, spread: &[], levels: &[], from_zero },
        ];
        check(|frame| report_charts::over_time(frame, &panels), size)?;
    }

    #[test]
    fn heatmaps(rows in vec(name(), 0..45), columns in vec(name(), 0..65), values in vec(vec(measured(), 0..65), 0..45), chance in vec(vec(measured(), 0..65), 0..45), kind in 0..3, low in measured(), high in measured(), size in size()) {
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        let matrix = Matrix { row_axis: "Feature", column_axis: "Day", rows: &rows, columns: &columns, values: &values, value_label: "PSI", format: report_charts::Format::Number };
        let ramp = match kind {
            0 => Ramp::Sequential { low, high },
            1 => Ramp::Diverging { limit: high },
            _ => Ramp::Bands { bands: &PSI_BANDS, chance: &chance },
        };
        check(|frame| report_charts::heatmap(frame, &matrix, &ramp), size)?;
    }

    #[test]
    fn histograms(edges in vec(number(), 0..25), sorted in any::<bool>(), names in vec(name(), 0..25), first in vec(any::<u64>(), 0..25), second in vec(0..1_000_u64, 0..25), size in size()) {
        let mut edges = edges;
        if sorted {
            edges.sort_by(f64::total_cmp);
            edges.dedup();
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for bins in [Bins::Edges(&edges), Bins::Categories(&names)] {
            check(|frame| report_charts::histogram(frame, "Rows", bins, &first), size)?;
            check(|frame| report_charts::histogram_pair(frame, bins, ("Real", &first), ("Synthetic", &second)), size)?;
        }
    }

    #[test]
    fn regressions(points in vec((number(), number()), 0..60), what in name(), size in size()) {
        check(|frame| report_charts::predicted_vs_actual(frame, &what, &points), size)?;
        check(|frame| report_charts::residuals(frame, &what, &points), size)?;
    }

    #[test]
    fn timelines(items in vec((name(), instant(), proptest::option::of(instant()), proptest::option::of(name())), 0..50), size in size()) {
        let items: Vec<TimelineItem<'_>> = items.iter().map(|(label, start, end, note)| TimelineItem { label, start: *start, end: *end, note: note.as_deref(), severity: Severity::Good }).collect();
        check(|frame| report_charts::timeline(frame, &items), size)?;
    }

    #[test]
    fn states(shares in vec((name(), any::<u64>()), 0..12), size in size()) {
        let shares: Vec<Share<'_>> = shares.iter().map(|(label, count)| Share { label, count: *count, severity: Severity::Warning }).collect();
        check(|frame| report_charts::stacked_status(frame, &shares), size)?;
    }
}

#[test]
fn nothing_to_draw_is_no_chart() {
    let frame = Frame::full("chart", "Chart");
    let nothing = [Bar::new("a", None), Bar::new("b", Some(f64::NAN))];
    assert!(report_charts::bar_h(&frame, &Axis::number("AUC"), &nothing).is_none());
    assert!(report_charts::roc(&frame, &[], None).is_none());
    assert!(report_charts::confusion_heatmap::<&str>(&frame, &[], &[]).is_none());
    assert!(report_charts::histogram(&frame, "Rows", Bins::Edges(&[0.0, 1.0]), &[0]).is_none());
    assert!(report_charts::timeline(&frame, &[]).is_none());
}

#[test]
fn whiskers_end_at_the_floor() {
    let frame = Frame::full("chart", "Chart");
    let bars = [Bar::new("GBM_1", Some(0.01)).spread(Some(0.04)), Bar::new("GLM_1", Some(0.05))];
    let goes_below_zero = |axis: &Axis<'_>| {
        let chart = report_charts::metric_by_model(&frame, axis, &bars).unwrap();
        chart.scene.elements.iter().any(|element| match element {
            Primitive::Text { content, .. } => content.starts_with(['-', '\u{2212}']),
            _ => false,
        })
    };
    assert!(goes_below_zero(&Axis::number("Error")));
    assert!(!goes_below_zero(&Axis::number("Error").not_under(0.0)));
}

#[test]
fn words_say_what_the_picture_shows() {
    let frame = Frame::full("chart", "Chart");
    let bars = [Bar::new("GBM_1", Some(0.9951)).spread(Some(0.0027)), Bar::new("GLM_1", None)];
    let chart = report_charts::metric_by_model(&frame, &Axis::number("AUC"), &bars).unwrap();
    assert_eq!(chart.alt, "AUC by 2 rows: GBM_1: 0.9951 ± 0.0027; GLM_1: no value.");
    let chart =
        report_charts::confusion_heatmap(&frame, &["no", "yes"], &[vec![90.0, 10.0], vec![5.0, 15.0]])
            .unwrap();
    assert_eq!(
        chart.alt,
        "Confusion matrix of 2 classes. 105 of 120 rows on the diagonal (87.5%). no: 90 of 100 right (90.0%); yes: 15 of 20 right (75.0%)."
    );
    let day = |day: i64| Timestamp::from_unix_millis(1_772_323_200_000 + day * 86_400_000);
    let chart = report_charts::time_series(
        &frame,
        &Axis::percent("Error rate"),
        TimeStyle::Line,
        &[day(0), day(1), day(2)],
        &[TimeSeries { name: "", values: &[Some(0.01), None, Some(0.12)] }],
        &[],
        &[Threshold { value: 0.05, label: "5%" }],
    );
    assert_eq!(
        chart.unwrap().alt,
        "Error rate from 2026-03-01 00:00 UTC to 2026-03-03 00:00 UTC. highest 12.0% at 2026-03-03 00:00 UTC, lowest 1.0%. 1 value over 5%."
    );
}

#[test]
fn forty_rows_are_drawn_and_the_caption_counts_the_rest() {
    let names: Vec<String> = (0..500).map(|index| format!("feature {index}")).collect();
    let bars: Vec<Bar<'_>> = names.iter().map(|name| Bar::new(name, Some(1.0))).collect();
    let chart = report_charts::bar_h(
        &Frame::full("chart", "Chart").caption("Shares."),
        &Axis::percent("Share"),
        &bars,
    );
    assert_eq!(chart.unwrap().caption.unwrap(), "Shares. The first 40 of 500 rows are shown.");
}
