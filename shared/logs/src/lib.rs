//! Logs as JSON lines on standard output, where Lambda collects them.

use std::env;

use tracing_subscriber::{Layer, filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

/// Starts logging at the level that `RUST_LOG` names (`info` where it names none), or at several by module:
/// `info,report_storage=debug`.
pub fn start() {
    // `EnvFilter` would add a regular-expression engine for filters by span, which are not needed here.
    let filter = env::var("RUST_LOG").ok().and_then(|text| text.parse::<Targets>().ok());
    let filter = filter.unwrap_or_else(|| Targets::new().with_default(tracing::Level::INFO));
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_target(true)
        .without_time(); // CloudWatch stamps each line
    // It fails only when logging was started before; then there is nothing left to do.
    let _ = tracing_subscriber::registry().with(lines.with_filter(filter)).try_init();
}
