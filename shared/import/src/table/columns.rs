//! Finding columns by their names.

use std::path::Path;

use super::error::Error;

/// The place of the column of that name.
///
/// # Errors
/// When no column has the name, or more than one.
pub fn column(file: &Path, header: &[String], name: &str) -> Result<usize, Error> {
    let Some(column) = header.iter().position(|column| column == name) else {
        let (file, name, there) = (file.to_owned(), name.to_owned(), header.to_vec());
        return Err(Error::NoColumn { file, name, there });
    };
    if is_twice(header, name) {
        return Err(Error::ColumnTwice { file: file.to_owned(), name: name.to_owned() });
    }
    Ok(column)
}

/// Whether more than one column has that name.
pub fn is_twice(header: &[String], name: &str) -> bool {
    header.iter().filter(|column| *column == name).count() > 1
}
