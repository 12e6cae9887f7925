//! Tables in files: rows of cells below a header, whatever the format.

mod cells;
mod columns;
mod csv_rows;
mod error;
mod open;
#[cfg(feature = "parquet")]
mod parquet_rows;
mod rows;

pub use cells::{is_missing, number};
pub use columns::{column, is_twice};
pub use error::{Error, listed, shown};
pub use open::{open, stem};
pub use rows::Rows;
