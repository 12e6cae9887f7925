//! Matrices of figures as shaded cells.

use report_document::{Chart, Column, Severity};
use report_facts::{
    drift::{MAJOR_PSI, MODERATE_PSI},
    format::signed,
    names::shown,
};

use crate::{
    Format, Frame, Scale, alt,
    cartesian::{Key, KeyShape, chart},
    data,
    domain::{drawable, written},
    grid::{self, Cell, Grid, Names},
    paint::Paint,
    text,
};

/// A matrix with named rows and columns.
#[derive(Debug, Clone, Copy)]
pub struct Matrix<'a> {
    /// What the rows are: "Feature".
    pub row_axis: &'a str,
    /// What the columns are: "Day".
    pub column_axis: &'a str,
    /// Names of the rows, top to bottom.
    pub rows: &'a [&'a str],
    /// Names of the columns, left to right.
    pub columns: &'a [&'a str],
    /// `values[row][column]`; a missing or non-finite cell is left blank with a stroke through it. Short rows count as
    /// missing at the end.
    pub values: &'a [Vec<Option<f64>>],
    /// What the values are: "PSI", "Share of importance".
    pub value_label: &'a str,
    /// How values are written.
    pub format: Format,
}

/// How values become colours.
#[derive(Debug, Clone, Copy)]
pub enum Ramp<'a> {
    /// From nothing at `low` to full at `high`; without them, from the smallest to the largest value.
    Sequential {
        /// Value of the palest colour.
        low: Option<f64>,
        /// Value of the strongest colour.
        high: Option<f64>,
    },
    /// Two colours away from zero, full at `limit` on both sides; without it, at the largest magnitude.
    Diverging {
        /// Magnitude of the strongest colours.
        limit: Option<f64>,
    },
    /// Named bands. A value that chance alone may give belongs to the first one. Where it is not known what chance gives,
    /// a value is not judged and stands on a neutral ground.
    Bands {
        /// Ascending by `from`; values below the first `from` belong to the first band.
        bands: &'a [RampBand<'a>],
        /// `chance[row][column]`: the greatest value that chance alone gives. Short rows count as not known at the end.
        chance: &'a [Vec<Option<f64>>],
    },
}

/// A named range of values, up to the next band's start.
#[derive(Debug, Clone, Copy)]
pub struct RampBand<'a> {
    /// Where it starts, inclusive.
    pub from: f64,
    /// Its name in the legend: "major shift (≥ 0.25)".
    pub label: &'a str,
    /// What it means.
    pub severity: Severity,
}

/// The three bands by which the population stability index is usually read: under 0.1 no shift worth speaking of, 0.1 to
/// 0.25 moderate, from 0.25 major (Siddiqi, *Credit Risk Scorecards*, 2006).
pub const PSI_BANDS: [RampBand<'static>; 3] = [
    RampBand { from: f64::NEG_INFINITY, label: "stable (< 0.1 or by chance)", severity: Severity::Good },
    RampBand { from: MODERATE_PSI, label: "moderate shift (0.1–0.25)", severity: Severity::Warning },
    RampBand { from: MAJOR_PSI, label: "major shift (≥ 0.25)", severity: Severity::Critical },
];

/// A heat map with a legend of its ramp. Values are written in the cells as long as they fit. Up to 40 rows and 60 columns
/// are drawn; the caption says how many there are in all.
pub fn heatmap(frame: &Frame<'_>, matrix: &Matrix<'_>, ramp: &Ramp<'_>) -> Option<Chart> {
    const MOST_ROWS: usize = 40;
    const MOST_COLUMNS: usize = 60;
    let rows = matrix.rows.len().min(MOST_ROWS);
    let columns = matrix.columns.len().min(MOST_COLUMNS);
    let value = |row: usize, column: usize| {
        let value = matrix.values.get(row).and_then(|row| row.get(column)).copied().flatten();
        drawable(value, Scale::Linear)
    };
    let all = || {
        (0..matrix.rows.len()).flat_map(move |row| {
            (0..matrix.columns.len()).filter_map(move |column| Some((row, column, value(row, column)?)))
        })
    };
    let lowest = all().min_by(|a, b| a.2.total_cmp(&b.2))?;
    let highest = all().max_by(|a, b| a.2.total_cmp(&b.2))?;
    let shading = Shading::new(ramp, lowest.2, highest.2);
    let chance = |row: usize, column: usize| match ramp {
        Ramp::Bands { chance, .. } => chance.get(row).and_then(|row| row.get(column)).copied().flatten(),
        Ramp::Sequential { .. } | Ramp::Diverging { .. } => None,
    };
    let name = |row: usize, column: usize| {
        format!("{}, {}", text::spoken(matrix.rows[row]), text::spoken(matrix.columns[column]))
    };
    let cells = (0..rows)
        .map(|row| {
            (0..columns)
                .map(|column| {
                    let Some(value) = value(row, column) else {
                        return Cell::blank(format!(
                            "{}, {}: no value",
                            matrix.rows[row], matrix.columns[column]
                        ));
                    };
                    let words = format!(
                        "{}, {}: {} {}",
                        matrix.rows[row],
                        matrix.columns[column],
                        matrix.value_label,
                        written(value, matrix.format)
                    );
                    let fill = shading.paint(value, chance(row, column));
                    Cell { fill: Some(fill), lines: vec![short(value, matrix.format)], words }
                })
                .collect()
        })
        .collect();
    let judged = |(row, column, value)| match ramp {
        Ramp::Bands { bands, .. } => Some(band_of(bands, value, chance(row, column))),
        Ramp::Sequential { .. } | Ramp::Diverging { .. } => None,
    };
    let unjudged = all().filter(|cell| judged(*cell) == Some(None)).count();
    let canvas = grid::draw(
        frame.size,
        &Grid {
            rows: Names { axis: matrix.row_axis, names: &matrix.rows[..rows] },
            columns: Names { axis: matrix.column_axis, names: &matrix.columns[..columns] },
            cells,
            tallest: 15.0,
            keys: shading.keys(matrix, unjudged > 0),
        },
    );
    let mut alt = format!(
        "{} for {} by {}: highest {} ({}), lowest {} ({}).",
        matrix.value_label,
        alt::counted(matrix.rows.len(), "row", "rows"),
        alt::counted(matrix.columns.len(), "column", "columns"),
        written(highest.2, matrix.format),
        name(highest.0, highest.1),
        written(lowest.2, matrix.format),
        name(lowest.0, lowest.1),
    );
    if let Ramp::Bands { bands, .. } = ramp {
        let counts = bands.iter().enumerate().map(|(index, band)| {
            let cells = all().filter(|cell| judged(*cell) == Some(Some(index))).count();
            format!("{} {}", alt::counted(cells, "cell", "cells"), band.label)
        });
        let unjudged =
            (unjudged > 0).then(|| format!("{} {NOT_JUDGED}", alt::counted(unjudged, "cell", "cells")));
        alt.push_str(&format!(" {}.", alt::parts(counts.chain(unjudged))));
    }
    let remarks = [
        alt::left_out(rows, matrix.rows.len(), "rows"),
        alt::left_out(columns, matrix.columns.len(), "columns"),
    ];
    let remark = remarks.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let mut header = vec![Column::row_header(matrix.row_axis)];
    header.extend(matrix.columns[..columns].iter().map(|name| Column::number(shown(name))));
    let figures = data::table(frame, header, rows, |row| {
        let cell = |column| data::number(value(row, column), matrix.format);
        [data::name(matrix.rows[row])].into_iter().chain((0..columns).map(cell)).collect()
    });
    Some(chart(frame, alt, (!remark.is_empty()).then_some(remark), canvas).with_data(figures))
}

/// As few characters as tell cells apart.
fn short(value: f64, format: Format) -> String {
    match format {
        Format::Percent if value.abs() >= 0.0995 => format!("{}%", signed(value * 100.0, 0)),
        Format::Number if value.fract() != 0.0 && value.abs() < 100.0 => signed(value, 2),
        Format::Number => signed(value, 0),
        format => written(value, format),
    }
}

/// A ramp with its ends settled.
enum Shading<'a> {
    Sequential { low: f64, high: f64 },
    Diverging { limit: f64 },
    Bands(&'a [RampBand<'a>]),
}

/// What the legend says of cells of which it is not known what chance gives.
const NOT_JUDGED: &str = "not judged (chance is not known)";

impl<'a> Shading<'a> {
    fn new(ramp: &Ramp<'a>, lowest: f64, highest: f64) -> Self {
        match *ramp {
            Ramp::Sequential { low, high } => {
                let low = low.filter(|low| low.is_finite()).unwrap_or(lowest);
                Shading::Sequential { low, high: high.filter(|high| high.is_finite()).unwrap_or(highest) }
            }
            Ramp::Diverging { limit } => Shading::Diverging {
                limit: limit.filter(|limit| limit.is_finite()).unwrap_or(lowest.abs().max(highest.abs())),
            },
            Ramp::Bands { bands, .. } => Shading::Bands(bands),
        }
    }

    /// The ground of a value; `chance` is the greatest value that chance alone gives, where that is known.
    fn paint(&self, value: f64, chance: Option<f64>) -> Paint {
        match *self {
            // Where all values are the same, the middle of the ramp says nothing false.
            Shading::Sequential { low, high } if high <= low => Paint::Sequential(0.5),
            Shading::Sequential { low, high } => {
                Paint::Sequential(((value - low) / (high - low)).clamp(0.0, 1.0))
            }
            Shading::Diverging { limit } if limit <= 0.0 => Paint::Diverging(0.0),
            Shading::Diverging { limit } => Paint::Diverging((value / limit).clamp(-1.0, 1.0)),
            Shading::Bands(bands) => {
                let severity = band_of(bands, value, chance).map(|index| bands[index].severity);
                Paint::Band(severity.unwrap_or(Severity::Info))
            }
        }
    }

    fn keys(&self, matrix: &Matrix<'_>, some_unjudged: bool) -> Vec<Key> {
        let key = |name: String, paint: Paint| Key { name, paint, shape: KeyShape::Square };
        let value = |value: f64| written(value, matrix.format);
        match *self {
            Shading::Sequential { low, high } => vec![
                key(format!("{} {}", matrix.value_label, value(low)), self.paint(low, None)),
                key(value(f64::midpoint(low, high)), self.paint(f64::midpoint(low, high), None)),
                key(value(high), self.paint(high, None)),
            ],
            Shading::Diverging { limit } => vec![
                key(format!("{} {}", matrix.value_label, value(-limit)), Paint::Diverging(-1.0)),
                key("0".into(), Paint::Diverging(0.0)),
                key(value(limit), Paint::Diverging(1.0)),
            ],
            Shading::Bands(bands) => {
                let bands = bands.iter().map(|band| {
                    key(format!("{} {}", matrix.value_label, band.label), Paint::Band(band.severity))
                });
                let unjudged = some_unjudged.then(|| key(NOT_JUDGED.into(), Paint::Band(Severity::Info)));
                bands.chain(unjudged).collect()
            }
        }
    }
}

/// Index of the band that a value falls into; `None` of a value that is not judged.
fn band_of(bands: &[RampBand<'_>], value: f64, chance: Option<f64>) -> Option<usize> {
    let by_chance = value <= chance?;
    let after = bands.iter().take_while(|band| band.from <= value && !by_chance).count();
    (!bands.is_empty()).then(|| after.saturating_sub(1))
}
