//! Tables.

use std::fmt::Write;

use report_document::{Align, Cell, Column, Emphasis, Table};
use serde::Serialize;

use crate::{
    anchors::Anchors,
    palette,
    running::text,
    templates::{self, HtmlError, Markup, render},
};

#[derive(Serialize)]
struct Context<'a> {
    id: String,
    caption: &'a str,
    sortable: bool,
    columns: Vec<Head<'a>>,
    rows: Vec<Row<'a>>,
    legend: String,
}

#[derive(Serialize)]
struct Head<'a> {
    title: &'a str,
    class: &'static str,
    names_rows: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    highlighted: bool,
    cells: Vec<CellContext<'a>>,
}

#[derive(Serialize)]
struct CellContext<'a> {
    open: Markup,
    text: &'a str,
    linked: Option<Markup>,
    close: &'static str,
}

/// Writes a table in a box that scrolls sideways where it is too wide.
pub(crate) fn write(table: &Table, anchors: &mut Anchors) -> Result<Markup, HtmlError> {
    if table.columns.is_empty() {
        return Ok(Markup::default());
    }
    let alignments: Vec<Alignment> =
        table.columns.iter().enumerate().map(|(index, column)| Alignment::of(column, index, table)).collect();
    let empty = Cell::default();
    let rows = table
        .rows
        .iter()
        .map(|row| {
            // Exactly one cell per column, so that the markup is valid whatever a builder did.
            let cells =
                table.columns.iter().zip(&alignments).enumerate().map(|(index, (column, alignment))| {
                    let cell = row.cells.get(index).unwrap_or(&empty);
                    Ok(CellContext {
                        open: Markup::escaped(open(cell, column, *alignment, table.sortable)),
                        text: &cell.text,
                        linked: cell.linked.as_ref().map(|words| text(words, anchors)).transpose()?,
                        close: close(cell, column),
                    })
                });
            Ok(Row { highlighted: row.highlighted, cells: cells.collect::<Result<_, HtmlError>>()? })
        })
        .collect::<Result<_, HtmlError>>()?;
    let context = Context {
        id: anchors.ids.take("table"),
        caption: &table.caption,
        // Nothing to sort in a table of one row.
        sortable: table.sortable && table.rows.len() > 1,
        columns: table
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| Head {
                title: &column.title,
                class: head_class(column, index, table),
                names_rows: column.is_row_header,
            })
            .collect(),
        rows,
        legend: legend(table),
    };
    render(templates::TABLE, &context)
}

/// How a header is set. A column of text also gets the least width at which its words stay whole and its sentences do not
/// become towers; where the screen is narrower, the table scrolls.
fn head_class(column: &Column, index: usize, table: &Table) -> &'static str {
    let texts = || table.rows.iter().filter_map(|row| row.cells.get(index)).map(|cell| cell.text.as_str());
    let longest_text = || texts().map(str::len).max().unwrap_or(0);
    let longest_word =
        || texts().flat_map(str::split_whitespace).map(|word| word.chars().count()).max().unwrap_or(0);
    match column.align {
        Align::Start if longest_text() > 48 || longest_word() > 20 => "w3",
        Align::Start => match longest_word() {
            0..=8 => "w0",
            9..=13 => "w1",
            _ => "w2",
        },
        Align::Center => "m",
        Align::Decimal => "n",
    }
}

/// How the cells of a column are set.
#[derive(Clone, Copy)]
enum Alignment {
    Start,
    Center,
    End,
    /// At the decimal point: cells with fewer decimals than this are padded.
    Point(usize),
}

/// More decimals than this are not padded to.
const MOST_DECIMALS: usize = 8;

impl Alignment {
    fn of(column: &Column, index: usize, table: &Table) -> Self {
        match column.align {
            Align::Start => Alignment::Start,
            Align::Center => Alignment::Center,
            Align::Decimal => {
                let texts = || {
                    table.rows.iter().filter_map(|row| row.cells.get(index)).map(|cell| cell.text.as_str())
                };
                // Durations and the like have no common point: `64 ms` beside `1 min 10 s`.
                if texts().all(|text| text.is_empty() || text == Cell::MISSING || is_plain_number(text)) {
                    Alignment::Point(texts().filter_map(decimals).max().unwrap_or(0).min(MOST_DECIMALS))
                } else {
                    Alignment::End
                }
            }
        }
    }
}

/// Whether a text is a number with at most a sign, grouping, decimals, a power of ten and a percent sign.
fn is_plain_number(text: &str) -> bool {
    let (text, power) = text.split_once('e').unwrap_or((text, "0"));
    let power = power.trim_start_matches(['\u{2212}', '-', '+']);
    if power.is_empty() || !power.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let text = text.trim_start_matches(['\u{2212}', '-', '+']).trim_end_matches('%');
    text.starts_with(|character: char| character.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

/// How much stands after the point, a power of ten included; `None` without a point.
fn decimals(text: &str) -> Option<usize> {
    text.rsplit_once('.').map(|(_, after)| after.chars().filter(|character| *character != '%').count())
}

fn open(cell: &Cell, column: &Column, alignment: Alignment, sortable: bool) -> String {
    let mut tag = String::with_capacity(48);
    tag.push_str(if column.is_row_header { "<th scope=\"row\"" } else { "<td" });
    let mut classes: Vec<&'static str> = Vec::with_capacity(4);
    let mut numbered = String::new();
    match alignment {
        Alignment::Start => {}
        Alignment::Center => classes.push("m"),
        Alignment::End => classes.push("n"),
        Alignment::Point(most) => {
            classes.push("n");
            let own = decimals(&cell.text);
            let missing = most.saturating_sub(own.unwrap_or(0));
            if missing > 0 {
                // Writing to a string cannot fail.
                let _ = write!(numbered, " p{missing}");
                if own.is_none() {
                    numbered.push_str(" i");
                }
            }
        }
    }
    match cell.emphasis {
        Emphasis::None => {}
        Emphasis::Best => classes.push("best"),
        Emphasis::Changed => classes.push("changed"),
        Emphasis::Alert => classes.push("alert"),
        Emphasis::Muted => classes.push("muted"),
    }
    if let Some(shade) = cell.shade.filter(|shade| shade.is_finite()) {
        classes.push("shade");
        let step = (f64::from(shade.clamp(0.0, 1.0)) * f64::from(palette::STEPS)).round();
        let _ = write!(numbered, " q{step}");
    }
    if !classes.is_empty() {
        let _ = write!(tag, " class=\"{}{numbered}\"", classes.join(" "));
    }
    if let (true, Some(value)) = (sortable, cell.sort_value.filter(|value| value.is_finite())) {
        let _ = write!(tag, " data-v=\"{value}\"");
    }
    tag.push('>');
    tag
}

/// What ends a cell, with its emphasis in words for those who do not see it.
fn close(cell: &Cell, column: &Column) -> &'static str {
    match (cell.emphasis, column.is_row_header) {
        (Emphasis::Best, false) => "<span class=\"vh\"> (best)</span></td>",
        (Emphasis::Changed, false) => "<span class=\"vh\"> (changed)</span></td>",
        (Emphasis::Alert, false) => "<span class=\"vh\"> (needs attention)</span></td>",
        (Emphasis::None | Emphasis::Muted, false) => "</td>",
        (Emphasis::Best, true) => "<span class=\"vh\"> (best)</span></th>",
        (Emphasis::Changed, true) => "<span class=\"vh\"> (changed)</span></th>",
        (Emphasis::Alert, true) => "<span class=\"vh\"> (needs attention)</span></th>",
        (Emphasis::None | Emphasis::Muted, true) => "</th>",
    }
}

/// What the marks in a table mean, for those that occur.
fn legend(table: &Table) -> String {
    let occurs =
        |emphasis| table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.emphasis == emphasis);
    let mut parts = Vec::new();
    if occurs(Emphasis::Best) {
        parts.push("Bold: the best value of its column.");
    }
    if occurs(Emphasis::Changed) {
        parts.push("\u{2022} changed from its default.");
    }
    if occurs(Emphasis::Alert) {
        parts.push("! needs attention.");
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_have_a_decimal_point_to_align_on() {
        for number in ["0.9951", "\u{2212}12.5", "2,957", "62.7%", "1.2e-5", "1.00e308"] {
            assert!(is_plain_number(number), "{number}");
        }
        for other in ["64 ms", "1 min 10 s", "", "–", "v1.2", "1.2e", "one", "3e5x"] {
            assert!(!is_plain_number(other), "{other}");
        }
        assert_eq!(decimals("62.75%"), Some(2));
        assert_eq!(decimals("1.09e\u{2212}6"), Some(5));
        assert_eq!(decimals("2,957"), None);
    }
}
