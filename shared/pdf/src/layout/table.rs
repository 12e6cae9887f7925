//! Tables: columns fitted to the page, numbers aligned on the point, the header repeated on every page.

use std::rc::Rc;

use report_document::style::{self, ACCENT, ACCENT_SOFT, HAIRLINE, INK, MUTED, RULE};
use report_document::{Align, Cell, Emphasis, Row, Severity, Table};
use report_fonts::Weight;

use super::columns::{ColumnWidths, Part, parts, widths};
use super::{Layout, SMALL};
use crate::slab::{Item, Slab};
use crate::text::{Line, Look};

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
                self.part(table, &whole, &measured, size, caption, true);
            }
            None => {
                let size = SIZES[SIZES.len() - 1];
                let parts = parts(&at(size), self.width, 2.0 * PAD);
                let others = parts.last().map_or(0, |part| part.shown.end);
                let count = parts.len();
                for (n, part) in parts.iter().enumerate() {
                    let (from, to) = (part.shown.start + 1, part.shown.end);
                    let caption = format!("{} (columns {from}–{to} of {others})", table.caption);
                    self.part(table, part, &measured, size, &caption, n + 1 == count);
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

    fn part(
        &mut self,
        table: &Table,
        part: &Part,
        measured: &[Measured],
        size: f32,
        caption: &str,
        is_last: bool,
    ) {
        let width: f32 = part.widths.iter().map(|width| width + 2.0 * PAD).sum();
        if !caption.trim().is_empty() {
            const CAPTION: Look = Look::new(9.0, INK).strong();
            let lines = self.set.lines(caption, CAPTION, self.width);
            let first = self.slabs.len();
            let gap = self.gap(11.0);
            self.lines(lines, 0.0, self.width, 12.0, gap);
            for slab in &mut self.slabs[first..] {
                slab.keep_with_next = true;
            }
        }
        let header = self.header(table, part, measured, size, width);
        let repeated = Rc::new(self.header(table, part, measured, size, width));
        self.slabs.push(header.kept());
        if table.rows.is_empty() {
            let line = self.set.line("No rows.", SMALL);
            let slab = Slab::new(0.0, 14.0).with(Item::Text { x: PAD, baseline: 9.5, line });
            self.slabs.push(slab);
            return;
        }
        let count = table.rows.len();
        for (n, row) in table.rows.iter().enumerate() {
            let first = self.slabs.len();
            self.row(table, part, measured, size, width, row, &repeated);
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
            self.lines(lines, 0.0, length, 9.2, 3.0);
        }
    }

    /// The header row.
    fn header(&mut self, table: &Table, part: &Part, measured: &[Measured], size: f32, width: f32) -> Slab {
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
            let room = column_width + 2.0 * PAD;
            let above = (tallest - lines.len()) as f32 * leading;
            for (n, line) in lines.into_iter().enumerate() {
                let x = match table.columns[*column].align {
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
                slab.items.push(Item::Text {
                    x,
                    baseline: PAD_ROW + above + size * 0.9 + n as f32 * leading,
                    line,
                });
            }
            left += room;
        }
        slab.items.push(Item::Rule { x: 0.0, y: height - 0.4, width, thickness: 0.8, colour: RULE });
        slab
    }

    #[allow(clippy::too_many_arguments)] // a row stands in its table
    fn row(
        &mut self,
        table: &Table,
        part: &Part,
        measured: &[Measured],
        size: f32,
        width: f32,
        row: &Row,
        header: &Rc<Slab>,
    ) {
        let leading = size * 1.27;
        let mut cells = Vec::with_capacity(part.columns.len());
        let mut left = 0.0;
        for (column, column_width) in part.columns.iter().zip(&part.widths) {
            let placed = match row.cells.get(*column) {
                Some(cell) => self.cell(table, *column, &measured[*column], size, *column_width, row, cell),
                None => Vec::new(),
            };
            cells.push((left, column_width + 2.0 * PAD, row.cells.get(*column), placed));
            left += column_width + 2.0 * PAD;
        }
        let tallest = cells.iter().map(|(.., lines)| lines.len()).max().unwrap_or(1).max(1);
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
            for (left, room, cell, lines) in &mut cells {
                let cell = *cell;
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
                            Mark::Changed => Item::Dot { x, y, size: side, colour: ACCENT },
                            Mark::Alert => Item::Triangle {
                                x,
                                y,
                                size: side,
                                colour: style::severity(Severity::Critical),
                            },
                        });
                    }
                    // Every line is drawn once.
                    slab.items.push(Item::Text { x: *left + *x, baseline, line: std::mem::take(line) });
                }
            }
            if to == tallest {
                slab.items.push(Item::Rule { x: 0.0, y: height, width, thickness: 0.4, colour: HAIRLINE });
            }
            self.slabs.push(slab);
        }
    }

    /// The lines of a cell and where each begins, from the cell's left edge.
    #[allow(clippy::too_many_arguments)] // a cell stands in its table
    fn cell(
        &mut self,
        table: &Table,
        column: usize,
        measured: &Measured,
        size: f32,
        width: f32,
        row: &Row,
        cell: &Cell,
    ) -> Vec<(f32, Line)> {
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
        let lines = self.set.lines(&cell.text, look, width - mark);
        let place = |line: &Line| match align {
            Align::Center => PAD + mark + (width - mark - line.width) / 2.0,
            Align::Start | Align::Decimal => PAD + mark,
        };
        lines.into_iter().map(|line| (place(&line), line)).collect()
    }
}

/// How far a block of numbers stands from the right edge of its column: in a wide column they would be far from their
/// header at the left neighbour's end, so they move in a little.
fn inset(width: f32, block: f32) -> f32 {
    ((width - block) * 0.25).clamp(0.0, 10.0)
}

/// A mark before a cell's text, because colour and weight alone are not enough.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mark {
    Changed,
    Alert,
}

fn mark_of(cell: &Cell) -> Option<Mark> {
    match cell.emphasis {
        Emphasis::Changed => Some(Mark::Changed),
        Emphasis::Alert => Some(Mark::Alert),
        Emphasis::None | Emphasis::Best | Emphasis::Muted => None,
    }
}

fn look_of(cell: &Cell, row: &Row, align: Align, names_rows: bool, size: f32) -> Look {
    let look = Look { tabular: align != Align::Start, ..Look::new(size, INK) };
    let look = match cell.emphasis {
        Emphasis::None => look,
        Emphasis::Best => look.strong().inked(ACCENT),
        Emphasis::Changed => look.strong(),
        Emphasis::Alert => look.strong().inked(style::severity(Severity::Critical)),
        Emphasis::Muted => look.inked(MUTED),
    };
    let look = if names_rows && row.highlighted { Look { weight: Weight::SemiBold, ..look } } else { look };
    match cell.shade {
        Some(shade) => look.inked(style::text_on(style::sequential(f64::from(shade)))),
        None => look,
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
        (Emphasis::Alert, "Triangle: past its threshold."),
    ];
    let shown: Vec<&str> =
        parts.into_iter().filter(|(emphasis, _)| has(*emphasis)).map(|(_, text)| text).collect();
    shown.join(" ")
}

/// A number before and from its decimal point; one without a point ends before what follows its digits, such as a unit.
fn halves(text: &str) -> (&str, &str) {
    let point = text
        .match_indices('.')
        .map(|(at, _)| at)
        .find(|at| text[at + 1..].starts_with(|char: char| char.is_ascii_digit()));
    let at = point.unwrap_or_else(|| {
        let digits = text.char_indices().skip_while(|(_, char)| !char.is_ascii_digit());
        let inside =
            |char: char| char.is_ascii_digit() || matches!(char, ',' | '\u{202F}' | '\u{A0}' | '\u{2009}');
        let end = digits.take_while(|(_, char)| inside(*char)).last();
        end.map_or(text.len(), |(at, char)| at + char.len_utf8())
    });
    text.split_at(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_cut_at_their_point() {
        assert_eq!(halves("0.9951"), ("0", ".9951"));
        assert_eq!(halves("−12,345.6 ms"), ("−12,345", ".6 ms"));
        assert_eq!(halves("1,024"), ("1,024", ""));
        assert_eq!(halves("42 %"), ("42", " %"));
        assert_eq!(halves("–"), ("–", ""));
        assert_eq!(halves("n/a"), ("n/a", ""));
        assert_eq!(halves("1.2e-5"), ("1", ".2e-5"));
    }
}
