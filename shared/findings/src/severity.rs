//! How grave figures are, where a rule, a table and another kind's report must agree on it.

use report_facts::stats::binomial_at_least;

use crate::Severity;

/// Share of failed calls beyond which a service is broken for its callers. No source fixes such bounds; these are this
/// report's own: service levels of 95, 99 and 99.9 %.
pub const BROKEN: f64 = 0.05;

/// Share of failed calls beyond which errors need a look.
pub const TOO_MANY: f64 = 0.01;

/// Share of failed calls under which a service is good.
pub const FEW: f64 = 0.001;

/// The level of the tests.
const LEVEL: f64 = 0.05;

/// How grave it is that so many of so many calls failed. A bound is passed where an exact one-sided binomial test shows more
/// than it: one failed call of three is no service of 67 %. Nothing can be said without a call, or where more calls failed
/// than were made; that is [`Severity::Info`].
pub fn of_errors(errors: u64, requests: u64) -> Severity {
    if requests == 0 || errors > requests {
        return Severity::Info;
    }
    let more_than = |bound| binomial_at_least(errors, requests, bound).is_some_and(|p| p < LEVEL);
    match () {
        () if more_than(BROKEN) => Severity::Critical,
        () if more_than(TOO_MANY) => Severity::Warning,
        () if more_than(FEW) => Severity::Info,
        () if (errors as f64) < FEW * requests as f64 => Severity::Good,
        () => Severity::Info,
    }
}

/// How grave a share of failed calls is, where the calls are not known.
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
