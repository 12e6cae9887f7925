//! Opening a file in the format that it has.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use flate2::bufread::MultiGzDecoder;

use super::{csv_rows::CsvRows, error::Error, rows::Rows};

/// Bytes that are read at once, and in which a header must end for its delimiter to be told.
const CHUNK: usize = 256 * 1024;

/// Opens a file: CSV, also compressed by gzip, and Parquet where that is built in. `-` is standard input. The first bytes
/// tell which it is.
///
/// # Errors
/// When the file cannot be read, or has no header.
pub fn open(file: &Path) -> Result<Box<dyn Rows>, Error> {
    let unreadable = |error| Error::Unreadable { file: file.to_owned(), error };
    let source: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(file).map_err(unreadable)?)
    };
    let mut bytes = BufReader::with_capacity(CHUNK, source);
    let start = bytes.fill_buf().map_err(unreadable)?;
    if start.starts_with(b"PAR1") {
        if file.as_os_str() == "-" {
            let reason = "a Parquet file is read from its end: save it and name the file".into();
            return Err(Error::Malformed { file: file.to_owned(), reason });
        }
        return parquet(file);
    }
    let mut text: Box<dyn BufRead> = if start.starts_with(&[0x1f, 0x8b]) {
        Box::new(BufReader::with_capacity(CHUNK, MultiGzDecoder::new(bytes)))
    } else {
        Box::new(bytes)
    };
    // A byte order mark, as spreadsheets write it, is no part of the first column's name.
    if text.fill_buf().map_err(unreadable)?.starts_with(b"\xef\xbb\xbf") {
        text.consume(3);
    }
    let delimiter = delimiter(text.fill_buf().map_err(unreadable)?);
    Ok(Box::new(CsvRows::new(PathBuf::from(file), text, delimiter)?))
}

/// Of the usual delimiters the one that the header has most of, else the comma.
fn delimiter(start: &[u8]) -> u8 {
    let header = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| header.iter().filter(|byte| **byte == delimiter).count();
    // Of equally many the last.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// What a file's name says of its content: `gbm` for `out/gbm.csv.gz`; `None` for standard input.
pub fn stem(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_string_lossy();
    name.split('.').next().filter(|stem| !matches!(*stem, "" | "-")).map(str::to_owned)
}

#[cfg(not(feature = "parquet"))]
fn parquet(file: &Path) -> Result<Box<dyn Rows>, Error> {
    Err(Error::ParquetLeftOut { file: file.to_owned() })
}

#[cfg(feature = "parquet")]
fn parquet(file: &Path) -> Result<Box<dyn Rows>, Error> {
    Ok(Box::new(super::parquet_rows::ParquetRows::new(file)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_delimiter() {
        for (header, expected) in [
            ("a,b;c,d\n1;2;3;4;5", b','),
            ("a;b", b';'),
            ("a\tb", b'\t'),
            ("a|b|c,d", b'|'),
            ("a", b','),
            ("", b','),
        ] {
            assert_eq!(delimiter(header.as_bytes()), expected, "{header}");
        }
    }
}
