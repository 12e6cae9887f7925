//! Section `utility`: models trained on synthetic rows, tested on real ones.

use crate::blocks::Blocks;
use report_document::{Block, Cell, Column, Row, Table, Text};
use report_facts::Direction;
use report_findings::synthetic;
use report_snapshot::synthgen::{Synthgen, Utility, UtilityModel};

use crate::common::number::{metric_cell, signed_metric};

/// Makes the section; `None` without a model.
pub(super) fn utility(run: &Synthgen) -> Option<Blocks> {
    let utility = run.utility.as_ref().filter(|utility| !utility.models.is_empty())?;
    let mut body = Blocks::default();
    body.push(table(utility));
    let better = match synthetic::utility_quantity(utility).better() {
        Some(Direction::Higher) => " More is better.",
        Some(Direction::Lower) => " Less is better.",
        None => " Which way the metric is better is not known.",
    };
    body.push(Block::Note(Text::plain(format!(
        "Each model is trained once on real and once on synthetic rows and tested on the same real rows, which neither \
         training saw.{better}"
    ))));
    Some(body)
}

fn table(utility: &Utility) -> Table {
    let row = |model: &UtilityModel| {
        let both = model.trained_on_real.zip(model.trained_on_synthetic);
        let difference =
            both.map(|(real, synthetic)| synthetic - real).filter(|difference| difference.is_finite());
        Row::new(vec![
            Cell::text(&model.name),
            metric_cell(model.trained_on_real),
            metric_cell(model.trained_on_synthetic),
            difference
                .map_or_else(Cell::missing, |difference| Cell::number(difference, signed_metric(difference))),
        ])
    };
    Table {
        caption: format!("Trained on synthetic, tested on real rows: {}", utility.metric),
        columns: vec![
            Column::row_header("Model"),
            Column::number("Trained on real rows"),
            Column::number("Trained on synthetic rows"),
            Column::number("Difference"),
        ],
        rows: utility.models.iter().map(row).collect(),
        sortable: false,
    }
}
