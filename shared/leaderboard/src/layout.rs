//! What the columns of a file hold.

use report_facts::{Direction, quantity};
use report_snapshot::evaluation::Split;

use crate::{error::Error, settings::Settings, sheet::Sheet};

/// What the columns of a file hold, as its tool writes them.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// The tool, as people write it; `None` for any other.
    pub(crate) tool: Option<&'static str>,
    /// The column of the models' names. Without it they are made of the parameters.
    pub(crate) model: Option<usize>,
    /// The column of families of algorithms.
    pub(crate) algorithm: Option<usize>,
    /// The column of seconds of training.
    pub(crate) time: Option<usize>,
    /// At least one.
    pub(crate) metrics: Vec<Values>,
    /// The place in `metrics` of what the tool itself ranks by.
    pub(crate) first: usize,
    /// Hyperparameters: their names and columns.
    pub(crate) parameters: Vec<(String, usize)>,
    /// The column that tells which candidates were measured on the same folds; all were, where there is none.
    pub(crate) round: Option<usize>,
    /// The family of algorithms that a model's name tells, where there is no column.
    pub(crate) family: Option<fn(&str) -> &str>,
    /// Whether a model of that name combines others.
    pub(crate) is_ensemble: Option<fn(&str) -> bool>,
    /// What is to be known of the tool's figures, in a sentence.
    pub(crate) note: Option<&'static str>,
    /// An AUC of 0 stands for one that could not be computed.
    pub(crate) zero_auc_is_missing: bool,
}

/// A column of a metric's values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Values {
    /// The metric, as the tool names it.
    pub(crate) name: String,
    /// Which rows it was computed on.
    pub(crate) split: Option<Split>,
    pub(crate) column: usize,
    /// Columns of the same by fold.
    pub(crate) folds: Vec<usize>,
    /// What the tool does with signs, if anything.
    pub(crate) convention: Option<Convention>,
}

/// What a tool does with signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Convention {
    /// All scores are better when higher: errors are negated.
    Scores,
    /// All losses are better when lower: this metric, which is better when higher, may be negated.
    Losses,
}

impl Values {
    /// Of a column without folds, of a tool without a convention.
    pub(crate) fn new(name: &str, split: Option<Split>, column: usize) -> Self {
        Self { name: name.to_owned(), split, column, folds: Vec::new(), convention: None }
    }

    /// By a name that may say which rows: `val_auc`.
    pub(crate) fn named(name: &str, column: usize, split: Option<Split>) -> Self {
        match quantity::find_prefixed(name) {
            Some((known, Some(_), of_name)) => Self::new(known.id, of_name.or(split), column),
            _ => Self::new(name, split, column),
        }
    }

    /// Whether the tool may negate a metric that is better that way.
    pub(crate) fn may_be_negated(&self, better: Option<Direction>) -> bool {
        match self.convention {
            Some(Convention::Scores) => better == Some(Direction::Lower),
            Some(Convention::Losses) => better == Some(Direction::Higher),
            None => false,
        }
    }
}

impl Layout {
    /// What the settings say besides, or otherwise.
    pub(crate) fn with(mut self, sheet: &Sheet, settings: &Settings) -> Result<Self, Error> {
        if let Some(name) = &settings.model {
            self.model = Some(sheet.column(name)?);
        }
        if let Some(name) = &settings.time {
            self.time = Some(sheet.column(name)?);
        }
        for (metric, name) in &settings.metrics {
            let column = sheet.column(name)?;
            self.metrics.retain(|values| values.column != column);
            self.metrics.push(Values::named(metric, column, settings.split));
        }
        // A metric that stands there twice may be either.
        for values in &self.metrics {
            sheet.column(&sheet.header[values.column])?;
        }
        self.first = self.first.min(self.metrics.len().saturating_sub(1));
        if self.metrics.is_empty() {
            return Err(Error::NoMetrics { file: sheet.file.clone(), there: sheet.header.clone() });
        }
        Ok(self)
    }
}
