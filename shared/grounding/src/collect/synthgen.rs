//! Facts of a synthetic-data run.

use report_snapshot::synthgen::{Distribution, Privacy, Synthgen};

use super::{between, data, event, settings};
use crate::{
    fact::{EventKind, Side, Stat, Tag, Unit},
    facts::{Facts, NewFact, metric_unit},
    name::{NameId, Sort},
    text,
};

pub(crate) fn collect(facts: &mut Facts, run: &Synthgen) {
    event(facts, EventKind::Start, None, run.started_at);
    event(facts, EventKind::End, None, run.finished_at);
    facts.known("duration", &[], &[], between(run.started_at, run.finished_at), Unit::Time);
    if let Some(synthesizer) = &run.synthesizer {
        facts.lexicon.add(synthesizer, Sort::Other);
    }
    if let Some(dataset) = &run.dataset {
        data::collect(facts, dataset, None, true);
    }
    facts.count("training_rows", run.training_rows);
    facts.count("holdout_rows", run.holdout_rows);
    facts.count("synthetic_rows", run.synthetic_rows);
    settings(facts, &[], &run.configuration);
    if let Some(quality) = &run.quality {
        facts.known("quality", &[], &[], quality.overall, Unit::Share);
        facts.known("column_shapes", &[], &[], quality.column_shapes, Unit::Share);
        facts.known("pair_trends", &[], &[], quality.column_pair_trends, Unit::Share);
    }
    facts.known("validity", &[], &[], run.validity, Unit::Share);
    columns(facts, run);
    if let Some(privacy) = &run.privacy {
        self::privacy(facts, privacy);
    }
    if let Some(utility) = &run.utility {
        let key = text::normalise(&utility.metric.to_lowercase());
        // "ROC AUC on held-out real rows" begins with what it is.
        facts.quantities.finish();
        let known = facts.quantities.at(&key).and_then(|(ids, _)| ids.first().copied());
        let quantity = known.unwrap_or_else(|| facts.metric(&[], &key.replace(' ', "_")).0);
        let unit = metric_unit(&facts.quantities.get(quantity).key.clone());
        facts.ranking = Some(quantity);
        for model in &utility.models {
            let id = facts.lexicon.add(&model.name, Sort::Model);
            for (side, value) in
                [(Side::Real, model.trained_on_real), (Side::Synthetic, model.trained_on_synthetic)]
            {
                let tags = [Tag::Side(side)];
                facts.put(NewFact { quantity, subjects: &[id], tags: &tags, value, unit, default: false });
            }
        }
        facts.count("models", Some(utility.models.len() as u64));
    }
}

fn columns(facts: &mut Facts, run: &Synthgen) {
    if let Some(id) = facts.quantities.id("column_score") {
        facts.quantities.phrase("scores", id);
    }
    for column in &run.columns {
        let id = [facts.lexicon.add(&column.name, Sort::Column)];
        facts.known("column_score", &id, &[], column.score, Unit::Share);
        for (side, share) in [(Side::Real, column.missing_real), (Side::Synthetic, column.missing_synthetic)]
        {
            facts.known("missing_share", &id, &[Tag::Side(side)], share, Unit::Share);
        }
        categories(facts, id[0], column.distribution.as_ref());
        for (side, summary) in
            [(Side::Real, &column.summary_real), (Side::Synthetic, &column.summary_synthetic)]
        {
            let Some(summary) = summary else { continue };
            for (stat, value) in [
                (Stat::Min, summary.min),
                (Stat::P25, summary.p25),
                (Stat::Median, summary.median),
                (Stat::Mean, summary.mean),
                (Stat::P75, summary.p75),
                (Stat::Max, summary.max),
                (Stat::Std, summary.std),
            ] {
                facts.known("value", &id, &[Tag::Side(side), Tag::Stat(stat)], value, Unit::Plain);
            }
        }
    }
    if run.dataset.is_none() && !run.columns.is_empty() {
        facts.count("columns", Some(run.columns.len() as u64));
    }
    for pair in &run.pairs {
        let ids = [
            facts.lexicon.add(&pair.column_a, Sort::Column),
            facts.lexicon.add(&pair.column_b, Sort::Column),
        ];
        facts.known("pair_score", &ids, &[], pair.score, Unit::Share);
    }
    let Some(correlation) = &run.correlation else { return };
    let ids: Vec<NameId> =
        correlation.columns.iter().map(|column| facts.lexicon.add(column, Sort::Column)).collect();
    for (side, matrix) in [(Side::Real, &correlation.real), (Side::Synthetic, &correlation.synthetic)] {
        for (row, values) in matrix.iter().enumerate() {
            for (column, value) in values.iter().enumerate().take(row) {
                facts.known("correlation", &[ids[row], ids[column]], &[Tag::Side(side)], *value, Unit::Plain);
            }
        }
    }
}

/// How many real and synthetic rows are of each category.
fn categories(facts: &mut Facts, column: NameId, distribution: Option<&Distribution>) {
    let Some(Distribution::Frequencies { categories, real, synthetic }) = distribution else { return };
    for (side, counts) in [(Side::Real, real), (Side::Synthetic, synthetic)] {
        let total: u64 = counts.iter().sum();
        for (category, count) in categories.iter().zip(counts).filter(|_| total > 0) {
            let category = facts.lexicon.add(category, Sort::Other);
            let of_category = [column, category];
            let tags = [Tag::Side(side)];
            let count = *count as f64;
            facts.known("rows", &of_category, &tags, Some(count), Unit::Count);
            facts.known("class_share", &of_category, &tags, Some(count / total as f64), Unit::Share);
        }
    }
}

fn privacy(facts: &mut Facts, privacy: &Privacy) {
    for (key, value) in [
        ("new_row_synthesis", privacy.new_row_synthesis),
        ("dcr_baseline_protection", privacy.dcr_baseline_protection),
        ("dcr_overfitting_protection", privacy.dcr_overfitting_protection),
        ("closer_to_training", privacy.closer_to_training),
        ("disclosure_protection", privacy.disclosure_protection),
    ] {
        facts.known(key, &[], &[], value, Unit::Share);
    }
    facts.count("exact_copies", privacy.exact_copies);
    let quantity = facts.quantities.add("median_dcr", None, false, &[]);
    for (side, value) in
        [(Side::Synthetic, privacy.median_dcr_synthetic), (Side::Random, privacy.median_dcr_random)]
    {
        let default = side == Side::Synthetic;
        let tags = [Tag::Side(side)];
        facts.put(NewFact { quantity, subjects: &[], tags: &tags, value, unit: Unit::Plain, default });
    }
    for column in privacy.known_columns.iter().chain(&privacy.sensitive_columns) {
        facts.lexicon.add(column, Sort::Column);
    }
}
