//! Drawing on a page: `printpdf` operations in the page's own coordinates (points from the lower left corner), with the
//! graphics state remembered so that nothing is said twice.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, Color, DictItem, ExtendedGraphicsState, ExtendedGraphicsStateId, FontId, Line, LineCapStyle,
    LineDashPattern, LineJoinStyle, LinePoint, Op, PaintMode, PdfFontHandle, Point, Polygon, PolygonRing, Pt,
    Rect, TextItem, TextMatrix, TextRenderingMode, WindingOrder, XObjectId, XObjectTransform,
};
use report_document::style::Rgb;
use report_fonts::{Face, FaceId, Fonts, GlyphRemapper, Run, Weight};
use report_picture::Png;

use crate::text::{Line as TextLine, Placed};

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
            self.known.push(Known { text: None, advance: face.advance(glyph) });
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
    pub(crate) fn new(shared: &'a mut Shared, fonts: &'a Fonts) -> Self {
        let round_joins = Op::SetLineJoinStyle { join: LineJoinStyle::Round };
        Self { ops: vec![round_joins], state: State::initial(), saved: Vec::new(), shared, fonts }
    }

    pub(crate) fn finish(self) -> Vec<Op> {
        self.ops
    }

    /// Marks what is drawn until [`Canvas::end_artifact`] as no part of the document's content: headers, rules.
    pub(crate) fn begin_artifact(&mut self) {
        self.ops.push(Op::BeginMarkedContent { tag: "Artifact".into() });
    }

    pub(crate) fn end_artifact(&mut self) {
        self.ops.push(Op::EndMarkedContent);
    }

    pub(crate) fn push(&mut self, op: Op) {
        self.ops.push(op);
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

    /// Draws a line of text from `x` on, on the baseline `y`.
    pub(crate) fn text(&mut self, line: &TextLine, x: f32, y: f32) {
        self.text_with(line, Op::SetTextCursor { pos: point(x, y) });
    }

    /// Draws a line of text along the direction (`cos`, `sin`).
    pub(crate) fn turned_text(&mut self, line: &TextLine, x: f32, y: f32, cos: f32, sin: f32) {
        let fine = |value: f32| (value * 10_000.0).round() / 10_000.0;
        let matrix = TextMatrix::Raw([fine(cos), fine(sin), fine(-sin), fine(cos), round(x), round(y)]);
        self.text_with(line, Op::SetTextMatrix { matrix });
    }

    fn text_with(&mut self, line: &TextLine, place: Op) {
        if line.placed.iter().all(|placed| placed.shaped.runs.is_empty()) {
            return;
        }
        self.ops.push(Op::StartTextSection);
        self.ops.push(place);
        let mut row = Row::default();
        for placed in &line.placed {
            for run in &placed.shaped.runs {
                self.run(placed, run, &mut row);
            }
        }
        self.flush(&mut row);
        self.set_rise(0.0);
        self.ops.push(Op::EndTextSection);
    }

    fn run(&mut self, placed: &Placed, run: &Run, row: &mut Row) {
        let Some(face) = self.fonts.face(run.face) else { return };
        let look = placed.look;
        // Fallback faces have one weight.
        let thickened = run.face.is_fallback() && look.weight == Weight::SemiBold;
        let restyled = self.state.font != Some((run.face, look.size))
            || self.state.fill != Some(look.ink)
            || self.state.thickened != thickened;
        if restyled {
            self.flush(row);
            self.set_fill(look.ink);
            if self.state.font != Some((run.face, look.size)) {
                self.state.font = Some((run.face, look.size));
                let font = PdfFontHandle::External(FontId(Shared::font_name(run.face)));
                self.ops.push(Op::SetFont { font, size: pt(look.size) });
            }
            if thickened {
                self.set_stroke(look.ink, look.size * 0.03, &[]);
            }
            if self.state.thickened != thickened {
                self.state.thickened = thickened;
                let mode = if thickened { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill };
                self.ops.push(Op::SetTextRenderingMode { mode });
            }
        }
        let mut used = self.shared.faces.remove(&run.face).unwrap_or_default();
        let mut from = 0;
        while from < run.glyphs.len() {
            let to = cluster_end(run, from);
            let glyphs = &run.glyphs[from..to];
            let said = said(placed, run, from, to);
            let ids: SmallIds = glyphs.iter().map(|glyph| used.number(face, glyph.id)).collect();
            let actual = !says(&mut used, &ids, glyphs, said, |char| face.glyph(char));
            if actual {
                self.flush(row);
                self.begin_actual_text(said);
            }
            for (id, glyph) in ids.iter().zip(glyphs) {
                let rise = round(glyph.y * look.size / 1000.0);
                if rise != self.state.rise {
                    self.flush(row);
                    self.set_rise(rise);
                }
                row.show(*id, glyph.x, glyph.advance, used.known[usize::from(*id)].advance);
            }
            if actual {
                self.flush(row);
                self.ops.push(Op::EndMarkedContent);
            }
            from = to;
        }
        self.shared.faces.insert(run.face, used);
    }

    fn set_rise(&mut self, rise: f32) {
        if rise != self.state.rise {
            self.state.rise = rise;
            self.ops.push(Op::SetLineOffset { multiplier: rise });
        }
    }

    fn begin_actual_text(&mut self, text: &str) {
        let data = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".into(), properties });
    }

    fn flush(&mut self, row: &mut Row) {
        if !row.items.is_empty() {
            self.ops.push(Op::ShowText { items: std::mem::take(&mut row.items) });
        }
    }
}

/// Glyphs waiting to be shown by one operator.
#[derive(Default)]
struct Row {
    items: Vec<TextItem>,
    /// Where the viewer's pen is, less where it should be, in thousandths of an em.
    ahead: f32,
}

impl Row {
    fn show(&mut self, id: u16, x: f32, advance: f32, width: f32) {
        // Less than half a thousandth of an em is no difference, and would be said again and again.
        let shift = self.ahead - x;
        if shift.abs() >= 0.5 {
            let shift = shift.round();
            self.items.push(TextItem::Offset(shift));
            self.ahead -= shift;
        }
        let glyph = Codepoint::new(id, 0.0);
        match self.items.last_mut() {
            Some(TextItem::GlyphIds(glyphs)) => glyphs.push(glyph),
            _ => self.items.push(TextItem::GlyphIds(vec![glyph])),
        }
        self.ahead += width - advance;
    }
}

/// The numbers of a cluster's glyphs, of which there are rarely more than one.
type SmallIds = smallvec::SmallVec<[u16; 4]>;

/// Where the cluster of the glyph at `from` ends.
fn cluster_end(run: &Run, from: usize) -> usize {
    let cluster = run.glyphs[from].cluster;
    run.glyphs[from..]
        .iter()
        .position(|glyph| glyph.cluster != cluster)
        .map_or(run.glyphs.len(), |n| from + n)
}

/// What the cluster of the glyphs `from..to` says: the text up to where the next cluster begins, which is the one before
/// in a run from right to left.
fn said<'t>(placed: &'t Placed, run: &Run, from: usize, to: usize) -> &'t str {
    let start = run.glyphs[from].cluster as usize;
    let next = if run.rtl {
        from.checked_sub(1).and_then(|before| run.glyphs.get(before))
    } else {
        run.glyphs.get(to)
    };
    let end = next.map_or(run.range.end, |next| next.cluster as usize);
    placed.shaped.text.get(start..end).unwrap_or("")
}

/// Whether the glyphs of a cluster, each read for itself, say what the cluster says; notes what they stand for if that is
/// still open.
fn says(
    used: &mut UsedFace,
    ids: &[u16],
    glyphs: &[report_fonts::Glyph],
    said: &str,
    glyph_of: impl Fn(char) -> Option<u16>,
) -> bool {
    let mut note = |id: u16, text: &str| match &used.known[usize::from(id)].text {
        Some(known) => **known == *text,
        None => {
            used.known[usize::from(id)].text = Some(text.into());
            true
        }
    };
    match ids {
        // What is missing is shown by one box, whatever it is.
        [0] => false,
        [id] => note(*id, said),
        ids => {
            let one_to_one = said.chars().count() == ids.len()
                && said.chars().zip(glyphs).all(|(char, glyph)| glyph_of(char) == Some(glyph.id));
            one_to_one && said.chars().zip(ids).all(|(char, id)| note(*id, char.encode_utf8(&mut [0; 4])))
        }
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
