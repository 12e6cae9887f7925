//! What an API key may do.

use std::{collections::BTreeSet, fmt, str::FromStr};

use crate::{ProjectId, RateLimit, Timestamp};

/// What a request needs, and what a key can grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// `GET`.
    Read,
    /// `POST`.
    Write,
    /// Both of the others.
    Admin,
}

impl Scope {
    /// The name used on the command line and in storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Write => "write",
            Scope::Admin => "admin",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not the name of a [`Scope`].
#[derive(Debug, thiserror::Error)]
#[error("expected one of read, write, admin")]
pub struct UnknownScope;

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        [Scope::Read, Scope::Write, Scope::Admin]
            .into_iter()
            .find(|scope| scope.as_str() == text)
            .ok_or(UnknownScope)
    }
}

/// What is known of an API key. The key itself is known to its owner alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Whose it is, for people.
    pub name: String,
    /// What it may do.
    pub scopes: BTreeSet<Scope>,
    /// The projects it may see; `None` for all.
    pub projects: Option<BTreeSet<ProjectId>>,
    /// The instant from which it is worthless.
    pub expires_at: Option<Timestamp>,
    /// Whether it was taken back.
    pub revoked: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// How many requests it may make; `None` for as many as the API admits.
    pub limit: Option<RateLimit>,
}

impl ApiKey {
    /// Whether the key is good for anything at that instant.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        !self.revoked && self.expires_at.is_none_or(|expiry| now < expiry)
    }

    /// Whether it grants what a request needs.
    pub fn allows(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope) || self.scopes.contains(&Scope::Admin)
    }

    /// Whether the key reaches what is in the project. A caller whose key does not is told that it does not exist.
    pub fn may_access(&self, project: ProjectId) -> bool {
        self.projects.as_ref().is_none_or(|projects| projects.contains(&project))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> ApiKey {
        ApiKey {
            name: "nightly".into(),
            scopes: BTreeSet::from([Scope::Write]),
            projects: None,
            expires_at: None,
            revoked: false,
            created_at: Timestamp::from_unix_millis(0),
            limit: None,
        }
    }

    #[test]
    fn write_does_not_grant_read_but_admin_grants_both() {
        assert!(key().allows(Scope::Write) && !key().allows(Scope::Read));
        let admin = ApiKey { scopes: BTreeSet::from([Scope::Admin]), ..key() };
        assert!(admin.allows(Scope::Write) && admin.allows(Scope::Read));
    }

    #[test]
    fn a_key_ends_at_its_expiry_or_when_revoked() {
        let at = |seconds: i64| Timestamp::from_unix_millis(seconds * 1000);
        let key = ApiKey { expires_at: Some(at(10)), ..key() };
        assert!(key.is_valid(at(9)) && !key.is_valid(at(10)));
        assert!(!ApiKey { revoked: true, ..key }.is_valid(at(9)));
    }
}
