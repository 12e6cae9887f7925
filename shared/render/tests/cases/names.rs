//! Names: their shared part, and the sections that figures lead to.

use std::collections::BTreeSet;

use report_domain::{Format, ReportOptions};
use serde_json::json;

use super::{
    files::tool,
    html, lines, section, snapshot,
    support::{all, experiment_with, page, render, render_with, settings},
};

#[tokio::test]
async fn the_shared_part_of_names_is_said_once() {
    let rendered = render(&experiment_with(14), &settings()).await;
    let page = self::page(&rendered);
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
    let page = self::page(&render_with(&experiment_with(14), &settings(), &options).await);
    assert!(!page.contains("href=\"#leaderboard\""));
}

#[tokio::test]
async fn a_name_in_a_chart_or_table_runs_the_way_of_its_first_letter_in_both_formats() {
    let model = |name: &str, error: f64| json!({ "name": name, "metrics": { "rmse": error } });
    let models = [model("a", 1.0), model("b", 2.0), model("שלום forest", 3.0)];
    let experiment = json!({ "task": "regression", "status": "completed", "ranking_metric": "rmse", "leaderboard": models });
    let rendered = render(&snapshot("experiment", &experiment), &settings()).await;
    // Read from right to left, "forest" stands left of the Hebrew word.
    let (boxes, _) =
        tool("pdftotext", &["-bbox"], &rendered.documents[&Format::Pdf], "directions.pdf", &["-"]);
    let left = |line: &str| line.split('"').nth(1).unwrap().parse::<f64>().unwrap();
    let places = |word: &str| -> Vec<f64> {
        boxes.lines().filter(|line| line.contains(&format!(">{word}<"))).map(left).collect()
    };
    let (latin, hebrew) = (places("forest"), places("םולש"));
    assert!(latin.len() > 1 && latin.len() == hebrew.len(), "{latin:?} {hebrew:?}");
    assert!(latin.iter().zip(&hebrew).all(|(latin, hebrew)| latin < hebrew), "{latin:?} {hebrew:?}");
    // So it does in a browser: of itself in a `<bdi>`, by this rule in a chart.
    let page = self::page(&rendered);
    assert!(page.contains("<bdi>שלום forest</bdi>"));
    assert!(page.contains(".chart text{unicode-bidi:plaintext"), "as in the PDF");
}

#[tokio::test]
async fn names_of_another_direction_are_isolated_in_findings() {
    let samples = all("edge");
    let (_, snapshot) = samples.iter().find(|(name, _)| name == "experiment-right-to-left.json").unwrap();
    let page = html(snapshot).await;
    let mut findings = section(&page, "findings").to_owned();
    while let Some((before, rest)) = findings.clone().split_once("<bdi>") {
        findings = [before, rest.split_once("</bdi>").unwrap().1].concat();
    }
    let is_arabic_or_hebrew = |character: char| matches!(character, '\u{590}'..='\u{6ff}');
    assert!(!findings.contains(is_arabic_or_hebrew), "{findings}");
    assert!(section(&page, "findings").contains(is_arabic_or_hebrew), "there are such names");
}
