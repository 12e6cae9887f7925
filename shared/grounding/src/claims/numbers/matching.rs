//! Whether a written number is a figure, within rounding and in its unit.

use crate::{
    fact::{Fact, Unit},
    numeral::{Measure, Numeral, Reading},
};

/// Whether the figure, rounded as the number is written, is the number, in its unit.
pub(crate) fn matches(number: &Numeral, fact: &Fact, hedged: bool) -> bool {
    let Some(factor) = factor(number, fact.unit) else { return false };
    number.readings.iter().any(|reading| {
        // "100%" and "an AUC of 1" say perfect, "0" says none: not what merely rounds to it.
        let whole = reading.half >= 0.5 || !number.digits;
        let edge = fact.unit == Unit::Share && (reading.value == 0.0 || reading.value == factor);
        if edge && (fact.value * factor - reading.value).abs() > 5e-5 * factor {
            return false;
        }
        if reading.value == 0.0 && fact.value != 0.0 && (whole || fact.unit == Unit::Count) {
            return false;
        }
        if fact.unit == Unit::Count && !hedged && reading.half < 0.5 && reading.half > 0.0 {
            // "14.0 models" is no way to count.
            return false;
        }
        if fact.unit == Unit::Share
            && factor == 1.0
            && whole
            && number.digits
            && reading.value.abs() >= 1.0
            && fact.value != reading.value
        {
            return false;
        }
        let exact = fact.unit == Unit::Count && reading.half <= 0.5;
        let half = match (hedged, exact) {
            (true, _) => reading.loose_half.max(reading.half),
            (false, true) => 0.0,
            (false, false) => reading.half,
        };
        within(fact.value * factor, *reading, half)
    })
}

/// The same of a value that is no figure by itself.
pub(super) fn matches_value(number: &Numeral, value: f64, unit: Unit) -> bool {
    let Some(factor) = factor(number, unit) else { return false };
    number.readings.iter().any(|reading| within(value * factor, *reading, reading.half))
}

/// Whether a figure of the unit can be written as the number is.
pub(super) fn fits_unit(number: &Numeral, unit: Unit) -> bool {
    factor(number, unit).is_some()
}

/// What a value is to be multiplied with to be in the number's unit; `None` where it cannot be written so.
fn factor(number: &Numeral, unit: Unit) -> Option<f64> {
    match (number.measure, unit) {
        (Measure::Bare, Unit::Plain | Unit::Share | Unit::Count) => Some(1.0),
        (Measure::Percent, Unit::Share) => Some(100.0),
        (Measure::Time, Unit::Time) | (Measure::Size, Unit::Size) => Some(1.0),
        _ => None,
    }
}

pub(super) fn within(value: f64, reading: Reading, half: f64) -> bool {
    (value - reading.value).abs() <= half * (1.0 + 1e-9) + 1e-9 * reading.value.abs().max(1e-300)
}
