//! How long a request may take, shared by all calls that it makes.
//!
//! Whoever answers a request runs it [`within`] its budget. Every call of an AWS service that it makes then ends, with all
//! its repetitions, while there is time left to say so: a client that waits is told to come back, and not cut off.

use std::time::Duration;

use aws_sdk_dynamodb::{
    config::{ConfigBag, Intercept, interceptors::BeforeSerializationInterceptorContextRef},
    error::BoxError,
};
use aws_smithy_types::timeout::TimeoutConfig;
use tokio::time::Instant;

tokio::task_local! {
    /// When the budget of the running request is used up.
    static DEADLINE: Instant;
}

/// Runs a request, all of whose calls share the budget.
pub async fn within<F: Future>(budget: Duration, request: F) -> F::Output {
    DEADLINE.scope(Instant::now() + budget, request).await
}

/// How much of the running request's budget is left; `None` outside of a request.
pub fn time_left() -> Option<Duration> {
    DEADLINE.try_with(|deadline| deadline.saturating_duration_since(Instant::now())).ok()
}

/// Most of what is left for one call: three quarters. So there is time for a call after one that hangs, which finds out
/// what became of it or takes something back.
fn share(left: Duration) -> Duration {
    (left / 4 * 3).max(Duration::from_millis(1))
}

/// Shortens the time of a call to its share of the budget.
#[derive(Debug)]
pub(crate) struct KeepWithinBudget;

impl Intercept for KeepWithinBudget {
    fn name(&self) -> &'static str {
        "KeepWithinBudget"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(share) = time_left().map(share) {
            let configured = config.load::<TimeoutConfig>().cloned().unwrap_or_else(TimeoutConfig::disabled);
            let whole = configured.operation_timeout().map_or(share, |timeout| timeout.min(share));
            let shortened = configured.to_builder().operation_timeout(whole).build();
            config.interceptor_state().store_put(shortened);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_hangs_leaves_time_for_the_next_one() {
        assert_eq!(share(Duration::from_secs(10)), Duration::from_millis(7500));
        assert_eq!(share(Duration::from_millis(2500)), Duration::from_millis(1875));
        assert!(share(Duration::ZERO) > Duration::ZERO, "an SDK takes zero for a mistake");
    }

    #[tokio::test]
    async fn calls_of_a_request_share_its_budget_and_others_have_none() {
        assert_eq!(time_left(), None);
        within(Duration::from_secs(10), async {
            let before = time_left().expect("a budget");
            tokio::time::sleep(Duration::from_millis(5)).await;
            assert!(time_left().is_some_and(|after| after < before), "time passes");
        })
        .await;
        within(Duration::ZERO, async { assert_eq!(time_left(), Some(Duration::ZERO)) }).await;
    }
}
