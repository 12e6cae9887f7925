//! How many requests an API key may make.

use std::{fmt, str::FromStr, time::Duration};

/// The highest rate, in requests a second. The bucket of a key is one item of the table, which takes about as many writes.
const HIGHEST_PER_SECOND: u32 = 1000;

/// What a rate counts requests by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Period {
    Second,
    Minute,
    Hour,
}

impl Period {
    const ALL: [Period; 3] = [Period::Second, Period::Minute, Period::Hour];

    fn as_str(self) -> &'static str {
        match self {
            Period::Second => "s",
            Period::Minute => "min",
            Period::Hour => "h",
        }
    }

    fn seconds(self) -> u32 {
        match self {
            Period::Second => 1,
            Period::Minute => 60,
            Period::Hour => 3600,
        }
    }
}

/// How many requests are admitted on average: `5/s`, `100/min` or `20/h`; at most 1,000 a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    count: u32,
    per: Period,
}

impl Rate {
    /// How many requests are admitted in a second, a minute or an hour, whichever the rate is in.
    pub fn count(self) -> u32 {
        self.count
    }

    /// The time between two requests at this rate. Rounded up to nanoseconds, so that not one request too many is admitted.
    pub fn interval(self) -> Duration {
        let period = u64::from(self.per.seconds()) * 1_000_000_000;
        Duration::from_nanos(period.div_ceil(u64::from(self.count)))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.count, self.per.as_str())
    }
}

/// The text is not a [`Rate`].
#[derive(Debug, thiserror::Error)]
#[error("expected a whole number and a period: 5/s, 100/min, 20/h; at most {HIGHEST_PER_SECOND}/s")]
pub struct InvalidRate;

impl FromStr for Rate {
    type Err = InvalidRate;

    fn from_str(text: &str) -> Result<Self, InvalidRate> {
        let (count, per) = text.split_once('/').ok_or(InvalidRate)?;
        let per = Period::ALL.into_iter().find(|period| period.as_str() == per).ok_or(InvalidRate)?;
        // `u32` itself would read a plus sign, too.
        let count: u32 = match count.bytes().all(|digit| digit.is_ascii_digit()) {
            true => count.parse().map_err(|_| InvalidRate)?,
            false => return Err(InvalidRate),
        };
        if (1..=HIGHEST_PER_SECOND * per.seconds()).contains(&count) {
            Ok(Self { count, per })
        } else {
            Err(InvalidRate)
        }
    }
}

/// How many requests an API key may make: on average as many as the rate says, and at once as many as the burst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    rate: Rate,
    burst: u32,
}

/// The number is no burst of a [`RateLimit`].
#[derive(Debug, thiserror::Error)]
#[error("expected a burst of 1 to {} requests", RateLimit::LARGEST_BURST)]
pub struct InvalidBurst;

impl RateLimit {
    /// The largest burst.
    pub const LARGEST_BURST: u32 = 10_000;

    /// A limit.
    ///
    /// # Errors
    /// When the burst is not from 1 to [`RateLimit::LARGEST_BURST`].
    pub fn new(rate: Rate, burst: u32) -> Result<Self, InvalidBurst> {
        if (1..=Self::LARGEST_BURST).contains(&burst) { Ok(Self { rate, burst }) } else { Err(InvalidBurst) }
    }

    /// How many requests are admitted on average.
    pub fn rate(self) -> Rate {
        self.rate
    }

    /// How many requests are admitted at once, after a pause that is long enough.
    pub fn burst(self) -> u32 {
        self.burst
    }

    /// How long that pause is.
    pub fn window(self) -> Duration {
        self.rate.interval() * self.burst
    }
}

impl fmt::Display for RateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, burst {}", self.rate, self.burst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_has_a_number_and_a_period() {
        for (text, nanos) in [
            ("5/s", 200_000_000),
            ("7/s", 142_857_143),
            ("100/min", 600_000_000),
            ("1/h", 3_600_000_000_000),
            ("1000/s", 1_000_000),
            ("60000/min", 1_000_000),
        ] {
            let rate: Rate = text.parse().expect(text);
            assert_eq!((rate.to_string().as_str(), rate.interval().as_nanos()), (text, nanos));
        }
        for wrong in [
            "",
            "5",
            "/s",
            "0/s",
            "-1/s",
            "+1/s",
            "1.5/s",
            "5/d",
            "5/S",
            "5 /s",
            "5/s ",
            "1001/s",
            "3600001/h",
        ] {
            assert!(wrong.parse::<Rate>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_bucket_is_full_again_after_as_long_as_its_burst_takes() {
        let rate = "5/s".parse().expect("a rate");
        let limit = RateLimit::new(rate, 20).expect("a limit");
        assert_eq!((limit.window(), limit.to_string()), (Duration::from_secs(4), "5/s, burst 20".to_owned()));
        assert!(RateLimit::new(rate, 0).is_err() && RateLimit::new(rate, 10_001).is_err());
    }
}
