//! What a file gives, whatever its format.

use super::error::Error;

/// Rows of cells below a header.
pub trait Rows {
    /// The names of the columns.
    fn header(&self) -> &[String];

    /// Goes to the next row; its line, from 1, or `None` at the end.
    ///
    /// # Errors
    /// When the file cannot be read further, or the row does not fit the header.
    fn next(&mut self) -> Result<Option<u64>, Error>;

    /// The text in a column of this row, without spaces around it.
    fn cell(&self, column: usize) -> &str;
}
