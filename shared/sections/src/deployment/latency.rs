//! Section `latency`: how long calls took when.

use report_charts::{Axis, Frame, Incident, TimeSeries, TimeStyle};
use report_document::{Block, Section};
use report_facts::format;
use report_snapshot::deployment::Deployment;

use super::{overview, series::Grouped};

/// From this ratio of the highest to the lowest figure on, only a logarithmic axis shows both.
const LOG_FROM: f64 = 30.0;

/// Makes the section; `None` where nothing is known about latency.
pub(super) fn latency(deployment: &Deployment, incidents: &[Incident<'_>]) -> Option<Section> {
    let mut section = Section::new("latency", "Latency");
    section.blocks.extend(in_words(deployment).map(|words| Block::Paragraph(words.into())));
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
        let axis = if ratio.is_finite() && ratio >= LOG_FROM { axis.log() } else { axis };
        let series: Vec<TimeSeries<'_>> = [("Median", &p50), ("p95", &p95), ("p99", &p99)]
            .into_iter()
            .filter(|(_, values)| values.iter().any(Option::is_some))
            .map(|(name, values)| TimeSeries { name, values })
            .collect();
        let title = format!("Latency percentiles per {}", grouped.unit());
        let caption = if grouped.size > 1 {
            "Each point is the median of its intervals. A gap where no call came. Incidents are shaded. Times are in UTC."
        } else {
            "A gap where no call came. Incidents are shaded. Times are in UTC."
        };
        let frame = Frame::full("chart-latency", &title).caption(caption);
        section.blocks.extend(
            report_charts::time_series(&frame, &axis, TimeStyle::Line, &times, &series, incidents, &[])
                .map(Block::Chart),
        );
    }
    (!section.is_empty()).then_some(section)
}

fn in_words(deployment: &Deployment) -> Option<String> {
    let parts: Vec<String> = [
        ("median", overview::latency(deployment, |latency| latency.p50)),
        ("95th percentile", overview::latency(deployment, |latency| latency.p95)),
        ("99th percentile", overview::latency(deployment, |latency| latency.p99)),
        ("longest", overview::latency(deployment, |latency| latency.max)),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some(format!("{label} {}", format::duration_ms(value?))))
    .collect();
    (!parts.is_empty()).then(|| format!("Over the whole window: {}.", parts.join(", ")))
}
