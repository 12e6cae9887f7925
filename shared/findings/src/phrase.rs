//! Phrases that many rules use.

use report_facts::{Figure, Statement, quantity::Known, statement};

use crate::Finding;

/// Entries of a list that are named, as the rule book says of all rules; the rest is counted.
pub(crate) const NAMED: usize = 3;

/// `1 column`, `3 columns`: a number of the entity's with what it counts.
pub(crate) fn number_of(
    quantity: &'static Known,
    number: usize,
    one: &'static str,
    many: &'static str,
) -> statement::Span {
    statement::counted(&Figure::count(quantity, number), one, many)
}

/// The form of a verb that goes with a number.
pub(crate) fn verb(number: usize, one: &'static str, many: &'static str) -> &'static str {
    if number == 1 { one } else { many }
}

/// Names in ascending order, if there are any: what is listed first depends on no order of the snapshot.
pub(crate) fn sorted<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Vec<&'a str>> {
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    (!names.is_empty()).then_some(names)
}

/// Figures of something with a name, if there are any: the greatest first, equal ones by name.
pub(crate) fn greatest_first<'a>(
    figures: impl IntoIterator<Item = (&'a str, Figure)>,
) -> Option<Vec<(&'a str, Figure)>> {
    let mut figures: Vec<(&str, Figure)> = figures.into_iter().collect();
    figures.sort_by(|a, b| b.1.value.total_cmp(&a.1.value).then_with(|| a.0.cmp(b.0)));
    (!figures.is_empty()).then_some(figures)
}

/// The findings of those rules that speak, in this order.
pub(crate) fn said<const N: usize>(rules: [Option<Finding>; N]) -> Vec<Finding> {
    rules.into_iter().flatten().collect()
}

/// The sentences whose condition holds, in this order.
pub(crate) fn those_that_hold<const N: usize>(sentences: [(bool, &'static str); N]) -> Vec<Statement> {
    let held = sentences.into_iter().filter(|(holds, _)| *holds);
    held.map(|(_, sentence)| Statement::words(sentence)).collect()
}
