//! Every option: its name, the kinds that it applies to, what it does, the values it takes and its default.
//!
//! Documentation and stored options keep the order of the table, so a new row stands beside its like. An option `include_…` is
//! true by default, but for `include_coverage`. A test of report-sections compares `kinds` with the sections that the option leaves out.

use serde_json::{Value, json};

use super::{
    Comments, CommentsFormat, CompareTo, Declared, Detail, Flag, ReportOptions, RetainDays, Title,
    choice::Choice,
    declared::{self, Faults},
    text::Fault,
};
use crate::{
    Format,
    Kind::{self, Experiment, Model, Privacy, Project, Synthgen},
};

/// A row of [`OPTIONS`].
#[derive(Debug)]
pub struct OptionEntry {
    /// Its name in the `options` object.
    pub name: &'static str,
    /// The kinds of report that it has an effect on. For others it is accepted and does nothing.
    pub kinds: &'static [Kind],
    /// What it does, for documentation.
    pub about: &'static str,
    /// Its values.
    pub(super) values: Values,
}

/// The values that an option takes.
#[derive(Debug)]
pub(super) enum Values {
    /// True or false.
    Flag {
        /// Which flag it sets.
        flag: Flag,
        /// Its value where the request does not name it.
        default: bool,
    },
    /// A value of another type. It is absent where the request does not name it or says `null`.
    Optional {
        /// The JSON Schema of a value, without its description.
        schema: fn() -> Value,
        /// Reads a value that is not `null`.
        set: fn(&mut ReportOptions, &Value) -> Result<(), Fault>,
        /// The value as it was read; where absent `null`, or the default of an option that has one.
        get: fn(&ReportOptions) -> Value,
    },
    /// An object, whose members may be wrong each by itself. It is absent where the request does not name it or says `null`.
    Object {
        /// The JSON Schema of a value, without its description.
        schema: fn() -> Value,
        /// Reads a value that is not `null`.
        set: fn(&mut ReportOptions, &Value) -> Result<(), Faults>,
        /// The value as it was read, or `null`.
        get: fn(&ReportOptions) -> Value,
    },
}

impl OptionEntry {
    /// The flag that it sets; `None` for an option of another type.
    pub fn flag(&self) -> Option<Flag> {
        match self.values {
            Values::Flag { flag, .. } => Some(flag),
            Values::Optional { .. } | Values::Object { .. } => None,
        }
    }
}

const fn flag(
    name: &'static str,
    flag: Flag,
    default: bool,
    kinds: &'static [Kind],
    about: &'static str,
) -> OptionEntry {
    OptionEntry { name, kinds, about, values: Values::Flag { flag, default } }
}

/// Every option, in the order in which documentation and stored options show them.
pub const OPTIONS: &[OptionEntry] = &[
    flag(
        "llm_insights",
        Flag::LlmInsights,
        false,
        &Kind::ALL,
        "AI commentary and recommendations; needs a configured language model.",
    ),
    OptionEntry {
        name: "title",
        kinds: &Kind::ALL,
        about: "The document's title; made from the entity's name and kind where absent. No control characters but tab and \
                newline, not blank.",
        values: Values::Optional {
            schema: Title::json_schema,
            set: |options, value| {
                options.title = Some(Title::from_json(value)?);
                Ok(())
            },
            get: |options| json!(options.title),
        },
    },
    OptionEntry {
        name: "comments",
        kinds: &Kind::ALL,
        about: "Free text, its own section; line breaks kept. No control characters but tab and newline.",
        values: Values::Optional {
            schema: Comments::json_schema,
            set: |options, value| {
                options.comments = Some(Comments::from_json(value)?);
                Ok(())
            },
            get: |options| json!(options.comments),
        },
    },
    OptionEntry {
        name: "comments_format",
        kinds: &Kind::ALL,
        about: "How comments are read: as typed, or with emphasis, lists and links of Markdown.",
        values: Values::Optional {
            schema: CommentsFormat::json_schema,
            set: |options, value| {
                options.comments_format = CommentsFormat::from_json(value)?;
                Ok(())
            },
            get: |options| json!(options.comments_format),
        },
    },
    OptionEntry {
        name: "detail",
        kinds: &Kind::ALL,
        about: "How much the document says: one page, what readers of the kind need, or all that the snapshot has, in the PDF with the figures of its charts as tables.",
        values: Values::Optional {
            schema: Detail::json_schema,
            set: |options, value| {
                options.detail = Detail::from_json(value)?;
                Ok(())
            },
            get: |options| json!(options.detail),
        },
    },
    flag("include_metrics", Flag::IncludeMetrics, true, &Kind::ALL, "Performance metrics table."),
    flag("include_charts", Flag::IncludeCharts, true, &Kind::ALL, "All visualizations."),
    flag(
        "include_hyperparameters",
        Flag::IncludeHyperparameters,
        true,
        &[Experiment, Model, Synthgen, Privacy],
        "Hyperparameters.",
    ),
    flag(
        "include_data_summary",
        Flag::IncludeDataSummary,
        true,
        &[Experiment, Model, Project, Synthgen],
        "Dataset statistics.",
    ),
    flag(
        "include_leaderboard",
        Flag::IncludeLeaderboard,
        true,
        &[Experiment],
        "Leaderboard table (experiment).",
    ),
    flag(
        "include_feature_importance",
        Flag::IncludeFeatureImportance,
        true,
        &[Experiment, Model],
        "Feature-importance chart (experiment, model).",
    ),
    flag(
        "include_confusion_matrix",
        Flag::IncludeConfusionMatrix,
        true,
        &[Experiment, Model],
        "Confusion matrix (classification).",
    ),
    flag(
        "include_roc_curve",
        Flag::IncludeRocCurve,
        true,
        &[Experiment, Model],
        "ROC curve (classification).",
    ),
    flag(
        "include_learning_curves",
        Flag::IncludeLearningCurves,
        true,
        &[Model],
        "Learning-curve charts (model).",
    ),
    flag(
        "include_groups",
        Flag::IncludeGroups,
        true,
        &[Experiment, Model],
        "Figures by group of rows: selection, errors, fairness (experiment, model).",
    ),
    flag(
        "include_figures",
        Flag::IncludeFigures,
        true,
        &[Experiment, Model],
        "Pictures that the source's tool made (experiment, model).",
    ),
    OptionEntry {
        name: "format",
        kinds: &Kind::ALL,
        about: "Which of the two formats view and download give by default.",
        values: Values::Optional {
            schema: || {
                let names = Format::USUAL.map(Format::as_str);
                json!({ "type": ["string", "null"], "enum": names.iter().copied().map(Some).chain([None]).collect::<Vec<_>>() })
            },
            set: |options, value| {
                let named = |format: &Format| value.as_str() == Some(format.as_str());
                let format = Format::USUAL.into_iter().find(named);
                options.format = Some(format.ok_or_else(|| ("expected \"html\" or \"pdf\"".into(), "enum"))?);
                Ok(())
            },
            get: |options| json!(options.format),
        },
    },
    OptionEntry {
        name: "retain_days",
        kinds: &Kind::ALL,
        about: "Days until the report's documents are deleted, from its end; at most what the operator allows, which is also what \
                holds where absent.",
        values: Values::Optional {
            schema: RetainDays::json_schema,
            set: |options, value| {
                options.retain_days = Some(RetainDays::from_json(value)?);
                Ok(())
            },
            get: |options| json!(options.retain_days),
        },
    },
    OptionEntry {
        name: "compare_to",
        kinds: &Kind::ALL,
        about: "What has changed since another report, in a section of its own: \"previous\" for the last one on the same entity that \
                has succeeded (of its newest 100), or the id of one of the same project and kind that has. Fixed when the report is \
                created.",
        values: Values::Optional {
            schema: CompareTo::json_schema,
            set: |options, value| {
                options.compare_to = Some(CompareTo::from_json(value)?);
                Ok(())
            },
            get: |options| json!(options.compare_to),
        },
    },
    OptionEntry {
        name: "declared",
        kinds: &Kind::ALL,
        about: "Facts that people declare, such as intended use, limitations, owner and approvals, in a section of their own. They add to \
                those of the snapshot, and win.",
        values: Values::Object {
            schema: declared::json_schema,
            set: |options, value| {
                options.declared = Some(Box::new(Declared::from_json(value)?));
                Ok(())
            },
            get: |options| json!(options.declared),
        },
    },
    flag(
        "include_coverage",
        Flag::IncludeCoverage,
        false,
        &Kind::ALL,
        "What Annex IV of the EU AI Act asks for, item by item: from data, declared, or missing.",
    ),
];
