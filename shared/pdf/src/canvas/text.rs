//! Text on a page: glyphs by their numbers, and what they say.

use std::{fmt::Write as _, ops::Range};

use printpdf::{FontId, Op, PdfFontHandle, TextMatrix, TextRenderingMode};
use report_fonts::{Run, Tongue, Weight};
use smallvec::SmallVec;

use super::{Canvas, Shared, UsedFace, point, pt, raw::raw, round};
use crate::structure::Tag;
use crate::text::{Line as TextLine, Placed};

impl Canvas<'_> {
    /// Draws a line of text from `x` on, on the baseline `y`.
    pub(crate) fn text(&mut self, line: &TextLine, x: f32, y: f32) {
        self.text_along(line, Baseline { x, y, cos: 1.0, sin: 0.0 });
    }

    /// Draws a line of text along the direction (`cos`, `sin`).
    pub(crate) fn turned_text(&mut self, line: &TextLine, x: f32, y: f32, cos: f32, sin: f32) {
        self.text_along(line, Baseline { x, y, cos, sin });
    }

    fn text_along(&mut self, line: &TextLine, baseline: Baseline) {
        if line.placed.iter().all(|placed| placed.shaped.runs.is_empty()) {
            return;
        }
        let tags = self.tags(line);
        match &tags {
            // A mark that begins within a text ends within it.
            Some(_) => self.marks.end(&mut self.ops),
            None => self.marked(),
        }
        self.ops.push(Op::StartTextSection);
        let order = line.order();
        if order.is_none() {
            self.ops.push(baseline.begin());
        }
        let mut row = Row::default();
        for index in 0..line.placed.len() {
            let index = order.as_ref().map_or(index, |order| order[index]);
            let placed = &line.placed[index];
            if let Some(tags) = &tags
                && !self.marks.is_open(tags[index])
            {
                self.flush(&mut row);
                self.marks.begin(&mut self.ops, tags[index]);
            }
            if order.is_some() {
                self.flush(&mut row);
                row = Row::default();
                self.ops.push(baseline.at(placed.x));
            }
            // Words from right to left are shown from left to right like all others. This tells who reads them.
            let reversed = placed.is_rtl() && placed.shaped.text.len() > 1;
            if reversed {
                self.ops.push(Op::BeginMarkedContent { tag: "ReversedChars".into() });
            }
            for run in &placed.shaped.runs {
                self.run(placed, run, &mut row);
            }
            if reversed {
                self.flush(&mut row);
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.flush(&mut row);
        if tags.is_some() {
            self.marks.end(&mut self.ops);
        }
        self.set_rise(0.0);
        self.ops.push(Op::EndTextSection);
    }

    /// What each part of a line is; `None` where all of it is what is drawn anyway.
    fn tags(&mut self, line: &TextLine) -> Option<Vec<Tag>> {
        let plain =
            |placed: &Placed| placed.link.is_none() && !matches!(placed.shaped.tongue, Tongue::Foreign(_));
        if line.placed.iter().all(plain) {
            return None;
        }
        let tag = self.marks.tag;
        // What was before in the order of reading: the element around it, and its tag.
        let mut last = (tag, tag);
        let mut tags = vec![tag; line.placed.len()];
        for index in line.order().unwrap_or_else(|| (0..line.placed.len()).collect()) {
            let placed = &line.placed[index];
            let around = placed.link.as_ref().map_or(tag, |link| link.element.into());
            let own = match placed.shaped.tongue {
                // What has no letters goes with what is before it.
                Tongue::Any if last.0 == around => last.1,
                Tongue::Any | Tongue::Own => around,
                Tongue::Foreign(language) => self.marks.spoken(around, language, last.1),
            };
            last = (around, own);
            tags[index] = own;
        }
        tags.iter().any(|own| *own != tag).then_some(tags)
    }

    /// Glyphs of one face, from left to right.
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
        for cluster in clusters(run) {
            let glyphs = &run.glyphs[cluster.clone()];
            let said = said(placed, run, &cluster);
            let ids: SmallIds = glyphs.iter().map(|glyph| used.number(face, glyph.id)).collect();
            let actual = !says(&mut used, &ids, glyphs, said, run.rtl, |char| face.glyph(char));
            if actual {
                self.flush(row);
                let units = said.encode_utf16().fold(String::new(), |mut units, unit| {
                    let _ = write!(units, "{unit:04X}");
                    units
                });
                self.ops.push(raw(format!("/Span<</ActualText<FEFF{units}>>>BDC")));
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
        }
        self.shared.faces.insert(run.face, used);
    }

    fn set_rise(&mut self, rise: f32) {
        if rise != self.state.rise {
            self.state.rise = rise;
            self.ops.push(Op::SetLineOffset { multiplier: rise });
        }
    }

    fn flush(&mut self, row: &mut Row) {
        // Not `Op::ShowText`, which writes every glyph as a string of its own: three times as much to write and to pack.
        if let Some(operation) = row.take() {
            self.ops.push(raw(operation));
        }
    }
}

/// Where a line stands: a point and a direction.
#[derive(Debug, Clone, Copy)]
struct Baseline {
    x: f32,
    y: f32,
    cos: f32,
    sin: f32,
}

impl Baseline {
    /// Puts the pen where the line begins, first of all in a text.
    fn begin(self) -> Op {
        if (self.cos, self.sin) == (1.0, 0.0) {
            Op::SetTextCursor { pos: point(self.x, self.y) }
        } else {
            self.at(0.0)
        }
    }

    /// Puts the pen so far along the line.
    fn at(self, along: f32) -> Op {
        let fine = |value: f32| (value * 10_000.0).round() / 10_000.0;
        let (cos, sin) = (self.cos, self.sin);
        let (x, y) = (self.x + along * cos, self.y + along * sin);
        let matrix = TextMatrix::Raw([fine(cos), fine(sin), fine(-sin), fine(cos), round(x), round(y)]);
        Op::SetTextMatrix { matrix }
    }
}

/// Glyphs waiting to be shown by one operator (ISO 32000-1, 9.4.3): strings of glyphs' numbers, and shifts between them.
#[derive(Default)]
struct Row {
    /// What has been written of the operation.
    written: String,
    /// Whether that ends within a string.
    is_open: bool,
    /// Where the viewer's pen is, less where it should be, in thousandths of an em.
    ahead: f32,
}

impl Row {
    fn show(&mut self, id: u16, x: f32, advance: f32, width: f32) {
        // Less than half a thousandth of an em is no difference, and would be said again and again.
        if self.written.is_empty() {
            self.written.push('[');
        }
        let shift = self.ahead - x;
        if shift.abs() >= 0.5 {
            let shift = shift.round();
            self.close();
            // Writing to a string cannot fail.
            let _ = write!(self.written, "{shift}");
            self.ahead -= shift;
        }
        if !self.is_open {
            self.written.push('(');
            self.is_open = true;
        }
        for byte in id.to_be_bytes() {
            let _ = match byte {
                b'(' | b')' | b'\\' => write!(self.written, "\\{}", char::from(byte)),
                b'\r' => write!(self.written, "\\r"),
                0x80.. => write!(self.written, "\\{byte:03o}"),
                _ => {
                    self.written.push(char::from(byte));
                    Ok(())
                }
            };
        }
        self.ahead += width - advance;
    }

    /// Ends the string, if one is being written.
    fn close(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.written.push(')');
        }
    }

    /// The operation, if it shows anything; what follows begins anew.
    fn take(&mut self) -> Option<String> {
        self.close();
        let mut operation = std::mem::take(&mut self.written);
        (!operation.is_empty()).then(|| {
            operation.push_str("]TJ");
            operation
        })
    }
}

/// The numbers of a cluster's glyphs, of which there are rarely more than one.
type SmallIds = SmallVec<[u16; 4]>;

/// The clusters of a run: the ranges of its glyphs that belong together.
fn clusters(run: &Run) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    run.glyphs.chunk_by(|a, b| a.cluster == b.cluster).map(move |glyphs| {
        let cluster = start..start + glyphs.len();
        start = cluster.end;
        cluster
    })
}

/// What a cluster says: the text up to where the next cluster begins, which is the one before in a run from right to left.
fn said<'t>(placed: &'t Placed, run: &Run, cluster: &Range<usize>) -> &'t str {
    let start = run.glyphs[cluster.start].cluster as usize;
    let next = if run.rtl {
        cluster.start.checked_sub(1).and_then(|before| run.glyphs.get(before))
    } else {
        run.glyphs.get(cluster.end)
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
    rtl: bool,
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
        [id] => note(*id, said),
        ids => {
            // Glyphs stand from left to right, characters in the order of reading.
            let mut chars: SmallVec<[char; 8]> = said.chars().collect();
            if rtl {
                chars.reverse();
            }
            let one_to_one = chars.len() == ids.len()
                && chars.iter().zip(glyphs).all(|(char, glyph)| glyph_of(*char) == Some(glyph.id));
            one_to_one && chars.iter().zip(ids).all(|(char, id)| note(*id, char.encode_utf8(&mut [0; 4])))
        }
    }
}
