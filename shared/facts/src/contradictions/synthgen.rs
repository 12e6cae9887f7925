//! Synthetic-data runs.

use report_snapshot::synthgen::{Correlation, Privacy, Synthgen};

use super::{
    data,
    place::{Metrics, Place},
};
use crate::{
    Quantity, Rows, Sort, Subject,
    quantity::{OF_ONE, ROWS, checks::COPIES},
    say,
};

pub(super) fn synthgen(at: Place<'_>, content: &Synthgen) {
    at.field("finished_at").end(content.started_at, content.finished_at, || say!("The run"));
    if let Some(dataset) = &content.dataset {
        data::dataset(at.field("dataset"), dataset);
    }
    if let Some(quality) = &content.quality {
        let at = at.field("quality");
        at.field("overall").share("Overall quality", quality.overall);
        at.field("column_shapes").share("Column shapes", quality.column_shapes);
        at.field("column_pair_trends").share("Column pair trends", quality.column_pair_trends);
    }
    at.field("validity").share("Validity", content.validity);
    at.each("columns", &content.columns, |at, column| {
        let of = || Subject::column(column.name.as_str());
        let at = at.of(&of);
        at.field("score").share("Score", column.score);
        let missing = || Quantity::other("missing_share", "Share of missing values", None);
        let (real, synthetic) = (at.on(Some(Rows::Real)), at.on(Some(Rows::Synthetic)));
        real.field("missing_real").between(OF_ONE, column.missing_real, missing);
        synthetic.field("missing_synthetic").between(OF_ONE, column.missing_synthetic, missing);
        if let Some(summary) = &column.summary_real {
            data::numeric(at.field("summary_real"), summary);
        }
        if let Some(summary) = &column.summary_synthetic {
            data::numeric(at.field("summary_synthetic"), summary);
        }
    });
    at.each("pairs", &content.pairs, |at, pair| {
        let of = || Subject::pair(Sort::Column, pair.column_a.as_str(), pair.column_b.as_str());
        at.of(&of).field("score").share("Score", pair.score);
    });
    if let Some(given) = &content.correlation {
        let at = at.field("correlation");
        correlation(at.on(Some(Rows::Real)), "real", given, &given.real);
        correlation(at.on(Some(Rows::Synthetic)), "synthetic", given, &given.synthetic);
    }
    if let Some(privacy) = &content.privacy {
        self::privacy(at.field("privacy"), privacy, content.synthetic_rows);
    }
    if let Some(utility) = &content.utility {
        let mut metrics = Metrics::new(&[]);
        at.field("utility").each("models", &utility.models, |at, model| {
            let of = || Subject::model(model.name.as_str());
            let at = at.of(&of);
            metrics.check(at.field("trained_on_real"), &utility.metric, model.trained_on_real);
            metrics.check(at.field("trained_on_synthetic"), &utility.metric, model.trained_on_synthetic);
        });
    }
}

fn correlation(at: Place<'_>, field: &'static str, given: &Correlation, matrix: &[Vec<Option<f64>>]) {
    let column = |index: usize| given.columns.get(index).map(String::as_str).unwrap_or_default();
    at.each(field, matrix.iter().enumerate(), |row, (a, values)| {
        for (b, value) in values.iter().enumerate() {
            let of = || Subject::pair(Sort::Column, column(a), column(b));
            let correlation = || Quantity::other("correlation", "Correlation", None);
            row.index(b).of(&of).between((-1.0, 1.0), *value, correlation);
        }
    });
}

fn privacy(at: Place<'_>, privacy: &Privacy, synthetic_rows: Option<u64>) {
    let copies = privacy.exact_copies.unwrap_or_default();
    at.field("exact_copies").at_most(copies, synthetic_rows, || {
        let synthetic = at.on(Some(Rows::Synthetic));
        let rows = synthetic_rows.unwrap_or_default();
        let rows = synthetic.count(&ROWS, rows, "synthetic row", "synthetic rows");
        let copies = at.count(&COPIES, copies, "copy", "copies");
        say!("The privacy check counts {} of real rows among {}.", copies, rows)
    });
    let share = |field, label, value| at.field(field).share(label, value);
    share("new_row_synthesis", "Share of new rows", privacy.new_row_synthesis);
    share("dcr_baseline_protection", "Baseline protection", privacy.dcr_baseline_protection);
    share("dcr_overfitting_protection", "Overfitting protection", privacy.dcr_overfitting_protection);
    let closer = "Share of rows closer to the training rows";
    share("closer_to_training", closer, privacy.closer_to_training);
    share("disclosure_protection", "Disclosure protection", privacy.disclosure_protection);
}
