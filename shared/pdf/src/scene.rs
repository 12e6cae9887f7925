//! Charts: the primitives of a scene as paths and text of the page.

use std::str::FromStr;

use kuva::render::color::Color;
use kuva::render::render::{Primitive, Scene, TextAnchor, TextSpan};
use report_document::style::{INK, PAPER, Rgb};
use svgtypes::{SimplePathSegment, SimplifyingPathParser};

use crate::canvas::{Canvas, Segment, Stroke};
use crate::text::{Look, Typesetter};

/// How high a scene is when it is so wide.
pub(crate) fn height(scene: &Scene, width: f32) -> f32 {
    let height = (scene.height / scene.width) as f32 * width;
    if height.is_finite() { height } else { 0.0 }
}

/// Draws a scene so that its upper left corner comes to (`x`, `top`) and its width to `width`.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    set: &mut Typesetter<'_>,
    scene: &Scene,
    x: f32,
    top: f32,
    width: f32,
) {
    if !(scene.width.is_finite() && scene.width > 0.0 && scene.height.is_finite()) {
        return;
    }
    let scale = width / scene.width as f32;
    let mut painter = Painter {
        canvas,
        set,
        transform: Transform([scale, 0.0, 0.0, -scale, x, top]),
        groups: Vec::new(),
        clips: 0,
        ink: scene.text_color.as_deref().and_then(css).map_or(INK, |paint| paint.rgb),
    };
    // Nothing of a chart may reach into its neighbours.
    painter.canvas.clip(x, top - scene.height as f32 * scale, width, scene.height as f32 * scale);
    if let Some(ground) = scene.background_color.as_deref().and_then(css).filter(|paint| paint.rgb != PAPER) {
        painter.rectangle(0.0, 0.0, scene.width, scene.height, Some(ground), None, 0.0, None);
    }
    for element in &scene.elements {
        painter.primitive(element);
    }
    for _ in 0..painter.clips {
        painter.canvas.restore();
    }
    painter.canvas.set_opacity(1.0);
    painter.canvas.restore();
}

/// A colour and how opaque it is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Paint {
    rgb: Rgb,
    opacity: f32,
}

/// An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Debug, Clone, Copy)]
struct Transform([f32; 6]);

impl Transform {
    fn apply(self, x: f64, y: f64) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        let (x, y) = (x as f32, y as f32);
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The map that does `inner` first.
    fn after(self, inner: Transform) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [ia, ib, ic, id, ie, i_f] = inner.0;
        Self([
            a * ia + c * ib,
            b * ia + d * ib,
            a * ic + c * id,
            b * ic + d * id,
            a * ie + c * i_f + e,
            b * ie + d * i_f + f,
        ])
    }

    /// How much longer lengths become.
    fn scale(self) -> f32 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

struct Painter<'c, 'a, 's, 'f> {
    canvas: &'c mut Canvas<'a>,
    set: &'s mut Typesetter<'f>,
    transform: Transform,
    groups: Vec<Transform>,
    clips: usize,
    ink: Rgb,
}

impl Painter<'_, '_, '_, '_> {
    fn primitive(&mut self, primitive: &Primitive) {
        match primitive {
            Primitive::Circle { cx, cy, r, fill, fill_opacity, stroke, stroke_width } => {
                let fill = with_opacity(paint(fill), *fill_opacity);
                self.circle(*cx, *cy, *r, fill, stroke.as_ref().and_then(paint), stroke_width.unwrap_or(1.0));
            }
            Primitive::CircleBatch { cx, cy, r, fill, fill_opacity, stroke, stroke_width } => {
                let fill = with_opacity(paint(fill), *fill_opacity);
                let stroke = stroke.as_ref().and_then(paint);
                for (cx, cy) in cx.iter().zip(cy) {
                    self.circle(*cx, *cy, *r, fill, stroke, stroke_width.unwrap_or(1.0));
                }
            }
            Primitive::Text { x, y, content, size, anchor, rotate, bold, color } => {
                let span = TextSpan { bold: *bold, ..TextSpan::plain(content.as_str()) };
                self.text(*x, *y, &[span], *size, *anchor, rotate.unwrap_or(0.0), color.as_ref());
            }
            Primitive::RichText { x, y, spans, size, anchor, color } => {
                self.text(*x, *y, spans, *size, *anchor, 0.0, color.as_ref());
            }
            Primitive::Line { x1, y1, x2, y2, stroke, stroke_width, stroke_dasharray } => {
                let path = [self.to(*x1, *y1, true), self.to(*x2, *y2, false)];
                self.path(&path, None, paint(stroke), *stroke_width, stroke_dasharray.as_deref(), None);
            }
            Primitive::PolyLine { points, stroke, stroke_width, stroke_dasharray } => {
                let mut path = Vec::with_capacity(points.len());
                let mut gap = true;
                for (x, y) in points {
                    if x.is_finite() && y.is_finite() {
                        path.push(self.to(*x, *y, gap));
                        gap = false;
                    } else {
                        gap = true;
                    }
                }
                self.path(&path, None, paint(stroke), *stroke_width, stroke_dasharray.as_deref(), None);
            }
            Primitive::Path(data) => {
                let path = self.svg_path(&data.d);
                let fill = data.fill.as_ref().and_then(paint);
                let dash = data.stroke_dasharray.as_deref();
                self.path(&path, fill, paint(&data.stroke), data.stroke_width, dash, data.opacity);
            }
            Primitive::Rect { x, y, width, height, fill, stroke, stroke_width, opacity } => {
                let stroke = stroke.as_ref().and_then(paint);
                self.rectangle(
                    *x,
                    *y,
                    *width,
                    *height,
                    paint(fill),
                    stroke,
                    stroke_width.unwrap_or(1.0),
                    *opacity,
                );
            }
            Primitive::RectBatch { x, y, w, h, fills } => {
                for ((((x, y), w), h), fill) in x.iter().zip(y).zip(w).zip(h).zip(fills) {
                    self.rectangle(*x, *y, *w, *h, paint(fill), None, 0.0, None);
                }
            }
            Primitive::GroupStart { transform, .. } => {
                self.groups.push(self.transform);
                if let Some(inner) =
                    transform.as_deref().and_then(|text| svgtypes::Transform::from_str(text).ok())
                {
                    let svgtypes::Transform { a, b, c, d, e, f } = inner;
                    self.transform =
                        self.transform.after(Transform([a, b, c, d, e, f].map(|value| value as f32)));
                }
            }
            Primitive::GroupEnd => {
                if let Some(outer) = self.groups.pop() {
                    self.transform = outer;
                }
            }
            Primitive::ClipStart { x, y, width, height, .. } => {
                let (x0, y0) = self.transform.apply(*x, *y);
                let (x1, y1) = self.transform.apply(*x + *width, *y + *height);
                self.canvas.clip(x0.min(x1), y0.min(y1), (x1 - x0).abs(), (y1 - y0).abs());
                self.clips += 1;
            }
            Primitive::ClipEnd => {
                if self.clips > 0 {
                    self.canvas.restore();
                    self.clips -= 1;
                }
            }
        }
    }

    fn to(&self, x: f64, y: f64, begins: bool) -> Segment {
        let (x, y) = self.transform.apply(x, y);
        if begins { Segment::Move(x, y) } else { Segment::Line(x, y) }
    }

    fn path(
        &mut self,
        path: &[Segment],
        fill: Option<Paint>,
        stroke: Option<Paint>,
        width: f64,
        dash: Option<&str>,
        opacity: Option<f64>,
    ) {
        let overall = opacity.map_or(1.0, |opacity| opacity as f32);
        if let Some(fill) = fill {
            self.canvas.set_opacity(fill.opacity * overall);
            self.canvas.path(path, Some(fill.rgb), &Stroke::default());
        }
        let width = width as f32 * self.transform.scale();
        if let Some(stroke) = stroke.filter(|_| width.is_finite() && width > 0.0) {
            let dash = dashes(dash, self.transform.scale());
            self.canvas.set_opacity(stroke.opacity * overall);
            self.canvas.path(path, None, &Stroke { colour: Some(stroke.rgb), width, dash });
        }
    }

    #[allow(clippy::too_many_arguments)] // the primitive's own fields
    fn rectangle(
        &mut self,
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        fill: Option<Paint>,
        stroke: Option<Paint>,
        stroke_width: f64,
        opacity: Option<f64>,
    ) {
        // What cannot be seen is there to be pointed at, which paper does not answer.
        if ![x, y, width, height].iter().all(|value| value.is_finite()) || opacity == Some(0.0) {
            return;
        }
        let upright = self.transform.0[1] == 0.0 && self.transform.0[2] == 0.0;
        if let (Some(fill), true, None) = (fill, upright, stroke) {
            let (x0, y0) = self.transform.apply(x, y);
            let (x1, y1) = self.transform.apply(x + width, y + height);
            self.canvas.set_opacity(fill.opacity * opacity.map_or(1.0, |opacity| opacity as f32));
            self.canvas.fill_rectangle(x0.min(x1), y0.min(y1), (x1 - x0).abs(), (y1 - y0).abs(), fill.rgb);
            return;
        }
        let path = [
            self.to(x, y, true),
            self.to(x + width, y, false),
            self.to(x + width, y + height, false),
            self.to(x, y + height, false),
            Segment::Close,
        ];
        self.path(&path, fill, stroke, stroke_width, None, opacity);
    }

    fn circle(&mut self, cx: f64, cy: f64, r: f64, fill: Option<Paint>, stroke: Option<Paint>, width: f64) {
        if ![cx, cy, r].iter().all(|value| value.is_finite()) {
            return;
        }
        // Four cubic curves are within 0.03 % of a circle with handles of this length.
        let k = r * 0.552_284_75;
        let at = |x: f64, y: f64| self.transform.apply(cx + x, cy + y);
        let curve = |(x1, y1): (f32, f32), (x2, y2): (f32, f32), (x, y): (f32, f32)| {
            Segment::Curve([x1, y1, x2, y2, x, y])
        };
        let (x, y) = at(r, 0.0);
        let path = [
            Segment::Move(x, y),
            curve(at(r, k), at(k, r), at(0.0, r)),
            curve(at(-k, r), at(-r, k), at(-r, 0.0)),
            curve(at(-r, -k), at(-k, -r), at(0.0, -r)),
            curve(at(k, -r), at(r, -k), at(r, 0.0)),
            Segment::Close,
        ];
        self.path(&path, fill, stroke, width, None, None);
    }

    #[allow(clippy::too_many_arguments)] // the primitive's own fields
    fn text(
        &mut self,
        x: f64,
        y: f64,
        spans: &[TextSpan],
        size: u32,
        anchor: TextAnchor,
        rotate: f64,
        colour: Option<&Color>,
    ) {
        if !(x.is_finite() && y.is_finite() && rotate.is_finite()) {
            return;
        }
        let scale = self.transform.scale();
        let paint = colour.map_or(Some(Paint { rgb: self.ink, opacity: 1.0 }), paint);
        let Some(paint) = paint else { return };
        let look = Look::new(size as f32 * scale, paint.rgb);
        let stretches: Vec<_> = spans
            .iter()
            .map(|span| {
                let look = if span.bold { look.strong() } else { look };
                crate::text::Stretch::plain(&span.text, look)
            })
            .collect();
        let Some(line) = (!stretches.is_empty()).then(|| self.set.stretches(&stretches, f32::INFINITY))
        else {
            return;
        };
        let Some(line) = line.first() else { return };
        let shift = match anchor {
            TextAnchor::Start => 0.0,
            TextAnchor::Middle => line.width / 2.0,
            TextAnchor::End => line.width,
        };
        // The direction of the text's baseline on the page, where y runs upwards.
        let (sin, cos) = (rotate as f32).to_radians().sin_cos();
        let [a, b, c, d, ..] = self.transform.0;
        let (dx, dy) =
            ((a * cos + c * sin) / scale.max(f32::EPSILON), (b * cos + d * sin) / scale.max(f32::EPSILON));
        let (x, y) = self.transform.apply(x, y);
        self.canvas.set_opacity(paint.opacity);
        if dy.abs() < 1e-4 && dx > 0.0 {
            self.canvas.text(line, x - shift, y);
        } else {
            self.canvas.turned_text(line, x - shift * dx, y - shift * dy, dx, dy);
        }
    }

    /// The `d` of an SVG path; as much of it as is well formed.
    fn svg_path(&self, d: &str) -> Vec<Segment> {
        let mut path = Vec::new();
        let mut pen = (0.0, 0.0);
        for segment in SimplifyingPathParser::from(d).map_while(Result::ok) {
            match segment {
                SimplePathSegment::MoveTo { x, y } => {
                    pen = (x, y);
                    path.push(self.to(x, y, true));
                }
                SimplePathSegment::LineTo { x, y } => {
                    pen = (x, y);
                    path.push(self.to(x, y, false));
                }
                SimplePathSegment::CurveTo { x1, y1, x2, y2, x, y } => {
                    pen = (x, y);
                    path.push(self.curve((x1, y1), (x2, y2), (x, y)));
                }
                SimplePathSegment::Quadratic { x1, y1, x, y } => {
                    // The same curve as a cubic one: handles two thirds of the way.
                    let toward = |from: f64, to: f64| from + (to - from) * 2.0 / 3.0;
                    let first = (toward(pen.0, x1), toward(pen.1, y1));
                    let second = (toward(x, x1), toward(y, y1));
                    pen = (x, y);
                    path.push(self.curve(first, second, (x, y)));
                }
                SimplePathSegment::ClosePath => path.push(Segment::Close),
            }
        }
        path
    }

    fn curve(&self, first: (f64, f64), second: (f64, f64), end: (f64, f64)) -> Segment {
        let (x1, y1) = self.transform.apply(first.0, first.1);
        let (x2, y2) = self.transform.apply(second.0, second.1);
        let (x, y) = self.transform.apply(end.0, end.1);
        Segment::Curve([x1, y1, x2, y2, x, y])
    }
}

fn with_opacity(paint: Option<Paint>, opacity: Option<f64>) -> Option<Paint> {
    paint.map(|paint| Paint {
        opacity: paint.opacity * opacity.map_or(1.0, |opacity| opacity as f32),
        ..paint
    })
}

/// What a colour of the scene paints; `None` for nothing, and for what is no plain colour, such as a pattern.
fn paint(colour: &Color) -> Option<Paint> {
    match colour {
        Color::Rgb(r, g, b) => Some(Paint { rgb: Rgb(*r, *g, *b), opacity: 1.0 }),
        Color::None => None,
        Color::Css(text) => css(text),
    }
}

/// A colour as CSS writes it.
fn css(text: &str) -> Option<Paint> {
    let colour = svgtypes::Color::from_str(text).ok()?;
    let opacity = f32::from(colour.alpha) / 255.0;
    (colour.alpha > 0).then_some(Paint { rgb: Rgb(colour.red, colour.green, colour.blue), opacity })
}

/// The lengths of dashes and gaps; none where they make no sense.
fn dashes(text: Option<&str>, scale: f32) -> Vec<f32> {
    let Some(text) = text else { return Vec::new() };
    let lengths: Option<Vec<f32>> = text
        .split([',', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<f32>().ok().filter(|length| length.is_finite() && *length >= 0.0))
        .map(|length| length.map(|length| length * scale))
        .collect();
    lengths.filter(|lengths| lengths.iter().sum::<f32>() > 0.01 && lengths.len() <= 8).unwrap_or_default()
}
