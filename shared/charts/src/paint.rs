//! Which colour of the palette is used for what.

use kuva::render::color::Color;
use report_document::{
    Severity,
    style::{self, Rgb},
};

/// So many series are told apart by colour; what comes after them is neutral.
pub(crate) const SERIES: usize = 6;

/// Steps of each ramp. Ramps are drawn in steps so that a chart has few colours, each of which the HTML writer can exchange
/// in dark mode.
const STEPS: f64 = 16.0;

/// What a colour stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Paint {
    /// Text that is to be read first.
    Ink,
    /// Text on grounds of middling lightness, where ink would be too pale.
    Black,
    /// Labels and lines of lesser weight.
    Muted,
    /// Lines behind the data.
    Grid,
    /// The page.
    Surface,
    /// The data itself, where there is one series.
    Accent,
    /// One of several series, below [`SERIES`].
    Series(usize),
    /// Data that is there for comparison.
    Neutral,
    /// A judgement.
    Severity(Severity),
    /// A judgement, as the ground of a cell with text on it.
    Band(Severity),
    /// From nothing (0) to all (1).
    Sequential(f64),
    /// From one extreme (−1) over nothing (0) to the other (1).
    Diverging(f64),
}

impl Paint {
    /// The colour of the series at `index`; those beyond the palette are neutral.
    pub(crate) fn series(index: usize) -> Self {
        if index < SERIES { Paint::Series(index) } else { Paint::Neutral }
    }

    /// What text on this paint is written in.
    pub(crate) fn text_on(self) -> Self {
        match style::text_on(self.rgb()) {
            style::INK => Paint::Ink,
            style::PAPER => Paint::Surface,
            _ => Paint::Black,
        }
    }

    /// The colour itself.
    pub(crate) fn color(self) -> Color {
        let Rgb(red, green, blue) = self.rgb();
        Color::Rgb(red, green, blue)
    }

    fn rgb(self) -> Rgb {
        match self {
            Paint::Ink => style::INK,
            Paint::Black => Rgb(0, 0, 0),
            Paint::Muted => style::MUTED,
            Paint::Grid => style::HAIRLINE,
            Paint::Surface => style::PAPER,
            Paint::Accent => style::ACCENT,
            Paint::Series(index) => style::series(index),
            Paint::Neutral | Paint::Severity(Severity::Info) => style::NEUTRAL,
            Paint::Severity(severity) => style::severity(severity),
            // From pale green over pale to strong orange: also a ramp of lightness, for those who see no hues.
            Paint::Band(Severity::Good) => style::severity_ground(Severity::Good),
            Paint::Band(Severity::Info) => style::SURFACE,
            Paint::Band(Severity::Warning) => style::DIVERGING[1],
            Paint::Band(Severity::Critical) => style::DIVERGING[0],
            Paint::Sequential(share) => style::sequential((share * STEPS).round() / STEPS),
            Paint::Diverging(share) => style::diverging((share * STEPS / 2.0).round() / (STEPS / 2.0)),
        }
    }
}
