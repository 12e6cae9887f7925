//! Axes of dates.

use report_domain::Timestamp;
use time::{Date, Month, OffsetDateTime, Time};

use crate::domain::{Domain, Tick};

const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

/// Steps in seconds that fall on places people expect: whole minutes, hours and days.
const STEPS: [f64; 17] = [
    60.0,
    300.0,
    900.0,
    1_800.0,
    HOUR,
    2.0 * HOUR,
    3.0 * HOUR,
    6.0 * HOUR,
    12.0 * HOUR,
    DAY,
    2.0 * DAY,
    3.0 * DAY,
    4.0 * DAY,
    5.0 * DAY,
    7.0 * DAY,
    10.0 * DAY,
    14.0 * DAY,
];

/// Steps in months.
const MONTHS: [i32; 8] = [1, 2, 3, 6, 12, 24, 60, 120];

/// Seconds since 1970.
pub(crate) fn seconds(time: Timestamp) -> f64 {
    time.unix_millis() as f64 / 1_000.0
}

/// The axis from `first` to `last`, in seconds since 1970, with at most about `count` ticks.
pub(crate) fn domain(first: f64, last: f64, count: usize) -> Domain {
    let (low, high) = if last - first < 60.0 { (first - HOUR, last + HOUR) } else { (first, last) };
    let wanted = (high - low) / count.max(2) as f64;
    let ticks = match STEPS.into_iter().find(|step| *step >= wanted) {
        Some(step) => by_seconds(low, high, step),
        None => {
            let months = MONTHS.into_iter().find(|months| f64::from(*months) * 30.4 * DAY >= wanted);
            by_months(low, high, months.unwrap_or(1_200))
        }
    };
    Domain::with_ticks(low, high, ticks)
}

fn by_seconds(low: f64, high: f64, step: f64) -> Vec<Tick> {
    let first = (low / step).ceil() as i64;
    let last = (high / step).floor() as i64;
    (first..=last)
        .take(100)
        .filter_map(|index| {
            let value = index as f64 * step;
            let at = OffsetDateTime::from_unix_timestamp(value as i64).ok()?;
            let midnight = at.hour() == 0 && at.minute() == 0;
            let label = if step >= DAY || midnight {
                day(at.date())
            } else {
                format!("{:02}:{:02}", at.hour(), at.minute())
            };
            Some(Tick { value, label })
        })
        .collect()
}

fn by_months(low: f64, high: f64, step: i32) -> Vec<Tick> {
    let Ok(start) = OffsetDateTime::from_unix_timestamp(low as i64) else { return Vec::new() };
    let mut month = (start.year() * 12 + i32::from(u8::from(start.month())) - 1).div_euclid(step) * step;
    let mut ticks = Vec::new();
    while ticks.len() < 100 {
        let name = Month::try_from((month.rem_euclid(12) + 1) as u8);
        let Some(date) =
            name.ok().and_then(|name| Date::from_calendar_date(month.div_euclid(12), name, 1).ok())
        else {
            break;
        };
        let value = date.with_time(Time::MIDNIGHT).assume_utc().unix_timestamp() as f64;
        if value > high {
            break;
        }
        if value >= low {
            let label = if step >= 12 {
                date.year().to_string()
            } else {
                format!("{} {}", short(date.month()), date.year())
            };
            ticks.push(Tick { value, label });
        }
        month += step;
    }
    ticks
}

/// `2 Mar`.
fn day(date: Date) -> String {
    format!("{} {}", date.day(), short(date.month()))
}

fn short(month: Month) -> &'static str {
    match month {
        Month::January => "Jan",
        Month::February => "Feb",
        Month::March => "Mar",
        Month::April => "Apr",
        Month::May => "May",
        Month::June => "Jun",
        Month::July => "Jul",
        Month::August => "Aug",
        Month::September => "Sep",
        Month::October => "Oct",
        Month::November => "Nov",
        Month::December => "Dec",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(from: &str, to: &str, count: usize) -> Vec<String> {
        let at = |text: &str| seconds(Timestamp::parse(text).expect("a timestamp"));
        domain(at(from), at(to), count).ticks.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn a_week_is_read_by_days() {
        assert_eq!(
            labels("2026-03-01T00:00:00Z", "2026-03-07T23:00:00Z", 8),
            ["1 Mar", "2 Mar", "3 Mar", "4 Mar", "5 Mar", "6 Mar", "7 Mar"]
        );
    }

    #[test]
    fn a_day_is_read_by_hours_and_names_midnight() {
        assert_eq!(
            labels("2026-03-01T18:00:00Z", "2026-03-02T06:00:00Z", 5),
            ["18:00", "21:00", "2 Mar", "03:00", "06:00"]
        );
    }

    #[test]
    fn years_are_read_by_years() {
        assert_eq!(
            labels("2020-05-01T00:00:00Z", "2026-05-01T00:00:00Z", 8),
            ["2021", "2022", "2023", "2024", "2025", "2026"]
        );
    }
}
