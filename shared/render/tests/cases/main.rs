//! Snapshots that reports of other tools, or earlier ones of ours, got wrong: what a reader must see.

#![allow(clippy::unwrap_used)]

mod support;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
};

use report_domain::ReportOptions;
use serde_json::{Value, json};
use support::{experiment_with, render, render_with, settings};

fn case(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(path)).unwrap()
}

async fn html(snapshot: &[u8]) -> String {
    String::from_utf8(render(snapshot, &settings()).await.html).unwrap()
}

/// What stands between tags, one line each, with the usual escapes undone.
fn lines(html: &str) -> Vec<String> {
    let body = html.split_once("<main").unwrap().1;
    let mut lines = Vec::new();
    for part in body.split('<').skip(1) {
        let text = part.split_once('>').map_or("", |(_, text)| text).trim();
        if !text.is_empty() {
            lines.push(text.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'"));
        }
    }
    lines
}

fn section<'h>(html: &'h str, id: &str) -> &'h str {
    let start = html.find(&format!("<section id=\"{id}\"")).unwrap_or_else(|| panic!("no section {id}"));
    html[start..].split_once("</section>").unwrap().0
}

/// The texts of the cells of the first table of a part, row by row.
fn cells(part: &str) -> Vec<Vec<String>> {
    let table = part.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    table
        .split("<tr")
        .skip(1)
        .map(|row| {
            let cells = row.split("<t").skip(1).filter(|cell| cell.starts_with(['d', 'h']));
            cells
                .map(|cell| lines(&format!("<main<t{cell}")).into_iter().next().unwrap_or_default())
                .collect()
        })
        .collect()
}

#[tokio::test]
async fn one_huge_value_rounds_no_other_away() {
    let page = html(&case("leaderboard-decimals/diverged.json")).await;
    let rows = cells(section(&page, "leaderboard"));
    let column = |index: usize| -> Vec<&str> { rows.iter().map(|row| row[index].as_str()).collect() };
    assert_eq!(column(3), ["0.4123", "0.4519", "0.5234", "734,513"]);
    assert_eq!(column(4), ["0.3011", "0.3277", "0.4001", "10,311"]);
    assert_eq!(column(5)[..3], ["0.8312", "0.7972", "0.7280"]);
    let page = html(&case("leaderboard-decimals/extreme-metrics.json")).await;
    let rows = cells(section(&page, "leaderboard"));
    assert!(rows.iter().any(|row| row[5].starts_with("\u{2212}5.5")), "{rows:?}");
}

#[tokio::test]
async fn ticks_and_labels_of_a_narrow_range_differ() {
    for name in ["axis-labels-alike/rng-r2.json", "axis-labels-alike/tiny-range.json"] {
        let page = html(&case(name)).await;
        let charts: Vec<&str> = section(&page, "model-comparison").split("<svg").skip(1).collect();
        assert!(charts.len() > 1, "{name}");
        for chart in charts {
            let texts: Vec<String> = lines(&format!("<main<svg{chart}"));
            let numbers: Vec<&String> = texts
                .iter()
                .filter(|text| {
                    text.starts_with("0.99998")
                        || text.starts_with("0.9999")
                        || text.starts_with("0.9998999")
                        || text.starts_with("1.0")
                })
                .collect();
            let different: BTreeSet<&String> = numbers.iter().copied().collect();
            assert!(different.len() >= 5, "{name}: {different:?}");
        }
        let values: BTreeSet<String> = cells(section(&page, "leaderboard"))
            .iter()
            .map(|row| row.iter().find(|cell| cell.starts_with("0.99")).unwrap().clone())
            .collect();
        assert_eq!(values.len(), cells(section(&page, "leaderboard")).len(), "{name}");
    }
}

#[tokio::test]
async fn an_axis_of_a_bounded_metric_does_not_go_beyond_its_bound() {
    let page = html(&experiment_with(14)).await;
    let chart = section(&page, "model-comparison").split("<svg").nth(1).unwrap();
    let texts = lines(&format!("<main<svg{chart}"));
    assert!(texts.iter().any(|text| text == "1.000"), "{texts:?}");
    assert!(!texts.iter().any(|text| text.starts_with("1.0") && text != "1.000"), "{texts:?}");
}

#[tokio::test]
async fn points_of_a_curve_may_come_in_either_order() {
    let (one, other) = (
        html(&case("roc-descending/roc-asc.json")).await,
        html(&case("roc-descending/roc-unsorted.json")).await,
    );
    let found = |page: &str| -> Vec<String> {
        cells(section(page, "roc")).into_iter().map(|row| row[1].clone()).collect()
    };
    assert_eq!(found(&one), ["6.0%", "12.0%", "30.0%", "60.0%", "67.5%", "90.0%"]);
    assert_eq!(found(&one), found(&other));
    let precision = |page: &str| cells(section(page, "precision-recall"));
    assert_eq!(precision(&one), precision(&other));
}

#[tokio::test]
async fn a_macro_average_is_over_all_classes_and_what_is_not_shown_is_counted() {
    let snapshot = case("macro-average-over-100-classes/roc-200.json");
    let page = html(&snapshot).await;
    let roc = lines(&format!("<main{}", section(&page, "roc"))).join(" ");
    assert!(roc.contains("Macro average 0.7000"), "{roc}");
    assert!(roc.contains("Shown are 20 of 200 classes"), "{roc}");
    // One class without an area: no average of the others.
    let mut snapshot: Value = serde_json::from_slice(&snapshot).unwrap();
    snapshot["content"]["evaluations"][0]["roc"][7]["auc"] = Value::Null;
    let page = html(snapshot.to_string().as_bytes()).await;
    let roc = section(&page, "roc");
    assert!(!cells(roc).iter().any(|row| row[0] == "Macro average"), "{roc}");
}

fn tool(program: &str, arguments: &[&str], pdf: &[u8], name: &str) -> (String, String) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new(program).args(arguments).arg(&path).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (text(output.stdout), text(output.stderr))
}

#[tokio::test]
async fn programs_find_nothing_to_say_about_a_file_with_a_long_title() {
    let title = json!({ "title": "A title of 150 characters ".repeat(6)[..150].trim() });
    let options = ReportOptions::from_json(title.as_object().unwrap(), &[]).unwrap();
    let pdf = render_with(&experiment_with(3), &settings(), &options).await.pdf;
    let (information, errors) = tool("pdfinfo", &[], &pdf, "long-title.pdf");
    assert!(information.contains("A title of 150 characters"), "{information}");
    assert_eq!(errors, "");
    let (said, errors) = tool("qpdf", &["--check"], &pdf, "long-title-checked.pdf");
    assert!(said.contains("No syntax or stream encoding errors") && errors.is_empty(), "{said}{errors}");
}

#[tokio::test]
async fn characters_that_no_font_has_are_spelt_out() {
    let rendered = render(&case("ligature-box/unicode-names.json"), &settings()).await;
    let mut words = tool_text(&rendered.pdf);
    words.retain(|character| !character.is_whitespace());
    assert!(words.contains("filigatureffi"), "{words}");
}

fn tool_text(pdf: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ligatures.pdf");
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new("pdftotext").args(["-layout"]).arg(&path).arg("-").output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[tokio::test]
async fn the_shared_part_of_names_is_said_once() {
    let rendered = render(&experiment_with(14), &settings()).await;
    let page = String::from_utf8(rendered.html).unwrap();
    let body = page.split_once("<main").unwrap().1;
    let part = "_AutoML_1_20261123_215343";
    assert!(
        lines(&page).join(" ").contains(&format!("Model names are shown without their common part {part} .")),
        "the leaderboard says so"
    );
    let places: Vec<&str> =
        body.match_indices(part).map(|(at, _)| &body[at.saturating_sub(40)..at]).collect();
    let said = places.iter().filter(|before| before.ends_with("<code dir=\"auto\">")).count();
    assert_eq!(said, 1, "{places:?}");
    assert!(!section(&page, "model-comparison").contains(part) && !section(&page, "findings").contains(part));
    // What a list of reports shows keeps the whole name.
    assert!(rendered.summary["figures"].to_string().contains(part), "{:?}", rendered.summary["figures"]);
}

#[tokio::test]
async fn figures_in_findings_lead_to_sections_that_are_there() {
    let page = html(&experiment_with(14)).await;
    let findings = section(&page, "findings");
    let targets: BTreeSet<&str> =
        findings.split("class=\"to\" href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(targets.contains("leaderboard"), "{targets:?}");
    for target in targets {
        assert!(page.contains(&format!("<section id=\"{target}\"")), "{target}");
    }
    let options = json!({ "include_leaderboard": false });
    let options = ReportOptions::from_json(options.as_object().unwrap(), &[]).unwrap();
    let page =
        String::from_utf8(render_with(&experiment_with(14), &settings(), &options).await.html).unwrap();
    assert!(!page.contains("href=\"#leaderboard\""));
}

#[tokio::test]
async fn metrics_that_are_one_stand_once() {
    let snapshot: Vec<u8> = support::all("snapshots")
        .into_iter()
        .find(|(name, _)| name.starts_with("experiment-diabetes"))
        .unwrap()
        .1;
    let page = html(&snapshot).await;
    let board = section(&page, "leaderboard");
    let text = lines(&format!("<main{board}")).join(" ");
    assert!(
        text.contains("Mean residual deviance is the same as MSE for every model and is shown once."),
        "{text}"
    );
    let head = board.split_once("</thead>").unwrap().0;
    assert!(head.contains("MSE") && !head.contains("deviance"), "{head}");
}
