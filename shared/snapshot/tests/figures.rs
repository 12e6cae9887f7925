//! Pictures in snapshots: what is taken, and what is said of what is not.
#![allow(clippy::unwrap_used)]

use base64::{Engine, engine::general_purpose::STANDARD};
use report_snapshot::{Snapshot, read, read_or_faults};
use serde_json::{Value, json};

const FOUR: &[u8] = include_bytes!("../../picture/tests/four.png");

fn figure() -> Value {
    json!({ "title": "ROC curve", "alt": "It rises.", "media_type": "image/png", "data": STANDARD.encode(FOUR) })
}

fn model(figures: Value) -> Value {
    json!({
        "schema_version": 1, "kind": "model", "id": "e46a9bd1-8904-54e0-8788-8fb8ac8072ac",
        "project_id": "bf3eeeb1-3d0f-53b8-8482-a86068ed1ece", "name": "GBM",
        "content": { "task": "regression", "figures": figures }
    })
}

/// The one fault of a model with these pictures, as reading and as the list of all faults say it.
#[track_caller]
fn says(figures: Value, parts: &[&str]) {
    let bytes = model(figures).to_string().into_bytes();
    let sentence = read(&bytes).expect_err("a fault").to_string();
    let faults = read_or_faults(&bytes, 100).expect_err("a fault");
    let [fault] = &faults[..] else { panic!("{faults:?}") };
    let listed = format!("{}: {}", fault.path.join("."), fault.reason);
    for part in parts {
        assert!(
            sentence.contains(part) && listed.contains(part),
            "{part:?} is missing in: {sentence}, or in: {listed}"
        );
    }
}

fn changed(member: &str, value: Value) -> Value {
    let mut figure = figure();
    figure[member] = value;
    json!([figure])
}

#[test]
fn a_picture_is_read_and_written_as_it_was() {
    let document = model(json!([figure(), figure()]));
    let snapshot = read(document.to_string().as_bytes()).unwrap();
    let Snapshot::Model(model) = &snapshot else { panic!("a model") };
    let png = &model.content.figures[1].data;
    assert_eq!((png.width(), png.height(), png.file()), (2, 2, FOUR));
    assert_eq!(serde_json::to_value(&snapshot).unwrap(), document);
}

#[test]
fn what_cannot_be_shown_is_refused_with_its_place() {
    says(changed("alt", json!(" ")), &["alt", "at least one character that is not a space"]);
    says(changed("title", json!("")), &["title", "at least one character that is not a space"]);
    says(changed("media_type", json!("image/svg+xml")), &["media_type", "image/png"]);
    says(changed("data", json!("no base64!")), &["data", "expected a picture in base64"]);
    says(changed("data", json!(STANDARD.encode("GIF89a"))), &["data", "not a whole PNG file"]);
    says(changed("data", json!("A".repeat(700_000))), &["data", "at most 699,052 characters, found 700,000"]);
    says(changed("data", json!(7)), &["data", "expected"]);
    let mut huge = FOUR.to_vec();
    huge[16..24].copy_from_slice(&[0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF]);
    // The checksum that belongs to such a header.
    huge[29..33].copy_from_slice(&0x31A254BA_u32.to_be_bytes());
    says(changed("data", json!(STANDARD.encode(huge))), &["data", "2147483647 × 2147483647 pixels"]);
}

#[test]
fn there_are_few_and_the_rest_is_not_even_decoded() {
    assert!(read(model(json!(vec![figure(); 12])).to_string().as_bytes()).is_ok());
    says(json!(vec![figure(); 13]), &["figures", "at most 12"]);
    let mut many = vec![figure(); 12];
    many.extend(vec![json!("no picture at all"); 10_000]);
    says(json!(many), &["figures", "at most 12"]);
}

#[test]
fn a_pictures_alternative_text_is_needed() {
    let mut figure = figure();
    figure.as_object_mut().unwrap().remove("alt");
    says(json!([figure]), &["alt"]);
}
