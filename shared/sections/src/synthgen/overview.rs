//! Section `key-figures`, the facts on the cover, and the run in one sentence.

use crate::blocks::Blocks;
use report_document::{Block, Field, KeyFigure, Text};
use report_facts::{format, names, words};
use report_findings::synthetic::Verdict;
use report_snapshot::{
    Envelope,
    synthgen::{Privacy, Quality, Synthgen},
};

use crate::common::{instant::took_ms, unfinished::unfinished};

/// A figure of the quality, if it is a number.
pub(crate) fn quality(run: &Synthgen, figure: fn(&Quality) -> Option<f64>) -> Option<f64> {
    figure(run.quality.as_ref()?).filter(|value| value.is_finite())
}

/// A figure of privacy, if it is a number.
pub(crate) fn privacy(run: &Synthgen, figure: fn(&Privacy) -> Option<f64>) -> Option<f64> {
    figure(run.privacy.as_ref()?).filter(|value| value.is_finite())
}

/// Makes the section.
pub(super) fn key_figures(run: &Synthgen, verdict: Verdict) -> Blocks {
    let mut figures = vec![KeyFigure { label: "Verdict".into(), value: verdict.label().into(), note: None }];
    let mut put = |label: &str, value: Option<String>, note: Option<String>| {
        figures.extend(value.map(|value| KeyFigure { label: label.into(), value, note }));
    };
    let parts = [
        ("columns", quality(run, |quality| quality.column_shapes)),
        ("pairs", quality(run, |quality| quality.column_pair_trends)),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(label, score)| Some(format!("{label} {}", format::percent(score?))))
        .collect();
    put(
        "Overall quality",
        quality(run, |quality| quality.overall).map(format::percent),
        (!parts.is_empty()).then(|| parts.join(", ")),
    );
    put(
        "New rows",
        privacy(run, |privacy| privacy.new_row_synthesis).map(format::percent),
        Some("match no real row".into()),
    );
    put(
        "Protection against disclosure",
        privacy(run, |privacy| privacy.disclosure_protection).map(format::percent),
        Some("of a uniform guess’s errors".into()),
    );
    put(
        "Synthetic rows",
        run.synthetic_rows.map(format::count),
        run.training_rows.map(|rows| format!("learned from {}", format::count(rows))),
    );
    Blocks::default().with(Block::KeyFigures(figures))
}

/// What the cover says.
pub(super) fn cover_facts(run: &Synthgen) -> Vec<Field> {
    let mut facts = Vec::new();
    let mut put =
        |label: &str, value: Option<String>| facts.extend(value.map(|value| Field::new(label, value)));
    put("Synthesizer", run.synthesizer.clone());
    put("Real data", run.dataset.as_ref().map(|dataset| dataset.name.clone()));
    put("Status", Some(run.status.label().to_owned()));
    put("Started", run.started_at.map(|at| at.display_minute()));
    put("Finished", run.finished_at.map(|at| at.display_minute()));
    put("Run time", took_ms(run.started_at, run.finished_at).map(format::duration_ms));
    facts
}

/// What was made, how alike it is, and the verdict.
pub(super) fn headline(snapshot: &Envelope<Synthgen>, verdict: Verdict) -> Text {
    let run = &snapshot.content;
    if let Some(text) = unfinished(&snapshot.name, run.status) {
        return text;
    }
    let rows = run.synthetic_rows.map(|rows| words::counted(rows, "synthetic row", "synthetic rows"));
    let made = rows.unwrap_or_else(|| "Synthetic rows".into());
    let score = quality(run, |quality| quality.overall)
        .map(|overall| format!(" with an overall quality of {}", format::percent(overall)))
        .unwrap_or_default();
    let verdict = match verdict {
        Verdict::NoWarning => "no check warns",
        Verdict::WithReservations => "usable with reservations",
        Verdict::NotRecommended => "not recommended for use",
        Verdict::Open => "cannot be judged",
    };
    let text = match &run.dataset {
        Some(dataset) => Text::plain(format!("{made} like ")).name(names::shown(&dataset.name)),
        None => Text::plain(made),
    };
    text.and(format!("{score}: {verdict}."))
}
