//! Files that runs have kept.

use report_import::{http::Request, paging::Page};
use serde::Deserialize;

use super::{Api, encoded};
use crate::{fault::Fault, wire::File};

/// Files of a folder that are listed at most.
const MOST_FILES: usize = 1_000;

#[derive(Deserialize)]
struct FilePage {
    #[serde(default)]
    files: Vec<File>,
    next_page_token: Option<String>,
}

impl Api<'_> {
    /// The files and folders in a run's folder of artifacts, or in one below it. None if the server cannot read them.
    pub(crate) fn files(&self, run: &str, folder: Option<&str>) -> Result<Vec<File>, Fault> {
        let folder = folder.map(|folder| format!("&path={}", encoded(folder))).unwrap_or_default();
        let page = |page: FilePage| Page { items: page.files, next: page.next_page_token };
        let query = format!("run_id={}{folder}", encoded(run));
        let call = "/api/2.0/mlflow/artifacts/list";
        Ok(self
            .readable(|| Ok(Some(self.listed(call, &query, MOST_FILES, page)?.items)))?
            .unwrap_or_default())
    }

    /// A file's bytes; `None` if there is no such file, or the server cannot read it.
    pub(crate) fn file(&self, run: &str, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let address = format!("/get-artifact?run_uuid={}&path={}", encoded(run), encoded(path));
        self.readable(|| self.bytes(&Request::get(&address)))
    }

    /// From now on, artifacts are asked for again, although the server could not read some.
    pub(crate) fn retry_artifacts(&self) {
        self.has_no_artifacts.set(false);
    }

    /// What is asked for, unless the server cannot read artifacts: figures are there all the same. A server that cannot is
    /// not asked again, since each question is asked several times.
    fn readable<T>(&self, ask: impl FnOnce() -> Result<Option<T>, Fault>) -> Result<Option<T>, Fault> {
        if self.has_no_artifacts.get() {
            return Ok(None);
        }
        match ask() {
            Err(Fault::Refused { .. } | Fault::Forbidden { .. }) => {
                self.has_no_artifacts.set(true);
                Ok(None)
            }
            outcome => outcome,
        }
    }
}
