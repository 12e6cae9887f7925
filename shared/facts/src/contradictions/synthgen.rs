//! Synthetic-data runs.

use report_snapshot::synthgen::Synthgen;

use super::{Checks, Metrics, Path, data};
use crate::{
    Figure, Quantity, Rows, Sort, Subject,
    quantity::{ROWS, checks::COPIES},
    say,
    statement::counted,
};

pub(super) fn synthgen(checks: &mut Checks, at: Path<'_>, content: &Synthgen) {
    let entity = || Subject::Entity;
    checks
        .times(at.field("finished_at"), (content.started_at, content.finished_at), true, || say!("The run"));
    if let Some(dataset) = &content.dataset {
        data::dataset(checks, at.field("dataset"), dataset);
    }
    if let Some(quality) = &content.quality {
        let at = at.field("quality");
        checks.share(at.field("overall"), quality.overall, "Overall quality", entity);
        checks.share(at.field("column_shapes"), quality.column_shapes, "Column shapes", entity);
        checks.share(
            at.field("column_pair_trends"),
            quality.column_pair_trends,
            "Column pair trends",
            entity,
        );
    }
    checks.share(at.field("validity"), content.validity, "Validity", entity);
    let list = at.field("columns");
    for (index, column) in content.columns.iter().enumerate() {
        let at = list.index(index);
        let of = || Subject::column(column.name.as_str());
        checks.share(at.field("score"), column.score, "Score", of);
        for (field, value, rows) in [
            ("missing_real", column.missing_real, Rows::Real),
            ("missing_synthetic", column.missing_synthetic, Rows::Synthetic),
        ] {
            checks.between(at.field(field), value, (0.0, 1.0), || {
                (of(), Some(rows), Quantity::other("missing_share", "Share of missing values", None))
            });
        }
        for (field, summary) in
            [("summary_real", &column.summary_real), ("summary_synthetic", &column.summary_synthetic)]
        {
            if let Some(summary) = summary {
                data::numeric(checks, at.field(field), &column.name, summary);
            }
        }
    }
    let list = at.field("pairs");
    for (index, pair) in content.pairs.iter().enumerate() {
        let of = || Subject::Pair(Sort::Column, pair.column_a.as_str().into(), pair.column_b.as_str().into());
        checks.share(list.index(index).field("score"), pair.score, "Score", of);
    }
    if let Some(correlation) = &content.correlation {
        let at = at.field("correlation");
        for (field, matrix, rows) in
            [("real", &correlation.real, Rows::Real), ("synthetic", &correlation.synthetic, Rows::Synthetic)]
        {
            let list = at.field(field);
            for (a, row) in matrix.iter().enumerate() {
                for (b, value) in row.iter().enumerate() {
                    checks.between(list.index(a).index(b), *value, (-1.0, 1.0), || {
                        let name =
                            |index: usize| correlation.columns.get(index).cloned().unwrap_or_default().into();
                        let of = Subject::Pair(Sort::Column, name(a), name(b));
                        (of, Some(rows), Quantity::other("correlation", "Correlation", None))
                    });
                }
            }
        }
    }
    if let Some(privacy) = &content.privacy {
        let at = at.field("privacy");
        let copies = privacy.exact_copies.unwrap_or_default();
        checks.at_most(at.field("exact_copies"), copies, content.synthetic_rows, || {
            let rows = content.synthetic_rows.unwrap_or_default() as f64;
            let rows = counted(
                &Figure::of_entity(&ROWS, rows).on(Rows::Synthetic),
                "synthetic row",
                "synthetic rows",
            );
            let copies = counted(&Figure::of_entity(&COPIES, copies as f64), "copy", "copies");
            say!("The privacy check counts {} of real rows among {}.", copies, rows)
        });
        for (field, called, value) in [
            ("new_row_synthesis", "Share of new rows", privacy.new_row_synthesis),
            ("dcr_baseline_protection", "Baseline protection", privacy.dcr_baseline_protection),
            ("dcr_overfitting_protection", "Overfitting protection", privacy.dcr_overfitting_protection),
            ("closer_to_training", "Share of rows closer to the training rows", privacy.closer_to_training),
            ("disclosure_protection", "Disclosure protection", privacy.disclosure_protection),
        ] {
            checks.share(at.field(field), value, called, entity);
        }
    }
    if let Some(utility) = &content.utility {
        let mut metrics = Metrics::new(&[]);
        let list = at.field("utility");
        let list = list.field("models");
        for (index, model) in utility.models.iter().enumerate() {
            let of = || Subject::model(model.name.as_str());
            for (field, value) in [
                ("trained_on_real", model.trained_on_real),
                ("trained_on_synthetic", model.trained_on_synthetic),
            ] {
                metrics.check(checks, list.index(index).field(field), (&utility.metric, value), None, of);
            }
        }
    }
}
