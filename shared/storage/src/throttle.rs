//! Buckets of requests: how much of its limit an API key has used.
//!
//! The bucket of a key is one instant, at which it is full again: the "theoretical arrival time" of the generic cell rate
//! algorithm (GCRA; ITU-T I.371). Each request moves it by one interval of the rate, and is refused when the instant would then be
//! further away than a whole burst takes. That is a token bucket without a counter that somebody would have to fill.
//!
//! The bucket has an item of its own, so that functions can remember a key for a while. A request takes one conditional write,
//! if what the function knows of the bucket is so: an expression of DynamoDB has no maximum, so a bucket that has become full
//! and one in use are written to differently. A write that finds the bucket otherwise is answered with how it is.
//!
//! The clock is that of the function. An instant that no clock that is right to within [`MOST_SKEW`] can have written is not
//! believed, so a function whose clock is wrong by a day locks nobody out for a day: the worst that it does is to let its own
//! requests through, and to make the others' next burst a whole one.

use std::time::Duration;

use report_domain::{RateLimit, Timestamp};

use crate::{
    KeyDigest, StorageError, Table,
    item::{Attributes, Reader, key, n, ttl, values},
    table::Written,
};

/// How far clocks of functions are expected to differ at most.
const MOST_SKEW: Duration = Duration::from_secs(2);
/// How long an idle bucket is kept after it is full. One that is not there counts as full.
const KEPT: Duration = Duration::from_secs(3600);
/// How often a request writes. The bucket's instant only grows while the clocks are right, so the third write is decisive.
const MOST_TRIES: u32 = 4;

/// When a bucket is full again, in nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FullAt(i64);

/// What came of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Whether the request is admitted.
    pub is_admitted: bool,
    /// The bucket after the request. A function that remembers it saves writes.
    pub full_at: FullAt,
    /// How many more requests would be admitted now.
    pub left: u32,
    /// After how long there will be one more than that; after a refusal, when the next request is admitted.
    pub next: Duration,
}

/// How a bucket is, as far as it matters for the next request.
#[derive(Debug, PartialEq, Eq)]
enum Level {
    /// Full, or written by a clock that is wrong.
    Full,
    /// In use, with room for the request.
    InUse,
    /// Used up.
    Empty,
}

/// The instants that a request compares the bucket with.
struct Bounds {
    now: i64,
    interval: i64,
    /// The latest instant with room for one more request.
    last: i64,
    /// The latest instant that a clock can have written that is right.
    possible: i64,
}

fn nanos(duration: Duration) -> i64 {
    i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX)
}

impl Bounds {
    fn new(limit: RateLimit, now: Timestamp) -> Self {
        let now = now.unix_millis().saturating_mul(1_000_000);
        let (interval, window) = (nanos(limit.rate().interval()), nanos(limit.window()));
        let full = now.saturating_add(window);
        Self { now, interval, last: full - interval, possible: full.saturating_add(nanos(MOST_SKEW)) }
    }

    fn level(&self, bucket: Option<FullAt>) -> Level {
        match bucket {
            Some(FullAt(at)) if at >= self.now && at <= self.last => Level::InUse,
            Some(FullAt(at)) if at > self.last && at <= self.possible => Level::Empty,
            _ => Level::Full,
        }
    }

    /// The bucket after a request that finds it full.
    fn first(&self) -> FullAt {
        FullAt(self.now.saturating_add(self.interval))
    }

    fn taken(&self, is_admitted: bool, full_at: FullAt) -> Taken {
        let room = self.last.saturating_add(self.interval).saturating_sub(full_at.0);
        let left = (room / self.interval).max(0);
        let next = (left + 1).saturating_mul(self.interval).saturating_sub(room);
        Taken {
            is_admitted,
            full_at,
            left: u32::try_from(left).unwrap_or(u32::MAX),
            next: Duration::from_nanos(u64::try_from(next).unwrap_or(0)),
        }
    }
}

/// Counts the requests of API keys.
pub trait Throttle: Send + Sync {
    /// Takes one request out of a key's bucket, if there is one left. `known` is the bucket as this function has last seen it;
    /// if it has been empty since, nothing is written.
    ///
    /// A call whose answer was lost may take twice: a client can get one request less, and never one more.
    ///
    /// # Errors
    /// When the table cannot be written.
    fn take_request(
        &self,
        digest: KeyDigest,
        limit: RateLimit,
        now: Timestamp,
        known: Option<FullAt>,
    ) -> impl Future<Output = Result<Taken, StorageError>> + Send;
}

fn bucket_key(digest: KeyDigest) -> Attributes {
    key(format_args!("RATE#{digest}"), "RATE")
}

fn full_at(item: &Attributes) -> Result<FullAt, StorageError> {
    Ok(FullAt(Reader(item).number("full_at")?))
}

impl Throttle for Table {
    async fn take_request(
        &self,
        digest: KeyDigest,
        limit: RateLimit,
        now: Timestamp,
        known: Option<FullAt>,
    ) -> Result<Taken, StorageError> {
        let bounds = Bounds::new(limit, now);
        let expiry = ttl(now.after(limit.window() + MOST_SKEW + KEPT));
        let mut bucket = known;
        for _ in 0..MOST_TRIES {
            let (update, condition, given) = match bounds.level(bucket) {
                Level::Empty => return Ok(bounds.taken(false, bucket.unwrap_or(bounds.first()))),
                Level::InUse => (
                    "SET #full_at = #full_at + :interval, #expires_at = :expiry",
                    "#full_at BETWEEN :now AND :last",
                    values([
                        (":interval", n(bounds.interval)),
                        (":now", n(bounds.now)),
                        (":last", n(bounds.last)),
                        (":expiry", expiry.clone()),
                    ]),
                ),
                Level::Full => (
                    "SET #full_at = :first, #expires_at = :expiry",
                    "attribute_not_exists(#full_at) OR #full_at < :now OR #full_at > :possible",
                    values([
                        (":first", n(bounds.first().0)),
                        (":now", n(bounds.now)),
                        (":possible", n(bounds.possible)),
                        (":expiry", expiry.clone()),
                    ]),
                ),
            };
            match self.update_if(bucket_key(digest), update, condition, given).await? {
                Written::Done(item) => return Ok(bounds.taken(true, full_at(&item)?)),
                Written::Unmet(item) => bucket = item.as_ref().map(full_at).transpose()?,
            }
        }
        let detail = format!("RATE#{digest} was written to by clocks that differ");
        Err(StorageError::Unavailable { operation: "dynamodb:UpdateItem", detail })
    }
}

/// What [`Throttle::take_request`] makes of a bucket that nobody else writes to.
#[cfg(any(test, feature = "memory"))]
pub(crate) fn take(bucket: Option<FullAt>, limit: RateLimit, now: Timestamp) -> Taken {
    let bounds = Bounds::new(limit, now);
    match (bounds.level(bucket), bucket) {
        (Level::Empty, Some(at)) => bounds.taken(false, at),
        (Level::InUse, Some(FullAt(at))) => bounds.taken(true, FullAt(at + bounds.interval)),
        _ => bounds.taken(true, bounds.first()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: i64 = 1_772_290_800_000;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_unix_millis(START + millis)
    }

    fn limit(rate: &str, burst: u32) -> RateLimit {
        RateLimit::new(rate.parse().expect("a rate"), burst).expect("a limit")
    }

    /// A bucket, and how many of so many requests at that instant are admitted.
    fn admitted(bucket: &mut Option<FullAt>, limit: RateLimit, millis: i64, requests: u32) -> u32 {
        let mut take_one = |_| {
            let taken = take(*bucket, limit, at(millis));
            *bucket = Some(taken.full_at);
            u32::from(taken.is_admitted)
        };
        (0..requests).map(&mut take_one).sum()
    }

    #[test]
    fn a_burst_is_admitted_and_then_as_many_as_the_rate_says() {
        let (limit, mut bucket) = (limit("5/s", 20), None);
        assert_eq!(admitted(&mut bucket, limit, 0, 200), 20);
        assert_eq!(admitted(&mut bucket, limit, 199, 200), 0);
        assert_eq!(admitted(&mut bucket, limit, 200, 200), 1);
        assert_eq!(admitted(&mut bucket, limit, 1_200, 200), 5);
        assert_eq!(
            admitted(&mut bucket, limit, 3_600_000, 200),
            20,
            "no more than a burst, however long the pause"
        );
        assert_eq!(
            (0..10_000).map(|tick| admitted(&mut bucket, limit, 3_700_000 + tick, 1)).sum::<u32>(),
            69
        );
    }

    #[test]
    fn what_is_left_and_when_there_will_be_more_is_said() {
        let limit = limit("20/min", 2);
        let first = take(None, limit, at(0));
        assert_eq!((first.is_admitted, first.left, first.next), (true, 1, Duration::from_secs(3)));
        let second = take(Some(first.full_at), limit, at(1_000));
        assert_eq!((second.is_admitted, second.left, second.next), (true, 0, Duration::from_secs(2)));
        let third = take(Some(second.full_at), limit, at(2_500));
        assert_eq!((third.is_admitted, third.left, third.next), (false, 0, Duration::from_millis(500)));
        assert!(!take(Some(third.full_at), limit, at(2_999)).is_admitted);
        assert!(take(Some(third.full_at), limit, at(3_000)).is_admitted, "the wait that was told is enough");
    }

    #[test]
    fn clocks_that_differ_a_little_admit_no_more_and_one_that_is_wrong_locks_nobody_out() {
        let (limit, mut bucket) = (limit("5/s", 20), None);
        assert_eq!(admitted(&mut bucket, limit, 2_000, 50), 20);
        let behind = take(bucket, limit, at(0));
        assert!(!behind.is_admitted && behind.next <= limit.window() + MOST_SKEW, "{behind:?}");
        let day = 86_400_000;
        assert_eq!(admitted(&mut bucket, limit, day, 50), 20, "a clock that is a day ahead");
        assert_eq!(admitted(&mut bucket, limit, 3_000, 50), 20, "one that is right does not wait for a day");
        assert_eq!(admitted(&mut bucket, limit, 3_000, 50), 0);
    }

    #[test]
    fn a_new_limit_holds_at_once() {
        let mut bucket = None;
        assert_eq!(admitted(&mut bucket, limit("1/h", 3), 0, 5), 3);
        assert_eq!(admitted(&mut bucket, limit("5/s", 20), 1, 50), 20, "wider");
        assert_eq!(
            admitted(&mut bucket, limit("1/h", 3), 2, 50),
            2,
            "narrower: what was used counts by its time"
        );
    }
}
