//! What people state about an entity: the same in a snapshot and in a report's options.
//!
//! Nothing of it is computed or checked. All of it together, at its longest, fits beside the other options in one item of the table.

mod annex;
mod fact;
mod read;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use annex::AnnexItem;
pub use fact::{FACTS, Fact};
pub(super) use read::{Faults, json_schema};

use crate::Day;

/// Characters of a name: who declares, who approves, a version.
const LONGEST_NAME: usize = 200;
/// Characters of a fact.
const LONGEST_FACT: usize = 2_000;
/// Characters of what an approval or a version comes with, and of what is said to an item of Annex IV.
const LONGEST_REMARK: usize = 500;
/// Approvals, and versions.
const MOST_ENTRIES: usize = 20;

/// Facts that people declare.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// Who declares it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_NAME)))]
    pub by: Option<String>,
    /// What it is meant to be used for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_FACT)))]
    pub intended_use: Option<String>,
    /// What it must not be used for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_FACT)))]
    pub out_of_scope: Option<String>,
    /// Where it is known to fail or to be weak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_FACT)))]
    pub limitations: Option<String>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_FACT)))]
    pub owner: Option<String>,
    /// Whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_FACT)))]
    pub contact: Option<String>,
    /// The class of risk that it is in, by whatever scheme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_FACT)))]
    pub risk_tier: Option<String>,
    /// How people watch over it and can step in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_FACT)))]
    pub oversight: Option<String>,
    /// Where the data come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_FACT)))]
    pub data_provenance: Option<String>,
    /// On what ground the data are used: consent, contract, law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_FACT)))]
    pub consent: Option<String>,
    /// Who has decided about it, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = MOST_ENTRIES)))]
    pub approvals: Vec<Approval>,
    /// Its versions, in the order in which they are to be shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = MOST_ENTRIES)))]
    pub versions: Vec<Version>,
    /// What is declared to items of Annex IV of the EU AI Act for which there is no field above.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "read::annex_schema"))]
    pub annex_iv: BTreeMap<AnnexItem, String>,
}

/// A decision about the entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Who has decided.
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_NAME)))]
    pub name: String,
    /// As what: `Head of model risk`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_NAME)))]
    pub role: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// How.
    pub decision: Decision,
    /// On what condition, or why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_REMARK)))]
    pub comment: Option<String>,
}

/// How somebody has decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// It may be used.
    Approved,
    /// It may be used on conditions.
    Conditional,
    /// It may not be used.
    Rejected,
    /// There is no decision yet.
    Pending,
}

impl Decision {
    /// Every decision.
    pub const ALL: [Self; 4] = [Self::Approved, Self::Conditional, Self::Rejected, Self::Pending];

    /// The word that stands for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Conditional => "conditional",
            Self::Rejected => "rejected",
            Self::Pending => "pending",
        }
    }

    /// The word for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Approved => "Approved",
            Self::Conditional => "Approved on conditions",
            Self::Rejected => "Rejected",
            Self::Pending => "Not decided yet",
        }
    }
}

/// A version of the entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// What it is called.
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_NAME)))]
    pub version: String,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// What is new in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = LONGEST_REMARK)))]
    pub changes: Option<String>,
}
