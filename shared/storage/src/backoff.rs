//! How long to wait before a call is made again.

use std::time::Duration;

/// A random wait before try `round + 1`. It is random so that callers who collided once do not collide again.
pub(crate) fn jittered(round: u32) -> Duration {
    Duration::from_millis(fastrand::u64(0..=longest(round)))
}

/// The longest wait of a round in milliseconds. It doubles with every round and ends at 0.8 s.
fn longest(round: u32) -> u64 {
    25 << round.min(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_wait_doubles_up_to_800_ms() {
        assert_eq!([0, 1, 2, 3, 4, 5, 6, u32::MAX].map(longest), [25, 50, 100, 200, 400, 800, 800, 800]);
    }

    #[test]
    fn waits_are_spread_over_the_whole_range() {
        let waits: Vec<u128> = (0..400).map(|_| jittered(5).as_millis()).collect();
        assert!(waits.iter().all(|wait| *wait <= 800));
        // Of 400 waits, a tenth of the range is missed with a probability of 0.9^400, about 1 in 10^18.
        assert!(waits.iter().any(|wait| *wait < 80) && waits.iter().any(|wait| *wait > 720));
    }
}
