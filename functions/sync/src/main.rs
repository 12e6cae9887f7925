//! Follows an MLflow server on a schedule: publishes snapshots of what has changed there since the last time.

mod config;
mod credentials;
mod follower;
mod patterns;
mod punctual;

use std::{fmt, time::Duration};

use lambda_runtime::{Context, Error, LambdaEvent, run, service_fn};
use report_domain::Timestamp;
use report_import::http::{Client, Patient, Trust};
use report_storage::{Aws, Bucket, Table};
use serde_json::Value;

use crate::{
    config::{Config, LIMITS},
    follower::Follower,
    punctual::Punctual,
};

/// How long before its end a pass asks no more: a question under way may take half of it, and what it was for is still
/// published.
const MARGIN: Duration = Duration::from_secs(60);

/// How long after the function's end the lease of its pass ends, since clocks differ.
const GRACE: Duration = Duration::from_secs(5);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    report_logs::start();
    let aws = Aws::from_env()?;
    let (bucket, table) = (&Bucket::from_env(&aws)?, &Table::from_env(&aws)?);
    let config = &Config::from_env()?;
    run(service_fn(move |event: LambdaEvent<Value>| async move {
        pass(config, bucket, table, &event.context)
            .await
            .map_err(|error| Error::from(Ended(error.to_string())))
    }))
    .await
}

/// Why a pass has ended before its time: one sentence. The function's error counts in the metric that the alarm watches, and
/// Lambda's runtime logs its debug output.
struct Ended(String);

impl std::error::Error for Ended {}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One pass within the time that the function has.
async fn pass(config: &Config, bucket: &Bucket, table: &Table, context: &Context) -> Result<(), Error> {
    let end = Timestamp::from_unix_millis(i64::try_from(context.deadline).unwrap_or(i64::MAX));
    let is_over = &|| Timestamp::now().after(MARGIN) >= end;
    let authorization = credentials::authorization(config.secret.as_deref()).await?;
    let client = Client::bounded(&config.url, &authorization, &Trust::System, LIMITS)?;
    let address = client.address().to_owned();
    let follower = Follower { bucket, table, config, address: &address, is_over };
    let server = Patient::new(Punctual { server: client, is_over });
    follower.pass(&server, end.after(GRACE)).await?;
    Ok(())
}
