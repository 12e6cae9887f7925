//! The facts that are texts, as a table.

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
