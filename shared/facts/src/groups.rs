//! How groups of rows fare: rates by group and how far they lie apart, as Fairlearn defines them, with what chance allows.
//!
//! All rates are of one class: the favourable one where it is declared, else the positive one. Seen from the other class, true
//! and false positive rates change places.

use report_snapshot::{
    evaluation::{Evaluation, Split},
    groups::{Group, GroupCounts, Grouping},
    model::Model,
};

use crate::{
    Quantity,
    quantity::{FALSE_POSITIVE_RATE, Known, SELECTION_RATE, TRUE_POSITIVE_RATE},
    stats,
};

/// A rate of fewer rows is shown, and neither accuses nor acquits: this product's own bound.
pub const FEWEST_ROWS: u64 = 30;

/// A share of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub part: u64,
    /// Of how many.
    pub of: u64,
}

impl Rate {
    /// Its value; undefined of no rows, where Fairlearn counts it as 0.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.part as f64 / self.of as f64)
    }

    /// Its 95 % interval (Wilson).
    pub fn interval(self) -> Option<(f64, f64)> {
        stats::wilson(self.part as f64, self.of as f64)
    }

    /// Whether it is of so many rows that it is compared with others.
    pub fn is_compared(self) -> bool {
        self.of >= FEWEST_ROWS
    }

    fn pair(self) -> (f64, f64) {
        (self.part as f64, self.of as f64)
    }

    fn plus(self, other: Self) -> Self {
        Self { part: self.part.saturating_add(other.part), of: self.of.saturating_add(other.of) }
    }
}

/// The rates of some rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// Rows called the class, of all rows.
    pub selection: Rate,
    /// Rows of the class called so, of all of the class.
    pub true_positive: Rate,
    /// Rows of the other class called the class, of all of the other.
    pub false_positive: Rate,
    /// Rows called right, of all rows.
    pub accuracy: Rate,
    /// Rows of the class, of all called so.
    pub precision: Rate,
}

impl Rates {
    fn of(counts: GroupCounts) -> Self {
        let GroupCounts { true_positives, false_positives, true_negatives, false_negatives } = counts;
        let rate = |part, of: [u64; 2]| Rate { part, of: of[0].saturating_add(of[1]) };
        let called = [true_positives, false_positives];
        let right = true_positives.saturating_add(true_negatives);
        let wrong = false_positives.saturating_add(false_negatives);
        Self {
            selection: Rate {
                part: true_positives.saturating_add(false_positives),
                of: counts.rows().unwrap_or(u64::MAX),
            },
            true_positive: rate(true_positives, [true_positives, false_negatives]),
            false_positive: rate(false_positives, [false_positives, true_negatives]),
            accuracy: rate(right, [right, wrong]),
            precision: rate(true_positives, called),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            selection: self.selection.plus(other.selection),
            true_positive: self.true_positive.plus(other.true_positive),
            false_positive: self.false_positive.plus(other.false_positive),
            accuracy: self.accuracy.plus(other.accuracy),
            precision: self.precision.plus(other.precision),
        }
    }
}

/// A group with its rates.
#[derive(Debug, Clone, Copy)]
pub struct GroupRates<'a> {
    /// The group.
    pub group: &'a Group,
    /// Its rates.
    pub rates: Rates,
}

/// Which rates are compared between groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Demographic parity.
    Selection,
    /// Equal opportunity; with the next, equalized odds.
    TruePositive,
    /// The other half of equalized odds.
    FalsePositive,
}

impl Compared {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Selection, Self::TruePositive, Self::FalsePositive];

    /// What it measures.
    pub fn quantity(self) -> &'static Known {
        match self {
            Self::Selection => &SELECTION_RATE,
            Self::TruePositive => &TRUE_POSITIVE_RATE,
            Self::FalsePositive => &FALSE_POSITIVE_RATE,
        }
    }

    /// It among a group's rates.
    pub fn of(self, rates: &Rates) -> Rate {
        match self {
            Self::Selection => rates.selection,
            Self::TruePositive => rates.true_positive,
            Self::FalsePositive => rates.false_positive,
        }
    }
}

/// How far the groups of an attribute lie apart in one rate: the highest and the lowest of those that are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference<'a> {
    /// The rate.
    pub compared: Compared,
    /// The group with the highest rate, of equal ones the first by name, and the rate.
    pub highest: (&'a str, Rate),
    /// The group with the lowest rate.
    pub lowest: (&'a str, Rate),
    /// Highest minus lowest: Fairlearn's difference between groups.
    pub value: f64,
    /// Between which values it lies in 95 of 100 cases, simultaneously for all pairs that are compared (Newcombe, with
    /// Bonferroni's correction); `None` where the rows are not independent.
    pub interval: Option<(f64, f64)>,
    /// How many groups are compared.
    pub groups: usize,
}

impl Difference<'_> {
    /// Lowest over highest: Fairlearn's ratio between groups; undefined where no group has any.
    pub fn ratio(&self) -> Option<f64> {
        let (lowest, highest) = (self.lowest.1.value()?, self.highest.1.value()?);
        (highest > 0.0).then(|| lowest / highest)
    }

    /// Whether the ratio is under four fifths, exactly.
    pub fn is_under_four_fifths(&self) -> bool {
        let (low, high) = (self.lowest.1, self.highest.1);
        let wide = |a: u64, b: u64, by: u128| u128::from(a).saturating_mul(u128::from(b)).saturating_mul(by);
        high.part > 0 && wide(low.part, high.of, 5) < wide(high.part, low.of, 4)
    }

    /// Whether chance alone does not explain it.
    pub fn is_beyond_chance(&self) -> bool {
        self.interval.is_some_and(|(least, _)| least > 0.0)
    }
}

/// An attribute whose groups have counts.
#[derive(Debug, Clone)]
pub struct Attribute<'a> {
    /// What the snapshot says of it.
    pub grouping: &'a Grouping,
    /// The class that the rates are of, where it is known.
    pub class: Option<&'a str>,
    /// The groups that have counts, in the snapshot's order.
    pub groups: Vec<GroupRates<'a>>,
    /// All of them together.
    pub together: Rates,
    /// Rates that at least two groups have of enough rows.
    pub differences: Vec<Difference<'a>>,
}

impl Attribute<'_> {
    /// How far they lie apart in a rate.
    pub fn difference(&self, compared: Compared) -> Option<&Difference<'_>> {
        self.differences.iter().find(|difference| difference.compared == compared)
    }

    /// The larger of the differences in true and false positive rates: Fairlearn's equalized odds difference. `None` where not
    /// both are known.
    pub fn equalized_odds(&self) -> Option<&Difference<'_>> {
        let [a, b] = [Compared::TruePositive, Compared::FalsePositive].map(|rate| self.difference(rate));
        let (a, b) = a.zip(b)?;
        Some(if b.value > a.value { b } else { a })
    }
}

/// Whether an evaluation's rows are independent, so that counts of them have intervals: rows of a test or validation set, each
/// answered once by one model that has not seen them.
pub fn is_independent(evaluation: &Evaluation) -> bool {
    matches!(evaluation.split, Split::Test | Split::Validation)
}

/// The attributes of an evaluation that have groups with counts, in the snapshot's order.
pub fn attributes<'a>(model: &'a Model, evaluation: &'a Evaluation) -> Vec<Attribute<'a>> {
    let mut found: Vec<Attribute<'a>> =
        evaluation.groups.iter().filter_map(|grouping| attribute(model, grouping)).collect();
    if is_independent(evaluation) {
        let pairs = |difference: &Difference<'_>| (difference.groups * (difference.groups - 1) / 2) as u64;
        let comparisons = found.iter().flat_map(|attribute| &attribute.differences).map(pairs).sum();
        let z = stats::simultaneous_z(comparisons);
        for difference in found.iter_mut().flat_map(|attribute| &mut attribute.differences) {
            difference.interval = stats::newcombe(difference.highest.1.pair(), difference.lowest.1.pair(), z);
        }
    }
    found
}

fn attribute<'a>(model: &'a Model, grouping: &'a Grouping) -> Option<Attribute<'a>> {
    let favourable = grouping.favourable_class.as_deref();
    let positive = model.positive_class.as_deref();
    let is_other = favourable.is_some_and(|class| Some(class) != positive);
    let rates = |group: &'a Group| {
        let counts = group.counts.filter(|_| group.rows > 0)?;
        let counts = if is_other { counts.of_other_class() } else { counts };
        Some(GroupRates { group, rates: Rates::of(counts) })
    };
    let groups: Vec<GroupRates<'a>> = grouping.groups.iter().filter_map(rates).collect();
    let together = groups.iter().map(|group| group.rates).reduce(Rates::plus)?;
    let differences =
        Compared::ALL.into_iter().filter_map(|compared| difference(&groups, compared)).collect();
    Some(Attribute { grouping, class: favourable.or(positive), groups, together, differences })
}

fn difference<'a>(groups: &[GroupRates<'a>], compared: Compared) -> Option<Difference<'a>> {
    let mut rates: Vec<(&'a str, Rate, f64)> = groups
        .iter()
        .map(|group| (group.group.group.as_str(), compared.of(&group.rates)))
        .filter(|(_, rate)| rate.is_compared())
        .filter_map(|(name, rate)| Some((name, rate, rate.value()?)))
        .collect();
    rates.sort_by(|a, b| a.2.total_cmp(&b.2).then_with(|| a.0.cmp(b.0)));
    let lowest = *rates.first()?;
    let highest = *rates.iter().rev().min_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.0.cmp(b.0)))?;
    (rates.len() > 1).then_some(Difference {
        compared,
        highest: (highest.0, highest.1),
        lowest: (lowest.0, lowest.1),
        value: highest.2 - lowest.2,
        interval: None,
        groups: rates.len(),
    })
}

/// A quantity of a compared rate.
impl From<Compared> for Quantity {
    fn from(compared: Compared) -> Self {
        compared.quantity().into()
    }
}
