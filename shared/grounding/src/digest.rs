//! The facts in short, for a reader that cannot take all of them.

use std::collections::HashMap;

use serde::Serialize;

use crate::{
    claims,
    fact::{Fact, Stat, Tag, Unit},
    facts::Facts,
    name::Sort,
};

/// A figure with what it is about, in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DigestedFigure {
    /// Whose figure it is: a model, feature, class, day; several for a pair; absent for the entity itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// What was measured: `auc`, `psi`, `training_time`.
    pub quantity: String,
    /// Which of several: `cross-validation`, `median`, `synthetic`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub which: Vec<String>,
    /// The value with its unit, as it may be written: `0.9951`, `2.2%`, `64 ms`.
    pub value: String,
}

impl DigestedFigure {
    /// The figure in words, for readers: "training time of GLM_1 = 64 ms".
    pub fn describe(&self) -> String {
        let quantity = self.quantity.replace('_', " ");
        format!("{} = {}", claims::label(&quantity, &self.of, &self.which), self.value)
    }
}

/// Quantities of which the greatest figures matter most; of all others, the first ones do (leaderboards and lists of
/// features are in order).
const BY_SIZE: [&str; 4] = ["psi", "importance", "missing_values", "missing_share"];

impl Facts {
    /// At most `per_quantity` figures of each quantity and `total` altogether, without settings, seeds, statistics of
    /// single columns and figures of one thing on one day.
    pub fn digest(&self, per_quantity: usize, total: usize) -> Vec<DigestedFigure> {
        let mut order: Vec<&Fact> = self.facts.iter().filter(|fact| self.is_telling(fact)).collect();
        let by_size = |fact: &Fact| BY_SIZE.contains(&self.quantities.get(fact.quantity).key.as_str());
        let mut sized: Vec<&Fact> = order.iter().copied().filter(|fact| by_size(fact)).collect();
        sized.sort_by(|a, b| b.value.total_cmp(&a.value));
        order.retain(|fact| !by_size(fact));
        order.extend(sized);
        let mut taken = HashMap::new();
        order.retain(|fact| {
            let count = taken.entry(fact.quantity).or_insert(0usize);
            *count += 1;
            *count <= per_quantity
        });
        order.truncate(total);
        order.into_iter().map(|fact| self.digested(fact)).collect()
    }

    fn is_telling(&self, fact: &Fact) -> bool {
        let key = self.quantities.get(fact.quantity).key.as_str();
        let of_day = fact.subjects.len() > 1
            && fact.subjects.iter().any(|subject| self.lexicon.get(*subject).is(Sort::Day));
        // Mean, spread and extremes over folds are in the findings where they matter.
        let of_split = fact.tags.iter().any(|tag| matches!(tag, Tag::Split(_)));
        let of_folds = fact.tags.iter().any(|tag| match tag {
            Tag::Stat(Stat::Mean | Stat::Std | Stat::Min) => true,
            Tag::Stat(Stat::Max) => of_split,
            _ => false,
        });
        // How often each category of a column occurs in two datasets is too much for a summary.
        let of_category =
            matches!(key, "rows" | "class_share") && fact.tags.iter().any(|tag| matches!(tag, Tag::Side(_)));
        let of_list = key.starts_with("experiments_on:") || key.starts_with("datasets:");
        !(of_folds
            || of_category
            || of_list
            || key.starts_with("setting:")
            || matches!(key, "value" | "importance_value" | "rank" | "seed" | "version")
            || of_day)
    }

    fn digested(&self, fact: &Fact) -> DigestedFigure {
        use report_findings::format;
        let key = &self.quantities.get(fact.quantity).key;
        // Errors and shares of things are read as percentages, scores as numbers.
        let as_percent = ["share", "rate", "importance"].iter().any(|part| key.contains(part));
        DigestedFigure {
            of: fact.subjects.iter().map(|id| self.lexicon.get(*id).text.clone()).collect(),
            quantity: key.split(':').next_back().unwrap_or(key).to_owned(),
            which: fact.tags.iter().map(|tag| claims::tag_label(*tag)).collect(),
            value: match fact.unit {
                Unit::Share if as_percent => format::percent(fact.value),
                Unit::Share | Unit::Plain => format::metric(fact.value),
                Unit::Count => format::number(fact.value),
                Unit::Time => format::duration_ms(fact.value),
                Unit::Size => format::bytes(fact.value.max(0.0) as u64),
            },
        }
    }
}
