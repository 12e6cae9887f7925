//! A place in the document, and what can be wrong there.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
    fmt,
    hash::{DefaultHasher, Hash, Hasher},
};

use report_domain::Timestamp;
use report_snapshot::{Measured, MetricDefinition, deployment::Window};

use super::problem::{Check, Contradiction, Contradictions, Problem};
use crate::{
    Figure, Quantity, Rows, Statement, Subject,
    quantity::{BOUND, Known, NOT_NEGATIVE, OF_ONE},
    say,
    statement::{self, Span, label},
};

/// How far outside its bounds a value counts as rounding: a correlation of 1.0000000000000002 is normal.
const TOLERANCE: f64 = 1e-9;

/// Contradictions that are kept with their words, and problems that are told apart; all are counted.
const MOST: usize = 1_000;

/// What is wrong so far.
#[derive(Default)]
pub(super) struct Found {
    pub(super) contradictions: Contradictions,
    kept: usize,
    /// Index of the problem by the hash of what is wrong and where.
    problems: HashMap<u64, usize>,
}

/// A place in the document, with whose figures stand there and of which rows. All that is written out, such as its path, is
/// written out only where something is wrong.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    found: &'a RefCell<Found>,
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
    of: &'a dyn Fn() -> Subject,
    rows: Option<Rows>,
}

#[derive(Clone, Copy, Hash)]
enum Step<'a> {
    Field(&'static str),
    Key(&'a str),
    Index(usize),
}

/// What the report is about.
pub(super) fn entity() -> Subject {
    Subject::Entity
}

/// Where to go.
impl<'a> Place<'a> {
    /// The content of the snapshot.
    pub fn content(found: &'a RefCell<Found>) -> Self {
        Self { found, parent: None, step: Step::Field("content"), of: &entity, rows: None }
    }

    fn step<'b>(&'b self, step: Step<'b>) -> Place<'b> {
        Place { parent: Some(self), step, ..*self }
    }

    pub fn field(&self, name: &'static str) -> Place<'_> {
        self.step(Step::Field(name))
    }

    pub fn key<'b>(&'b self, name: &'b str) -> Place<'b> {
        self.step(Step::Key(name))
    }

    pub fn index(&self, index: usize) -> Place<'_> {
        self.step(Step::Index(index))
    }

    /// The same place, with figures of something else.
    pub fn of<'b>(self, of: &'b dyn Fn() -> Subject) -> Place<'b>
    where
        'a: 'b,
    {
        Place { of, ..self }
    }

    /// The same place, with figures of those rows.
    pub fn on(self, rows: Option<Rows>) -> Self {
        Self { rows, ..self }
    }

    /// Looks at each entry of a list.
    pub fn each<T>(
        &self,
        list: &'static str,
        entries: impl IntoIterator<Item = T>,
        mut look: impl FnMut(Place<'_>, T),
    ) {
        let list = self.field(list);
        for (index, entry) in entries.into_iter().enumerate() {
            look(list.index(index), entry);
        }
    }
}

/// What is said of a place.
impl Place<'_> {
    pub fn rows(&self) -> &'static str {
        self.rows.map_or("", Rows::on)
    }

    /// The name of whose figures these are.
    pub fn name(&self) -> Span {
        Span::Name((self.of)().shown().unwrap_or_default())
    }

    /// ` of ` that name; nothing of the entity itself.
    pub fn of_name(&self) -> Option<Statement> {
        (self.of)().shown().map(|shown| say!(" of {}", Span::Name(shown)))
    }

    pub fn figure(&self, quantity: impl Into<Quantity>, value: f64) -> Figure {
        Figure { rows: self.rows, ..Figure::new((self.of)(), quantity, value) }
    }

    /// A number of things: `1 call`, `14 calls`.
    pub fn count(&self, what: &'static Known, number: u64, one: &'static str, many: &'static str) -> Span {
        statement::counted(&self.figure(what, number as f64), one, many)
    }

    /// Hash of the place, the same for all entries of a list.
    fn hash(&self, hasher: &mut DefaultHasher) {
        if !matches!(self.step, Step::Index(_)) {
            self.step.hash(hasher);
        }
        if let Some(parent) = self.parent {
            parent.hash(hasher);
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dot = if self.parent.is_some() { "." } else { "" };
        if let Some(parent) = self.parent {
            parent.fmt(formatter)?;
        }
        match self.step {
            Step::Field(name) | Step::Key(name) => write!(formatter, "{dot}{name}"),
            Step::Index(index) => write!(formatter, "[{index}]"),
        }
    }
}

/// What can be wrong.
impl Place<'_> {
    pub fn fault(&self, check: Check, say: impl FnOnce() -> Statement) {
        let found = &mut *self.found.borrow_mut();
        found.contradictions.total += 1;
        let mut hasher = DefaultHasher::new();
        check.hash(&mut hasher);
        self.hash(&mut hasher);
        let problems = &mut found.contradictions.problems;
        let index = *found.problems.entry(hasher.finish()).or_insert(problems.len());
        if index == problems.len() && index < MOST {
            problems.push(Problem { check, found: Vec::new(), count: 0 });
        }
        let Some(problem) = problems.get_mut(index) else { return };
        problem.count += 1;
        if found.kept < MOST || problem.found.is_empty() {
            found.kept += 1;
            problem.found.push(Contradiction { path: self.to_string(), statement: say() });
        }
    }

    /// A count that is part of another.
    pub fn at_most(&self, part: u64, whole: Option<u64>, say: impl FnOnce() -> Statement) {
        if whole.is_some_and(|whole| part > whole) {
            self.fault(Check::CountOverTotal, say);
        }
    }

    /// A value between two bounds.
    pub fn between(&self, (least, most): (f64, f64), value: Measured, quantity: impl FnOnce() -> Quantity) {
        let Some(value) = value else { return };
        if value >= least - TOLERANCE && value <= most + TOLERANCE {
            return;
        }
        self.fault(Check::OutsideBounds, || {
            let quantity = quantity();
            let bound = |value| Figure::of_entity(quantity.derived(&BOUND), value);
            let can_be = match (least.is_finite(), most.is_finite()) {
                (true, true) => say!("it lies between {} and {}", bound(least), bound(most)),
                (true, false) => say!("it is never less than {}", bound(least)),
                _ => say!("it is never more than {}", bound(most)),
            };
            let on = self.rows.map(|rows| say!(" {}", rows.on()));
            let figure = self.figure(quantity.clone(), value);
            say!("{}{}{} is {}; {}.", label(quantity.label()), self.of_name(), on, figure, can_be)
        });
    }

    /// A share of something, 1 being all.
    pub fn share(&self, label: &'static str, value: Measured) {
        self.between(OF_ONE, value, || Quantity::other("share", label, None));
    }

    /// The same of each entry of a list.
    pub fn shares(&self, list: &'static str, label: &'static str, values: &[f64]) {
        self.each(list, values, |at, value| at.share(label, Some(*value)));
    }

    /// Something that is 0 or more, in its own unit.
    pub fn positive(&self, label: &'static str, value: Measured) {
        self.between(NOT_NEGATIVE, value, || Quantity::other("value", label, None));
    }

    /// Fields that are each at least what the one before is; `say` puts the two labels and figures into words.
    pub fn ascending(
        &self,
        fields: impl IntoIterator<Item = (&'static str, &'static str, Measured)>,
        quantity: impl Fn() -> Quantity,
        say: impl Fn([(Span, Figure); 2]) -> Statement,
    ) {
        let mut before: Option<(&str, f64)> = None;
        for (field, called, value) in fields {
            let Some(value) = value else { continue };
            if let Some((lower, less)) = before
                && less - value > TOLERANCE * value.abs().max(1.0)
            {
                let put = |called, value| (label(called), self.figure(quantity(), value));
                self.field(field).fault(Check::OutsideBounds, || say([put(lower, less), put(called, value)]));
            }
            before = Some((called, value));
        }
    }

    /// The end of something that may last no time at all.
    pub fn end(&self, start: Option<Timestamp>, end: Option<Timestamp>, what: impl FnOnce() -> Statement) {
        if let Some((start, end)) = start.zip(end).filter(|(start, end)| end < start) {
            self.reversed(start, end, what);
        }
    }

    /// A window, which lasts.
    pub fn window(&self, window: Option<&Window>, what: impl FnOnce() -> Statement) {
        if let Some(Window { start, end }) = window.filter(|window| window.end <= window.start) {
            self.field("window").field("end").reversed(*start, *end, what);
        }
    }

    fn reversed(&self, start: Timestamp, end: Timestamp, what: impl FnOnce() -> Statement) {
        let time = |at: Timestamp| statement::time(at.display_minute());
        self.fault(Check::ReversedTimes, || {
            say!("{} starts at {} and ends at {}.", what(), time(start), time(end))
        });
    }

    /// Numbers that go one way.
    pub fn one_way(&self, values: &[f64], what: impl FnOnce() -> Statement) {
        let ordered = |sign: f64| values.windows(2).all(|pair| sign * (pair[1] - pair[0]) >= -TOLERANCE);
        if !ordered(1.0) && !ordered(-1.0) {
            self.fault(Check::Order, || say!("{} go up and down.", what()));
        }
    }

    /// A list in which each name must be there once, as the entry itself or in one of its fields.
    pub fn once<'n>(
        &self,
        field: Option<&'static str>,
        names: impl Iterator<Item = &'n str>,
        what: &'static str,
    ) {
        for (index, name) in repeated(names) {
            let entry = self.index(index);
            let place = field.map_or(entry, |field| entry.field(field));
            place
                .fault(Check::NameTwice, || say!("{} named {} more than once.", what, statement::name(name)));
        }
    }
}

/// The names that were there before, with their index.
pub(super) fn repeated<'n>(names: impl Iterator<Item = &'n str>) -> impl Iterator<Item = (usize, &'n str)> {
    let mut seen = HashSet::new();
    names.enumerate().filter(move |(_, name)| !seen.insert(*name))
}

/// The bounds of metrics, each looked up once.
pub(super) struct Metrics<'a> {
    definitions: &'a [MetricDefinition],
    bounds: HashMap<&'a str, (f64, f64)>,
}

impl<'a> Metrics<'a> {
    pub fn new(definitions: &'a [MetricDefinition]) -> Self {
        Self { definitions, bounds: HashMap::new() }
    }

    pub fn check(&mut self, at: Place<'_>, name: &'a str, value: Measured) {
        let quantity = || Quantity::of_metric(self.definitions, name);
        let bounds = *self.bounds.entry(name).or_insert_with(|| quantity().bounds());
        at.between(bounds, value, quantity);
    }

    /// Metrics by name.
    pub fn check_all(&mut self, at: Place<'_>, metrics: &'a BTreeMap<String, Measured>) {
        for (name, value) in metrics {
            self.check(at.key(name), name, *value);
        }
    }
}
