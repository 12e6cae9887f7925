//! What contradictions are, and how they are handed out.

use crate::Statement;

/// What is wrong, in the order of importance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// A count exceeds its total.
    CountOverTotal,
    /// A total is not the sum of its parts.
    TotalAgainstParts,
    /// An end before its start.
    ReversedTimes,
    /// A value that the quantity cannot have.
    OutsideBounds,
    /// A list that is neither ascending nor descending, or a day that is none.
    Order,
    /// A name given twice where each must be there once.
    NameTwice,
    /// The best model is not on the leaderboard.
    BestModelUnlisted,
}

/// One contradiction.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradiction {
    /// JSON path of the figure: `content.leaderboard[3].metrics.auc`.
    pub path: String,
    /// What contradicts what, with the figures.
    pub statement: Statement,
}

/// The same contradiction in one place of the document: in the entries of one list, or in one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub check: Check,
    /// The contradictions in the order of the document, at least one; in a snapshot with very many, not all.
    pub found: Vec<Contradiction>,
    /// How many there are.
    pub count: usize,
}

/// All contradictions of a snapshot.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contradictions {
    /// By what is wrong, then in the order of the document.
    pub problems: Vec<Problem>,
    /// How many contradictions there are, those counted that are not given.
    pub total: usize,
}
