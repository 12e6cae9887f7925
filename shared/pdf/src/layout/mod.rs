//! From the document to slabs.

mod blocks;
mod columns;
mod cover;
mod figures;
mod newspaper;
mod table;

use std::collections::HashSet;
use std::rc::Rc;

use report_document::style::{HAIRLINE, INK, MUTED};
use report_document::{Block, Document, Section};
use report_fonts::Tongue;

use crate::page::Geometry;
use crate::slab::{Anchor, Item, Slab};
use crate::structure::{ElementId, Role, Tree};
use crate::text::{Lead, Line, Look, Typesetter};

/// Running text.
const BODY: Look = Look::new(9.2, INK);
/// Small print.
const SMALL: Look = Look::new(7.6, MUTED);
/// No heading is longer than this.
const MOST_HEADING_LINES: usize = 6;
/// Lines longer than this are hard to follow.
const MEASURE: f32 = 452.0;
/// A paragraph under a heading that is no longer than this stays with what follows it.
const MOST_INTRODUCTION_LINES: usize = 3;

/// A paragraph or an item of a list that is no longer than this is not split between pages.
const MOST_LINES_TOGETHER: usize = 4;

/// How much room things take. Closer settings are for when a page would stay nearly empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Density {
    /// The size of charts, 1 for what they want.
    charts: f32,
    /// The space between blocks, 1 for the usual one.
    gaps: f32,
}

impl Density {
    /// From the usual one to the closest.
    pub(crate) const ALL: [Self; 4] = [
        Self { charts: 1.0, gaps: 1.0 },
        Self { charts: 0.93, gaps: 0.85 },
        Self { charts: 0.86, gaps: 0.72 },
        Self { charts: 0.8, gaps: 0.62 },
    ];
}

/// How a section's heading is set off from what is above it.
struct HeadingStyle {
    size: f32,
    leading: f32,
    /// The space above it.
    gap: f32,
    /// The height of a strip with a rule above it.
    rule: Option<f32>,
}

impl HeadingStyle {
    /// On the first page, which is one whole.
    const FIRST: Self = Self { size: 11.5, leading: 15.0, gap: 15.0, rule: None };
    /// After it.
    const LATER: Self = Self { size: 14.0, leading: 18.0, gap: 20.0, rule: Some(9.0) };
}

/// Lays out a document.
pub(crate) struct Layout<'a, 'f> {
    set: &'a mut Typesetter<'f>,
    width: f32,
    page_height: f32,
    density: Density,
    slabs: Vec<Slab>,
    tree: Tree,
    /// The element that blocks are added to.
    parent: ElementId,
    /// The ids of the sections that there are.
    sections: HashSet<&'a str>,
    /// The heading of the section with the charts' figures, if there is one.
    figures: Option<&'a str>,
}

/// A place between what has been laid out and what comes then.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    slab: usize,
    kid: usize,
}

impl<'a, 'f> Layout<'a, 'f> {
    pub(crate) fn new(
        set: &'a mut Typesetter<'f>,
        geometry: &Geometry,
        density: Density,
        document: &'a Document,
        figures: Option<&'a Section>,
    ) -> Self {
        Self {
            set,
            width: geometry.body_width,
            page_height: geometry.body_height,
            density,
            slabs: Vec::new(),
            tree: Tree::default(),
            parent: Tree::ROOT,
            sections: document.sections.iter().map(|section| section.id.as_str()).collect(),
            figures: figures.map(|section| section.title.as_str()),
        }
    }

    /// Where the layout has got to.
    pub(crate) fn place(&self) -> Place {
        Place { slab: self.slabs.len(), kid: self.tree.kids(Tree::ROOT) }
    }

    pub(crate) fn slabs(&self) -> &[Slab] {
        &self.slabs
    }

    pub(crate) fn finish(self) -> (Vec<Slab>, Tree) {
        (self.slabs, self.tree)
    }

    /// Adds an element for a text.
    fn element(&mut self, parent: ElementId, role: Role, text: &str) -> ElementId {
        let element = self.tree.add(parent, role);
        if let Tongue::Foreign(language) = self.set.tongue(text) {
            self.tree.set_language(element, language);
        }
        element
    }

    /// What makes a stretch of `parent`'s text a link to a section; nothing where there is no such section.
    fn lead<'s>(&mut self, parent: ElementId, section: &'s str) -> Option<Lead<'s>> {
        self.sections
            .contains(section)
            .then(|| Lead { section, element: self.tree.add_inline(parent, Role::Link) })
    }

    fn gap(&self, usual: f32) -> f32 {
        usual * self.density.gaps
    }

    /// A section: its heading and its blocks.
    pub(crate) fn section(&mut self, section: &Section) {
        self.section_under(section, &HeadingStyle::LATER);
    }

    /// What is in the slabs from that place on begins a page, unless the page before it would stay mostly empty.
    pub(crate) fn begin_page(&mut self, place: Place) {
        if let Some(slab) = self.slabs.get_mut(place.slab) {
            slab.begins_page = true;
        }
    }

    /// Its element.
    fn section_under(&mut self, section: &Section, style: &HeadingStyle) -> ElementId {
        let look = Look::new(style.size, INK).strong();
        let mut above = self.gap(style.gap);
        if let Some(height) = style.rule {
            let mut separator = Slab::new(above, height).kept();
            separator.separates = true;
            separator.items.push(Item::Rule {
                x: 0.0,
                y: 0.0,
                width: self.width,
                thickness: 0.6,
                colour: HAIRLINE,
            });
            self.slabs.push(separator);
            above = 0.0;
        }
        self.parent = self.tree.add(Tree::ROOT, Role::Sect);
        let element = self.element(self.parent, Role::H2, &section.title);
        let lines = self.set.clamped(&section.title, look, self.width, MOST_HEADING_LINES);
        let height = lines.len() as f32 * style.leading + 1.0;
        let mut slab = Slab::new(above, height).kept();
        slab.anchor =
            Some(Anchor { section: Some(Rc::from(section.id.as_str())), title: section.title.clone() });
        for (n, line) in lines.into_iter().enumerate() {
            let x = self.start(&line, 0.0, self.width);
            let baseline = style.size - 1.0 + n as f32 * style.leading;
            slab.items.push(Item::Text { x, baseline, line, tag: element.into() });
        }
        let heading = self.slabs.len();
        self.slabs.push(slab);
        let mut above = Some(section.title.as_str());
        for (n, block) in section.blocks.iter().enumerate() {
            let first = self.slabs.len();
            self.block(block, above);
            // A line or two under the heading say what the figures after them are about.
            let introduces = n == 0 && matches!(block, Block::Paragraph(_)) && section.blocks.len() > 1;
            if introduces && self.slabs.len() - first <= MOST_INTRODUCTION_LINES {
                for slab in &mut self.slabs[first..] {
                    slab.keep_with_next = true;
                }
            }
            above = match block {
                Block::Subheading(title) => Some(title),
                _ => None,
            };
        }
        let made = std::mem::replace(&mut self.parent, Tree::ROOT);
        // A heading that has nothing under it is kept with nothing.
        if self.slabs.len() == heading + 1
            && let Some(last) = self.slabs.last_mut()
        {
            last.keep_with_next = false;
        }
        if let Some(last) = self.slabs.last_mut() {
            last.keep_with_next = false;
        }
        made
    }

    /// Puts the contents at a place, in two columns if they are long.
    pub(crate) fn contents(&mut self, entries: &[&Section], place: Place) {
        const ENTRY: Look = Look::new(9.0, INK).tabular();
        const LEADING: f32 = 15.0;
        const BETWEEN: f32 = 28.0;
        const FOR_NUMBER: f32 = 26.0;
        let columns = if entries.len() > 6 { 2 } else { 1 };
        let width = if columns == 2 { (self.width - BETWEEN) / 2.0 } else { self.width.min(MEASURE) };
        let rows = entries.len().div_ceil(columns);
        let mut slabs = Vec::new();
        let list = self.tree.insert(Tree::ROOT, place.kid, Role::Contents);
        let caption = self.tree.add(list, Role::Caption);
        let links: Vec<ElementId> = entries
            .iter()
            .map(|section| {
                let entry = self.tree.add(list, Role::ContentsItem);
                let reference = self.tree.add(entry, Role::Reference);
                self.element(reference, Role::Link, &section.title)
            })
            .collect();
        let title = self.set.line("Contents", Look::new(10.5, INK).strong());
        slabs.push(Slab::new(self.gap(16.0), 18.0).kept().with(Item::Text {
            x: 0.0,
            baseline: 11.0,
            line: title,
            tag: caption.into(),
        }));
        for row in 0..rows {
            let mut slab = Slab::new(0.0, LEADING);
            for column in 0..columns {
                let index = column * rows + row;
                let (Some(section), Some(link)) = (entries.get(index), links.get(index)) else { continue };
                let (link, tag) = (*link, (*link).into());
                let x = column as f32 * (width + BETWEEN);
                let mut line = self.set.shortened(&section.title, ENTRY, width - FOR_NUMBER);
                self.set.end_word(&mut line);
                let id: Rc<str> = Rc::from(section.id.as_str());
                slab.items.extend([
                    Item::Text { x, baseline: 10.5, line, tag },
                    Item::Rule { x, y: LEADING - 0.5, width, thickness: 0.4, colour: HAIRLINE },
                    Item::PageNumber {
                        right: x + width,
                        baseline: 10.5,
                        section: Rc::clone(&id),
                        look: ENTRY,
                        link,
                    },
                    Item::Link { x, y: 0.0, width, height: LEADING, section: id, link },
                ]);
            }
            slabs.push(slab);
        }
        self.slabs.splice(place.slab..place.slab, slabs);
    }

    /// How long lines of running text may be.
    fn line_length(&self) -> f32 {
        self.width.min(MEASURE)
    }

    /// Where a line begins in a column: at its start, which is on the right for text that runs from right to left.
    fn start(&self, line: &Line, x: f32, width: f32) -> f32 {
        if line.rtl { x + width - line.width } else { x }
    }

    /// The lines of one element as slabs.
    fn lines(&mut self, lines: Vec<Line>, element: ElementId, x: f32, width: f32, leading: f32, gap: f32) {
        self.tagged_lines(tagged(lines, element), x, width, leading, gap);
    }

    /// Lines of text, each with its element, as slabs of one line each. Few stay together; of many, no page begins with the last or
    /// ends with the first.
    fn tagged_lines(&mut self, lines: Vec<(Line, ElementId)>, x: f32, width: f32, leading: f32, gap: f32) {
        let count = lines.len();
        for (n, (line, element)) in lines.into_iter().enumerate() {
            let x = self.start(&line, x, width);
            let mut slab = Slab::new(if n == 0 { gap } else { 0.0 }, leading);
            slab.items.push(Item::Text { x, baseline: leading * 0.75, line, tag: element.into() });
            slab.keep_with_next = n + 1 < count && (count <= MOST_LINES_TOGETHER || n == 0 || n + 2 == count);
            self.slabs.push(slab);
        }
    }
}

/// Lines that are of one element.
fn tagged(lines: Vec<Line>, element: ElementId) -> Vec<(Line, ElementId)> {
    lines.into_iter().map(|line| (line, element)).collect()
}

/// The height of slabs under each other, without the gap above the first.
fn height_of(slabs: &[Slab]) -> f32 {
    let gaps: f32 = slabs.iter().skip(1).map(|slab| slab.gap).sum();
    gaps + slabs.iter().map(|slab| slab.height).sum::<f32>()
}
