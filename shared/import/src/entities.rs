//! Whose the entities are and how they are called: what no tool's output says.

use report_domain::{Kind, Timestamp};
use report_snapshot::{Envelope, SCHEMA_VERSION, Source};
use uuid::{Uuid, uuid};

/// The namespace of the sample data's ids. A platform that imports its own runs into shared projects may prefer its own.
pub const DEFAULT_NAMESPACE: Uuid = uuid!("2110de45-05b8-5cc2-966e-3f67d6025bb0");

/// The project that entities are imported into. Their ids follow from their names: what is imported twice has the same ids.
#[derive(Debug, Clone)]
pub struct Entities {
    /// The project that the entities belong to.
    pub project_id: Uuid,
    /// Namespace of the entities' ids.
    pub namespace: Uuid,
    /// When the tool's output was taken.
    pub taken_at: Option<Timestamp>,
}

impl Entities {
    /// Of that project, with ids of the default namespace, taken at an unknown time.
    pub fn of(project_id: Uuid) -> Self {
        Self { project_id, namespace: DEFAULT_NAMESPACE, taken_at: None }
    }

    /// An entity's id: the UUID version 5 of `kind:name`.
    pub fn id(&self, kind: Kind, name: &str) -> Uuid {
        Uuid::new_v5(&self.namespace, format!("{kind}:{name}").as_bytes())
    }

    /// A dataset's id: the UUID version 5 of `dataset:name`. Datasets have no reports of their own.
    pub fn dataset_id(&self, name: &str) -> Uuid {
        Uuid::new_v5(&self.namespace, format!("dataset:{name}").as_bytes())
    }

    /// The snapshot of the entity of that name.
    pub fn envelope<T>(&self, kind: Kind, name: &str, source: Source, content: T) -> Envelope<T> {
        Envelope {
            schema_version: SCHEMA_VERSION,
            kind,
            id: self.id(kind, name),
            project_id: self.project_id,
            name: name.to_owned(),
            description: None,
            taken_at: self.taken_at,
            source: Some(source),
            declared: None,
            content,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_from_kind_and_name() {
        // Worked out with Python's uuid.uuid5.
        let entities = Entities::of(Uuid::nil());
        let id = entities.id(Kind::Experiment, "breast_cancer_automl");
        assert_eq!(id, uuid!("e46a9bd1-8904-54e0-8788-8fb8ac8072ac"));
        assert_eq!(entities.dataset_id("wine"), uuid!("71f04c41-0bdd-5964-a85f-a2e8bc63ce42"));
    }
}
