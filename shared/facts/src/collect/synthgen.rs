//! Figures of a synthetic-data run.

use report_snapshot::synthgen::{Privacy, Synthgen};

use super::collected::{Collected, once};
use crate::{
    Quantity, Rows, Sort, Subject,
    quantity::{
        CELLS_MISSING, CLOSER_TO_TRAINING, COLUMN_PAIR_TRENDS, COLUMN_SCORE, COLUMN_SHAPES,
        DCR_BASELINE_PROTECTION, DISCLOSURE_PROTECTION, EXACT_COPIES, HOLDOUT_ROWS, MEDIAN_DCR,
        NEW_ROW_SYNTHESIS, OVERALL_QUALITY, PAIR_SCORE, SYNTHETIC_ROWS, TRAINING_ROWS, VALIDITY,
    },
};

pub(super) fn collect(all: &mut Collected, run: &Synthgen) {
    let entity = Subject::Entity;
    all.count(&entity, &TRAINING_ROWS, run.training_rows);
    all.count(&entity, &HOLDOUT_ROWS, run.holdout_rows);
    all.count(&entity, &SYNTHETIC_ROWS, run.synthetic_rows);
    if let Some(quality) = &run.quality {
        all.known(&entity, &OVERALL_QUALITY, quality.overall);
        all.known(&entity, &COLUMN_SHAPES, quality.column_shapes);
        all.known(&entity, &COLUMN_PAIR_TRENDS, quality.column_pair_trends);
    }
    all.known(&entity, &VALIDITY, run.validity);
    if let Some(privacy) = &run.privacy {
        self::privacy(all, privacy);
    }
    if let Some(utility) = &run.utility {
        let metric = Quantity::other("utility", &utility.metric, None);
        for model in once(&utility.models, |model| &model.name) {
            let of = Subject::model(model.name.as_str());
            all.put(&of, metric.clone(), Some(Rows::Real), model.trained_on_real);
            all.put(&of, metric.clone(), Some(Rows::Synthetic), model.trained_on_synthetic);
        }
    }
    for column in once(&run.columns, |column| &column.name) {
        let of = Subject::column(column.name.as_str());
        all.known(&of, &COLUMN_SCORE, column.score);
        all.put(&of, &CELLS_MISSING, Some(Rows::Real), column.missing_real);
        all.put(&of, &CELLS_MISSING, Some(Rows::Synthetic), column.missing_synthetic);
    }
    for pair in &run.pairs {
        all.known(
            &Subject::pair(Sort::Column, pair.column_a.as_str(), pair.column_b.as_str()),
            &PAIR_SCORE,
            pair.score,
        );
    }
    if let Some(dataset) = &run.dataset {
        all.size(dataset);
    }
}

fn privacy(all: &mut Collected, privacy: &Privacy) {
    let entity = Subject::Entity;
    all.known(&entity, &NEW_ROW_SYNTHESIS, privacy.new_row_synthesis);
    all.count(&entity, &EXACT_COPIES, privacy.exact_copies);
    all.known(&entity, &DCR_BASELINE_PROTECTION, privacy.dcr_baseline_protection);
    all.known(&entity, &CLOSER_TO_TRAINING, privacy.closer_to_training);
    all.known(&entity, &DISCLOSURE_PROTECTION, privacy.disclosure_protection);
    if let Some(closest) = &privacy.distance_to_closest_record {
        all.put(&entity, &MEDIAN_DCR, Some(Rows::Synthetic), closest.median_synthetic);
        all.put(&entity, &MEDIAN_DCR, Some(Rows::Holdout), closest.median_holdout);
    }
}
