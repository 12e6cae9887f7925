//! Amazon Bedrock, Converse, with a tool whose input is the answer.

use std::sync::OnceLock;

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_sdk_bedrockruntime::{
    Client,
    config::{BehaviorVersion, Region, retry::RetryConfig},
    error::{DisplayErrorContext, ProvideErrorMetadata, SdkError},
    operation::converse::ConverseOutput,
    types::{
        ContentBlock, ConversationRole, GuardrailConfiguration, InferenceConfiguration, Message,
        SpecificToolChoice, StopReason, SystemContentBlock, Tool, ToolChoice, ToolConfiguration,
        ToolInputSchema, ToolSpecification,
    },
};
use aws_smithy_http_client::tls::{Provider as Tls, rustls_provider::CryptoMode};
use aws_smithy_types::{Document, Number};
use serde_json::Value;

use crate::{
    config::{AwsAccess, Guardrail},
    provider::{Question, Reply, Trouble},
};

/// The tool that the model must call.
const TOOL: &str = "commentary";

/// Bedrock in a region.
#[derive(Debug)]
pub(crate) struct Bedrock {
    access: AwsAccess,
    model: String,
    guardrail: Option<Guardrail>,
    /// Built with the first question: most reports ask none.
    client: OnceLock<Client>,
}

impl Bedrock {
    pub(crate) fn new(access: AwsAccess, model: &str, guardrail: Option<Guardrail>) -> Self {
        Self { access, model: model.to_owned(), guardrail, client: OnceLock::new() }
    }

    fn client(&self) -> &Client {
        self.client.get_or_init(|| {
            let access = &self.access;
            let credentials = Credentials::new(
                access.access_key.clone(),
                access.secret_key.0.clone(),
                access.session_token.as_ref().map(|token| token.0.clone()),
                None,
                "environment",
            );
            let http = aws_smithy_http_client::Builder::new();
            let http = match &access.endpoint {
                Some(url) if url.starts_with("http://") => http.build_http(),
                _ => http.tls_provider(Tls::Rustls(CryptoMode::Ring)).build_https(),
            };
            let mut config = aws_sdk_bedrockruntime::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .region(Region::new(access.region.clone()))
                .credentials_provider(SharedCredentialsProvider::new(credentials))
                .http_client(http)
                // Retries are counted against the deadline, for every provider in one place.
                .retry_config(RetryConfig::disabled());
            config.set_endpoint_url(access.endpoint.clone());
            Client::from_conf(config.build())
        })
    }

    /// Asks once. Retries and the deadline are the caller's.
    pub(crate) async fn ask(&self, question: &Question) -> Result<Reply, Trouble> {
        let mut messages = vec![message(ConversationRole::User, &question.data)?];
        if let Some(repair) = &question.repair {
            if !repair.answer.trim().is_empty() {
                messages.push(message(ConversationRole::Assistant, &repair.answer)?);
                messages.push(message(ConversationRole::User, &repair.problem)?);
            } else {
                // Two messages of one role in a row are refused, and so is an empty one.
                messages = vec![message(
                    ConversationRole::User,
                    &format!("{}\n\n{}", question.data, repair.problem),
                )?];
            }
        }
        let specification = ToolSpecification::builder()
            .name(TOOL)
            .description("Takes the commentary.")
            .input_schema(ToolInputSchema::Json(document(&question.schema)))
            .build()
            .map_err(|_| Trouble::Failed(0))?;
        let choice = SpecificToolChoice::builder().name(TOOL).build().map_err(|_| Trouble::Failed(0))?;
        let tools = ToolConfiguration::builder()
            .tools(Tool::ToolSpec(specification))
            .tool_choice(ToolChoice::Tool(choice))
            .build()
            .map_err(|_| Trouble::Failed(0))?;
        let inference = InferenceConfiguration::builder()
            .max_tokens(i32::try_from(question.max_output_tokens).unwrap_or(i32::MAX))
            .temperature(0.0)
            .build();
        let guardrail = self.guardrail.as_ref().map(|guardrail| {
            GuardrailConfiguration::builder()
                .guardrail_identifier(&guardrail.id)
                .guardrail_version(&guardrail.version)
                .build()
        });
        let output = self
            .client()
            .converse()
            .model_id(&self.model)
            .system(SystemContentBlock::Text(question.system.to_owned()))
            .set_messages(Some(messages))
            .tool_config(tools)
            .inference_config(inference)
            .set_guardrail_config(guardrail)
            .send()
            .await;
        match output {
            Ok(output) => reply(&output),
            Err(error) => {
                tracing::warn!(error = %DisplayErrorContext(&error), "Bedrock");
                Err(trouble(&error))
            }
        }
    }
}

fn message(role: ConversationRole, text: &str) -> Result<Message, Trouble> {
    let message = Message::builder().role(role).content(ContentBlock::Text(text.to_owned()));
    message.build().map_err(|_| Trouble::Failed(0))
}

fn reply(output: &ConverseOutput) -> Result<Reply, Trouble> {
    if matches!(output.stop_reason(), StopReason::GuardrailIntervened | StopReason::ContentFiltered) {
        return Err(Trouble::Refused);
    }
    let tokens = |count: Option<i32>| count.and_then(|count| u64::try_from(count).ok()).unwrap_or(0);
    let usage = output.usage();
    let input_tokens = tokens(usage.map(|usage| usage.input_tokens()));
    let output_tokens = tokens(usage.map(|usage| usage.output_tokens()));
    let content =
        output.output().and_then(|output| output.as_message().ok()).map(|message| message.content());
    let called = content.into_iter().flatten().find_map(|block| block.as_tool_use().ok());
    // A model that answers in words instead of calling the tool may still have answered in JSON.
    let said = || content.into_iter().flatten().find_map(|block| block.as_text().ok().cloned());
    let text = called.map(|tool| value(tool.input()).to_string()).or_else(said).unwrap_or_default();
    Ok(Reply { text, input_tokens, output_tokens })
}

fn trouble<E: ProvideErrorMetadata>(error: &SdkError<E>) -> Trouble {
    let status = error.raw_response().map(|response| response.status().as_u16());
    let retry_after = error
        .raw_response()
        .and_then(|response| response.headers().get("retry-after")?.trim().parse().ok())
        .map(std::time::Duration::from_secs);
    match (error.code(), status) {
        (Some("ThrottlingException" | "ServiceQuotaExceededException"), _) | (_, Some(429)) => {
            Trouble::Throttled { retry_after }
        }
        (Some("AccessDeniedException" | "UnrecognizedClientException"), _) | (_, Some(401 | 403)) => {
            Trouble::NotAllowed
        }
        (Some("ModelTimeoutException"), _) => Trouble::TimedOut,
        (_, Some(status)) => Trouble::Failed(status),
        (_, None) => Trouble::Unreachable,
    }
}

fn document(value: &Value) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(truth) => Document::Bool(*truth),
        Value::Number(number) => Document::Number(match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Number::PosInt(number),
            (None, Some(number)) => Number::NegInt(number),
            (None, None) => Number::Float(number.as_f64().unwrap_or(0.0)),
        }),
        Value::String(text) => Document::String(text.clone()),
        Value::Array(items) => Document::Array(items.iter().map(document).collect()),
        Value::Object(members) => {
            Document::Object(members.iter().map(|(name, value)| (name.clone(), document(value))).collect())
        }
    }
}

fn value(document: &Document) -> Value {
    match document {
        Document::Null => Value::Null,
        Document::Bool(truth) => Value::Bool(*truth),
        Document::Number(Number::PosInt(number)) => Value::from(*number),
        Document::Number(Number::NegInt(number)) => Value::from(*number),
        Document::Number(Number::Float(number)) => Value::from(*number),
        Document::String(text) => Value::String(text.clone()),
        Document::Array(items) => Value::Array(items.iter().map(value).collect()),
        Document::Object(members) => {
            Value::Object(members.iter().map(|(name, member)| (name.clone(), value(member))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_survives_the_way_through_documents() {
        let given = json!({ "a": [1, -2, 0.5, true, null, "x"], "b": { "c": [] } });
        assert_eq!(value(&document(&given)), given);
    }
}
