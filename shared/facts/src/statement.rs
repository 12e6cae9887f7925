//! Statements: sentences of ours whose numbers are figures.
//!
//! A statement is a list of spans: words of ours, labels of quantities, names from the data, times, and figures. A number
//! cannot be part of our words, so every number in a statement is a [`Figure`]: formatted in one place, linked to the table
//! that it stands in, and open to being recomputed. Where two figures of a statement differ, they are written with as many
//! digits as it takes to see it: an index of 0.0996 is not "0.10, under 0.1".

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::{Figure, format, names, quantity::Known};

/// One part of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Span {
    /// Words of ours, without digits.
    Words(Cow<'static, str>),
    /// What people call a quantity, which may have digits: `F1`, `95th percentile`.
    Label(String),
    /// A name from the data.
    Name(String),
    /// A date or an instant.
    Time(String),
    /// A number.
    Figure(Figure, Style),
}

/// How a figure is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Its value.
    Value,
    /// With what it counts: `1 model`, `14 models`.
    Counted(&'static str, &'static str),
    /// Without its unit, which a later figure of the same sentence says.
    Unitless,
    /// Without the sign of one that is only said to be less than a bound: the words before it say so.
    Signless,
    /// The difference of the two figures before it, with no more digits than they have.
    Difference,
}

/// A sentence or more.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statement(Vec<Span>);

/// What may stand in for a `{}` of [`say!`].
#[derive(Debug, Clone)]
pub struct Part(Vec<Span>);

impl From<&Figure> for Part {
    fn from(figure: &Figure) -> Self {
        Self(vec![Span::Figure(figure.clone(), Style::Value)])
    }
}

impl From<Figure> for Part {
    fn from(figure: Figure) -> Self {
        Self(vec![Span::Figure(figure, Style::Value)])
    }
}

impl From<Span> for Part {
    fn from(span: Span) -> Self {
        Self(vec![span])
    }
}

impl From<Statement> for Part {
    fn from(statement: Statement) -> Self {
        Self(statement.0)
    }
}

impl From<Option<Statement>> for Part {
    fn from(statement: Option<Statement>) -> Self {
        Self(statement.map(|statement| statement.0).unwrap_or_default())
    }
}

impl From<&'static str> for Part {
    fn from(words: &'static str) -> Self {
        Self(vec![Span::Words(Cow::Borrowed(words))])
    }
}

/// A name from the data.
pub fn name(name: &str) -> Span {
    Span::Name(names::shown(name))
}

/// What people call a quantity.
pub fn label(label: impl Into<String>) -> Span {
    Span::Label(label.into())
}

/// A date or an instant, as people read it.
pub fn time(text: impl Into<String>) -> Span {
    Span::Time(text.into())
}

/// A number with what it counts: `1 model`, `14 models`.
pub fn counted(figure: &Figure, one: &'static str, many: &'static str) -> Span {
    Span::Figure(figure.clone(), Style::Counted(one, many))
}

/// A number whose unit a later figure says: "between 0 and 4.2 percentage points".
pub fn unitless(figure: &Figure) -> Span {
    Span::Figure(figure.clone(), Style::Unitless)
}

/// The difference of the two figures before it: "54.38 against 49.49, a difference of 4.89".
pub fn difference(figure: &Figure) -> Span {
    Span::Figure(figure.clone(), Style::Difference)
}

/// What follows "a p-value": "of 0.043", "below 0.0001".
pub fn of_or_below(p: &Figure) -> Statement {
    let words = if p.shown().starts_with(format::BELOW) { "below " } else { "of " };
    Statement::words(words).and(Span::Figure(p.clone(), Style::Signless))
}

/// Makes a [`Statement`] of a template and what stands in for each `{}`: figures, names, labels, times, other statements.
///
/// ```
/// use report_facts::{Figure, Subject, quantity::AUC, say, statement::name};
/// let auc = Figure::new(Subject::model("GBM_1"), &AUC, 0.9876);
/// assert_eq!(say!("{} has an AUC of {}.", name("GBM_1"), &auc).to_plain(), "GBM_1 has an AUC of 0.9876.");
/// ```
#[macro_export]
macro_rules! say {
    ($template:literal $(, $part:expr)* $(,)?) => {
        $crate::statement::fill($template, vec![$($crate::statement::Part::from($part)),*])
    };
}

/// See [`say!`].
pub fn fill(template: &'static str, parts: Vec<Part>) -> Statement {
    debug_assert!(!template.bytes().any(|byte| byte.is_ascii_digit()), "a number in the words: {template:?}");
    debug_assert_eq!(template.matches("{}").count(), parts.len(), "parts of {template:?}");
    let mut spans = Vec::new();
    let mut parts = parts.into_iter();
    for (index, words) in template.split("{}").enumerate() {
        if index > 0 {
            spans.extend(parts.next().map(|part| part.0).unwrap_or_default());
        }
        if !words.is_empty() {
            spans.push(Span::Words(words.into()));
        }
    }
    Statement(spans)
}

/// The first `most` items and how many more there are: `a`, `a and b`, `a, b and 3 more`.
pub fn listed(items: impl IntoIterator<Item = Statement>, most: usize) -> Statement {
    let mut items = items.into_iter();
    let mut named: Vec<Statement> = items.by_ref().take(most).collect();
    let more = items.count();
    if more > 0 {
        named.push(crate::say!("{} more", Figure::count(&crate::quantity::FURTHER, more)));
    }
    let last = named.len().saturating_sub(1);
    let mut all = Statement::default();
    for (index, item) in named.into_iter().enumerate() {
        if index > 0 {
            all = all.and(if index == last { " and " } else { ", " });
        }
        all = all.and(item);
    }
    all
}

/// Names, the first `most` of them.
pub fn names<'a>(all: impl IntoIterator<Item = &'a str>, most: usize) -> Statement {
    listed(all.into_iter().map(|item| Statement(vec![name(item)])), most)
}

/// A bound that figures of a quantity are held against.
pub fn bound(quantity: &'static Known, value: f64) -> Figure {
    Figure::of_entity(crate::Quantity::from(quantity).derived(&crate::quantity::BOUND), value)
}

impl Statement {
    /// Words of ours only.
    pub fn words(words: &'static str) -> Self {
        fill(words, Vec::new())
    }

    /// Followed by another.
    pub fn and(mut self, next: impl Into<Part>) -> Self {
        self.0.extend(next.into().0);
        self
    }

    /// Its parts.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// The figures in it, in order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.0.iter().filter_map(|span| match span {
            Span::Figure(figure, _) => Some(figure),
            _ => None,
        })
    }

    /// Each part with its text as shown: figures that differ look different.
    pub fn shown(&self) -> Vec<(&Span, String)> {
        let figures: Vec<&Figure> = self.figures().collect();
        let mut values: Vec<_> = figures.iter().map(|figure| (figure.value, figure.unit())).collect();
        // Nor does what is almost perfect look perfect.
        values.extend(figures.iter().filter_map(|figure| Some((figure.quantity.perfect()?, figure.unit()))));
        let texts = format::distinct(&values);
        let mut written = 0;
        self.0
            .iter()
            .map(|span| {
                let text = match span {
                    Span::Words(words) => words.to_string(),
                    Span::Label(text) | Span::Name(text) | Span::Time(text) => text.clone(),
                    Span::Figure(figure, style) => {
                        let (before, value) = (&texts[..written], texts[written].clone());
                        written += 1;
                        match style {
                            // A bound is a round number: 80%, not 80.0%.
                            Style::Value if figure.quantity.is_bound() => format::rounded(&value),
                            Style::Value => value,
                            Style::Unitless => format::without_points(&value).to_owned(),
                            Style::Signless => value.trim_start_matches(format::BELOW).to_owned(),
                            Style::Difference => match before {
                                [.., a, b] => format::difference(figure.value, figure.unit(), value, [a, b]),
                                _ => value,
                            },
                            Style::Counted(one, _) if figure.value == 1.0 => format!("{value} {one}"),
                            Style::Counted(_, many) => format!("{value} {many}"),
                        }
                    }
                };
                (span, text)
            })
            .collect()
    }

    /// The sentence as text.
    pub fn to_plain(&self) -> String {
        self.shown().into_iter().map(|(_, text)| text).collect()
    }
}

impl Serialize for Statement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_plain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Quantity, Subject,
        quantity::{AUC, DIFFERENCE, ERROR_RATE, MODELS, P_VALUE, POINTS, PSI},
    };

    #[test]
    fn figures_that_differ_look_different_and_equal_ones_alike() {
        let psi = |value| Figure::new(Subject::column("age"), &PSI, value);
        assert_eq!(
            say!("{} is under {}", psi(0.099_98), bound(&PSI, 0.1)).to_plain(),
            "0.09998 is under 0.1"
        );
        let auc = Figure::of_entity(&AUC, 0.999_96);
        assert_eq!(say!("{}", &auc).to_plain(), "0.99996", "1 is the best there is");
        assert_eq!(auc.shown(), "0.99996");
        assert_eq!(say!("{} and {}", psi(0.3), psi(0.3)).to_plain(), "0.3000 and 0.3000");
        let auc = |value| Figure::of_entity(&AUC, value);
        assert_eq!(say!("{} and {}", auc(0.999_985), auc(0.999_984)).to_plain(), "0.99999 and 0.99998");
    }

    #[test]
    fn a_difference_has_no_more_digits_than_its_figures_and_below_is_said_once() {
        let said = |quantity: &'static Known, unit: &'static Known, a: f64, b: f64| {
            let figure = |value| Figure::of_entity(quantity, value);
            let between = Figure::of_entity(Quantity::from(quantity).derived(unit), (a - b).abs());
            say!("{} against {}: {}", figure(a), figure(b), difference(&between)).to_plain()
        };
        let plain = |a, b| said(&PSI, &DIFFERENCE, a, b);
        assert_eq!(plain(54.376, 49.494), "54.38 against 49.49: 4.88");
        assert_eq!(plain(102.34, 9.876_5), "102.3 against 9.8765: 92.5");
        assert_eq!(plain(0.9, 0.8), "0.9000 against 0.8000: 0.1000");
        assert_eq!(plain(0.995_11, 0.995_13), "0.99511 against 0.99513: 0.00002");
        assert_eq!(plain(2_957.0, 2_956.9), "2,957.0 against 2,956.9: 0.1");
        let share = |a, b| said(&ERROR_RATE, &POINTS, a, b);
        assert_eq!(share(0.500_1, 0.500_3), "50.01% against 50.03%: 0.02 percentage points");
        assert_eq!(share(1.0, 0.912), "100% against 91.2%: 8.8 percentage points");
        let p = |value| say!("a p-value {}", of_or_below(&Figure::of_entity(&P_VALUE, value))).to_plain();
        assert_eq!((p(0.043), p(1e-9)), ("a p-value of 0.043".into(), "a p-value below 0.0001".into()));
    }

    #[test]
    fn lists_count_what_they_leave_out_and_one_is_one() {
        assert_eq!(names(["a", "b", "", "d", "e"], 3).to_plain(), "a, b, (empty) and 2 more");
        assert_eq!(names(["a", "b"], 3).to_plain(), "a and b");
        assert_eq!(names([], 3).to_plain(), "");
        let models =
            |count| say!("{}.", counted(&Figure::count(&MODELS, count), "model", "models")).to_plain();
        assert_eq!((models(1), models(1_400)), ("1 model.".into(), "1,400 models.".into()));
    }
}
