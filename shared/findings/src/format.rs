//! How numbers are written, in findings, tables and charts alike.

/// What stands for a number that is missing or not finite.
pub const MISSING: &str = "–";

/// A metric's value: four significant decimals below 10, fewer above, thousands grouped. `0.9951`, `54.38`, `2,957`.
pub fn metric(value: f64) -> String {
    if !value.is_finite() {
        return MISSING.into();
    }
    let magnitude = value.abs();
    if magnitude != 0.0 && magnitude < 0.000_1 {
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
    if !share.is_finite() {
        return MISSING.into();
    }
    let percent = share * 100.0;
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

/// A number with fixed decimals, a true minus sign and thousands grouped.
pub fn signed(value: f64, decimals: usize) -> String {
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
