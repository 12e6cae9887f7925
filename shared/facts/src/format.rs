//! How numbers are written, in findings, tables and charts alike.

use std::collections::{HashMap, HashSet};

use crate::{Unit, stats};

/// Numbers from here on are written with an exponent. Sixteen digits are hard to count.
const LONGEST_WRITTEN_OUT: f64 = 1e15;

/// What stands for a number that is missing or not finite.
pub const MISSING: &str = "–";

/// What stands before a bound that a number is only said to be less than.
pub(crate) const BELOW: &str = "< ";

/// A value in its unit, as findings, tables and charts write it. `extra` digits more than by default tell it from a neighbour.
pub fn value(value: f64, unit: Unit, extra: usize) -> String {
    if !value.is_finite() {
        return MISSING.into();
    }
    match unit {
        Unit::Plain => metric_digits(value, extra),
        Unit::Value => significant(value, 6 + extra),
        Unit::Share => percent_digits(value, extra),
        Unit::Points => points_digits(value, extra),
        Unit::Count if value.fract() == 0.0 => signed(value, 0),
        Unit::Count => signed(value, 1 + extra),
        Unit::Ratio => ratio_digits(value, extra),
        Unit::Milliseconds | Unit::Bytes if value < 0.0 => MISSING.into(),
        Unit::Milliseconds => duration_digits(value, extra),
        Unit::Days => significant(value, 3 + extra),
        Unit::Bytes => bytes(value as u64),
        Unit::Probability if value < 0.000_1 => "< 0.0001".into(),
        Unit::Probability if value < 0.1 => significant(value, 2),
        Unit::Probability => signed(value, 2),
    }
}

/// Digits that are added at most; two doubles that agree in so many are the same figure.
const MOST_EXTRA: usize = 10;

/// Values as [`value`] writes them, with as many digits more as it takes for those that differ, in the same unit, to look
/// different.
pub fn distinct(values: &[(f64, Unit)]) -> Vec<String> {
    let mut extra = vec![0; values.len()];
    let mut texts: Vec<String> = values.iter().map(|(number, unit)| value(*number, *unit, 0)).collect();
    let scale = |unit| if unit == Unit::Value { Unit::Plain } else { unit };
    // Two texts are alike if they are the same number on paper, whether written 0.1 or 0.1000.
    let bare = |text: &str| if text.contains('e') { text.to_owned() } else { trim_zeros(text).to_owned() };
    // Values that looked alike once keep the same number of digits: 0.999985 beside 0.999984, not 0.99999.
    let mut families: Vec<usize> = (0..values.len()).collect();
    for _ in 0..MOST_EXTRA {
        let mut alike: HashMap<(Unit, String), Vec<usize>> = HashMap::new();
        for (index, text) in
            texts.iter().enumerate().filter(|(index, _)| values[*index].1 != Unit::Probability)
        {
            alike.entry((scale(values[index].1), bare(text))).or_default().push(index);
        }
        let differ = |group: &&Vec<usize>| {
            group.iter().any(|index| !stats::alike(values[*index].0, values[group[0]].0))
        };
        let unclear: Vec<&Vec<usize>> = alike.values().filter(differ).collect();
        if unclear.is_empty() {
            break;
        }
        for group in &unclear {
            let family = families[group[0]];
            for joined in group.iter().map(|index| families[*index]).collect::<Vec<_>>() {
                families.iter_mut().filter(|other| **other == joined).for_each(|other| *other = family);
            }
        }
        let grow: HashSet<usize> = unclear.iter().map(|group| families[group[0]]).collect();
        for index in (0..values.len()).filter(|index| grow.contains(&families[*index])) {
            extra[index] += 1;
            texts[index] = value(values[index].0, values[index].1, extra[index]);
        }
    }
    texts
}

/// Metrics below one another, `None` being missing: each with its own significant digits, those that differ look different, and
/// those of the same size have the same number of decimals. One huge value changes nothing about the others.
pub fn column(values: &[Option<f64>]) -> Vec<Option<String>> {
    /// Decimals beyond the usual ones that all values of a size take on because two of them need them.
    const TOGETHER: usize = 2;
    let finite: Vec<f64> = values.iter().flatten().copied().filter(|value| value.is_finite()).collect();
    let apart = distinct(&finite.iter().map(|value| (*value, Unit::Plain)).collect::<Vec<_>>());
    // By the decimals that they would have alone, which follow from their size.
    let mut together: HashMap<usize, usize> = HashMap::new();
    for (value, text) in finite.iter().zip(&apart) {
        if let Some((usual, needed)) = decimals(&metric(*value)).zip(decimals(text)) {
            let most = together.entry(usual).or_insert(usual);
            *most = (*most).max(needed.min(usual + TOGETHER));
        }
    }
    let mut texts = finite.iter().zip(apart).map(|(value, text)| {
        let shared = decimals(&metric(*value)).and_then(|usual| together.get(&usual).copied());
        match shared.zip(decimals(&text)) {
            Some((shared, own)) if shared > own => signed(*value, shared),
            _ => text,
        }
    });
    values.iter().map(|value| value.filter(|value| value.is_finite()).and_then(|_| texts.next())).collect()
}

/// How many decimals a number is written with; `None` of one with an exponent.
fn decimals(text: &str) -> Option<usize> {
    (!text.contains('e')).then(|| text.split_once('.').map_or(0, |(_, digits)| digits.len()))
}

/// Durations below one another in one unit, that of the middle one: the unit, and the numbers with three significant digits.
pub fn durations(milliseconds: &[Option<f64>]) -> (&'static str, Vec<Option<String>>) {
    let sound = |time: &Option<f64>| crate::metric::not_negative(*time);
    let middle = stats::median(milliseconds.iter().filter_map(sound)).unwrap_or(0.0);
    let (unit, size) = match middle {
        ms if ms < 1_000.0 => ("ms", 1.0),
        ms if ms < 600_000.0 => ("s", 1_000.0),
        ms if ms < 36_000_000.0 => ("min", 60_000.0),
        _ => ("h", 3_600_000.0),
    };
    let scaled: Vec<Option<f64>> =
        milliseconds.iter().map(|time| sound(time).map(|time| time / size)).collect();
    // Zeros at the end are digits like others, unless no time of the column has a fraction.
    let whole = scaled.iter().flatten().all(|time| time.fract() == 0.0);
    let write = |time: f64| match time {
        time if whole || time == 0.0 || time < 1e-5 => significant(time, 3),
        time => signed(time, (2 - time.log10().floor() as i32).max(0) as usize),
    };
    (unit, scaled.into_iter().map(|time| time.map(write)).collect())
}

/// A metric's value: four decimals below 10, fewer above, thousands grouped; small values keep two significant digits.
/// `0.9951`, `54.38`, `2,957`, `0.00012`.
pub fn metric(value: f64) -> String {
    self::value(value, Unit::Plain, 0)
}

fn metric_digits(value: f64, extra: usize) -> String {
    let magnitude = value.abs();
    if magnitude != 0.0 && !(0.000_01..LONGEST_WRITTEN_OUT).contains(&magnitude) {
        return format!("{value:.*e}", 2 + extra).replace('-', "\u{2212}");
    }
    let decimals = match magnitude {
        0.0 => 4,
        m if m < 0.001 => 5 + usize::from(m < 0.000_1),
        m if m < 10.0 => 4,
        m if m < 100.0 => 2,
        m if m < 1_000.0 => 1,
        _ => 0,
    };
    signed(value, decimals + extra)
}

/// A share, 1 being all, as a percentage: `2.2%`, `62.7%`, `100%`. Close to 0 % and to 100 % with as many decimals as it
/// takes to see that something is there, or missing: `0.040%`, `99.984%`.
pub fn percent(share: f64) -> String {
    value(share, Unit::Share, 0)
}

/// Percent under which a share is only said to be less.
const TINY_PERCENT: f64 = 1e-8;

fn percent_digits(share: f64, extra: usize) -> String {
    let percent = share * 100.0;
    if !percent.is_finite() {
        return MISSING.into();
    }
    // Taken from the share, since 100 − 99.98 is not 0.02.
    let distance = share.abs().min((1.0 - share.abs()).abs()) * 100.0;
    let decimals = match distance {
        0.0 => 0,
        // So little that its zeros would be hard to count: "< 0.00000001%", but never "0%".
        d if d < TINY_PERCENT && share.abs() < 0.5 => return format!("< {}%", signed(TINY_PERCENT, 8)),
        d if d < TINY_PERCENT => 8,
        // 1e-9 more, so that the rounding of a logarithm does not cost a digit.
        d if d < 1.0 => (1.0 - (d.log10() + 1e-9).floor()).clamp(2.0, 10.0) as usize,
        _ => 1,
    };
    let decimals = if extra > 0 { decimals.max(1) + extra } else { decimals };
    format!("{}%", signed(percent, decimals))
}

/// A probability as tests give it: two significant digits, and very small ones as less than a bound. `0.043`, `< 0.0001`.
pub fn probability(value: f64) -> String {
    self::value(value, Unit::Probability, 0)
}

/// How many times as much: one decimal where it says something. `2.3`, `14`.
fn ratio_digits(value: f64, extra: usize) -> String {
    let decimals = match value.abs() {
        r if r < 0.095 => return significant(value, 2 + extra),
        r if r < 1.95 => 2,
        r if r < 10.0 => 1,
        _ => 0,
    };
    signed(value, decimals + extra)
}

/// A whole number with thousands grouped: `8,959`.
pub fn count(number: u64) -> String {
    group(&number.to_string())
}

/// A duration: `64 ms`, `3.6 s`, `1 min 10 s`, `2 h 5 min`, `2 h`.
pub fn duration_ms(milliseconds: f64) -> String {
    value(milliseconds, Unit::Milliseconds, 0)
}

fn duration_digits(milliseconds: f64, extra: usize) -> String {
    match milliseconds {
        // Of less than a microsecond two digits, so that it can be set against another.
        ms if ms > 0.0 && ms < 0.001 => format!("{} ms", significant(ms, 2 + extra)),
        ms if ms < 1.0 => format!("{} ms", trim_zeros(&format!("{ms:.*}", 4 + extra))),
        ms if ms < 10.0 => format!("{} ms", trim_zeros(&format!("{ms:.*}", 2 + extra))),
        ms if ms < 999.5 => format!("{ms:.extra$} ms"),
        ms if ms < 59_950.0 => format!("{:.*} s", 1 + extra, ms / 1_000.0),
        ms => {
            let seconds = (ms / 1_000.0).round() as u64;
            let parts = [
                (seconds / 86_400, "d"),
                (seconds % 86_400 / 3_600, "h"),
                (seconds % 3_600 / 60, "min"),
                (seconds % 60, "s"),
            ];
            // Two parts, from the greatest that is not zero on; `extra` more tell the duration from another one.
            let first = parts.iter().position(|(count, _)| *count > 0).unwrap_or(2).min(2);
            let mut shown: Vec<_> = parts[first..].iter().take(2 + extra).collect();
            // Zeros at the end say nothing: "1 h", not "1 h 0 min".
            while shown.len() > 1 && shown.last().is_some_and(|(count, _)| *count == 0) {
                shown.pop();
            }
            let shown: Vec<String> =
                shown.into_iter().map(|(count, unit)| format!("{count} {unit}")).collect();
            shown.join(" ")
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
pub fn significant(value: f64, digits: usize) -> String {
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
    let decimals = (digits as i32 - 1 - magnitude).max(0) as usize;
    trim_zeros(&signed(value, decimals)).to_owned()
}

/// A figure beside the one it belongs to, such as a standard deviation beside its mean: with as many decimals as
/// [`metric`] gives that one, or more if nothing would be left. `54.34` ± `3.78`.
pub fn beside(value: f64, reference: f64) -> String {
    if !value.is_finite() {
        return MISSING.into();
    }
    let text = signed(value, decimals(&metric(reference)).unwrap_or(4));
    let vanished = value != 0.0 && text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if vanished { metric(value) } else { text }
}

/// A difference of shares in percentage points: `1.2 percentage points`.
pub fn percentage_points(share: f64) -> String {
    points_digits(share, 0)
}

fn points_digits(share: f64, extra: usize) -> String {
    let points = share * 100.0;
    let decimals = match points.abs() {
        p if p == 0.0 || p >= 0.95 => 1,
        p => (1.0 - p.log10().floor()).clamp(1.0, 10.0) as usize,
    };
    let text = signed(points, decimals + extra);
    format!("{}{POINTS}", if extra == 0 { text.trim_end_matches(".0") } else { &text })
}

/// What stands behind a number of percentage points.
const POINTS: &str = " percentage points";

/// A difference, written as `text`, with no more digits than the two figures `of` that it was computed from: the decimals that
/// both have, of shares those of either, since all and nothing are written without. Other units round by themselves.
pub(crate) fn difference(value: f64, unit: Unit, text: String, of: [&String; 2]) -> String {
    let number = |text: &str| decimals(text.trim_end_matches('%'));
    let Some((a, b)) = number(of[0]).zip(number(of[1])) else { return text };
    let (value, most, behind) = match unit {
        Unit::Plain => (value, a.min(b), ""),
        Unit::Points => (value * 100.0, a.max(b), POINTS),
        _ => return text,
    };
    let own = decimals(without_points(&text));
    let cut = signed(value, most);
    let is_left = cut.contains(|digit: char| matches!(digit, '1'..='9'));
    if own.is_some_and(|own| own > most) && is_left { format!("{cut}{behind}") } else { text }
}

/// The size of a difference of two figures of that unit, which are written as `of`: no more digits than they have. A difference of
/// shares is in percentage points.
pub fn difference_of(size: f64, unit: Unit, of: [&String; 2]) -> String {
    let unit = if unit == Unit::Share { Unit::Points } else { unit };
    difference(size, unit, value(size, unit, 0), of)
}

/// Percentage points without their unit.
pub(crate) fn without_points(text: &str) -> &str {
    text.strip_suffix(POINTS).unwrap_or(text)
}

/// A percentage without zeros behind the point: `80.0%` → `80%`.
pub(crate) fn rounded(text: &str) -> String {
    text.strip_suffix('%').map_or_else(|| text.to_owned(), |number| format!("{}%", trim_zeros(number)))
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
            (0.000_031_2, "0.000031"),
            (0.000_12, "0.00012"),
            (0.000_003_12, "3.12e\u{2212}6"),
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
            (0.999_84, "99.984%"),
            (0.999_9, "99.990%"),
            (1e-19, "< 0.00000001%"),
            (0.999_999_6, "99.999960%"),
            (0.000_004, "0.00040%"),
            (-0.7, "\u{2212}70.0%"),
            (1.7, "170.0%"),
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
            (60_000.0, "1 min"),
            (3_600_000.0, "1 h"),
            (3_630_000.0, "1 h"),
            (7_200_000.0, "2 h"),
            (86_400_000.0, "1 d"),
            (86_700_000.0, "1 d"),
            (90_000_000.0, "1 d 1 h"),
            (0.000_467, "0.00047 ms"),
            (0.0317, "0.0317 ms"),
            (0.0, "0 ms"),
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
        assert_eq!(beside(0.000_4, 54.34), "0.00040", "something is never nothing");
        assert_eq!(beside(0.0, 54.34), "0.00");
    }

    #[test]
    fn neighbours_that_differ_look_different() {
        let of =
            |unit, values: &[f64]| distinct(&values.iter().map(|value| (*value, unit)).collect::<Vec<_>>());
        assert_eq!(of(Unit::Plain, &[0.0996, 0.1]), ["0.0996", "0.1000"]);
        assert_eq!(of(Unit::Plain, &[0.999_98, 1.0]), ["0.99998", "1.00000"]);
        assert_eq!(of(Unit::Share, &[0.500_1, 0.500_2, 0.2]), ["50.01%", "50.02%", "20.0%"]);
        assert_eq!(of(Unit::Milliseconds, &[64.2, 64.3]), ["64.2 ms", "64.3 ms"]);
        assert_eq!(of(Unit::Milliseconds, &[3_600_000.0, 3_601_000.0]), ["1 h", "1 h 0 min 1 s"]);
        assert_eq!(of(Unit::Ratio, &[1.01, 2.04, 14.2, 0.031]), ["1.01", "2.0", "14", "0.031"]);
        let three = of(Unit::Plain, &[0.999_985, 0.999_984, 0.999_981, 0.5]);
        assert_eq!(
            three,
            ["0.999985", "0.999984", "0.999981", "0.5000"],
            "one of them is not rounded up alone"
        );
        assert_eq!(distinct(&[(0.5, Unit::Plain), (0.5, Unit::Share)]), ["0.5000", "50.0%"]);
    }

    #[test]
    fn a_column_keeps_the_digits_of_each_value() {
        let of = |values: &[f64]| -> Vec<String> {
            let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
            column(&values).into_iter().flatten().collect()
        };
        assert_eq!(of(&[0.412_3, 0.523_4, 734_512.7]), ["0.4123", "0.5234", "734,513"]);
        assert_eq!(of(&[0.8312, -5.5, f64::MAX]), ["0.8312", "\u{2212}5.5000", "1.80e308"]);
        assert_eq!(of(&[0.993_86, 0.993_87, 0.5, 54.34]), ["0.99386", "0.99387", "0.50000", "54.34"]);
        assert_eq!(of(&[0.999_999_98, 0.999_999_97, 0.5]), ["0.99999998", "0.99999997", "0.500000"]);
        assert_eq!(column(&[None, Some(0.5), Some(f64::NAN)]), [None, Some("0.5000".into()), None]);
    }

    #[test]
    fn durations_of_a_column_have_one_unit() {
        let (unit, texts) = durations(&[Some(64.0), Some(70_000.0), None, Some(231.4), Some(-1.0)]);
        let texts: Vec<Option<&str>> = texts.iter().map(Option::as_deref).collect();
        assert_eq!((unit, texts), ("ms", vec![Some("64.0"), Some("70,000"), None, Some("231"), None]));
        assert_eq!(
            durations(&[Some(26_400.0), Some(7_200_000.0), Some(64.0)]).1[2].as_deref(),
            Some("0.0640")
        );
        assert_eq!(durations(&[Some(599_999.0)]).0, "s");
        assert_eq!(durations(&[Some(600_000.0)]), ("min", vec![Some("10".into())]));
        assert_eq!(durations(&[Some(35_940_000.0)]), ("min", vec![Some("599".into())]));
        assert_eq!(durations(&[Some(36_000_000.0)]), ("h", vec![Some("10".into())]));
        let (_, whole) = durations(&[Some(64.0), Some(2_982.0), Some(0.0)]);
        assert_eq!(whole, [Some("64".into()), Some("2,982".into()), Some("0".into())]);
        let (_, short) = durations(&[Some(0.06), Some(0.0464), Some(1.0)]);
        assert_eq!(short, [Some("0.0600".into()), Some("0.0464".into()), Some("1.00".into())]);
    }

    #[test]
    fn small_probabilities_are_less_than_a_bound() {
        assert_eq!(probability(5.26e-165), "< 0.0001");
        assert_eq!(probability(0.043_2), "0.043");
        assert_eq!(probability(0.5), "0.50");
    }

    #[test]
    fn differences_of_shares_are_percentage_points() {
        assert_eq!(percentage_points(0.05), "5 percentage points");
        assert_eq!(percentage_points(0.0123), "1.2 percentage points");
        assert_eq!(percentage_points(0.000_4), "0.040 percentage points");
    }

    #[test]
    fn sizes_have_decimal_prefixes() {
        assert_eq!(bytes(124_880), "124.9 kB");
        assert_eq!(bytes(999_960), "1.0 MB");
        assert_eq!(bytes(12), "12 B");
    }
}
