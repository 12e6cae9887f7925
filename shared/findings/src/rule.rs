//! What a rule is: its page in the rule book.

use report_domain::{Kind, Severity};

/// A rule. The rule book (`README.md` of this crate) is printed from these.
#[derive(Debug, PartialEq)]
pub struct Rule {
    /// Stable name, `[a-z0-9_]+`.
    pub name: &'static str,
    /// The kinds of entity that it speaks about.
    pub kinds: &'static [Kind],
    /// The severities that its findings can have.
    pub severities: &'static [Severity],
    /// When it speaks, and when each severity applies, so exactly that somebody else can write the same rule.
    pub speaks: &'static str,
    /// How its figures are computed.
    pub formula: &'static str,
    /// Where bounds and formulas come from; "none needed" where it only states what is there.
    pub source: &'static str,
}

/// Kinds that rules are about.
pub(crate) const EXPERIMENT: &[Kind] = &[Kind::Experiment];
pub(crate) const MODEL: &[Kind] = &[Kind::Model];
pub(crate) const TRAINED: &[Kind] = &[Kind::Experiment, Kind::Model];
pub(crate) const DEPLOYMENT: &[Kind] = &[Kind::Deployment];
pub(crate) const PROJECT: &[Kind] = &[Kind::Project];
pub(crate) const SYNTHGEN: &[Kind] = &[Kind::Synthgen];
pub(crate) const PRIVACY: &[Kind] = &[Kind::Privacy];
pub(crate) const ALL: &[Kind] =
    &[Kind::Experiment, Kind::Model, Kind::Deployment, Kind::Synthgen, Kind::Project, Kind::Privacy];

/// The rules of a file, all of them about the kinds `of`: a static for each, and `RULES`, their list in the order of the book.
///
/// An entry lists every severity that its findings can have. It says when the rule speaks, by which formula and from which source,
/// so exactly that somebody else can write the rule. In its function, a number in a sentence is always a figure, and a bound is
/// `bound(…)`. A rule about other kinds stands in another file; a rule of `rules/model.rs` that is also for the best model of an
/// experiment is called in `about`.
macro_rules! rules {
    (of $kinds:expr; $(
        $rule:ident = $name:literal, $severities:tt:
            speaks: $speaks:literal,
            formula: $formula:literal,
            source: $source:literal;
    )*) => {
        pub(crate) const RULES: &[&Rule] = &[$(&$rule),*];
        $(
            static $rule: Rule = Rule {
                name: $name,
                kinds: $kinds,
                severities: &$severities,
                speaks: $speaks,
                formula: $formula,
                source: $source,
            };
        )*
    };
}
pub(crate) use rules;
