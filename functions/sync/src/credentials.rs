//! What lets the function into the server.

use report_calls::{AwsAccess, CallError, MissingVariable, Secret};
use report_import::http::Authorization;
use serde_json::Value;

use crate::config::optional;

/// Why there are no credentials. The texts say nothing of what the secret holds.
#[derive(Debug, thiserror::Error)]
pub enum CredentialsError {
    /// The function's own are incomplete.
    #[error(transparent)]
    Missing(#[from] MissingVariable),
    /// The secret cannot be read.
    #[error("the secret of MLFLOW_SECRET_ARN cannot be read: {0}")]
    Unread(#[from] CallError),
    /// The secret holds nothing that a server could be shown.
    #[error(
        "the secret of MLFLOW_SECRET_ARN is no token and no user:password; as JSON it has the members token, or username and \
         password"
    )]
    Unknown,
}

/// Reads the secret of that ARN, if there is one. With each pass, so that a new token counts at once.
///
/// # Errors
/// When there is a secret and it is of no use.
pub async fn authorization(secret: Option<&str>) -> Result<Authorization, CredentialsError> {
    let Some(arn) = secret else { return Ok(Authorization::None) };
    let Secret(text) = AwsAccess::to_secret(optional, arn)?.secret(arn).await?;
    read(&text).ok_or(CredentialsError::Unknown)
}

/// `user:password`, a token, or a JSON object with the members `username` and `password`, or `token`. A token that has a
/// colon needs the latter.
fn read(text: &str) -> Option<Authorization> {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    if text.starts_with('{') {
        let object: Value = serde_json::from_str(text).ok()?;
        let member = |name: &str| given(object.get(name)?.as_str()?);
        let basic = member("username").zip(member("password"));
        return basic
            .map(|(user, password)| Authorization::Basic { user, password })
            .or_else(|| member("token").map(Authorization::Bearer));
    }
    match text.split_once(':') {
        Some((user, password)) => {
            Some(Authorization::Basic { user: given(user)?, password: given(password)? })
        }
        None => given(text).map(Authorization::Bearer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_a_token_or_a_user_and_a_password() {
        let basic = Authorization::Basic { user: "ada".into(), password: "p:s".into() };
        assert_eq!(read("ada:p:s").as_ref(), Some(&basic));
        assert_eq!(read(r#"{"username": "ada", "password": "p:s", "token": "t"}"#), Some(basic));
        assert_eq!(read("t0k3n"), Some(Authorization::Bearer("t0k3n".into())));
        assert_eq!(read(r#"{"token": "a:b"}"#), Some(Authorization::Bearer("a:b".into())));
        for nothing in ["", ":", "ada:", ":secret", "{", "{}", r#"{"token": 7}"#, r#"{"username": "ada"}"#] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn errors_say_nothing_of_the_secret() {
        let shown =
            format!("{:?} {}", CredentialsError::Unknown, CredentialsError::Unread(CallError::NotAllowed));
        assert!(shown.contains("MLFLOW_SECRET_ARN") && !shown.contains("arn:"), "{shown}");
    }
}
