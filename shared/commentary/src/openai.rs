//! OpenAI-compatible chat completions.

use report_calls::{AwsAccess, CallError, Http, Secret};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::exchange::{ProviderError, Question, Reply};

/// An endpoint.
#[derive(Debug)]
pub(crate) struct OpenAi {
    /// `https://host/v1`.
    pub(crate) base_url: String,
    pub(crate) key: Option<StoredKey>,
    pub(crate) http: Http,
}

/// A key that is kept as a secret or parameter.
#[derive(Debug)]
pub(crate) struct StoredKey {
    pub(crate) reference: String,
    pub(crate) access: AwsAccess,
    /// Fetched with the first question and kept as long as this process lives.
    pub(crate) fetched: OnceCell<Secret>,
}

impl StoredKey {
    /// The text of the secret or parameter, or its member `api_key` or `key` where the text is a JSON object.
    async fn fetch(&self) -> Result<Secret, CallError> {
        let Secret(text) = self.access.secret(&self.reference).await.inspect_err(|error| {
            tracing::error!(%error, "the language model's key cannot be read");
        })?;
        let object: Value = serde_json::from_str(&text).unwrap_or_default();
        let member = object.get("api_key").or_else(|| object.get("key")).and_then(Value::as_str);
        Ok(Secret(member.map(str::to_owned).unwrap_or(text)))
    }
}

impl OpenAi {
    pub(crate) async fn ask(&self, model: &str, question: &Question) -> Result<Reply, ProviderError> {
        let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        if let Some(stored) = &self.key {
            let key = stored.fetched.get_or_try_init(|| stored.fetch()).await?;
            headers.push(("authorization".to_owned(), format!("Bearer {}", key.0)));
        }
        let url = format!("{}/chat/completions", self.base_url);
        let answer = self.http.post(&url, headers, body(model, question).to_string().into_bytes()).await?;
        reply(&serde_json::from_slice(&answer).unwrap_or_default())
    }
}

fn body(model: &str, question: &Question) -> Value {
    let mut messages = vec![json!({ "role": "system", "content": question.system })];
    messages.extend(question.turns().iter().map(|(role, text)| json!({ "role": role, "content": text })));
    json!({
        "model": model,
        "messages": messages,
        "max_tokens": question.max_output_tokens,
        "temperature": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": { "name": "commentary", "strict": true, "schema": question.schema },
        },
    })
}

fn reply(answer: &Value) -> Result<Reply, ProviderError> {
    let choice = &answer["choices"][0];
    let message = &choice["message"];
    let is_refusal = message["refusal"].as_str().is_some_and(|refusal| !refusal.is_empty());
    if is_refusal || choice["finish_reason"] == "content_filter" {
        return Err(ProviderError::Refused);
    }
    let tokens = |which: &str| answer["usage"][which].as_u64().unwrap_or(0);
    Ok(Reply {
        // An answer without a completion counts as empty.
        text: message["content"].as_str().unwrap_or_default().to_owned(),
        input_tokens: tokens("prompt_tokens"),
        output_tokens: tokens("completion_tokens"),
    })
}
