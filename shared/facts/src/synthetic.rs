//! Reading a synthetic-data run: which columns fared worst, what became constant, what an attack is to be held against, what
//! training on synthetic rows costs. The definitions are those of SDMetrics 0.32, taken from its source.

use report_snapshot::{
    Measured,
    synthgen::{ColumnComparison, Distribution, PairTrend, Privacy, Synthgen, Utility, UtilityModel},
};

use crate::{
    Figure, Quantity, Rows, Subject,
    drift::finite,
    metric,
    quantity::{
        self, AUC, CELLS_MISSING, Known, SKILL_KEPT, SYNTHETIC_TRAINING_LOSS, TRAINED_ON_REAL,
        TRAINED_ON_SYNTHETIC,
    },
};

/// How far outside its bounds a figure may lie by rounding.
const ROUNDING: f64 = 1e-9;

/// A share or score that is a number between 0 and 1; one outside contradicts its definition and is not used.
pub fn share(value: Measured) -> Option<f64> {
    value.filter(|value| (-ROUNDING..=1.0 + ROUNDING).contains(value))
}

/// A distance, where it can be one.
pub use crate::metric::not_negative as distance;

/// A column's score.
pub fn column_score(column: &ColumnComparison) -> Option<f64> {
    share(column.score)
}

/// Columns by score, the lowest first, equal ones by name; those without one last.
pub fn columns_by_score(run: &Synthgen) -> Vec<&ColumnComparison> {
    let mut columns: Vec<&ColumnComparison> = run.columns.iter().collect();
    let key = |column: &ColumnComparison| column_score(column).unwrap_or(f64::INFINITY);
    columns.sort_by(|a, b| key(a).total_cmp(&key(b)).then_with(|| a.name.cmp(&b.name)));
    columns
}

/// Pairs that have a score, the lowest first, equal ones by name.
pub fn pairs_by_score(run: &Synthgen) -> Vec<(&PairTrend, f64)> {
    let mut pairs: Vec<(&PairTrend, f64)> =
        run.pairs.iter().filter_map(|pair| Some((pair, share(pair.score)?))).collect();
    let names = |pair: &PairTrend| (pair.column_a.clone(), pair.column_b.clone());
    pairs.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| names(a.0).cmp(&names(b.0))));
    pairs
}

/// Whether a column holds one value only in the synthetic data and several in the real data; `None` where nothing tells.
pub fn became_constant(run: &Synthgen, column: &ColumnComparison) -> Option<bool> {
    let several = |summary: &report_snapshot::dataset::NumericSummary| {
        Some(finite(summary.max)? > finite(summary.min)?)
    };
    let summaries = column.summary_real.as_ref().zip(column.summary_synthetic.as_ref());
    if let Some((real, synthetic)) =
        summaries.and_then(|(real, synthetic)| several(real).zip(several(synthetic)))
    {
        return Some(real && !synthetic);
    }
    // One bin of a histogram may hold several numbers; a category is one value.
    let Some(Distribution::Frequencies { real, synthetic, .. }) = &column.distribution else { return None };
    let values = |counts: &[u64]| counts.iter().filter(|count| **count > 0).count();
    if values(synthetic) != 1 {
        return Some(false);
    }
    // The list may have been cut to the categories that are frequent in the real data.
    let all = run.synthetic_rows? as f64;
    let missing = share(column.missing_synthetic).unwrap_or(0.0) * all;
    let whole = (total(synthetic) + missing - all).abs() <= 0.5;
    whole.then_some(values(real) > 1)
}

fn total(counts: &[u64]) -> f64 {
    counts.iter().map(|count| *count as f64).sum()
}

/// A column's shares of missing cells in the real and the synthetic data.
pub fn missing(column: &ColumnComparison) -> Option<(Figure, Figure)> {
    let figure = |rows, share| Figure::new(Subject::column(&*column.name), &CELLS_MISSING, share).on(rows);
    let (real, synthetic) = share(column.missing_real).zip(share(column.missing_synthetic))?;
    Some((figure(Rows::Real, real), figure(Rows::Synthetic, synthetic)))
}

/// Which share of the synthetic rows lies closer to a training row than to any held-out row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CloserShare {
    /// So many.
    Share(f64),
    /// Half of them or fewer: the score of SDMetrics is cut off there.
    AtMostHalf,
}

/// That share as measured, else by `DCROverfittingProtection`, which is min(1, 2 · (1 − share)).
pub fn closer_to_training(privacy: &Privacy) -> Option<CloserShare> {
    let by_score = || {
        share(privacy.dcr_overfitting_protection).map(|score| {
            if score < 1.0 { CloserShare::Share(1.0 - score / 2.0) } else { CloserShare::AtMostHalf }
        })
    };
    share(privacy.closer_to_training).map(CloserShare::Share).or_else(by_score)
}

/// Which share would lie closer by chance where every row of both sets is compared: the training rows' share of them.
pub fn closer_by_chance(run: &Synthgen) -> Option<f64> {
    let (training, holdout) = run.training_rows.zip(run.holdout_rows)?;
    (training > 0 && holdout > 0).then(|| training as f64 / (training as f64 + holdout as f64))
}

/// How often guesses of a sensitive column are wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attack {
    /// By the attack that SDMetrics simulates: a value drawn from the synthetic rows that agree in the known columns.
    pub wrong: f64,
    /// By a value drawn at its share in the real data.
    pub drawn_wrong: f64,
    /// By always naming the most frequent value.
    pub majority_wrong: f64,
}

/// What the score of `DisclosureProtection` comes to. It is min(1, wrong / (1 − 1/c)), c being the number of values of the
/// sensitive column. `None` where there are several sensitive columns or the column's real frequencies are not complete:
/// they add up to the training rows or to the rows of the real data.
pub fn attack(run: &Synthgen, score: f64) -> Option<Attack> {
    let [sensitive] = run.privacy.as_ref()?.sensitive_columns.as_slice() else { return None };
    let mut named = run.columns.iter().filter(|column| column.name == *sensitive);
    let column = named.next().filter(|_| named.next().is_none())?;
    let Distribution::Frequencies { real, .. } = column.distribution.as_ref()? else { return None };
    let all = total(real);
    let rows = [run.training_rows, run.dataset.as_ref().and_then(|dataset| dataset.rows)];
    if !rows.iter().flatten().any(|rows| *rows as f64 == all) {
        return None;
    }
    let shares: Vec<f64> = real.iter().filter(|count| **count > 0).map(|count| *count as f64 / all).collect();
    if shares.len() < 2 {
        return None;
    }
    Some(Attack {
        wrong: score * (1.0 - 1.0 / shares.len() as f64),
        drawn_wrong: 1.0 - shares.iter().map(|share| share * share).sum::<f64>(),
        majority_wrong: 1.0 - shares.iter().copied().fold(0.0, f64::max),
    })
}

/// The one known metric that a text names: `ROC AUC on held-out real rows` → AUC. A name or alias counts where it stands as
/// whole words; one inside a longer one (`loss` in `log loss`) does not. `None` where two are named.
pub fn metric_in(text: &str) -> Option<&'static Known> {
    // Scripts without capitals are written without spaces, so that their letters end a word too.
    let is_part = |c: char| c.is_ascii_digit() || c.is_lowercase() || c.is_uppercase();
    let spell = |c: char| match c {
        '²' => '2',
        c if is_part(c) => c,
        _ => ' ',
    };
    let words = text.chars().take(200).map(spell).collect::<String>().to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut found: Option<&'static Known> = None;
    let mut start = 0;
    while start < words.len() {
        // The longest name that begins here.
        let mut ends = (start + 1..=words.len()).rev();
        match ends.find_map(|end| Some((quantity::find(&words[start..end].join("_"))?, end))) {
            None => start += 1,
            Some((known, _)) if found.is_some_and(|found| found.id != known.id) => return None,
            Some((known, end)) => (found, start) = (Some(known), end),
        }
    }
    found
}

/// What a utility is measured in: a known metric, else by its own name.
pub fn utility_quantity(utility: &Utility) -> Quantity {
    metric_in(&utility.metric).map_or_else(
        || Quantity::other(&utility.metric, &crate::names::shown(&utility.metric), None),
        Into::into,
    )
}

/// One model trained both ways.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// The model.
    pub model: &'a UtilityModel,
    /// Its figure when trained on real rows.
    pub real: Figure,
    /// Its figure when trained on synthetic rows.
    pub synthetic: Figure,
    /// By how much the second is worse; negative if it is better. `None` where it is not known which way is better.
    pub loss: Option<Figure>,
    /// For an AUC above that of chance: which share of its advantage over chance is left.
    pub kept: Option<Figure>,
}

/// The models that have both figures, in the metric's bounds: the greatest loss first, equal ones by name; by name where
/// losses are not known.
pub fn comparisons(utility: &Utility) -> Vec<Comparison<'_>> {
    /// The AUC of ranking by chance.
    const CHANCE: f64 = 0.5;
    let quantity = utility_quantity(utility);
    let is_auc = quantity.known().is_some_and(|known| known.id == AUC.id);
    let compared = utility.models.iter().filter_map(|model| {
        let real = metric::sound(&quantity, model.trained_on_real)?;
        let synthetic = metric::sound(&quantity, model.trained_on_synthetic)?;
        let figure = |what: &'static Known, value| {
            Figure::new(Subject::model(&*model.name), quantity.derived(what), value).on(Rows::Holdout)
        };
        let loss = quantity.better().map(|better| better.advantage(real, synthetic));
        let kept = (is_auc && real > CHANCE).then(|| (synthetic - CHANCE) / (real - CHANCE));
        Some(Comparison {
            model,
            real: figure(&TRAINED_ON_REAL, real),
            synthetic: figure(&TRAINED_ON_SYNTHETIC, synthetic),
            loss: loss.map(|loss| figure(&SYNTHETIC_TRAINING_LOSS, loss)),
            kept: kept.map(|kept| figure(&SKILL_KEPT, kept)),
        })
    });
    let mut all: Vec<Comparison<'_>> = compared.collect();
    let loss = |of: &Comparison<'_>| of.loss.as_ref().map_or(0.0, |loss| loss.value);
    all.sort_by(|a, b| loss(b).total_cmp(&loss(a)).then_with(|| a.model.name.cmp(&b.model.name)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_is_found_wherever_its_name_stands() {
        for (text, expected) in [
            ("ROC AUC on held-out real rows", Some("auc")),
            ("roc_auc", Some("auc")),
            ("Held-out AUC (PR)", Some("aucpr")),
            ("R², real rows", Some("r2")),
            ("AUC-PR", Some("aucpr")),
            ("実データのAUC（平均）", Some("auc")),
            ("Mean squared error of the holdout", Some("mse")),
            ("log-loss", Some("logloss")),
            ("Loss of AUC", None),
            ("precision, recall", None),
            ("naucx", None),
            ("", None),
        ] {
            assert_eq!(metric_in(text).map(|known| known.id), expected, "{text}");
        }
    }

    #[test]
    fn a_score_outside_its_bounds_is_not_used_and_rounding_is() {
        assert_eq!(share(Some(1.0 + 1e-12)), Some(1.0 + 1e-12));
        assert_eq!(share(Some(1.01)), None);
        assert_eq!(share(Some(-0.01)), None);
        assert_eq!(share(Some(f64::NAN)), None);
        assert_eq!(distance(Some(0.0)), Some(0.0));
        assert_eq!(distance(Some(-0.1)), None);
        assert_eq!(distance(Some(f64::INFINITY)), None);
    }
}
