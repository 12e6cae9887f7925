//! Options as JSON: read with every problem at once, written complete with defaults, and described by a JSON Schema.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::{
    CommentsFormat, Detail, ReportOptions,
    declared::Faults,
    table::{OPTIONS, OptionEntry, Values},
    text::Fault,
};
use crate::Problem;

impl Default for ReportOptions {
    fn default() -> Self {
        let flags = OPTIONS.iter().filter_map(|option| match option.values {
            Values::Flag { flag, default: true } => Some(flag),
            _ => None,
        });
        Self {
            flags: flags.collect(),
            title: None,
            comments: None,
            comments_format: CommentsFormat::default(),
            detail: Detail::default(),
            format: None,
            retain_days: None,
            compare_to: None,
            declared: None,
        }
    }
}

impl ReportOptions {
    /// Reads an `options` object. `null` for an option that is no flag means none.
    ///
    /// # Errors
    /// Every problem found, each with its path below `loc`.
    pub fn from_json(options: &Map<String, Value>, loc: &[&str]) -> Result<Self, Vec<Problem>> {
        let mut read = Self::default();
        let mut problems = Vec::new();
        for (name, value) in options {
            for (path, (msg, code)) in read.set(name, value).err().unwrap_or_default() {
                let loc = loc.iter().map(ToString::to_string).chain([name.clone()]).chain(path).collect();
                problems.push(Problem { loc, msg, code });
            }
        }
        if problems.is_empty() { Ok(read) } else { Err(problems) }
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), Faults> {
        let itself = |fault: Fault| vec![(Vec::new(), fault)];
        let option = OPTIONS.iter().find(|option| option.name == name);
        let option = option.ok_or_else(|| itself(("unknown option".to_owned(), "extra_forbidden")))?;
        match option.values {
            Values::Flag { flag, .. } => {
                // null included: a flag is either given or left out.
                let on = value
                    .as_bool()
                    .ok_or_else(|| itself(("expected true or false".to_owned(), "bool_type")))?;
                self.put(flag, on);
                Ok(())
            }
            Values::Optional { .. } | Values::Object { .. } if value.is_null() => Ok(()),
            Values::Optional { set, .. } => set(self, value).map_err(itself),
            Values::Object { set, .. } => set(self, value),
        }
    }
}

impl OptionEntry {
    /// The option's value, as it is stored.
    fn value(&self, options: &ReportOptions) -> Value {
        match self.values {
            Values::Flag { flag, .. } => json!(options.has(flag)),
            Values::Optional { get, .. } | Values::Object { get, .. } => get(options),
        }
    }

    /// The JSON Schema of a value.
    fn json_schema(&self) -> Value {
        let mut schema = match self.values {
            Values::Flag { default, .. } => json!({ "type": "boolean", "default": default }),
            Values::Optional { schema, .. } | Values::Object { schema, .. } => schema(),
        };
        schema["description"] = json!(self.about);
        schema
    }
}

/// Options as they are stored: every option with its value, in the order of the table.
impl Serialize for ReportOptions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(OPTIONS.iter().map(|option| (option.name, option.value(self))))
    }
}

/// The options that a request is known by since there are idempotency keys. Later ones are not in this list.
const ALWAYS_KNOWN_BY: [&str; 13] = [
    "llm_insights",
    "title",
    "comments",
    "include_metrics",
    "include_charts",
    "include_hyperparameters",
    "include_data_summary",
    "include_leaderboard",
    "include_feature_importance",
    "include_confusion_matrix",
    "include_roc_curve",
    "include_learning_curves",
    "format",
];

/// What tells requests apart by their options, as JSON that later versions write in the same way: an option that they add is
/// left out where it has its default. A request that is repeated across an update is then still the same.
#[derive(Debug)]
pub struct OptionsIdentity<'a>(pub &'a ReportOptions);

impl Serialize for OptionsIdentity<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let default = ReportOptions::default();
        let values = OPTIONS.iter().map(|option| (option, option.value(self.0)));
        let telling = values.filter(|(option, value)| {
            ALWAYS_KNOWN_BY.contains(&option.name) || *value != option.value(&default)
        });
        serializer.collect_map(telling.map(|(option, value)| (option.name, value)))
    }
}

/// The JSON Schema of the `options` object.
pub fn json_schema() -> Value {
    let properties: Map<String, Value> =
        OPTIONS.iter().map(|option| (option.name.to_owned(), option.json_schema())).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}
