//! A session of finding personal data and transforming it.
//!
//! Nothing in here can hold a value of the data: there are names of columns and types, counts, shares and words of fixed
//! lists. Settings are numbers and truth values, since a text could be an example.

use std::collections::BTreeMap;

use report_domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Measured, RunStatus,
    bounds::{LONGEST_LABEL, MOST_DETECTORS, MOST_PROFILES, MOST_SETTINGS, MOST_TYPES},
};

/// A privacy session's content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrivacySession {
    /// How the session ended.
    pub status: RunStatus,
    /// When it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
    /// What the session was to follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
    /// What looked for personal data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = MOST_DETECTORS))]
    pub detectors: Vec<Detector>,
    /// The data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<SessionData>,
    /// Column by column, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<SessionColumn>,
    /// How far rows can be told apart, and what an attacker makes of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymity: Option<Anonymity>,
    /// Settings of the session, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("maxProperties" = MOST_SETTINGS, "propertyNames" = { "maxLength": LONGEST_LABEL }))]
    pub settings: BTreeMap<String, SettingValue>,
}

/// What a session was to follow. Nothing here says that it did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Its name.
    #[schemars(length(max = LONGEST_LABEL))]
    pub name: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = LONGEST_LABEL))]
    pub version: Option<String>,
    /// Regulations or profiles that it is named after: `GDPR`, `HIPAA Safe Harbor`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = MOST_PROFILES), inner(length(max = LONGEST_LABEL)))]
    pub profiles: Vec<String>,
}

/// What looked for personal data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Detector {
    /// Its name: `presidio-analyzer`.
    #[schemars(length(max = LONGEST_LABEL))]
    pub name: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = LONGEST_LABEL))]
    pub version: Option<String>,
    /// How it looks.
    pub method: Method,
}

/// How personal data is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// By the form of a text, such as a regular expression.
    Pattern,
    /// By a trained model.
    Model,
    /// By a list of known words.
    Dictionary,
    /// By a form whose check digits are right.
    Checksum,
}

/// The data before the session and after it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionData {
    /// Its name.
    #[schemars(length(max = LONGEST_LABEL))]
    pub name: String,
    /// Rows before the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Rows after it: no more than before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows_after: Option<u64>,
}

/// A column of the data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionColumn {
    /// Its name, not one of its values.
    #[schemars(length(max = LONGEST_LABEL))]
    pub name: String,
    /// What the detectors found before the transformation; absent where nothing is known of a scan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Scan>,
    /// What was done with the column; absent where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transformation: Option<Transformation>,
    /// What the detectors found when they were run again on the result; absent where they were not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Scan>,
}

/// What a run of the detectors over a column found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scan {
    /// Rows looked at, 0 where the column was passed over.
    pub rows: u64,
    /// Cells in which something was found: no more than the rows.
    pub cells: u64,
    /// Different values of the rows looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distinct: Option<u64>,
    /// What was found, each type once. A cell counts for each type that was found in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = MOST_TYPES))]
    pub detections: Vec<Detection>,
}

/// A type of personal data in a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Detection {
    /// The type as Presidio names it, capital letters, digits and underscores: `EMAIL_ADDRESS`.
    #[serde(rename = "type")]
    #[schemars(length(max = LONGEST_TYPE), pattern(r"^[A-Z][A-Z0-9_]*$"))]
    pub of: String,
    /// Cells in which it was found.
    pub cells: u64,
    /// How it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// Mean of the confidence that the detector gives, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_confidence: Measured,
    /// The least of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_confidence: Measured,
}

/// Characters of a type: longer than every type of Presidio, too short for most values.
const LONGEST_TYPE: usize = 40;

/// What was done with a column.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transformation {
    /// What was done.
    pub operation: Operation,
    /// Whether somebody can get the values back, with a key or a table; absent where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reversible: Option<bool>,
}

/// What can be done with a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// Nothing.
    Kept,
    /// What was found is taken out.
    Redacted,
    /// Characters are covered by others.
    Masked,
    /// Replaced by a digest.
    Hashed,
    /// Replaced by a ciphertext.
    Encrypted,
    /// Replaced by another name, the same for the same value.
    Pseudonymised,
    /// Replaced by something coarser, such as a year for a day.
    Generalised,
    /// Changed by chance.
    Perturbed,
    /// The whole column is left out.
    Dropped,
    /// Replaced by made-up values.
    Synthesised,
}

impl Operation {
    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            Operation::Kept => "Kept",
            Operation::Redacted => "Redacted",
            Operation::Masked => "Masked",
            Operation::Hashed => "Hashed",
            Operation::Encrypted => "Encrypted",
            Operation::Pseudonymised => "Pseudonymised",
            Operation::Generalised => "Generalised",
            Operation::Perturbed => "Perturbed",
            Operation::Dropped => "Dropped",
            Operation::Synthesised => "Synthesised",
        }
    }

    /// Whether each value is replaced by another, in which a detector may find something as well: by design or by chance.
    pub fn replaces(self) -> bool {
        use Operation::{Encrypted, Hashed, Perturbed, Pseudonymised, Synthesised};
        matches!(self, Hashed | Encrypted | Pseudonymised | Perturbed | Synthesised)
    }
}

impl Method {
    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            Method::Pattern => "Pattern",
            Method::Model => "Model",
            Method::Dictionary => "Dictionary",
            Method::Checksum => "Checksum",
        }
    }
}

/// How far rows can be told apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Anonymity {
    /// Columns by which an attacker may know people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(max = LONGEST_LABEL)))]
    pub quasi_identifiers: Vec<String>,
    /// Columns that an attacker wants to know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(max = LONGEST_LABEL)))]
    pub sensitive: Vec<String>,
    /// Before the transformation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Risk>,
    /// After it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Risk>,
}

/// Figures over classes: rows that are alike in every quasi-identifier.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// Rows of the smallest class: k of k-anonymity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub k: Option<u64>,
    /// Rows that are alone in their class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unique_rows: Option<u64>,
    /// Least number of different sensitive values in a class: l of distinct l-diversity, no more than k.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub l: Option<u64>,
    /// Of an attacker who knows that a person is in the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prosecutor: Option<Attack>,
    /// Of an attacker who does not, and looks into a larger population.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journalist: Option<Attack>,
    /// Of an attacker who wants as many people as possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marketer: Option<Attack>,
}

/// The probability, 0 to 1, with which an attacker finds out whose a row is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attack {
    /// Of the row with the highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highest: Measured,
    /// Mean over rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Measured,
    /// The bound of `over_threshold`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Measured,
    /// Share of rows over the threshold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over_threshold: Measured,
}

/// A setting's value. No text: it could be an example of the data.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum SettingValue {
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
}
