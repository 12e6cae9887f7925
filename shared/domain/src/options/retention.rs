//! How long documents are kept.

use std::{fmt, time::Duration};

use serde::Serialize;
use serde_json::{Value, json};

use super::text::Fault;

/// For how many days a report's documents are kept, counted from its end: 1 to 36,500. The operator may allow less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RetainDays(u16);

impl RetainDays {
    /// The most that anybody can allow: a hundred years.
    pub const MOST: u16 = 36_500;
    /// That many.
    pub const LONGEST: Self = Self(Self::MOST);

    /// That many days; `None` if there are none, or too many.
    pub fn new(days: u64) -> Option<Self> {
        u16::try_from(days).ok().filter(|days| (1..=Self::MOST).contains(days)).map(Self)
    }

    /// The number of days.
    pub fn days(self) -> u16 {
        self.0
    }

    /// The same as a time.
    pub fn time(self) -> Duration {
        Duration::from_secs(u64::from(self.0) * 24 * 60 * 60)
    }

    pub(super) fn json_schema() -> Value {
        json!({ "type": ["integer", "null"], "minimum": 1, "maximum": Self::MOST })
    }

    /// Reads a JSON value.
    ///
    /// # Errors
    /// When it is not a whole number, or out of range: the message for people and the name for programs.
    pub fn from_json(value: &Value) -> Result<Self, Fault> {
        // JSON has no integers: 7.0 is 7, as JSON Schema has it.
        let whole = value.as_f64().filter(|number| number.fract() == 0.0);
        let Some(days) = whole else {
            return Err(("expected a whole number of days".into(), "int_parsing"));
        };
        if days < 1.0 {
            return Err(("expected at least 1".into(), "greater_than_equal"));
        }
        if days > f64::from(Self::MOST) {
            return Err((format!("expected at most {}", Self::MOST), "less_than_equal"));
        }
        // From 1 to MOST, so nothing is cut off.
        Ok(Self(days as u16))
    }
}

impl fmt::Display for RetainDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} day{}", self.0, if self.0 == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_whole_numbers_within_the_range() {
        for (value, days) in [(json!(1), 1), (json!(7.0), 7), (json!(36_500), 36_500)] {
            let read = RetainDays::from_json(&value);
            assert_eq!(read.map(RetainDays::days), Ok(days), "{value}");
        }
        for (value, code) in [
            (json!(0), "greater_than_equal"),
            (json!(-1), "greater_than_equal"),
            (json!(36_501), "less_than_equal"),
            (json!(1e300), "less_than_equal"),
            (json!(u64::MAX), "less_than_equal"),
            (json!(1.5), "int_parsing"),
            (json!("7"), "int_parsing"),
            (json!(true), "int_parsing"),
        ] {
            assert_eq!(RetainDays::from_json(&value).expect_err("no days").1, code, "{value}");
        }
        assert_eq!((RetainDays::new(0), RetainDays::new(36_501)), (None, None));
        assert_eq!(RetainDays::new(1).expect("a day").to_string(), "1 day");
    }
}
