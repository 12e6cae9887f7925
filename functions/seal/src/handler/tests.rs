use lambda_http::http::Method;
use report_domain::{Report, ReportOptions, State};
use report_edge::testing::{call, reader, report, show, succeeded};
use report_storage::Memory;
use serde_json::Value;
use uuid::Uuid;

use super::*;

async fn ask(store: &Memory, id: &str, projects: Option<Uuid>, is_sealing: bool) -> String {
    let mut call = call(Method::GET, "", &[]);
    call.path_parameters.insert("report_id".into(), id.into());
    let seal = Seal { reports: store.clone(), bucket: store.clone(), is_sealing };
    show(seal.answer(&call, &reader(projects)).await.unwrap_or_else(Failure::into_reply))
}

async fn with(report: &Report, companions: &[(Companion, &str)]) -> Memory {
    let store = Memory::new();
    store.insert(report.clone(), ReportOptions::default());
    if let State::Succeeded { artifact, .. } = &report.state {
        for (companion, text) in companions {
            let key = CompanionKey { report_id: report.id, artifact_id: artifact.id, companion: *companion };
            store.put_companion(&key, text.as_bytes().to_vec()).await.expect("stored");
        }
    }
    store
}

fn body(shown: &str) -> Value {
    let start = shown.find("{\"seal\"").expect("a seal");
    serde_json::Deserializer::from_str(&shown[start..]).into_iter().next().expect("JSON").expect("JSON")
}

#[tokio::test]
async fn a_seal_comes_with_the_bundle_byte_for_byte() {
    let report = report(succeeded(1, 1));
    let id = report.id.to_string();
    let bundle = "{\"a\": \"\u{e9}\\n\"}\n";
    let sealed = with(&report, &[(Companion::Bundle, bundle), (Companion::Seal, "a.b.c")]).await;
    for is_sealing in [true, false] {
        let seal = &body(&ask(&sealed, &id, None, is_sealing).await)["seal"];
        assert_eq!(
            (&seal["status"], &seal["jws"], &seal["bundle"]),
            (&"sealed".into(), &"a.b.c".into(), &bundle.into())
        );
    }
    let unsealed = with(&report, &[(Companion::Bundle, bundle)]).await;
    for (is_sealing, status) in [(true, "pending"), (false, "off")] {
        let seal = &body(&ask(&unsealed, &id, None, is_sealing).await)["seal"];
        assert_eq!((&seal["status"], seal.get("jws")), (&status.into(), None));
    }
}

#[tokio::test]
async fn a_report_of_a_former_version_has_none() {
    let report = report(succeeded(1, 1));
    let shown = ask(&with(&report, &[]).await, &report.id.to_string(), None, true).await;
    assert!(shown.starts_with("404") && shown.contains("no longer kept, or never was"), "{shown}");
}

#[tokio::test]
async fn what_has_not_succeeded_has_no_seal() {
    for (state, said) in
        [(State::Queued, "retry-after"), (State::Failed { error: "Broken.".into() }, "Broken.")]
    {
        let report = report(state);
        let shown = ask(&with(&report, &[]).await, &report.id.to_string(), None, true).await;
        assert!(shown.starts_with("409") && shown.contains(said), "{shown}");
    }
}

#[tokio::test]
async fn another_projects_report_looks_like_none() {
    let report = report(succeeded(1, 1));
    let store = with(&report, &[(Companion::Bundle, "{}")]).await;
    let hidden = ask(&store, &report.id.to_string(), Some(Uuid::from_u128(99)), true).await;
    assert!(hidden.starts_with("404"), "{hidden}");
    assert_eq!(ask(&store, "00000000-0000-0000-0000-000000000063", None, true).await, hidden);
}
