//! How long a request waits for its report.

use std::time::Duration;

use report_storage::time_left;
use tokio::time::{Instant, sleep};

/// How long a request waits at most. Most reports are there within a second; whoever waits for one that takes longer is told to
/// come back.
pub const LONGEST: Duration = Duration::from_secs(4);

/// The time that one request waits, in pauses that grow.
#[derive(Debug)]
pub struct Patience {
    until: Instant,
    pause: Duration,
    longest_pause: Duration,
}

impl Patience {
    /// That long, but not more than half of what is left of the request's budget: its document is to be sent as well.
    pub fn new(longest: Duration) -> Self {
        let whole = time_left().map_or(longest, |left| longest.min(left / 2));
        Self { until: Instant::now() + whole, pause: longest / 40, longest_pause: longest / 4 }
    }

    /// Waits a little; `false`, and at once, if the time is used up.
    pub async fn pause(&mut self) -> bool {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return false;
        }
        sleep(self.pause.min(left)).await;
        self.pause = (self.pause * 3 / 2).min(self.longest_pause);
        true
    }
}

#[cfg(test)]
mod tests {
    use report_storage::within;

    use super::*;

    /// In how many pauses the time is used up, and how long they take.
    async fn pauses(longest: Duration) -> (usize, Duration) {
        let (mut patience, began, mut count) = (Patience::new(longest), Instant::now(), 0);
        while patience.pause().await {
            count += 1;
        }
        (count, began.elapsed())
    }

    #[tokio::test]
    async fn pauses_grow_and_end_in_time() {
        let longest = Duration::from_millis(400);
        let (count, whole) = pauses(longest).await;
        assert!((5..=12).contains(&count), "{count} pauses");
        assert!(whole >= longest, "the last look is at the end: {whole:?}");
    }

    #[tokio::test]
    async fn half_of_the_budget_is_left_for_the_answer() {
        let (_, whole) = within(Duration::from_millis(200), pauses(Duration::from_secs(60))).await;
        assert!(whole < Duration::from_secs(1), "{whole:?}");
        let (count, _) = within(Duration::ZERO, pauses(Duration::from_secs(60))).await;
        assert_eq!(count, 0, "nothing is left");
    }
}
