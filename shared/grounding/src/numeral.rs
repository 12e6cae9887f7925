//! Numbers as people write them.

/// What a written number is measured in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Measure {
    /// Nothing is said.
    Bare,
    /// `%`: hundredths.
    Percent,
    /// Percentage points.
    Points,
    /// Time; values are in milliseconds.
    Time,
    /// Size; values are in bytes.
    Size,
    /// "2.5 times", "twice", "3x".
    Times,
    /// A unit that no fact has, such as a currency.
    Foreign,
}

/// A number in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Numeral {
    /// What it may mean: one reading, or two where a separator is ambiguous ("1.234").
    pub(crate) readings: Vec<Reading>,
    /// Its unit.
    pub(crate) measure: Measure,
    /// Written as digits, not as a word.
    pub(crate) digits: bool,
    /// What the unit multiplied the written value with.
    pub(crate) factor: f64,
}

/// A value with its precision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Reading {
    /// The value in the measure's unit.
    pub(crate) value: f64,
    /// Half of the last written place: what rounding to it may have changed.
    pub(crate) half: f64,
    /// The same if trailing zeros are taken as rounded ("about 9,000").
    pub(crate) loose_half: f64,
}

impl Reading {
    pub(crate) fn exact(value: f64) -> Self {
        Self { value, half: 0.0, loose_half: 0.0 }
    }

    fn scaled(self, factor: f64) -> Self {
        Self { value: self.value * factor, half: self.half * factor, loose_half: self.loose_half * factor }
    }
}

impl Numeral {
    /// An exact count, from a word.
    pub(crate) fn word(value: f64) -> Self {
        Self { readings: vec![Reading::exact(value)], measure: Measure::Bare, digits: false, factor: 1.0 }
    }

    fn scale(&mut self, factor: f64) {
        for reading in &mut self.readings {
            *reading = reading.scaled(factor);
        }
    }

    /// Brings the value into a time or size unit.
    pub(crate) fn measured(&mut self, measure: Measure, factor: f64) {
        self.measure = measure;
        self.factor = factor;
        self.scale(factor);
    }

    /// The first reading's value.
    pub(crate) fn value(&self) -> f64 {
        self.readings.first().map_or(f64::NAN, |reading| reading.value)
    }

    /// "1 min" followed by "41 s".
    pub(crate) fn plus(&mut self, smaller: &Numeral) {
        if let (Some(first), Some(second)) = (self.readings.first().copied(), smaller.readings.first()) {
            self.readings = vec![Reading {
                value: first.value + second.value,
                half: second.half,
                loose_half: second.loose_half,
            }];
        }
    }
}

/// Reads a number at the start of `text` (lower case, normalised); gives it with its length in bytes, unit included.
pub(crate) fn read(text: &str) -> Option<(Numeral, usize)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut foreign = false;
    let mut negative = false;
    if let Some(sign @ (b'-' | b'+')) = bytes.first().copied() {
        negative = sign == b'-';
        at = 1;
    }
    for currency in ["$", "€", "£", "¥"] {
        if text[at..].starts_with(currency) {
            foreign = true;
            at += currency.len();
        }
    }
    let (readings, length) = magnitude(&text[at..])?;
    at += length;
    let mut numeral = Numeral { readings, measure: Measure::Bare, digits: true, factor: 1.0 };
    at += exponent(&text[at..], &mut numeral);
    if negative {
        for reading in &mut numeral.readings {
            reading.value = -reading.value;
        }
    }
    at += unit(&text[at..], &mut numeral);
    if foreign {
        numeral.measure = Measure::Foreign;
    }
    // "2D", "3abc", "1.2.3": not a number.
    let next = text[at..].chars().next();
    let after = text[at..].chars().nth(1);
    if next.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    if next == Some('.') && after.is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    Some((numeral, at))
}

/// Digits with separators; all readings.
fn magnitude(text: &str) -> Option<(Vec<Reading>, usize)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let lead = digits(0);
    if lead == 0 {
        // ".85"
        if bytes.first() == Some(&b'.') && digits(1) > 0 {
            let end = 1 + digits(1);
            return Some((vec![reading("0", &text[1..end])?], end));
        }
        return None;
    }
    // Groups of three after one and the same separator.
    let mut end = lead;
    let mut groups = 0;
    let mut separator = None;
    if lead <= 3 {
        while let Some(&mark) = bytes.get(end) {
            let fits =
                matches!(mark, b',' | b' ' | b'\'' | b'.') && separator.is_none_or(|seen| seen == mark);
            if !fits || digits(end + 1) != 3 {
                break;
            }
            separator = Some(mark);
            groups += 1;
            end += 4;
        }
    }
    let whole = |end: usize| text[..end].chars().filter(char::is_ascii_digit).collect::<String>();
    let zero_lead = bytes[0] == b'0';
    match (separator, groups) {
        // "1.234": a fraction, or grouped as in German; "0.995" only the one.
        (Some(b'.'), 1) => {
            let mut readings = vec![reading(&text[..lead], &text[lead + 1..end])?];
            if !zero_lead {
                readings.push(reading(&whole(end), "")?);
            }
            Some((readings, end))
        }
        (Some(b','), 1) if zero_lead => Some((vec![reading(&text[..lead], &text[lead + 1..end])?], end)),
        (Some(mark), _) if !zero_lead => {
            let decimal = if mark == b'.' { b',' } else { b'.' };
            let fraction = if bytes.get(end) == Some(&decimal) { digits(end + 1) } else { 0 };
            let integer = whole(end);
            if fraction > 0 {
                let stop = end + 1 + fraction;
                Some((vec![reading(&integer, &text[end + 1..stop])?], stop))
            } else {
                Some((vec![reading(&integer, "")?], end))
            }
        }
        _ => {
            let end = lead;
            match bytes.get(end) {
                Some(b'.' | b',') if digits(end + 1) > 0 => {
                    let stop = end + 1 + digits(end + 1);
                    Some((vec![reading(&text[..lead], &text[end + 1..stop])?], stop))
                }
                _ => Some((vec![reading(&text[..lead], "")?], end)),
            }
        }
    }
}

fn reading(integer: &str, fraction: &str) -> Option<Reading> {
    let value: f64 = format!("{integer}.{fraction}0").parse().ok()?;
    let half = 0.5 * 10f64.powi(-(i32::try_from(fraction.len()).ok()?));
    let zeros = integer.bytes().rev().take_while(|byte| *byte == b'0').count();
    let loose = if fraction.is_empty() && zeros < integer.len() {
        0.5 * 10f64.powi(i32::try_from(zeros).ok()?)
    } else {
        half
    };
    Some(Reading { value, half, loose_half: loose })
}

/// `e-5`, `×10^-5`.
fn exponent(text: &str, numeral: &mut Numeral) -> usize {
    let trimmed = text.trim_start();
    let skipped = text.len() - trimmed.len();
    let (mark, rest) = if let Some(rest) = text.strip_prefix('e') {
        (1, rest)
    } else if let Some(rest) = ["×10^", "× 10^", "x10^", "x 10^", "*10^", "* 10^", "·10^", "· 10^"]
        .iter()
        .find_map(|mark| trimmed.strip_prefix(mark))
    {
        (text.len() - rest.len() - skipped + skipped, rest)
    } else {
        return 0;
    };
    let sign = usize::from(rest.starts_with(['-', '+']));
    let digits = rest[sign..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return 0;
    }
    let Ok(power) = rest[..sign + digits].trim_start_matches('+').parse::<i32>() else { return 0 };
    numeral.scale(10f64.powi(power));
    mark + sign + digits
}

/// Units with the factor that brings them to milliseconds or bytes. Longest first where one starts another.
const UNITS: [(&str, Measure, f64); 51] = [
    ("percentage points", Measure::Points, 1.0),
    ("percentage point", Measure::Points, 1.0),
    ("percent points", Measure::Points, 1.0),
    ("percent", Measure::Percent, 1.0),
    ("per cent", Measure::Percent, 1.0),
    ("pp", Measure::Points, 1.0),
    ("%", Measure::Percent, 1.0),
    ("milliseconds", Measure::Time, 1.0),
    ("millisecond", Measure::Time, 1.0),
    ("microseconds", Measure::Time, 0.001),
    ("msec", Measure::Time, 1.0),
    ("ms", Measure::Time, 1.0),
    ("µs", Measure::Time, 0.001),
    ("μs", Measure::Time, 0.001),
    ("us", Measure::Time, 0.001),
    ("seconds", Measure::Time, 1e3),
    ("second", Measure::Time, 1e3),
    ("secs", Measure::Time, 1e3),
    ("sec", Measure::Time, 1e3),
    ("s", Measure::Time, 1e3),
    ("minutes", Measure::Time, 6e4),
    ("minute", Measure::Time, 6e4),
    ("mins", Measure::Time, 6e4),
    ("min", Measure::Time, 6e4),
    ("hours", Measure::Time, 3.6e6),
    ("hour", Measure::Time, 3.6e6),
    ("hrs", Measure::Time, 3.6e6),
    ("h", Measure::Time, 3.6e6),
    ("days", Measure::Time, 8.64e7),
    ("day", Measure::Time, 8.64e7),
    ("d", Measure::Time, 8.64e7),
    ("weeks", Measure::Time, 6.048e8),
    ("week", Measure::Time, 6.048e8),
    ("kilobytes", Measure::Size, 1e3),
    ("megabytes", Measure::Size, 1e6),
    ("gigabytes", Measure::Size, 1e9),
    ("bytes", Measure::Size, 1.0),
    ("kib", Measure::Size, 1_024.0),
    ("mib", Measure::Size, 1_048_576.0),
    ("gib", Measure::Size, 1_073_741_824.0),
    ("kb", Measure::Size, 1e3),
    ("mb", Measure::Size, 1e6),
    ("gb", Measure::Size, 1e9),
    ("tb", Measure::Size, 1e12),
    ("times", Measure::Times, 1.0),
    ("fold", Measure::Times, 1.0),
    ("x", Measure::Times, 1.0),
    ("×", Measure::Times, 1.0),
    ("dollars", Measure::Foreign, 1.0),
    ("euros", Measure::Foreign, 1.0),
    ("usd", Measure::Foreign, 1.0),
];

const SCALES: [(&str, f64); 8] = [
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("mn", 1e6),
    ("k", 1e3),
    ("m", 1e6),
    ("b", 1e9),
];

fn unit(text: &str, numeral: &mut Numeral) -> usize {
    let mut taken = 0;
    for (word, factor) in SCALES {
        if let Some(length) = follows(text, word, word.len() <= 2) {
            numeral.scale(factor);
            taken = length;
            break;
        }
    }
    let rest = &text[taken..];
    for (word, measure, factor) in UNITS {
        // Single letters stand apart from the number only where that is common: "3 s", "2 h", not "5 x".
        let Some(length) = follows(rest, word, matches!(word, "x" | "d" | "us")) else { continue };
        numeral.measured(measure, factor);
        return taken + length;
    }
    taken
}

/// How many bytes it takes to read `word` as a whole word at the start of `text`, after at most one space or hyphen.
fn follows(text: &str, word: &str, adjacent_only: bool) -> Option<usize> {
    let spaced = if adjacent_only { text } else { text.strip_prefix([' ', '-']).unwrap_or(text) };
    let skipped = text.len() - spaced.len();
    let rest = spaced.strip_prefix(word)?;
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        || !word.ends_with(char::is_alphanumeric);
    ends.then_some(skipped + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> (f64, f64, Measure) {
        let (numeral, length) = read(text).expect(text);
        assert_eq!(length, text.len(), "{text}");
        (numeral.value(), numeral.readings[0].half, numeral.measure)
    }

    #[test]
    fn numbers_keep_value_precision_and_unit() {
        for (text, value, half, measure) in [
            ("0.9951", 0.9951, 0.000_05, Measure::Bare),
            (".85", 0.85, 0.005, Measure::Bare),
            ("8,959", 8_959.0, 0.5, Measure::Bare),
            ("8 959", 8_959.0, 0.5, Measure::Bare),
            ("1'234'567", 1_234_567.0, 0.5, Measure::Bare),
            ("1,234.5", 1_234.5, 0.05, Measure::Bare),
            ("0,995", 0.995, 0.000_5, Measure::Bare),
            ("-0.25", -0.25, 0.005, Measure::Bare),
            ("3.1e-5", 3.1e-5, 5e-7, Measure::Bare),
            ("3.1 × 10^-5", 3.1e-5, 5e-7, Measure::Bare),
            ("9k", 9_000.0, 500.0, Measure::Bare),
            ("1.2 million", 1.2e6, 5e4, Measure::Bare),
            ("2.2%", 2.2, 0.05, Measure::Percent),
            ("2.2 percentage points", 2.2, 0.05, Measure::Points),
            ("30.4 ms", 30.4, 0.05, Measure::Time),
            ("1.5 s", 1_500.0, 50.0, Measure::Time),
            ("14 days", 14.0 * 8.64e7, 0.5 * 8.64e7, Measure::Time),
            ("124.9 kb", 124_900.0, 50.0, Measure::Size),
            ("2.5x", 2.5, 0.05, Measure::Times),
            ("$5", 5.0, 0.5, Measure::Foreign),
        ] {
            let (found, found_half, found_measure) = first(text);
            assert!((found - value).abs() <= 1e-9 * value.abs(), "{text}: {found}");
            assert!((found_half - half).abs() <= 1e-9 * half, "{text}: {found_half}");
            assert_eq!(found_measure, measure, "{text}");
        }
    }

    #[test]
    fn an_ambiguous_separator_has_two_readings() {
        let (numeral, _) = read("1.234").expect("a number");
        let values: Vec<f64> = numeral.readings.iter().map(|reading| reading.value).collect();
        assert_eq!(values, [1.234, 1_234.0]);
    }

    #[test]
    fn parts_of_identifiers_and_versions_are_no_numbers() {
        for text in ["2d_model", "3abc", "1.2.3", "x", "-", ""] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
