//! Asking again where that may help.

use std::{cell::Cell, thread, time::Duration};

use super::{Answer, Request, Server, Unanswered};

/// How long to wait before the second, third, … attempt.
const PAUSES: [Duration; 4] =
    [Duration::from_millis(250), Duration::from_millis(500), Duration::from_secs(1), Duration::from_secs(2)];

/// The longest pause that a server may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A server that is asked up to five times, with growing pauses, where it is busy, has a fault, or the connection breaks.
///
/// One that never answered is asked once: its address is wrong more often than its network is.
pub struct Patient<S> {
    server: S,
    has_answered: Cell<bool>,
    pause: fn(Duration),
}

impl<S: Server> Patient<S> {
    /// With the same questions to `server`.
    pub fn new(server: S) -> Self {
        Self { server, has_answered: Cell::new(false), pause: thread::sleep }
    }

    fn once(&self, request: &Request<'_>) -> Result<Answer, Unanswered> {
        let answer = self.server.ask(request);
        self.has_answered.set(self.has_answered.get() || answer.is_ok());
        answer
    }

    /// Whether another attempt may end otherwise.
    fn may_change(&self, outcome: &Result<Answer, Unanswered>) -> bool {
        match outcome {
            Ok(answer) => matches!(answer.status, 408 | 429 | 500 | 502..=504),
            Err(Unanswered::NotReached(_) | Unanswered::Broken(_)) => self.has_answered.get(),
            Err(_) => false,
        }
    }
}

impl<S: Server> Server for Patient<S> {
    fn ask(&self, request: &Request<'_>) -> Result<Answer, Unanswered> {
        let mut outcome = self.once(request);
        for pause in PAUSES {
            if !self.may_change(&outcome) {
                break;
            }
            let wanted = outcome.as_ref().ok().and_then(|answer| answer.retry_after);
            (self.pause)(wanted.map_or(pause, |wanted| wanted.max(pause)).min(LONGEST_PAUSE));
            outcome = self.once(request);
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::cell::RefCell;

    use super::*;

    thread_local! {
        static PAUSED: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
    }

    /// Answers in this order; the last one for ever.
    struct Script(RefCell<Vec<Result<Answer, Unanswered>>>);

    impl Server for Script {
        fn ask(&self, _: &Request<'_>) -> Result<Answer, Unanswered> {
            let mut script = self.0.borrow_mut();
            if script.len() > 1 { script.remove(0) } else { script[0].clone() }
        }
    }

    fn status(status: u16) -> Result<Answer, Unanswered> {
        Ok(Answer { status, body: Vec::new(), retry_after: None })
    }

    /// The outcome of each of `requests` questions, and the pauses in milliseconds.
    fn asked(script: Vec<Result<Answer, Unanswered>>, requests: usize) -> (Vec<Option<u16>>, Vec<u64>) {
        let pause = |pause: Duration| PAUSED.with(|all| all.borrow_mut().push(pause.as_millis() as u64));
        PAUSED.with(|all| all.borrow_mut().clear());
        let server = Patient { pause, ..Patient::new(Script(RefCell::new(script))) };
        let outcomes = (0..requests).map(|_| server.ask(&Request::get("/")).ok().map(|answer| answer.status));
        (outcomes.collect(), PAUSED.with(|all| all.borrow().clone()))
    }

    fn broken() -> Result<Answer, Unanswered> {
        Err(Unanswered::Broken("reset".into()))
    }

    #[test]
    fn a_busy_server_is_asked_again_with_growing_pauses() {
        assert_eq!(asked(vec![status(503), status(429), status(200)], 1), (vec![Some(200)], vec![250, 500]));
        assert_eq!(asked(vec![status(500)], 1), (vec![Some(500)], vec![250, 500, 1000, 2000]), "and no more");
    }

    #[test]
    fn what_will_not_change_is_asked_once() {
        for final_status in [200, 400, 401, 403, 404, 501] {
            assert_eq!(asked(vec![status(final_status)], 1), (vec![Some(final_status)], vec![]));
        }
        assert_eq!(
            asked(vec![Err(Unanswered::Certificate("unknown issuer".into()))], 1),
            (vec![None], vec![])
        );
    }

    #[test]
    fn a_broken_connection_is_tried_again_if_the_server_was_ever_there() {
        assert_eq!(asked(vec![broken(), status(200)], 1), (vec![None], vec![]), "a wrong address");
        let (outcomes, pauses) = asked(vec![status(200), broken(), status(200)], 2);
        assert_eq!((outcomes, pauses), (vec![Some(200), Some(200)], vec![250]));
    }

    #[test]
    fn a_server_may_ask_for_a_longer_pause_within_bounds() {
        let busy = |seconds| {
            Ok(Answer { status: 429, body: Vec::new(), retry_after: Some(Duration::from_secs(seconds)) })
        };
        assert_eq!(asked(vec![busy(7), status(200)], 1).1, [7_000]);
        assert_eq!(asked(vec![busy(86_400), status(200)], 1).1, [30_000]);
        assert_eq!(asked(vec![busy(0), status(200)], 1).1, [250]);
    }
}
