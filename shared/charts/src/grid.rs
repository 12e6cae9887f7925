//! Shaded cells with named rows and columns.

use report_document::ChartSize;

use crate::{
    bars::column_width,
    canvas::{Anchor, Area, Canvas, Stroke, Style},
    cartesian::{Key, draw_keys, keys_height, line_height, text_size, width},
    paint::Paint,
    text,
};

/// What is drawn.
pub(crate) struct Grid<'a> {
    pub(crate) rows: Names<'a>,
    pub(crate) columns: Names<'a>,
    /// `cells[row][column]`, as many as there are names.
    pub(crate) cells: Vec<Vec<Cell>>,
    /// Greatest height of a cell in points.
    pub(crate) tallest: f64,
    /// The legend, below.
    pub(crate) keys: Vec<Key>,
}

/// Names along one side.
pub(crate) struct Names<'a> {
    pub(crate) axis: &'a str,
    pub(crate) names: &'a [&'a str],
}

/// One cell.
pub(crate) struct Cell {
    /// Its colour; without one it is struck through.
    pub(crate) fill: Option<Paint>,
    /// What is written in it, most important first, as far as there is room.
    pub(crate) lines: Vec<String>,
    /// What shows where a reader points at it.
    pub(crate) words: String,
}

impl Cell {
    /// A cell without a value.
    pub(crate) fn blank(words: String) -> Self {
        Self { fill: None, lines: Vec::new(), words }
    }
}

/// Names longer than this many points are shortened.
const LONGEST_COLUMN_NAME: f64 = 70.0;

/// Draws the cells, as large as the size allows.
pub(crate) fn draw(size: ChartSize, grid: &Grid<'_>) -> Canvas {
    let whole = width(size);
    let text_size = text_size(size);
    let line = line_height(text_size);
    let (rows, columns) = (grid.rows.names.len(), grid.columns.names.len());
    let row_names = text::labels(grid.rows.names, whole * 0.32, text_size);
    let labels = column_width(row_names.iter().map(String::as_str), whole * 0.32, text_size);
    let left = labels + 5.0;
    let cell_width =
        ((whole - left) / columns.max(1) as f64).min(if size == ChartSize::Full { 72.0 } else { 60.0 });
    // Squares while they are small; no taller than they need be for their text.
    let cell_height = cell_width.clamp(9.0, grid.tallest);
    let column_names = text::labels(grid.columns.names, LONGEST_COLUMN_NAME, text_size);
    let names = column_width(column_names.iter().map(String::as_str), LONGEST_COLUMN_NAME, text_size);
    let level = names <= cell_width - 3.0;
    let names_height = if level { line } else { names + 5.0 };
    let area = Area {
        left,
        top: line + names_height,
        width: cell_width * columns as f64,
        height: cell_height * rows as f64,
    };
    // The legend stands under the cells; where that is too narrow for it, it has the whole width.
    let in_one_row = keys_height(&grid.keys, whole - left, text_size) <= line;
    let keys_left = if in_one_row { left } else { 0.0 };
    let keys = keys_height(&grid.keys, whole - keys_left, text_size);
    let below = if keys > 0.0 { keys + 6.0 } else { 2.0 };
    let mut canvas = Canvas::new(whole, area.bottom() + below);

    let muted = Style::new(text_size, Paint::Muted);
    let corner = match (grid.rows.axis, grid.columns.axis) {
        ("", columns) => columns.to_owned(),
        (rows, "") => rows.to_owned(),
        (rows, columns) => format!("{rows} ↓   {columns} →"),
    };
    canvas.text(0.0, f64::from(text_size), &corner, muted);
    let ink = Style::new(text_size, Paint::Ink);
    // Names that are narrower than the text is tall would run into each other.
    let every = if level { 1 } else { ((f64::from(text_size) + 1.0) / cell_width).ceil().max(1.0) as usize };
    for (index, name) in column_names.iter().enumerate().step_by(every) {
        let middle = area.left + cell_width * (index as f64 + 0.5);
        if level {
            canvas.text(middle, area.top - 4.0, name, ink.anchor(Anchor::Middle));
        } else {
            canvas.rotated_text(middle + f64::from(text_size) * 0.35, area.top - 3.0, name, ink, Some(-90.0));
        }
    }
    let lines = lines_that_fit(grid, cell_width, cell_height, text_size);
    for (row, (name, cells)) in row_names.iter().zip(&grid.cells).enumerate() {
        let top = area.top + cell_height * row as f64;
        canvas.text(
            labels,
            top + cell_height / 2.0 + f64::from(text_size) * 0.35,
            name,
            ink.anchor(Anchor::End),
        );
        for (column, cell) in cells.iter().enumerate() {
            let left = area.left + cell_width * column as f64;
            let area = Area { left, top, width: cell_width, height: cell_height };
            draw_cell(&mut canvas, area, cell, lines, text_size);
        }
    }
    draw_keys(&mut canvas, &grid.keys, (keys_left, area.bottom() + 6.0), whole - keys_left, text_size);
    canvas
}

/// How many lines fit into every cell: text in some cells only would look like a meaning.
fn lines_that_fit(grid: &Grid<'_>, cell_width: f64, cell_height: f64, size: u32) -> usize {
    let room = (cell_height / cell_line(size)).floor() as usize;
    let fits = |text: &String| text::width(text, size) <= cell_width - 3.0;
    let cells = grid.cells.iter().flatten().filter(|cell| cell.fill.is_some());
    cells.map(|cell| cell.lines.iter().take(room).take_while(|text| fits(text)).count()).min().unwrap_or(0)
}

/// Height of a line of text in a cell.
fn cell_line(size: u32) -> f64 {
    f64::from(size) + 1.5
}

fn draw_cell(canvas: &mut Canvas, area: Area, cell: &Cell, lines: usize, size: u32) {
    let gap = if area.width > 14.0 { 0.5 } else { 0.25 };
    let inner = Area {
        left: area.left + gap,
        top: area.top + gap,
        width: area.width - 2.0 * gap,
        height: area.height - 2.0 * gap,
    };
    let Some(fill) = cell.fill else {
        let (from, to) = ((inner.left + 1.0, inner.bottom() - 1.0), (inner.right() - 1.0, inner.top + 1.0));
        canvas.hover(&cell.words, |canvas| {
            canvas.rect(inner, Paint::Surface, Some(0.0));
            canvas.line(from, to, Stroke::new(Paint::Grid, 0.6));
        });
        return;
    };
    let line = cell_line(size);
    let lines = &cell.lines[..lines];
    canvas.hover(&cell.words, |canvas| {
        canvas.rect(inner, fill, None);
        let style = Style::new(size, fill.text_on()).anchor(Anchor::Middle);
        let first = inner.top + (inner.height - line * lines.len() as f64) / 2.0 + f64::from(size) * 0.9;
        for (index, text) in lines.iter().enumerate() {
            canvas.text(inner.left + inner.width / 2.0, first + line * index as f64, text, style);
        }
    });
}
