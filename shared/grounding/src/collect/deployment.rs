//! Facts of a deployment.

use std::collections::BTreeMap;

use report_facts::drift;
use report_snapshot::deployment::{DailyDrift, Deployment, Latency};

use super::{between, event};
use crate::{
    fact::{Course, Event, EventKind, Stat, Tag, Unit},
    facts::{Facts, NewFact, canonical_metric, metric_unit},
    name::{NameId, Sort},
};

pub(crate) fn collect(facts: &mut Facts, deployment: &Deployment) {
    event(facts, EventKind::Created, None, deployment.created_at);
    if let Some(stage) = &deployment.stage {
        facts.lexicon.add(stage, Sort::Other);
    }
    if let Some(window) = &deployment.window {
        event(facts, EventKind::WindowStart, None, Some(window.start));
        event(facts, EventKind::WindowEnd, None, Some(window.end));
        facts.known("duration", &[], &[], between(Some(window.start), Some(window.end)), Unit::Time);
    }
    model(facts, deployment);
    if let Some(totals) = &deployment.totals {
        facts.count("requests", Some(totals.requests));
        facts.count("errors", Some(totals.errors));
        if totals.requests > 0 {
            let rate = totals.errors as f64 / totals.requests as f64;
            facts.known("error_rate", &[], &[], Some(rate), Unit::Share);
        }
        for (error, count) in &totals.errors_by_type {
            let error = facts.lexicon.add(error, Sort::Other);
            facts.known("errors", &[error], &[], Some(*count as f64), Unit::Count);
        }
        if let Some(latency) = &totals.latency_ms {
            self::latency(facts, &[], latency);
        }
    }
    days(facts, deployment);
    drifts(facts, deployment);
}

fn model(facts: &mut Facts, deployment: &Deployment) {
    let Some(model) = &deployment.model else { return };
    let name = facts.lexicon.add(&model.name, Sort::Model);
    facts.defaults.push(name);
    facts.protagonists.push(name);
    for text in [&model.version, &model.framework, &model.target].into_iter().flatten() {
        facts.lexicon.add(text, Sort::Other);
    }
    if let Some(version) = model.version.as_deref().and_then(|version| version.parse::<f64>().ok()) {
        let quantity = facts.quantities.add("version", None, false, &["version"]);
        facts.put(NewFact {
            quantity,
            subjects: &[name],
            tags: &[],
            value: Some(version),
            unit: Unit::Plain,
            default: true,
        });
    }
    if let Some(algorithm) = &model.algorithm {
        facts.algorithm(name, algorithm);
    }
    if let Some(dataset) = &model.dataset {
        facts.lexicon.add(dataset, Sort::Dataset);
    }
    let number = |count: Option<u64>| count.map(|count| count as f64);
    facts.known("training_rows", &[name], &[], number(model.training_rows), Unit::Count);
    facts.known("features", &[name], &[], number(model.features), Unit::Count);
    for (metric, value) in &model.offline_metrics {
        let (quantity, _) = facts.metric(&[], metric);
        let unit = metric_unit(&canonical_metric(metric).0);
        facts.put(NewFact { quantity, subjects: &[name], tags: &[], value: *value, unit, default: true });
        facts.ranking.get_or_insert(quantity);
    }
}

fn latency(facts: &mut Facts, subjects: &[NameId], latency: &Latency) {
    for (stat, value) in [
        (Stat::Median, latency.p50),
        (Stat::P95, latency.p95),
        (Stat::P99, latency.p99),
        (Stat::Max, latency.max),
    ] {
        facts.known("latency", subjects, &[Tag::Stat(stat)], value, Unit::Time);
    }
}

/// The id of a day, under `2026-03-02`.
pub(crate) fn day(facts: &mut Facts, date: (i32, u8, u8)) -> NameId {
    facts.lexicon.add(&format!("{:04}-{:02}-{:02}", date.0, date.1, date.2), Sort::Day)
}

fn days(facts: &mut Facts, deployment: &Deployment) {
    let mut days: BTreeMap<(i32, u8, u8), (u64, u64)> = BTreeMap::new();
    for interval in &deployment.intervals {
        let at = interval.start.as_datetime();
        let day = days.entry((at.year(), u8::from(at.month()), at.day())).or_default();
        day.0 += interval.requests;
        day.1 += interval.errors;
    }
    let count = days.len();
    let all_errors: u64 = days.values().map(|(_, errors)| errors).sum();
    for (date, (requests, errors)) in days {
        let day = [day(facts, date)];
        facts.known("requests", &day, &[], Some(requests as f64), Unit::Count);
        facts.known("errors", &day, &[], Some(errors as f64), Unit::Count);
        if all_errors > 0 {
            let share = errors as f64 / all_errors as f64;
            facts.known("share_of_all_errors", &day, &[], Some(share), Unit::Share);
        }
        if requests > 0 {
            facts.known("error_rate", &day, &[], Some(errors as f64 / requests as f64), Unit::Share);
        }
    }
    if count > 0 {
        facts.count("days", Some(count as u64));
    }
}

fn drifts(facts: &mut Facts, deployment: &Deployment) {
    if let Some(drift) = &deployment.drift {
        let number = |count: Option<u64>| count.map(|count| count as f64);
        facts.known("reference_rows", &[], &[], number(drift.reference_rows), Unit::Count);
        facts.known("current_rows", &[], &[], number(drift.current_rows), Unit::Count);
        facts.count("features", Some(drift.features.len() as u64));
        let drifted = drift.features.iter().filter(|feature| feature.drifted == Some(true)).count();
        if drift.features.iter().any(|feature| feature.drifted.is_some()) {
            facts.count("drifted_features", Some(drifted as u64));
        }
        for feature in &drift.features {
            let id = facts.lexicon.add(&feature.feature, Sort::Column);
            if let Some(drifted) = feature.drifted {
                facts.drifted.insert(id, drifted);
            }
            facts.known("psi", &[id], &[], feature.current.psi, Unit::Plain);
            facts.known("drift_statistic", &[id], &[], feature.current.statistic, Unit::Plain);
            facts.known("p_value", &[id], &[], feature.current.p_value, Unit::Plain);
            spell(facts, id, &feature.daily);
            for daily in &feature.daily {
                let day = facts.lexicon.add(&daily.date, Sort::Day);
                facts.known("psi", &[id, day], &[], daily.psi, Unit::Plain);
            }
        }
    }
    let Some(predictions) = &deployment.predictions else { return };
    if let Some(current) = &predictions.current {
        let of_predictions = [facts.lexicon.add("predictions", Sort::Other)];
        facts.known("psi", &of_predictions, &[], current.psi, Unit::Plain);
        spell(facts, of_predictions[0], &predictions.daily);
        for daily in &predictions.daily {
            let day = facts.lexicon.add(&daily.date, Sort::Day);
            facts.known("psi", &[of_predictions[0], day], &[], daily.psi, Unit::Plain);
        }
    }
    for (key, values) in [
        ("prediction_mean", predictions.periods.iter().map(|period| period.mean).collect::<Vec<_>>()),
        ("prediction_median", predictions.periods.iter().map(|period| period.median).collect()),
    ] {
        let quantity = facts.quantities.add(key, None, false, &[]);
        let last = values.last().copied().flatten();
        // From the reference, or from the first of the periods that are looked at.
        for first in values.iter().rev().skip(1).flatten() {
            facts.courses.push(Course {
                quantity,
                subject: None,
                tag: None,
                first: *first,
                last: last.into_iter().collect(),
                unit: Unit::Share,
                steps: Vec::new(),
            });
        }
    }
    for period in &predictions.periods {
        let id = [facts.lexicon.add(&period.name, Sort::Other)];
        facts.known("prediction_mean", &id, &[], period.mean, Unit::Share);
    }
}

/// Since when and until when something has been far from its reference.
fn spell(facts: &mut Facts, of: NameId, daily: &[DailyDrift]) {
    let Some(spell) = drift::last_spell(daily, drift::MAJOR_PSI) else { return };
    for (kind, day) in [(EventKind::Start, spell.first), (EventKind::End, spell.last)] {
        let mut parts = day.splitn(3, '-').map(str::parse::<i32>);
        if let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) = (parts.next(), parts.next(), parts.next())
            && let (Ok(month), Ok(day)) = (u8::try_from(month), u8::try_from(day))
        {
            facts.events.push(Event { kind, subject: Some(of), date: (year, month, day), time: (0, 0) });
        }
    }
}
