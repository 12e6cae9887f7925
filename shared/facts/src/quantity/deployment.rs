//! Quantities of models in service.

use super::{
    Known, Unit,
    derived::{ANY, NOT_NEGATIVE, OF_ONE, lower, neutral},
};

/// Number of calls.
pub static REQUESTS: Known = neutral("requests", "Calls", Unit::Count, NOT_NEGATIVE);
/// Number of calls that failed.
pub static ERRORS: Known = Known {
    aliases: &["failed", "failures", "error"],
    ..neutral("errors", "Failed calls", Unit::Count, NOT_NEGATIVE)
};
/// Share of calls that failed.
pub static ERROR_RATE: Known = lower("error_rate", "Error rate", Unit::Share, OF_ONE);
/// Share of calls that usually fail.
pub static USUAL_ERROR_RATE: Known = neutral("usual_error_rate", "Usual error rate", Unit::Share, OF_ONE);
/// Calls a day on average.
pub static CALLS_A_DAY: Known = neutral("requests_per_day", "Calls a day", Unit::Count, NOT_NEGATIVE);
/// Calls of the busiest interval.
pub static BUSIEST: Known =
    neutral("most_requests", "Calls in the busiest interval", Unit::Count, NOT_NEGATIVE);
/// The least calls that usually come in a time.
pub static USUAL_CALLS: Known = neutral("usual_requests", "Usual calls, at least", Unit::Count, NOT_NEGATIVE);
/// Length of the window.
pub static WINDOW: Known = neutral("window", "Length of the window", Unit::Days, NOT_NEGATIVE);
/// Length of an interval or incident.
pub static LENGTH: Known = neutral("length", "Length", Unit::Milliseconds, NOT_NEGATIVE);
/// Number of intervals.
pub static INTERVALS: Known = neutral("intervals", "Intervals", Unit::Count, NOT_NEGATIVE);
/// Number of incidents.
pub static INCIDENTS: Known = neutral("incidents", "Incidents", Unit::Count, NOT_NEGATIVE);
/// Number of days.
pub static DAYS: Known = neutral("days", "Days", Unit::Count, NOT_NEGATIVE);
/// Median of the latency.
pub static LATENCY_P50: Known = lower("latency_p50", "Median latency", Unit::Milliseconds, NOT_NEGATIVE);
/// 95th percentile of the latency.
pub static LATENCY_P95: Known =
    lower("latency_p95", "95th percentile of the latency", Unit::Milliseconds, NOT_NEGATIVE);
/// 99th percentile of the latency.
pub static LATENCY_P99: Known =
    lower("latency_p99", "99th percentile of the latency", Unit::Milliseconds, NOT_NEGATIVE);
/// The longest latency.
pub static LATENCY_MAX: Known = lower("latency_max", "Longest latency", Unit::Milliseconds, NOT_NEGATIVE);
/// The 95th percentile of the latency that is usual at a time.
pub static USUAL_LATENCY: Known =
    neutral("usual_latency_p95", "Usual 95th percentile of the latency", Unit::Milliseconds, NOT_NEGATIVE);
/// Population stability index.
pub static PSI: Known = neutral("psi", "PSI", Unit::Plain, NOT_NEGATIVE);
/// The same of the predictions.
pub static PREDICTIONS_PSI: Known =
    neutral("predictions_psi", "PSI of the predictions", Unit::Plain, NOT_NEGATIVE);
/// The PSI that chance alone may give.
pub static CHANCE_PSI: Known = neutral("chance_psi", "PSI by chance alone, up to", Unit::Plain, NOT_NEGATIVE);
/// Number of features that the platform flags.
pub static FLAGGED: Known = neutral("flagged_features", "Flagged features", Unit::Count, NOT_NEGATIVE);
/// Number of features of which something holds.
pub static FEATURES_FOUND: Known = neutral("features_found", "Features", Unit::Count, NOT_NEGATIVE);
/// Number of features with a p-value.
pub static TESTED: Known = neutral("tested_features", "Features with a p-value", Unit::Count, NOT_NEGATIVE);
/// Mean of the predictions of a period.
pub static MEAN_PREDICTION: Known = neutral("mean_prediction", "Mean prediction", Unit::Plain, ANY);
