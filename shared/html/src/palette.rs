//! The palette as CSS custom properties, for light paper and for dark mode.
//!
//! Charts and pages name colours only through these properties. In dark mode every colour of the palette is exchanged for
//! its counterpart, and the ramps turn round: nothing is dark, all is bright. Text on a ramp, which is ink or paper by the
//! ground's lightness, is exchanged with it and stays legible.

use std::{collections::HashMap, fmt::Write, sync::OnceLock};

use report_document::{
    Severity,
    style::{self, Rgb},
};

/// A colour with its counterpart.
struct Entry {
    name: String,
    light: Rgb,
    dark: Rgb,
}

/// Dark mode's page and ink, between which everything else is chosen.
const DARK_PAPER: Rgb = Rgb(0x12, 0x17, 0x1D);
const DARK_INK: Rgb = Rgb(0xE6, 0xEA, 0xEF);
const DARK_ACCENT: Rgb = Rgb(0x78, 0xB7, 0xEA);

/// Steps of the ramps; charts draw theirs in the same steps.
pub(crate) const STEPS: u8 = 16;

/// The palette.
pub(crate) struct Palette {
    entries: Vec<Entry>,
    index: HashMap<Rgb, usize>,
}

/// The palette, made once.
pub(crate) fn palette() -> &'static Palette {
    static PALETTE: OnceLock<Palette> = OnceLock::new();
    PALETTE.get_or_init(Palette::new)
}

impl Palette {
    fn new() -> Self {
        let mut entries: Vec<Entry> = named()
            .into_iter()
            .map(|(name, light, dark)| Entry { name: name.to_owned(), light, dark })
            .collect();
        const SERIES: [Rgb; 8] = [
            DARK_ACCENT,
            Rgb(0xFF, 0x9F, 0x57),
            Rgb(0x45, 0xC9, 0xA4),
            Rgb(0xDA, 0x97, 0xCC),
            Rgb(0xD9, 0xB9, 0x54),
            Rgb(0x9B, 0xD3, 0xF3),
            Rgb(0xA9, 0xB3, 0xBE),
            Rgb(0xC8, 0xA0, 0x8A),
        ];
        for (index, dark) in SERIES.into_iter().enumerate() {
            entries.push(Entry { name: format!("series{index}"), light: style::series(index), dark });
        }
        for step in 0..=STEPS {
            let share = f64::from(step) / f64::from(STEPS);
            let light = style::sequential(share);
            entries.push(Entry {
                name: format!("ramp{step}"),
                light,
                dark: turned(light, share, &SEQUENTIAL),
            });
        }
        for step in 0..=STEPS {
            let share = f64::from(step) / f64::from(STEPS) * 2.0 - 1.0;
            let light = style::diverging(share);
            let ends = if share < 0.0 { &ORANGE } else { &BLUE };
            entries.push(Entry { name: format!("two{step}"), light, dark: turned(light, share.abs(), ends) });
        }
        // The first name of a colour stands for it; all names have the same counterpart or are not looked up by colour.
        let mut index = HashMap::with_capacity(entries.len());
        for (place, entry) in entries.iter().enumerate() {
            index.entry(entry.light).or_insert(place);
        }
        Self { entries, index }
    }

    /// Number of the colour among the classes `f…` (fill) and `s…` (stroke), if it is of the palette.
    pub(crate) fn class(&self, color: Rgb) -> Option<usize> {
        self.index.get(&color).copied()
    }

    /// Custom properties and the classes that use them.
    pub(crate) fn css(&self) -> String {
        let mut css = String::with_capacity(8_192);
        self.properties(&mut css, ":root{color-scheme:light dark;", |entry| entry.light);
        css.push_str("@media screen and (prefers-color-scheme:dark){");
        self.properties(&mut css, ":root{", |entry| entry.dark);
        css.push('}');
        for (place, entry) in self.entries.iter().enumerate() {
            if self.index.get(&entry.light) == Some(&place) {
                // Writing to a string cannot fail.
                let _ = write!(css, ".f{place}{{fill:var(--{0})}}.s{place}{{stroke:var(--{0})}}", entry.name);
            }
        }
        for step in 0..=STEPS {
            let ink = match style::text_on(shade(step)) {
                style::INK => "ink",
                style::PAPER => "paper",
                _ => "black",
            };
            let _ = write!(css, ".q{step}{{background:var(--ramp{step});color:var(--{ink})}}");
        }
        css
    }

    fn properties(&self, css: &mut String, open: &str, value: impl Fn(&Entry) -> Rgb) {
        css.push_str(open);
        for entry in &self.entries {
            let _ = write!(css, "--{}:{};", entry.name, value(entry).hex());
        }
        css.push('}');
    }
}

/// The ground of a table cell at a step of the ramp.
fn shade(step: u8) -> Rgb {
    style::sequential(f64::from(step) / f64::from(STEPS))
}

fn named() -> [(&'static str, Rgb, Rgb); 18] {
    let ground = style::severity_ground;
    [
        ("ink", style::INK, DARK_INK),
        // Text on grounds of middling lightness, whose counterparts are bright.
        ("black", Rgb(0, 0, 0), Rgb(0, 0, 0)),
        ("muted", style::MUTED, Rgb(0xA8, 0xB2, 0xBD)),
        ("hairline", style::HAIRLINE, Rgb(0x2F, 0x39, 0x44)),
        ("rule", style::RULE, Rgb(0x5A, 0x67, 0x75)),
        ("paper", style::PAPER, DARK_PAPER),
        ("surface", style::SURFACE, Rgb(0x1C, 0x23, 0x2C)),
        ("accent", style::ACCENT, DARK_ACCENT),
        ("accent-soft", style::ACCENT_SOFT, Rgb(0x1A, 0x2D, 0x40)),
        ("neutral", style::NEUTRAL, Rgb(0x8D, 0x98, 0xA5)),
        ("good", style::severity(Severity::Good), Rgb(0x5F, 0xD0, 0xA0)),
        ("info", style::severity(Severity::Info), DARK_ACCENT),
        ("warning", style::severity(Severity::Warning), Rgb(0xF0, 0xC0, 0x60)),
        ("critical", style::severity(Severity::Critical), Rgb(0xFF, 0x95, 0x8C)),
        ("good-ground", ground(Severity::Good), Rgb(0x13, 0x2C, 0x24)),
        ("info-ground", ground(Severity::Info), Rgb(0x1A, 0x2D, 0x40)),
        ("warning-ground", ground(Severity::Warning), Rgb(0x34, 0x2B, 0x14)),
        ("critical-ground", ground(Severity::Critical), Rgb(0x3A, 0x1F, 0x1E)),
    ]
}

/// The dark ends of a ramp: where ink stands on it, from and to, and where paper does.
struct Ends {
    weak: (Rgb, Rgb),
    strong: (Rgb, Rgb),
}

const NOTHING: Rgb = Rgb(0x1E, 0x26, 0x2F);
const SEQUENTIAL: Ends =
    Ends { weak: (NOTHING, Rgb(0x2A, 0x5A, 0x84)), strong: (Rgb(0x4A, 0x8F, 0xC1), Rgb(0xBF, 0xE0, 0xF9)) };
/// Ends in the accent's counterpart, as on paper the ramp ends in the accent.
const BLUE: Ends =
    Ends { weak: (NOTHING, Rgb(0x2A, 0x5A, 0x84)), strong: (Rgb(0x4A, 0x8F, 0xC1), DARK_ACCENT) };
const ORANGE: Ends =
    Ends { weak: (NOTHING, Rgb(0x7C, 0x45, 0x1C)), strong: (Rgb(0xC7, 0x70, 0x2F), Rgb(0xFB, 0xB0, 0x74)) };

/// The counterpart of a ramp's colour: ground for light ink where the ramp bears dark ink, and the other way round.
fn turned(light: Rgb, share: f64, ends: &Ends) -> Rgb {
    let (from, to) = if style::text_on(light) == style::INK { ends.weak } else { ends.strong };
    from.mix(to, share)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dark(color: Rgb) -> Rgb {
        let palette = palette();
        palette.entries[palette.class(color).expect("a colour of the palette")].dark
    }

    #[test]
    fn text_on_ramps_is_legible_in_dark_mode_too() {
        for step in 0..=STEPS {
            let share = f64::from(step) / f64::from(STEPS);
            for ground in [style::sequential(share), style::diverging(2.0 * share - 1.0)] {
                let (ink, ground) = (dark(style::text_on(ground)), dark(ground));
                assert!(ink.contrast(ground) >= 4.5, "step {step}: {} on {}", ink.hex(), ground.hex());
            }
        }
    }

    #[test]
    fn text_is_legible_on_every_ground_in_dark_mode() {
        let severities = [Severity::Good, Severity::Info, Severity::Warning, Severity::Critical];
        for ground in [style::PAPER, style::SURFACE, style::ACCENT_SOFT] {
            for ink in [style::INK, style::MUTED, style::ACCENT] {
                assert!(
                    dark(ink).contrast(dark(ground)) >= 4.5,
                    "{} on {}",
                    dark(ink).hex(),
                    dark(ground).hex()
                );
            }
        }
        for severity in severities {
            let ground = dark(style::severity_ground(severity));
            assert!(dark(style::severity(severity)).contrast(ground) >= 4.5);
            assert!(DARK_INK.contrast(ground) >= 4.5);
        }
    }

    #[test]
    fn ramps_rise_in_dark_mode_as_they_fall_on_paper() {
        let ramps: [fn(f64) -> Rgb; 3] =
            [style::sequential, style::diverging, |share| style::diverging(-share)];
        for ramp in ramps {
            let lightness: Vec<f64> = (0..=STEPS / 2)
                .map(|step| dark(ramp(f64::from(step) / f64::from(STEPS / 2))).luminance())
                .collect();
            assert!(lightness.windows(2).all(|pair| pair[0] <= pair[1]), "{lightness:?}");
        }
    }

    #[test]
    fn series_stand_out_from_the_dark_page() {
        for index in 0..style::CATEGORICAL.len() {
            assert!(dark(style::series(index)).contrast(DARK_PAPER) >= 3.0);
        }
    }

    #[test]
    fn one_colour_has_one_counterpart() {
        // Accent is also the first series, a severity and the end of a ramp; whichever name it has, charts look alike.
        let palette = palette();
        for entry in palette
            .entries
            .iter()
            .filter(|entry| !entry.name.starts_with("two") && !entry.name.starts_with("ramp"))
        {
            assert_eq!(dark(entry.light), entry.dark, "{}", entry.name);
        }
    }
}
