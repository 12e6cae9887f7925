//! Every block but tables and charts.

use std::borrow::Cow;

use report_document::style::{self, ACCENT, HAIRLINE, INK, MUTED, Rgb, SURFACE};
use report_document::{Block, Callout, Field, FindingItem, KeyFigure, Span, Text, stays_whole};

use super::{BODY, Layout, MEASURE, MOST_HEADING_LINES, SMALL, tagged};
use crate::slab::{Anchor, Item, Slab};
use crate::structure::{ElementId, Numbering, Role, Tag};
use crate::text::{Line, Look, Stretch, clean};

/// From one line of running text to the next.
const LEADING: f32 = 13.2;
/// Between blocks of running text.
const BETWEEN: f32 = 6.0;

impl Layout<'_, '_> {
    /// A block; `heading` is the heading right above it.
    pub(super) fn block(&mut self, block: &Block, heading: Option<&str>) {
        match block {
            Block::Subheading(title) => self.subheading(title),
            Block::Paragraph(text) => {
                let length = self.line_length();
                let (element, lines) = self.paragraph(self.parent, text, BODY, length);
                let gap = self.gap(BETWEEN);
                self.lines(lines, element, 0.0, length, LEADING, gap);
            }
            Block::Bullets(items) => self.list(items, Numbering::Disc, |_| "•".into()),
            Block::Numbered(items) => {
                self.list(items, Numbering::Decimal, |n| format!("{}.", n + 1).into());
            }
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Findings(findings) => self.findings(findings),
            Block::Fields(fields) => self.fields(fields),
            Block::Table(table) => self.table(table, heading),
            Block::Chart(chart) => self.charts(std::slice::from_ref(chart)),
            Block::ChartGrid(charts) => self.charts(charts),
            Block::Beside(beside) => self.beside(beside, heading),
            Block::Picture(picture) => self.picture(picture),
            Block::Callout(callout) => self.callout(callout),
            Block::Note(text) => {
                // It explains what it stands under.
                if let Some(last) = self.slabs.last_mut() {
                    last.keep_with_next = true;
                }
                let length = self.line_length();
                let (element, lines) = self.paragraph(self.parent, text, SMALL, length);
                let gap = self.gap(5.0);
                self.lines(lines, element, 0.0, length, 10.4, gap);
            }
            Block::UserText(text) => self.user_text(text),
        }
    }

    /// A paragraph of running text in lines.
    pub(super) fn paragraph(
        &mut self,
        parent: ElementId,
        text: &Text,
        look: Look,
        width: f32,
    ) -> (ElementId, Vec<Line>) {
        let element = self.tree.add(parent, Role::P);
        (element, self.running(element, text, look, width))
    }

    /// The running text of an element in lines.
    pub(super) fn running(&mut self, element: ElementId, text: &Text, look: Look, width: f32) -> Vec<Line> {
        let stretches: Vec<Stretch<'_>> = text
            .0
            .iter()
            .map(|span| match span {
                Span::Plain(text) => Stretch::sentence(text, look),
                Span::Strong(text) => Stretch::sentence(text, look.strong()),
                Span::Code(text) => {
                    Stretch { set_apart: true, isolated: true, ..Stretch::sentence(text, look) }
                }
                // The family of typefaces has no slanted letters.
                Span::User { text, is_strong, is_slanted } => {
                    let look = if *is_strong || *is_slanted { look.strong() } else { look };
                    Stretch { isolated: true, ..Stretch::plain(text, look) }
                }
                Span::Name(text) => Stretch { isolated: true, ..Stretch::sentence(text, look) },
                Span::Figure { label, section } => Stretch {
                    link: section.as_deref().and_then(|section| self.lead(element, section)),
                    whole: stays_whole(label),
                    ..Stretch::sentence(label, look)
                },
                Span::SectionLink { label, section } => Stretch {
                    link: self.lead(element, section),
                    ..Stretch::sentence(label, look.inked(ACCENT))
                },
                Span::Source { label, section: None } => Stretch::sentence(label, SMALL),
                Span::Source { label, section: Some(section) } => Stretch {
                    link: self.lead(element, section),
                    ..Stretch::sentence(label, SMALL.inked(ACCENT))
                },
            })
            .collect();
        if stretches.is_empty() { Vec::new() } else { self.set.stretches(&stretches, width) }
    }

    fn subheading(&mut self, title: &str) {
        const HEADING: Look = Look::new(10.5, INK).strong();
        const LEADING: f32 = 14.0;
        let lines = self.set.clamped(title, HEADING, self.width, MOST_HEADING_LINES);
        let mut slab = Slab::new(self.gap(13.0), lines.len() as f32 * LEADING).kept();
        slab.anchor = Some(Anchor { section: None, title: title.to_owned() });
        let tag = self.element(self.parent, Role::H3, title).into();
        for (n, line) in lines.into_iter().enumerate() {
            let x = self.start(&line, 0.0, self.width);
            slab.items.push(Item::Text { x, baseline: 10.5 + n as f32 * LEADING, line, tag });
        }
        self.slabs.push(slab);
    }

    fn list(&mut self, items: &[Text], numbering: Numbering, mark: impl Fn(usize) -> Cow<'static, str>) {
        const INDENT: f32 = 14.0;
        let wider = if items.len() > 9 { 6.0 } else { 0.0 };
        let indent = INDENT + wider;
        if items.is_empty() {
            return;
        }
        let list = self.tree.add(self.parent, Role::List(numbering));
        for (n, item) in items.iter().enumerate() {
            let entry = self.tree.add(list, Role::ListItem);
            let tag = self.tree.add(entry, Role::Label).into();
            let body = self.tree.add(entry, Role::ListBody);
            let lines = self.running(body, item, BODY, MEASURE - indent);
            let gap = self.gap(if n == 0 { BETWEEN } else { 2.5 });
            let line = self.set.line(&mark(n), BODY.inked(MUTED).tabular());
            let first = self.slabs.len();
            self.lines(lines, body, indent, MEASURE - indent, LEADING, gap);
            if let Some(slab) = self.slabs.get_mut(first) {
                let x = indent - 5.0 - line.width;
                slab.items.insert(0, Item::Text { x, baseline: LEADING * 0.75, line, tag });
            }
        }
    }

    fn key_figures(&mut self, figures: &[KeyFigure]) {
        const MOST: usize = 5;
        const LEAST_WIDTH: f32 = 92.0;
        const BETWEEN: f32 = 9.0;
        const PAD: f32 = 9.0;
        if figures.is_empty() {
            return;
        }
        // Rows as even as they can be: six make three and three, not five and one.
        let most = (((self.width + BETWEEN) / (LEAST_WIDTH + BETWEEN)) as usize).clamp(1, MOST);
        let rows = figures.len().div_ceil(most);
        let columns = figures.len().div_ceil(rows);
        let width = (self.width - BETWEEN * (columns - 1) as f32) / columns as f32;
        let inner = width - 2.0 * PAD;
        let list = self.tree.add(self.parent, Role::List(Numbering::None));
        for (n, row) in figures.chunks(columns).enumerate() {
            let cells: Vec<_> = row.iter().map(|figure| self.key_figure(list, figure, inner)).collect();
            let height = cells.iter().map(|(_, height)| *height).fold(0.0, f32::max) + 2.0 * PAD - 2.0;
            let mut slab = Slab::new(self.gap(if n == 0 { 8.0 } else { BETWEEN }), height);
            slab.keep_with_next = n + 1 < rows;
            for (column, (items, _)) in cells.into_iter().enumerate() {
                let left = column as f32 * (width + BETWEEN);
                slab.items.push(Item::Fill { x: left, y: 0.0, width, height, colour: SURFACE });
                slab.items.push(Item::Fill { x: left, y: 0.0, width: 2.0, height, colour: ACCENT });
                slab.items.extend(items.into_iter().map(|(baseline, line, tag)| Item::Text {
                    x: left + PAD,
                    baseline: baseline + PAD,
                    line,
                    tag,
                }));
            }
            self.slabs.push(slab);
        }
    }

    /// The lines of a key figure with their baselines and tags, and its height.
    fn key_figure(
        &mut self,
        list: ElementId,
        figure: &KeyFigure,
        width: f32,
    ) -> (Vec<(f32, Line, Tag)>, f32) {
        const SIZES: [f32; 4] = [17.0, 14.5, 12.0, 10.0];
        const MOST_LINES: usize = 6;
        let mut items = Vec::new();
        let mut y = 0.0;
        let (label, body) = self.pair(list, &figure.label, "");
        for line in self.set.clamped(&figure.label, SMALL, width, 2) {
            items.push((y + 6.5, line, label.into()));
            y += 9.5;
        }
        let value = self.element(body, Role::P, &figure.value);
        let look = |size: f32| Look::new(size, INK).strong().tabular();
        let size = SIZES
            .into_iter()
            .find(|size| self.set.width(&figure.value, look(*size)) <= width)
            .unwrap_or(SIZES[3]);
        for line in self.set.clamped(&figure.value, look(size), width, MOST_LINES) {
            y += size * 1.22;
            items.push((y, line, value.into()));
        }
        y += 4.5;
        if let Some(note) = &figure.note {
            let element = self.element(body, Role::P, note);
            for line in self.set.clamped_stretch(Stretch::sentence(note, SMALL), width, MOST_LINES) {
                items.push((y + 7.0, line, element.into()));
                y += 9.5;
            }
        }
        (items, y)
    }

    fn findings(&mut self, findings: &[FindingItem]) {
        const MARK: f32 = 10.5;
        const INDENT: f32 = 20.0;
        let width = MEASURE - INDENT;
        if findings.is_empty() {
            return;
        }
        let list = self.tree.add(self.parent, Role::List(Numbering::None));
        for (n, finding) in findings.iter().enumerate() {
            let entry = self.tree.add(list, Role::ListItem);
            let entry = self.tree.add(entry, Role::ListBody);
            let word = Stretch::plain(
                finding.severity.label(),
                SMALL.strong().inked(style::severity(finding.severity)),
            );
            let title = Stretch::sentence(&finding.title, BODY.strong());
            let space = Stretch { text: Cow::Borrowed("  "), ..Stretch::plain("", BODY) };
            let head = self.set.stretches(&[title, space, word], width);
            let of_head = self.tree.add(entry, Role::P);
            let (of_body, body) = self.paragraph(entry, &finding.statement, BODY, width);
            let gap = self.gap(if n == 0 { 7.0 } else { 6.5 });
            let first = self.slabs.len();
            self.lines(head, of_head, INDENT, width, LEADING, gap);
            for slab in &mut self.slabs[first..] {
                slab.keep_with_next = true;
            }
            if let Some(slab) = self.slabs.get_mut(first) {
                slab.items.insert(0, Item::Mark { x: 0.0, y: 1.2, size: MARK, severity: finding.severity });
            }
            self.lines(body, of_body, INDENT, width, LEADING, 0.0);
        }
        if let Some(last) = self.slabs.last_mut() {
            last.keep_with_next = false;
        }
    }

    /// Labels and values in one or two columns.
    fn fields(&mut self, fields: &[Field]) {
        const BETWEEN: f32 = 24.0;
        const LABEL: Look = Look::new(8.2, MUTED);
        const VALUE: Look = Look::new(8.6, INK);
        const LEADING: f32 = 11.0;
        const PAD: f32 = 3.2;
        const FEW: usize = 6;
        if fields.is_empty() {
            return;
        }
        let columns = if fields.len() >= 6 { 2 } else { 1 };
        let width = if columns == 2 { (self.width - BETWEEN) / 2.0 } else { self.width.min(MEASURE) };
        let label_width = (width * 0.42).min(170.0);
        let value_width = width - label_width - 8.0;
        let rows = fields.len().div_ceil(columns);
        let list = self.tree.add(self.parent, Role::List(Numbering::None));
        let pairs: Vec<_> =
            fields.iter().map(|field| (field, self.pair(list, &field.label, &field.value))).collect();
        for row in 0..rows {
            let cells: Vec<[(Vec<Line>, ElementId); 2]> = (0..columns)
                .filter_map(|column| pairs.get(column * rows + row))
                .map(|(field, (of_label, of_value))| {
                    let label = self.set.lines(&field.label, LABEL, label_width);
                    [(label, *of_label), (self.set.lines(&field.value, VALUE, value_width), *of_value)]
                })
                .collect();
            let tallest = cells.iter().flatten().map(|(lines, _)| lines.len()).max().unwrap_or(1);
            // A value that fills pages, such as a long text, is cut into strips.
            const STRIP: usize = 24;
            for from in (0..tallest).step_by(STRIP) {
                let to = (from + STRIP).min(tallest);
                let last = to == tallest;
                let top = if from == 0 { PAD } else { 0.0 };
                let height = top + (to - from) as f32 * LEADING + if last { PAD } else { 0.0 };
                let gap = if row == 0 && from == 0 { self.gap(7.0) } else { 0.0 };
                let mut slab = Slab::new(gap, height);
                for (column, cell) in cells.iter().enumerate() {
                    let x = column as f32 * (width + BETWEEN);
                    for (x, (lines, element)) in [x, x + label_width + 8.0].into_iter().zip(cell) {
                        let shown = lines.iter().enumerate().take(to).skip(from);
                        slab.items.extend(shown.map(|(n, line)| Item::Text {
                            x,
                            baseline: top + 8.0 + (n - from) as f32 * LEADING,
                            line: line.clone(),
                            tag: (*element).into(),
                        }));
                    }
                    if last {
                        slab.items.push(Item::Rule { x, y: height, width, thickness: 0.4, colour: HAIRLINE });
                    }
                }
                // Few fields stay together; of many, none stands alone.
                slab.keep_with_next = last && row + 1 < rows && (rows <= FEW || row == 0 || row + 2 == rows);
                self.slabs.push(slab);
            }
        }
    }

    fn callout(&mut self, callout: &Callout) {
        const PAD: f32 = 8.0;
        const INDENT: f32 = 28.0;
        const MARK: f32 = 11.5;
        let width = self.width - INDENT - PAD;
        let ink = style::severity(callout.severity);
        let title = Stretch::sentence(&callout.title, BODY.strong());
        let space = Stretch { text: Cow::Borrowed("  "), ..Stretch::plain("", BODY) };
        let word = Stretch::plain(callout.severity.label(), SMALL.strong().inked(ink));
        let group = self.tree.add(self.parent, Role::Div);
        let head = self.tree.add(group, Role::P);
        let mut lines = tagged(self.set.stretches(&[title, space, word], width), head);
        let (element, body) = self.paragraph(group, &callout.body, BODY, width.min(MEASURE));
        lines.extend(tagged(body, element));
        let first = self.slabs.len();
        let gap = self.gap(9.0);
        self.tagged_lines(lines, INDENT, width, LEADING, gap);
        self.frame(first, PAD, style::severity_ground(callout.severity), ink);
        if let Some(slab) = self.slabs.get_mut(first) {
            slab.items.push(Item::Mark { x: 10.0, y: PAD + 0.6, size: MARK, severity: callout.severity });
        }
    }

    fn user_text(&mut self, text: &str) {
        const PAD: f32 = 7.0;
        const INDENT: f32 = 12.0;
        let width = MEASURE - INDENT;
        let first = self.slabs.len();
        let gap = self.gap(7.0);
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        // Lines up to an empty one are a paragraph.
        let mut paragraph: Option<ElementId> = None;
        let mut rest = text.trim_end().split('\n').peekable();
        while let Some(line) = rest.next() {
            let cleaned = clean(line);
            let stretch = Stretch { text: Cow::Owned(cleaned.into_owned()), ..Stretch::plain("", BODY) };
            let mut lines = self.set.stretches(&[stretch], width);
            let is_end = |line: &&str| line.trim().is_empty();
            let element = match paragraph {
                _ if is_end(&line) => self.parent,
                Some(element) => element,
                None => {
                    let others = rest.clone().take_while(|line| !is_end(line));
                    let words: String = std::iter::once(line).chain(others).collect();
                    self.element(self.parent, Role::P, &words)
                }
            };
            let goes_on = !is_end(&line) && rest.peek().is_some_and(|next| !is_end(next));
            paragraph = goes_on.then_some(element);
            if let Some(last) = lines.last_mut().filter(|_| goes_on) {
                self.set.end_word(last);
            }
            let gap = if self.slabs.len() == first { gap } else { 0.0 };
            self.lines(lines, element, INDENT, width, LEADING, gap);
        }
        // As in a paragraph: no line of it alone at the head or the foot of a page.
        let last = self.slabs.len().saturating_sub(1);
        for index in [first, last.saturating_sub(1)] {
            if index >= first && index < last {
                self.slabs[index].keep_with_next = true;
            }
        }
        self.frame(first, PAD, SURFACE, HAIRLINE);
    }

    /// Gives the slabs from `first` on a common ground with a bar at its start, and room above and below the text.
    fn frame(&mut self, first: usize, pad: f32, ground: Rgb, bar: Rgb) {
        let width = self.width;
        let last = self.slabs.len().saturating_sub(1);
        for (index, slab) in self.slabs.iter_mut().enumerate().skip(first) {
            if index == first {
                slab.height += pad;
                for item in &mut slab.items {
                    if let Item::Text { baseline, .. } = item {
                        *baseline += pad;
                    }
                }
            }
            if index == last {
                slab.height += pad;
            }
            // Slightly taller, so that no seam shows between strips.
            let height = slab.height + if index == last { 0.0 } else { 0.3 };
            let grounds = [
                Item::Fill { x: 0.0, y: 0.0, width, height, colour: ground },
                Item::Fill { x: 0.0, y: 0.0, width: 2.5, height, colour: bar },
            ];
            slab.items.splice(0..0, grounds);
        }
    }
}
