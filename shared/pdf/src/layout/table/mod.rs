//! Tables: columns fitted to the page, numbers aligned on the point, the header repeated on every page.

mod cells;
mod look;

use std::rc::Rc;

use report_document::style::{INK, MUTED, RULE};
use report_document::{Align, Column, Emphasis, Table};

use super::columns::{ColumnWidths, Part, parts, widths};
use super::{Layout, SMALL};
use crate::slab::{Item, Slab};
use crate::structure::{ElementId, Role, Scope, Tag};
use crate::text::{Line, Look};

use look::{halves, inset, look_of, mark_of};

/// The sizes that are tried, from the usual one to the least that is legible in print.
const SIZES: [f32; 4] = [8.2, 7.7, 7.2, 6.6];
/// At each side of a cell.
const PAD: f32 = 4.5;
/// Above and below the text of a row.
const PAD_ROW: f32 = 2.7;
/// A mark before a cell's text takes this many ems.
const MARK: f32 = 0.95;
/// A header that is repeated on every page must leave room for rows.
const MOST_HEADER_LINES: usize = 24;
/// Tables of no more rows than this are not split.
const SHORT: usize = 6;
/// Rows of more lines than this are cut into strips, which may come to different pages.
const STRIP: usize = 36;

/// What the cells of a column of numbers need, in ems.
#[derive(Debug, Clone, Copy, Default)]
struct Digits {
    /// Before the point.
    before: f32,
    /// From the point on.
    after: f32,
}

/// A column as measured, in ems.
#[derive(Debug, Clone, Copy)]
struct Measured {
    wanted: ColumnWidths,
    digits: Digits,
}

/// A table, or a part of one, on the page.
#[derive(Clone, Copy)]
struct Grid<'t> {
    table: &'t Table,
    part: &'t Part,
    measured: &'t [Measured],
    size: f32,
    width: f32,
}

impl<'t> Grid<'t> {
    fn new(table: &'t Table, part: &'t Part, measured: &'t [Measured], size: f32) -> Self {
        let width = part.widths.iter().map(|width| width + 2.0 * PAD).sum();
        Self { table, part, measured, size, width }
    }
}

impl Layout<'_, '_> {
    /// A table with its caption, which is left out where `heading` has just said the same.
    pub(super) fn table(&mut self, table: &Table, heading: Option<&str>) {
        if table.columns.is_empty() {
            return;
        }
        let caption = if heading == Some(table.caption.as_str()) { "" } else { &table.caption };
        let measured = self.measure(table);
        let at = |size: f32| -> Vec<ColumnWidths> {
            let scaled = |wanted: ColumnWidths| ColumnWidths {
                natural: wanted.natural * size,
                least: wanted.least * size,
                ..wanted
            };
            measured.iter().map(|column| scaled(column.wanted)).collect()
        };
        let room = self.width - 2.0 * PAD * table.columns.len() as f32;
        let natural = |size: &f32| at(*size).iter().map(|wanted| wanted.natural).sum::<f32>() <= room;
        let fitted =
            SIZES.into_iter().find(natural).and_then(|size| Some((size, widths(&at(size), room)?))).or_else(
                || SIZES.into_iter().skip(1).find_map(|size| Some((size, widths(&at(size), room)?))),
            );
        match fitted {
            Some((size, widths)) => {
                let count = table.columns.len();
                let whole = Part { columns: (0..count).collect(), widths, shown: 0..count };
                self.part(&Grid::new(table, &whole, &measured, size), caption, true);
            }
            None => {
                let size = SIZES[SIZES.len() - 1];
                let parts = parts(&at(size), self.width, 2.0 * PAD);
                let others = parts.last().map_or(0, |part| part.shown.end);
                let count = parts.len();
                for (n, part) in parts.iter().enumerate() {
                    let (from, to) = (part.shown.start + 1, part.shown.end);
                    let caption = format!("{} (columns {from}–{to} of {others})", table.caption);
                    self.part(&Grid::new(table, part, &measured, size), &caption, n + 1 == count);
                }
            }
        }
    }

    /// What each column needs, in ems: widths grow with the size, so that one measurement serves all sizes.
    fn measure(&mut self, table: &Table) -> Vec<Measured> {
        /// Names are not asked to break into shorter pieces than this.
        const LEAST_TEXT: f32 = 9.5;
        /// What is in a column of numbers and longer than this is no number.
        const MOST_NUMBER: f32 = 18.0;
        let named = table.columns.iter().any(|column| column.is_row_header);
        let unit = Look::new(1.0, INK);
        let columns = table.columns.iter().enumerate();
        columns
            .map(|(n, column)| {
                let header = unit.strong();
                let word = self.set.least_width(&column.title, header, 14.0);
                let title = self.set.width(&column.title, header);
                // A header may take two or three lines.
                let header_wish = word.max(title / 2.0 + 0.5).min(title.max(word));
                let names_rows = column.is_row_header || (!named && n == 0 && column.align == Align::Start);
                let (mut natural, mut least) = (header_wish, word);
                let mut digits = Digits::default();
                for row in &table.rows {
                    let Some(cell) = row.cells.get(n) else { continue };
                    let look = look_of(cell, row, column.align, names_rows, 1.0);
                    let mark = if mark_of(cell).is_some() { MARK } else { 0.0 };
                    if column.align == Align::Decimal {
                        let (before, after) = halves(&cell.text);
                        let before = self.set.width(before, look) + mark;
                        let after = self.set.width(after, look);
                        if before + after <= MOST_NUMBER {
                            digits.before = digits.before.max(before);
                            digits.after = digits.after.max(after);
                            continue;
                        }
                    }
                    let width = self.set.width(&cell.text, look) + mark;
                    natural = natural.max(width);
                    let breakable = column.align == Align::Start || width > MOST_NUMBER;
                    let narrowest = if breakable {
                        (self.set.least_width(&cell.text, look, LEAST_TEXT) + mark).min(width)
                    } else {
                        width
                    };
                    least = least.max(narrowest);
                }
                let number = digits.before + digits.after;
                let wanted =
                    ColumnWidths { natural: natural.max(number), least: least.max(number), names_rows };
                Measured { wanted, digits }
            })
            .collect()
    }

    /// The table, or that part of it.
    fn part(&mut self, grid: &Grid<'_>, caption: &str, is_last: bool) {
        let Grid { table, .. } = *grid;
        let element = self.tree.add(self.parent, Role::Table);
        if !caption.trim().is_empty() {
            const CAPTION: Look = Look::new(9.0, INK).strong();
            let lines = self.set.lines(caption, CAPTION, self.width);
            let first = self.slabs.len();
            let gap = self.gap(11.0);
            let caption = self.element(element, Role::Caption, caption);
            self.lines(lines, caption, 0.0, self.width, 12.0, gap);
            for slab in &mut self.slabs[first..] {
                slab.keep_with_next = true;
            }
        }
        let head = self.tree.add(element, Role::TableHead);
        let head = self.tree.add(head, Role::TableRow);
        let header = self.header(grid, Some(head));
        // On later pages it says nothing new.
        let repeated = Rc::new(self.header(grid, None));
        self.slabs.push(header.kept());
        let body = self.tree.add(element, Role::TableBody);
        if table.rows.is_empty() {
            let line = self.set.line("No rows.", SMALL);
            let row = self.tree.add(body, Role::TableRow);
            // No table has so many columns.
            let tag = self.tree.add(row, Role::CellAcross(grid.part.columns.len() as u16)).into();
            let slab = Slab::new(0.0, 14.0).with(Item::Text { x: PAD, baseline: 9.5, line, tag });
            self.slabs.push(slab);
            return;
        }
        let count = table.rows.len();
        for (n, row) in table.rows.iter().enumerate() {
            let first = self.slabs.len();
            self.row(grid, row, body, &repeated);
            // A short table stays whole; of a longer one, no page has fewer than three rows at its head or its foot.
            if (count <= SHORT || n < 2 || n + 3 >= count)
                && n + 1 < count
                && self.slabs.len() == first + 1
                && let Some(slab) = self.slabs.last_mut()
            {
                slab.keep_with_next = true;
            }
        }
        let legend = legend(table);
        if is_last && !legend.is_empty() {
            if let Some(slab) = self.slabs.last_mut() {
                slab.keep_with_next = true;
            }
            let length = self.line_length();
            let lines = self.set.lines(&legend, SMALL.sized(7.0), length);
            let element = self.tree.add(self.parent, Role::P);
            self.lines(lines, element, 0.0, length, 9.2, 3.0);
        }
    }

    /// The header row, of the row `element` of the structure, or as an artifact.
    fn header(&mut self, grid: &Grid<'_>, element: Option<ElementId>) -> Slab {
        let Grid { table, part, measured, size, width } = *grid;
        let look = Look::new(size, MUTED).strong();
        let leading = size * 1.2;
        let titles: Vec<Vec<Line>> = part
            .columns
            .iter()
            .zip(&part.widths)
            .map(|(column, width)| {
                self.set.clamped(&table.columns[*column].title, look, *width, MOST_HEADER_LINES)
            })
            .collect();
        let tallest = titles.iter().map(Vec::len).max().unwrap_or(1);
        let height = tallest as f32 * leading + 2.0 * PAD_ROW;
        let mut slab = Slab::new(4.0, height);
        let mut left = 0.0;
        for ((column, column_width), lines) in part.columns.iter().zip(&part.widths).zip(titles) {
            let Column { title, align, .. } = &table.columns[*column];
            let tag = match element {
                Some(row) => self.element(row, Role::HeaderCell(Scope::Column), title).into(),
                None => Tag::Artifact,
            };
            let room = column_width + 2.0 * PAD;
            let above = (tallest - lines.len()) as f32 * leading;
            for (n, line) in lines.into_iter().enumerate() {
                let x = match align {
                    Align::Start => left + PAD,
                    Align::Center => left + (room - line.width) / 2.0,
                    Align::Decimal => {
                        let numbers = measured[*column].digits;
                        let block = (numbers.before + numbers.after) * size;
                        // Over its numbers where it is no wider than they are, else at the end of the column.
                        let right = left + room - PAD - inset(*column_width, block);
                        (right - line.width).max(left + PAD).min(left + room - PAD - line.width)
                    }
                };
                let baseline = PAD_ROW + above + size * 0.9 + n as f32 * leading;
                slab.items.push(Item::Text { x, baseline, line, tag });
            }
            left += room;
        }
        slab.items.push(Item::Rule { x: 0.0, y: height - 0.4, width, thickness: 0.8, colour: RULE });
        slab
    }
}

/// What stands below a table to say what its marks mean.
fn legend(table: &Table) -> String {
    let has = |emphasis: Emphasis| {
        table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.emphasis == emphasis)
    };
    let parts = [
        (Emphasis::Best, "Bold and blue: best of its column."),
        (Emphasis::Changed, "Dot: changed from its default."),
        (Emphasis::Alert, "Triangle: needs attention."),
    ];
    let shown: Vec<&str> =
        parts.into_iter().filter(|(emphasis, _)| has(*emphasis)).map(|(_, text)| text).collect();
    shown.join(" ")
}
