//! What the model registry says of runs.

use std::collections::HashMap;

use report_snapshot::project::ModelStatus;

use crate::{
    api::Api,
    fault::{Fault, nearest, quoted},
    settings::Version,
    wire::{ModelVersion, RegisteredModel},
};

/// Aliases and stages of versions that answer for a model.
const IN_SERVICE: [&str; 6] = ["production", "prod", "champion", "live", "deployed", "serving"];
/// Of those that do not any more.
const NO_LONGER: [&str; 4] = ["archived", "deprecated", "retired", "rolled-back"];

/// The registry.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    models: Vec<RegisteredModel>,
    /// The newest first.
    versions: Vec<ModelVersion>,
    by_run: HashMap<String, usize>,
}

impl Registry {
    /// Reads all of it. A server without a registry has an empty one.
    pub(crate) fn of(api: &Api<'_>) -> Result<Self, Fault> {
        let read = || Ok(Self::new(api.registered_models()?, api.model_versions(None)?));
        match read() {
            // Not those of a server that is busy, or of a gateway before it: they are no word about the registry.
            Err(Fault::Refused { status, .. }) if !matches!(status, 408 | 429 | 502..=504) => {
                Ok(Self::default())
            }
            Err(Fault::Forbidden { .. }) => Ok(Self::default()),
            outcome => outcome,
        }
    }

    /// Reads what it says of one registered model, and finds the version that is meant.
    pub(crate) fn of_model(
        api: &Api<'_>,
        name: &str,
        version: &Version,
    ) -> Result<(Self, ModelVersion), Fault> {
        let registry = Self::new(vec![api.registered_model(name)?], api.model_versions(Some(name))?);
        let found = registry.version(name, version)?.clone();
        Ok((registry, found))
    }

    fn new(models: Vec<RegisteredModel>, mut versions: Vec<ModelVersion>) -> Self {
        versions.sort_by_key(|version| (version.name.clone(), std::cmp::Reverse(number(version))));
        // Older servers give aliases with versions, newer ones with models.
        for version in &mut versions {
            let model = models.iter().find(|model| model.name == version.name);
            for alias in model.into_iter().flat_map(|model| &model.aliases) {
                if alias.version == version.version && !version.aliases.contains(&alias.alias) {
                    version.aliases.push(alias.alias.clone());
                }
            }
            version.aliases.sort();
        }
        let mut by_run = HashMap::new();
        for (index, version) in versions.iter().enumerate().filter(|(_, version)| !version.run_id.is_empty())
        {
            by_run.entry(version.run_id.clone()).or_insert(index);
        }
        Self { models, versions, by_run }
    }

    fn version(&self, name: &str, wanted: &Version) -> Result<&ModelVersion, Fault> {
        let found = match wanted {
            Version::Newest => self.versions.first(),
            Version::Number(number) => self.versions.iter().find(|version| version.version == *number),
            Version::Alias(alias) => self.versions.iter().find(|version| version.aliases.contains(alias)),
        };
        found.ok_or_else(|| match wanted {
            Version::Newest => {
                Fault::NoVersion(format!("the registered model {} has no version", quoted(name)))
            }
            Version::Number(number) => Fault::Unknown {
                what: "version of that registered model,",
                name: format!("{name}/{number}"),
                near: nearest(number, self.versions.iter().map(|version| version.version.as_str())),
            },
            Version::Alias(alias) => Fault::Unknown {
                what: "alias of that registered model,",
                name: format!("{name}@{alias}"),
                near: nearest(
                    alias,
                    self.versions.iter().flat_map(|version| &version.aliases).map(String::as_str),
                ),
            },
        })
    }

    /// The newest version that a run has made.
    pub(crate) fn of_run(&self, run: &str) -> Option<&ModelVersion> {
        self.by_run.get(run).map(|index| &self.versions[*index])
    }

    /// All versions, by model, the newest first.
    pub(crate) fn versions(&self) -> &[ModelVersion] {
        &self.versions
    }

    /// The newest version of each registered model.
    pub(crate) fn newest(&self) -> impl Iterator<Item = &ModelVersion> {
        self.versions.chunk_by(|one, other| one.name == other.name).filter_map(|versions| versions.first())
    }

    /// What people say of a registered model.
    pub(crate) fn description(&self, name: &str) -> Option<&str> {
        let model = self.models.iter().find(|model| model.name == name)?;
        Some(model.description.trim()).filter(|description| !description.is_empty())
    }
}

fn number(version: &ModelVersion) -> u64 {
    version.version.parse().unwrap_or_default()
}

/// The aliases of a version, or its stage; `None` if it has neither.
pub(crate) fn stage(version: &ModelVersion) -> Option<String> {
    if version.aliases.is_empty() {
        let stage = version.current_stage.trim();
        return (!matches!(stage, "" | "None")).then(|| stage.to_owned());
    }
    Some(version.aliases.join(", "))
}

/// Where a version stands in its life.
pub(crate) fn status(version: &ModelVersion) -> ModelStatus {
    let words: Vec<String> =
        version.aliases.iter().chain([&version.current_stage]).map(|word| word.to_lowercase()).collect();
    let is_any = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    if version.status == "FAILED_REGISTRATION" {
        ModelStatus::Failed
    } else if is_any(&IN_SERVICE) {
        ModelStatus::Deployed
    } else if is_any(&NO_LONGER) {
        ModelStatus::Archived
    } else {
        ModelStatus::Registered
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    fn registry() -> Registry {
        let model = json!({"name": "churn", "description": "Who leaves.", "aliases": [{"alias": "champion", "version": "9"}]});
        let version = |number: u64, run: &str, stage: &str| json!({"name": "churn", "version": number.to_string(), "run_id": run, "current_stage": stage});
        let versions = [version(9, "a", "None"), version(10, "a", "Staging"), version(2, "b", "Archived")];
        Registry::new(
            vec![serde_json::from_value(model).unwrap()],
            versions.into_iter().map(|version| serde_json::from_value(version).unwrap()).collect(),
        )
    }

    #[test]
    fn a_version_is_found_by_alias_number_or_age() {
        let registry = registry();
        let found = |wanted| registry.version("churn", &wanted).map(|version| version.version.clone());
        assert_eq!(found(Version::Newest).unwrap(), "10");
        assert_eq!(found(Version::Alias("champion".into())).unwrap(), "9");
        assert_eq!(found(Version::Number("2".into())).unwrap(), "2");
        let error = found(Version::Alias("champ".into())).unwrap_err().to_string();
        assert_eq!(
            error,
            "the server has no alias of that registered model, \"churn@champ\"; it has \"champion\""
        );
        assert_eq!(registry.of_run("a").map(|version| version.version.as_str()), Some("10"));
    }

    #[test]
    fn aliases_and_stages_tell_the_status() {
        let registry = registry();
        let told: Vec<_> =
            registry.versions().iter().map(|version| (stage(version), status(version))).collect();
        let expected = [
            (Some("Staging".into()), ModelStatus::Registered),
            (Some("champion".into()), ModelStatus::Deployed),
            (Some("Archived".into()), ModelStatus::Archived),
        ];
        assert_eq!(told, expected);
    }
}
