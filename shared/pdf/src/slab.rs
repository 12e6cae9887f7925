//! What layout hands to pagination: slabs, horizontal strips that stay whole.

use std::rc::Rc;
use std::sync::Arc;

use kuva::render::render::Scene;
use report_document::Severity;
use report_document::style::Rgb;
use report_picture::Png;

use crate::structure::{ElementId, Tag};
use crate::text::{Line, Look};

/// A strip of the text column. Places are in points from its upper left corner, y downwards.
#[derive(Debug, Default)]
pub(crate) struct Slab {
    /// The space above it, dropped at the head of a page.
    pub(crate) gap: f32,
    pub(crate) height: f32,
    pub(crate) items: Vec<Item>,
    /// Whether it must not be the last on its page.
    pub(crate) keep_with_next: bool,
    /// Whether it only sets apart what is above it, and is left out at the head of a page.
    pub(crate) separates: bool,
    /// Whether it begins a page where the page before it is filled well enough.
    pub(crate) begins_page: bool,
    /// What is repeated above it where it begins a page and its like went before: a table's header.
    pub(crate) header: Option<Rc<Slab>>,
    /// How far it may shrink to fit the rest of a page; 1 for not at all. Only charts and pictures do.
    pub(crate) least_scale: f32,
    /// Where links and bookmarks lead to.
    pub(crate) anchor: Option<Anchor>,
}

/// A place that can be led to.
#[derive(Debug, Clone)]
pub(crate) struct Anchor {
    /// The section's id; `None` for a subheading.
    pub(crate) section: Option<Rc<str>>,
    /// What the bookmark says.
    pub(crate) title: String,
}

/// Something drawn. What says something names the element whose content it is; all others only decorate.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// A line of text from `x` on, on a baseline.
    Text { x: f32, baseline: f32, line: Line, tag: Tag },
    /// A filled rectangle.
    Fill { x: f32, y: f32, width: f32, height: f32, colour: Rgb },
    /// A horizontal rule.
    Rule { x: f32, y: f32, width: f32, thickness: f32, colour: Rgb },
    /// The mark of a severity in a square, beside the severity's word.
    Mark { x: f32, y: f32, size: f32, severity: Severity },
    /// A triangle that points up: past a threshold.
    Triangle { x: f32, y: f32, size: f32, colour: Rgb, tag: Tag },
    /// A dot: changed from its default.
    Dot { x: f32, y: f32, size: f32, colour: Rgb, tag: Tag },
    /// A chart.
    Chart { x: f32, y: f32, width: f32, scene: Arc<Scene>, figure: ElementId },
    /// A picture.
    Picture { x: f32, y: f32, width: f32, height: f32, png: Png, figure: ElementId },
    /// An area that leads to a section.
    Link { x: f32, y: f32, width: f32, height: f32, section: Rc<str>, link: ElementId },
    /// The page number of a section, ending at `right`.
    PageNumber { right: f32, baseline: f32, section: Rc<str>, look: Look, link: ElementId },
}

impl Slab {
    /// An empty strip.
    pub(crate) fn new(gap: f32, height: f32) -> Self {
        Self { gap, height, least_scale: 1.0, ..Self::default() }
    }

    /// Whether it may shrink.
    pub(crate) fn is_elastic(&self) -> bool {
        self.least_scale < 1.0
    }

    /// Adds an item.
    pub(crate) fn with(mut self, item: Item) -> Self {
        self.items.push(item);
        self
    }

    /// Moves all that is drawn.
    pub(crate) fn moved(mut self, right: f32, down: f32) -> Self {
        for item in &mut self.items {
            item.shift(right, down);
        }
        self
    }

    /// The same, kept with the slab after it.
    pub(crate) fn kept(mut self) -> Self {
        self.keep_with_next = true;
        self
    }
}

impl Item {
    /// What it is to a reader who does not see it.
    pub(crate) fn tag(&self) -> Tag {
        match self {
            Self::Text { tag, .. } | Self::Triangle { tag, .. } | Self::Dot { tag, .. } => *tag,
            Self::Chart { figure: element, .. }
            | Self::Picture { figure: element, .. }
            | Self::Link { link: element, .. }
            | Self::PageNumber { link: element, .. } => Tag::Element(*element),
            Self::Fill { .. } | Self::Rule { .. } | Self::Mark { .. } => Tag::Artifact,
        }
    }

    /// The same, elsewhere.
    pub(crate) fn moved(mut self, right: f32, down: f32) -> Self {
        self.shift(right, down);
        self
    }

    fn shift(&mut self, right: f32, down: f32) {
        match self {
            Self::Text { x, baseline: y, .. }
            | Self::PageNumber { right: x, baseline: y, .. }
            | Self::Fill { x, y, .. }
            | Self::Rule { x, y, .. }
            | Self::Mark { x, y, .. }
            | Self::Triangle { x, y, .. }
            | Self::Dot { x, y, .. }
            | Self::Chart { x, y, .. }
            | Self::Picture { x, y, .. }
            | Self::Link { x, y, .. } => {
                *x += right;
                *y += down;
            }
        }
    }
}
