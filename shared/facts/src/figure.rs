//! A figure: a number with whose it is, what it measures and of which rows.

use std::sync::Arc;

use report_snapshot::evaluation::Split;
use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::{
    format, names,
    quantity::{Quantity, Unit},
};

/// What sort of thing a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A trained model.
    Model,
    /// A column or feature.
    Column,
    /// A class of the target.
    Class,
    /// A value of a categorical column.
    Category,
    /// A day, `2026-03-02`.
    Day,
    /// A stretch of time: an interval, an incident, a period of predictions.
    Period,
    /// A type of error.
    ErrorType,
    /// A dataset.
    Dataset,
    /// An experiment in a project.
    Experiment,
    /// A deployment in a project.
    Deployment,
    /// A synthetic-data run in a project.
    Run,
    /// A setting or hyperparameter.
    Setting,
    /// A family of algorithms.
    Algorithm,
    /// A group of rows by an attribute, such as a sex.
    Group,
}

/// Whose figure it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The entity of the report itself.
    Entity,
    /// Something with a name.
    Named(Sort, Arc<str>),
    /// Two columns, or a value of a column, together.
    Pair(Sort, Arc<str>, Arc<str>),
}

impl Subject {
    /// A model.
    pub fn model(name: impl Into<Arc<str>>) -> Self {
        Self::Named(Sort::Model, name.into())
    }

    /// A column or feature.
    pub fn column(name: impl Into<Arc<str>>) -> Self {
        Self::Named(Sort::Column, name.into())
    }

    /// A class.
    pub fn class(name: impl Into<Arc<str>>) -> Self {
        Self::Named(Sort::Class, name.into())
    }

    /// Anything else with a name.
    pub fn named(sort: Sort, name: impl Into<Arc<str>>) -> Self {
        Self::Named(sort, name.into())
    }

    /// Two together: columns, a value with its column, a class with its model.
    pub fn pair(sort: Sort, a: impl Into<Arc<str>>, b: impl Into<Arc<str>>) -> Self {
        Self::Pair(sort, a.into(), b.into())
    }

    /// The name as people read it; `None` of the entity.
    pub fn shown(&self) -> Option<String> {
        match self {
            Subject::Entity => None,
            Subject::Named(_, name) => Some(names::shown(name)),
            Subject::Pair(_, a, b) => Some(format!("{} and {}", names::shown(a), names::shown(b))),
        }
    }

    /// The sort; `None` of the entity.
    pub fn sort(&self) -> Option<Sort> {
        match self {
            Subject::Entity => None,
            Subject::Named(sort, _) | Subject::Pair(sort, _, _) => Some(*sort),
        }
    }

    fn id(&self) -> String {
        let sort = |sort: &Sort| format!("{sort:?}").to_lowercase();
        match self {
            Subject::Entity => "entity".into(),
            Subject::Named(of, name) => format!("{}:{name}", sort(of)),
            Subject::Pair(of, a, b) => format!("{}:{a}+{b}", sort(of)),
        }
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Subject", 2)?;
        match self {
            Subject::Entity => out.serialize_field("sort", "entity")?,
            Subject::Named(sort, name) => {
                out.serialize_field("sort", sort)?;
                out.serialize_field("names", &[name.as_ref()])?;
            }
            Subject::Pair(sort, a, b) => {
                out.serialize_field("sort", sort)?;
                out.serialize_field("names", &[a.as_ref(), b.as_ref()])?;
            }
        }
        out.end()
    }
}

/// Of which rows, or of which part of the time, a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rows {
    /// The rows that the model was trained on.
    Training,
    /// Rows kept for choosing among models.
    Validation,
    /// Rows of the fold left out, over all folds.
    CrossValidation,
    /// Rows that nothing was chosen on.
    Test,
    /// Rows left out of the samples of a forest's trees.
    OutOfBag,
    /// The real data.
    Real,
    /// The synthetic data.
    Synthetic,
    /// Real rows kept from the synthesizer.
    Holdout,
    /// The reference of a comparison.
    Reference,
    /// The present period of a comparison.
    Current,
    /// The data before its transformation.
    Before,
    /// The data after it.
    After,
}

impl From<Split> for Rows {
    fn from(split: Split) -> Self {
        match split {
            Split::Training => Rows::Training,
            Split::Validation => Rows::Validation,
            Split::CrossValidation => Rows::CrossValidation,
            Split::Test => Rows::Test,
        }
    }
}

impl Rows {
    /// As part of a sentence: "on test rows".
    pub fn on(self) -> &'static str {
        match self {
            Rows::Training => "on training rows",
            Rows::Validation => "on validation rows",
            Rows::CrossValidation => "in cross-validation",
            Rows::Test => "on test rows",
            Rows::OutOfBag => "on out-of-bag rows",
            Rows::Real => "in the real data",
            Rows::Synthetic => "in the synthetic data",
            Rows::Holdout => "in held-out rows",
            Rows::Reference => "in the reference",
            Rows::Current => "in the current period",
            Rows::Before => "before the transformation",
            Rows::After => "after the transformation",
        }
    }
}

/// A number with whose it is, what it measures and of which rows. The value is finite.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Whose it is.
    pub of: Subject,
    /// What it measures.
    pub quantity: Quantity,
    /// Of which rows, where there is a choice.
    pub rows: Option<Rows>,
    /// The exact value, in the quantity's unit.
    pub value: f64,
    /// How many rows, folds or calls it rests on, where that is known.
    pub count: Option<u64>,
}

impl Figure {
    /// A figure of something.
    pub fn new(of: Subject, quantity: impl Into<Quantity>, value: f64) -> Self {
        Self { of, quantity: quantity.into(), rows: None, value, count: None }
    }

    /// A figure of the entity itself.
    pub fn of_entity(quantity: impl Into<Quantity>, value: f64) -> Self {
        Self::new(Subject::Entity, quantity, value)
    }

    /// A number of things, of the entity itself.
    pub fn count(quantity: impl Into<Quantity>, count: usize) -> Self {
        Self::of_entity(quantity, count as f64)
    }

    /// On those rows.
    pub fn on(mut self, rows: impl Into<Rows>) -> Self {
        self.rows = Some(rows.into());
        self
    }

    /// Resting on so many rows, folds or calls.
    pub fn over(mut self, count: Option<u64>) -> Self {
        self.count = count;
        self
    }

    /// Whose, what and which rows, as one text that stays the same as long as the snapshot does:
    /// `model:GBM_1/auc@cross_validation`.
    pub fn id(&self) -> String {
        let rows = self.rows.map(|rows| format!("@{}", snake(&format!("{rows:?}")))).unwrap_or_default();
        format!("{}/{}{rows}", self.of.id(), self.quantity.id())
    }

    /// How its value is read.
    pub fn unit(&self) -> Unit {
        self.quantity.unit()
    }

    /// The value as people read it, by itself. Beside others use [`crate::Statement`], which keeps neighbours distinct.
    pub fn shown(&self) -> String {
        // What is almost perfect does not look perfect.
        let perfect = self.quantity.perfect().unwrap_or(self.value);
        let texts = format::distinct(&[(self.value, self.unit()), (perfect, self.unit())]);
        texts.into_iter().next().unwrap_or_default()
    }
}

fn snake(camel: &str) -> String {
    let mut out = String::with_capacity(camel.len() + 2);
    for (index, character) in camel.char_indices() {
        if character.is_uppercase() && index > 0 {
            out.push('_');
        }
        out.extend(character.to_lowercase());
    }
    out
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Figure", 8)?;
        out.serialize_field("id", &self.id())?;
        out.serialize_field("of", &self.of)?;
        out.serialize_field("quantity", &self.quantity.id())?;
        out.serialize_field("label", &self.quantity.label())?;
        out.serialize_field("rows", &self.rows)?;
        out.serialize_field("value", &self.value)?;
        out.serialize_field("unit", &self.unit())?;
        out.serialize_field("count", &self.count)?;
        out.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{AUC, MARGIN};

    #[test]
    fn an_id_says_whose_what_and_of_which_rows() {
        let auc = Quantity::from(&AUC);
        let figure = Figure::new(Subject::model("GBM_1"), auc.clone(), 0.9).on(Split::CrossValidation);
        assert_eq!(figure.id(), "model:GBM_1/auc@cross_validation");
        assert_eq!(Figure::of_entity(auc.derived(&MARGIN), 0.1).id(), "entity/auc_margin");
        assert_eq!(Figure::of_entity(auc.derived(&MARGIN), 0.1).unit(), Unit::Plain);
    }
}
