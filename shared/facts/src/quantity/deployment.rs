//! Quantities of models in service.

use super::{
    Known, Unit,
    shapes::{ANY, NOT_NEGATIVE, OF_ONE, count, lower, lower_time, neutral, plain, share},
};

/// Number of calls.
pub static REQUESTS: Known = count("requests", "Calls");
/// Number of calls that failed.
pub static ERRORS: Known =
    Known { aliases: &["failed", "failures", "error"], ..count("errors", "Failed calls") };
/// Share of calls that failed.
pub static ERROR_RATE: Known = lower("error_rate", "Error rate", Unit::Share, OF_ONE);
/// Share of calls that usually fail.
pub static USUAL_ERROR_RATE: Known = share("usual_error_rate", "Usual error rate");
/// Calls a day on average.
pub static CALLS_A_DAY: Known = count("requests_per_day", "Calls a day");
/// Calls of the busiest interval.
pub static BUSIEST: Known = count("most_requests", "Calls in the busiest interval");
/// The least calls that usually come in a time.
pub static USUAL_CALLS: Known = count("usual_requests", "Usual calls, at least");
/// Length of the window.
pub static WINDOW: Known = neutral("window", "Length of the window", Unit::Days, NOT_NEGATIVE);
/// Length of an interval or incident.
pub static LENGTH: Known = neutral("length", "Length", Unit::Milliseconds, NOT_NEGATIVE);
/// Number of intervals.
pub static INTERVALS: Known = count("intervals", "Intervals");
/// Number of incidents.
pub static INCIDENTS: Known = count("incidents", "Incidents");
/// Number of days.
pub static DAYS: Known = count("days", "Days");
/// Median of the latency.
pub static LATENCY_P50: Known = lower_time("latency_p50", "Median latency");
/// 95th percentile of the latency.
pub static LATENCY_P95: Known = lower_time("latency_p95", "95th percentile of the latency");
/// 99th percentile of the latency.
pub static LATENCY_P99: Known = lower_time("latency_p99", "99th percentile of the latency");
/// The longest latency.
pub static LATENCY_MAX: Known = lower_time("latency_max", "Longest latency");
/// The 95th percentile of the latency that is usual at a time.
pub static USUAL_LATENCY: Known =
    neutral("usual_latency_p95", "Usual 95th percentile of the latency", Unit::Milliseconds, NOT_NEGATIVE);
/// Population stability index.
pub static PSI: Known = plain("psi", "PSI", NOT_NEGATIVE);
/// The same of the predictions.
pub static PREDICTIONS_PSI: Known = plain("predictions_psi", "PSI of the predictions", NOT_NEGATIVE);
/// The PSI that chance alone may give.
pub static CHANCE_PSI: Known = plain("chance_psi", "PSI by chance alone, up to", NOT_NEGATIVE);
/// Number of features that the platform flags.
pub static FLAGGED: Known = count("flagged_features", "Flagged features");
/// Number of features of which something holds.
pub static FEATURES_FOUND: Known = count("features_found", "Features");
/// Number of features with a p-value.
pub static TESTED: Known = count("tested_features", "Features with a p-value");
/// Last intervals that a figure is of.
pub static LATELY: Known = count("intervals_lately", "Last intervals");
/// Rows whose labels have come.
pub static LABELLED: Known = count("labelled_rows", "Labelled rows");
/// Rows that were predicted.
pub static PREDICTED: Known = count("predicted_rows", "Predictions");
/// Of the rows that were predicted, the share whose labels have come.
pub static LABELLED_PART: Known = share("labelled_share", "Share of labelled rows");
/// Last intervals whose labels have not come.
pub static WAITING: Known = count("intervals_without_labels", "Intervals without labels");
/// Mean of the predictions of a period.
pub static MEAN_PREDICTION: Known = plain("mean_prediction", "Mean prediction", ANY);
