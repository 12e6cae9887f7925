//! Whether the synthetic data is like the real data.

use report_facts::{
    names::shown,
    synthetic::{
        became_constant, column_score, columns_by_score, missing as missing_of, pairs_by_score, share,
    },
};
use report_snapshot::synthgen::ColumnComparison;

use super::check::{Aspect, Check, NO_BOUND};
use crate::prelude::*;

/// Score under which less than half of a column's two distributions overlaps.
pub const LOW_SCORE: f64 = 0.5;

/// Shares of missing cells that differ by more are not reproduced; this report's own bound.
const MISSING_DIFFERENCE: f64 = 0.05;

rules! {
    of SYNTHGEN;

    OVERALL = "overall_quality", [Info]:
        speaks: "quality.overall lies between 0 and 1. The likeness of single columns and of pairs is added where it is given.",
        formula: "As given: SDMetrics' Quality Report takes the mean of the column scores, the mean of the pair scores, and the mean \
                  of these two.",
        source: "SDMetrics, Quality Report. It fixes no bound for what is good, so no word of praise or blame is said.";

    COLUMNS = "column_quality", [Info, Warning]:
        speaks: "At least one column has a score between 0 and 1. Warning if a score is under 0.5: all such columns are counted, the 3 \
                 lowest named (equal scores by name). Else info: the lowest score. Columns without a score are counted in both.",
        formula: "KSComplement = 1 − the Kolmogorov-Smirnov statistic, TVComplement = 1 − the total variation distance. Under 0.5, \
                  less than half of the two distributions overlaps (the overlap is 1 − the total variation distance, and no \
                  greater than KSComplement).",
        source: "SDMetrics, KSComplement and TVComplement; the bound follows from the definition of overlap.";

    PAIRS = "pair_trends", [Info]:
        speaks: "At least one pair of columns has a score between 0 and 1: the lowest (equal scores by names). Pairs without a score \
                 are counted.",
        formula: "As given: CorrelationSimilarity or ContingencySimilarity. SDMetrics leaves out pairs that hardly go together in the \
                  real data.",
        source: "SDMetrics, Quality Report, Column Pair Trends. It fixes no bound.";

    CONSTANT = "constant_synthetic_column", [Warning]:
        speaks: "A column holds one value in the synthetic data and several in the real data. Names 3, by name. Silent where no column \
                 does. A histogram with one filled bin says nothing.",
        formula: "Both numeric summaries have a finite minimum and maximum: real max > min and synthetic max = min. Else, from \
                  frequencies: one synthetic count over 0, more than one real count over 0, and the synthetic counts with the missing \
                  cells (missing_synthetic · synthetic_rows) add up to synthetic_rows within half a row, so that the list was not cut.",
        source: "None needed.";

    VALID = "validity", [Good, Warning]:
        speaks: "validity lies between 0 and 1. At 1 good, under 1 warning.",
        formula: "As given: SDMetrics' Diagnostic Report takes the mean over the columns of the share of values in the real range or \
                  among the real categories, and of unique keys.",
        source: "SDMetrics, Diagnostic Report, Data Validity.";

    MISSING = "missing_values", [Warning]:
        speaks: "In a column with both shares of missing cells between 0 and 1 they differ by more than 0.05 (by more than rounding, \
                 1e-9). Such columns are counted, 3 named: the greatest difference first, equal ones by name.",
        formula: "|missing_real − missing_synthetic|.",
        source: "5 percentage points are this report's own bound.";
}

pub(super) fn overall(run: &Synthgen) -> Check {
    let check = Check::of(Aspect::Fidelity, "Overall quality", NO_BOUND);
    let Some(quality) = &run.quality else { return check };
    let Some(overall) = share(quality.overall) else { return check };
    let part = |quantity: &'static Known, score| share(score).map(|score| Figure::of_entity(quantity, score));
    let parts = [
        part(&COLUMN_SHAPES, quality.column_shapes).map(|score| say!("{} for single columns", score)),
        part(&COLUMN_PAIR_TRENDS, quality.column_pair_trends)
            .map(|score| say!("{} for pairs of columns", score)),
    ];
    let parts: Vec<Statement> = parts.into_iter().flatten().collect();
    let parts = (!parts.is_empty()).then(|| say!(": {}", listed(parts, 2)));
    let figure = Figure::of_entity(&OVERALL_QUALITY, overall);
    let result = figure.shown();
    let statement = say!("The synthetic data scores {} for likeness to the real data{}.", figure, parts);
    check.made(result, false, OVERALL.info("Overall quality", statement))
}

/// Whether less than half of the column's two distributions overlaps: what the finding and the mark in the table say.
pub fn is_low(score: f64) -> bool {
    score < LOW_SCORE
}

fn could_not_be_scored(
    quantity: &'static Known,
    number: usize,
    one: &'static str,
    many: &'static str,
) -> Option<Statement> {
    (number > 0).then(|| say!(" {} could not be scored.", number_of(quantity, number, one, many)))
}

pub(super) fn columns(run: &Synthgen) -> Check {
    let check = Check::of(
        Aspect::Fidelity,
        "Lowest score of a column",
        format!("{} (half of both distributions overlaps)", format::percent(LOW_SCORE)),
    );
    let scored: Vec<Figure> = columns_by_score(run)
        .into_iter()
        .filter_map(|column| {
            Some(Figure::new(Subject::column(&*column.name), &COLUMN_SCORE, column_score(column)?))
        })
        .collect();
    let Some(lowest) = scored.first() else { return check };
    let lowest_name = lowest.of.shown().unwrap_or_default();
    let all = Figure::count(&COLUMNS_WITH_SCORE, scored.len());
    let without = could_not_be_scored(
        &COLUMNS_WITHOUT_SCORE,
        run.columns.len() - scored.len(),
        "further column",
        "further columns",
    );
    let low: Vec<&Figure> = scored.iter().filter(|score| is_low(score.value)).collect();
    let finding = if low.is_empty() {
        let statement = say!(
            "The lowest score of {} is {} ({}).{}",
            counted(&all, "column", "columns"),
            lowest,
            name_of(lowest),
            without
        );
        COLUMNS.info("Lowest score of a column", statement)
    } else {
        let statement = say!(
            "{} of {} with a score {} under {}, so that less than half of the real and the synthetic distribution \
             overlaps: {}.{}",
            Figure::count(&COLUMNS_UNDER_BOUND, low.len()),
            counted(&all, "column", "columns"),
            verb(low.len(), "lies", "lie"),
            bound(&COLUMN_SCORE, LOW_SCORE),
            listed(low.iter().map(|score| say!("{} ({})", name_of(score), *score)), NAMED),
            without
        );
        let further = low.iter().skip(NAMED).map(|score| (*score).clone()).collect::<Vec<_>>();
        COLUMNS.warning("Columns that are hardly alike", statement).with(further)
    };
    check.made(format!("{} ({lowest_name})", lowest.shown()), true, finding)
}

/// Whose a figure is, as part of a sentence.
fn name_of(figure: &Figure) -> Statement {
    match &figure.of {
        Subject::Named(_, of) => say!("{}", name(of)),
        Subject::Pair(_, a, b) => say!("{} and {}", name(a), name(b)),
        Subject::Entity => Statement::default(),
    }
}

pub(super) fn pairs(run: &Synthgen) -> Check {
    let check = Check::of(Aspect::Fidelity, "Lowest score of a pair of columns", NO_BOUND);
    let pairs = pairs_by_score(run);
    let Some((pair, score)) = pairs.first() else { return check };
    let subject = Subject::Pair(report_facts::Sort::Column, (*pair.column_a).into(), (*pair.column_b).into());
    let lowest = Figure::new(subject, &PAIR_SCORE, *score);
    let statement = say!(
        "The lowest score of {} is {} ({}).{}",
        number_of(&PAIRS_WITH_SCORE, pairs.len(), "pair of columns", "pairs of columns"),
        &lowest,
        name_of(&lowest),
        could_not_be_scored(
            &PAIRS_WITHOUT_SCORE,
            run.pairs.len() - pairs.len(),
            "further pair",
            "further pairs"
        )
    );
    let result = format!("{} ({} and {})", lowest.shown(), shown(&pair.column_a), shown(&pair.column_b));
    check.made(result, false, PAIRS.info("Pairs of columns", statement))
}

pub(super) fn constant(run: &Synthgen) -> Check {
    let check = Check::of(Aspect::Fidelity, "Columns that became constant", "none");
    let told: Vec<(&str, bool)> = run
        .columns
        .iter()
        .filter_map(|column| Some((column.name.as_str(), became_constant(run, column)?)))
        .collect();
    if told.is_empty() {
        return check;
    }
    let constant = sorted(told.iter().filter(|(_, constant)| *constant).map(|(name, _)| *name));
    let count = Figure::count(&COLUMNS_BECOME_CONSTANT, constant.as_ref().map_or(0, Vec::len));
    let finding = constant.map(|constant| {
        let statement = say!(
            "{} one value only in the synthetic data and several in the real data: {}.",
            counted(&count, "column has", "columns have"),
            names(constant, NAMED)
        );
        CONSTANT.warning("Columns became constant", statement)
    });
    check.made(count.shown(), true, finding)
}

pub(super) fn validity(run: &Synthgen) -> Check {
    let check = Check::of(Aspect::Fidelity, "Validity", format::percent(1.0));
    let Some(validity) = share(run.validity) else { return check };
    let figure = Figure::of_entity(&VALIDITY, validity);
    let result = figure.shown();
    let finding = if validity >= 1.0 {
        let statement = say!(
            "Validity is {}: every value lies in the range or among the categories of the real data.",
            figure
        );
        VALID.good("All values are valid", statement)
    } else {
        let statement = say!(
            "Validity is {}: some values lie outside the range or the categories of the real data, or keys occur twice.",
            figure
        );
        VALID.warning("Invalid values", statement)
    };
    check.made(result, true, finding)
}

/// Whether the column's missing values were not reproduced: what the finding and the mark in the table say.
pub fn is_missing_otherwise(column: &ColumnComparison) -> bool {
    missing_of(column)
        .is_some_and(|(real, synthetic)| (real.value - synthetic.value).abs() > MISSING_DIFFERENCE + 1e-9)
}

pub(super) fn missing(run: &Synthgen) -> Check {
    let check = Check::of(
        Aspect::Fidelity,
        "Missing cells",
        format!("a difference of at most {}", format::percentage_points(MISSING_DIFFERENCE)),
    );
    let both: Vec<(&ColumnComparison, Figure, Figure)> = run
        .columns
        .iter()
        .filter_map(|column| missing_of(column).map(|(real, synthetic)| (column, real, synthetic)))
        .collect();
    let difference = |of: &(&ColumnComparison, Figure, Figure)| (of.1.value - of.2.value).abs();
    let Some(greatest) = both.iter().map(difference).max_by(f64::total_cmp) else { return check };
    let mut off: Vec<_> = both.into_iter().filter(|(column, ..)| is_missing_otherwise(column)).collect();
    off.sort_by(|a, b| difference(b).total_cmp(&difference(a)).then_with(|| a.0.name.cmp(&b.0.name)));
    let result = format!("up to {}", format::percentage_points(greatest));
    let finding = (!off.is_empty()).then(|| {
        let named = off.iter().map(|(column, real, synthetic)| {
            say!("{} ({} real, {} synthetic)", name(&column.name), real, synthetic)
        });
        let statement = say!(
            "The share of missing cells differs by more than {} in {}: {}.",
            bound(&CELLS_MISSING_DIFFERENCE, MISSING_DIFFERENCE),
            number_of(&COLUMNS_MISSING_OTHERWISE, off.len(), "column", "columns"),
            listed(named, NAMED)
        );
        let further =
            off.iter().skip(NAMED).flat_map(|(_, real, synthetic)| [real.clone(), synthetic.clone()]);
        debug_assert!(off.iter().all(|(_, real, _)| real.quantity == (&CELLS_MISSING).into()));
        MISSING.warning("Missing values are not reproduced", statement).with(further.collect::<Vec<_>>())
    });
    check.made(result, true, finding)
}
