//! The facts that are texts, as a table, and what is done with all of them alike.

use super::Declared;

/// A fact that is a text.
#[derive(Debug)]
pub struct Fact {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Reads it.
    pub get: fn(&Declared) -> &Option<String>,
    pub(super) set: fn(&mut Declared) -> &mut Option<String>,
}

macro_rules! facts {
    ($($name:ident: $title:literal),* $(,)?) => {
        /// The facts that are texts, in the order in which they are shown.
        pub const FACTS: &[Fact] = &[$(Fact {
            name: stringify!($name),
            title: $title,
            get: |declared| &declared.$name,
            set: |declared| &mut declared.$name,
        }),*];
    };
}

facts! {
    intended_use: "Intended use",
    out_of_scope: "Out of scope",
    limitations: "Limitations",
    owner: "Owner",
    contact: "Contact",
    risk_tier: "Risk tier",
    oversight: "Human oversight",
    data_provenance: "Where the data come from",
    consent: "Ground for using the data",
}

impl Declared {
    /// Whether nothing is declared.
    pub fn is_empty(&self) -> bool {
        let is_blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        FACTS.iter().all(|fact| is_blank((fact.get)(self)))
            && self.approvals.is_empty()
            && self.versions.is_empty()
            && self.annex_iv.is_empty()
    }

    /// What is left of it beside `other`, which wins: facts and items of Annex IV that `other` does not state, and entries that it does not
    /// repeat.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut left = self.clone();
        for fact in FACTS {
            if (fact.get)(other).is_some() {
                *(fact.set)(&mut left) = None;
            }
        }
        left.approvals.retain(|approval| !other.approvals.contains(approval));
        left.versions.retain(|version| !other.versions.contains(version));
        left.annex_iv.retain(|item, _| !other.annex_iv.contains_key(item));
        left
    }
}
