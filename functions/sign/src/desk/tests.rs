use p256::{
    ecdsa::{Signature, SigningKey as Ecdsa, signature::hazmat::PrehashSigner},
    pkcs8::EncodePublicKey,
};
use report_domain::ReportOptions;
use report_edge::testing::{report, succeeded};
use report_seal::{Fingerprint, PublicKey};
use report_storage::Memory;
use serde_json::json;

use super::*;

/// A key in memory, which can be out of order.
struct Key {
    key: Ecdsa,
    works: bool,
}

impl SigningKey for Key {
    fn id(&self) -> &str {
        "key-1"
    }

    async fn sign(&self, digest: Vec<u8>) -> Result<Vec<u8>, String> {
        if !self.works {
            return Err("KMSInternalException".into());
        }
        let signature: Signature = self.key.sign_prehash(&digest).map_err(|error| error.to_string())?;
        Ok(signature.to_der().as_bytes().to_vec())
    }
}

fn key(works: bool) -> Key {
    Key { key: Ecdsa::from_slice(&[7; 32]).expect("a key"), works }
}

fn public() -> PublicKey {
    let der = key(true).key.verifying_key().to_public_key_der().expect("a public key");
    PublicKey::read(der.as_bytes()).expect("a key")
}

fn companion(report: &Report, companion: Companion) -> CompanionKey {
    let State::Succeeded { artifact, .. } = &report.state else { panic!("{report:?}") };
    CompanionKey { report_id: report.id, artifact_id: artifact.id, companion }
}

/// A succeeded report with its bundle.
async fn rendered() -> (Memory, Report, Vec<u8>) {
    let (store, report) = (Memory::new(), report(succeeded(1, 3)));
    store.insert(report.clone(), ReportOptions::default());
    let key = companion(&report, Companion::Bundle);
    let subject = report.subject;
    let bundle = json!({
        "version": 1,
        "report": {
            "id": report.id, "artifact_id": key.artifact_id, "project_id": subject.project_id, "kind": subject.kind,
            "entity_id": subject.entity_id, "created_at": report.created_at,
        },
        "documents": { "pdf": Fingerprint::of(b"abc") },
    });
    let bundle = bundle.to_string().into_bytes();
    store.put_companion(&key, bundle.clone()).await.expect("stored");
    (store, report, bundle)
}

/// Delivers messages; how many are to be delivered again.
async fn deliver(store: &Memory, works: bool, bodies: &[String]) -> usize {
    let records =
        bodies.iter().enumerate().map(|(n, body)| json!({ "messageId": n.to_string(), "body": body }));
    let batch = json!({ "Records": records.collect::<Vec<_>>() });
    let desk = Desk { reports: store.clone(), bucket: store.clone(), key: key(works) };
    let answer = json!(desk.seal_all(&serde_json::from_value(batch).expect("a batch")).await);
    answer["batchItemFailures"].as_array().expect("a list").len()
}

fn event(report: &Report) -> String {
    json!({ "source": "ml-reports", "detail": { "report_id": report.id, "status": "succeeded" } }).to_string()
}

async fn seal(store: &Memory, report: &Report) -> Option<String> {
    let seal = store.companion(&companion(report, Companion::Seal)).await.expect("an answer");
    seal.map(|seal| String::from_utf8(seal).expect("text"))
}

#[tokio::test]
async fn a_succeeded_report_is_sealed_once() {
    let (store, report, bundle) = rendered().await;
    assert_eq!(deliver(&store, true, &[event(&report)]).await, 0);
    let sealed = seal(&store, &report).await.expect("a seal");
    let manifest = report_seal::read(&sealed, &public()).expect("a manifest");
    assert_eq!(manifest.bundle, Fingerprint::of(&bundle));
    assert_eq!(
        (manifest.bundled.report.id, manifest.format_of(&Fingerprint::of(b"abc"))),
        (report.id, Some("pdf"))
    );
    assert_eq!(deliver(&store, true, &[event(&report), event(&report)]).await, 0);
    assert_eq!(seal(&store, &report).await, Some(sealed), "the same seal");
}

#[tokio::test]
async fn a_key_out_of_order_delays_the_seal() {
    let (store, report, _) = rendered().await;
    assert_eq!(deliver(&store, false, &[event(&report)]).await, 1);
    assert_eq!(seal(&store, &report).await, None);
    for operation in ["s3:GetObject", "s3:PutObject", "dynamodb:GetItem"] {
        store.fail(operation, "");
        assert_eq!(deliver(&store, true, &[event(&report)]).await, 1, "{operation}");
        store.recover();
    }
    assert_eq!(deliver(&store, true, &[event(&report)]).await, 0);
    assert!(seal(&store, &report).await.is_some());
}

#[tokio::test]
async fn what_is_no_event_what_is_gone_and_what_has_no_bundle_holds_nothing_up() {
    let (store, sealed, _) = rendered().await;
    let gone = json!({ "detail": { "report_id": "00000000-0000-0000-0000-0000000000ff" } }).to_string();
    assert_eq!(deliver(&store, true, &["x".into(), "{}".into(), gone, event(&sealed)]).await, 0);
    assert!(seal(&store, &sealed).await.is_some());
    let old = Memory::new();
    old.insert(sealed.clone(), ReportOptions::default());
    assert_eq!(deliver(&old, true, &[event(&sealed)]).await, 0);
    assert!(old.documents().is_empty());
}

#[tokio::test]
async fn a_report_that_is_deleted_meanwhile_leaves_no_seal() {
    let (store, report, _) = rendered().await;
    let (bucket, key) = (store.clone(), companion(&report, Companion::Bundle));
    store.before("s3:PutObject", async move { bucket.remove_document(key) });
    assert_eq!(deliver(&store, true, &[event(&report)]).await, 0);
    assert!(store.documents().is_empty(), "{:?}", store.documents());
}
