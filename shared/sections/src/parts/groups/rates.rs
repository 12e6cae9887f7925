//! Tables of rates by group.

use report_document::{Cell, Column, Emphasis, Row, Table};
use report_facts::{
    format,
    groups::{GroupRates, Rate, Rates},
    names,
};

use super::shown::{FEW, MOST_GROUPS, Shown};
use crate::common::number::{count_cell, percent_cell, ranged_percent};

impl Shown<'_> {
    /// How often each group is called the class.
    pub(super) fn selection(&self) -> Table {
        let called = match self.attribute.class {
            Some(class) => format!("Called {}", names::shown(class)),
            None => "Called positive".into(),
        };
        let mut columns = vec![
            Column::row_header("Group"),
            Column::number("Rows"),
            Column::number(called),
            Column::number("Selection rate"),
        ];
        let best = self.groups.iter().map(|group| group.rates.selection);
        let best = best.filter(|rate| rate.is_compared()).filter_map(Rate::value).reduce(f64::max);
        let best = best.filter(|best| *best > 0.0 && self.is_favourable());
        if best.is_some() {
            columns.push(Column::number("Of the highest"));
        }
        let row = |rates: &Rates| {
            let rate = rates.selection;
            let mut cells = vec![count_cell(Some(rate.of)), count_cell(Some(rate.part)), self.rate(rate)];
            if let Some(best) = best {
                cells.push(match rate.value().filter(|_| rate.is_compared()) {
                    Some(value) => percent_cell(Some(value / best)),
                    None => Cell::missing(),
                });
            }
            cells
        };
        let favourable = if self.is_favourable() { ", the favourable one" } else { "" };
        self.table(
            format!("Selection{}{favourable}, by {}; {}", self.of_class(), self.name(), self.on),
            columns,
            row,
        )
    }

    /// How right the calls are.
    pub(super) fn others(&self) -> Table {
        let columns = vec![
            Column::row_header("Group"),
            Column::number("True positive rate"),
            Column::number("False positive rate"),
            Column::number("Accuracy"),
            Column::number("Precision"),
        ];
        let row = |rates: &Rates| {
            [rates.true_positive, rates.false_positive, rates.accuracy, rates.precision]
                .map(|rate| self.rate(rate))
                .to_vec()
        };
        self.table(format!("Rates{} by {}; {}", self.of_class(), self.name(), self.on), columns, row)
    }

    /// A rate with its interval; one of few rows is marked.
    fn rate(&self, rate: Rate) -> Cell {
        let Some(value) = rate.value() else { return Cell::missing() };
        let cell = ranged_percent(value, self.interval(rate));
        if rate.is_compared() {
            return cell;
        }
        Cell { text: format!("{}{FEW}", cell.text), ..cell }.emphasised(Emphasis::Muted)
    }

    fn table(&self, caption: String, columns: Vec<Column>, cells: impl Fn(&Rates) -> Vec<Cell>) -> Table {
        let row = |name: String, rates: &Rates, highlighted: bool| {
            let cells = std::iter::once(Cell::text(name)).chain(cells(rates)).collect();
            Row { cells, highlighted }
        };
        let of = |group: &GroupRates<'_>| row(names::shown(&group.group.group), &group.rates, false);
        let mut rows: Vec<Row> = self.groups.iter().take(MOST_GROUPS).map(of).collect();
        if self.groups.len() > 1 {
            rows.push(row("All together".into(), &self.attribute.together, true));
        }
        Table { caption, columns, rows, sortable: false }
    }
}

/// A difference of shares in percentage points, with one decimal and without the unit.
pub(super) fn points(share: f64) -> String {
    format::signed(share * 100.0, 1)
}
