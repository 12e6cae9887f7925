//! Ids of entities, from their names: the same run imported twice gives the same ids.

use report_domain::Kind;
use uuid::{Uuid, uuid};

/// The namespace of the sample data's ids. A platform that imports its own runs into shared projects may prefer its own.
pub const DEFAULT_NAMESPACE: Uuid = uuid!("2110de45-05b8-5cc2-966e-3f67d6025bb0");

/// UUID version 5 of `kind:name`.
pub(crate) fn entity(namespace: Uuid, kind: Kind, name: &str) -> Uuid {
    Uuid::new_v5(&namespace, format!("{kind}:{name}").as_bytes())
}

/// UUID version 5 of `dataset:name`; datasets have no reports of their own.
pub(crate) fn dataset(namespace: Uuid, name: &str) -> Uuid {
    Uuid::new_v5(&namespace, format!("dataset:{name}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_from_kind_and_name() {
        // Worked out with Python's uuid.uuid5.
        let id = entity(DEFAULT_NAMESPACE, Kind::Experiment, "breast_cancer_automl");
        assert_eq!(id, uuid!("e46a9bd1-8904-54e0-8788-8fb8ac8072ac"));
        assert_eq!(dataset(DEFAULT_NAMESPACE, "wine"), uuid!("71f04c41-0bdd-5964-a85f-a2e8bc63ce42"));
    }
}
