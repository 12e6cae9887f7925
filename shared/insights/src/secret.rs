//! Fetching the key of an endpoint from Secrets Manager or the Parameter Store.
//!
//! Each is one signed JSON call. Their SDKs would add hundreds of operations to the build for it; the signature, which is
//! the hard part, is the AWS library's.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4,
};
use serde_json::{Value, json};

use crate::{
    config::{AwsAccess, Hidden},
    http,
    provider::Trouble,
};

/// One operation of a JSON service.
struct Operation {
    service: &'static str,
    target: &'static str,
    content_type: &'static str,
    body: Value,
    /// Where the value is in the answer.
    pointer: &'static str,
}

fn operation(reference: &str) -> Operation {
    let parameter = match reference.strip_prefix("arn:") {
        Some(arn) => (arn.split(':').nth(1) == Some("ssm"))
            .then(|| reference.split_once(":parameter").map_or(reference, |(_, name)| name)),
        // A secret's ARN is the only way to name one here; anything with a path is a parameter's name.
        None => reference.starts_with('/').then_some(reference),
    };
    match parameter {
        Some(name) => Operation {
            service: "ssm",
            target: "AmazonSSM.GetParameter",
            content_type: "application/x-amz-json-1.1",
            body: json!({ "Name": name, "WithDecryption": true }),
            pointer: "/Parameter/Value",
        },
        None => Operation {
            service: "secretsmanager",
            target: "secretsmanager.GetSecretValue",
            content_type: "application/x-amz-json-1.1",
            body: json!({ "SecretId": reference }),
            pointer: "/SecretString",
        },
    }
}

/// Fetches the key: the secret's text, or its member `api_key` or `key` where the text is a JSON object.
pub(crate) async fn fetch(reference: &str, access: &AwsAccess) -> Result<Hidden, Trouble> {
    let operation = operation(reference);
    let url = access
        .endpoint
        .clone()
        .unwrap_or_else(|| format!("https://{}.{}.amazonaws.com", operation.service, access.region));
    let url = format!("{}/", url.trim_end_matches('/'));
    let body = operation.body.to_string().into_bytes();
    let mut headers = vec![
        ("content-type".to_owned(), operation.content_type.to_owned()),
        ("host".to_owned(), host(&url).to_owned()),
        ("x-amz-target".to_owned(), operation.target.to_owned()),
    ];
    headers.extend(signature(access, operation.service, &url, &headers, &body)?);
    // The connector writes the host itself.
    headers.retain(|(name, _)| name != "host");
    let answer = http::post(&http::connector(&url), &url, headers, body).await?;
    if answer.status != 200 {
        tracing::error!(
            service = operation.service,
            status = answer.status,
            "the language model's key cannot be read"
        );
        return Err(if answer.status == 429 {
            Trouble::Throttled { retry_after: None }
        } else {
            Trouble::NotAllowed
        });
    }
    let document: Value = serde_json::from_slice(&answer.body).map_err(|_| Trouble::NotAllowed)?;
    let text = document.pointer(operation.pointer).and_then(Value::as_str).ok_or(Trouble::NotAllowed)?;
    let member = serde_json::from_str::<Value>(text).ok().and_then(|object| {
        ["api_key", "key"].iter().find_map(|name| object.get(name)?.as_str().map(str::to_owned))
    });
    Ok(Hidden(member.unwrap_or_else(|| text.trim().to_owned())))
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}

fn signature(
    access: &AwsAccess,
    service: &str,
    url: &str,
    headers: &[(String, String)],
    body: &[u8],
) -> Result<Vec<(String, String)>, Trouble> {
    let identity = Credentials::new(
        access.access_key.clone(),
        access.secret_key.0.clone(),
        access.session_token.as_ref().map(|token| token.0.clone()),
        None,
        "environment",
    )
    .into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(&access.region)
        .name(service)
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()
        .map_err(|_| Trouble::NotAllowed)?;
    let borrowed = headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let request = SignableRequest::new("POST", url, borrowed, SignableBody::Bytes(body))
        .map_err(|_| Trouble::NotAllowed)?;
    let (instructions, _) = sign(request, &parameters.into()).map_err(|_| Trouble::NotAllowed)?.into_parts();
    let (signed, _) = instructions.into_parts();
    Ok(signed.into_iter().map(|header| (header.name().to_owned(), header.value().to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_says_where_the_key_is_kept() {
        for (reference, service, name) in [
            (
                "arn:aws:secretsmanager:eu-west-1:1:secret:key-AbC",
                "secretsmanager",
                "arn:aws:secretsmanager:eu-west-1:1:secret:key-AbC",
            ),
            ("arn:aws:ssm:eu-west-1:1:parameter/team/key", "ssm", "/team/key"),
            ("/team/key", "ssm", "/team/key"),
            ("team-key", "secretsmanager", "team-key"),
        ] {
            let operation = operation(reference);
            assert_eq!(operation.service, service, "{reference}");
            let members = operation.body.as_object().map(|body| body.values().any(|value| value == name));
            assert_eq!(members, Some(true), "{reference}");
        }
    }
}
