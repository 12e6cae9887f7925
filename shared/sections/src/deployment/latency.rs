//! Section `latency`: how long calls took when.

use report_charts::{Axis, Frame, Incident, TimeSeries, TimeStyle};
use report_document::Block;
use report_facts::{format, latency::of_window};
use report_snapshot::deployment::Deployment;

use super::series::{Grouped, legend};
use crate::blocks::Blocks;

/// From this ratio of the highest to the lowest figure on, only a logarithmic axis shows both.
const LOG_FROM: f64 = 30.0;

/// Makes the section; `None` where nothing is known about latency.
pub(super) fn latency(deployment: &Deployment, incidents: &[Incident<'_>]) -> Option<Blocks> {
    let mut body = Blocks::default();
    body.extend(in_words(deployment).map(|words| Block::Paragraph(words.into())));
    if let Some(grouped) = Grouped::finest(deployment) {
        let times = grouped.times();
        let (p50, p95, p99) = (
            grouped.latency(|latency| latency.p50),
            grouped.latency(|latency| latency.p95),
            grouped.latency(|latency| latency.p99),
        );
        let all = || [&p50, &p95, &p99].into_iter().flatten().flatten().copied().filter(|value| *value > 0.0);
        let ratio = all().fold(0.0, f64::max) / all().fold(f64::INFINITY, f64::min);
        let axis = Axis::milliseconds("Latency");
        let log = ratio.is_finite() && ratio >= LOG_FROM;
        let axis = if log { axis.log() } else { axis };
        let zeros = [&p50, &p95, &p99].into_iter().flatten().flatten().filter(|value| **value == 0.0).count();
        let series: Vec<TimeSeries<'_>> = [("Median", &p50), ("p95", &p95), ("p99", &p99)]
            .into_iter()
            .filter(|(_, values)| values.iter().any(Option::is_some))
            .map(|(name, values)| TimeSeries { name, values })
            .collect();
        let title = format!("Latency percentiles per {}", grouped.unit());
        let medians = if grouped.is_coarse() { "Each point is the median of its intervals. " } else { "" };
        let zeros = match (log, zeros) {
            (false, _) | (true, 0) => String::new(),
            (true, 1) => " The logarithmic axis cannot show 1 value of 0.".into(),
            (true, zeros) => format!(" The logarithmic axis cannot show {zeros} values of 0."),
        };
        let caption =
            format!("{medians}A gap where no call came. {}{}{zeros}", legend(incidents), grouped.left_out());
        let frame = Frame::full("chart-latency", &title).caption(&caption);
        body.extend(
            report_charts::time_series(&frame, &axis, TimeStyle::Line, &times, &series, incidents, &[])
                .map(Block::Chart),
        );
    }
    body.if_any()
}

fn in_words(deployment: &Deployment) -> Option<String> {
    let parts: Vec<String> = [
        ("median", of_window(deployment, |latency| latency.p50)),
        ("95th percentile", of_window(deployment, |latency| latency.p95)),
        ("99th percentile", of_window(deployment, |latency| latency.p99)),
        ("longest", of_window(deployment, |latency| latency.max)),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some(format!("{label} {}", format::duration_ms(value?))))
    .collect();
    (!parts.is_empty()).then(|| format!("Over the whole window: {}.", parts.join(", ")))
}
