//! What the server's answers do not say.

use report_domain::Timestamp;
use uuid::Uuid;

use crate::ids::DEFAULT_NAMESPACE;

/// What the server's answers do not say.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The project that the entities belong to.
    pub project_id: Uuid,
    /// Namespace of the entities' name-based ids (UUID version 5 of `kind:name`).
    pub namespace: Uuid,
    /// The dataset's name; by default the training frame's, without `.hex` and `_train`.
    pub dataset: Option<String>,
    /// When the answers were taken from the server.
    pub taken_at: Option<Timestamp>,
}

impl Settings {
    /// For that project, with the default namespace and what the answers say themselves.
    pub fn new(project_id: Uuid) -> Self {
        Self { project_id, namespace: DEFAULT_NAMESPACE, dataset: None, taken_at: None }
    }
}
