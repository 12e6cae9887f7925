//! How the AWS clients are set up.
//!
//! A Lambda function has its region and credentials in its environment, so `aws-config` is not used: its search (profiles,
//! single sign-on, instance metadata) would lengthen cold starts and add megabytes to the binaries. A command-line tool
//! loads its configuration in its own way and hands it to [`Aws::from_config`].

use std::{env, time::Duration};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_types::{retry::RetryConfig, timeout::TimeoutConfig};
use aws_types::{SdkConfig, region::Region};

use crate::budget::KeepWithinBudget;

/// An environment variable that the program needs is not set.
#[derive(Debug, thiserror::Error)]
#[error("the environment variable {0} is not set")]
pub struct Misconfigured(pub &'static str);

/// Reads a required environment variable.
pub(crate) fn required(name: &'static str) -> Result<String, Misconfigured> {
    match env::var(name) {
        Ok(value) if !value.is_empty() => Ok(value),
        _ => Err(Misconfigured(name)),
    }
}

/// What all clients share: connections, credentials, timeouts and retries.
#[derive(Debug, Clone)]
pub struct Aws {
    config: SdkConfig,
}

impl Aws {
    /// From the environment that Lambda gives a function. Honours `AWS_ENDPOINT_URL`.
    ///
    /// # Errors
    /// When the region or the credentials are missing.
    pub fn from_env() -> Result<Self, Misconfigured> {
        let credentials = Credentials::new(
            required("AWS_ACCESS_KEY_ID")?,
            required("AWS_SECRET_ACCESS_KEY")?,
            env::var("AWS_SESSION_TOKEN").ok().filter(|token| !token.is_empty()),
            None,
            "environment",
        );
        let endpoint = env::var("AWS_ENDPOINT_URL").ok().filter(|url| !url.is_empty());
        let http = aws_smithy_http_client::Builder::new();
        let http_client = match &endpoint {
            // Without TLS the system's root certificates need not be read and parsed.
            Some(url) if url.starts_with("http://") => http.build_http(),
            _ => http.tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https(),
        };
        // A call makes up to three attempts and ends within 12 seconds, or within its share of a request's budget.
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(2))
            .operation_attempt_timeout(Duration::from_secs(5))
            .operation_timeout(Duration::from_secs(12))
            .build();
        let mut config = SdkConfig::builder()
            .behavior_version(aws_sdk_dynamodb::config::BehaviorVersion::latest())
            .region(Region::new(required("AWS_REGION")?))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .http_client(http_client)
            .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(50)))
            .timeout_config(timeouts);
        config.set_endpoint_url(endpoint);
        Ok(Self::from_config(config.build()))
    }

    /// From a configuration loaded elsewhere.
    pub fn from_config(config: SdkConfig) -> Self {
        Self { config }
    }

    /// The configuration, for a client that is not made here.
    pub fn config(&self) -> &SdkConfig {
        &self.config
    }

    /// The DynamoDB client.
    pub(crate) fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        let config =
            aws_sdk_dynamodb::config::Builder::from(&self.config).interceptor(KeepWithinBudget).build();
        aws_sdk_dynamodb::Client::from_conf(config)
    }

    /// The SQS client.
    pub(crate) fn sqs(&self) -> aws_sdk_sqs::Client {
        let config = aws_sdk_sqs::config::Builder::from(&self.config).interceptor(KeepWithinBudget).build();
        aws_sdk_sqs::Client::from_conf(config)
    }

    /// The EventBridge client.
    pub(crate) fn eventbridge(&self) -> aws_sdk_eventbridge::Client {
        let config =
            aws_sdk_eventbridge::config::Builder::from(&self.config).interceptor(KeepWithinBudget).build();
        aws_sdk_eventbridge::Client::from_conf(config)
    }

    /// The S3 client.
    pub(crate) fn s3(&self) -> aws_sdk_s3::Client {
        // Emulators and other S3-compatible servers seldom resolve a host name per bucket.
        let path_style = self.config.endpoint_url().is_some();
        let config = aws_sdk_s3::config::Builder::from(&self.config)
            .force_path_style(path_style)
            .interceptor(KeepWithinBudget)
            .build();
        aws_sdk_s3::Client::from_conf(config)
    }
}
