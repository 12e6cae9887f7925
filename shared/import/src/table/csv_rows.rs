//! Rows of a CSV file.

use std::{
    io::{self, BufRead},
    path::PathBuf,
};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{
    error::{Error, LONGEST_ROW},
    rows::Rows,
};

/// Rows of a CSV file (RFC 4180, with any delimiter).
pub(super) struct CsvRows {
    file: PathBuf,
    input: Box<dyn BufRead>,
    parser: Reader,
    header: Vec<String>,
    /// The fields of a row one after the other, as they come, and where each ends. Both grow as rows do.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// The same as text, and how many fields there are.
    text: String,
    fields: usize,
}

impl CsvRows {
    pub(super) fn new(file: PathBuf, input: Box<dyn BufRead>, delimiter: u8) -> Result<Self, Error> {
        let mut rows = Self {
            file,
            input,
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            header: Vec::new(),
            bytes: vec![0; 1024],
            ends: vec![0; 64],
            text: String::new(),
            fields: 0,
        };
        let Some(_) = rows.record()? else { return Err(Error::Empty { file: rows.file }) };
        rows.header = (0..rows.fields).map(|column| rows.cell(column).to_owned()).collect();
        Ok(rows)
    }

    /// Reads a row, whatever its length; its line, or `None` at the end.
    fn record(&mut self) -> Result<Option<u64>, Error> {
        let unreadable = |error| Error::Unreadable { file: self.file.clone(), error };
        // A row ends at its first line break; what is left of it, and empty lines, come before the next.
        let breaks = self
            .input
            .fill_buf()
            .map_err(unreadable)?
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let line = self.parser.line() + breaks.filter(|byte| **byte == b'\n').count() as u64;
        let length = match self.bytes_of_record() {
            Ok(Some(length)) => length,
            Ok(None) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                return Err(Error::LongRow { file: self.file.clone(), line });
            }
            Err(error) => return Err(Error::Unreadable { file: self.file.clone(), error }),
        };
        self.text.clear();
        let text = str::from_utf8(&self.bytes[..length]).unwrap_or_default();
        self.text.push_str(text);
        // Also where a letter would reach from one field into the next.
        if self.text.len() < length
            || !self.ends[..self.fields].iter().all(|end| self.text.is_char_boundary(*end))
        {
            let reason = format!("line {line} is not UTF-8 text; save the file as UTF-8");
            return Err(Error::Malformed { file: self.file.clone(), reason });
        }
        Ok(Some(line))
    }

    /// The number of bytes of the next row.
    fn bytes_of_record(&mut self) -> io::Result<Option<usize>> {
        let mut length = 0;
        self.fields = 0;
        loop {
            let (result, read, written, ended) = self.parser.read_record(
                self.input.fill_buf()?,
                &mut self.bytes[length..],
                &mut self.ends[self.fields..],
            );
            self.input.consume(read);
            length += written;
            self.fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.bytes.len() >= LONGEST_ROW => {
                    return Err(io::ErrorKind::FileTooLarge.into());
                }
                ReadRecordResult::OutputFull => self.bytes.resize(2 * self.bytes.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record => return Ok(Some(length)),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }
}

impl Rows for CsvRows {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn next(&mut self) -> Result<Option<u64>, Error> {
        let line = self.record()?;
        if let Some(line) = line
            && self.fields != self.header.len()
        {
            let (found, expected) = (self.fields, self.header.len());
            return Err(Error::Fields { file: self.file.clone(), line, found, expected });
        }
        Ok(line)
    }

    fn cell(&self, column: usize) -> &str {
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text[start..self.ends[column]].trim()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn rows(content: &'static [u8]) -> Result<CsvRows, Error> {
        CsvRows::new("a.csv".into(), Box::new(content), b',')
    }

    #[test]
    fn quotation_marks_hold_delimiters_and_lines() {
        let mut rows = rows(b"a, b \r\n\"1,\n2\",\"say \"\"no\"\"\"\n\n3,4").unwrap();
        assert_eq!(rows.header(), ["a", "b"]);
        assert_eq!(rows.next().unwrap(), Some(2));
        assert_eq!((rows.cell(0), rows.cell(1)), ("1,\n2", "say \"no\""));
        assert_eq!(rows.next().unwrap(), Some(5));
        assert_eq!((rows.cell(0), rows.cell(1)), ("3", "4"));
        assert_eq!(rows.next().unwrap(), None);
    }

    #[test]
    fn long_rows_find_room() {
        let content: &'static str =
            Box::leak(format!("{}\n{}", "h,".repeat(500), "value,".repeat(500)).into());
        let mut rows = rows(content.as_bytes()).unwrap();
        assert_eq!(rows.next().unwrap(), Some(2));
        assert_eq!((rows.header().len(), rows.cell(499), rows.cell(500)), (501, "value", ""));
    }

    #[test]
    fn a_quotation_mark_without_an_end_does_not_swallow_the_file() {
        let content: &'static str = Box::leak(format!("a\n\"{}", "1\n".repeat(LONGEST_ROW)).into());
        let error = rows(content.as_bytes()).unwrap().next().unwrap_err().to_string();
        assert!(error.contains("line 2: the row has more than 16 MiB"), "{error}");
    }

    #[test]
    fn no_letter_reaches_over_a_delimiter() {
        let mut rows = rows(b"a,b\n\xc3,\xa9\n").unwrap();
        assert!(rows.next().unwrap_err().to_string().contains("line 2 is not UTF-8"));
    }
}
