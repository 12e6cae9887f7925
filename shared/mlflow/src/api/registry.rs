//! The model registry.

use report_import::{http::Request, paging::Page};
use serde::Deserialize;

use super::{Api, encoded};
use crate::{
    fault::{Fault, nearest},
    wire::{ModelVersion, RegisteredModel},
};

/// Registered models of a page: what the server gives at most.
const MODELS: usize = 1_000;
/// Versions of a page.
const VERSIONS: usize = 1_000;

/// Registered models and versions that are read at most.
const MOST: usize = 20_000;

#[derive(Deserialize)]
struct Found {
    registered_model: RegisteredModel,
}

#[derive(Deserialize)]
struct ModelPage {
    #[serde(default)]
    registered_models: Vec<RegisteredModel>,
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
struct VersionPage {
    #[serde(default)]
    model_versions: Vec<ModelVersion>,
    next_page_token: Option<String>,
}

impl Api<'_> {
    /// All registered models.
    pub(crate) fn registered_models(&self) -> Result<Vec<RegisteredModel>, Fault> {
        let page = |page: ModelPage| Page { items: page.registered_models, next: page.next_page_token };
        let path = "/api/2.0/mlflow/registered-models/search";
        Ok(self.listed(path, &format!("max_results={MODELS}"), MOST, page)?.items)
    }

    /// The registered model of that name.
    pub(crate) fn registered_model(&self, name: &str) -> Result<RegisteredModel, Fault> {
        let path = format!("/api/2.0/mlflow/registered-models/get?name={}", encoded(name));
        if let Some(found) = self.find::<Found>(&Request::get(&path))? {
            return Ok(found.registered_model);
        }
        let there = self.registered_models()?;
        let near = nearest(name, there.iter().map(|model| model.name.as_str()));
        Err(Fault::Unknown { what: "registered model", name: name.to_owned(), near })
    }

    /// All versions of all registered models, or of the one of that name.
    pub(crate) fn model_versions(&self, of: Option<&str>) -> Result<Vec<ModelVersion>, Fault> {
        // MLflow's filters have no way to write a name with both kinds of quotation marks; the versions are told apart below.
        let filter = of.filter(|name| !name.contains('\'')).map(|name| format!("name='{name}'"));
        let filter = filter.map(|filter| format!("&filter={}", encoded(&filter))).unwrap_or_default();
        let page = |page: VersionPage| Page { items: page.model_versions, next: page.next_page_token };
        let path = "/api/2.0/mlflow/model-versions/search";
        let mut versions = self.listed(path, &format!("max_results={VERSIONS}{filter}"), MOST, page)?.items;
        versions.retain(|version| of.is_none_or(|name| name == version.name));
        Ok(versions)
    }
}
