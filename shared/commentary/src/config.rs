//! Makes a client from variables of the environment.

use std::time::Duration;

use report_calls::{AwsAccess, Http, MissingVariable};
use tokio::sync::OnceCell;

use crate::{
    Client,
    bedrock::{Bedrock, Guardrail},
    openai::{OpenAi, StoredKey},
    provider::Provider,
};

/// The configuration is not valid; the text says why.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

/// Seconds for all calls together, where the configuration states none.
const DEADLINE_SECONDS: u32 = 20;

/// Enough for some sixteen statements of two claims.
const OUTPUT_TOKENS: u32 = 2_000;

/// Variables by name; an empty one is none.
struct Variables<L>(L);

impl<L: Fn(&str) -> Option<String>> Variables<L> {
    fn text(&self, name: &str) -> Option<String> {
        (self.0)(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn need(&self, name: &str) -> Result<String, ConfigError> {
        self.text(name).ok_or_else(|| self.missing(name))
    }

    fn missing(&self, name: &str) -> ConfigError {
        let provider = self.text("INSIGHTS_PROVIDER").unwrap_or_default();
        ConfigError(format!("INSIGHTS_PROVIDER is {provider}, which needs {name}"))
    }

    fn number(&self, name: &str, default: u32, least: u32, most: u32) -> Result<u32, ConfigError> {
        let Some(found) = self.text(name) else { return Ok(default) };
        found.parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(|| {
            ConfigError(format!("{name} is {found:?}; expected a number from {least} to {most}"))
        })
    }

    fn bedrock(&self) -> Result<Bedrock, ConfigError> {
        let guardrail = self.text("INSIGHTS_GUARDRAIL_ID").map(|id| Guardrail {
            id,
            version: self.text("INSIGHTS_GUARDRAIL_VERSION").unwrap_or_else(|| "DRAFT".into()),
        });
        let access = AwsAccess::of(|name| self.text(name), self.text("INSIGHTS_REGION"))
            .map_err(|MissingVariable(name)| self.missing(name))?;
        Ok(Bedrock { access, guardrail, http: Http::default() })
    }

    fn openai(&self) -> Result<OpenAi, ConfigError> {
        let base_url = checked_url(&self.need("INSIGHTS_BASE_URL")?)?;
        let key = |reference: String| {
            let access = AwsAccess::to_secret(|name| self.text(name), &reference)
                .map_err(|MissingVariable(name)| self.missing(name))?;
            Ok(StoredKey { reference, access, fetched: OnceCell::new() })
        };
        let key = self.text("INSIGHTS_API_KEY_SECRET_ARN").map(key).transpose()?;
        Ok(OpenAi { base_url, key, http: Http::default() })
    }
}

impl Client {
    /// The model that the environment configures, if it configures one: `INSIGHTS_PROVIDER` (`none`, `bedrock`,
    /// `openai`), `INSIGHTS_MODEL`, `INSIGHTS_BASE_URL`, `INSIGHTS_API_KEY_SECRET_ARN` (a secret's ARN, or a parameter's
    /// ARN or `/name`), `INSIGHTS_REGION`, `INSIGHTS_GUARDRAIL_ID`, `INSIGHTS_GUARDRAIL_VERSION`,
    /// `INSIGHTS_TIMEOUT_SECONDS`, `INSIGHTS_MAX_OUTPUT_TOKENS`. Nothing is sent anywhere yet.
    ///
    /// # Errors
    /// The configuration is not valid.
    pub fn from_env() -> Result<Option<Self>, ConfigError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// The same with variables that are looked up elsewhere.
    ///
    /// # Errors
    /// The configuration is not valid.
    pub fn from_variables(lookup: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, ConfigError> {
        let variables = Variables(lookup);
        let provider = match variables.text("INSIGHTS_PROVIDER").as_deref() {
            None | Some("none") => return Ok(None),
            Some("bedrock") => Provider::Bedrock(variables.bedrock()?),
            Some("openai") => Provider::OpenAi(variables.openai()?),
            Some(other) => {
                let text = format!("INSIGHTS_PROVIDER is {other:?}; expected none, bedrock or openai");
                return Err(ConfigError(text));
            }
        };
        let seconds = variables.number("INSIGHTS_TIMEOUT_SECONDS", DEADLINE_SECONDS, 1, 600)?;
        Ok(Some(Self {
            provider,
            model: variables.need("INSIGHTS_MODEL")?,
            deadline: Duration::from_secs(seconds.into()),
            max_output_tokens: variables.number("INSIGHTS_MAX_OUTPUT_TOKENS", OUTPUT_TOKENS, 64, 32_000)?,
        }))
    }
}

fn checked_url(url: &str) -> Result<String, ConfigError> {
    let trimmed = url.trim_end_matches('/');
    let host = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"));
    let fits = |host: &str| !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c == '@');
    if host.is_some_and(fits) {
        return Ok(trimmed.to_owned());
    }
    Err(ConfigError(format!(
        "INSIGHTS_BASE_URL is {url:?}; expected https://host/v1 or, for a server nearby, http://host:port/v1"
    )))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(pairs: &str) -> Result<Option<Client>, ConfigError> {
        Client::from_variables(|name| {
            let mut pairs = pairs.split(' ').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        })
    }

    const AWS: &str = "AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=hush INSIGHTS_MODEL=m";

    #[test]
    fn nothing_configured_is_no_error_and_what_is_missing_or_wrong_is_named() {
        assert!(read("").unwrap().is_none());
        assert!(read("INSIGHTS_PROVIDER=none").unwrap().is_none());
        let openai = "INSIGHTS_PROVIDER=openai INSIGHTS_BASE_URL=https://x.example/v1";
        for (pairs, problem) in [
            ("INSIGHTS_PROVIDER=openai", "INSIGHTS_PROVIDER is openai, which needs INSIGHTS_BASE_URL"),
            ("INSIGHTS_PROVIDER=bedrock", "INSIGHTS_PROVIDER is bedrock, which needs AWS_REGION"),
            ("INSIGHTS_PROVIDER=gemini", "INSIGHTS_PROVIDER is \"gemini\"; expected none, bedrock or openai"),
            ("INSIGHTS_PROVIDER=openai INSIGHTS_BASE_URL=ftp://x", "INSIGHTS_BASE_URL is \"ftp://x\""),
            (openai, "INSIGHTS_PROVIDER is openai, which needs INSIGHTS_MODEL"),
            (format!("{openai} INSIGHTS_TIMEOUT_SECONDS=0").as_str(), "expected a number from 1 to 600"),
        ] {
            let error = read(pairs).unwrap_err().to_string();
            assert!(error.contains(problem), "{error}");
        }
    }

    #[test]
    fn a_key_in_another_region_is_fetched_there() {
        let key = "INSIGHTS_API_KEY_SECRET_ARN=arn:aws:secretsmanager:us-west-2:1:secret:k";
        let pairs = format!("INSIGHTS_PROVIDER=openai INSIGHTS_BASE_URL=https://x.example/v1/ {key} {AWS}");
        let Provider::OpenAi(openai) = read(&pairs).unwrap().unwrap().provider else { panic!("openai") };
        let access = openai.key.unwrap().access;
        assert_eq!((openai.base_url.as_str(), access.region()), ("https://x.example/v1", "us-west-2"));
    }

    #[test]
    fn secrets_do_not_show_in_debug_output() {
        let client = read(&format!("INSIGHTS_PROVIDER=bedrock {AWS}")).unwrap().unwrap();
        assert!(!format!("{client:?}").contains("hush"));
    }
}
