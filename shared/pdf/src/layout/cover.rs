//! The head of the first page and the facts after it.

use report_document::style::{ACCENT, HAIRLINE, INK, MUTED};
use report_document::{Field, Meta, Section};

use super::{HeadingStyle, Layout, MEASURE, SMALL, height_of};
use crate::slab::{Item, Slab};
use crate::structure::{ElementId, Numbering, Role};
use crate::text::Look;

impl Layout<'_, '_> {
    /// The first page: the cover and the sections that are on it. Charts get smaller where it would become longer than a page.
    pub(crate) fn opening(&mut self, meta: &Meta, sections: &[Section]) {
        const SCALES: [f32; 5] = [1.0, 0.9, 0.8, 0.7, 0.6];
        let usual = self.density;
        let (before, first) = (self.tree.mark(), self.slabs.len());
        for scale in SCALES {
            self.tree.forget(before, self.parent);
            self.slabs.truncate(first);
            self.density.charts = usual.charts * scale;
            self.cover(meta);
            for section in sections {
                self.section_under(section, &HeadingStyle::FIRST);
            }
            if height_of(&self.slabs[first..]) <= self.page_height {
                break;
            }
        }
        self.density = usual;
    }

    /// Kind and date, title, and the most important fact.
    fn cover(&mut self, meta: &Meta) {
        const KIND: Look = Look::new(9.0, ACCENT).strong();
        let kind = format!("{}  ·  {}", meta.kind_label, meta.created);
        let tag = self.element(self.parent, Role::P, &meta.kind_label).into();
        let kind =
            Item::Text { x: 0.0, baseline: 10.0, line: self.set.shortened(&kind, KIND, self.width), tag };
        self.slabs.push(Slab::new(0.0, 16.0).kept().with(kind));

        self.title(&meta.title);
        if let Some(headline) = &meta.headline {
            let (element, lines) = self.paragraph(self.parent, headline, Look::new(11.5, INK), MEASURE);
            self.lines(lines, element, 0.0, MEASURE, 16.0, 6.0);
        }
    }

    /// What the report is about.
    pub(crate) fn facts(&mut self, meta: &Meta) {
        let mut facts: Vec<Field> = Vec::new();
        if !meta.facts.is_empty() && !meta.entity_name.is_empty() && !meta.title.contains(&meta.entity_name) {
            facts.push(Field::new("About", meta.entity_name.clone()));
        }
        facts.extend(meta.facts.iter().cloned());
        if !facts.is_empty() {
            self.pairs(&facts);
        }
    }

    /// Large, and smaller the longer it is.
    fn title(&mut self, title: &str) {
        const SIZES: [f32; 4] = [24.0, 20.0, 17.0, 14.0];
        const MOST_LINES: usize = 2;
        let mut lines = Vec::new();
        let mut size = SIZES[0];
        for tried in SIZES {
            size = tried;
            lines = self.set.lines(title, Look::new(size, INK).strong(), self.width);
            if lines.len() <= MOST_LINES {
                break;
            }
        }
        let element = self.element(self.parent, Role::H1, title);
        self.lines(lines, element, 0.0, self.width, size * 1.25, 0.0);
        if let Some(last) = self.slabs.last_mut() {
            last.keep_with_next = true;
        }
    }

    /// A label and a value as an entry of a list: their elements.
    pub(super) fn pair(&mut self, list: ElementId, label: &str, value: &str) -> (ElementId, ElementId) {
        let entry = self.tree.add(list, Role::ListItem);
        (self.element(entry, Role::Label, label), self.element(entry, Role::ListBody, value))
    }

    /// Facts side by side, each with its label above.
    fn pairs(&mut self, facts: &[Field]) {
        const COLUMNS: usize = 4;
        const BETWEEN: f32 = 14.0;
        const VALUE: Look = Look::new(9.0, INK);
        const LEADING: f32 = 11.5;
        const MOST_LINES: usize = 6;
        let columns = facts.len().clamp(1, COLUMNS);
        let width = (self.width - BETWEEN * (columns - 1) as f32) / columns as f32;
        let list = self.tree.add(self.parent, Role::List(Numbering::None));
        for (n, row) in facts.chunks(columns).enumerate() {
            let cells: Vec<_> = row
                .iter()
                .map(|field| {
                    let label = self.set.shortened(&field.label, SMALL.inked(MUTED), width);
                    let value = self.set.clamped(&field.value, VALUE, width, MOST_LINES);
                    let (of_label, of_value) = self.pair(list, &field.label, &field.value);
                    ((label, of_label), (value, of_value))
                })
                .collect();
            let tallest = cells.iter().map(|(_, (value, _))| value.len()).max().unwrap_or(1);
            let top = 8.0;
            let mut slab = Slab::new(
                if n == 0 { self.gap(12.0) } else { 0.0 },
                top + 12.0 + tallest as f32 * LEADING + 4.0,
            );
            slab.items.push(Item::Rule {
                x: 0.0,
                y: 0.0,
                width: self.width,
                thickness: 0.5,
                colour: HAIRLINE,
            });
            for (column, ((label, of_label), (value, of_value))) in cells.into_iter().enumerate() {
                let x = column as f32 * (width + BETWEEN);
                let tag = of_label.into();
                slab.items.push(Item::Text { x, baseline: top + 6.0, line: label, tag });
                let tag = of_value.into();
                for (n, line) in value.into_iter().enumerate() {
                    let baseline = top + 18.0 + n as f32 * LEADING;
                    slab.items.push(Item::Text { x, baseline, line, tag });
                }
            }
            self.slabs.push(slab);
        }
    }
}
