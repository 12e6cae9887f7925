//! Evaluates one claim on the facts.

use std::cmp::Ordering;

use report_facts::{Direction, Figure, Rows, Sort, Subject, Unit, format};

use crate::{
    claim::{Claim, Expect, Kind, Show},
    evaluated::{Evaluated, Refusal, Ties},
    facts::{Facts, context, is_pair},
    same::is_same_value,
};

impl<'a> Facts<'a> {
    /// Evaluates one claim.
    ///
    /// # Errors
    /// The data contradicts the claim, or it cannot be evaluated.
    pub fn evaluate(&self, claim: &Claim) -> Result<Evaluated<'_>, Refusal> {
        if claim.claim == Kind::Finding {
            return match self.finding(claim.of.trim()) {
                Some(finding) => Ok(Evaluated::Finding(finding)),
                None => Refusal::new(format!("there is no finding {:?}", short(&claim.of))),
            };
        }
        let of = self.offered_figure(&claim.of)?;
        let figure = &self.figures[of];
        if claim.expect != Expect::None && !matches!(claim.claim, Kind::Compare | Kind::Change) {
            return Refusal::new("only compare and change take an expectation");
        }
        match claim.claim {
            Kind::Value | Kind::Finding => Ok(Evaluated::Value(figure)),
            Kind::Compare => {
                let with = self.offered_figure(&claim.with)?;
                self.compare(of, with, claim.show, claim.expect)
            }
            Kind::Change => {
                let with = &self.figures[self.offered_figure(&claim.with)?];
                change(figure, with, claim.expect)
            }
            Kind::Place => self.place(of),
            Kind::Spread => self.spread(of),
            Kind::Share => share(figure, &self.figures[self.offered_figure(&claim.with)?]),
        }
    }

    fn offered_figure(&self, id: &str) -> Result<usize, Refusal> {
        match self.figure(id.trim()) {
            Some(index) => Ok(index),
            None => Refusal::new(format!("there is no figure {:?}", short(id))),
        }
    }

    fn compare(&self, a: usize, b: usize, show: Show, expect: Expect) -> Result<Evaluated<'_>, Refusal> {
        if a == b {
            return Refusal::new("a figure cannot be compared with itself");
        }
        if !self.are_comparable(a, b) {
            return Refusal::new(
                "these figures cannot be compared: they are of different quantities, rows or sorts of things",
            );
        }
        let (a, b) = (&self.figures[a], &self.figures[b]);
        let order = order(a, b, expect)?;
        Ok(match (order, show) {
            (Ordering::Equal, _) => Evaluated::Same(a, b),
            (_, Show::Ratio) => return ratio(a, b),
            _ => Evaluated::Compared(a, b, show),
        })
    }

    fn place(&self, of: usize) -> Result<Evaluated<'_>, Refusal> {
        let group = self.group(of);
        if group.len() < 3 {
            return Refusal::new("a place needs at least three figures of a kind");
        }
        let figure = &self.figures[of];
        let is_before = |other: &Figure| match figure.quantity.better() {
            _ if is_same_value(other.value, figure.value) => false,
            Some(Direction::Lower) => other.value < figure.value,
            _ => other.value > figure.value,
        };
        let others = group.iter().map(|index| &self.figures[*index]);
        let place = 1 + others.filter(|other| is_before(other)).count();
        let ties = self.ties(of);
        Ok(Evaluated::Placed { figure, place, ties, among: self.among(of) })
    }

    fn spread(&self, of: usize) -> Result<Evaluated<'_>, Refusal> {
        let [first, _, .., last] = *self.group(of) else {
            return Refusal::new("a spread needs at least three figures of a kind");
        };
        let (low, high) =
            if self.figures[first].value <= self.figures[last].value { (first, last) } else { (last, first) };
        let ties = [low, high].map(|end| self.ties(end));
        let (low, high) = (&self.figures[low], &self.figures[high]);
        look_different(low, high)?;
        if is_same_value(low.value, high.value) {
            return Refusal::new("all figures of this kind are the same");
        }
        Ok(Evaluated::Spread { low, high, ties, among: self.among(of) })
    }

    /// The other figures of its group that are equal to it.
    fn ties(&self, of: usize) -> Ties<'_> {
        let group = self.group(of).iter().filter(|other| **other != of).map(|index| &self.figures[*index]);
        let mut others = group.filter(|other| is_same_value(other.value, self.figures[of].value));
        let first = others.next();
        first.map_or(Ties::None, |first| match others.count() {
            0 => Ties::With(first),
            more => Ties::WithSoMany(1 + more),
        })
    }
}

/// The first characters of a text of the model, to be quoted in what it is told.
fn short(text: &str) -> String {
    text.chars().take(20).collect()
}

/// The order of `a` and `b`. An expectation of another order is contradicted.
fn order(a: &Figure, b: &Figure, expect: Expect) -> Result<Ordering, Refusal> {
    let Some(order) = a.value.partial_cmp(&b.value) else { return Refusal::new("a value is missing") };
    let order = if is_same_value(a.value, b.value) { Ordering::Equal } else { order };
    look_different(a, b)?;
    let is = match order {
        Ordering::Less => Expect::Lower,
        Ordering::Equal => Expect::Same,
        Ordering::Greater => Expect::Higher,
    };
    if expect != Expect::None && expect != is {
        let said = match is {
            Expect::Lower => "lower",
            Expect::Higher => "higher",
            _ => "the same",
        };
        return Err(Refusal::Contradicted(format!("the data says that it is {said}")));
    }
    Ok(order)
}

/// Refuses figures that differ by less than can be written: they are not equal, and a reader sees no difference.
fn look_different(a: &Figure, b: &Figure) -> Result<(), Refusal> {
    let shown = format::distinct(&[(a.value, a.unit()), (b.value, b.unit())]);
    if !is_same_value(a.value, b.value) && shown[0] == shown[1] {
        return Refusal::new("these figures differ by less than can be written");
    }
    Ok(())
}

/// A ratio needs quantities that have a true zero, such as counts. Where it would be shown as 1.0, the difference is shown.
fn ratio<'a>(a: &'a Figure, b: &'a Figure) -> Result<Evaluated<'a>, Refusal> {
    let has_ratio = match a.unit() {
        Unit::Count | Unit::Milliseconds | Unit::Bytes => true,
        // A score of 91% is not 1.1 times as good as one of 83%.
        Unit::Share => a.quantity.better() != Some(Direction::Higher),
        _ => false,
    };
    if !has_ratio || a.value <= 0.0 || b.value <= 0.0 {
        return Refusal::new("a ratio of these figures says nothing; show the difference");
    }
    let (more, less) = if a.value > b.value { (a, b) } else { (b, a) };
    Ok(match more.value / less.value {
        ratio if !ratio.is_finite() => return Refusal::new("there is no ratio"),
        ratio if ratio < 1.05 => Evaluated::Compared(a, b, Show::Difference),
        _ => Evaluated::Compared(more, less, Show::Ratio),
    })
}

/// One figure on other rows, or on a later day.
fn change<'a>(from: &'a Figure, to: &'a Figure, expect: Expect) -> Result<Evaluated<'a>, Refusal> {
    if from.quantity.id() != to.quantity.id() {
        return Refusal::new("a change is of one quantity");
    }
    match (&from.of, &to.of) {
        (Subject::Named(Sort::Day, a), Subject::Named(Sort::Day, b)) if from.rows == to.rows => {
            if a >= b {
                return Refusal::new("the second day of a change is the later one");
            }
        }
        _ if from.of != to.of => {
            return Refusal::new("a change is of one thing: compare two things instead");
        }
        _ => match (from.rows, to.rows) {
            (Some(a), Some(b)) if a != b => {
                if (a, b) == (Rows::Current, Rows::Reference) {
                    return Refusal::new("a change goes from the reference to the current period");
                }
            }
            _ => return Refusal::new("a change needs two kinds of rows or two days"),
        },
    }
    order(to, from, expect)?;
    Ok(Evaluated::Changed(from, to))
}

/// One figure as a share of another. The parts are rows of a class, failed calls of a type or day, calls of a day, failed calls,
/// and missing values of a column.
fn share<'a>(part: &'a Figure, whole: &'a Figure) -> Result<Evaluated<'a>, Refusal> {
    let (a, b) = (part.quantity.id(), whole.quantity.id());
    let is_all = matches!(&whole.of, Subject::Entity | Subject::Named(Sort::Dataset, _));
    let is_part = match (a.as_str(), b.as_str(), part.of.sort()) {
        ("rows", "rows", Some(Sort::Class)) => is_all,
        ("errors", "errors", Some(Sort::ErrorType | Sort::Day)) => is_all,
        ("requests", "requests", Some(Sort::Day)) => is_all,
        ("missing_values", "rows", Some(Sort::Column)) => is_all,
        ("errors", "requests", _) => part.of == whole.of,
        _ => false,
    };
    if !is_part || is_pair(part) || context(part).is_some() {
        return Refusal::new("the first of these figures is no part of the second");
    }
    if whole.value <= 0.0 || part.value > whole.value || part.value < 0.0 {
        return Refusal::new("the part is more than the whole");
    }
    Ok(Evaluated::Share(part, whole))
}
