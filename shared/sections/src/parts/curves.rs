//! What the sections `roc` and `precision-recall` share: one curve per class or per split, and their average.

use report_charts::Curve;
use report_document::{Block, Cell, Chart, ChartSize, Column, Row, Table, Text};
use report_facts::{curves, format, names};
use report_snapshot::evaluation::{ConfusionMatrix, Evaluation};

use super::subject::Subject;
use crate::blocks::beside;
use crate::common::{
    number::{metric_cell, percent_cell},
    thin::thinned,
};

/// Points of an averaged curve: enough for a smooth line, few enough for a small file.
const AVERAGE_POINTS: usize = 101;

/// Points of a drawn curve.
const MOST_POINTS: usize = 400;

/// Classes that are drawn and listed; more curves could not be told apart.
const MOST_CLASSES: usize = 20;

/// A curve of either sort, borrowed from the snapshot.
#[derive(Clone)]
pub(super) struct Line<'a> {
    pub class: Option<&'a str>,
    pub area: Option<f64>,
    pub x: Vec<f64>,
    pub y: Vec<f64>,
}

impl<'a> Line<'a> {
    /// A curve whose points stand from left to right, thinned to what can be seen.
    pub(super) fn new(class: Option<&'a str>, area: Option<f64>, (x, y): (Vec<f64>, Vec<f64>)) -> Self {
        let area = area.filter(|area| area.is_finite());
        Self { class, area, x: thinned(&x, MOST_POINTS), y: thinned(&y, MOST_POINTS) }
    }
}

/// The curves in the order given; of more than can be listed first those with the lowest areas, which a reader looks for.
pub(super) fn in_order(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if lines.len() > MOST_CLASSES {
        let area = |line: &Line<'_>| line.area.unwrap_or(f64::INFINITY);
        lines.sort_by(|a, b| area(a).total_cmp(&area(b)).then(a.class.cmp(&b.class)));
    }
    lines
}

/// What chart and table leave out, and why.
pub(super) fn left_out(lines: &[Line<'_>]) -> Option<Block> {
    let all = lines.len();
    if all <= MOST_CLASSES {
        return None;
    }
    Some(Block::Note(Text::plain(format!(
        "Shown are {MOST_CLASSES} of {} classes, those with the lowest areas: more curves could not be told apart. The macro \
         average is over all classes.",
        format::count(all as u64)
    ))))
}

/// "; positive class: yes", for captions of figures that are about one of two classes.
pub(super) fn positive_phrase(subject: &Subject<'_>) -> String {
    let class = subject.model.positive_class.as_deref();
    class.map(|class| format!("; positive class: {}", names::shown(class))).unwrap_or_default()
}

/// A line per other split that has exactly one curve, with the split's name: training beside cross-validation.
pub(super) fn other_splits<'a>(
    evaluations: &'a [Evaluation],
    shown: &Evaluation,
    lines: fn(&'a Evaluation) -> Vec<Line<'a>>,
) -> Vec<(&'static str, Line<'a>)> {
    let mut found: Vec<(&'static str, Line<'a>)> = Vec::new();
    for evaluation in evaluations.iter().filter(|evaluation| evaluation.split != shown.split) {
        let name = evaluation.split.label();
        let mut lines = lines(evaluation);
        if lines.len() == 1 && !found.iter().any(|(split, _)| *split == name) {
            found.extend(lines.pop().map(|line| (name, line)));
        }
    }
    found
}

/// An average of curves, owned.
pub(super) struct Average {
    pub x: Vec<f64>,
    pub y: Vec<f64>,
    pub area: Option<f64>,
}

/// The macro average over all classes: the mean of the curves' heights at equal distances, and the mean of their areas, every
/// class counting the same (as in scikit-learn's `plot_roc`). `None` with fewer than two curves, or where one has no points.
pub(super) fn macro_average(lines: &[Line<'_>]) -> Option<Average> {
    if lines.len() < 2 || lines.iter().any(|line| line.x.is_empty()) {
        return None;
    }
    let x: Vec<f64> = (0..AVERAGE_POINTS).map(|point| point as f64 / (AVERAGE_POINTS - 1) as f64).collect();
    let y = x
        .iter()
        .map(|x| lines.iter().filter_map(|line| height(line, *x)).sum::<f64>() / lines.len() as f64)
        .collect();
    let areas: Vec<Option<f64>> = lines.iter().map(|line| line.area).collect();
    Some(Average { x, y, area: curves::macro_area(&areas) })
}

/// The curve's height at `x`.
pub(super) fn height(line: &Line<'_>, x: f64) -> Option<f64> {
    curves::height(&line.x, &line.y, x)
}

/// The index of the class that counts as positive in a binary confusion matrix, where the snapshot names it.
pub(super) fn positive_index(matrix: &ConfusionMatrix, positive_class: Option<&str>) -> Option<usize> {
    let class = positive_class.filter(|_| matrix.labels.len() == 2)?;
    matrix.labels.iter().position(|label| label == class)
}

/// Area per class as a table; only where there are several.
pub(super) fn areas(
    caption: String,
    area: &str,
    lines: &[Line<'_>],
    average: Option<&Average>,
) -> Option<Table> {
    let classes: Vec<(&str, Option<f64>)> =
        lines.iter().filter_map(|line| Some((line.class?, line.area))).collect();
    if classes.len() < 2 {
        return None;
    }
    let mut rows: Vec<Row> = classes
        .iter()
        .take(MOST_CLASSES)
        .map(|(class, area)| Row::new(vec![Cell::text(names::shown(class)), metric_cell(*area)]))
        .collect();
    if let Some(area) = average.and_then(|average| average.area) {
        let cells = vec![Cell::text("Macro average"), Cell::number(area, format::metric(area))];
        rows.push(Row { cells, highlighted: true });
    }
    Some(Table {
        caption,
        columns: vec![Column::row_header("Class"), Column::number(area)],
        rows,
        sortable: true,
    })
}

/// Classes up to which the areas' table is short enough to stand beside the chart.
const MOST_CLASSES_BESIDE: usize = 12;

/// The chart's width and what stands with it: beside it where that is short, else below it.
pub(super) fn arranged(
    lines: &[Line<'_>],
    draw: impl Fn(ChartSize) -> Option<Chart>,
    blocks: Vec<Block>,
) -> Vec<Block> {
    if lines.len() <= MOST_CLASSES_BESIDE {
        return beside(draw(ChartSize::Half), blocks);
    }
    draw(ChartSize::Full).map(Block::Chart).into_iter().chain(blocks).collect()
}

/// Heights of curves read off at fixed places, a column per split.
pub(super) struct Readings<'a> {
    pub caption: String,
    /// What the places are: "False alarms up to".
    pub place: &'static str,
    pub places: &'a [f64],
    /// The best height that a curve reaches at a place.
    pub read: fn(&Line<'_>, f64) -> Option<f64>,
}

impl Readings<'_> {
    /// The table, of the split shown and of others that have a curve.
    pub(super) fn table(&self, split: &str, line: &Line<'_>, others: &[(&'static str, Line<'_>)]) -> Table {
        let curves: Vec<(&str, &Line<'_>)> =
            std::iter::once((split, line)).chain(others.iter().map(|(name, line)| (*name, line))).collect();
        let mut columns = vec![Column::number(self.place)];
        columns.extend(curves.iter().map(|(name, _)| Column::number(*name)));
        let rows = self
            .places
            .iter()
            .map(|place| {
                let mut cells = vec![Cell::number(*place, format::percent(*place))];
                cells.extend(curves.iter().map(|(_, line)| percent_cell((self.read)(line, *place))));
                Row::new(cells)
            })
            .collect();
        Table { caption: self.caption.clone(), columns, rows, sortable: false }
    }
}

/// The greatest height at places that `holds`.
pub(super) fn highest(line: &Line<'_>, holds: impl Fn(f64) -> bool) -> Option<f64> {
    let points = line.x.iter().zip(&line.y).filter(|(x, y)| holds(**x) && y.is_finite());
    points.map(|(_, y)| *y).reduce(f64::max)
}

/// What a chart shall draw: one curve per class with their average, or for one class a curve per split.
pub(super) fn drawn<'a>(
    lines: &'a [Line<'a>],
    average: Option<&'a Average>,
    others: &'a [(&'static str, Line<'a>)],
    split: &'a str,
) -> Vec<Curve<'a>> {
    let mut curves: Vec<Curve<'a>> = Vec::new();
    if let Some(average) = average {
        curves.push(Curve {
            name: "Macro average",
            x: &average.x,
            y: &average.y,
            area: average.area,
            emphasised: true,
        });
        curves.extend(lines.iter().take(MOST_CLASSES).map(|line| {
            Curve {
                name: line
                    .class
                    .map_or("Class without a name", |class| if class.is_empty() { "(empty)" } else { class }),
                x: &line.x,
                y: &line.y,
                area: line.area,
                emphasised: false,
            }
        }));
        return curves;
    }
    let several = lines.len() > 1;
    curves.extend(lines.iter().take(MOST_CLASSES).map(|line| Curve {
        name: line.class.filter(|_| several).unwrap_or(split),
        x: &line.x,
        y: &line.y,
        area: line.area,
        emphasised: true,
    }));
    curves.extend(others.iter().map(|(name, line)| Curve {
        name,
        x: &line.x,
        y: &line.y,
        area: line.area,
        emphasised: false,
    }));
    curves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_average_curve_lies_between_and_its_area_is_the_mean() {
        let perfect = Line::new(Some("a"), Some(1.0), (vec![0.0, 0.0, 1.0], vec![0.0, 1.0, 1.0]));
        let guess = Line::new(Some("b"), Some(0.5), (vec![0.0, 1.0], vec![0.0, 1.0]));
        let average = macro_average(&[perfect, guess]).expect("two curves");
        assert_eq!(average.area, Some(0.75));
        assert!((average.y[0] - 0.5).abs() < 1e-12, "a step counts with its last point");
        assert!((average.y[50] - 0.75).abs() < 1e-12);
        assert!((average.y[100] - 1.0).abs() < 1e-12);
    }

    #[test]
    fn one_unknown_area_leaves_the_average_without_one() {
        let known = Line::new(None, Some(1.0), (vec![0.0, 1.0], vec![0.0, 1.0]));
        let unknown = Line { area: None, ..known.clone() };
        assert!(macro_average(std::slice::from_ref(&known)).is_none());
        assert_eq!(macro_average(&[known, unknown]).expect("two curves").area, None);
    }
}
