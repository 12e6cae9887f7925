//! Which model is asked, and how patiently.

use std::{fmt, time::Duration};

/// The configuration makes no sense.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// `INSIGHTS_PROVIDER` names nothing known.
    #[error("INSIGHTS_PROVIDER is {0:?}; expected none, bedrock or openai")]
    UnknownProvider(String),
    /// A variable that the provider needs is missing.
    #[error("INSIGHTS_PROVIDER is {provider}, which needs {variable}")]
    Missing {
        /// The provider.
        provider: &'static str,
        /// The variable.
        variable: &'static str,
    },
    /// A variable is no sensible number.
    #[error("{variable} is {found:?}; expected a number from {least} to {most}")]
    NotANumber {
        /// The variable.
        variable: &'static str,
        /// What it is.
        found: String,
        /// Smallest that is accepted.
        least: u32,
        /// Greatest that is accepted.
        most: u32,
    },
    /// `INSIGHTS_BASE_URL` is no address.
    #[error(
        "INSIGHTS_BASE_URL is {0:?}; expected https://host/v1 or, for a server nearby, http://host:port/v1"
    )]
    NotAnAddress(String),
}

/// A key that never shows itself in logs.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Hidden(pub(crate) String);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden(…)")
    }
}

/// Credentials and region for AWS calls, as Lambda gives them.
#[derive(Debug, Clone)]
pub(crate) struct AwsAccess {
    pub(crate) region: String,
    pub(crate) access_key: String,
    pub(crate) secret_key: Hidden,
    pub(crate) session_token: Option<Hidden>,
    /// For emulators.
    pub(crate) endpoint: Option<String>,
}

/// Where the model is.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    Bedrock { access: AwsAccess, guardrail: Option<Guardrail> },
    OpenAi { base_url: String, key: Option<KeySource> },
}

/// A guardrail that the answer passes through.
#[derive(Debug, Clone)]
pub(crate) struct Guardrail {
    pub(crate) id: String,
    pub(crate) version: String,
}

/// Where the key of an OpenAI-compatible endpoint is kept.
#[derive(Debug, Clone)]
pub(crate) enum KeySource {
    /// A secret's ARN in Secrets Manager, or a parameter's ARN or name (`/path`) in the Parameter Store.
    Stored { reference: String, access: AwsAccess },
    /// Given outright, by tests.
    Given(Hidden),
}

/// Which model is asked, and how patiently.
#[derive(Debug, Clone)]
pub struct Settings {
    pub(crate) place: Place,
    pub(crate) model: String,
    /// For all calls together.
    pub(crate) deadline: Duration,
    pub(crate) max_output_tokens: u32,
}

/// Seconds for all calls together, where nothing else is said.
const DEADLINE_SECONDS: u32 = 20;

/// Enough for some sixteen statements of two claims.
const OUTPUT_TOKENS: u32 = 2_000;

impl Settings {
    /// An OpenAI-compatible endpoint: `https://host/v1`.
    ///
    /// # Errors
    /// When the address is none.
    pub fn openai(base_url: &str, model: &str, key: Option<&str>) -> Result<Self, ConfigError> {
        Ok(Self {
            place: Place::OpenAi {
                base_url: checked_url(base_url)?,
                key: key.map(|key| KeySource::Given(Hidden(key.to_owned()))),
            },
            model: model.to_owned(),
            deadline: Duration::from_secs(DEADLINE_SECONDS.into()),
            max_output_tokens: OUTPUT_TOKENS,
        })
    }

    /// The same with another deadline for all calls together.
    #[must_use]
    pub fn within(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// What the environment configures; `None` for `INSIGHTS_PROVIDER` empty or `none`.
    ///
    /// # Errors
    /// The configuration makes no sense.
    pub fn from_env() -> Result<Option<Self>, ConfigError> {
        Self::from_lookup(|name| std::env::var(name).ok())
    }

    fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, ConfigError> {
        let text =
            |name: &str| lookup(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let provider = match text("INSIGHTS_PROVIDER").as_deref().unwrap_or("none") {
            "none" => return Ok(None),
            "bedrock" => "bedrock",
            "openai" => "openai",
            other => return Err(ConfigError::UnknownProvider(other.to_owned())),
        };
        let need = |variable: &'static str| text(variable).ok_or(ConfigError::Missing { provider, variable });
        let access = |region: Option<String>| -> Result<AwsAccess, ConfigError> {
            Ok(AwsAccess {
                region: region.map_or_else(|| need("AWS_REGION"), Ok)?,
                access_key: need("AWS_ACCESS_KEY_ID")?,
                secret_key: Hidden(need("AWS_SECRET_ACCESS_KEY")?),
                session_token: text("AWS_SESSION_TOKEN").map(Hidden),
                endpoint: text("AWS_ENDPOINT_URL"),
            })
        };
        let place = if provider == "bedrock" {
            let guardrail = text("INSIGHTS_GUARDRAIL_ID").map(|id| Guardrail {
                id,
                version: text("INSIGHTS_GUARDRAIL_VERSION").unwrap_or_else(|| "DRAFT".into()),
            });
            Place::Bedrock { access: access(text("INSIGHTS_REGION"))?, guardrail }
        } else {
            let key = match text("INSIGHTS_API_KEY_SECRET_ARN") {
                Some(reference) => {
                    // An ARN says its own region.
                    let region = reference
                        .strip_prefix("arn:")
                        .and_then(|arn| arn.split(':').nth(2))
                        .map(str::to_owned);
                    Some(KeySource::Stored {
                        access: access(region.filter(|region| !region.is_empty()))?,
                        reference,
                    })
                }
                None => None,
            };
            Place::OpenAi { base_url: checked_url(&need("INSIGHTS_BASE_URL")?)?, key }
        };
        let number = |variable: &'static str, default: u32, least: u32, most: u32| match text(variable) {
            None => Ok(default),
            Some(found) => found
                .parse::<u32>()
                .ok()
                .filter(|number| (least..=most).contains(number))
                .ok_or(ConfigError::NotANumber { variable, found, least, most }),
        };
        Ok(Some(Self {
            place,
            model: need("INSIGHTS_MODEL")?,
            deadline: Duration::from_secs(
                number("INSIGHTS_TIMEOUT_SECONDS", DEADLINE_SECONDS, 1, 600)?.into(),
            ),
            max_output_tokens: number("INSIGHTS_MAX_OUTPUT_TOKENS", OUTPUT_TOKENS, 64, 32_000)?,
        }))
    }
}

fn checked_url(url: &str) -> Result<String, ConfigError> {
    let trimmed = url.trim().trim_end_matches('/');
    let host = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"));
    let fits = host
        .is_some_and(|host| !host.is_empty() && !host.contains(char::is_whitespace) && !host.contains('@'));
    if fits { Ok(trimmed.to_owned()) } else { Err(ConfigError::NotAnAddress(url.to_owned())) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Option<Settings>, ConfigError> {
        Settings::from_lookup(|name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    const AWS: [(&str, &str); 3] =
        [("AWS_REGION", "eu-west-1"), ("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "hush")];

    #[test]
    fn nothing_configured_is_no_error() {
        assert!(read(&[]).unwrap().is_none());
        assert!(read(&[("INSIGHTS_PROVIDER", "none")]).unwrap().is_none());
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = read(&[("INSIGHTS_PROVIDER", "openai")]).unwrap_err().to_string();
        assert_eq!(error, "INSIGHTS_PROVIDER is openai, which needs INSIGHTS_BASE_URL");
        let error = read(&[("INSIGHTS_PROVIDER", "gemini")]).unwrap_err().to_string();
        assert!(error.contains("expected none, bedrock or openai"), "{error}");
        let base =
            [("INSIGHTS_PROVIDER", "openai"), ("INSIGHTS_MODEL", "m"), ("INSIGHTS_BASE_URL", "ftp://x")];
        assert!(matches!(read(&base), Err(ConfigError::NotAnAddress(_))));
    }

    #[test]
    fn a_key_in_another_region_is_fetched_there() {
        let mut pairs = vec![
            ("INSIGHTS_PROVIDER", "openai"),
            ("INSIGHTS_MODEL", "m"),
            ("INSIGHTS_BASE_URL", "https://x.example/v1/"),
            ("INSIGHTS_API_KEY_SECRET_ARN", "arn:aws:secretsmanager:us-west-2:1:secret:k"),
        ];
        pairs.extend(AWS);
        let settings = read(&pairs).unwrap().unwrap();
        let Place::OpenAi { base_url, key: Some(KeySource::Stored { access, .. }) } = settings.place else {
            panic!("openai")
        };
        assert_eq!((base_url.as_str(), access.region.as_str()), ("https://x.example/v1", "us-west-2"));
    }

    #[test]
    fn secrets_do_not_show_in_debug_output() {
        let mut pairs = vec![
            ("INSIGHTS_PROVIDER", "bedrock"),
            ("INSIGHTS_MODEL", "m"),
            ("INSIGHTS_TIMEOUT_SECONDS", "9"),
        ];
        pairs.extend(AWS);
        let settings = read(&pairs).unwrap().unwrap();
        assert_eq!(settings.deadline, Duration::from_secs(9));
        assert!(!format!("{settings:?}").contains("hush"));
    }
}
