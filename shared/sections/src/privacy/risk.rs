//! Section `risk`: k-anonymity, l-diversity and the risks of three attackers, before and after.

use crate::blocks::Blocks;
use report_charts::{Axis, Frame, Pair, paired};
use report_document::{Block, Cell, Column, Field, Row, Table, Text};
use report_facts::{
    Quantity, format,
    privacy::{ATTACKS, AttackFigure, When, risk as risk_of},
    quantity::{K_ANONYMITY, Known, L_DIVERSITY, UNIQUE_ROWS},
    words,
};
use report_snapshot::privacy::{PrivacySession, Risk};

use crate::common::number::quantity_cell;

/// Columns that are named.
const MOST_NAMES: usize = 12;

static COUNTS: [AttackFigure; 3] = [
    (&K_ANONYMITY, |risk| risk.k.map(|k| k as f64)),
    (&L_DIVERSITY, |risk| risk.l.map(|l| l as f64)),
    (&UNIQUE_ROWS, |risk| risk.unique_rows.map(|rows| rows as f64)),
];

/// What a measure is called in the table: by the letter that people know it by, where there is one.
fn called(measure: &'static Known) -> String {
    match measure.id {
        "k_anonymity" => format!("{} (k)", measure.label),
        "l_diversity" => format!("{} (l)", measure.label),
        _ => measure.label.to_owned(),
    }
}

/// Makes the section; `None` where nothing was measured.
pub(super) fn risk(session: &PrivacySession) -> Option<Blocks> {
    let (before, after) = (risk_of(session, When::Before), risk_of(session, When::After));
    if before.is_none() && after.is_none() {
        return None;
    }
    let both = |of: fn(&Risk) -> Option<f64>| (before.and_then(of), after.and_then(of));
    let is_given = |of: fn(&Risk) -> Option<f64>| both(of) != (None, None);
    let rows = COUNTS.iter().chain(&ATTACKS).filter(|(_, of)| is_given(*of)).map(|(known, of)| {
        let (before, after) = both(*of);
        let quantity = Quantity::from(*known);
        Row::new(vec![
            Cell::text(called(known)),
            quantity_cell(&quantity, before),
            quantity_cell(&quantity, after),
        ])
    });
    let table = Table {
        caption: "Before and after the transformation".into(),
        columns: vec![Column::row_header("Measure"), Column::number("Before"), Column::number("After")],
        rows: rows.collect(),
        sortable: false,
    };
    let pairs: Vec<Pair<'_>> = ATTACKS
        .iter()
        .filter(|(_, of)| is_given(*of))
        .map(|(known, of)| {
            let (then, now) = both(*of);
            Pair { label: known.label, then, now }
        })
        .collect();
    let frame = Frame::full("chart-risk", "Risk of re-identification, before and after the transformation");
    let axis = Axis::percent("Risk").not_under(0.0).not_over(1.0).from_zero();
    let mut body = Blocks::default();
    body.extend(paired(&frame, &axis, ["Before", "After"], &pairs).map(Block::Chart));
    body.push(table);
    body.push(Block::Fields(fields(session)));
    body.push(Block::Note(Text::plain(
        "Rows that are alike in every quasi-identifier are a class. The prosecutor knows that a person is in the data, the journalist \
         looks into a larger population, the marketer wants as many people as possible (El Emam 2013; the names of ARX). A risk is a \
         probability under these models for the quasi-identifiers named here, and for no others.",
    )));
    Some(body)
}

fn fields(session: &PrivacySession) -> Vec<Field> {
    let mut fields = Vec::new();
    let Some(anonymity) = &session.anonymity else { return fields };
    let lists =
        [("Quasi-identifiers", &anonymity.quasi_identifiers), ("Sensitive columns", &anonymity.sensitive)];
    for (label, columns) in lists {
        let named = match columns.len() {
            0 => "none named".to_owned(),
            _ => words::listed(columns.iter().cloned(), MOST_NAMES),
        };
        fields.push(Field::new(label, named));
    }
    let risks = [&anonymity.before, &anonymity.after].into_iter().flatten();
    let attacks = risks.flat_map(|risk| [&risk.prosecutor, &risk.journalist, &risk.marketer]).flatten();
    let mut thresholds: Vec<f64> = attacks.filter_map(|attack| attack.threshold).collect();
    thresholds.sort_by(f64::total_cmp);
    thresholds.dedup();
    if !thresholds.is_empty() {
        let all: Vec<String> = thresholds.into_iter().map(format::percent).collect();
        fields.push(Field::new("Threshold", all.join(", ")));
    }
    fields
}
