//! Section `key-figures`, the facts on the cover, and the deployment in one sentence.

use crate::blocks::Blocks;
use report_document::{Block, Field, KeyFigure, Text};
use report_facts::{
    drift::{self, Drifted, Shift},
    format, health,
    incidents::{self, Incident},
    latency::of_window as latency,
    names,
    outcomes::{self, Quality},
    words,
};
use report_snapshot::{
    Envelope,
    deployment::{Deployment, DeploymentStatus, Window},
};

/// PSI of the predictions against their reference.
pub(crate) fn prediction_psi(deployment: &Deployment) -> Option<f64> {
    drift::index(deployment.predictions.as_ref()?.current.as_ref()?.psi)
}

fn days(window: &Window) -> Option<f64> {
    let days = (window.end.unix_millis() as f64 - window.start.unix_millis() as f64) / 86_400_000.0;
    (days > 0.0).then_some(days)
}

/// Makes the section.
pub(super) fn key_figures(deployment: &Deployment, incidents: &[Incident]) -> Blocks {
    let mut figures = Vec::new();
    let mut put = |label: &str, value: String, note: Option<String>| {
        figures.push(KeyFigure { label: label.into(), value, note });
    };
    if let Some((requests, errors)) = health::totals(deployment) {
        let per_day = deployment.window.as_ref().and_then(days).filter(|days| *days >= 1.0);
        let per_day =
            per_day.map(|days| format!("{} a day", format::count((requests as f64 / days).round() as u64)));
        put("Calls", format::count(requests), per_day);
        if let Some(rate) = health::error_rate(deployment) {
            put(
                "Error rate",
                format::percent(rate),
                Some(format!("{} failed", words::counted(errors, "call", "calls"))),
            );
        }
    }
    if let Some(p95) = latency(deployment, |latency| latency.p95) {
        let rest = [
            ("median", latency(deployment, |latency| latency.p50)),
            ("p99", latency(deployment, |latency| latency.p99)),
        ];
        let rest: Vec<String> = rest
            .into_iter()
            .filter_map(|(label, value)| Some(format!("{label} {}", format::duration_ms(value?))))
            .collect();
        put("Latency, p95", format::duration_ms(p95), (!rest.is_empty()).then(|| rest.join(", ")));
    }
    if let Some(drifted) = Drifted::of(deployment) {
        let of = |part: usize, all: usize| {
            format!("{} of {}", format::count(part as u64), format::count(all as u64))
        };
        if drifted.with_flag > 0 {
            put(
                "Features flagged as drifted",
                of(drifted.flagged, drifted.with_flag),
                Some("by the platform".into()),
            );
        }
        if drifted.known > 0 {
            let without = drifted.features - drifted.known;
            let without = if without > 0 { format!(", {without} without a PSI") } else { String::new() };
            put(
                "Features with a major shift",
                of(drifted.major, drifted.known),
                Some(format!("{} with a moderate one{without}", format::count(drifted.moderate as u64))),
            );
        }
    }
    if let Some(psi) = prediction_psi(deployment) {
        let label = Shift::of(Some(psi)).map(|shift| shift.label().to_owned());
        put("PSI of predictions", format::metric(psi), label);
    }
    if let Some((quality, lately)) = lately(deployment) {
        let before = quality.reference();
        let before = before.map(|value| format!("lately; {} before", shown(&quality, value)));
        put(&in_service(&quality), shown(&quality, lately), before.or(Some("lately".into())));
    }
    if !incidents.is_empty() || incidents::by_day(deployment).is_some() {
        put("Incidents", format::count(incidents.len() as u64), None);
    }
    let mut body = Blocks::default();
    if figures.is_empty() {
        body.push(Block::Note("The snapshot holds no figure on traffic, errors, latency or drift.".into()));
    } else {
        body.push(Block::KeyFigures(figures));
    }
    body
}

/// The quality that counts, and its latest value.
fn lately(deployment: &Deployment) -> Option<(Quality<'_>, f64)> {
    let quality = Quality::of(deployment)?;
    let value = outcomes::whole(quality.lately())?.value;
    Some((quality, value))
}

fn shown(quality: &Quality<'_>, value: f64) -> String {
    format::value(value, quality.quantity.unit(), 0)
}

fn in_service(quality: &Quality<'_>) -> String {
    format!("{} in service", quality.quantity.label())
}

/// What the cover says.
pub(super) fn cover_facts(deployment: &Deployment) -> Vec<Field> {
    let mut facts = vec![Field::new("Status", deployment.status.label())];
    let mut put =
        |label: &str, value: Option<String>| facts.extend(value.map(|value| Field::new(label, value)));
    put("Stage", deployment.stage.clone());
    put(
        "Model",
        deployment.model.as_ref().map(|model| match &model.version {
            Some(version) => format!("{}, version {version}", model.name),
            None => model.name.clone(),
        }),
    );
    put("Window", deployment.window.as_ref().map(window_words));
    put("In service since", deployment.created_at.map(|at| at.display_minute()));
    facts
}

fn window_words(window: &Window) -> String {
    format!("{} to {}", window.start.display_minute(), window.end.display_minute())
}

/// Rows for the reproducibility block: how drift was measured.
pub(super) fn provenance(deployment: &Deployment) -> Vec<Field> {
    let Some(drift) = &deployment.drift else { return Vec::new() };
    if drift.methods.is_empty() {
        Vec::new()
    } else {
        vec![Field::new("Drift tests", drift.methods.join("; "))]
    }
}

/// The most important facts: traffic and errors, then what has shifted, then incidents.
pub(super) fn headline(snapshot: &Envelope<Deployment>, incidents: &[Incident]) -> Text {
    let (name, deployment) = (names::shown(&snapshot.name), &snapshot.content);
    let named = Text::default().name(&name);
    let start = match deployment.status {
        DeploymentStatus::Failed => named.and(" is out of service. "),
        DeploymentStatus::Stopped => named.and(" was stopped. "),
        DeploymentStatus::Degraded => named.and(" is degraded. "),
        DeploymentStatus::Starting | DeploymentStatus::Active => Text::default(),
    };
    let over = deployment
        .window
        .as_ref()
        .and_then(days)
        .filter(|days| *days >= 1.0)
        .map(|days| match (days * 10.0).round() / 10.0 {
            1.0 => " in 1 day".to_owned(),
            days => format!(" in {} days", format::number(days)),
        })
        .unwrap_or_default();
    let traffic = match health::totals(deployment) {
        None => start.and("Nothing is known about the traffic of ").name(name),
        Some((0, _)) => start.name(name).and(format!(" had no call{over}")),
        Some((requests, _)) if health::agree(deployment).is_none() => start.name(name).and(format!(
            " had {}{over}, as far as its counts can be believed: they contradict one another",
            words::counted(requests, "call", "calls")
        )),
        Some((requests, errors)) => start.name(name).and(format!(
            " had {}{over}, {} of them failed",
            words::counted(requests, "call", "calls"),
            if errors == 0 {
                "none".into()
            } else if errors == requests {
                "all".into()
            } else {
                format::percent(errors as f64 / requests as f64)
            }
        )),
    };
    let mut shifts = Vec::new();
    if prediction_psi(deployment).is_some_and(|psi| Shift::of(Some(psi)) == Some(Shift::Major)) {
        shifts.push("the predictions".to_owned());
    }
    let drifted = Drifted::of(deployment);
    if let Some(drifted) = drifted.filter(|drifted| drifted.major > 0) {
        shifts.push(format!(
            "{} of {}",
            format::count(drifted.major as u64),
            words::counted(drifted.known as u64, "feature", "features")
        ));
    }
    let mut drift = match drifted {
        Some(drifted) if shifts.is_empty() && drifted.flagged == 0 && drifted.known == drifted.features => {
            "; no feature has shifted in a major way".to_owned()
        }
        _ if shifts.is_empty() => String::new(),
        _ => format!("; a major shift shows in {}", words::listed(shifts, 2)),
    };
    if let Some(drifted) = drifted.filter(|drifted| drifted.flagged > 0) {
        drift.push_str(&format!(
            "; the platform flags {} of {} as drifted",
            format::count(drifted.flagged as u64),
            words::counted(drifted.with_flag as u64, "feature", "features")
        ));
    }
    let quality = lately(deployment).map(|(quality, value)| {
        let before = quality.reference();
        let before = before.map(|value| format!(", against {} before", shown(&quality, value)));
        format!(
            "; lately the {} is {}{}",
            words::in_sentence(&in_service(&quality)),
            shown(&quality, value),
            before.unwrap_or_default()
        )
    });
    let incidents = match incidents.len() {
        0 => String::new(),
        number => format!("; {} found", words::counted(number as u64, "incident was", "incidents were")),
    };
    let quality = quality.unwrap_or_default();
    traffic.and(format!("{quality}{drift}{incidents}."))
}
