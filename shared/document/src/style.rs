//! The visual identity: the colours of every report, in both formats and in the charts.
//!
//! The values are for light paper. Text colours have a contrast of at least 4.5:1 on every ground that they are used on
//! (WCAG 2.2, success criterion 1.4.3), series colours at least 3:1 on paper (1.4.11). The categorical series derive from
//! Okabe and Ito, *Color Universal Design* (2008), darkened where they were too light for print; colour is never the
//! only thing that tells two meanings apart.

use report_domain::Severity;

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Text that is to be read.
pub const INK: Rgb = Rgb(0x1B, 0x24, 0x30);
/// Labels, captions and small print.
pub const MUTED: Rgb = Rgb(0x56, 0x60, 0x6D);
/// Rules between rows and grid lines behind data.
pub const HAIRLINE: Rgb = Rgb(0xD9, 0xDE, 0xE4);
/// A stronger rule: under table headers, chart axes.
pub const RULE: Rgb = Rgb(0x9A, 0xA4, 0xB0);
/// The page.
pub const PAPER: Rgb = Rgb(0xFF, 0xFF, 0xFF);
/// A quiet ground: key figures, names from the data, striped rows.
pub const SURFACE: Rgb = Rgb(0xF4, 0xF6, 0xF8);
/// The one colour of the identity: headings' marks, links, the data where there is one series.
pub const ACCENT: Rgb = Rgb(0x1F, 0x5F, 0x99);
/// A ground in the accent's hue: the highlighted row, the best value.
pub const ACCENT_SOFT: Rgb = Rgb(0xE7, 0xF0, 0xF8);
/// Data that is there for comparison only.
pub const NEUTRAL: Rgb = Rgb(0x80, 0x8A, 0x96);

/// Series that are told apart by colour, in the order in which they are taken.
pub const CATEGORICAL: [Rgb; 8] = [
    ACCENT,
    Rgb(0xD5, 0x5E, 0x00),
    Rgb(0x00, 0x89, 0x6B),
    Rgb(0xA0, 0x52, 0x8F),
    Rgb(0x8A, 0x6D, 0x00),
    Rgb(0x3A, 0x93, 0xC9),
    Rgb(0x6B, 0x75, 0x80),
    Rgb(0x5B, 0x3A, 0x29),
];

/// From nothing to all, light to dark in one hue.
pub const SEQUENTIAL: [Rgb; 6] = [
    Rgb(0xF4, 0xF8, 0xFB),
    Rgb(0xCF, 0xE1, 0xF0),
    Rgb(0x8F, 0xBB, 0xDB),
    Rgb(0x4A, 0x8F, 0xC1),
    ACCENT,
    Rgb(0x0F, 0x3F, 0x6B),
];

/// From one extreme over nothing to the other: orange, paper, blue, which stay apart for every kind of colour blindness.
pub const DIVERGING: [Rgb; 5] =
    [Rgb(0xB3, 0x47, 0x0E), Rgb(0xF3, 0xC1, 0x9D), Rgb(0xF7, 0xF7, 0xF7), Rgb(0xA9, 0xCC, 0xE6), ACCENT];

impl Rgb {
    /// `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// The colour between this one (`share` = 0) and `other` (`share` = 1), in sRGB. What is not finite counts as 0.
    pub fn mix(self, other: Self, share: f64) -> Self {
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        // Between two values of a u8, hence in its range.
        let between =
            |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
        Self(between(self.0, other.0), between(self.1, other.1), between(self.2, other.2))
    }

    /// Relative luminance as WCAG 2.2 defines it, 0 to 1.
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast ratio as WCAG 2.2 defines it, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// The ink for text on `ground`: [`INK`] where it has a contrast of 4.5:1, else [`PAPER`] where that has, else black. One
/// of white and black always has, since between them lies 21:1 and the root of 21 is 4.58.
pub fn text_on(ground: Rgb) -> Rgb {
    const LEGIBLE: f64 = 4.5;
    [INK, PAPER].into_iter().find(|ink| ink.contrast(ground) >= LEGIBLE).unwrap_or(Rgb(0, 0, 0))
}

/// The colour of the series at `index`; beyond the palette it starts again.
pub fn series(index: usize) -> Rgb {
    CATEGORICAL[index % CATEGORICAL.len()]
}

/// The colour at `share` (0 to 1) of the ramp from nothing to all.
pub fn sequential(share: f64) -> Rgb {
    ramp(&SEQUENTIAL, share)
}

/// The colour at `share` (−1 to 1) of the ramp between two extremes.
pub fn diverging(share: f64) -> Rgb {
    ramp(&DIVERGING, (share + 1.0) / 2.0)
}

/// The text and line colour of a severity.
pub fn severity(severity: Severity) -> Rgb {
    match severity {
        Severity::Good => Rgb(0x0B, 0x6B, 0x4A),
        Severity::Info => ACCENT,
        Severity::Warning => Rgb(0x85, 0x55, 0x00),
        Severity::Critical => Rgb(0xA3, 0x22, 0x22),
    }
}

/// The ground of a remark or a cell of a severity.
pub fn severity_ground(severity: Severity) -> Rgb {
    match severity {
        Severity::Good => Rgb(0xE6, 0xF4, 0xEE),
        Severity::Info => ACCENT_SOFT,
        Severity::Warning => Rgb(0xFD, 0xF3, 0xDC),
        Severity::Critical => Rgb(0xFB, 0xE9, 0xE7),
    }
}

fn ramp(stops: &[Rgb], share: f64) -> Rgb {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let last = stops.len() - 1;
    let place = share * last as f64;
    let below = (place.floor() as usize).min(last.saturating_sub(1));
    stops[below].mix(stops[below + 1], place - below as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEVERITIES: [Severity; 4] = [Severity::Good, Severity::Info, Severity::Warning, Severity::Critical];

    #[test]
    fn text_is_legible_on_every_ground_that_it_stands_on() {
        for ground in [PAPER, SURFACE, ACCENT_SOFT] {
            for ink in [INK, MUTED, ACCENT] {
                assert!(ink.contrast(ground) >= 4.5, "{} on {}", ink.hex(), ground.hex());
            }
        }
        for level in SEVERITIES {
            for ground in [PAPER, severity_ground(level)] {
                assert!(severity(level).contrast(ground) >= 4.5, "{level:?} on {}", ground.hex());
            }
            assert!(INK.contrast(severity_ground(level)) >= 4.5);
        }
        for step in 0..=100 {
            let share = f64::from(step) / 100.0;
            for ground in [sequential(share), diverging(share * 2.0 - 1.0)] {
                assert!(text_on(ground).contrast(ground) >= 4.5, "text on {}", ground.hex());
            }
        }
    }

    #[test]
    fn series_stand_out_from_paper() {
        for colour in CATEGORICAL {
            assert!(colour.contrast(PAPER) >= 3.0, "{} has {:.2}", colour.hex(), colour.contrast(PAPER));
        }
    }

    #[test]
    fn ramps_end_where_they_say_and_bear_any_number() {
        assert_eq!(sequential(0.0), SEQUENTIAL[0]);
        assert_eq!(sequential(1.0), SEQUENTIAL[5]);
        assert_eq!(diverging(-1.0), DIVERGING[0]);
        assert_eq!(diverging(0.0), DIVERGING[2]);
        assert_eq!(diverging(7.0), DIVERGING[4]);
        assert_eq!(sequential(f64::NAN), SEQUENTIAL[0]);
    }
}
