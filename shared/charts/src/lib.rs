//! Charts of machine-learning figures, as scenes of vector primitives.
//!
//! Every function takes plain figures and a [`Frame`] (id, title, caption, size) and answers a
//! [`report_document::Chart`] whose alternative text states the figures that matter, computed from the data, or `None`
//! where there is nothing to draw: no points, or none that is finite. Numbers that are missing or not finite leave a gap;
//! nothing here panics on them.
//!
//! A scene is drawn in points (1/72 inch) at the width that the chart takes on an A4 page, so that text comes out at 7 to
//! 9 pt in print. Colours come from [`report_document::style`] and nowhere else, which is what lets the HTML writer
//! exchange them in dark mode.
//!
//! The same figures give the same scene.
//!
//! A chart draws a bounded number of marks, however many figures it gets. Each mark says its figures where a reader points at it
//! (`target` and `hover` of the canvas). `tests/any_figures.rs` draws odd figures, and `tests/pointing.rs` reads what marks say.

mod alt;
mod axis;
mod bars;
mod calendar;
mod canvas;
mod cartesian;
mod classification;
mod data;
mod domain;
mod frame;
mod grid;
mod heatmap;
mod histogram;
mod lines;
mod over_time;
mod paint;
mod paired;
mod panels;
mod regression;
mod scatter;
mod status;
mod text;
mod time;
mod timeline;

pub use axis::{Axis, Format, Scale};
pub use bars::{Bar, bar_h, bar_v, metric_by_model};
pub use classification::{
    CalibrationPoint, Curve, GainsLiftPoint, calibration, confusion_heatmap, gains, lift, precision_recall,
    roc,
};
pub use frame::Frame;
pub use heatmap::{Matrix, PSI_BANDS, Ramp, RampBand, heatmap};
pub use histogram::{Bins, histogram, histogram_pair};
pub use lines::{Mark, Series, lines};
pub use over_time::{TimePanel, over_time};
pub use paired::{Pair, paired};
pub use panels::{Panel, PanelRow, Ranged, interval_panels};
pub use regression::{predicted_vs_actual, residuals};
pub use scatter::{Point, scatter};
pub use status::{Share, stacked_status};
pub use time::{Incident, Threshold, TimeSeries, TimeStyle, time_series};
pub use timeline::{TimelineItem, timeline};
