//! Drawing on a page: `printpdf` operations in the page's own coordinates (points from the lower left corner), with the
//! graphics state remembered so that nothing is said twice.

mod marks;
mod raw;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Color, ExtendedGraphicsState, ExtendedGraphicsStateId, Line, LineCapStyle, LineDashPattern,
    LineJoinStyle, LinePoint, Op, PaintMode, Point, Polygon, PolygonRing, Pt, Rect, WindingOrder, XObjectId,
    XObjectTransform,
};
use report_document::style::Rgb;
use report_fonts::{Face, FaceId, Fonts, GlyphRemapper, MISSING};
use report_picture::Png;

use crate::structure::{ElementId, Tag, Tree};

use marks::Marks;

/// What a document uses of one face.
#[derive(Debug, Default)]
pub(crate) struct UsedFace {
    /// Its glyphs, renumbered as in the subset that is embedded.
    pub(crate) glyphs: GlyphRemapper,
    /// What each glyph stands for and its advance in thousandths of an em, by its new number. The first is the box for
    /// what is missing.
    pub(crate) known: Vec<Known>,
}

/// What is known of a glyph.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// What it stands for, if that is settled.
    pub(crate) text: Option<Box<str>>,
    /// Its advance in thousandths of an em.
    pub(crate) advance: f32,
}

impl UsedFace {
    /// The new number of a glyph.
    fn number(&mut self, face: &Face, glyph: u16) -> u16 {
        let number = self.glyphs.remap(glyph);
        if self.known.is_empty() {
            self.known.push(Known { text: None, advance: face.advance(0) });
        }
        // New numbers follow one another.
        if usize::from(number) == self.known.len() {
            // The box stands for itself, whatever it is shown for.
            let text = (glyph == face.missing()).then(|| MISSING.to_string().into());
            self.known.push(Known { text, advance: face.advance(glyph) });
        }
        number
    }
}

/// What the pages of a document share.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// The faces used.
    pub(crate) faces: BTreeMap<FaceId, UsedFace>,
    /// The opacities used, in percent.
    opacities: BTreeSet<u8>,
    /// The pictures drawn, each once.
    pictures: Vec<Png>,
}

impl Shared {
    /// The name of a face in content streams.
    pub(crate) fn font_name(face: FaceId) -> String {
        format!("T{}", face.index())
    }

    /// The pictures with the names that the pages call them by.
    pub(crate) fn pictures(&self) -> impl Iterator<Item = (XObjectId, &Png)> {
        self.pictures.iter().enumerate().map(|(index, png)| (picture_id(index), png))
    }

    /// The graphics states that the pages refer to.
    pub(crate) fn graphics_states(
        &self,
    ) -> impl Iterator<Item = (ExtendedGraphicsStateId, ExtendedGraphicsState)> {
        self.opacities.iter().map(|percent| {
            let share = f32::from(*percent) / 100.0;
            let state = ExtendedGraphicsState::default()
                .with_current_fill_alpha(share)
                .with_current_stroke_alpha(share);
            (opacity_id(*percent), state)
        })
    }
}

fn opacity_id(percent: u8) -> ExtendedGraphicsStateId {
    ExtendedGraphicsStateId(format!("A{percent}"))
}

fn picture_id(index: usize) -> XObjectId {
    XObjectId(format!("P{index}"))
}

/// A part of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Segment {
    Move(f32, f32),
    Line(f32, f32),
    Curve([f32; 6]),
    Close,
}

/// How a path is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Stroke {
    pub(crate) colour: Option<Rgb>,
    pub(crate) width: f32,
    pub(crate) dash: Vec<f32>,
}

/// The part of the graphics state that is remembered.
#[derive(Debug, Clone, PartialEq)]
struct State {
    fill: Option<Rgb>,
    stroke: Option<Rgb>,
    width: f32,
    dash: Vec<f32>,
    opacity: u8,
    font: Option<(FaceId, f32)>,
    thickened: bool,
    rise: f32,
}

impl State {
    /// As a page begins.
    fn initial() -> Self {
        Self {
            fill: None,
            stroke: None,
            width: 1.0,
            dash: Vec::new(),
            opacity: 100,
            font: None,
            thickened: false,
            rise: 0.0,
        }
    }
}

/// A page being drawn.
pub(crate) struct Canvas<'a> {
    ops: Vec<Op>,
    state: State,
    saved: Vec<State>,
    shared: &'a mut Shared,
    fonts: &'a Fonts,
    marks: Marks<'a>,
}

/// Hundredths of a point are finer than any device; shorter numbers make smaller files.
fn round(value: f32) -> f32 {
    if value.is_finite() { (value * 100.0).round() / 100.0 } else { 0.0 }
}

fn pt(value: f32) -> Pt {
    Pt(round(value))
}

fn point(x: f32, y: f32) -> Point {
    Point { x: pt(x), y: pt(y) }
}

fn colour(rgb: Rgb) -> Color {
    let channel = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(printpdf::Rgb { r: channel(rgb.0), g: channel(rgb.1), b: channel(rgb.2), icc_profile: None })
}

impl<'a> Canvas<'a> {
    /// The page `page`, from 0.
    pub(crate) fn new(shared: &'a mut Shared, fonts: &'a Fonts, tree: &'a mut Tree, page: usize) -> Self {
        let round_joins = Op::SetLineJoinStyle { join: LineJoinStyle::Round };
        let marks = Marks::new(tree, page);
        Self { ops: vec![round_joins], state: State::initial(), saved: Vec::new(), shared, fonts, marks }
    }

    /// What has been drawn, and whose the contents are, by their numbers.
    pub(crate) fn finish(mut self) -> (Vec<Op>, Vec<ElementId>) {
        self.marks.end(&mut self.ops);
        (self.ops, self.marks.finish())
    }

    /// Draws only inside a rectangle until [`Canvas::restore`].
    pub(crate) fn clip(&mut self, x: f32, y: f32, width: f32, height: f32) {
        self.saved.push(self.state.clone());
        self.ops.push(Op::SaveGraphicsState);
        let mut rectangle = Rect::from_xywh(pt(x), pt(y), pt(width.max(0.0)), pt(height.max(0.0)));
        rectangle.mode = Some(PaintMode::Clip);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// Ends the last [`Canvas::clip`]; nothing without one.
    pub(crate) fn restore(&mut self) {
        if let Some(state) = self.saved.pop() {
            self.ops.push(Op::RestoreGraphicsState);
            self.state = state;
        }
    }

    /// What is drawn from now on lets this share of the ground through less than wholly: 1 is opaque.
    pub(crate) fn set_opacity(&mut self, opacity: f32) {
        let percent = if opacity.is_finite() { (opacity.clamp(0.0, 1.0) * 100.0).round() as u8 } else { 100 };
        if percent != self.state.opacity {
            self.state.opacity = percent;
            self.shared.opacities.insert(percent);
            self.ops.push(Op::LoadGraphicsState { gs: opacity_id(percent) });
        }
    }

    fn set_fill(&mut self, rgb: Rgb) {
        if self.state.fill != Some(rgb) {
            self.state.fill = Some(rgb);
            self.ops.push(Op::SetFillColor { col: colour(rgb) });
        }
    }

    fn set_stroke(&mut self, rgb: Rgb, width: f32, dash: &[f32]) {
        if self.state.stroke != Some(rgb) {
            self.state.stroke = Some(rgb);
            self.ops.push(Op::SetOutlineColor { col: colour(rgb) });
        }
        let width = round(width);
        if self.state.width != width {
            self.state.width = width;
            self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        }
        if self.state.dash != dash {
            self.state.dash = dash.to_vec();
            let dashes: Vec<f32> = dash.iter().map(|length| round(*length)).collect();
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &dashes) });
            // Round caps would close short gaps; the default of flat ones is what dashes want.
            self.ops.push(Op::SetLineCapStyle { cap: LineCapStyle::Butt });
        }
    }

    /// Fills a rectangle, given by its lower left corner.
    pub(crate) fn fill_rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, rgb: Rgb) {
        self.marked();
        self.set_fill(rgb);
        let mut rectangle = Rect::from_xywh(pt(x), pt(y), pt(width), pt(height));
        rectangle.mode = Some(PaintMode::Fill);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// Draws a straight line.
    pub(crate) fn line(&mut self, from: (f32, f32), to: (f32, f32), stroke: &Stroke) {
        self.path(&[Segment::Move(from.0, from.1), Segment::Line(to.0, to.1)], None, stroke);
    }

    /// Fills and strokes a path.
    pub(crate) fn path(&mut self, segments: &[Segment], fill: Option<Rgb>, stroke: &Stroke) {
        self.marked();
        let rings = rings(segments);
        if let Some(rgb) = fill {
            self.set_fill(rgb);
            let filled: Vec<PolygonRing> = rings
                .iter()
                .filter(|(points, _)| points.len() > 2)
                .map(|(points, _)| PolygonRing { points: points.clone() })
                .collect();
            if !filled.is_empty() {
                let polygon =
                    Polygon { rings: filled, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
                self.ops.push(Op::DrawPolygon { polygon });
            }
        }
        if let Some(rgb) = stroke.colour.filter(|_| stroke.width > 0.0) {
            self.set_stroke(rgb, stroke.width, &stroke.dash);
            for (points, is_closed) in rings.into_iter().filter(|(points, _)| points.len() > 1) {
                self.ops.push(Op::DrawLine { line: Line { points, is_closed } });
            }
        }
    }

    /// Draws a picture into a rectangle, given by its lower left corner.
    pub(crate) fn picture(&mut self, png: &Png, x: f32, y: f32, width: f32, height: f32) {
        self.marked();
        let pictures = &mut self.shared.pictures;
        let index = pictures.iter().position(|known| known == png).unwrap_or_else(|| {
            pictures.push(png.clone());
            pictures.len() - 1
        });
        // A picture is one unit wide and high until it is scaled.
        let transform = XObjectTransform {
            translate_x: Some(pt(x)),
            translate_y: Some(pt(y)),
            scale_x: Some(round(width)),
            scale_y: Some(round(height)),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id: picture_id(index), transform });
    }

    /// Says what is drawn from now on.
    pub(crate) fn mark(&mut self, tag: Tag) {
        self.marks.tag = tag;
    }

    /// Notes that the link number `link` of all belongs to an element.
    pub(crate) fn lead(&mut self, element: ElementId, link: usize) {
        self.marks.tree.lead(element, link);
    }

    /// Notes where on the page a picture is: left, bottom, right, top.
    pub(crate) fn bound(&mut self, figure: ElementId, bounds: [f32; 4]) {
        self.marks.tree.set_bounds(figure, bounds);
    }

    /// Begins the mark of what is about to be drawn.
    pub(super) fn marked(&mut self) {
        self.marks.begin(&mut self.ops, self.marks.tag);
    }
}

/// The subpaths of a path, and whether each is closed.
fn rings(segments: &[Segment]) -> Vec<(Vec<LinePoint>, bool)> {
    let mut rings: Vec<(Vec<LinePoint>, bool)> = Vec::new();
    let on = |x: f32, y: f32| LinePoint { p: point(x, y), bezier: false };
    let handle = |x: f32, y: f32| LinePoint { p: point(x, y), bezier: true };
    for segment in segments {
        // After a close, drawing goes on from where the subpath began.
        if let Some((points, true)) = rings.last()
            && !matches!(segment, Segment::Move(..))
            && let Some(start) = points.first().cloned()
        {
            rings.push((vec![start], false));
        }
        match (*segment, rings.last_mut()) {
            (Segment::Move(x, y), _) => rings.push((vec![on(x, y)], false)),
            (_, None) => {}
            (Segment::Line(x, y), Some((points, _))) => points.push(on(x, y)),
            (Segment::Curve([x1, y1, x2, y2, x, y]), Some((points, _))) => {
                points.extend([handle(x1, y1), handle(x2, y2), on(x, y)]);
            }
            (Segment::Close, Some((_, closed))) => *closed = true,
        }
    }
    rings
}
