//! OpenAI-compatible chat completions.

use aws_smithy_http_client::Connector;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::{
    config::{Hidden, KeySource},
    http,
    provider::{Question, Reply, Trouble},
    secret,
};

/// An endpoint.
#[derive(Debug)]
pub(crate) struct OpenAi {
    url: String,
    model: String,
    key: Option<KeySource>,
    /// Fetched with the first question and kept as long as this process lives.
    fetched: OnceCell<Hidden>,
    connector: Connector,
}

#[derive(Deserialize, Default)]
struct Completion {
    #[serde(default)]
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Usage,
}

#[derive(Deserialize, Default)]
struct Choice {
    message: Message,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Deserialize, Default)]
struct Message {
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    refusal: Option<String>,
}

#[derive(Deserialize, Default)]
struct Usage {
    #[serde(default)]
    prompt_tokens: u64,
    #[serde(default)]
    completion_tokens: u64,
}

impl OpenAi {
    pub(crate) fn new(base_url: &str, model: &str, key: Option<KeySource>) -> Self {
        Self {
            url: format!("{base_url}/chat/completions"),
            model: model.to_owned(),
            key,
            fetched: OnceCell::new(),
            connector: http::connector(base_url),
        }
    }

    async fn key(&self) -> Result<Option<&Hidden>, Trouble> {
        match &self.key {
            None => Ok(None),
            Some(KeySource::Given(key)) => Ok(Some(key)),
            Some(KeySource::Stored { reference, access }) => {
                self.fetched.get_or_try_init(|| secret::fetch(reference, access)).await.map(Some)
            }
        }
    }

    fn body(&self, question: &Question) -> Value {
        let mut messages = vec![
            json!({ "role": "system", "content": question.system }),
            json!({ "role": "user", "content": question.data }),
        ];
        if let Some(repair) = &question.repair {
            messages.push(json!({ "role": "assistant", "content": repair.answer }));
            messages.push(json!({ "role": "user", "content": repair.problem }));
        }
        json!({
            "model": self.model,
            "messages": messages,
            "max_tokens": question.max_output_tokens,
            "temperature": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": { "name": "commentary", "strict": true, "schema": question.schema },
            },
        })
    }

    /// Asks once. Retries and the deadline are the caller's.
    pub(crate) async fn ask(&self, question: &Question) -> Result<Reply, Trouble> {
        let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        if let Some(Hidden(key)) = self.key().await? {
            headers.push(("authorization".to_owned(), format!("Bearer {key}")));
        }
        let body = self.body(question).to_string().into_bytes();
        let answer = http::post(&self.connector, &self.url, headers, body).await?;
        if let Some(trouble) = http::trouble(&answer) {
            tracing::warn!(status = answer.status, "the language model's endpoint");
            return Err(trouble);
        }
        // What is no completion is an empty answer.
        let Completion { choices, usage } = serde_json::from_slice(&answer.body).unwrap_or_default();
        let Choice { message, finish_reason } = choices.into_iter().next().unwrap_or_default();
        if message.refusal.is_some_and(|refusal| !refusal.is_empty())
            || finish_reason.as_deref() == Some("content_filter")
        {
            return Err(Trouble::Refused);
        }
        Ok(Reply {
            text: message.content.unwrap_or_default(),
            input_tokens: usage.prompt_tokens,
            output_tokens: usage.completion_tokens,
        })
    }
}
