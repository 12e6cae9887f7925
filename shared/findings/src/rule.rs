//! What a rule is: its page in the rule book.

use report_domain::Kind;

use crate::Severity;

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
