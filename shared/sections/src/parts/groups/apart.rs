//! How far groups lie apart: differences, the ratio of selection rates, and what chance alone explains.

use report_document::{Cell, Column, Emphasis, Row, Table};
use report_facts::{
    format,
    groups::{Compared, Difference, Rate},
    names,
};

use super::{rates::points, shown::Shown};

/// The differences between groups, under Fairlearn's names.
pub(super) fn table(shown: &Shown<'_>) -> Option<Table> {
    let attribute = shown.attribute;
    let of = |compared| attribute.difference(compared);
    let differences = [
        ("Demographic parity difference", of(Compared::Selection)),
        ("Equal opportunity difference", of(Compared::TruePositive)),
        ("False positive rate difference", of(Compared::FalsePositive)),
        ("Equalized odds difference", attribute.equalized_odds()),
    ];
    let rows: Vec<Row> = differences
        .into_iter()
        .filter_map(|(name, difference)| Some(row(name, difference?, shown.with_intervals)))
        .collect();
    let mut columns = vec![
        Column::row_header("Measure"),
        Column::number("Points"),
        Column::text("Highest"),
        Column::text("Lowest"),
    ];
    if shown.with_intervals {
        columns.extend([Column::number("95% interval"), Column::text("More than chance?")]);
    }
    let caption =
        format!("Differences between groups by {}, in percentage points; {}", shown.name(), shown.on);
    (!rows.is_empty()).then_some(Table { caption, columns, rows, sortable: false })
}

fn row(name: &str, difference: &Difference<'_>, with_intervals: bool) -> Row {
    let mut cells = vec![
        Cell::text(name),
        Cell::number(difference.value, points(difference.value)),
        group(difference, difference.highest),
        group(difference, difference.lowest),
    ];
    if with_intervals {
        cells.extend(match difference.interval {
            Some((least, most)) => [
                Cell::text(format!("{} to {}", points(least), points(most))),
                if difference.is_beyond_chance() {
                    Cell::text("yes")
                } else {
                    Cell::text("chance may explain it").emphasised(Emphasis::Muted)
                },
            ],
            None => [Cell::missing(), Cell::missing()],
        });
    }
    Row::new(cells)
}

/// A group with its rate; none where all have the same.
fn group(difference: &Difference<'_>, (name, rate): (&str, Rate)) -> Cell {
    match rate.value().filter(|_| difference.value > 0.0) {
        Some(value) => Cell::text(format!("{}, {}", names::shown(name), format::percent(value))),
        None => Cell::missing(),
    }
}

/// What the ratio of selection rates says, or why none is judged, and that there is nothing to compare.
pub(super) fn remarks(shown: &Shown<'_>) -> Vec<String> {
    let Some(difference) = shown.attribute.difference(Compared::Selection) else {
        let why = match shown.groups.len() {
            1 => "There is only one group, so that nothing is compared.",
            _ => "Fewer than two groups have enough rows to be compared.",
        };
        return vec![why.into()];
    };
    if !shown.is_favourable() {
        return vec![
            "No ratio of selection rates is judged, since the snapshot does not declare which class is favourable \
             (favourable_class)."
                .into(),
        ];
    }
    let Some(ratio) = difference.ratio() else {
        return vec!["No group is selected at all, so that there is no ratio of selection rates.".into()];
    };
    let fifths = if difference.is_under_four_fifths() { "under" } else { "not under" };
    let chance = match difference.interval {
        None => "",
        Some(_) if difference.is_beyond_chance() => {
            " The difference between the two is more than chance explains."
        }
        Some(_) => " Chance alone may explain the difference between the two.",
    };
    let [lowest, highest] = [difference.lowest.0, difference.highest.0].map(names::shown);
    let compared = if difference.value > 0.0 {
        format!("{lowest} has {} of the selection rate of {highest}", format::percent(ratio))
    } else {
        "All groups have the same selection rate".into()
    };
    vec![format!(
        "Demographic parity ratio: {compared}, {fifths} four fifths (80%), the rule of thumb of the US Uniform Guidelines on \
         Employee Selection Procedures (29 CFR 1607.4 D).{chance}"
    )]
}
