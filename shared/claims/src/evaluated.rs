//! The outcome of evaluating a claim: the claim holds, or the reason why it is left out.

use report_facts::Figure;
use report_findings::Finding;

use crate::claim::Show;

/// A claim that holds, with the figures or the finding that it is about. It is ready to be worded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Evaluated<'a> {
    /// The value of a figure.
    Value(&'a Figure),
    /// Two equal figures of one group.
    Same(&'a Figure, &'a Figure),
    /// Two different figures of one group.
    Compared(&'a Figure, &'a Figure, Show),
    /// One figure on two kinds of rows or days.
    Changed(&'a Figure, &'a Figure),
    /// The place of a figure in its group.
    Placed {
        /// The figure.
        figure: &'a Figure,
        /// One more than the number of better (or higher) figures.
        place: usize,
        /// Number of other figures with the same value.
        ties: usize,
        /// Number of figures in the group.
        among: usize,
    },
    /// The lowest and the highest figure of a group, and the number of its figures.
    Spread(&'a Figure, &'a Figure, usize),
    /// A part and the whole.
    Share(&'a Figure, &'a Figure),
    /// A finding of the report.
    Finding(&'a Finding),
}

impl Evaluated<'_> {
    /// Whether its sentence includes the value of the figure.
    pub(crate) fn states(&self, figure: &Figure) -> bool {
        match self {
            Evaluated::Same(a, b) | Evaluated::Compared(a, b, _) | Evaluated::Changed(a, b) => {
                *a == figure || *b == figure
            }
            Evaluated::Placed { figure: of, .. } => *of == figure,
            _ => false,
        }
    }
}

/// Why a claim is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The data contradicts it.
    Contradicted(String),
    /// It cannot be evaluated; the text tells the model why.
    Refused(String),
    /// It is advice that no finding supports, or that one rules out.
    Unsupported(String),
}

impl Refusal {
    pub(crate) fn new<T>(text: impl Into<String>) -> Result<T, Self> {
        Err(Self::Refused(text.into()))
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Refusal::Contradicted(text) | Refusal::Refused(text) | Refusal::Unsupported(text) => text,
        }
    }
}
