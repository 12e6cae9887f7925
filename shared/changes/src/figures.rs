//! Figures then and now.

use std::{cmp::Ordering, collections::HashMap};

use report_domain::Kind;
use report_facts::{
    Figure, Quantity, Rows, Sort, Subject, Unit,
    drift::MODERATE_PSI,
    quantity::{COLUMN_SCORE, DETECTED_CELLS, ERROR_RATE, IMPORTANCE, PSI},
    stats::alike,
};

use crate::{
    Listed, Side, groups,
    noise::{self, key},
};

/// Figures that are listed.
const MOST: usize = 40;

/// Figures in a chart: few enough for it to stand beside what is on its page.
const MOST_IN_SERIES: usize = 12;

/// A figure that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureChange {
    /// What it was.
    pub then: Figure,
    /// What it is.
    pub now: Figure,
    /// Whether the difference exceeds the noise; `None` where the data does not say how much the figure varies by chance.
    pub exceeds_noise: Option<bool>,
}

/// How a difference is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Which way is better is known, and it went that way.
    Better,
    /// It went the other way.
    Worse,
    /// More, where neither is better.
    Higher,
    /// Less, where neither is better.
    Lower,
}

impl FigureChange {
    /// By how much it is more than it was.
    pub fn difference(&self) -> f64 {
        self.now.value - self.then.value
    }

    /// How the difference is to be read.
    pub fn reading(&self) -> Reading {
        let (then, now) = (self.then.quantity.better(), self.now.quantity.better());
        let advantage =
            now.filter(|_| then == now).map(|better| better.advantage(self.now.value, self.then.value));
        match advantage {
            Some(advantage) if advantage > 0.0 => Reading::Better,
            Some(_) => Reading::Worse,
            None if self.difference() > 0.0 => Reading::Higher,
            None => Reading::Lower,
        }
    }

    /// How large the difference is beside what the figure can be.
    fn weight(&self) -> f64 {
        let (least, most) = self.now.quantity.bounds();
        let mut largest = self.then.value.abs().max(self.now.value.abs());
        if self.now.quantity.known().is_some_and(|known| known.id == PSI.id) {
            // What is far under the conventional bound is small, however many times as much it is.
            largest = largest.max(MODERATE_PSI);
        }
        let scale = if self.now.quantity.is_bounded() { most - least } else { largest };
        let weight = self.difference().abs() / scale;
        if weight.is_finite() { weight } else { 0.0 }
    }

    /// What comes first: beyond the noise, then metrics with a direction, then times and the rest. What was measured on the rows
    /// of the training says least.
    fn tier(&self) -> u8 {
        match (self.exceeds_noise, self.now.quantity.better()) {
            _ if self.now.rows == Some(Rows::Training) => 3,
            (Some(true), _) => 0,
            (_, Some(_)) if self.now.unit() != Unit::Milliseconds => 1,
            _ => 2,
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        self.tier().cmp(&other.tier()).then_with(|| other.weight().total_cmp(&self.weight()))
    }
}

/// One quantity of many things, then and now, for a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is.
    pub quantity: Quantity,
    /// Of which rows.
    pub rows: Option<Rows>,
    /// What sort of thing has it.
    pub sort: Sort,
    /// Names with the value then and now, the largest differences first.
    pub pairs: Listed<(String, f64, f64)>,
}

/// How figures differ.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureChanges {
    /// Those that differ: beyond the noise first, then metrics with a direction, then the rest, of the training's rows last; each
    /// by the difference beside the range of the quantity or, where that has no end, beside the larger of the two.
    pub changed: Listed<FigureChange>,
    /// Of all that differ, how many exceed the noise, and how many were tested at all.
    pub beyond_noise: usize,
    /// See `beyond_noise`.
    pub tested: usize,
    /// How many both have that do not differ.
    pub same: usize,
    /// How many only the other snapshot has; of days, which come and go, none is counted.
    pub only_then: usize,
    /// How many only the present snapshot has.
    pub only_now: usize,
    /// The quantity that says most as a picture.
    pub series: Option<Series>,
}

impl FigureChanges {
    pub(crate) fn is_empty(&self) -> bool {
        self.changed.all() + self.only_then + self.only_now == 0
    }
}

pub(crate) fn between(then: &Side, now: &Side) -> FigureChanges {
    let mut former: HashMap<_, &Figure> = then.figures.iter().map(|figure| (key(figure), figure)).collect();
    let (mut pairs, mut only_now) = (Vec::new(), 0);
    for figure in &now.figures {
        let key = key(figure);
        let is_comparable = |was: &&&Figure| {
            was.unit() == figure.unit() && groups::are_alike(figure, &then.classes, &now.classes)
        };
        match former.get(&key).filter(is_comparable).copied() {
            Some(was) => {
                former.remove(&key);
                let noise = then.noise.get(&key).zip(now.noise.get(&key));
                let p = noise.and_then(|(a, b)| a.p_value(*b, figure.value - was.value));
                pairs.push((was, figure, p));
            }
            None => only_now += usize::from(stays(figure)),
        }
    }
    let only_then = former.values().filter(|figure| stays(figure)).count();
    let series = series(then, now, &pairs);
    let verdicts = noise::exceed(&pairs.iter().map(|(_, _, p)| *p).collect::<Vec<_>>());
    let all = pairs.len();
    let mut changed: Vec<FigureChange> = pairs
        .into_iter()
        .zip(verdicts)
        .filter(|((was, is, _), _)| !alike(was.value, is.value))
        .map(|((was, is, _), exceeds_noise)| FigureChange {
            then: was.clone(),
            now: is.clone(),
            exceeds_noise,
        })
        .collect();
    let count = |verdict: fn(Option<bool>) -> bool| {
        changed.iter().filter(|change| verdict(change.exceeds_noise)).count()
    };
    let (beyond_noise, tested) = (count(|it| it == Some(true)), count(|it| it.is_some()));
    let same = all - changed.len();
    changed.sort_by(FigureChange::order);
    FigureChanges {
        changed: Listed::first(changed, MOST),
        beyond_noise,
        tested,
        same,
        only_then,
        only_now,
        series,
    }
}

/// Whether it is no news that a figure is only in one of the two: windows move, and days with them.
fn stays(figure: &Figure) -> bool {
    figure.of.sort() != Some(Sort::Day)
}

/// The quantity that each kind is best seen by.
fn series(then: &Side, now: &Side, pairs: &[(&Figure, &Figure, Option<f64>)]) -> Option<Series> {
    let (sort, id) = match now.kind {
        Kind::Experiment => {
            (Sort::Model, now.ranking.clone().filter(|it| then.ranking.as_ref() == Some(it))?)
        }
        Kind::Model => (Sort::Column, IMPORTANCE.id.to_owned()),
        Kind::Deployment => (Sort::Column, PSI.id.to_owned()),
        Kind::Project => (Sort::Deployment, ERROR_RATE.id.to_owned()),
        Kind::Synthgen => (Sort::Column, COLUMN_SCORE.id.to_owned()),
        Kind::Privacy => (Sort::Column, DETECTED_CELLS.id.to_owned()),
    };
    let mut of_it: Vec<(&str, &Figure, &Figure)> = pairs
        .iter()
        .filter_map(|(was, is, _)| match &is.of {
            Subject::Named(of, name) if *of == sort && is.quantity.id() == id => {
                Some((name.as_ref(), *was, *is))
            }
            _ => None,
        })
        .collect();
    // A metric may be known of several sorts of rows: those of the first, which is the leaderboard's.
    let (quantity, rows) = of_it.first().map(|(_, _, is)| (is.quantity.clone(), is.rows))?;
    of_it.retain(|(_, _, is)| is.rows == rows);
    let is_moved = of_it.iter().any(|(_, was, is)| !alike(was.value, is.value));
    if of_it.len() < 2 || !is_moved {
        return None;
    }
    let by = |(_, was, is): &(&str, &Figure, &Figure)| (is.value - was.value).abs();
    of_it.sort_by(|a, b| by(b).total_cmp(&by(a)).then_with(|| a.0.cmp(b.0)));
    let pairs = of_it.into_iter().map(|(name, was, is)| (name.to_owned(), was.value, is.value)).collect();
    Some(Series { quantity, rows, sort, pairs: Listed::first(pairs, MOST_IN_SERIES) })
}
