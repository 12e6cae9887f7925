//! The page: its measures, what stands at its head and foot, and the drawing of slabs on it.

use std::collections::HashMap;
use std::rc::Rc;

use report_document::style::{self, ACCENT, HAIRLINE, MUTED, PAPER, SURFACE};
use report_document::{Document, Severity};
use report_fonts::Fonts;

use crate::annotation::Link;
use crate::canvas::{Canvas, Segment, Shared, Stroke};
use crate::drawn::Drawn;
use crate::paginate::{Pages, Position};
use crate::paper::Paper;
use crate::scene;
use crate::slab::{Item, Slab};
use crate::structure::{ElementId, Tag, Tree};
use crate::text::{Line, Look, Typesetter, clean};

/// The measures of a page, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Geometry {
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// From the left edge to the text column; the same on the right.
    pub(crate) margin: f32,
    /// From the upper edge to the text column.
    pub(crate) top: f32,
    pub(crate) body_width: f32,
    pub(crate) body_height: f32,
}

impl Geometry {
    pub(crate) fn of(paper: Paper) -> Self {
        const MARGIN: f32 = 40.0;
        const TOP: f32 = 56.0;
        const BOTTOM: f32 = 52.0;
        let (width, height) = match paper {
            Paper::A4 => (595.28, 841.89),
            Paper::Letter => (612.0, 792.0),
        };
        let body_width = width - 2.0 * MARGIN;
        Self { width, height, margin: MARGIN, top: TOP, body_width, body_height: height - TOP - BOTTOM }
    }

    /// A distance from the head of the text column as a height above the page's lower edge.
    fn up(&self, y: f32) -> f32 {
        self.height - self.top - y
    }
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bookmark {
    pub(crate) title: String,
    /// The page, from 0.
    pub(crate) page: usize,
    /// How far above the page's lower edge.
    pub(crate) top: f32,
    /// Whether it stands under the one before it that does not.
    pub(crate) nested: bool,
}

/// The bookmarks of a document.
pub(crate) fn outline(pages: &Pages<'_>, geometry: &Geometry) -> Vec<Bookmark> {
    pages
        .anchors()
        .map(|(anchor, place)| Bookmark {
            title: anchor.title.clone(),
            page: place.page,
            top: geometry.up(place.y - ABOVE_TARGET),
            nested: anchor.section.is_none(),
        })
        .collect()
}

/// Where a link lands above its target, so that the heading does not stick to the window's edge.
const ABOVE_TARGET: f32 = 8.0;

/// Draws pages.
pub(crate) struct Painter<'d, 'f> {
    document: &'d Document,
    fonts: &'f Fonts,
    set: Typesetter<'f>,
    geometry: &'d Geometry,
    shared: Shared,
    tree: Tree,
    targets: HashMap<Rc<str>, Target>,
    /// The links of the page that is being drawn, and how many there are on the pages before it.
    links: Vec<Link>,
    links_before: usize,
}

/// Where a link leads.
struct Target {
    place: Position,
    /// The section's title and its page.
    words: String,
}

impl<'d, 'f> Painter<'d, 'f> {
    pub(crate) fn new(
        document: &'d Document,
        fonts: &'f Fonts,
        set: Typesetter<'f>,
        geometry: &'d Geometry,
        tree: Tree,
    ) -> Self {
        Self {
            document,
            fonts,
            set,
            geometry,
            shared: Shared::default(),
            tree,
            targets: HashMap::new(),
            links: Vec::new(),
            links_before: 0,
        }
    }

    /// What the pages share, and the structure of what has been drawn.
    pub(crate) fn finish(self) -> (Shared, Tree) {
        (self.shared, self.tree)
    }

    /// Draws all pages.
    pub(crate) fn paint(&mut self, pages: &Pages<'_>) -> Vec<Drawn> {
        self.targets = pages
            .anchors()
            .filter_map(|(anchor, place)| {
                let words = link_words(&anchor.title, place.page);
                Some((anchor.section.clone()?, Target { place, words }))
            })
            .collect();
        let count = pages.len();
        pages.iter().enumerate().map(|(index, page)| self.page(index, count, page)).collect()
    }

    fn page(&mut self, index: usize, count: usize, page: &[crate::paginate::Placed<'_>]) -> Drawn {
        let mut shared = std::mem::take(&mut self.shared);
        let mut tree = std::mem::take(&mut self.tree);
        let mut canvas = Canvas::new(&mut shared, self.fonts, &mut tree, index);
        self.running_lines(&mut canvas, index, count);
        for placed in page {
            self.slab(&mut canvas, placed.slab, placed.y, placed.scale);
        }
        let (ops, contents) = canvas.finish();
        self.shared = shared;
        self.tree = tree;
        let links = std::mem::take(&mut self.links);
        self.links_before += links.len();
        Drawn { ops, contents, links }
    }

    /// Header and footer.
    fn running_lines(&mut self, canvas: &mut Canvas<'_>, index: usize, count: usize) {
        const LOOK: Look = Look::new(7.5, MUTED);
        let Geometry { width, height, margin, body_width, .. } = *self.geometry;
        let meta = &self.document.meta;
        canvas.mark(Tag::Header);
        if index == 0 {
            canvas.fill_rectangle(margin, height - 36.0, 28.0, 3.0, ACCENT);
        } else {
            let kind = self.set.shortened(&meta.kind_label, LOOK, body_width * 0.35);
            let title = self.set.shortened(&meta.title, LOOK, body_width - kind.width - 24.0);
            canvas.text(&title, margin, height - 34.0);
            canvas.text(&kind, width - margin - kind.width, height - 34.0);
            rule(canvas, margin, height - 40.0, body_width);
        }
        canvas.mark(Tag::Footer);
        rule(canvas, margin, 40.0, body_width);
        let page = self.set.line(&format!("Page {} of {count}", index + 1), LOOK.tabular());
        canvas.text(&page, width - margin - page.width, 28.0);
        let id = format!("Report {}", meta.report_id);
        let id = self.set.shortened(&id, LOOK, body_width - page.width - 24.0);
        canvas.text(&id, margin, 28.0);
    }

    fn slab(&mut self, canvas: &mut Canvas<'_>, slab: &Slab, y: f32, scale: f32) {
        let Geometry { margin, .. } = *self.geometry;
        let geometry = self.geometry;
        for item in &slab.items {
            canvas.mark(item.tag());
            match item {
                Item::Text { x, baseline, line, tag } => {
                    self.text(canvas, line, *tag, margin + x, geometry.up(y + baseline * scale));
                }
                Item::Fill { x, y: down, width, height, colour } => {
                    let bottom = geometry.up(y + (down + height) * scale);
                    canvas.fill_rectangle(margin + x, bottom, *width, height * scale, *colour);
                }
                Item::Rule { x, y: down, width, thickness, colour } => {
                    let at = geometry.up(y + down * scale);
                    let stroke = Stroke { colour: Some(*colour), width: *thickness, dash: Vec::new() };
                    canvas.line((margin + x, at), (margin + x + width, at), &stroke);
                }
                Item::Mark { x, y: down, size, severity } => {
                    mark(canvas, margin + x, geometry.up(y + down * scale), *size, *severity);
                }
                Item::Triangle { x, y: down, size, colour, .. } => {
                    let (left, top) = (margin + x, geometry.up(y + down * scale));
                    let path = [
                        Segment::Move(left, top - size),
                        Segment::Line(left + size, top - size),
                        Segment::Line(left + size / 2.0, top),
                        Segment::Close,
                    ];
                    canvas.path(&path, Some(*colour), &Stroke::default());
                }
                Item::Dot { x, y: down, size, colour, .. } => {
                    let (left, top) = (margin + x, geometry.up(y + down * scale));
                    circle(canvas, left + size / 2.0, top - size / 2.0, size / 2.0, *colour);
                }
                Item::Chart { x, y: down, width, scene, figure } => {
                    let narrower = width * scale;
                    let left = margin + x + (width - narrower) / 2.0;
                    let top = geometry.up(y + down * scale);
                    let bottom = top - scene::height(scene, narrower);
                    canvas.bound(*figure, [left, bottom, left + narrower, top]);
                    scene::draw(canvas, &mut self.set, scene, left, top, narrower);
                }
                Item::Picture { x, y: down, width, height, png, figure } => {
                    let (narrower, lower) = (width * scale, height * scale);
                    let left = margin + x + (width - narrower) / 2.0;
                    let bottom = geometry.up(y + down * scale) - lower;
                    canvas.bound(*figure, [left, bottom, left + narrower, bottom + lower]);
                    canvas.picture(png, left, bottom, narrower, lower);
                }
                Item::Link { x, y: down, width, height, section, link } => {
                    let rect = [margin + x, geometry.up(y + (down + height) * scale), *width, height * scale];
                    self.link(canvas, rect, section, *link);
                }
                Item::PageNumber { right, baseline, section, look, .. } => {
                    if let Some(Target { place, .. }) = self.targets.get(section) {
                        let line = self.set.line(&(place.page + 1).to_string(), *look);
                        canvas.text(&line, margin + right - line.width, geometry.up(y + baseline));
                    }
                }
            }
        }
    }

    /// A line with the grounds and links of its stretches.
    fn text(&mut self, canvas: &mut Canvas<'_>, line: &Line, tag: Tag, x: f32, y: f32) {
        let area = |left: f32, right: f32, size: f32| [x + left, y - size * 0.26, right - left, size * 1.24];
        if line.placed.iter().any(|placed| placed.set_apart) {
            canvas.mark(Tag::Artifact);
            for placed in line.placed.iter().filter(|placed| placed.set_apart) {
                let [x, y, width, height] = area(placed.x, placed.x + placed.width(), placed.look.size);
                canvas.fill_rectangle(x, y, width, height, SURFACE);
            }
            canvas.mark(tag);
        }
        canvas.text(line, x, y);
        // The words of a link that stand side by side are one area.
        for words in line.placed.chunk_by(|a, b| a.link.is_some() && a.link == b.link) {
            // Without the space at the line's end.
            let mut seen = words.iter().filter(|placed| !placed.shaped.text.trim().is_empty());
            if let Some(first) = seen.next()
                && let Some(link) = &first.link
            {
                let last = seen.next_back().unwrap_or(first);
                let area = area(first.x, last.x + last.width(), first.look.size);
                self.link(canvas, area, &link.section, link.element);
            }
        }
    }

    fn link(
        &mut self,
        canvas: &mut Canvas<'_>,
        [x, y, width, height]: [f32; 4],
        section: &Rc<str>,
        element: ElementId,
    ) {
        let Some(Target { place, words }) = self.targets.get(section) else { return };
        let top = self.geometry.up(place.y - ABOVE_TARGET);
        canvas.lead(element, self.links_before + self.links.len());
        self.links.push(Link {
            area: [x, y, x + width, y + height],
            target: (place.page, top),
            words: words.clone(),
            element,
        });
    }
}

/// What a link to a section says of where it leads.
fn link_words(title: &str, page: usize) -> String {
    const MOST: usize = 200;
    let title: String = clean(title).chars().take(MOST).collect();
    format!("{title}, page {}", page + 1)
}

fn rule(canvas: &mut Canvas<'_>, x: f32, y: f32, width: f32) {
    let stroke = Stroke { colour: Some(HAIRLINE), width: 0.5, dash: Vec::new() };
    canvas.line((x, y), (x + width, y), &stroke);
}

fn circle(canvas: &mut Canvas<'_>, x: f32, y: f32, r: f32, colour: style::Rgb) {
    let k = r * 0.552_284_8;
    let path = [
        Segment::Move(x + r, y),
        Segment::Curve([x + r, y + k, x + k, y + r, x, y + r]),
        Segment::Curve([x - k, y + r, x - r, y + k, x - r, y]),
        Segment::Curve([x - r, y - k, x - k, y - r, x, y - r]),
        Segment::Curve([x + k, y - r, x + r, y - k, x + r, y]),
        Segment::Close,
    ];
    canvas.path(&path, Some(colour), &Stroke::default());
}

/// A severity's mark, each of another shape, in the square whose upper left corner is (`x`, `top`).
fn mark(canvas: &mut Canvas<'_>, x: f32, top: f32, size: f32, severity: Severity) {
    let colour = style::severity(severity);
    let at = |u: f32, v: f32| (x + u * size, top - v * size);
    let stroke = Stroke { colour: Some(PAPER), width: size * 0.13, dash: Vec::new() };
    let polyline = |points: &[(f32, f32)]| -> Vec<Segment> {
        let placed = points.iter().map(|(u, v)| at(*u, *v));
        placed
            .enumerate()
            .map(|(n, (x, y))| if n == 0 { Segment::Move(x, y) } else { Segment::Line(x, y) })
            .collect()
    };
    let (cx, cy) = at(0.5, 0.5);
    match severity {
        Severity::Good => {
            circle(canvas, cx, cy, size / 2.0, colour);
            canvas.path(&polyline(&[(0.28, 0.52), (0.44, 0.68), (0.73, 0.35)]), None, &stroke);
        }
        Severity::Info => {
            circle(canvas, cx, cy, size / 2.0, colour);
            canvas.path(&polyline(&[(0.5, 0.45), (0.5, 0.76)]), None, &stroke);
            circle(canvas, cx, at(0.5, 0.28).1, size * 0.08, PAPER);
        }
        Severity::Warning => {
            let mut triangle = polyline(&[(0.5, 0.03), (1.0, 0.95), (0.0, 0.95)]);
            triangle.push(Segment::Close);
            canvas.path(&triangle, Some(colour), &Stroke::default());
            canvas.path(&polyline(&[(0.5, 0.36), (0.5, 0.65)]), None, &stroke);
            circle(canvas, cx, at(0.5, 0.8).1, size * 0.075, PAPER);
        }
        Severity::Critical => {
            let mut diamond = polyline(&[(0.5, -0.04), (1.04, 0.5), (0.5, 1.04), (-0.04, 0.5)]);
            diamond.push(Segment::Close);
            canvas.path(&diamond, Some(colour), &Stroke::default());
            canvas.path(&polyline(&[(0.36, 0.36), (0.64, 0.64)]), None, &stroke);
            canvas.path(&polyline(&[(0.64, 0.36), (0.36, 0.64)]), None, &stroke);
        }
    }
}
