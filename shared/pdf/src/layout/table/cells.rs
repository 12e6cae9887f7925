//! The cells of a table's rows.

use std::rc::Rc;

use report_document::style::{self, ACCENT, ACCENT_SOFT, HAIRLINE};
use report_document::{Align, Cell, Row, Severity};

use super::look::{Mark, halves, inset, look_of, mark_of, spoken};
use super::{Digits, Grid, MARK, PAD, PAD_ROW, STRIP};
use crate::layout::Layout;
use crate::slab::{Item, Slab};
use crate::structure::{ElementId, Role, Scope};
use crate::text::{Line, clean};

impl Layout<'_, '_> {
    /// A row of the body `body`; on another page than the row before it, `header` is repeated above it.
    pub(super) fn row(&mut self, grid: &Grid<'_>, row: &Row, body: ElementId, header: &Rc<Slab>) {
        let Grid { part, measured, size, width, .. } = *grid;
        let element = self.tree.add(body, Role::TableRow);
        let leading = size * 1.27;
        let mut cells = Vec::with_capacity(part.columns.len());
        let mut left = 0.0;
        for (column, column_width) in part.columns.iter().zip(&part.widths) {
            let cell = row.cells.get(*column);
            let names_row = measured[*column].wanted.names_rows;
            let tag = self.cell_element(element, cell, names_row);
            let placed = cell.map(|cell| self.cell(grid, *column, *column_width, row, cell, tag));
            let tag = tag.into();
            cells.push((left, column_width + 2.0 * PAD, cell, placed.unwrap_or_default(), tag));
            left += column_width + 2.0 * PAD;
        }
        let tallest = cells.iter().map(|(.., lines, _)| lines.len()).max().unwrap_or(1).max(1);
        for from in (0..tallest).step_by(STRIP) {
            let to = (from + STRIP).min(tallest);
            let top = if from == 0 { PAD_ROW } else { 0.0 };
            let bottom = if to == tallest { PAD_ROW } else { 0.0 };
            let height = top + (to - from) as f32 * leading + bottom;
            let mut slab = Slab::new(0.0, height);
            slab.header = Some(Rc::clone(header));
            if row.highlighted {
                slab.items.push(Item::Fill { x: 0.0, y: 0.0, width, height, colour: ACCENT_SOFT });
                slab.items.push(Item::Fill { x: 0.0, y: 0.0, width: 2.0, height, colour: ACCENT });
            }
            for (left, room, cell, lines, tag) in &mut cells {
                let (cell, tag) = (*cell, *tag);
                if let Some(shade) = cell.and_then(|cell| cell.shade) {
                    let colour = style::sequential(f64::from(shade));
                    slab.items.push(Item::Fill { x: *left, y: 0.0, width: *room, height, colour });
                }
                for (n, (x, line)) in lines.iter_mut().enumerate().take(to).skip(from) {
                    let baseline = top + size * 0.93 + (n - from) as f32 * leading;
                    if let Some(mark) = cell.filter(|_| n == 0).and_then(mark_of) {
                        let side = size * 0.55;
                        let (x, y) = (*left + *x - size * MARK, baseline - side - size * 0.06);
                        slab.items.push(match mark {
                            Mark::Changed => Item::Dot { x, y, size: side, colour: ACCENT, tag },
                            Mark::Alert => Item::Triangle {
                                x,
                                y,
                                size: side,
                                colour: style::severity(Severity::Critical),
                                tag,
                            },
                        });
                    }
                    // Every line is drawn once.
                    let line = std::mem::take(line);
                    slab.items.push(Item::Text { x: *left + *x, baseline, line, tag });
                }
            }
            if to == tallest {
                slab.items.push(Item::Rule { x: 0.0, y: height, width, thickness: 0.4, colour: HAIRLINE });
            }
            self.slabs.push(slab);
        }
    }

    /// The element that a cell's content is of.
    fn cell_element(&mut self, row: ElementId, cell: Option<&Cell>, names_row: bool) -> ElementId {
        let role = if names_row { Role::HeaderCell(Scope::Row) } else { Role::Cell };
        let text = cell.map_or("", |cell| cell.text.as_str());
        let element = self.element(row, role, text);
        match cell.and_then(|cell| spoken(cell.emphasis)) {
            Some(words) => {
                let span = self.tree.add_inline(element, Role::Span);
                self.tree.set_actual(span, format!("{} ({words})", clean(text)));
                span
            }
            None => element,
        }
    }

    /// The lines of a cell and where each begins, from the cell's left edge.
    fn cell(
        &mut self,
        grid: &Grid<'_>,
        column: usize,
        width: f32,
        row: &Row,
        cell: &Cell,
        element: ElementId,
    ) -> Vec<(f32, Line)> {
        let Grid { table, size, .. } = *grid;
        let measured = &grid.measured[column];
        let align = table.columns[column].align;
        let look = look_of(cell, row, align, measured.wanted.names_rows, size);
        let mark = if mark_of(cell).is_some() { MARK * size } else { 0.0 };
        if align == Align::Decimal {
            let Digits { before, after } = measured.digits;
            let block = (before + after) * size;
            let (whole, _) = halves(&cell.text);
            let line = self.set.line(&cell.text, look);
            let own = self.set.width(whole, look);
            let x = PAD + width - inset(width, block) - block + before * size - own;
            // What is no number may be longer than the numbers; it must not reach into the next cell.
            if line.width + mark <= width + 0.05 {
                let x = x.min(PAD + width - line.width).max(PAD + mark);
                return vec![(x, line)];
            }
        }
        let lines = match &cell.linked {
            Some(words) => self.running(element, words, look, width - mark),
            None => self.set.lines(&cell.text, look, width - mark),
        };
        let place = |line: &Line| match align {
            Align::Center => PAD + mark + (width - mark - line.width) / 2.0,
            Align::Start | Align::Decimal => PAD + mark,
        };
        lines.into_iter().map(|line| (place(&line), line)).collect()
    }
}
