//! Identifiers. One type per thing, so that a job id can never be passed where a report id belongs.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

/// The text is not a UUID in its usual form, 8-4-4-4-12 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a UUID such as 018f3c5e-7b1a-7c3d-9e2f-1a2b3c4d5e6f")]
pub struct InvalidId;

/// Reads a UUID in its hyphenated form only: the one form that clients and keys in storage use.
fn hyphenated(text: &str) -> Result<Uuid, InvalidId> {
    // Braces, "urn:uuid:" and bare digits are forms of other lengths.
    if text.len() != 36 {
        return Err(InvalidId);
    }
    Uuid::try_parse(text).map_err(|_| InvalidId)
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Uuid);

        impl $name {
            /// The UUID itself.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                hyphenated(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

macro_rules! new_ids {
    ($($name:ident),*) => {$(
        impl $name {
            /// A new one, a UUIDv7: ids made later sort later.
            #[allow(clippy::new_without_default, reason = "every call makes a different one")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }
    )*};
}

id! {
    /// A report.
    ReportId
}
id! {
    /// The background job that renders a report.
    JobId
}
id! {
    /// The two documents that one attempt at rendering wrote. Also names that attempt while it runs.
    ArtifactId
}
id! {
    /// A project of the platform that reports are made for.
    ProjectId
}
id! {
    /// Something in a project that a report can be about.
    EntityId
}
id! {
    /// A snapshot that a client puts into the bucket itself.
    UploadId
}
id! {
    /// Identifies a link: an address at which a report is shown without an API key.
    LinkId
}
new_ids!(ReportId, JobId, ArtifactId, UploadId, LinkId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_hyphenated_form_is_an_id() {
        let text = "018f3c5e-7b1a-7c3d-9e2f-1a2b3c4d5e6f";
        assert_eq!(text.parse::<ReportId>().map(|id| id.to_string()), Ok(text.to_owned()));
        let upper = text.to_uppercase();
        assert_eq!(upper.parse::<ReportId>(), text.parse(), "digits may be upper case");
        for other in
            ["", "urn:uuid:018f3c5e-7b1a-7c3d-9e2f-1a2b3c4d5e6f", &text.replace('-', ""), "{018f3c5e}"]
        {
            assert_eq!(other.parse::<ReportId>(), Err(InvalidId), "{other}");
        }
        assert_eq!("018f3c5e_7b1a-7c3d-9e2f-1a2b3c4d5e6f".parse::<ReportId>(), Err(InvalidId));
    }
}
