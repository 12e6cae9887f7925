//! The range of an axis and its ticks.

use kuva::render::render_utils::{compute_tick_step, generate_ticks_log};
use report_facts as facts;
use report_facts::format::{column, distinct, duration_ms, metric, percent, signed};

use crate::{Axis, Format, Scale, text};

/// Values beyond this are no figures that anyone plots; leaving them out keeps differences finite.
const LARGEST: f64 = 1e150;

/// The range of an axis and its ticks.
#[derive(Debug, Clone)]
pub(crate) struct Domain {
    low: f64,
    high: f64,
    scale: Scale,
    pub(crate) ticks: Vec<Tick>,
}

/// A mark on an axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) value: f64,
    pub(crate) label: String,
}

/// Whether an axis has to show zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zero {
    /// Yes: lengths are compared.
    Shown,
    /// Only if the data is near it: positions are compared.
    Free,
}

/// The value if it can be drawn on an axis of that scale.
pub(crate) fn drawable(value: Option<f64>, scale: Scale) -> Option<f64> {
    value.filter(|value| {
        value.is_finite() && value.abs() <= LARGEST && (scale == Scale::Linear || *value >= 1e-12)
    })
}

/// How a single value of an axis is written in full.
pub(crate) fn written(value: f64, format: Format) -> String {
    match format {
        Format::Number if value.fract() == 0.0 && value.abs() < 1e15 => signed(value, 0),
        Format::Number => metric(value),
        Format::Percent => percent(value),
        Format::Milliseconds => duration_ms(value),
    }
}

/// The same of several values: those that differ look different.
pub(crate) fn written_apart(values: &[f64], format: Format) -> Vec<String> {
    let whole = values.iter().all(|value| value.fract() == 0.0 && value.abs() < 1e15);
    if format == Format::Number && !whole {
        let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        return column(&values).into_iter().map(|text| text.unwrap_or_default()).collect();
    }
    let unit = match format {
        Format::Number => facts::Unit::Count,
        Format::Percent => facts::Unit::Share,
        Format::Milliseconds => facts::Unit::Milliseconds,
    };
    distinct(&values.iter().map(|value| (*value, unit)).collect::<Vec<_>>())
}

impl Domain {
    /// The range that holds all `values` that can be drawn, with about `count` ticks at round places; `None` if there is no
    /// such value.
    pub(crate) fn fit(
        values: impl IntoIterator<Item = f64>,
        axis: &Axis<'_>,
        zero: Zero,
        count: usize,
    ) -> Option<Self> {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values {
            if let Some(value) = drawable(Some(value), axis.scale) {
                low = low.min(value);
                high = high.max(value);
            }
        }
        if low > high {
            return None;
        }
        Some(match axis.scale {
            Scale::Linear => Self::linear(low, high, axis, zero, count),
            Scale::Log => Self::log(low, high, axis.format, count),
        })
    }

    /// Labels stand at every n-th tick of an axis of that length in points; this is the least n at which they do not overlap. The
    /// distance is the same all along, because uneven ones look like a scale of another kind.
    pub(crate) fn labels_apart(&self, length: f64, size: u32) -> usize {
        const BETWEEN: f64 = 4.0;
        let places: Vec<(f64, f64)> = self
            .ticks
            .iter()
            .map(|tick| (self.position(tick.value) * length, text::width(&tick.label, size) / 2.0))
            .collect();
        let fits = |every: usize| {
            let shown: Vec<&(f64, f64)> = places.iter().step_by(every).collect();
            shown.windows(2).all(|pair| pair[1].0 - pair[1].1 >= pair[0].0 + pair[0].1 + BETWEEN)
        };
        (1..places.len()).find(|every| fits(*every)).unwrap_or(places.len().max(1))
    }

    /// From 0 to 1: rates and probabilities.
    pub(crate) fn unit(format: Format, count: usize) -> Self {
        Self::linear(0.0, 1.0, &Axis { format, ..Axis::number("") }, Zero::Shown, count)
    }

    /// A range with ticks that were chosen elsewhere.
    pub(crate) fn with_ticks(low: f64, high: f64, ticks: Vec<Tick>) -> Self {
        Self { low, high, scale: Scale::Linear, ticks }
    }

    fn linear(mut low: f64, mut high: f64, axis: &Axis<'_>, zero: Zero, count: usize) -> Self {
        let format = axis.format;
        let data = (low, high);
        if zero == Zero::Shown || axis.from_zero {
            low = low.min(0.0);
            high = high.max(0.0);
        }
        if high - low <= low.abs().max(high.abs()) * 1e-9 {
            let room = if high == 0.0 { 1.0 } else { high.abs() * 0.1 };
            (low, high) = (low - room, high + room);
            if data.0 >= 0.0 {
                low = low.max(0.0);
            }
            if data.1 <= 1.0 {
                high = high.min(1.0);
            }
        }
        let unit = Unit::of(format, low.abs().max(high.abs()));
        let step = compute_tick_step(low / unit.size, high / unit.size, count.max(1));
        let step = if axis.whole { (step * unit.size).round().max(1.0) / unit.size } else { step };
        let first = (low / unit.size / step + 1e-6).floor();
        // At least one step, also where the whole range is a fraction of it: counts are not smaller than 1.
        let mut last = (high / unit.size / step - 1e-6).ceil().max(first + 1.0);
        // Rates and most metrics end at 1; an axis that goes on beyond it would say otherwise.
        let one = 1.0 / unit.size / step;
        if data.1 <= 1.0 && last > one && (one - one.round()).abs() < 1e-6 && one.round() > first {
            last = one.round();
        }
        // A bound that is no multiple of the step ends the axis between two ticks.
        let (start, end) = (first * step * unit.size, last * step * unit.size);
        let low = axis.floor.filter(|floor| data.0 >= *floor).map_or(start, |floor| start.max(floor));
        let high = axis.ceiling.filter(|ceiling| data.1 <= *ceiling).map_or(end, |ceiling| end.min(ceiling));
        let slack = (high - low) * 1e-9;
        let ticks = (0..=((last - first) as usize).min(20))
            .map(|index| (first + index as f64) * step)
            .filter(|value| (low - slack..=high + slack).contains(&(value * unit.size)))
            .map(|value| Tick { value: value * unit.size, label: unit.write(value, step) })
            .collect();
        Self { low, high, scale: Scale::Linear, ticks }
    }

    fn log(low: f64, high: f64, format: Format, count: usize) -> Self {
        let room = (high / low).powf(0.04).max(1.12);
        let (low, high) = (low / room, high * room);
        let values = generate_ticks_log(low, high);
        if values.len() < 2 {
            // Within a part of a decade the ticks of an even axis are the round ones.
            let even = Self::linear(low, high, &Axis { format, ..Axis::number("") }, Zero::Free, count);
            let ticks = even.ticks.into_iter().filter(|tick| (low..=high).contains(&tick.value)).collect();
            return Self { low, high, scale: Scale::Log, ticks };
        }
        let every = values.len().div_ceil(count.max(2));
        let ticks = values
            .into_iter()
            .step_by(every)
            .map(|value| {
                let label = match format {
                    Format::Milliseconds => short_duration(value),
                    Format::Percent => percent(value),
                    Format::Number => short_number(value),
                };
                Tick { value, label }
            })
            .collect();
        Self { low, high, scale: Scale::Log, ticks }
    }

    /// Where `value` lies, 0 at the low end and 1 at the high end.
    pub(crate) fn position(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => (value - self.low) / (self.high - self.low),
            Scale::Log => (value / self.low).ln() / (self.high / self.low).ln(),
        }
    }

    /// The ends of the range.
    pub(crate) fn low(&self) -> f64 {
        self.low
    }

    pub(crate) fn high(&self) -> f64 {
        self.high
    }

    /// Whether `value` lies within the range.
    pub(crate) fn contains(&self, value: f64) -> bool {
        value >= self.low && value <= self.high
    }
}

/// The unit that the ticks of an axis are counted in.
struct Unit {
    size: f64,
    suffix: &'static str,
}

impl Unit {
    fn of(format: Format, largest: f64) -> Self {
        let (size, suffix) = match format {
            Format::Percent => (0.01, "%"),
            Format::Milliseconds if largest < 1_000.0 => (1.0, " ms"),
            Format::Milliseconds if largest < 120_000.0 => (1_000.0, " s"),
            Format::Milliseconds if largest < 7_200_000.0 => (60_000.0, " min"),
            Format::Milliseconds => (3_600_000.0, " h"),
            Format::Number if largest >= 1e15 => (1.0, ""),
            Format::Number if largest >= 2e9 => (1e9, " bn"),
            Format::Number if largest >= 2e6 => (1e6, " M"),
            Format::Number => (1.0, ""),
        };
        Self { size, suffix }
    }

    /// A multiple of `step` with as many digits as tell it from its neighbours.
    fn write(&self, value: f64, step: f64) -> String {
        let decimals = decimals(step);
        let exponent = |value: f64| value.abs().log10().floor();
        if value != 0.0 && (value.abs() >= 1e7 || (decimals > 6 && value.abs() < 1e-3)) {
            let digits = (exponent(value) - exponent(step * (1.0 + 1e-9))).clamp(0.0, 15.0) as usize;
            return format!("{value:.digits$e}{}", self.suffix).replace('-', "\u{2212}");
        }
        format!("{}{}", signed(value, decimals), self.suffix)
    }
}

/// Decimals that a multiple of `step` needs.
fn decimals(step: f64) -> usize {
    (0..=12)
        .find(|&decimals| {
            let scaled = step * 10f64.powi(decimals);
            (scaled - scaled.round()).abs() < 1e-6 * scaled
        })
        .unwrap_or(12) as usize
}

fn short_duration(milliseconds: f64) -> String {
    match milliseconds {
        ms if ms < 1_000.0 => format!("{} ms", plain(ms)),
        ms if ms < 10_000_000.0 => format!("{} s", plain(ms / 1_000.0)),
        ms => format!("{} h", plain(ms / 3_600_000.0)),
    }
}

fn short_number(value: f64) -> String {
    match value {
        value if !(1e-4..1e7).contains(&value) => format!("{value:.0e}").replace('-', "\u{2212}"),
        value => plain(value),
    }
}

/// A positive number with at most two significant digits.
fn plain(value: f64) -> String {
    let decimals = (1.0 - value.log10().floor()).clamp(0.0, 12.0) as usize;
    let text = signed(value, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[f64], axis: &Axis<'_>, zero: Zero) -> Vec<String> {
        let domain = Domain::fit(values.iter().copied(), axis, zero, 5).expect("finite values");
        domain.ticks.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_have_the_decimals_of_their_step() {
        assert_eq!(
            labels(&[0.951, 0.9951], &Axis::number("AUC"), Zero::Free),
            ["0.95", "0.96", "0.97", "0.98", "0.99", "1.00"]
        );
        assert_eq!(
            labels(&[0.0, 1.0], &Axis::percent("Share"), Zero::Shown),
            ["0%", "20%", "40%", "60%", "80%", "100%"]
        );
        assert_eq!(
            labels(&[3.0, 90_000.0], &Axis::milliseconds("Time"), Zero::Shown),
            ["0 s", "20 s", "40 s", "60 s", "80 s", "100 s"]
        );
    }

    #[test]
    fn ticks_of_counts_are_whole() {
        let of = |values: &[f64]| labels(values, &Axis::count("Trees"), Zero::Free);
        assert_eq!(of(&[0.0, 1.0]), ["0", "1"]);
        assert_eq!(of(&[0.0, 2.0]), ["0", "1", "2"]);
        assert_eq!(of(&[3.0]), ["2", "3", "4"]);
        assert_eq!(of(&[1.0, 50.0]), ["0", "10", "20", "30", "40", "50"]);
        for most in 1..=60 {
            for label in of(&[0.0, f64::from(most)]) {
                assert!(!label.contains('.'), "{label} of 0 to {most}");
            }
        }
        // In millions, half a million is a whole number of rows.
        assert_eq!(of(&[0.0, 3e6])[1], "0.5 M");
        assert_eq!(labels(&[0.0, 1.0], &Axis::number("Gain"), Zero::Free)[1], "0.2");
    }

    #[test]
    fn ticks_of_a_narrow_range_differ() {
        let narrow = labels(&[0.999_981, 0.999_985], &Axis::number("AUC"), Zero::Free);
        assert_eq!(narrow[..2], ["0.999981", "0.999982"]);
        for values in
            [[0.999_981, 0.999_985], [0.5, 0.500_000_004], [3e-9, 5e-9], [1e16, 1.001e16], [2.0e7, 2.0001e7]]
        {
            let labels = labels(&values, &Axis::number("R²"), Zero::Free);
            let different: std::collections::BTreeSet<&String> = labels.iter().collect();
            assert_eq!(different.len(), labels.len(), "{labels:?}");
        }
    }

    #[test]
    fn an_axis_ends_at_its_bounds() {
        let axis = Axis::number("AUC").not_under(0.0).not_over(1.0);
        let domain = Domain::fit([0.9931, 1.0], &axis, Zero::Free, 5).expect("finite values");
        assert_eq!(domain.high, 1.0);
        assert_eq!(labels(&[0.951, 1.0], &axis, Zero::Free).last().map(String::as_str), Some("1.00"));
        // Data beyond the bound is shown all the same: it is the bound that is wrong then.
        assert!(Domain::fit([0.9, 1.7], &axis, Zero::Free, 5).is_some_and(|domain| domain.high >= 1.7));
    }

    #[test]
    fn logarithmic_ticks_read_as_people_write_them() {
        assert_eq!(
            labels(&[12.0, 900.0], &Axis::milliseconds("Time").log(), Zero::Free),
            ["20 ms", "100 ms", "500 ms"]
        );
        let axis = Axis::milliseconds("Time").log();
        assert_eq!(labels(&[100.0], &axis, Zero::Free), ["90 ms", "95 ms", "100 ms", "105 ms", "110 ms"]);
        assert_eq!(
            labels(&[0.0364, 0.0534], &axis, Zero::Free),
            ["0.035 ms", "0.040 ms", "0.045 ms", "0.050 ms", "0.055 ms"]
        );
    }

    #[test]
    fn one_value_gets_room_on_both_sides() {
        let domain = Domain::fit([0.8], &Axis::number("AUC"), Zero::Free, 5).expect("a finite value");
        assert!((0.05..0.95).contains(&domain.position(0.8)), "{domain:?}");
    }

    #[test]
    fn nothing_finite_is_no_axis() {
        assert!(Domain::fit([f64::NAN, f64::INFINITY], &Axis::number("AUC"), Zero::Free, 5).is_none());
        assert!(Domain::fit([0.0, -1.0], &Axis::number("AUC").log(), Zero::Free, 5).is_none());
    }
}
