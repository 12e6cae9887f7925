use std::time::Instant;

use report_findings::Severity::{Critical, Good, Warning};
use serde_json::{Value, json};

use super::{Figures, HOUR, MONDAY, hours, interval, of, over, said};

const RULES: [&str; 3] = ["error_burst", "latency_spike", "traffic_gap"];

fn none_of(intervals: &[Value], what: &str) {
    for rule in RULES {
        assert_eq!(over(intervals.to_vec(), rule), [], "{what}");
    }
}

#[test]
fn a_burst_has_its_hours_and_counts() {
    let with = |errors: u64| {
        hours(240, move |hour| match hour {
            100 => (59, errors, None),
            101 => (65, 12, None),
            hour => (30, u64::from(hour % 2 == 0), None),
        })
    };
    assert_eq!(
        over(with(20), "error_burst"),
        said(
            Warning,
            "Error burst",
            "32 of 124 calls failed on 2026-03-06 from 04:00 to 06:00 UTC, 25.8% against a usual 2.5%; 21.2% of all errors fall into it."
        )
    );
    assert_eq!(over(with(59), "error_burst")[0].0, Warning, "71 of 124 is not shown to be more than half");
    assert_eq!(
        over(hours(240, |hour| (59, if hour == 100 { 59 } else { 0 }, None)), "error_burst")[0].0,
        Critical
    );
}

#[test]
fn few_errors_small_rises_and_contradictions_are_no_burst() {
    none_of(&hours(240, |hour| (6, u64::from(hour % 20 == 0), None)), "one failed call in a quiet hour");
    none_of(&hours(240, |hour| (1_000_000, if hour == 50 { 15_000 } else { 10_000 }, None)), "a small rise");
    none_of(&hours(240, |hour| (10, if hour == 50 { 200 } else { 0 }, None)), "more errors than calls");
    let burst = |errors| {
        over(hours(240, move |hour| (1_000, if hour == 50 { errors } else { 0 }, None)), "error_burst")
    };
    assert_eq!(burst(2), [], "fewer than three errors");
    assert_eq!(burst(20).len(), 1);
}

#[test]
fn a_burst_is_at_least_twice_the_usual_rate() {
    let burst = |errors| {
        over(hours(480, move |hour| (100_000, if hour == 12 { errors } else { 1_000 }, None)), "error_burst")
            .len()
    };
    assert_eq!((burst(1_990), burst(2_010)), (0, 1));
}

#[test]
fn a_batch_that_fails_every_night_is_usual_at_night() {
    let batch =
        |days: i64| hours(days * 24, |hour| if hour % 24 == 2 { (200, 20, None) } else { (40, 0, None) });
    none_of(&batch(10), "every night");
    none_of(&batch(4), "four nights");
    let worse = hours(240, |hour| match hour {
        122 => (200, 80, None),
        hour if hour % 24 == 2 => (200, 20, None),
        _ => (40, 0, None),
    });
    assert_eq!(
        over(worse, "error_burst"),
        said(
            Warning,
            "Error burst",
            "80 of 200 calls failed on 2026-03-07 from 02:00 to 03:00 UTC, 40.0% against a usual 10.0%; 30.8% of all errors fall into it."
        )
    );
}

#[test]
fn a_spike_is_twice_the_usual_of_its_time_of_day() {
    // Nights are three times as slow as days.
    let base = |hour: i64| if hour % 24 < 6 { 75.0 } else { 25.0 } + (hour % 5) as f64 * 0.1;
    let with = |p95: f64, calls: u64, days: i64| {
        let intervals =
            hours(days * 24, move |hour| (calls, 0, Some(if hour == 60 { p95 } else { base(hour) })));
        over(intervals, "latency_spike")
    };
    assert_eq!(with(base(60), 40, 5), []);
    assert_eq!(
        with(130.0, 40, 5),
        said(
            Warning,
            "Latency spike",
            "The 95th percentile of the latency rose to 130 ms on 2026-03-04 from 12:00 to 13:00 UTC, 5.1 times the 25 ms that is \
             usual at that time of day."
        )
    );
    assert_eq!((with(49.0, 40, 5).len(), with(52.0, 40, 5).len()), (0, 1), "twice the usual");
    assert_eq!((with(130.0, 19, 5).len(), with(130.0, 20, 5).len()), (0, 1), "calls");
    assert_eq!((with(130.0, 40, 3).len(), with(130.0, 40, 4).len()), (0, 1), "days");
}

#[test]
fn where_latency_varies_by_times_a_double_is_no_spike() {
    let noisy = |hour: i64| [10.0, 20.0, 30.0, 60.0, 90.0][((hour * 7 + hour / 24) % 5) as usize];
    assert_eq!(over(hours(240, |hour| (40, 0, Some(noisy(hour)))), "latency_spike"), []);
}

/// Calls by day from 6 o'clock on.
fn awake(hour: i64) -> Figures {
    (if hour % 24 < 6 { 0 } else { 50 }, 0, None)
}

#[test]
fn quiet_nights_are_no_gaps() {
    for days in [2, 3, 4, 5, 7, 14, 21, 28] {
        none_of(&hours(days * 24, awake), &format!("{days} days"));
    }
}

/// Calls on workdays from 8 to 18 o'clock, `out` of order for some hours.
fn office(days: i64, out: std::ops::Range<i64>) -> Vec<Value> {
    hours(days * 24, move |hour| {
        let open = hour / 24 % 7 < 5 && (8..18).contains(&(hour % 24)) && !out.contains(&hour);
        (if open { 40 } else { 0 }, 0, None)
    })
}

#[test]
fn free_weekends_are_no_gaps() {
    for days in [4, 5, 6, 7, 8, 9, 10, 12, 14, 21, 28] {
        none_of(&office(days, 0..0), &format!("{days} days"));
    }
}

#[test]
fn an_outage_of_an_office_is_found_where_the_days_suffice() {
    // Six hours of the second Wednesday.
    let out = (9 * 24 + 10)..(9 * 24 + 16);
    for (days, found) in [(14, 0), (20, 0), (21, 1), (28, 1)] {
        assert_eq!(over(office(days, out.clone()), "traffic_gap").len(), found, "{days} days");
    }
    assert_eq!(
        over(office(21, out), "traffic_gap"),
        said(
            Warning,
            "Traffic gap",
            "No call came on 2026-03-11 from 10:00 to 16:00 UTC; the least that came at the same time of the same weekday in other weeks \
             adds up to 240 calls."
        )
    );
}

#[test]
fn a_gap_in_a_service_of_every_day() {
    let with = |days: i64, calls: u64| {
        let silent = move |hour: i64| (50..56).contains(&hour);
        over(hours(days * 24, move |hour| (if silent(hour) { 0 } else { calls }, 0, None)), "traffic_gap")
    };
    assert_eq!(with(3, 40), []);
    assert_eq!(
        with(4, 40),
        said(
            Warning,
            "Traffic gap",
            "No call came on 2026-03-04 from 02:00 to 08:00 UTC; the least that came at the same time of day on other days adds up to \
             240 calls."
        )
    );
    // ln(96 / 0.01) = 9.17: six hours of 1 call are not improbable, of 2 calls they are.
    assert_eq!((with(4, 1).len(), with(4, 2).len()), (0, 1));
}

#[test]
fn intervals_that_are_left_out_are_silence_and_jitter_is_none() {
    let jitter = |hour: i64| MONDAY + hour * HOUR + [0, 3, -2, 1, -3][(hour % 5) as usize];
    let mut intervals: Vec<Value> = (0..240).map(|hour| interval(jitter(hour), (30, 0, None))).collect();
    none_of(&intervals, "jitter");
    intervals.drain(50..60);
    let found = over(intervals, "traffic_gap");
    assert_eq!(found.len(), 1);
    assert!(found[0].2.starts_with("No call came on 2026-03-04 from 02:00 to 12:00 UTC;"), "{found:?}");
}

#[test]
fn a_window_longer_than_its_intervals_is_silent_at_its_end() {
    let intervals = hours(120, |_| (30, 0, None));
    let with = |end: &str| {
        of(
            json!({ "window": { "start": "2026-03-02T00:00:00Z", "end": end }, "intervals": intervals }),
            "traffic_gap",
        )
    };
    assert_eq!(with("2026-03-07T00:00:00Z"), []);
    assert_eq!(with("2026-03-07T00:59:00Z"), []);
    assert!(with("2026-03-06T12:00:00Z").is_empty() && with("2026-03-01T00:00:00Z").is_empty());
    // Saturday: perhaps free.
    assert_eq!(with("2026-03-07T12:00:00Z"), []);
    assert_eq!(with("2026-03-10T12:00:00Z").len(), 0, "the days without intervals make silence usual");
}

#[test]
fn local_days_of_23_and_25_hours_and_daily_or_five_minute_steps() {
    let lengths = [24, 24, 24, 24, 24, 24, 23, 24, 24, 24, 25, 24, 24, 24];
    let mut start = MONDAY - HOUR;
    let daily: Vec<Value> = lengths
        .iter()
        .map(|hours| {
            let one = interval(start, (1_000, 3, Some(20.0)));
            start += hours * HOUR;
            one
        })
        .collect();
    none_of(&daily, "days");
    let fine = |figures: fn(i64) -> Figures| -> Vec<Value> {
        (0..288 * 5).map(|place| interval(MONDAY + place * 300, figures(place))).collect()
    };
    none_of(&fine(|place| (if place % 288 < 72 { 0 } else { 5 }, 0, Some(20.0))), "five minutes");
    let gap = over(fine(|place| (if (700..720).contains(&place) { 0 } else { 5 }, 0, None)), "traffic_gap");
    assert_eq!(gap.len(), 1);
}

#[test]
fn none_is_said_where_all_could_be_looked_for() {
    let with = |hours_: i64, p95| over(hours(hours_, move |_| (30, 0, p95)), "incidents");
    assert_eq!(
        with(96, Some(20.0)),
        said(
            Good,
            "No incident",
            "No error burst, latency spike or traffic gap was found in 96 intervals over 4 whole days."
        )
    );
    assert!(with(96, None)[0].2.starts_with("No error burst or traffic gap"));
    assert_eq!(with(95, Some(20.0)), []);
    let odd = (0..400).map(|place| interval(MONDAY + place * 1_500, (30, 0, None))).collect();
    assert_eq!(over(odd, "incidents"), [], "25 minutes do not divide a day");
}

#[test]
fn the_gravest_five_are_told_and_the_others_counted() {
    let with = |bursts: i64| {
        hours(480, move |hour| {
            (100, if hour % 31 == 7 && hour / 31 < bursts { 40 + (hour / 31) as u64 } else { 0 }, None)
        })
    };
    assert_eq!(over(with(5), "error_burst").len(), 5);
    assert_eq!(over(with(5), "incidents"), []);
    let found = over(with(7), "error_burst");
    assert_eq!(found.len(), 5);
    assert!(found[0].2.starts_with("46 of 100 calls failed"), "{found:?}");
    assert_eq!(
        over(with(7), "incidents"),
        said(
            Warning,
            "Further incidents",
            "2 further incidents were found; of 7 in all the gravest are told one by one."
        )
    );
    assert!(over(with(6), "incidents")[0].2.starts_with("1 further incident was found;"));
}

#[test]
fn twenty_thousand_intervals_take_milliseconds() {
    let intervals: Vec<Value> = (0..20_000)
        .map(|place| {
            interval(MONDAY + place * 300, (30 + place as u64 % 7, u64::from(place % 11 == 0), Some(20.0)))
        })
        .collect();
    let report_snapshot::Snapshot::Deployment(read) = super::read(json!({ "intervals": intervals })) else {
        panic!()
    };
    let began = Instant::now();
    assert_eq!(report_facts::incidents::incidents(&read.content), []);
    assert!(began.elapsed().as_millis() < 200, "{:?}", began.elapsed());
}
