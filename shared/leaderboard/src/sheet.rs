//! The rows of a file.

use std::path::{Path, PathBuf};

use report_import::table::{self, is_missing, number, open};

use crate::error::{Error, MOST_BYTES, MOST_ROWS};

/// A file of not too many rows.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) file: PathBuf,
    pub(crate) header: Vec<String>,
    /// At least one.
    pub(crate) rows: Vec<Row>,
}

/// A row, with a cell for each column.
#[derive(Debug)]
pub(crate) struct Row {
    /// Where it begins, from 1.
    pub(crate) line: u64,
    pub(crate) cells: Vec<String>,
}

impl Row {
    /// The text of a column, if it is no missing value.
    pub(crate) fn text(&self, column: usize) -> Option<&str> {
        Some(self.cells[column].as_str()).filter(|text| !is_missing(text))
    }
}

impl Sheet {
    pub(crate) fn read(file: &Path) -> Result<Self, Error> {
        let mut rows = open(file)?;
        let header = rows.header().to_vec();
        let mut sheet = Self { file: file.to_owned(), header, rows: Vec::new() };
        let mut bytes = 0;
        while let Some(line) = rows.next()? {
            let cells: Vec<String> =
                (0..sheet.header.len()).map(|column| rows.cell(column).to_owned()).collect();
            bytes += cells.iter().map(|cell| size_of::<String>() + cell.len()).sum::<usize>();
            if sheet.rows.len() == MOST_ROWS || bytes > MOST_BYTES {
                return Err(Error::TooLarge { file: sheet.file });
            }
            sheet.rows.push(Row { line, cells });
        }
        if sheet.rows.is_empty() { Err(table::Error::Empty { file: sheet.file }.into()) } else { Ok(sheet) }
    }

    /// Whether there is such a column.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.header.iter().any(|column| column == name)
    }

    /// The place of a column that must be there.
    pub(crate) fn column(&self, name: &str) -> Result<usize, Error> {
        Ok(table::column(&self.file, &self.header, name)?)
    }

    /// The place of a column that may be there.
    pub(crate) fn optional(&self, name: &str) -> Result<Option<usize>, Error> {
        self.has(name).then(|| self.column(name)).transpose()
    }

    /// The number in a cell, if there is a value.
    pub(crate) fn number(&self, row: &Row, column: usize) -> Result<Option<f64>, Error> {
        let Some(text) = row.text(column) else { return Ok(None) };
        let number = number(text).ok_or_else(|| table::Error::NotANumber {
            file: self.file.clone(),
            line: row.line,
            column: self.header[column].clone(),
            text: text.to_owned(),
        })?;
        Ok(Some(number))
    }

    /// Whether all values of a column are numbers.
    pub(crate) fn is_numeric(&self, column: usize) -> bool {
        self.rows.iter().filter_map(|row| row.text(column)).all(|text| number(text).is_some())
    }

    /// The metric that a column names in every row.
    pub(crate) fn metric_named_in(&self, column: usize) -> Result<Option<&str>, Error> {
        let mut names = self.rows.iter().filter_map(|row| row.text(column));
        let Some(one) = names.next() else { return Ok(None) };
        match names.find(|name| *name != one) {
            None => Ok(Some(one)),
            Some(other) => {
                let (file, one, other) = (self.file.clone(), one.to_owned(), other.to_owned());
                Err(Error::SeveralMetrics { file, one, other })
            }
        }
    }
}
