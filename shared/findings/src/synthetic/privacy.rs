//! Whether people in the real data are protected.

use report_snapshot::synthgen::Privacy;

use super::{Aspect, Check, finite};
use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{format, words};

/// Share of new rows that is good, and under which too many rows match real ones.
const NEW_ROWS_GOOD: f64 = 0.99;
const NEW_ROWS_POOR: f64 = 0.90;

/// Share of synthetic rows closer to the training rows than to held-out rows: half by chance; from here on a sign that the
/// synthesizer has memorised, and a strong one.
const CLOSER_NOTABLE: f64 = 0.55;
const CLOSER_STRONG: f64 = 0.65;

/// Share of blind guessing's failure that protects against disclosure: good, and poor.
const DISCLOSURE_GOOD: f64 = 0.80;
const DISCLOSURE_POOR: f64 = 0.50;

/// Distance to the closest real row relative to random data under which synthetic rows hug real ones.
const BASELINE_POOR: f64 = 0.20;

/// Columns named in one sentence.
const NAMED: usize = 4;

pub(super) fn checks(privacy: &Privacy) -> Vec<Check> {
    [exact_copies, new_rows, memorised, closest_record, baseline, disclosure]
        .iter()
        .filter_map(|check| check(privacy))
        .collect()
}

fn check(
    label: &'static str,
    result: String,
    expected: String,
    (rule, severity, title): (&'static str, Severity, &str),
    statement: String,
    figures: Vec<Figure>,
) -> Check {
    let finding = Finding { rule, severity, title: title.into(), statement, figures };
    Check { aspect: Aspect::Privacy, label, result, expected, finding }
}

fn exact_copies(privacy: &Privacy) -> Option<Check> {
    let copies = privacy.exact_copies?;
    let (severity, title, statement) = if copies == 0 {
        (Severity::Good, "No copies", "No synthetic row equals a real row.".to_owned())
    } else {
        let statement = format!(
            "{} a real row. Where few values are possible this can be chance; else remove them before sharing.",
            words::counted(copies, "synthetic row equals", "synthetic rows equal")
        );
        (Severity::Warning, "Copies of real rows", statement)
    };
    Some(check(
        "Exact copies of real rows",
        format::count(copies),
        "none".into(),
        ("exact_copies", severity, title),
        statement,
        vec![Figure::of_entity("exact_copies", copies as f64, Unit::Count)],
    ))
}

fn new_rows(privacy: &Privacy) -> Option<Check> {
    let share = finite(privacy.new_row_synthesis)?;
    let (severity, title) = match share {
        share if share >= NEW_ROWS_GOOD => (Severity::Good, "Rows are new"),
        share if share >= NEW_ROWS_POOR => (Severity::Warning, "Some rows match real rows"),
        _ => (Severity::Critical, "Many rows match real rows"),
    };
    Some(check(
        "New rows",
        format::percent(share),
        format!("at least {}", format::percent(NEW_ROWS_GOOD)),
        ("new_row_synthesis", severity, title),
        format!("{} of the synthetic rows match no real row.", format::percent(share)),
        vec![Figure::of_entity("new_row_synthesis", share, Unit::Share)],
    ))
}

/// The share of rows closer to training than to held-out rows, or what its score says of it.
fn memorised(privacy: &Privacy) -> Option<Check> {
    // The score is 2 · (1 − share), at most 1, so that it says no more than "at most half" when it is 1.
    let from_score = || {
        finite(privacy.dcr_overfitting_protection).filter(|score| *score < 1.0).map(|score| 1.0 - score / 2.0)
    };
    let share = finite(privacy.closer_to_training).or_else(from_score)?;
    let (severity, title) = match share {
        share if share >= CLOSER_STRONG => {
            (Severity::Critical, "The synthesizer has memorised training rows")
        }
        share if share >= CLOSER_NOTABLE => (Severity::Warning, "Signs of memorised training rows"),
        _ => (Severity::Good, "No sign of memorised rows"),
    };
    let mut figures = vec![
        Figure::of_entity("closer_to_training", share, Unit::Share),
        Figure::of_entity("closer_to_training_by_chance", 0.5, Unit::Share),
    ];
    figures.extend(
        finite(privacy.dcr_overfitting_protection)
            .map(|score| Figure::of_entity("dcr_overfitting_protection", score, Unit::Plain)),
    );
    Some(check(
        "Rows closer to training than to held-out rows",
        format::percent(share),
        format!("under {}", format::percent(CLOSER_NOTABLE)),
        ("memorised_rows", severity, title),
        format!(
            "{} of the synthetic rows are closer to a training row than to any held-out row; by chance {} would be.",
            format::percent(share),
            format::percent(0.5)
        ),
        figures,
    ))
}

/// Median distance to the closest training row, against that of real rows kept from training.
fn closest_record(privacy: &Privacy) -> Option<Check> {
    let closest = privacy.distance_to_closest_record.as_ref()?;
    let (synthetic, holdout) = finite(closest.median_synthetic).zip(finite(closest.median_holdout))?;
    let nearer = synthetic < holdout;
    let statement = format!(
        "The median distance of a synthetic row to the closest training row is {}, {} that of held-out real rows ({}).",
        format::metric(synthetic),
        if nearer { "less than" } else { "no less than" },
        format::metric(holdout),
    );
    Some(check(
        "Median distance to the closest training row",
        format::metric(synthetic),
        format!("at least {}, that of held-out rows", format::metric(holdout)),
        (
            "distance_to_closest_record",
            if nearer { Severity::Warning } else { Severity::Good },
            if nearer {
                "Synthetic rows are nearer to training rows than real ones"
            } else {
                "Synthetic rows keep their distance"
            },
        ),
        statement,
        vec![
            Figure::of("synthetic rows", "median_distance_to_closest_record", synthetic, Unit::Plain),
            Figure::of("held-out rows", "median_distance_to_closest_record", holdout, Unit::Plain),
        ],
    ))
}

fn baseline(privacy: &Privacy) -> Option<Check> {
    let score = finite(privacy.dcr_baseline_protection)?;
    let poor = score < BASELINE_POOR;
    let mut figures = vec![Figure::of_entity("dcr_baseline_protection", score, Unit::Share)];
    let medians = finite(privacy.median_dcr_synthetic).zip(finite(privacy.median_dcr_random)).map(
        |(synthetic, random)| {
            figures.push(Figure::of_entity("median_dcr_synthetic", synthetic, Unit::Plain));
            figures.push(Figure::of_entity("median_dcr_random", random, Unit::Plain));
            format!(" ({} against {})", format::metric(synthetic), format::metric(random))
        },
    );
    Some(check(
        "Distance to real rows against random data",
        format::percent(score),
        format!("at least {}", format::percent(BASELINE_POOR)),
        (
            "dcr_baseline_protection",
            if poor { Severity::Warning } else { Severity::Info },
            if poor { "Synthetic rows hug real rows" } else { "Distance against random data" },
        ),
        format!(
            "The distance of synthetic rows to the closest real row is {} of that of random data{}.",
            format::percent(score),
            medians.unwrap_or_default()
        ),
        figures,
    ))
}

fn disclosure(privacy: &Privacy) -> Option<Check> {
    let score = finite(privacy.disclosure_protection)?;
    let (severity, title) = match score {
        score if score >= DISCLOSURE_GOOD => (Severity::Good, "Sensitive values are hard to guess"),
        score if score >= DISCLOSURE_POOR => {
            (Severity::Warning, "Sensitive values can be guessed better than blindly")
        }
        _ => (Severity::Critical, "Sensitive values can be guessed"),
    };
    let known = words::listed(privacy.known_columns.iter().cloned(), NAMED);
    let sensitive = words::listed(privacy.sensitive_columns.iter().cloned(), NAMED);
    let who = if known.is_empty() { "An attacker".into() } else { format!("An attacker who knows {known}") };
    let what = if sensitive.is_empty() { "sensitive values".into() } else { sensitive };
    Some(check(
        "Protection against disclosure",
        format::percent(score),
        format!("at least {}", format::percent(DISCLOSURE_GOOD)),
        ("disclosure_protection", severity, title),
        format!(
            "{who} and uses the synthetic data to guess {what} is wrong {} as often as with blind guesses; 100% would be \
             full protection.",
            format::percent(score)
        ),
        vec![
            Figure::of_entity("disclosure_protection", score, Unit::Share),
            Figure::count("known_columns", privacy.known_columns.len()),
            Figure::count("sensitive_columns", privacy.sensitive_columns.len()),
        ],
    ))
}
