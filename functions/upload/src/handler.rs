//! Beginning an upload.

use std::time::Duration;

use lambda_http::http::{HeaderValue, StatusCode, header::LOCATION};
use report_domain::{Timestamp, UploadId};
use report_edge::{
    Call, CallMethod, Caller, Endpoint, Failure, Reply, UploadItem, json, precondition, subject, upload_item,
};
use report_storage::{PresignedPut, UPLOAD_LIFE, Upload, UploadKey, UploadedBytes, Uploads};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::request::{self, Announced};

/// How long the bytes may be put. S3 looks at it when a request begins, so a slow line is no matter.
const PUT_LIFE: Duration = Duration::from_secs(15 * 60);

/// `POST /api/projects/{project_id}/entities/{kind}/{entity_id}/uploads`.
pub struct BeginUpload<B, T> {
    bucket: B,
    table: T,
}

#[derive(Serialize)]
struct Answer<'a> {
    upload: UploadItem<'a>,
    put: Put,
}

/// The request to be made next.
#[derive(Serialize)]
struct Put {
    url: String,
    headers: Map<String, Value>,
    expires_at: Timestamp,
}

impl<B: UploadedBytes, T: Uploads> BeginUpload<B, T> {
    /// Takes bytes in the bucket, and remembers in the table what they are for.
    pub fn new(bucket: B, table: T) -> Self {
        Self { bucket, table }
    }
}

impl<B: UploadedBytes, T: Uploads> Endpoint for BeginUpload<B, T> {
    const METHODS: &'static [CallMethod] = &[CallMethod::Post];
    const ALLOW: &'static str = "POST";

    async fn answer(&self, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
        let subject = subject(call)?;
        if !caller.key.may_access(subject.project_id) {
            return Err(Failure::no_such_entity(&subject));
        }
        let precondition = precondition(call)?;
        let Announced { bytes, sha256 } = request::read(call)?;
        let key = UploadKey { subject, id: UploadId::new() };
        let now = Timestamp::now();
        let PresignedPut { url, headers } = self.bucket.presigned_put(&key, bytes, sha256, PUT_LIFE).await?;
        let upload = Upload { key, precondition, until: now.after(UPLOAD_LIFE), outcome: None };
        self.table.begin(&upload).await?;
        let headers = headers.into_iter().map(|(name, value)| (name, value.into())).collect();
        let put = Put { url, headers, expires_at: now.after(PUT_LIFE) };
        let mut reply = json(StatusCode::CREATED, &Answer { upload: upload_item(&upload), put });
        if let Ok(location) = HeaderValue::from_str(&format!("{}/{}", call.path, key.id)) {
            reply.headers_mut().insert(LOCATION, location);
        }
        Ok(reply)
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::http::{Method, header::CONTENT_TYPE, header::IF_NONE_MATCH};
    use report_domain::{Kind, Precondition, Scope, Subject};
    use report_edge::testing::{self, api_key};
    use report_storage::{KeyDigest, Memory};
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn subject() -> Subject {
        Subject {
            project_id: Uuid::from_u128(1).into(),
            kind: Kind::Model,
            entity_id: Uuid::from_u128(2).into(),
        }
    }

    fn call(body: &Value) -> Call {
        let mut call = testing::call(Method::POST, "", &[(CONTENT_TYPE, "application/json")]);
        let Subject { project_id, kind, entity_id } = subject();
        call.path = format!("/api/projects/{project_id}/entities/{kind}/{entity_id}/uploads");
        call.path_parameters = [
            ("project_id".to_owned(), project_id.to_string()),
            ("kind".to_owned(), kind.to_string()),
            ("entity_id".to_owned(), entity_id.to_string()),
        ]
        .into();
        Call { body: body.to_string().into_bytes(), ..call }
    }

    async fn post(store: &Memory, call: &Call, projects: Option<Uuid>) -> (Reply, Value) {
        let caller = Caller { digest: KeyDigest::of("k"), key: api_key([Scope::Write], projects) };
        let begin = BeginUpload::new(store.clone(), store.clone());
        let reply = begin.answer(call, &caller).await.unwrap_or_else(Failure::into_reply);
        let body = serde_json::from_slice(reply.body()).expect("JSON");
        (reply, body)
    }

    #[tokio::test]
    async fn an_upload_is_remembered_with_what_was_asked_of_it() {
        let store = Memory::new();
        let mut call = call(&json!({ "bytes": 20_971_520, "sha256": "aB".repeat(32) }));
        call.headers.insert(IF_NONE_MATCH, HeaderValue::from_static("*"));
        let (reply, body) = post(&store, &call, None).await;
        assert_eq!(reply.status(), StatusCode::CREATED, "{body}");
        let id = body["upload"]["id"].as_str().expect("an id");
        assert_eq!(reply.headers()[LOCATION], format!("{}/{id}", call.path));
        assert_eq!(body["upload"]["status"], json!("waiting"));
        let key = UploadKey { subject: subject(), id: id.parse().expect("an id") };
        let url = body["put"]["url"].as_str().expect("a URL");
        assert!(url.contains(&key.to_string()) && url.ends_with("seconds=900"), "{url}");
        assert_eq!(body["put"]["headers"]["content-length"], json!("20971520"));
        assert!(body["put"]["headers"]["x-amz-checksum-sha256"].as_str().is_some_and(|it| it.contains("ab")));
        let kept = store.upload(&key).await.expect("an answer").expect("an upload");
        assert_eq!((kept.precondition, kept.outcome), (Precondition::Absent, None));
    }

    #[tokio::test]
    async fn what_is_announced_is_checked_whole() {
        let digest = "g".repeat(64);
        for (body, expected) in [
            (json!({}), &[("bytes", "missing")][..]),
            (
                json!({ "bytes": 0, "sha256": "", "colour": 1 }),
                &[
                    ("bytes", "greater_than_equal"),
                    ("sha256", "digest_parsing"),
                    ("colour", "extra_forbidden"),
                ],
            ),
            (
                json!({ "bytes": -1, "sha256": digest }),
                &[("bytes", "int_parsing"), ("sha256", "digest_parsing")],
            ),
            (json!({ "bytes": "7", "sha256": 7 }), &[("bytes", "int_parsing"), ("sha256", "digest_parsing")]),
            (json!({ "bytes": 1.5 }), &[("bytes", "int_parsing")]),
        ] {
            let (reply, answer) = post(&Memory::new(), &call(&body), None).await;
            assert_eq!(reply.status(), StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            let found: Vec<_> = answer["detail"].as_array().expect("a list").iter().collect();
            let found: Vec<_> = found
                .iter()
                .map(|it| (it["loc"][1].as_str().unwrap_or(""), it["type"].as_str().unwrap_or("")))
                .collect();
            assert_eq!(found, expected, "{body}");
        }
        for (bytes, status) in [
            (json!(33_554_432), 201),
            (json!(7.0), 201),
            (json!(33_554_433), 413),
            (json!(u64::MAX), 413),
            (json!(1e30), 413),
        ] {
            let (reply, _) =
                post(&Memory::new(), &call(&json!({ "bytes": bytes, "sha256": null })), None).await;
            assert_eq!(reply.status(), status, "{bytes}");
        }
    }

    #[tokio::test]
    async fn a_project_that_the_key_may_not_see_takes_nothing() {
        let store = Memory::new();
        let (reply, _) = post(&store, &call(&json!({ "bytes": 1 })), Some(Uuid::from_u128(99))).await;
        assert_eq!((reply.status(), store.calls("dynamodb:PutItem")), (StatusCode::NOT_FOUND, 0));
    }
}
