//! How grave figures are, where a rule, a table and another kind's report must agree on it.

use crate::Severity;

/// Share of failed calls from which a service is broken for its callers. No source fixes such bounds; these are this
/// report's own.
pub const BROKEN: f64 = 0.05;

/// Share of failed calls from which errors need a look: a service level of 99 %.
pub const TOO_MANY: f64 = 0.01;

/// Share of failed calls that is good: a service level of 99.9 %.
pub const FEW: f64 = 0.001;

/// How grave a share of failed calls is.
pub fn of_error_rate(rate: f64) -> Severity {
    match rate {
        rate if rate >= BROKEN => Severity::Critical,
        rate if rate >= TOO_MANY => Severity::Warning,
        rate if rate >= FEW => Severity::Info,
        _ => Severity::Good,
    }
}

/// How grave it is that so many of so many calls failed: only what the exact binomial test shows to be more than a bound at
/// the 5 % level counts as more. One failure of three calls is no failure rate of a third.
pub fn of_calls(failed: u64, calls: u64) -> Severity {
    let more_than =
        |bound| report_facts::stats::binomial_at_least(failed, calls, bound).is_some_and(|p| p < 0.05);
    match failed as f64 / calls as f64 {
        _ if more_than(BROKEN) => Severity::Critical,
        _ if more_than(TOO_MANY) => Severity::Warning,
        rate if rate >= FEW => Severity::Info,
        _ => Severity::Good,
    }
}
