//! Signed JSON calls to AWS: a model's answer from Bedrock, a key from Secrets Manager or the Parameter Store.
//!
//! The SDKs of these services would add hundreds of operations to the build for one call each. The AWS library signs the calls.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4::SigningParams,
};
use serde_json::{Value, json};

use crate::{
    exchange::ProviderError,
    http::{Headers, Http},
    secret::Secret,
};

/// Credentials and region, as Lambda gives them.
#[derive(Debug)]
pub(crate) struct AwsAccess {
    pub(crate) region: String,
    pub(crate) access_key: String,
    pub(crate) secret_key: Secret,
    pub(crate) session_token: Option<Secret>,
    /// For emulators.
    pub(crate) endpoint: Option<String>,
}

/// One operation of a service.
pub(crate) struct Call<'a> {
    /// The first part of the service's host.
    pub(crate) host: &'a str,
    /// The name that the signature is for.
    pub(crate) service: &'a str,
    /// Percent-encoded.
    pub(crate) path: &'a str,
    /// Where the path does not say which operation it is.
    pub(crate) target: Option<&'a str>,
    pub(crate) body: Value,
}

impl AwsAccess {
    pub(crate) async fn call(&self, http: &Http, call: Call<'_>) -> Result<Value, ProviderError> {
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
    ) -> Result<Headers, ProviderError> {
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
            .map_err(|_| ProviderError::NotAllowed)?;
        let headers = headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let request = SignableRequest::new("POST", url, headers, SignableBody::Bytes(body))
            .map_err(|_| ProviderError::NotAllowed)?;
        let signed = sign(request, &parameters.into()).map_err(|_| ProviderError::NotAllowed)?;
        let (headers, _) = signed.into_parts().0.into_parts();
        Ok(headers.iter().map(|header| (header.name().to_owned(), header.value().to_owned())).collect())
    }

    /// A key: the text of a secret or parameter, or its member `api_key` or `key` where the text is a JSON object.
    pub(crate) async fn key(&self, reference: &str) -> Result<Secret, ProviderError> {
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
            tracing::error!(service = host, %error, "the language model's key cannot be read");
            if let ProviderError::Failed(_) = error { ProviderError::NotAllowed } else { error }
        })?;
        let text = answer.pointer(pointer).and_then(Value::as_str).ok_or(ProviderError::NotAllowed)?;
        let object: Value = serde_json::from_str(text).unwrap_or_default();
        let member = object.get("api_key").or_else(|| object.get("key")).and_then(Value::as_str);
        Ok(Secret(member.unwrap_or_else(|| text.trim()).to_owned()))
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
