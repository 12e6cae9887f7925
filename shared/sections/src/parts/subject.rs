//! The model that sections are about, and which of its rows they speak of.

use report_facts::{Rows, format, names, quality};
use report_snapshot::{
    Task,
    evaluation::{Evaluation, Split},
    model::Model,
};

/// The model that sections are about.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// Its name.
    pub name: &'a str,
    /// What is known about it.
    pub model: &'a Model,
    /// The rows that its leaderboard was ranked on, where it is shown as the best of an experiment.
    pub preferred: Option<Split>,
    /// Whether the report shows charts.
    pub with_charts: bool,
}

impl<'a> Subject<'a> {
    /// Which class counts as positive, in a sentence, for binary tasks: wherever precision, recall, gain, lift or false alarms
    /// stand.
    pub(crate) fn positive_class(&self) -> Option<String> {
        if self.model.task != Task::BinaryClassification {
            return None;
        }
        Some(match &self.model.positive_class {
            Some(class) => format!("Class {} counts as positive.", names::shown(class)),
            None => "The snapshot does not say which class counts as positive.".into(),
        })
    }

    /// The most trustworthy evaluation that has what is asked for.
    pub(super) fn evaluation(&self, has: impl Fn(&Evaluation) -> bool) -> Option<&'a Evaluation> {
        quality::most_trusted(&self.model.evaluations, self.preferred, has)
    }
}

/// "569 cross-validation rows": on which rows figures were computed, for captions.
pub(super) fn rows_phrase(evaluation: &Evaluation) -> String {
    let split = rows_label(evaluation);
    match evaluation.rows {
        Some(rows) => format!("{} {split} rows", format::count(rows)),
        None => format!("{split} rows"),
    }
}

/// Which rows an evaluation is of, as at the start of a column or in a caption: "cross-validation".
pub(super) fn rows_label(evaluation: &Evaluation) -> String {
    match quality::rows_of(evaluation) {
        Rows::OutOfBag => "out-of-bag".into(),
        _ => evaluation.split.label().to_lowercase(),
    }
}
