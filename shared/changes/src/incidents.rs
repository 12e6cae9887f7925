//! Incidents of a deployment.

use report_facts::incidents::Incident;

use crate::{Listed, Move, Side};

/// Incidents that are listed.
const MOST: usize = 20;

/// An incident that is only in one of the two.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentChange {
    /// Which way it went.
    pub way: Move,
    /// The incident.
    pub incident: Incident,
}

/// How incidents differ.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentChanges {
    /// Those that are only in one of the two, by time.
    pub changed: Listed<IncidentChange>,
    /// How many of then lie outside of the present window, of which nothing can be said now.
    pub outside: usize,
}

/// What differs. Incidents of a sort that overlap in time are the same one.
pub(crate) fn between(then: &Side, now: &Side) -> IncidentChanges {
    let is_same = |a: &Incident, b: &Incident| {
        std::mem::discriminant(&a.what) == std::mem::discriminant(&b.what) && a.from < b.to && b.from < a.to
    };
    let only = |all: &[Incident], others: &[Incident]| -> Vec<Incident> {
        all.iter().filter(|one| !others.iter().any(|other| is_same(one, other))).cloned().collect()
    };
    let is_in_window = |incident: &Incident| {
        now.window.is_none_or(|(start, end)| incident.from < end && start < incident.to)
    };
    let (gone, outside): (Vec<_>, Vec<_>) =
        only(&then.incidents, &now.incidents).into_iter().partition(is_in_window);
    let of = |way| move |incident| IncidentChange { way, incident };
    let mut changed: Vec<_> =
        only(&now.incidents, &then.incidents).into_iter().map(of(Move::Appeared)).collect();
    changed.extend(gone.into_iter().map(of(Move::Went)));
    changed.sort_by_key(|change| change.incident.from);
    IncidentChanges { changed: Listed::first(changed, MOST), outside: outside.len() }
}
