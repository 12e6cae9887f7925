//! Rows of a Parquet file.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use parquet::{
    errors::ParquetError,
    file::reader::{FileReader, SerializedFileReader},
    record::{Field, reader::RowIter},
};

use super::{error::Error, rows::Rows};

/// Rows of a Parquet file, as texts: a number as the shortest that is read back as the same.
pub(super) struct ParquetRows {
    file: PathBuf,
    header: Vec<String>,
    rows: RowIter<'static>,
    cells: Vec<String>,
    line: u64,
}

impl ParquetRows {
    pub(super) fn new(file: &Path) -> Result<Self, Error> {
        let opened = File::open(file).map_err(|error| Error::Unreadable { file: file.to_owned(), error })?;
        let reader = SerializedFileReader::new(opened).map_err(|error| malformed(file, &error))?;
        let schema = reader.metadata().file_metadata().schema();
        let header = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
        let rows = RowIter::from_file_into(Box::new(reader));
        Ok(Self { file: file.to_owned(), header, rows, cells: Vec::new(), line: 0 })
    }
}

impl Rows for ParquetRows {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn next(&mut self) -> Result<Option<u64>, Error> {
        let Some(row) = self.rows.next() else { return Ok(None) };
        let row = row.map_err(|error| malformed(&self.file, &error))?;
        self.cells.clear();
        self.cells.extend(row.get_column_iter().map(|(_, field)| text(field)));
        self.line += 1;
        Ok(Some(self.line))
    }

    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

fn malformed(file: &Path, error: &ParquetError) -> Error {
    Error::Malformed { file: file.to_owned(), reason: format!("it cannot be read as Parquet: {error}") }
}

/// A value as CSV would have it; empty where there is none, and for lists and the like.
fn text(field: &Field) -> String {
    match field {
        Field::Null | Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Float16(number) => f64::from(*number).to_string(),
        Field::Float(number) => f64::from(*number).to_string(),
        Field::Double(number) => number.to_string(),
        other => other.to_string(),
    }
}
