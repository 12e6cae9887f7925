//! How far an import is.

/// Is told how far an import is. All that it is told may be ignored.
pub trait Progress: Sync {
    /// So many rows are read.
    fn read(&self, _rows: u64) {}

    /// So many resamples of all are computed.
    fn resampled(&self, _done: u64, _of: u64) {}
}

/// Nobody who wants to know.
impl Progress for () {}
