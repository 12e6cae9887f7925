//! An OpenAI-compatible endpoint that answers as it is told.

#![allow(dead_code, clippy::unwrap_used)] // tests and the benchmark each use their own part of this

use std::{fs, path::Path, sync::Arc};

use report_findings::Finding;
use report_snapshot::Snapshot;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::Mutex,
};

/// One scripted answer.
#[derive(Clone)]
pub enum Act {
    /// Status, further header lines, body.
    Answer(u16, &'static str, String),
    /// Takes the question and stays silent.
    Silent,
}

/// A server that plays its acts in turn, the last one for ever, and remembers the questions.
pub struct Stage {
    /// The base URL to give to a client.
    pub url: String,
    heard: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Stage {
    /// Begins.
    pub async fn with(acts: Vec<Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let memory = Arc::clone(&heard);
        tokio::spawn(async move {
            let mut turn = 0;
            while let Ok((mut stream, _)) = listener.accept().await {
                let act = acts[turn.min(acts.len() - 1)].clone();
                turn += 1;
                let memory = Arc::clone(&memory);
                tokio::spawn(async move {
                    let mut bytes = Vec::new();
                    let (head, body) = loop {
                        if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                            return;
                        }
                        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
                            continue;
                        };
                        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
                        let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
                        let length: usize = length.unwrap().trim().parse().unwrap();
                        if bytes.len() >= end + 4 + length {
                            break (head, serde_json::from_slice(&bytes[end + 4..]).unwrap());
                        }
                    };
                    memory.lock().await.push((head, body));
                    match act {
                        Act::Answer(status, headers, body) => {
                            let head = format!(
                                "HTTP/1.1 {status} Scripted\r\ncontent-type: application/json\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n",
                                body.len()
                            );
                            // The client may hang up on a long answer; that is what is tested.
                            let _ = stream.write_all(head.as_bytes()).await;
                            let _ = stream.write_all(body.as_bytes()).await;
                        }
                        Act::Silent => std::future::pending().await,
                    }
                });
            }
        });
        Self { url, heard }
    }

    /// Head and body of every question so far.
    pub async fn questions(&self) -> Vec<(String, Value)> {
        self.heard.lock().await.clone()
    }
}

/// A completion whose content is `text`.
pub fn completion(text: &str) -> Act {
    let body = json!({
        "choices": [{ "message": { "role": "assistant", "content": text }, "finish_reason": "stop" }],
        "usage": { "prompt_tokens": 100, "completion_tokens": 10 },
    });
    Act::Answer(200, "", body.to_string())
}

/// The breast-cancer experiment.
pub fn sample() -> Vec<u8> {
    sample_named("snapshots/experiment-breast_cancer_automl.json")
}

/// A sample by its path below `infra/samples`.
pub fn sample_named(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples").join(path)).unwrap()
}

/// A snapshot with its findings.
pub fn read(bytes: &[u8]) -> (Snapshot, Vec<Finding>) {
    let snapshot = report_snapshot::read(bytes).unwrap();
    let findings = report_findings::findings(&snapshot);
    (snapshot, findings)
}
