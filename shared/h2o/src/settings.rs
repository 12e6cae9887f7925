//! What the server's answers do not say.

use report_import::Entities;
use uuid::Uuid;

/// What the server's answers do not say.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whose the experiments and models are.
    pub entities: Entities,
    /// The dataset's name; by default the training frame's, without `.hex` and `_train`.
    pub dataset: Option<String>,
}

impl Settings {
    /// For that project, with the default namespace and what the answers say themselves.
    pub fn new(project_id: Uuid) -> Self {
        Self { entities: Entities::of(project_id), dataset: None }
    }
}
