//! Drawing onto a scene, with coordinates rounded to hundredths of a point so that files stay small.

use std::borrow::Cow;

use kuva::render::render::{Primitive, Scene, TextAnchor};

use crate::paint::Paint;
use report_domain::visible_line;

/// A scene being drawn.
pub(crate) struct Canvas {
    scene: Scene,
    /// How far down what is drawn now stands.
    down: f64,
}

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Area {
    pub(crate) fn right(self) -> f64 {
        self.left + self.width
    }

    pub(crate) fn bottom(self) -> f64 {
        self.top + self.height
    }
}

/// Which point of a text its coordinates name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) size: u32,
    pub(crate) anchor: Anchor,
    pub(crate) bold: bool,
    pub(crate) paint: Paint,
}

impl Style {
    pub(crate) fn new(size: u32, paint: Paint) -> Self {
        Self { size, anchor: Anchor::Start, bold: false, paint }
    }

    pub(crate) fn anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    pub(crate) fn bold(mut self, bold: bool) -> Self {
        self.bold = bold;
        self
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stroke {
    pub(crate) paint: Paint,
    pub(crate) width: f64,
    pub(crate) dashed: bool,
}

impl Stroke {
    pub(crate) fn new(paint: Paint, width: f64) -> Self {
        Self { paint, width, dashed: false }
    }

    pub(crate) fn dashed(mut self, dashed: bool) -> Self {
        self.dashed = dashed;
        self
    }

    fn dasharray(self) -> Option<String> {
        self.dashed.then(|| "3 2".to_owned())
    }
}

impl Canvas {
    pub(crate) fn new(width: f64, height: f64) -> Self {
        Self { scene: Scene::new(width, height).with_background(None), down: 0.0 }
    }

    /// Room for another drawing of this height, under what is there. What is drawn from now on stands in it.
    pub(crate) fn extend(&mut self, height: f64) {
        self.down = self.scene.height;
        self.scene.height += height;
    }

    pub(crate) fn finish(self) -> Scene {
        self.scene
    }

    /// Text with its baseline at `y`.
    /// Makes room at the foot.
    pub(crate) fn lower(&mut self, by: f64) {
        self.scene.height += by.max(0.0);
    }

    pub(crate) fn text(&mut self, x: f64, y: f64, content: &str, style: Style) {
        self.rotated_text(x, y, content, style, None);
    }

    /// Text turned clockwise by `degrees` around its anchor.
    pub(crate) fn rotated_text(&mut self, x: f64, y: f64, content: &str, style: Style, degrees: Option<f64>) {
        let content = visible_line(content).into_owned();
        if content.is_empty() {
            return;
        }
        self.scene.add(Primitive::Text {
            x: round(x),
            y: round(y + self.down),
            content,
            size: style.size,
            anchor: match style.anchor {
                Anchor::Start => TextAnchor::Start,
                Anchor::Middle => TextAnchor::Middle,
                Anchor::End => TextAnchor::End,
            },
            rotate: degrees,
            bold: style.bold,
            color: Some(style.paint.color()),
        });
    }

    pub(crate) fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), stroke: Stroke) {
        self.scene.add(Primitive::Line {
            x1: round(x1),
            y1: round(y1 + self.down),
            x2: round(x2),
            y2: round(y2 + self.down),
            stroke: stroke.paint.color(),
            stroke_width: stroke.width,
            stroke_dasharray: stroke.dasharray(),
        });
    }

    pub(crate) fn polyline(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        if points.len() < 2 {
            return;
        }
        let down = self.down;
        self.scene.add(Primitive::PolyLine {
            points: points.iter().map(|&(x, y)| (round(x), round(y + down))).collect(),
            stroke: stroke.paint.color(),
            stroke_width: stroke.width,
            stroke_dasharray: stroke.dasharray(),
        });
    }

    pub(crate) fn rect(&mut self, area: Area, fill: Paint, opacity: Option<f64>) {
        self.scene.add(Primitive::Rect {
            x: round(area.left),
            y: round(area.top + self.down),
            width: round(area.width.max(0.0)),
            height: round(area.height.max(0.0)),
            fill: fill.color(),
            stroke: None,
            stroke_width: None,
            opacity,
        });
    }

    /// A disc with a thin rim of the surface's colour, which keeps discs that overlap apart.
    pub(crate) fn dot(&mut self, x: f64, y: f64, radius: f64, fill: Paint) {
        self.scene.add(Primitive::Circle {
            cx: round(x),
            cy: round(y + self.down),
            r: round(radius),
            fill: fill.color(),
            fill_opacity: None,
            stroke: Some(Paint::Surface.color()),
            stroke_width: Some(0.75),
        });
    }

    /// Many small discs of one colour.
    pub(crate) fn dots(&mut self, points: &[(f64, f64)], radius: f64, fill: Paint, opacity: f64) {
        let down = self.down;
        self.scene.add(Primitive::CircleBatch {
            cx: points.iter().map(|point| round(point.0)).collect(),
            cy: points.iter().map(|point| round(point.1 + down)).collect(),
            r: radius,
            fill: fill.color(),
            fill_opacity: Some(opacity),
            stroke: None,
            stroke_width: None,
        });
    }

    /// A place that shows `words` where a reader points at it, and nothing otherwise.
    pub(crate) fn target(&mut self, words: &str, x: f64, y: f64, radius: f64) {
        let area = Area { left: x - radius, top: y - radius, width: 2.0 * radius, height: 2.0 * radius };
        self.hover(words, |canvas| canvas.rect(area, Paint::Surface, Some(0.0)));
    }

    /// What `draw` draws, with words that show where a reader points at it.
    pub(crate) fn hover(&mut self, words: &str, draw: impl FnOnce(&mut Self)) {
        self.scene.add(Primitive::GroupStart {
            transform: None,
            title: Some(few(&visible_line(words)).into_owned()),
            extra_attrs: None,
        });
        draw(self);
        self.scene.add(Primitive::GroupEnd);
    }
}

/// Words without their middle where they are longer than anybody reads while pointing: a chart has thousands of such places,
/// and a name may have twenty thousand characters. What the words say of a figure stands at their end.
fn few(words: &str) -> Cow<'_, str> {
    const START: usize = 400;
    const END: usize = 200;
    let long = words.len() > START + END && words.chars().count() > START + END;
    if !long {
        return Cow::Borrowed(words);
    }
    let start: String = words.chars().take(START).collect();
    let end = words.char_indices().rev().nth(END - 1).map_or(words, |(at, _)| &words[at..]);
    Cow::Owned(format!("{start}…{end}"))
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_lose_their_middle() {
        assert_eq!(few("a × b: 0.5"), "a × b: 0.5");
        let words = format!("{} × {}: 0.5", "é".repeat(20_000), "b".repeat(20_000));
        let shown = few(&words);
        assert!(shown.starts_with("éé") && shown.ends_with("b: 0.5") && shown.chars().count() == 601);
    }
}
