//! Cells of numbers that may be missing, and axes of metrics.

use report_charts::Axis;
use report_document::Cell;
use report_facts::{Quantity, Unit, format};
use report_snapshot::Measured;

/// A metric, or a dash.
pub(crate) fn metric_cell(value: Measured) -> Cell {
    finite(value).map_or_else(Cell::missing, |value| Cell::number(value, format::metric(value)))
}

/// A figure in its quantity's own unit, or a dash.
pub(crate) fn quantity_cell(quantity: &Quantity, value: Measured) -> Cell {
    finite(value)
        .map_or_else(Cell::missing, |value| Cell::number(value, format::value(value, quantity.unit(), 0)))
}

/// A data value whose scale is not known, to four significant digits, or a dash.
pub(crate) fn number_cell(value: Measured) -> Cell {
    finite(value).map_or_else(Cell::missing, |value| Cell::number(value, format::significant(value, 4)))
}

/// A share as a percentage, or a dash.
pub(crate) fn percent_cell(share: Measured) -> Cell {
    finite(share).map_or_else(Cell::missing, |share| Cell::number(share, format::percent(share)))
}

/// A whole number, or a dash.
pub(crate) fn count_cell(count: Option<u64>) -> Cell {
    count.map_or_else(Cell::missing, |count| Cell::number(count as f64, format::count(count)))
}

/// A duration in milliseconds, or a dash.
pub(crate) fn duration_cell(milliseconds: Measured) -> Cell {
    finite(milliseconds)
        .filter(|milliseconds| *milliseconds >= 0.0)
        .map_or_else(Cell::missing, |milliseconds| {
            Cell::number(milliseconds, format::duration_ms(milliseconds))
        })
}

/// A difference of metrics with its sign: `+0.0123`.
pub(crate) fn signed_metric(difference: f64) -> String {
    let text = format::metric(difference);
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if difference > 0.0 && !is_zero { format!("+{text}") } else { text }
}

/// By how much a figure differs from its reference, with its sign, in the quantity's unit and with the reference's decimals.
pub(crate) fn signed_beside(quantity: &Quantity, difference: f64, reference: f64) -> String {
    let text = match quantity.unit() {
        Unit::Plain => format::beside(difference, reference),
        unit => format::value(difference, unit, 0),
    };
    let is_zero = !text.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    if difference > 0.0 && !is_zero { format!("+{text}") } else { text }
}

fn finite(value: Measured) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use report_facts::quantity;

    use super::*;

    #[test]
    fn a_gap_has_the_decimals_of_the_figures_that_it_lies_between() {
        let rmse = quantity::find("rmse").map(Quantity::from).expect("a known metric");
        assert_eq!(signed_beside(&rmse, 1.765_7, 753.2), "+1.8");
        assert_eq!(signed_beside(&rmse, -0.0023, 0.9951), "\u{2212}0.0023");
        assert_eq!(signed_beside(&rmse, 0.0, 0.9951), "0.0000");
        let calls = quantity::find("err_count").map(Quantity::from).expect("a known metric");
        assert_eq!(signed_beside(&calls, 3.2, 5.0), "+3.2");
    }
}

/// The axis of a metric, within the metric's bounds.
pub(crate) fn metric_axis<'a>(label: &'a str, quantity: &Quantity) -> Axis<'a> {
    let (least, most) = quantity.bounds();
    let axis = Axis::number(label);
    let axis = if least.is_finite() { axis.not_under(least) } else { axis };
    if most.is_finite() { axis.not_over(most) } else { axis }
}
