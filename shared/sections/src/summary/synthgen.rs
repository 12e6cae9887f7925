//! What a list says about a report on a synthetic-data run.

use report_findings::synthetic;
use report_snapshot::synthgen::Synthgen;

use super::figure::{SummaryFigures, put_count, put_number, put_text};
use crate::synthgen::{privacy, quality};

/// See [`super::summary_figures`].
pub(super) fn figures(content: &Synthgen) -> SummaryFigures {
    let mut figures = Vec::new();
    let verdict = synthetic::verdict(content, &synthetic::checks(content));
    put_text(&mut figures, "verdict", Some(verdict.label()));
    put_number(&mut figures, "overall_quality", quality(content, |quality| quality.overall));
    put_number(&mut figures, "new_row_synthesis", privacy(content, |privacy| privacy.new_row_synthesis));
    put_number(
        &mut figures,
        "disclosure_protection",
        privacy(content, |privacy| privacy.disclosure_protection),
    );
    put_count(&mut figures, "synthetic_rows", content.synthetic_rows);
    put_text(&mut figures, "run_status", Some(content.status.label()));
    figures
}
