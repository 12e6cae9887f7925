//! The outcome of evaluating a claim: the claim holds, or the reason why it is left out.

use report_facts::Figure;
use report_findings::Finding;

use crate::claim::Show;

/// How many things a figure is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Among {
    /// Those that have such a figure.
    pub number: usize,
    /// Whether they are all of their sort.
    pub is_all: bool,
}

/// The other figures of a group with the same value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ties<'a> {
    /// There are none.
    None,
    /// There is one.
    With(&'a Figure),
    /// There are so many.
    WithSoMany(usize),
}

impl Ties<'_> {
    /// How many there are.
    pub fn number(self) -> usize {
        match self {
            Ties::None => 0,
            Ties::With(_) => 1,
            Ties::WithSoMany(number) => number,
        }
    }
}

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
        /// Figures with the same value.
        ties: Ties<'a>,
        /// The figures of the group.
        among: Among,
    },
    /// The lowest and the highest figure of a group.
    Spread {
        /// The lowest.
        low: &'a Figure,
        /// The highest.
        high: &'a Figure,
        /// Figures as low, and as high.
        ties: [Ties<'a>; 2],
        /// The figures of the group.
        among: Among,
    },
    /// A part and the whole.
    Share(&'a Figure, &'a Figure),
    /// A finding of the report.
    Finding(&'a Finding),
}

impl<'a> Evaluated<'a> {
    /// The figures whose values its sentence includes; of a finding, those of its statement.
    pub(crate) fn figures(&self) -> Vec<&'a Figure> {
        match *self {
            Evaluated::Value(figure) => vec![figure],
            Evaluated::Finding(finding) => finding.statement.figures().collect(),
            _ => self.pair().map_or_else(|| self.placed(), Vec::from),
        }
    }

    /// The two figures that it relates.
    pub(crate) fn pair(&self) -> Option<[&'a Figure; 2]> {
        match *self {
            Evaluated::Same(a, b)
            | Evaluated::Compared(a, b, _)
            | Evaluated::Changed(a, b)
            | Evaluated::Share(a, b) => Some([a, b]),
            _ => None,
        }
    }

    /// The figures whose place in their group it says.
    pub(crate) fn placed(&self) -> Vec<&'a Figure> {
        match *self {
            Evaluated::Placed { figure, .. } => vec![figure],
            Evaluated::Spread { low, high, .. } => vec![low, high],
            _ => Vec::new(),
        }
    }

    pub(crate) fn finding(&self) -> Option<&'a Finding> {
        if let Evaluated::Finding(finding) = self { Some(finding) } else { None }
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
    /// It is advice that contradicts another before it.
    Conflicting,
}

impl Refusal {
    pub(crate) fn new<T>(text: impl Into<String>) -> Result<T, Self> {
        Err(Self::Refused(text.into()))
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Refusal::Contradicted(text) | Refusal::Refused(text) | Refusal::Unsupported(text) => text,
            Refusal::Conflicting => "it contradicts a recommendation before it",
        }
    }
}
