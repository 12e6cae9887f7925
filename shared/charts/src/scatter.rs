//! One figure against another.

use report_document::{Cell, Chart, ChartSize, Column};
use report_facts::names::shown;

use crate::{
    Axis, Frame, Scale, alt,
    canvas::{Anchor, Style},
    cartesian::{Cartesian, Key, KeyShape, Side, x_ticks},
    data,
    domain::{Domain, Zero, drawable, written},
    paint::{Paint, SERIES},
    text,
};

/// A labelled point.
#[derive(Debug, Clone, Copy)]
pub struct Point<'a> {
    /// What it is, such as a model.
    pub label: &'a str,
    /// Horizontal coordinate.
    pub x: Option<f64>,
    /// Vertical coordinate.
    pub y: Option<f64>,
    /// What it belongs to, such as a family of algorithms: sets its colour and stands in the legend.
    pub group: Option<&'a str>,
    /// Whether it is set apart and labelled first.
    pub highlight: bool,
}

/// At most this many points are labelled.
const MOST_LABELS: usize = 30;

/// Labels longer than this many points are shortened.
const LONGEST_LABEL: f64 = 90.0;

/// Points with labels that do not overlap, as many as there is room for, earlier ones first: quality against training
/// time.
pub fn scatter(frame: &Frame<'_>, x: &Axis<'_>, y: &Axis<'_>, points: &[Point<'_>]) -> Option<Chart> {
    let drawn: Vec<(f64, f64, &Point<'_>)> = points
        .iter()
        .filter_map(|point| Some((drawable(point.x, x.scale)?, drawable(point.y, y.scale)?, point)))
        .collect();
    let x_domain = Domain::fit(drawn.iter().map(|point| point.0), x, Zero::Free, x_ticks(frame.size))?;
    let y_domain = Domain::fit(drawn.iter().map(|point| point.1), y, Zero::Free, 5)?;

    let mut groups: Vec<&str> = Vec::new();
    for group in drawn.iter().filter_map(|point| point.2.group) {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let paint_of = |point: &Point<'_>| match point.group {
        Some(group) => Paint::series(groups.iter().position(|other| *other == group).unwrap_or(SERIES)),
        None => Paint::Accent,
    };
    let mut keys: Vec<Key> = groups
        .iter()
        .enumerate()
        .take(SERIES)
        .map(|(index, group)| Key { name: shown(group), paint: Paint::series(index), shape: KeyShape::Dot })
        .collect();
    if groups.len() > SERIES {
        keys.push(Key { name: "others".into(), paint: Paint::Neutral, shape: KeyShape::Dot });
    }
    let height = match frame.size {
        ChartSize::Full => 190.0,
        ChartSize::Half => 160.0,
        ChartSize::Third => 100.0,
    };
    let mut drawing = Cartesian::new(
        frame.size,
        height,
        Side { domain: x_domain, label: x.label },
        Side { domain: y_domain, label: y.label },
        &keys,
    );
    let placed: Vec<(f64, f64)> =
        drawn.iter().map(|point| (drawing.px(point.0), drawing.py(point.1))).collect();
    // The last are drawn first, so that the best lie on top.
    for ((px, py), (at, value, point)) in placed.iter().zip(&drawn).rev() {
        let words = format!(
            "{}: {} {}, {} {}",
            shown(point.label),
            y.label,
            written(*value, y.format),
            x.label,
            written(*at, x.format)
        );
        let radius = if point.highlight { 4.2 } else { 3.0 };
        drawing.canvas.hover(&words, |canvas| canvas.dot(*px, *py, radius, paint_of(point)));
    }
    label(&mut drawing, &placed, &drawn);

    let each = drawn.iter().map(|(at, value, point)| {
        format!("{}: {} at {}", text::spoken(point.label), written(*value, y.format), written(*at, x.format))
    });
    let alt = format!(
        "{} against {} for {}. {}.",
        y.label,
        x.label,
        alt::counted(drawn.len(), "point", "points"),
        alt::parts(each)
    );
    let missing = points.len() - drawn.len();
    let zero =
        if x.scale == Scale::Log || y.scale == Scale::Log { "missing, zero or negative" } else { "missing" };
    let remark = (missing > 0)
        .then(|| format!("Not shown: {missing} of {}, with a figure that is {zero}.", points.len()));
    let is_grouped = !groups.is_empty();
    let mut columns = vec![Column::row_header("Name"), Column::number(x.label), Column::number(y.label)];
    columns.extend(is_grouped.then(|| Column::text("Group")));
    let figures = data::table(frame, columns, drawn.len(), |index| {
        let (at, value, point) = drawn[index];
        let figures = [data::number(Some(at), x.format), data::number(Some(value), y.format)];
        let mut cells = vec![data::name(point.label)];
        cells.extend(figures);
        cells.extend(is_grouped.then(|| point.group.map_or_else(Cell::missing, data::name)));
        cells
    });
    Some(drawing.finish_with(frame, alt, remark).with_data(figures))
}

/// A box taken by a label or a point.
#[derive(Clone, Copy)]
struct Taken {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Taken {
    fn meets(&self, other: &Taken) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Writes labels beside their points, highlighted ones first and then in order, each at the first of six places around its
/// point where it covers neither a point nor another label; a label that fits nowhere is left to hovering.
fn label(drawing: &mut Cartesian, placed: &[(f64, f64)], drawn: &[(f64, f64, &Point<'_>)]) {
    let size = drawing.size.min(7);
    let height = f64::from(size) * 0.9;
    let area = drawing.area;
    let mut taken: Vec<Taken> = placed
        .iter()
        .map(|&(x, y)| Taken { left: x - 3.0, right: x + 3.0, top: y - 3.0, bottom: y + 3.0 })
        .collect();
    let mut order: Vec<usize> = (0..drawn.len()).collect();
    order.sort_by_key(|&index| !drawn[index].2.highlight);
    let given: Vec<&str> = drawn.iter().map(|point| point.2.label).collect();
    let names = text::labels(&given, LONGEST_LABEL, size);
    for &index in order.iter().take(MOST_LABELS) {
        let point = drawn[index].2;
        let (x, y) = placed[index];
        let name = &names[index];
        let width = if point.highlight { text::bold_width(name, size) } else { text::width(name, size) };
        let places = [
            (x + 5.5, y, Anchor::Start),
            (x - 5.5 - width, y, Anchor::End),
            (x - width / 2.0, y - 8.5, Anchor::Middle),
            (x - width / 2.0, y + 8.5, Anchor::Middle),
            (x + 3.5, y - 7.5, Anchor::Start),
            (x + 3.5, y + 7.5, Anchor::Start),
        ];
        for (left, middle, anchor) in places {
            let wanted = Taken {
                left,
                right: left + width,
                top: middle - height / 2.0,
                bottom: middle + height / 2.0,
            };
            let inside = wanted.left >= area.left
                && wanted.right <= area.right() + 4.0
                && wanted.top >= area.top - 4.0
                && wanted.bottom <= area.bottom();
            if inside && !taken.iter().any(|other| other.meets(&wanted)) {
                let at = match anchor {
                    Anchor::Start => left,
                    Anchor::Middle => left + width / 2.0,
                    Anchor::End => left + width,
                };
                let style = Style::new(size, Paint::Ink).anchor(anchor).bold(point.highlight);
                drawing.canvas.text(at, middle + f64::from(size) * 0.36, name, style);
                taken.push(wanted);
                break;
            }
        }
    }
}
