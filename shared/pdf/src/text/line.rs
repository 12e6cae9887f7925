//! Lines: glyphs at their places.

use std::rc::Rc;

use report_fonts::Shaped;
use unicode_bidi::{BidiInfo, Level};

use super::stretch::{Lead, Look, Stretch};
use crate::structure::ElementId;

/// One unit of line filling.
pub(super) struct Piece {
    pub(super) shaped: Rc<Shaped>,
    pub(super) look: Look,
    pub(super) stretch: usize,
    pub(super) level: Level,
    pub(super) space: bool,
    /// Whether the line may end after it.
    pub(super) break_after: bool,
}

impl Piece {
    pub(super) fn width(&self) -> f32 {
        self.shaped.width * self.look.size / 1000.0
    }
}

/// Glyphs at a place in a line.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) shaped: Rc<Shaped>,
    /// From the start of the line, in points.
    pub(crate) x: f32,
    pub(crate) look: Look,
    pub(crate) set_apart: bool,
    pub(crate) link: Option<PlacedLink>,
    /// Its place in the order in which the line is read.
    pub(super) order: u32,
}

/// A link, or a part of one, in a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlacedLink {
    /// The section that it leads to.
    pub(crate) section: Rc<str>,
    /// The link in the structure tree.
    pub(crate) element: ElementId,
}

impl Placed {
    pub(crate) fn width(&self) -> f32 {
        self.shaped.width * self.look.size / 1000.0
    }

    /// Whether it is read from right to left.
    pub(crate) fn is_rtl(&self) -> bool {
        self.shaped.runs.iter().any(|run| run.rtl)
    }
}

/// A line: glyphs from left to right.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) placed: Vec<Placed>,
    /// In points, without the spaces at its end.
    pub(crate) width: f32,
    /// Whether its paragraph runs from right to left.
    pub(crate) rtl: bool,
}

impl Line {
    /// Puts a space at the line's end, beyond its width: what follows on the next line is another word.
    pub(super) fn push_space(&mut self, mut space: Placed) {
        if self.rtl {
            space.x = -space.width();
            self.placed.insert(0, space);
        } else {
            space.x = self.width;
            self.placed.push(space);
        }
    }

    /// The order in which its parts are read, where it is another than that from left to right.
    pub(crate) fn order(&self) -> Option<Vec<usize>> {
        if !self.rtl && !self.placed.iter().any(Placed::is_rtl) {
            return None;
        }
        let mut order: Vec<usize> = (0..self.placed.len()).collect();
        order.sort_by_key(|index| self.placed[*index].order);
        Some(order)
    }
}

/// Puts the pieces of a line in visual order (UAX 9, rules L1 and L2) and at their places. Where the paragraph goes on, the space
/// between the line and the next one is kept.
pub(super) fn line_of(mut pieces: Vec<Piece>, stretches: &[Stretch<'_>], base: Level, goes_on: bool) -> Line {
    let solid = pieces.iter().rposition(|piece| !piece.space).map_or(0, |last| last + 1);
    let space = pieces.drain(solid..).next().filter(|_| goes_on && solid > 0);
    let levels: Vec<Level> = pieces.iter().map(|piece| piece.level).collect();
    let order: Vec<usize> = if levels.iter().any(|level| level.is_rtl()) || base.is_rtl() {
        BidiInfo::reorder_visual(&levels)
    } else {
        (0..pieces.len()).collect()
    };
    let link = |stretch: &Stretch<'_>| {
        stretch.link.map(|Lead { section, element }| PlacedLink { section: Rc::from(section), element })
    };
    let mut x = 0.0;
    let placed = order.into_iter().map(|index| {
        let piece = &pieces[index];
        let stretch = &stretches[piece.stretch];
        let link = link(stretch);
        let shaped = Rc::clone(&piece.shaped);
        // A line has far fewer parts.
        let order = index as u32;
        let placed = Placed { shaped, x, look: piece.look, set_apart: stretch.set_apart, link, order };
        x += piece.width();
        placed
    });
    let placed = placed.collect();
    let mut line = Line { placed, width: x, rtl: base.is_rtl() };
    if let Some(Piece { shaped, look, stretch, .. }) = space {
        // Within a link that goes on it is the link's: read after it, it would be no space between its words.
        let link = link(&stretches[stretch]);
        line.push_space(Placed { shaped, x: 0.0, look, set_apart: false, link, order: solid as u32 });
    }
    line
}
