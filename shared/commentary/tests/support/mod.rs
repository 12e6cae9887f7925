//! An endpoint with the protocols of both providers and scripted answers.

#![allow(dead_code, clippy::unwrap_used)] // tests and the benchmark each use their own part of this

use std::{fs, path::Path, sync::Arc};

use report_commentary::Client;
use report_findings::Finding;
use report_snapshot::Snapshot;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Mutex,
};

/// What the endpoint does with a question.
#[derive(Clone)]
pub enum ScriptedAnswer {
    /// A model's answer, in the form of the provider that is asked.
    Text(String),
    /// The provider's way to refuse.
    Refusal,
    /// Status, further header lines, body.
    Http(u16, &'static str, String),
    /// Reads the question and does not answer.
    None,
}

/// A server that gives its answers in turn and then repeats the last one. It records the questions.
pub struct ScriptedEndpoint {
    /// `http://host:port`.
    pub url: String,
    recorded: Arc<Mutex<Vec<(String, Value)>>>,
}

impl ScriptedEndpoint {
    /// Starts the server.
    pub async fn start(answers: Vec<ScriptedAnswer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let recorded = Arc::new(Mutex::new(Vec::new()));
        let questions = Arc::clone(&recorded);
        tokio::spawn(async move {
            let mut turn = 0;
            while let Ok((stream, _)) = listener.accept().await {
                let scripted = answers[turn.min(answers.len() - 1)].clone();
                turn += 1;
                tokio::spawn(answer(stream, scripted, Arc::clone(&questions)));
            }
        });
        Self { url, recorded }
    }

    /// Head and body of every question so far.
    pub async fn questions(&self) -> Vec<(String, Value)> {
        self.recorded.lock().await.clone()
    }
}

async fn answer(
    mut stream: TcpStream,
    scripted: ScriptedAnswer,
    questions: Arc<Mutex<Vec<(String, Value)>>>,
) {
    let mut bytes = Vec::new();
    let (head, body) = loop {
        if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
            return;
        }
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
        let length: usize = length.unwrap().trim().parse().unwrap();
        if bytes.len() >= end + 4 + length {
            break (head, serde_json::from_slice(&bytes[end + 4..]).unwrap());
        }
    };
    let is_bedrock = head.contains("/converse ");
    questions.lock().await.push((head, body));
    let (status, headers, body) = match scripted {
        ScriptedAnswer::Text(text) if is_bedrock => (200, "", converse(&text, "tool_use")),
        ScriptedAnswer::Text(text) => (200, "", completion(Some(&text), None)),
        ScriptedAnswer::Refusal if is_bedrock => (200, "", converse("Blocked.", "guardrail_intervened")),
        ScriptedAnswer::Refusal => (200, "", completion(None, Some("I cannot."))),
        ScriptedAnswer::Http(status, headers, body) => (status, headers, body),
        ScriptedAnswer::None => std::future::pending().await,
    };
    let head = format!(
        "HTTP/1.1 {status} Scripted\r\ncontent-type: application/json\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    // The client may hang up on a long answer; that is what is tested.
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body.as_bytes()).await;
}

fn completion(content: Option<&str>, refusal: Option<&str>) -> String {
    let message = json!({ "role": "assistant", "content": content, "refusal": refusal });
    let usage = json!({ "prompt_tokens": 100, "completion_tokens": 10 });
    json!({ "choices": [{ "message": message, "finish_reason": "stop" }], "usage": usage }).to_string()
}

/// A JSON object is the input of the tool call; any other text is a text block.
fn converse(text: &str, stop_reason: &str) -> String {
    let block = match serde_json::from_str::<Value>(text) {
        Ok(input @ Value::Object(_)) => {
            json!({ "toolUse": { "toolUseId": "1", "name": "commentary", "input": input } })
        }
        _ => json!({ "text": text }),
    };
    let message = json!({ "role": "assistant", "content": [block] });
    let usage = json!({ "inputTokens": 100, "outputTokens": 10, "totalTokens": 110 });
    json!({ "output": { "message": message }, "stopReason": stop_reason, "usage": usage }).to_string()
}

/// A client of the model behind that address, with further variables.
pub fn client(provider: &str, url: &str, more: &[(&str, &str)]) -> Client {
    let base_url = format!("{url}/v1");
    let variables = [
        ("INSIGHTS_PROVIDER", provider),
        ("INSIGHTS_MODEL", "scripted:1"),
        ("INSIGHTS_BASE_URL", base_url.as_str()),
        ("AWS_ENDPOINT_URL", url),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "AKIATEST"),
        ("AWS_SECRET_ACCESS_KEY", "hush"),
    ];
    let lookup = |name: &str| {
        let found = more.iter().chain(&variables).find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    Client::from_variables(lookup).unwrap().unwrap()
}

/// A sample by its path below `infra/samples`.
pub fn sample(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples").join(path)).unwrap()
}

/// A snapshot with its findings.
pub fn read(bytes: &[u8]) -> (Snapshot, Vec<Finding>) {
    let snapshot = report_snapshot::read(bytes).unwrap();
    let findings = report_findings::findings(&snapshot);
    (snapshot, findings)
}
