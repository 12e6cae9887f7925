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

/// A share with its interval: `81.2% (79.0–83.3)`.
pub(crate) fn ranged_percent(share: f64, interval: Option<(f64, f64)>) -> Cell {
    let text = format::percent(share);
    Cell::number(
        share,
        match interval {
            Some(ends) => {
                let [low, high] = [ends.0, ends.1].map(format::percent);
                ranged(&text, low.trim_end_matches('%'), high.trim_end_matches('%'))
            }
            None => text,
        },
    )
}

/// A figure in its quantity's own unit with its interval, or a dash: `0.8120 (0.7901–0.8330)`.
pub(crate) fn ranged_quantity(quantity: &Quantity, value: Measured, interval: Option<(f64, f64)>) -> Cell {
    let cell = quantity_cell(quantity, value);
    let (Some(value), Some((low, high))) = (cell.sort_value, interval) else { return cell };
    let [low, high] = [low, high].map(|end| match quantity.unit() {
        Unit::Plain => format::beside(end, value),
        unit => format::value(end, unit, 0),
    });
    Cell::number(value, ranged(&cell.text, &low, &high))
}

/// A figure with the ends of its interval, the one manner of showing it.
fn ranged(value: &str, low: &str, high: &str) -> String {
    // A minus sign beside the dash would be read as one more.
    let negative = [low, high].iter().any(|end| end.starts_with('\u{2212}'));
    if negative { format!("{value} ({low} to {high})") } else { format!("{value} ({low}–{high})") }
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

/// The axis of a metric, within the metric's bounds.
pub(crate) fn metric_axis<'a>(label: &'a str, quantity: &Quantity) -> Axis<'a> {
    let (least, most) = quantity.bounds();
    let axis = Axis::number(label);
    let axis = if least.is_finite() { axis.not_under(least) } else { axis };
    if most.is_finite() { axis.not_over(most) } else { axis }
}

#[cfg(test)]
mod tests {
    use report_facts::quantity;

    use super::*;

    #[test]
    fn intervals_stand_behind_their_figure_with_its_decimals() {
        assert_eq!(ranged_percent(0.812, Some((0.79, 0.8333))).text, "81.2% (79.0–83.3)");
        assert_eq!(ranged_percent(1.0, Some((0.886, 1.0))).text, "100% (88.6–100)");
        assert_eq!(ranged_percent(0.5, None).text, "50.0%");
        let metric = |name| quantity::find(name).map(Quantity::from).expect("a known metric");
        let auc = ranged_quantity(&metric("auc"), Some(0.812), Some((0.79, 0.833)));
        assert_eq!((auc.text.as_str(), auc.sort_value), ("0.8120 (0.7900–0.8330)", Some(0.812)));
        let mcc = ranged_quantity(&metric("mcc"), Some(0.1), Some((-0.1, 0.3)));
        assert_eq!(mcc.text, "0.1000 (\u{2212}0.1000 to 0.3000)");
        assert_eq!(ranged_quantity(&metric("auc"), None, Some((0.1, 0.2))).text, Cell::MISSING);
    }

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
