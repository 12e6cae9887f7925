//! The PDF, seen through the programs that people open it with.

use std::{path::PathBuf, process::Command};

use report_domain::{Format, ReportOptions};
use serde_json::json;

use super::{
    case,
    support::{all, render, render_with, settings},
};

/// What a program of the Debian packages poppler-utils and qpdf writes about a file, and its complaints.
pub(crate) fn tool(
    program: &str,
    before: &[&str],
    pdf: &[u8],
    name: &str,
    after: &[&str],
) -> (String, String) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new(program).args(before).arg(&path).args(after).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (text(output.stdout), text(output.stderr))
}

#[tokio::test]
async fn programs_find_nothing_to_say_about_a_file_with_a_title_of_any_length_and_script() {
    let given =
        all("snapshots").into_iter().find(|(name, _)| name.starts_with("experiment-diabetes")).unwrap();
    for (name, title) in [
        ("one", "T".to_owned()),
        ("127", "T".repeat(127)),
        ("128", "T".repeat(128)),
        ("150", "A title of 150 characters ".repeat(6)[..150].trim().to_owned()),
        ("200", "T".repeat(200)),
        ("chinese", "客户流失预测模型评估报告".repeat(12)),
        ("arabic", "تقرير تقييم نموذج ".repeat(8).trim().to_owned()),
        ("emoji", "🚀".repeat(90)),
    ] {
        let options = json!({ "title": title });
        let options = ReportOptions::from_json(options.as_object().unwrap(), &[]).unwrap();
        let pdf = render_with(&given.1, &settings(), &options).await.documents.remove(&Format::Pdf).unwrap();
        let (information, complaints) = tool("pdfinfo", &[], &pdf, &format!("title-{name}.pdf"), &[]);
        let beginning: String = title.chars().take(20).collect();
        assert!(information.contains(&beginning), "{name}: {information}");
        assert_eq!(complaints, "", "{name}");
        let (said, complaints) = tool("qpdf", &["--check"], &pdf, &format!("title-{name}-checked.pdf"), &[]);
        assert!(said.contains("No syntax or stream encoding errors"), "{name}: {said}");
        assert_eq!(complaints, "", "{name}");
        // The head of the list of free objects, which every file must have (ISO 32000-1, 7.5.4), is entry 0: a table that does not
        // say where it begins (7.5.8.2) begins there.
        let (entries, _) =
            tool("qpdf", &["--show-object=trailer"], &pdf, &format!("title-{name}-trailer.pdf"), &[]);
        assert!(entries.contains("/Type /XRef") && !entries.contains("/Index"), "{name}: {entries}");
    }
}

#[tokio::test]
async fn characters_that_no_font_has_are_spelt_out() {
    let rendered = render(&case("ligature-box/unicode-names.json"), &settings()).await;
    let (mut words, _) =
        tool("pdftotext", &["-layout"], &rendered.documents[&Format::Pdf], "ligatures.pdf", &["-"]);
    words.retain(|character| !character.is_whitespace());
    assert!(words.contains("filigatureffi"), "{words}");
}
