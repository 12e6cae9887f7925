//! The facts in short, for a reader that cannot take all of them.

use std::collections::{HashMap, HashSet};

use report_facts::{format, metric::Direction};
use serde::Serialize;

use crate::{
    claims,
    fact::{Fact, QuantityId, Side, Stat, Tag, Unit},
    facts::Facts,
    name::{NameId, Sort},
};

/// A figure with what it is about, in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DigestedFigure {
    /// Whose figure it is: a model, feature, class, day; several for a pair; none for the entity itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// What was measured: `AUC`, `PSI`, `training time`.
    pub quantity: String,
    /// Which of several: `cross-validation`, `median`, `synthetic`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub which: Vec<String>,
    /// The value with its unit, as it may be written: `0.9951`, `2.2%`, `64 ms`.
    pub value: String,
    /// Whether no other of its kind is as high or as low, those left out included: `highest of 14`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extreme: Option<String>,
    /// Which way the quantity is better, where that is known.
    #[serde(skip)]
    pub better: Option<Direction>,
}

impl DigestedFigure {
    /// The figure in words, for readers: "training time of GLM_1 = 64 ms".
    pub fn describe(&self) -> String {
        format!("{} = {}", claims::label(&self.quantity, &self.of, &self.which), self.value)
    }
}

/// Quantities of which the greatest figures matter most, and those of which the least do. Of all others, the first ones
/// do: leaderboards and lists of features are in order.
const GREATEST_FIRST: [&str; 5] = ["psi", "importance", "missing_values", "missing_share", "error_rate"];
const LEAST_FIRST: [&str; 2] = ["column_score", "pair_score"];

/// What a summary can do without: settings and identifiers, what another figure says as well, and tests whose statistic
/// says nothing without their name.
const UNTELLING: [&str; 17] = [
    "value",
    "importance_value",
    "seed",
    "version",
    "fold_sd",
    "drift_statistic",
    "p_value",
    "share_of_all_errors",
    "null_deviance",
    "residual_deviance",
    "aic",
    "rows_found",
    "days",
    "distinct",
    "datasets_in_use",
    "days_over_bound",
    "importance_share_counted_up_to",
];

/// Fewest figures of a kind of which one can stand out.
const FEWEST_TO_STAND_OUT: usize = 3;

/// Figures of one kind: of one quantity, with the same tags, of things of the same sort.
type Kind<'a> = (QuantityId, &'a [Tag], Vec<u32>);

impl Facts {
    /// At most about `per_kind` figures of each kind and `total` altogether. The greatest and the least of a kind are always
    /// among them, and are marked.
    pub fn digest(&self, per_kind: usize, total: usize) -> Vec<DigestedFigure> {
        let mut kinds: Vec<Kind<'_>> = Vec::new();
        let mut of_kind: HashMap<Kind<'_>, Vec<&Fact>> = HashMap::new();
        for fact in self.facts.iter().filter(|fact| self.is_telling(fact)) {
            let sorts =
                fact.subjects.iter().map(|subject| self.lexicon.get(*subject).sorts.telling()).collect();
            let kind = (fact.quantity, fact.tags.as_slice(), sorts);
            let figures = of_kind.entry(kind.clone()).or_insert_with(|| {
                kinds.push(kind);
                Vec::new()
            });
            figures.push(fact);
        }
        let mut digested = Vec::new();
        for kind in &kinds {
            self.digest_kind(&of_kind[kind], per_kind, &mut digested);
        }
        // The findings repeat some, under the name of what they are of.
        let mut seen = HashSet::new();
        digested.retain(|figure| seen.insert(figure.describe()));
        digested.truncate(total);
        digested
    }

    fn digest_kind(&self, figures: &[&Fact], most: usize, digested: &mut Vec<DigestedFigure>) {
        let Some(first) = figures.first() else { return };
        let key = self.quantities.get(first.quantity).key.as_str();
        let mut order = figures.to_vec();
        if GREATEST_FIRST.contains(&key) {
            order.sort_by(|a, b| b.value.total_cmp(&a.value));
        } else if LEAST_FIRST.contains(&key) {
            order.sort_by(|a, b| a.value.total_cmp(&b.value));
        }
        let (mut greatest, mut least) = (None, None);
        if figures.len() >= FEWEST_TO_STAND_OUT {
            greatest = self.standing_out(figures, |a, b| a > b);
            least = self.standing_out(figures, |a, b| a < b);
        }
        let is =
            |extreme: Option<&Fact>, fact: &Fact| extreme.is_some_and(|extreme| std::ptr::eq(extreme, fact));
        for (index, fact) in order.into_iter().enumerate() {
            let word = match fact {
                fact if is(greatest, fact) => Some("highest"),
                fact if is(least, fact) => Some("lowest"),
                _ => None,
            };
            if index < most || word.is_some() {
                let extreme = word.map(|word| format!("{word} of {}", figures.len()));
                digested.push(DigestedFigure { extreme, ..self.digested(fact) });
            }
        }
    }

    fn is_telling(&self, fact: &Fact) -> bool {
        let quantity = self.quantities.get(fact.quantity);
        let key = quantity.key.as_str();
        let is_untelling = quantity.of_findings
            || UNTELLING.contains(&key)
            || ["setting:", "experiments_on:", "synthgen_runs_on:", "datasets:"]
                .iter()
                .any(|list| key.starts_with(list))
            || key == "rank" && !self.leaderboard.is_empty();
        !is_untelling && !self.is_detail(fact, key)
    }

    /// What is not worth saying of this figure although it is of its quantity.
    fn is_detail(&self, fact: &Fact, key: &str) -> bool {
        let is = |sort: Sort| fact.subjects.iter().any(|subject| self.lexicon.get(*subject).is(sort));
        // Mean, spread and extremes over the folds are in the findings where they matter.
        let is_split = fact.tags.iter().any(|tag| matches!(tag, Tag::Split(_)));
        let of_folds = fact.tags.iter().any(|tag| match tag {
            Tag::Stat(Stat::Mean | Stat::Std | Stat::Min) => true,
            Tag::Stat(Stat::Max) => is_split,
            _ => false,
        });
        // Of the rows that are trusted less, only what ranks: how far it is from the others.
        let less_trusted =
            is_split && !fact.default && (self.ranking != Some(fact.quantity) || is(Sort::Class));
        let of_one_day = is(Sort::Day) && fact.subjects.len() > 1;
        // How often each category of a column occurs in two datasets is too much for a summary.
        let of_category = matches!(key, "rows" | "class_share")
            && fact.tags.iter().any(|tag| matches!(tag, Tag::Side(Side::Real | Side::Synthetic)));
        // What the other side of it says: 1 − recall, 1 − accuracy.
        let is_complement = key == "err" && self.ranking != Some(fact.quantity)
            || key == "false_negative_rate" && is(Sort::Class)
            || key == "misclassified" && is(Sort::Class) && fact.subjects.len() == 2;
        let is_nothing =
            fact.value == 0.0 && (key.contains(':') || key.starts_with("missing_") && is(Sort::Column));
        let of_another =
            key == "importance" && fact.model.is_some_and(|model| !self.defaults.contains(&model));
        let of_top = fact.tags.iter().any(|tag| matches!(tag, Tag::Top(count) if !matches!(count, 3 | 5)));
        of_folds
            || less_trusted
            || of_one_day
            || of_category
            || is_complement
            || is_nothing
            || of_another
            || of_top
    }

    /// The value as a reader sees it.
    pub(crate) fn shown(&self, fact: &Fact) -> String {
        // Errors and shares of things are read as percentages, scores as numbers.
        let key = &self.quantities.get(fact.quantity).key;
        let as_percent = ["share", "rate", "importance"].iter().any(|part| key.contains(part));
        match fact.unit {
            Unit::Share if as_percent => format::percent(fact.value),
            Unit::Share | Unit::Plain => format::metric(fact.value),
            Unit::Count => format::number(fact.value),
            Unit::Time => format::duration_ms(fact.value),
            Unit::Size => format::bytes(fact.value.max(0.0) as u64),
        }
    }

    fn digested(&self, fact: &Fact) -> DigestedFigure {
        let quantity = self.quantities.get(fact.quantity);
        let mut seen = HashSet::new();
        let subjects = fact.subjects.iter().chain(&fact.owner).filter(|subject| seen.insert(**subject));
        DigestedFigure {
            of: subjects.map(|id: &NameId| self.lexicon.get(*id).text.clone()).collect(),
            quantity: quantity.label.clone(),
            which: fact.tags.iter().map(|tag| claims::tag_label(*tag)).collect(),
            value: self.shown(fact),
            extreme: None,
            better: quantity.better,
        }
    }

    /// The one figure that stands before all others, as far as is shown of them.
    fn standing_out<'a>(&self, figures: &[&'a Fact], before: impl Fn(f64, f64) -> bool) -> Option<&'a Fact> {
        let further =
            |first: &'a Fact, other: &'a Fact| if before(other.value, first.value) { other } else { first };
        let first = figures.iter().copied().reduce(further)?;
        let others = figures.iter().copied().filter(|other| !std::ptr::eq(*other, first));
        // Whoever comes next is the only one that can look the same.
        let next = others.reduce(further)?;
        (self.shown(first) != self.shown(next)).then_some(first)
    }
}
