//! What incidents are.

use report_domain::Timestamp;

/// A stretch of time in which a deployment did not work as usual.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// From, inclusive.
    pub from: Timestamp,
    /// To, exclusive.
    pub to: Timestamp,
    /// What happened.
    pub what: IncidentKind,
}

/// What an incident was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum IncidentKind {
    /// Many calls failed.
    ErrorBurst {
        /// Calls.
        requests: u64,
        /// Calls that failed.
        errors: u64,
        /// Share of calls that usually fail, outside bursts or at this time of day, whichever is more.
        usual_rate: f64,
    },
    /// Calls took long.
    LatencySpike {
        /// Calls.
        requests: u64,
        /// Highest 95th percentile of an interval, in milliseconds.
        highest_ms: f64,
        /// Median of the 95th percentiles at the same time of day on other days, in milliseconds.
        usual_ms: f64,
    },
    /// No calls came.
    TrafficGap {
        /// The least calls that came in the same hours of other days, added up.
        expected: f64,
        /// Whether the other days are the same weekday of other weeks.
        weekly: bool,
    },
}

impl IncidentKind {
    /// The name that people read.
    pub fn label(self) -> &'static str {
        match self {
            IncidentKind::ErrorBurst { .. } => "Error burst",
            IncidentKind::LatencySpike { .. } => "Latency spike",
            IncidentKind::TrafficGap { .. } => "Traffic gap",
        }
    }

    /// Calls that went wrong or were missing: what an incident weighs against others.
    pub fn weight(self) -> f64 {
        match self {
            IncidentKind::ErrorBurst { errors, .. } => errors as f64,
            IncidentKind::LatencySpike { requests, .. } => requests as f64 / 2.0,
            IncidentKind::TrafficGap { expected, .. } => expected,
        }
    }
}
