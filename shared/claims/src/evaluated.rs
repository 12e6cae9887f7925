//! The outcome of evaluating a claim: the claim holds, or the reason why it is left out.

use std::sync::Arc;

use report_facts::{Figure, Subject, stats::alike};
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
        /// The figures of the group.
        among: Among,
    },
    /// The lowest and the highest figure of a group.
    Spread {
        /// The lowest.
        low: &'a Figure,
        /// The highest.
        high: &'a Figure,
        /// Numbers of other figures as low, and as high.
        ties: [usize; 2],
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
            Evaluated::Same(a, b)
            | Evaluated::Compared(a, b, _)
            | Evaluated::Changed(a, b)
            | Evaluated::Spread { low: a, high: b, .. }
            | Evaluated::Share(a, b) => vec![a, b],
            Evaluated::Value(figure) | Evaluated::Placed { figure, .. } => vec![figure],
            Evaluated::Finding(finding) => finding.statement.figures().collect(),
        }
    }

    /// Whether it sets figures among all others of their group.
    pub(crate) fn is_about_a_group(&self) -> bool {
        matches!(self, Evaluated::Placed { .. } | Evaluated::Spread { .. })
    }

    /// Whether a reader who has read these figures learns nothing from its sentence.
    pub(crate) fn is_covered_by<'f>(&self, read: impl Iterator<Item = &'f Figure> + Clone) -> bool {
        !matches!(self, Evaluated::Finding(_))
            && self.figures().iter().all(|figure| read.clone().any(|other| is_same(figure, other)))
    }
}

/// Whether both say the same. A finding names the model or the rows of a figure where the figure itself leaves them open.
fn is_same(a: &Figure, b: &Figure) -> bool {
    let names = |figure: &Figure| match &figure.of {
        Subject::Entity => Vec::new(),
        Subject::Named(_, name) => vec![name.clone()],
        Subject::Pair(_, a, b) => vec![a.clone(), b.clone()],
    };
    let (of_a, of_b) = (names(a), names(b));
    let is_within = |few: &[Arc<str>], many: &[Arc<str>]| few.iter().all(|name| many.contains(name));
    alike(a.value, b.value)
        && (a.quantity == b.quantity || a.quantity.id() == b.quantity.id())
        && (a.rows == b.rows || a.rows.is_none() || b.rows.is_none())
        && (is_within(&of_a, &of_b) || is_within(&of_b, &of_a))
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
