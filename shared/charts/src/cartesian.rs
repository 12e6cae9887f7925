//! Two axes with their grid, labels and legend, and the chart around a finished drawing.

use std::sync::Arc;

use report_document::{Chart, ChartSize};

use crate::{
    Frame,
    canvas::{Anchor, Area, Canvas, Stroke, Style},
    domain::Domain,
    paint::Paint,
    text,
};

/// Width of a drawing in points.
pub(crate) fn width(size: ChartSize) -> f64 {
    match size {
        ChartSize::Full => 515.0,
        ChartSize::Half => 250.0,
        ChartSize::Third => 165.0,
    }
}

/// Size of ordinary text in points.
pub(crate) fn text_size(size: ChartSize) -> u32 {
    match size {
        ChartSize::Full | ChartSize::Half => 8,
        ChartSize::Third => 7,
    }
}

/// About how many ticks fit along the horizontal axis.
pub(crate) fn x_ticks(size: ChartSize) -> usize {
    match size {
        ChartSize::Full => 8,
        ChartSize::Half => 5,
        ChartSize::Third => 3,
    }
}

/// What one colour of the drawing stands for.
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) paint: Paint,
    pub(crate) shape: KeyShape,
}

/// What a key's sample looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyShape {
    Line,
    Dashes,
    Square,
    Dot,
}

/// How far from the left the data area begins beside the labels of a vertical axis.
pub(crate) fn left_of(y: &Domain, size: ChartSize) -> f64 {
    let labels = y.ticks.iter().map(|tick| text::width(&tick.label, text_size(size)));
    let widest = labels.fold(0.0, f64::max);
    if widest > 0.0 { widest + 6.0 } else { 2.0 }
}

/// A drawing with two axes.
pub(crate) struct Cartesian {
    pub(crate) canvas: Canvas,
    pub(crate) area: Area,
    pub(crate) size: u32,
    x: Domain,
    y: Domain,
}

/// How an axis is labelled.
pub(crate) struct Side<'a> {
    pub(crate) domain: Domain,
    pub(crate) label: &'a str,
}

impl Cartesian {
    /// Draws legend, grid, ticks and labels in a drawing of the frame's width, with a data area of `height` points.
    pub(crate) fn new(size: ChartSize, height: f64, x: Side<'_>, y: Side<'_>, keys: &[Key]) -> Self {
        Self::on(None, 0.0, size, height, x, y, keys)
    }

    /// Draws the same under a drawing that is there, if there is one, with the data area at least `margin` points from the left:
    /// drawings under each other that share an axis have one margin.
    pub(crate) fn on(
        above: Option<Canvas>,
        margin: f64,
        size: ChartSize,
        height: f64,
        x: Side<'_>,
        y: Side<'_>,
        keys: &[Key],
    ) -> Self {
        let text_size = text_size(size);
        let line = line_height(text_size);
        let whole = width(size);
        let y_label_width = text::width(y.label, text_size);
        let legend = Legend::arrange(keys, whole, text_size);
        // The vertical axis's label stands above it, level: it shares the row of a legend that leaves it room.
        let shared = legend.rows.len() == 1 && legend.width() + y_label_width + 24.0 <= whole;
        let label_row = if y.label.is_empty() || shared { 0.0 } else { line };
        let legend_height = legend.rows.len() as f64 * line;
        let top = legend_height + label_row + if legend_height + label_row > 0.0 { 5.0 } else { 4.0 };
        let left = left_of(&y.domain, size).max(margin);
        let bottom = line + 2.0 + if x.label.is_empty() { 0.0 } else { line };
        let last_half = x.domain.ticks.last().map_or(0.0, |tick| text::width(&tick.label, text_size) / 2.0);
        let area = Area { left, top, width: whole - left - last_half.clamp(4.0, 24.0), height };
        let whole_height = top + height + bottom;
        let mut canvas = match above {
            Some(mut canvas) => {
                canvas.extend(whole_height);
                canvas
            }
            None => Canvas::new(whole, whole_height),
        };
        legend.draw(&mut canvas, (if shared { whole - legend.width() } else { 0.0 }, 0.0), text_size);
        if !y.label.is_empty() {
            let baseline = legend_height + label_row - 4.0;
            let label = text::shorten(y.label, whole, text_size);
            canvas.text(0.0, baseline, &label, Style::new(text_size, Paint::Muted));
        }
        let mut drawing = Self { canvas, area, size: text_size, x: x.domain, y: y.domain };
        drawing.draw_axes(x.label);
        drawing
    }

    fn draw_axes(&mut self, x_label: &str) {
        let area = self.area;
        let style = Style::new(self.size, Paint::Muted);
        let ascent = f64::from(self.size) * 0.36;
        for tick in self.y.ticks.clone() {
            let y = self.py(tick.value);
            self.canvas.line((area.left, y), (area.right(), y), Stroke::new(Paint::Grid, 0.5));
            self.canvas.text(area.left - 4.0, y + ascent, &tick.label, style.anchor(Anchor::End));
        }
        self.canvas.line(
            (area.left, area.bottom()),
            (area.right(), area.bottom()),
            Stroke::new(Paint::Muted, 0.6),
        );
        let baseline = area.bottom() + f64::from(self.size) + 3.5;
        let every = self.x.labels_apart(area.width, self.size);
        for (index, tick) in self.x.ticks.clone().into_iter().enumerate() {
            let x = self.px(tick.value);
            self.canvas.line((x, area.bottom()), (x, area.bottom() + 2.5), Stroke::new(Paint::Muted, 0.6));
            if index % every == 0 {
                self.canvas.text(x, baseline, &tick.label, style.anchor(Anchor::Middle));
            }
        }
        if !x_label.is_empty() {
            let label = text::shorten(x_label, area.width, self.size);
            let middle = area.left + area.width / 2.0;
            let below = baseline + f64::from(self.size) + 3.0;
            self.canvas.text(middle, below, &label, style.anchor(Anchor::Middle));
        }
    }

    /// Horizontal place of a value.
    pub(crate) fn px(&self, value: f64) -> f64 {
        self.area.left + self.x.position(value) * self.area.width
    }

    /// Vertical place of a value.
    pub(crate) fn py(&self, value: f64) -> f64 {
        self.area.bottom() - self.y.position(value) * self.area.height
    }

    /// The straight line of a reference, such as the diagonal.
    pub(crate) fn reference(&mut self, from: (f64, f64), to: (f64, f64)) {
        let (from, to) = ((self.px(from.0), self.py(from.1)), (self.px(to.0), self.py(to.1)));
        self.canvas.line(from, to, Stroke::new(Paint::Neutral, 0.8).dashed(true));
    }

    /// Makes the chart.
    pub(crate) fn finish(self, frame: &Frame<'_>, alt: String) -> Chart {
        self.finish_with(frame, alt, None)
    }

    /// The same with a remark on what is not shown, for the caption.
    pub(crate) fn finish_with(self, frame: &Frame<'_>, alt: String, remark: Option<String>) -> Chart {
        chart(frame, alt, remark, self.canvas)
    }
}

/// Makes a chart of a drawing; `remark` is added to the caption.
pub(crate) fn chart(frame: &Frame<'_>, alt: String, remark: Option<String>, canvas: Canvas) -> Chart {
    let caption = match (frame.caption, remark) {
        (Some(caption), Some(remark)) => Some(format!("{caption} {remark}")),
        (Some(caption), None) => Some(caption.to_owned()),
        (None, remark) => remark,
    };
    Chart {
        id: frame.id.to_owned(),
        title: frame.title.to_owned(),
        alt,
        caption,
        size: frame.size,
        scene: Arc::new(canvas.finish()),
        data: None,
    }
}

/// Keys arranged in rows.
struct Legend<'a> {
    rows: Vec<Vec<Placed<'a>>>,
}

struct Placed<'a> {
    key: &'a Key,
    label: String,
    left: f64,
    width: f64,
}

const SAMPLE: f64 = 12.0;
const BETWEEN: f64 = 12.0;

impl<'a> Legend<'a> {
    fn arrange(keys: &'a [Key], room: f64, size: u32) -> Self {
        let mut rows: Vec<Vec<Placed<'a>>> = Vec::new();
        let mut left = 0.0;
        for key in keys {
            let label = text::shorten(&key.name, room.min(220.0) - SAMPLE - 4.0, size).into_owned();
            let width = SAMPLE + 4.0 + text::width(&label, size);
            match rows.last_mut() {
                Some(row) if left + width <= room => row.push(Placed { key, label, left, width }),
                _ => {
                    left = 0.0;
                    rows.push(vec![Placed { key, label, left, width }]);
                }
            }
            left += width + BETWEEN;
        }
        Self { rows }
    }

    fn width(&self) -> f64 {
        self.rows.iter().filter_map(|row| row.last()).map(|last| last.left + last.width).fold(0.0, f64::max)
    }

    fn draw(&self, canvas: &mut Canvas, (left, top): (f64, f64), size: u32) {
        let line = line_height(size);
        for (index, row) in self.rows.iter().enumerate() {
            let baseline = top + (index as f64 + 1.0) * line - 4.0;
            let middle = baseline - f64::from(size) * 0.33;
            for placed in row {
                let x = left + placed.left;
                match placed.key.shape {
                    KeyShape::Line | KeyShape::Dashes => {
                        let dashed = placed.key.shape == KeyShape::Dashes;
                        let stroke = Stroke::new(placed.key.paint, 1.5).dashed(dashed);
                        canvas.line((x, middle), (x + SAMPLE, middle), stroke);
                    }
                    KeyShape::Square => {
                        let area = Area { left: x + 3.0, top: middle - 3.5, width: 7.0, height: 7.0 };
                        canvas.rect(area, placed.key.paint, None);
                    }
                    KeyShape::Dot => canvas.dot(x + 7.0, middle, 3.2, placed.key.paint),
                }
                canvas.text(x + SAMPLE + 4.0, baseline, &placed.label, Style::new(size, Paint::Ink));
            }
        }
    }
}

/// Height of a line of text.
pub(crate) fn line_height(size: u32) -> f64 {
    f64::from(size) + 4.0
}

/// Draws a legend into a drawing without axes.
pub(crate) fn draw_keys(canvas: &mut Canvas, keys: &[Key], origin: (f64, f64), room: f64, size: u32) {
    Legend::arrange(keys, room, size).draw(canvas, origin, size);
}

/// Height that [`draw_keys`] takes.
pub(crate) fn keys_height(keys: &[Key], room: f64, size: u32) -> f64 {
    Legend::arrange(keys, room, size).rows.len() as f64 * line_height(size)
}
