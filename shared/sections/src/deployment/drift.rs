//! Section `drift`: which features have shifted, how far, and since when.

use std::collections::{BTreeMap, BTreeSet};

use crate::blocks::Blocks;
use report_charts::{Format, Frame, Matrix, PSI_BANDS, Ramp};
use report_document::{Block, Cell, Chart, Column, Emphasis, Row, Table, Text};
use report_facts::{
    drift::{self as psi, Shift, Spell},
    format, names, words,
};
use report_snapshot::deployment::{Deployment, Drift, FeatureDrift};

use crate::common::number::metric_cell;

/// Features in the heat map.
const MOST_ROWS: usize = 40;

/// Days in the heat map, the last ones.
const MOST_DAYS: usize = 31;

/// Features in the table.
pub(super) const MOST_FEATURES: usize = 300;

/// Features in the table where a document is not of full detail.
pub(super) const MOST_SHIFTED: usize = 10;

/// Makes the section; `None` without a feature.
pub(super) fn drift(deployment: &Deployment, most: usize) -> Option<Blocks> {
    let drift = deployment.drift.as_ref().filter(|drift| !drift.features.is_empty())?;
    let features = psi::by_psi(drift);
    let mut body = Blocks::default();
    body.push(Block::Paragraph(in_words(drift)));
    body.extend(heat_map(drift, &features).map(Block::Chart));
    body.push(table(drift, &features, most));
    body.push(Block::Note(Text::plain(
        "PSI is the population stability index, the sum of (current − reference) · ln(current / reference) over bins. By \
         the usual convention of credit scoring (Siddiqi, Credit Risk Scorecards, 2006) under 0.1 is stable, from 0.1 a \
         moderate and from 0.25 a major shift. With few rows or many bins it rises by chance; what chance alone stays under in \
         19 of 20 cases (Yurdakul, Statistical Properties of Population Stability Index, 2018) is known only where the bins and the \
         rows are. A day is held against what chance stays under in 19 of 20 cases on all days together.",
    )));
    Some(body)
}

fn in_words(drift: &Drift) -> Text {
    let side = |text: Text, name: &Option<String>, rows: Option<u64>, otherwise: &str| {
        let text = match name {
            Some(name) => text.name(names::shown(name)),
            None => text.and(otherwise),
        };
        match rows {
            Some(rows) => text.and(format!(" ({})", words::counted(rows, "row", "rows"))),
            None => text,
        }
    };
    let current = side(Text::plain("Compared are "), &drift.current, drift.current_rows, "the current rows");
    let both = current.and(" with the reference, ");
    side(both, &drift.reference, drift.reference_rows, "whose rows the snapshot does not describe").and(".")
}

/// Features by PSI, greatest first, against the last days.
fn heat_map(drift: &Drift, features: &[&FeatureDrift]) -> Option<Chart> {
    let all = || features.iter().flat_map(|feature| &feature.daily).map(|day| day.date.as_str());
    let days: BTreeSet<&str> = all().filter(|day| psi::date(day).is_some()).collect();
    let days: Vec<&str> = days.into_iter().collect();
    let unknown = all().filter(|day| psi::date(day).is_none()).count() as u64;
    let unknown = match unknown {
        0 => String::new(),
        1 => " 1 figure without a valid date is left out.".into(),
        unknown => format!(" {} figures without a valid date are left out.", format::count(unknown)),
    };
    let shown = &days[days.len().saturating_sub(MOST_DAYS)..];
    let drawn: Vec<&&FeatureDrift> =
        features.iter().filter(|feature| !feature.daily.is_empty()).take(MOST_ROWS).collect();
    let rows: Vec<&str> = drawn.iter().map(|feature| feature.feature.as_str()).collect();
    let values: Vec<Vec<Option<f64>>> = drawn
        .iter()
        .map(|feature| {
            let by_day: BTreeMap<&str, Option<f64>> =
                feature.daily.iter().map(|day| (day.date.as_str(), day.psi)).collect();
            shown.iter().map(|day| by_day.get(day).copied().flatten()).collect()
        })
        .collect();
    let chance: Vec<Vec<Option<f64>>> = drawn
        .iter()
        .map(|feature| {
            let days = psi::measured_days(&feature.daily, feature.bins, drift.reference_rows);
            let by_day: BTreeMap<&str, Option<f64>> = days.iter().map(|day| (day.date, day.chance)).collect();
            shown.iter().map(|day| by_day.get(day).copied().flatten()).collect()
        })
        .collect();
    let some_judged = chance.iter().flatten().any(Option::is_some);
    let largest =
        values.iter().flatten().flatten().copied().filter(|psi| psi.is_finite()).fold(0.0, f64::max);
    // Bands judge; where nothing can be judged, shades say how great the index is and no more.
    let (ramp, judgement) = if some_judged {
        (Ramp::Bands { bands: &PSI_BANDS, chance: &chance }, "")
    } else {
        let high = Some(largest.max(psi::MAJOR_PSI));
        (
            Ramp::Sequential { low: Some(0.0), high },
            " Shades only show how great the PSI is: it is not known what chance alone gives a day, so no day is said to have shifted.",
        )
    };
    let left_out = match (features.len() > drawn.len(), days.len() > shown.len()) {
        (false, false) => String::new(),
        (true, false) => format!(" The {} with the greatest shift are shown.", drawn.len()),
        (false, true) => format!(" The last {} of {} days are shown.", shown.len(), days.len()),
        (true, true) => format!(
            " The {} with the greatest shift and the last {} of {} days are shown.",
            drawn.len(),
            shown.len(),
            days.len()
        ),
    };
    let caption = format!(
        "Features by their PSI over the whole current period, greatest first.{judgement}{left_out}{unknown}"
    );
    report_charts::heatmap(
        &Frame::full("chart-drift", "PSI by feature and day").caption(&caption),
        &Matrix {
            row_axis: "Feature",
            column_axis: "Day",
            rows: &rows,
            columns: shown,
            values: &values,
            value_label: "PSI",
            format: Format::Number,
        },
        &ramp,
    )
}

fn table(drift: &Drift, features: &[&FeatureDrift], most: usize) -> Table {
    let has = |test: fn(&FeatureDrift) -> bool| features.iter().any(|feature| test(feature));
    let with_test = has(|feature| feature.current.test.is_some());
    let with_statistic = has(|feature| feature.current.statistic.is_some());
    let with_p = has(|feature| feature.current.p_value.is_some());
    let with_flag = has(|feature| feature.drifted.is_some());
    let with_chance = features.iter().any(|feature| psi::chance_of(drift, feature).is_some());
    let with_days = features.iter().any(|feature| spell(drift, feature).is_some());
    let mut columns = vec![Column::row_header("Feature"), Column::number("PSI"), Column::text("Shift")];
    if with_chance {
        columns.push(Column::number("By chance, up to"));
    }
    if with_days {
        columns.push(Column::text("At 0.25 or more"));
    }
    if with_test {
        columns.push(Column::text("Test"));
    }
    if with_statistic {
        columns.push(Column::number("Statistic"));
    }
    if with_p {
        columns.push(Column::number("p-value"));
    }
    if with_flag {
        columns.push(Column::centered("Flagged by the platform"));
    }
    let rows = features
        .iter()
        .take(most)
        .map(|feature| {
            let shift = psi::shift_of(drift, feature);
            let by_chance = shift < Shift::of(feature.current.psi);
            let words = |shift: Shift| if by_chance { "within chance" } else { words_of(shift) };
            let mut cells = vec![
                Cell::text(names::shown(&feature.feature)),
                alarmed(metric_cell(psi::index(feature.current.psi)), shift),
                shift.map_or_else(Cell::missing, |shift| alarmed(Cell::text(words(shift)), Some(shift))),
            ];
            if with_chance {
                cells.push(metric_cell(psi::chance_of(drift, feature)));
            }
            if with_days {
                cells.push(spell_cell(spell(drift, feature)));
            }
            if with_test {
                cells.push(crate::common::text_cell::text_cell(feature.current.test.as_deref()));
            }
            if with_statistic {
                cells.push(metric_cell(feature.current.statistic));
            }
            if with_p {
                let p = psi::p_value(feature.current.p_value);
                cells.push(p.map_or_else(Cell::missing, |p| Cell::number(p, format::probability(p))));
            }
            if with_flag {
                cells.push(feature.drifted.map_or_else(Cell::missing, |flag| match flag {
                    true => Cell::text("yes").emphasised(Emphasis::Alert),
                    false => Cell::text("no"),
                }));
            }
            Row::new(cells)
        })
        .collect();
    let period = drift.current.as_deref().map(|current| format!(", {current}")).unwrap_or_default();
    let caption = if features.len() > most {
        format!(
            "The {most} of {} features with the greatest PSI{period}",
            format::count(features.len() as u64)
        )
    } else {
        format!("{} by PSI{period}", words::counted(features.len() as u64, "feature", "features"))
    };
    Table { caption, columns, rows, sortable: true }
}

fn words_of(shift: Shift) -> &'static str {
    match shift {
        Shift::Stable => "stable",
        Shift::Moderate => "moderate",
        Shift::Major => "major",
    }
}

fn alarmed(cell: Cell, shift: Option<Shift>) -> Cell {
    if shift == Some(Shift::Major) { cell.emphasised(Emphasis::Alert) } else { cell }
}

/// The last run of days with a major shift that is more than chance.
fn spell<'a>(drift: &Drift, feature: &'a FeatureDrift) -> Option<Spell<'a>> {
    psi::last_spell(&feature.daily, psi::MAJOR_PSI, feature.bins, drift.reference_rows)
}

/// `since 2026-03-12`, `2026-03-08`, or a dash.
fn spell_cell(spell: Option<Spell<'_>>) -> Cell {
    match spell {
        None => Cell::missing(),
        Some(spell) if spell.ongoing => Cell::text(format!("since {}", spell.first)),
        Some(spell) if spell.first == spell.last => Cell::text(spell.first),
        Some(spell) => Cell::text(format!("{} to {}", spell.first, spell.last)),
    }
}
