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

/// How grave it is that so many of so many calls failed: only what the exact binomial test shows to be more than a bound at
/// the 5 % level counts as more. One failure of three calls is no failure rate of a third. Without a call, or where more
/// failed than were made, nothing can be said: [`Severity::Info`].
pub fn of_calls(failed: u64, calls: u64) -> Severity {
    if calls == 0 || failed > calls {
        return Severity::Info;
    }
    let more_than = |bound| binomial_at_least(failed, calls, bound).is_some_and(|p| p < 0.05);
    match failed as f64 / calls as f64 {
        _ if more_than(BROKEN) => Severity::Critical,
        _ if more_than(TOO_MANY) => Severity::Warning,
        rate if rate >= FEW => Severity::Info,
        _ => Severity::Good,
    }
}
