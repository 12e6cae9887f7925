//! A figure for a list of reports.

/// A figure for a list of reports. Numbers are finite.
#[derive(Debug, Clone, PartialEq)]
pub enum SummaryFigure {
    /// A measured number, in the unit that its name says.
    Number(f64),
    /// A whole number of things.
    Count(u64),
    /// A name or a date.
    Text(String),
}

/// Figures under their names (`[a-z0-9_]+`), in the order in which they shall be shown.
pub type SummaryFigures = Vec<(&'static str, SummaryFigure)>;

/// Adds a measured number if there is one and it is finite.
pub(super) fn put_number(figures: &mut SummaryFigures, name: &'static str, value: Option<f64>) {
    if let Some(value) = value.filter(|value| value.is_finite()) {
        figures.push((name, SummaryFigure::Number(value)));
    }
}

/// Adds a count if there is one.
pub(super) fn put_count(figures: &mut SummaryFigures, name: &'static str, count: Option<u64>) {
    if let Some(count) = count {
        figures.push((name, SummaryFigure::Count(count)));
    }
}

/// Adds a text if there is one.
pub(super) fn put_text(figures: &mut SummaryFigures, name: &'static str, text: Option<&str>) {
    if let Some(text) = text {
        figures.push((name, SummaryFigure::Text(text.to_owned())));
    }
}
