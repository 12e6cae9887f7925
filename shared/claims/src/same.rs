//! When two values, or two figures, say the same to a reader.

use std::sync::Arc;

use report_facts::{Figure, Quantity, Subject, stats::alike};

/// Whether two values are the same in a sentence: they differ by a millionth of the greater at most, as they do where a source
/// rounded one of them. Whole numbers are not rounded, and all but a millionth is not all.
///
/// Findings and tables keep to [`alike`]: they tell 0.99999998 from 0.99999997, since they state values and no order.
pub(crate) fn is_same_value(a: f64, b: f64) -> bool {
    let is_near = (a - b).abs() <= 1e-6 * a.abs().max(b.abs());
    let are_counts = a.fract() == 0.0 && b.fract() == 0.0;
    alike(a, b) || is_near && !are_counts && alike(a, 1.0) == alike(b, 1.0)
}

/// Whether who has read one of the figures knows the other. A finding names the model or the rows of a figure where the figure
/// itself leaves them open, and may call a quantity by another name.
pub(crate) fn is_same(a: &Figure, b: &Figure) -> bool {
    let names = |figure: &Figure| match &figure.of {
        Subject::Entity => Vec::new(),
        Subject::Named(_, name) => vec![name.clone()],
        Subject::Pair(_, a, b) => vec![a.clone(), b.clone()],
    };
    let (of_a, of_b) = (names(a), names(b));
    let is_within = |few: &[Arc<str>], many: &[Arc<str>]| few.iter().all(|name| many.contains(name));
    let is_of_same = if a.quantity == b.quantity || a.quantity.id() == b.quantity.id() {
        is_within(&of_a, &of_b) || is_within(&of_b, &of_a)
    } else {
        of_a == of_b && is_named_alike(&a.quantity, &b.quantity)
    };
    is_of_same
        && is_same_value(a.value, b.value)
        && (a.rows == b.rows || a.rows.is_none() || b.rows.is_none())
}

/// Whether one may be called by the name of the other, as the PSI of the predictions is a PSI.
fn is_named_alike(a: &Quantity, b: &Quantity) -> bool {
    let is_a = |a: &str, b: &str| a.strip_suffix(b).is_some_and(|rest| rest.ends_with('_'));
    let (a, b) = (a.id(), b.id());
    is_a(&a, &b) || is_a(&b, &a)
}

#[cfg(test)]
mod tests {
    use report_facts::{
        Rows,
        quantity::{PREDICTIONS_PSI, PSI},
    };

    use super::*;

    #[test]
    fn values_that_a_source_rounded_are_the_same_and_counts_and_all_are_exact() {
        for (a, b, is_same) in [
            (0.266_531_24, 0.266_531_2, true),
            (0.266_531, 0.266_532, false),
            (0.3, 0.1 + 0.2, true),
            (2_000_000.0, 2_000_001.0, false),
            (2_000_000.25, 2_000_000.75, true),
            (1.0, 0.999_999_6, false),
            (0.999_999_2, 0.999_999_6, true),
            (0.0, 1e-12, false),
        ] {
            assert_eq!(is_same_value(a, b), is_same, "{a} {b}");
        }
    }

    #[test]
    fn a_quantity_may_go_by_a_shorter_name_of_the_same_thing() {
        let predictions = Figure::of_entity(&PREDICTIONS_PSI, 0.266_5);
        let psi = |of| Figure::new(of, &PSI, 0.266_5).on(Rows::Current);
        assert!(is_same(&predictions, &psi(Subject::Entity)) && is_same(&psi(Subject::Entity), &predictions));
        assert!(!is_same(&predictions, &psi(Subject::column("age"))), "of a feature");
    }
}
