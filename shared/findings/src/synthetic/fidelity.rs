//! Whether the synthetic data is like the real data.

use report_snapshot::synthgen::{ColumnComparison, Distribution, PairTrend, Synthgen};

use super::{Aspect, Check, finite};
use crate::Severity;
use crate::legacy::{Figure, Finding, Unit};
use report_facts::{format, words};

/// Score from which likeness is very good.
const VERY_GOOD_SCORE: f64 = 0.9;

/// Score from which likeness is good.
pub const GOOD_SCORE: f64 = 0.8;

/// Score under which likeness is poor.
pub const FAIR_SCORE: f64 = 0.6;

/// Columns or pairs named in one sentence.
const NAMED: usize = 3;

/// A column's score, if it is a number.
pub fn column_score(column: &ColumnComparison) -> Option<f64> {
    finite(column.score)
}

/// Columns by score, poorest first; those without one last.
pub fn columns_by_score(run: &Synthgen) -> Vec<&ColumnComparison> {
    let mut columns: Vec<&ColumnComparison> = run.columns.iter().collect();
    let key = |column: &ColumnComparison| column_score(column).unwrap_or(f64::INFINITY);
    columns.sort_by(|a, b| key(a).total_cmp(&key(b)));
    columns
}

/// Pairs that have a score, poorest first.
pub fn pairs_by_score(run: &Synthgen) -> Vec<(&PairTrend, f64)> {
    let mut pairs: Vec<(&PairTrend, f64)> =
        run.pairs.iter().filter_map(|pair| Some((pair, finite(pair.score)?))).collect();
    pairs.sort_by(|a, b| a.1.total_cmp(&b.1));
    pairs
}

/// Columns that hold one value only in the synthetic data but several in the real data.
pub fn constant_columns(run: &Synthgen) -> Vec<&ColumnComparison> {
    let constant = |column: &&ColumnComparison| {
        let spread = |summary: &report_snapshot::dataset::NumericSummary| {
            Some(finite(summary.max)? - finite(summary.min)?)
        };
        let by_summary = || {
            let (real, synthetic) = column.summary_real.as_ref().zip(column.summary_synthetic.as_ref())?;
            Some(spread(real)? > 0.0 && spread(synthetic)? == 0.0)
        };
        // One bin of a histogram may hold several numbers; a category is one value.
        let by_frequency = || match column.distribution.as_ref()? {
            Distribution::Frequencies { real, synthetic, .. } => {
                let values = |counts: &[u64]| counts.iter().filter(|count| **count > 0).count();
                Some(values(real) > 1 && values(synthetic) == 1)
            }
            Distribution::Histogram { .. } => None,
        };
        by_summary().or_else(by_frequency).unwrap_or(false)
    };
    run.columns.iter().filter(constant).collect()
}

fn severity(score: f64) -> Severity {
    match score {
        score if score >= GOOD_SCORE => Severity::Good,
        score if score >= FAIR_SCORE => Severity::Warning,
        _ => Severity::Critical,
    }
}

fn word(score: f64) -> &'static str {
    match score {
        score if score >= VERY_GOOD_SCORE => "very good",
        score if score >= GOOD_SCORE => "good",
        score if score >= FAIR_SCORE => "fair",
        _ => "poor",
    }
}

pub(super) fn checks(run: &Synthgen) -> Vec<Check> {
    let mut checks = Vec::new();
    checks.extend(overall(run));
    checks.extend(columns(run));
    checks.extend(pairs(run));
    checks.extend(constant(run));
    checks.extend(validity(run));
    checks
}

fn overall(run: &Synthgen) -> Option<Check> {
    let quality = run.quality.as_ref()?;
    let overall = finite(quality.overall)?;
    let mut figures = vec![Figure::of_entity("overall_quality", overall, Unit::Share)];
    let mut parts = Vec::new();
    for (label, name, score) in [
        ("single columns", "column_shapes", quality.column_shapes),
        ("pairs of columns", "column_pair_trends", quality.column_pair_trends),
    ] {
        if let Some(score) = finite(score) {
            figures.push(Figure::of_entity(name, score, Unit::Share));
            parts.push(format!("{} for {label}", format::percent(score)));
        }
    }
    let parts = if parts.is_empty() { String::new() } else { format!(": {}", words::listed(parts, 2)) };
    Some(Check {
        aspect: Aspect::Fidelity,
        label: "Overall quality",
        result: format::percent(overall),
        expected: format!("at least {}", format::percent(GOOD_SCORE)),
        finding: Finding {
            rule: "overall_quality",
            severity: severity(overall),
            title: format!("Overall quality is {}", word(overall)),
            statement: format!(
                "The synthetic data scores {} for likeness to the real data{parts}.",
                format::percent(overall)
            ),
            figures,
        },
    })
}

/// Whether single columns are off, even if the mean is good.
fn columns(run: &Synthgen) -> Option<Check> {
    let scored: Vec<(&ColumnComparison, f64)> = columns_by_score(run)
        .into_iter()
        .filter_map(|column| Some((column, column_score(column)?)))
        .collect();
    let (poorest, lowest) = *scored.first()?;
    let low = scored.iter().filter(|(_, score)| *score < GOOD_SCORE).count();
    let mut figures: Vec<Figure> = scored
        .iter()
        .take(low.max(1))
        .map(|(column, score)| Figure::of(&column.name, "column_score", *score, Unit::Share))
        .collect();
    figures.push(Figure::count("columns", scored.len()));
    figures.push(Figure::count("columns_under_bound", low));
    figures.push(Figure::of_entity("score_bound", GOOD_SCORE, Unit::Share));
    let all = words::counted(scored.len() as u64, "column", "columns");
    let (severity, title, statement) = if low == 0 {
        let statement = format!(
            "Every one of {all} scores at least {}; the lowest score is {} ({}).",
            format::percent(GOOD_SCORE),
            format::percent(lowest),
            poorest.name,
        );
        (Severity::Good, "Every column is well reproduced", statement)
    } else {
        let named = scored[..low]
            .iter()
            .map(|(column, score)| format!("{} ({})", column.name, format::percent(*score)));
        let statement = format!(
            "{} of {all} {} under {}: {}.",
            format::count(low as u64),
            if low == 1 { "scores" } else { "score" },
            format::percent(GOOD_SCORE),
            words::listed(named, NAMED),
        );
        (Severity::Warning, "Columns of low quality", statement)
    };
    Some(Check {
        aspect: Aspect::Fidelity,
        label: "Poorest column",
        result: format!("{} ({})", format::percent(lowest), poorest.name),
        expected: format!("at least {}", format::percent(GOOD_SCORE)),
        finding: Finding { rule: "column_quality", severity, title: title.into(), statement, figures },
    })
}

fn pairs(run: &Synthgen) -> Option<Check> {
    let pairs = pairs_by_score(run);
    let (poorest, lowest) = *pairs.first()?;
    let low = pairs.iter().filter(|(_, score)| *score < GOOD_SCORE).count();
    let share = low as f64 / pairs.len() as f64;
    let severity = match share {
        0.0 => Severity::Good,
        share if share <= 0.25 => Severity::Info,
        _ => Severity::Warning,
    };
    let name = format!("{} and {}", poorest.column_a, poorest.column_b);
    let mut figures = vec![
        Figure::of(&name, "pair_score", lowest, Unit::Share),
        Figure::count("pairs", pairs.len()),
        Figure::count("pairs_under_bound", low),
        Figure::of_entity("score_bound", GOOD_SCORE, Unit::Share),
    ];
    figures.push(Figure::of_entity("share_of_pairs_under_bound", share, Unit::Share));
    let unscored = run.pairs.len() - pairs.len();
    let unscored_words = if unscored > 0 {
        figures.push(Figure::count("pairs_without_score", unscored));
        format!(" {} could not be scored.", words::counted(unscored as u64, "further pair", "further pairs"))
    } else {
        String::new()
    };
    let statement = format!(
        "{} of {} with a score {} under {}{}; the lowest is {} ({name}).{unscored_words}",
        if low == 0 { "None".into() } else { format::count(low as u64) },
        words::counted(pairs.len() as u64, "pair of columns", "pairs of columns"),
        if low <= 1 { "lies" } else { "lie" },
        format::percent(GOOD_SCORE),
        if low == 0 { String::new() } else { format!(" ({})", format::percent(share)) },
        format::percent(lowest),
    );
    Some(Check {
        aspect: Aspect::Fidelity,
        label: "Pairs of columns that go together otherwise",
        result: format!(
            "{} ({} of {})",
            format::percent(share),
            format::count(low as u64),
            format::count(pairs.len() as u64)
        ),
        expected: format!("at most {}", format::percent(0.25)),
        finding: Finding {
            rule: "pair_trends",
            severity,
            title: if low == 0 {
                "Pairs of columns go together as they should"
            } else {
                "Pairs of columns that go together otherwise"
            }
            .into(),
            statement,
            figures,
        },
    })
}

fn constant(run: &Synthgen) -> Option<Check> {
    if run.columns.is_empty() {
        return None;
    }
    let constant = constant_columns(run);
    if constant.is_empty() {
        return None;
    }
    let named = words::listed(constant.iter().map(|column| column.name.clone()), NAMED);
    let number = constant.len() as u64;
    Some(Check {
        aspect: Aspect::Fidelity,
        label: "Columns that became constant",
        result: format::count(number),
        expected: "none".into(),
        finding: Finding {
            rule: "constant_synthetic_column",
            severity: Severity::Warning,
            title: "Columns became constant".into(),
            statement: format!(
                "{} one value only in the synthetic data and several in the real data: {named}.",
                words::counted(number, "column has", "columns have")
            ),
            figures: vec![Figure::count("constant_columns", constant.len())],
        },
    })
}

fn validity(run: &Synthgen) -> Option<Check> {
    let validity = finite(run.validity)?;
    let whole = validity >= 1.0;
    Some(Check {
        aspect: Aspect::Fidelity,
        label: "Valid values",
        result: format::percent(validity),
        expected: format::percent(1.0),
        finding: Finding {
            rule: "validity",
            severity: if whole { Severity::Good } else { Severity::Warning },
            title: if whole { "All values are valid" } else { "Invalid values" }.into(),
            statement: if whole {
                format!(
                    "Validity is {}: every value lies in the range or the categories of the real data.",
                    format::percent(validity)
                )
            } else {
                format!(
                    "Validity is {}; some values lie outside the range or the categories of the real data.",
                    format::percent(validity)
                )
            },
            figures: vec![Figure::of_entity("validity", validity, Unit::Share)],
        },
    })
}
