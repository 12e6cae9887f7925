//! Amazon Bedrock, Converse, with a tool whose input is the answer.

use report_calls::{AwsAccess, Call, Http};
use serde_json::{Value, json};

use crate::exchange::{ProviderError, Question, Reply};

/// The tool that the model must call.
const TOOL: &str = "commentary";

/// Bedrock in a region.
#[derive(Debug)]
pub(crate) struct Bedrock {
    pub(crate) access: AwsAccess,
    pub(crate) guardrail: Option<Guardrail>,
    pub(crate) http: Http,
}

/// A guardrail that the answer passes through.
#[derive(Debug)]
pub(crate) struct Guardrail {
    pub(crate) id: String,
    pub(crate) version: String,
}

impl Bedrock {
    pub(crate) async fn ask(&self, model: &str, question: &Question) -> Result<Reply, ProviderError> {
        let path = format!("/model/{}/converse", percent_encoded(model));
        let call = Call {
            host: "bedrock-runtime",
            service: "bedrock",
            path: &path,
            target: None,
            body: self.body(question),
        };
        reply(&self.access.call(&self.http, call).await?)
    }

    fn body(&self, question: &Question) -> Value {
        let turns = question.turns();
        let messages =
            turns.iter().map(|(role, text)| json!({ "role": role, "content": [{ "text": text }] }));
        let mut body = json!({
            "system": [{ "text": question.system }],
            "messages": messages.collect::<Vec<_>>(),
            "inferenceConfig": { "maxTokens": question.max_output_tokens, "temperature": 0.0 },
            "toolConfig": {
                "tools": [{ "toolSpec": {
                    "name": TOOL,
                    "description": "Takes the commentary.",
                    "inputSchema": { "json": question.schema },
                } }],
                "toolChoice": { "tool": { "name": TOOL } },
            },
        });
        if let Some(Guardrail { id, version }) = &self.guardrail {
            body["guardrailConfig"] = json!({ "guardrailIdentifier": id, "guardrailVersion": version });
        }
        body
    }
}

fn reply(answer: &Value) -> Result<Reply, ProviderError> {
    if matches!(answer["stopReason"].as_str(), Some("guardrail_intervened" | "content_filtered")) {
        return Err(ProviderError::Refused);
    }
    let blocks = answer["output"]["message"]["content"].as_array().map_or(&[][..], Vec::as_slice);
    let called = blocks.iter().find_map(|block| Some(block.get("toolUse")?["input"].to_string()));
    // A model that answers in words instead of calling the tool may still have answered in JSON.
    let said = || blocks.iter().find_map(|block| block["text"].as_str().map(str::to_owned));
    let tokens = |which: &str| answer["usage"][which].as_u64().unwrap_or(0);
    Ok(Reply {
        text: called.or_else(said).unwrap_or_default(),
        input_tokens: tokens("inputTokens"),
        output_tokens: tokens("outputTokens"),
    })
}

/// A model's id or ARN as one part of a path.
fn percent_encoded(text: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encoded).collect()
}
