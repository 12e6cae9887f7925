//! Lists that name the first of their entries and count the others.

/// The first entries of a list, and how many more there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<T> {
    /// Those that are named.
    pub shown: Vec<T>,
    /// How many more there are.
    pub further: usize,
}

impl<T> Listed<T> {
    /// The first `most` of some.
    pub(crate) fn first(mut all: Vec<T>, most: usize) -> Self {
        let further = all.len().saturating_sub(most);
        all.truncate(most);
        Self { shown: all, further }
    }

    /// How many there are in all.
    pub fn all(&self) -> usize {
        self.shown.len() + self.further
    }
}

/// Which way something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// It is only in the present snapshot.
    Appeared,
    /// It was only in the other.
    Went,
}
