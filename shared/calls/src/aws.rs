//! Signed JSON calls to AWS: a model's answer from Bedrock, a secret from Secrets Manager or the Parameter Store. The AWS
//! library signs them.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4::SigningParams,
};
use serde_json::{Value, json};

use crate::{
    http::{CallError, Headers, Http},
    secret::Secret,
};

/// A variable that Lambda sets is missing.
#[derive(Debug, thiserror::Error)]
#[error("the environment variable {0} is not set")]
pub struct MissingVariable(pub &'static str);

/// Credentials and region, as Lambda gives them.
#[derive(Debug)]
pub struct AwsAccess {
    region: String,
    access_key: String,
    secret_key: Secret,
    session_token: Option<Secret>,
    /// For emulators.
    endpoint: Option<String>,
}

/// One operation of a service.
pub struct Call<'a> {
    /// The first part of the service's host.
    pub host: &'a str,
    /// The name that the signature is for.
    pub service: &'a str,
    /// Percent-encoded.
    pub path: &'a str,
    /// Where the path does not say which operation it is.
    pub target: Option<&'a str>,
    /// What is sent.
    pub body: Value,
}

impl AwsAccess {
    /// By the variables that Lambda sets, `variable` giving those that are not empty; `region` where it is another one than
    /// the function's own.
    ///
    /// # Errors
    /// When one is missing.
    pub fn of(
        variable: impl Fn(&str) -> Option<String>,
        region: Option<String>,
    ) -> Result<Self, MissingVariable> {
        let need = |name: &'static str| variable(name).ok_or(MissingVariable(name));
        Ok(Self {
            region: region.map_or_else(|| need("AWS_REGION"), Ok)?,
            access_key: need("AWS_ACCESS_KEY_ID")?,
            secret_key: Secret(need("AWS_SECRET_ACCESS_KEY")?),
            session_token: variable("AWS_SESSION_TOKEN").map(Secret),
            endpoint: variable("AWS_ENDPOINT_URL"),
        })
    }

    /// The same for what keeps a secret: an ARN says its own region.
    ///
    /// # Errors
    /// When a variable is missing.
    pub fn to_secret(
        variable: impl Fn(&str) -> Option<String>,
        reference: &str,
    ) -> Result<Self, MissingVariable> {
        let region = reference.strip_prefix("arn:").and_then(|arn| arn.split(':').nth(2));
        Self::of(variable, region.filter(|region| !region.is_empty()).map(str::to_owned))
    }

    /// The region that is called.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Makes a call and gives the answer.
    ///
    /// # Errors
    /// When it is not answered with success.
    pub async fn call(&self, http: &Http, call: Call<'_>) -> Result<Value, CallError> {
        let Self { region, endpoint, .. } = self;
        let origin =
            endpoint.clone().unwrap_or_else(|| format!("https://{}.{region}.amazonaws.com", call.host));
        let url = format!("{}{}", origin.trim_end_matches('/'), call.path);
        let body = call.body.to_string().into_bytes();
        let mut headers = vec![(
            "content-type".to_owned(),
            if call.target.is_some() { "application/x-amz-json-1.1" } else { "application/json" }.to_owned(),
        )];
        headers.extend(call.target.map(|target| ("x-amz-target".to_owned(), target.to_owned())));
        headers.extend(self.signature(call.service, &url, &headers, &body)?);
        let answer = http.post(&url, headers, body).await?;
        Ok(serde_json::from_slice(&answer).unwrap_or_default())
    }

    fn signature(
        &self,
        service: &str,
        url: &str,
        headers: &Headers,
        body: &[u8],
    ) -> Result<Headers, CallError> {
        let token = self.session_token.as_ref().map(|token| token.0.clone());
        let identity =
            Credentials::new(&self.access_key, &self.secret_key.0, token, None, "environment").into();
        let parameters = SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(service)
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()
            .map_err(|_| CallError::NotAllowed)?;
        let headers = headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let request = SignableRequest::new("POST", url, headers, SignableBody::Bytes(body))
            .map_err(|_| CallError::NotAllowed)?;
        let signed = sign(request, &parameters.into()).map_err(|_| CallError::NotAllowed)?;
        let (headers, _) = signed.into_parts().0.into_parts();
        Ok(headers.iter().map(|header| (header.name().to_owned(), header.value().to_owned())).collect())
    }

    /// The text of a secret (by its ARN) or of a parameter (by its ARN or `/name`).
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn secret(&self, reference: &str) -> Result<Secret, CallError> {
        let (host, target, body, pointer) = match parameter(reference) {
            Some(name) => (
                "ssm",
                "AmazonSSM.GetParameter",
                json!({ "Name": name, "WithDecryption": true }),
                "/Parameter/Value",
            ),
            None => (
                "secretsmanager",
                "secretsmanager.GetSecretValue",
                json!({ "SecretId": reference }),
                "/SecretString",
            ),
        };
        let call = Call { host, service: host, path: "/", target: Some(target), body };
        let answer = self.call(&Http::default(), call).await.map_err(|error| {
            // Of a secret that may not be read or is not there, AWS says with 400.
            if let CallError::Failed(_) = error { CallError::NotAllowed } else { error }
        })?;
        let text = answer.pointer(pointer).and_then(Value::as_str).ok_or(CallError::NotAllowed)?;
        Ok(Secret(text.trim().to_owned()))
    }
}

/// The name of a parameter; `None` for what names a secret.
fn parameter(reference: &str) -> Option<&str> {
    match reference.strip_prefix("arn:") {
        Some(arn) if arn.split(':').nth(1) == Some("ssm") => {
            Some(reference.split_once(":parameter").map_or(reference, |(_, name)| name))
        }
        Some(_) => None,
        // A secret's ARN is the only way to name one here; anything with a path is a parameter's name.
        None => reference.starts_with('/').then_some(reference),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_says_where_the_key_is_kept() {
        assert_eq!(parameter("arn:aws:secretsmanager:eu-west-1:1:secret:key-AbC"), None);
        assert_eq!(parameter("arn:aws:ssm:eu-west-1:1:parameter/team/key"), Some("/team/key"));
        assert_eq!(parameter("/team/key"), Some("/team/key"));
        assert_eq!(parameter("team-key"), None);
    }
}
