//! Where a snapshot contradicts itself: counts over their total, totals that are not the sum of their parts, reversed times,
//! values that a quantity cannot have, lists out of order, names given twice.
//!
//! The schema accepts all of these, since snapshots are stored and stay readable; reports say them, and
//! `reportctl validate --strict` refuses them. The work is linear in the size of the snapshot.

mod data;
mod deployment;
mod project;
mod synthgen;
mod training;

use std::{
    collections::{HashMap, HashSet},
    fmt,
    hash::{DefaultHasher, Hash, Hasher},
};

use report_domain::Timestamp;
use report_snapshot::{Measured, MetricDefinition, Snapshot};

use crate::{Figure, Quantity, Rows, Statement, Subject, quantity::BOUND, say, statement, statement::Span};

/// How far outside its bounds a value counts as rounding: a correlation of 1.0000000000000002 is normal.
pub const TOLERANCE: f64 = 1e-9;

/// Contradictions that are kept with their words, and problems that are told apart; all are counted.
const MOST: usize = 1_000;

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

/// Looks for every contradiction of a snapshot.
pub fn contradictions(snapshot: &Snapshot) -> Contradictions {
    let mut checks = Checks::default();
    let at = Path { parent: None, step: Step::Field("content") };
    match snapshot {
        Snapshot::Experiment(envelope) => training::experiment(&mut checks, at, &envelope.content),
        Snapshot::Model(envelope) => training::model(&mut checks, at, &envelope.content, None),
        Snapshot::Project(envelope) => project::project(&mut checks, at, &envelope.content),
        Snapshot::Deployment(envelope) => deployment::deployment(&mut checks, at, &envelope.content),
        Snapshot::Synthgen(envelope) => synthgen::synthgen(&mut checks, at, &envelope.content),
    }
    let mut found = checks.found;
    found.problems.sort_by_key(|problem| problem.check);
    found
}

/// A place in the document, written out only where something is wrong.
#[derive(Clone, Copy)]
struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Hash)]
enum Step<'a> {
    Field(&'static str),
    Key(&'a str),
    Index(usize),
}

impl Path<'_> {
    fn field(&self, name: &'static str) -> Path<'_> {
        Path { parent: Some(self), step: Step::Field(name) }
    }

    fn key<'b>(&'b self, name: &'b str) -> Path<'b> {
        Path { parent: Some(self), step: Step::Key(name) }
    }

    fn index(&self, index: usize) -> Path<'_> {
        Path { parent: Some(self), step: Step::Index(index) }
    }

    /// The same for all entries of a list.
    fn place(&self, hasher: &mut DefaultHasher) {
        if !matches!(self.step, Step::Index(_)) {
            self.step.hash(hasher);
        }
        if let Some(parent) = self.parent {
            parent.place(hasher);
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(formatter)?;
        }
        let dot = if self.parent.is_some() { "." } else { "" };
        match self.step {
            Step::Field(name) => write!(formatter, "{dot}{name}"),
            Step::Key(name) => write!(formatter, "{dot}{name}"),
            Step::Index(index) => write!(formatter, "[{index}]"),
        }
    }
}

/// Collects what is wrong.
#[derive(Default)]
struct Checks {
    found: Contradictions,
    kept: usize,
    places: HashMap<u64, usize>,
}

/// Whose value it is, of which rows, and what it is.
type What = (Subject, Option<Rows>, Quantity);

impl Checks {
    fn fault(&mut self, check: Check, at: Path<'_>, statement: impl FnOnce() -> Statement) {
        self.found.total += 1;
        let mut hasher = DefaultHasher::new();
        check.hash(&mut hasher);
        at.place(&mut hasher);
        let problems = &mut self.found.problems;
        let place = *self.places.entry(hasher.finish()).or_insert(problems.len());
        if place == problems.len() && place < MOST {
            problems.push(Problem { check, found: Vec::new(), count: 0 });
        }
        let Some(problem) = problems.get_mut(place) else { return };
        problem.count += 1;
        if self.kept < MOST || problem.found.is_empty() {
            self.kept += 1;
            problem.found.push(Contradiction { path: at.to_string(), statement: statement() });
        }
    }

    /// A count that is part of another.
    fn at_most(&mut self, at: Path<'_>, part: u64, whole: Option<u64>, say: impl FnOnce() -> Statement) {
        if whole.is_some_and(|whole| part > whole) {
            self.fault(Check::CountOverTotal, at, say);
        }
    }

    /// A value between two bounds.
    fn between(&mut self, at: Path<'_>, value: Measured, bounds: (f64, f64), what: impl FnOnce() -> What) {
        let Some(value) = value else { return };
        let (least, most) = bounds;
        if value >= least - TOLERANCE && value <= most + TOLERANCE {
            return;
        }
        self.fault(Check::OutsideBounds, at, || {
            let (of, rows, quantity) = what();
            let bound = |value| Figure::of_entity(quantity.derived(&BOUND), value);
            let can_be = match (least.is_finite(), most.is_finite()) {
                (true, true) => say!("it lies between {} and {}", bound(least), bound(most)),
                (true, false) => say!("it is never less than {}", bound(least)),
                _ => say!("it is never more than {}", bound(most)),
            };
            let name = of.shown().map(|shown| say!(" of {}", Span::Name(shown)));
            let on = rows.map(|rows| say!(" {}", rows.on()));
            let figure = Figure { rows, ..Figure::new(of, quantity.clone(), value) };
            say!("{}{}{} is {}; {}.", statement::label(quantity.label()), name, on, figure, can_be)
        });
    }

    /// A share of something, 1 being all.
    fn share(&mut self, at: Path<'_>, value: Measured, label: &'static str, of: impl FnOnce() -> Subject) {
        self.between(at, value, (0.0, 1.0), || (of(), None, Quantity::other("share", label, None)));
    }

    /// Something that is 0 or more, in its own unit.
    fn positive(&mut self, at: Path<'_>, value: Measured, label: &'static str, of: impl FnOnce() -> Subject) {
        let bounds = (0.0, f64::INFINITY);
        self.between(at, value, bounds, || (of(), None, Quantity::other("value", label, None)));
    }

    /// A start and an end.
    fn times(
        &mut self,
        at: Path<'_>,
        (start, end): (Option<Timestamp>, Option<Timestamp>),
        may_be_equal: bool,
        what: impl FnOnce() -> Statement,
    ) {
        let (Some(start), Some(end)) = (start, end) else { return };
        if end < start || (end == start && !may_be_equal) {
            let time = |at: Timestamp| statement::time(at.display_minute());
            self.fault(Check::ReversedTimes, at, || {
                say!("{} starts at {} and ends at {}.", what(), time(start), time(end))
            });
        }
    }

    /// Numbers that go one way.
    fn one_way(&mut self, at: Path<'_>, values: &[f64], what: impl FnOnce() -> Statement) {
        let ordered = |sign: f64| values.windows(2).all(|pair| sign * (pair[1] - pair[0]) >= -TOLERANCE);
        if !ordered(1.0) && !ordered(-1.0) {
            self.fault(Check::Order, at, || say!("{} go up and down.", what()));
        }
    }

    /// Names of which each must be there once; `at` makes the path of an entry.
    fn once<'n>(
        &mut self,
        list: Path<'_>,
        field: Option<&'static str>,
        names: impl Iterator<Item = &'n str>,
        what: &'static str,
    ) {
        let mut seen = HashSet::new();
        for (index, name) in names.enumerate() {
            if !seen.insert(name) {
                let entry = list.index(index);
                let place = field.map_or(entry, |field| entry.field(field));
                self.fault(Check::NameTwice, place, || {
                    say!("{} named {} more than once.", what, statement::name(name))
                });
            }
        }
    }
}

/// The bounds of metrics, each looked up once.
struct Metrics<'a> {
    definitions: &'a [MetricDefinition],
    bounds: HashMap<&'a str, (f64, f64)>,
}

impl<'a> Metrics<'a> {
    fn new(definitions: &'a [MetricDefinition]) -> Self {
        Self { definitions, bounds: HashMap::new() }
    }

    fn check(
        &mut self,
        checks: &mut Checks,
        at: Path<'_>,
        (name, value): (&'a str, Measured),
        rows: Option<Rows>,
        of: impl FnOnce() -> Subject,
    ) {
        let definitions = self.definitions;
        let quantity = || Quantity::of_metric(definitions, name);
        let bounds = *self.bounds.entry(name).or_insert_with(|| quantity().bounds());
        checks.between(at, value, bounds, || (of(), rows, quantity()));
    }
}
