//! Instants as the contract writes them.

use std::{fmt, time::Duration};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339, macros::format_description};

/// An instant in UTC. Read from any RFC 3339 text, kept to the millisecond, written as `2026-02-28T15:00:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(OffsetDateTime);

impl Timestamp {
    /// The present.
    pub fn now() -> Self {
        Self::from_unix_millis(unix_millis_now())
    }

    /// From milliseconds since 1970; out-of-range values are clamped to years 0 to 9999.
    pub fn from_unix_millis(millis: i64) -> Self {
        const FIRST: i64 = -62_167_219_200_000; // 0000-01-01T00:00:00Z
        const LAST: i64 = 253_402_300_799_999; // 9999-12-31T23:59:59.999Z
        let nanos = i128::from(millis.clamp(FIRST, LAST)) * 1_000_000;
        Self(OffsetDateTime::from_unix_timestamp_nanos(nanos).unwrap_or(OffsetDateTime::UNIX_EPOCH))
    }

    /// From RFC 3339 text with any offset.
    pub fn parse(text: &str) -> Result<Self, InvalidTimestamp> {
        let instant = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| InvalidTimestamp)?;
        // An offset can carry a year past 9999 or before 0, where UTC text would no longer be RFC 3339.
        let utc = instant.checked_to_offset(UtcOffset::UTC).ok_or(InvalidTimestamp)?;
        if !(0..=9999).contains(&utc.year()) {
            return Err(InvalidTimestamp);
        }
        Ok(Self::from_unix_millis((utc.unix_timestamp_nanos().div_euclid(1_000_000)) as i64))
    }

    /// Milliseconds since 1970.
    pub fn unix_millis(self) -> i64 {
        (self.0.unix_timestamp_nanos() / 1_000_000) as i64
    }

    /// The instant that comes so long after this one, at most the end of the year 9999.
    pub fn after(self, wait: Duration) -> Self {
        let millis = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
        Self::from_unix_millis(self.unix_millis().saturating_add(millis))
    }

    /// How much time has passed since an earlier instant; nothing if that one is later.
    pub fn since(self, earlier: Timestamp) -> Duration {
        Duration::from_millis(u64::try_from(self.unix_millis() - earlier.unix_millis()).unwrap_or(0))
    }

    /// The instant for callers that compute with dates.
    pub fn as_datetime(self) -> OffsetDateTime {
        self.0
    }

    /// `2026-02-28 15:00 UTC`, for people.
    pub fn display_minute(self) -> String {
        let format = format_description!("[year]-[month]-[day] [hour]:[minute] UTC");
        self.0.format(&format).unwrap_or_default()
    }

    /// `2026-02-28`, for people and axes.
    pub fn display_date(self) -> String {
        self.0.format(&format_description!("[year]-[month]-[day]")).unwrap_or_default()
    }
}

fn unix_millis_now() -> i64 {
    (OffsetDateTime::now_utc().unix_timestamp_nanos() / 1_000_000) as i64
}

/// The text is not an RFC 3339 instant.
#[derive(Debug, thiserror::Error)]
#[error("expected an RFC 3339 time such as 2026-02-28T15:00:00Z")]
pub struct InvalidTimestamp;

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
        f.write_str(&self.0.format(&format).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Timestamp::parse(&text).map_err(|error| de::Error::custom(format!("{error}, found {text:?}")))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Timestamp {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Timestamp".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date-time" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_added_and_measured_in_milliseconds_within_the_years_that_can_be_written() {
        let start = Timestamp::from_unix_millis(1_700_000_000_000);
        let later = start.after(Duration::from_millis(1_500));
        assert_eq!(later.unix_millis(), 1_700_000_001_500);
        assert_eq!(later.since(start), Duration::from_millis(1_500));
        assert_eq!(start.since(later), Duration::ZERO);
        assert_eq!(start.after(Duration::MAX).to_string(), "9999-12-31T23:59:59Z");
    }
}
