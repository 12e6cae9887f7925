//! H2O's tables (`TwoDimTable`): a list of columns and, per column, a list of cells.

use report_snapshot::Measured;
use serde_json::Value;

use crate::wire;

/// A table. Cells that are missing are null.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a> {
    columns: &'a [Value],
    data: &'a [Value],
}

impl<'a> Table<'a> {
    /// `None` for null and for a table without columns.
    pub(crate) fn read(value: &'a Value) -> Option<Self> {
        let (columns, data) = (wire::items(&value["columns"]), wire::items(&value["data"]));
        (!columns.is_empty()).then_some(Self { columns, data })
    }

    /// The columns' names, in order. The column of row labels is called `""`.
    pub(crate) fn names(self) -> impl Iterator<Item = &'a str> {
        self.columns.iter().map(|column| column["name"].as_str().unwrap_or_default())
    }

    /// A column by position.
    pub(crate) fn at(self, index: usize) -> &'a [Value] {
        self.data.get(index).map(wire::items).unwrap_or_default()
    }

    /// A column by name.
    pub(crate) fn column(self, name: &str) -> Option<&'a [Value]> {
        let index = self.names().position(|found| found == name)?;
        Some(self.at(index))
    }

    /// A column of numbers by name; empty if there is none.
    pub(crate) fn numbers(self, name: &str) -> Vec<Measured> {
        self.column(name).unwrap_or_default().iter().map(wire::number).collect()
    }

    /// Number of rows: those of the longest column.
    pub(crate) fn rows(self) -> usize {
        (0..self.columns.len()).map(|index| self.at(index).len()).max().unwrap_or(0)
    }
}
