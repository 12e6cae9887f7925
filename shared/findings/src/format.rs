//! How numbers are written, in findings, tables and charts alike.

/// Numbers from here on are written with an exponent: nobody counts sixteen digits.
const LONGEST_WRITTEN_OUT: f64 = 1e15;

/// What stands for a number that is missing or not finite.
pub const MISSING: &str = "–";

/// A metric's value: four significant decimals below 10, fewer above, thousands grouped. `0.9951`, `54.38`, `2,957`.
pub fn metric(value: f64) -> String {
    if !value.is_finite() {
        return MISSING.into();
    }
    let magnitude = value.abs();
    if magnitude != 0.0 && !(0.000_1..LONGEST_WRITTEN_OUT).contains(&magnitude) {
        return format!("{value:.2e}").replace('-', "\u{2212}");
    }
    let decimals = match magnitude {
        m if m < 10.0 => 4,
        m if m < 100.0 => 2,
        m if m < 1_000.0 => 1,
        _ => 0,
    };
    signed(value, decimals)
}

/// A share from 0 to 1 as a percentage: `2.2%`, `62.7%`, `100%`; more decimals close to 0.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if !percent.is_finite() {
        return MISSING.into();
    }
    let decimals = match percent.abs() {
        0.0 => 0,
        p if p >= 99.95 && p.fract() == 0.0 => 0,
        p if p < 0.1 => 3,
        p if p < 1.0 => 2,
        _ => 1,
    };
    format!("{}%", signed(percent, decimals))
}

/// A whole number with thousands grouped: `8,959`.
pub fn count(number: u64) -> String {
    group(&number.to_string())
}

/// A duration: `64 ms`, `3.6 s`, `1 min 10 s`, `2 h 5 min`.
pub fn duration_ms(milliseconds: f64) -> String {
    if !milliseconds.is_finite() || milliseconds < 0.0 {
        return MISSING.into();
    }
    match milliseconds {
        ms if ms < 1.0 => format!("{} ms", trim_zeros(&format!("{ms:.4}"))),
        ms if ms < 10.0 => format!("{} ms", trim_zeros(&format!("{ms:.2}"))),
        ms if ms < 999.5 => format!("{ms:.0} ms"),
        ms if ms < 59_950.0 => format!("{:.1} s", ms / 1_000.0),
        ms => {
            let seconds = (ms / 1_000.0).round() as u64;
            match seconds {
                s if s < 3_600 => format!("{} min {} s", s / 60, s % 60),
                s if s < 86_400 => format!("{} h {} min", s / 3_600, s % 3_600 / 60),
                s => format!("{} d {} h", s / 86_400, s % 86_400 / 3_600),
            }
        }
    }
}

/// A size in bytes with a decimal prefix: `124.9 kB`.
pub fn bytes(size: u64) -> String {
    const UNITS: [&str; 6] = ["B", "kB", "MB", "GB", "TB", "PB"];
    let mut value = size as f64;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < UNITS.len() {
        value /= 1_000.0;
        unit += 1;
    }
    if unit == 0 { format!("{size} B") } else { format!("{value:.1} {}", UNITS[unit]) }
}

/// A number with fixed decimals, a true minus sign and thousands grouped; from 10¹⁵ on with an exponent.
pub fn signed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return MISSING.into();
    }
    if value.abs() >= LONGEST_WRITTEN_OUT {
        return format!("{value:.2e}").replace('-', "\u{2212}");
    }
    let text = format!("{:.*}", decimals, value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let point = if fraction.is_empty() { "" } else { "." };
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if value < 0.0 && !is_zero { "\u{2212}" } else { "" };
    format!("{sign}{}{point}{fraction}", group(whole))
}

fn trim_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

fn group(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number as it is: whole numbers without decimals, others with up to six significant digits. For data values,
/// parameters and steps, whose scale is not known. `42`, `0.0125`, `1.2e−7`.
pub fn number(value: f64) -> String {
    significant(value, 6)
}

/// The same with as many significant digits as asked for; the whole part is never rounded away.
pub fn significant(value: f64, digits: u8) -> String {
    if !value.is_finite() {
        return MISSING.into();
    }
    if value == 0.0 {
        return "0".into();
    }
    let magnitude = value.abs().log10().floor() as i32;
    if !(-5..15).contains(&magnitude) {
        let text = format!("{value:.4e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        return format!("{}e{exponent}", trim_zeros(digits)).replace('-', "\u{2212}");
    }
    let decimals = (i32::from(digits) - 1 - magnitude).max(0) as usize;
    trim_zeros(&signed(value, decimals)).to_owned()
}

/// A figure beside the one it belongs to, such as a standard deviation beside its mean: with as many decimals as
/// [`metric`] gives that one, or more if nothing would be left. `54.34` ± `3.78`.
pub fn beside(value: f64, reference: f64) -> String {
    if !value.is_finite() {
        return MISSING.into();
    }
    let reference = metric(reference);
    let decimals = if reference.contains('e') {
        4
    } else {
        reference.split_once('.').map_or(0, |(_, digits)| digits.len())
    };
    let text = signed(value, decimals);
    let vanished = value != 0.0 && text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if vanished { metric(value) } else { text }
}

/// A share from 0 to 1 in percentage points, for differences of shares: `1.2 percentage points`.
pub fn percentage_points(share: f64) -> String {
    format!("{} percentage points", signed(share * 100.0, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_keep_four_decimals_below_ten() {
        for (value, expected) in [
            (0.995_111_252, "0.9951"),
            (54.379_8, "54.38"),
            (2_957.06, "2,957"),
            (-0.25, "\u{2212}0.2500"),
            (0.0, "0.0000"),
            (0.000_031_2, "3.12e\u{2212}5"),
            (1e308, "1.00e308"),
            (f64::NAN, MISSING),
            (f64::INFINITY, MISSING),
        ] {
            assert_eq!(metric(value), expected);
        }
    }

    #[test]
    fn percentages_never_hide_that_something_is_there() {
        for (share, expected) in [
            (0.0, "0%"),
            (1.0, "100%"),
            (0.627, "62.7%"),
            (0.000_4, "0.040%"),
            (0.005, "0.50%"),
            (f64::NAN, MISSING),
        ] {
            assert_eq!(percent(share), expected);
        }
    }

    #[test]
    fn durations_change_their_unit() {
        for (milliseconds, expected) in [
            (0.0262, "0.0262 ms"),
            (64.0, "64 ms"),
            (3_568.0, "3.6 s"),
            (70_000.0, "1 min 10 s"),
            (7_500_000.0, "2 h 5 min"),
            (-1.0, MISSING),
        ] {
            assert_eq!(duration_ms(milliseconds), expected);
        }
    }

    #[test]
    fn numbers_of_unknown_scale_are_short_and_exact_enough() {
        for (value, expected) in [
            (42.0, "42"),
            (0.0125, "0.0125"),
            (1_234_567.0, "1,234,567"),
            (0.1 + 0.2, "0.3"),
            (-12.345_678_9, "\u{2212}12.3457"),
            (1.2e-7, "1.2e\u{2212}7"),
            (f64::NEG_INFINITY, MISSING),
        ] {
            assert_eq!(number(value), expected);
        }
    }

    #[test]
    fn a_spread_has_the_decimals_of_its_mean() {
        assert_eq!(beside(3.782_6, 54.34), "3.78");
        assert_eq!(beside(0.004_01, 0.9951), "0.0040");
        assert_eq!(beside(0.000_4, 54.34), "0.0004", "something is never nothing");
        assert_eq!(beside(0.0, 54.34), "0.00");
    }

    #[test]
    fn sizes_have_decimal_prefixes() {
        assert_eq!(bytes(124_880), "124.9 kB");
        assert_eq!(bytes(999_960), "1.0 MB");
        assert_eq!(bytes(12), "12 B");
    }
}
