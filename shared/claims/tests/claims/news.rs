//! What is said of what a reader knows already.

use report_claims::Facts;
use report_facts::{
    Figure, Rows, Statement, Subject,
    quantity::{AUC, PSI},
    say,
};
use report_findings::{Finding, Rule, Severity};
use serde_json::{Value, json};

use super::support::{board, claim, experiment, id, keep, only, read, rule, texts};

static LEAD: Rule = rule("leader_margin");
static PREDICTIONS: Rule = rule("prediction_drift");

#[test]
fn nothing_is_said_twice() {
    let (snapshot, none) = (experiment(), []);
    let facts = Facts::new(&snapshot, &none);
    let models = only("value", "n1");
    let kept = keep(&facts, &[vec![models.clone(), models.clone()], vec![models]], json!([]));
    assert_eq!(texts(&kept), ["The experiment has 6 models."]);
    assert_eq!(kept.left_out, Default::default());
}

#[test]
fn a_reason_that_has_been_said_is_only_named() {
    let snapshot = experiment();
    let findings = [Finding::new(&LEAD, Severity::Good, "Lead", Statement::words("It is so."))];
    let facts = Facts::new(&snapshot, &findings);
    let advice = json!([{ "action": "deploy", "because": [only("finding", "f1")] }]);
    let kept = keep(&facts, &[vec![only("finding", "f1")]], advice);
    assert_eq!(texts(&kept), ["It is so.", "Deploy P."]);
    assert_eq!(kept.lists.recommendations[0].findings, ["Lead"]);
}

#[test]
fn what_a_reader_has_read_is_not_said_in_other_words() {
    let snapshot = experiment();
    let of = |value| Figure::new(Subject::model("P"), &AUC, value);
    let finding = Finding::new(&LEAD, Severity::Good, "Lead", say!("It has {}.", of(0.9)));
    let findings = [finding];
    let facts = Facts::new(&snapshot, &findings);
    let auc = |name: &str| id(&facts, &format!("model:{name}/auc@cross_validation"));
    let (p, q, yes) = (auc("P"), auc("Q"), auc("say yes"));
    let compare = |a: &str, b: &str| claim("compare", a, b, "order", "none");
    let said = |statements: &[Vec<Value>]| texts(&keep(&facts, statements, json!([])));
    let than = "P has a better AUC in cross-validation than Q, 0.9000 against 0.8000.";
    assert_eq!(said(&[vec![compare(&p, &q), compare(&q, &p)]]), [than], "one pair");
    assert_eq!(said(&[vec![compare(&p, &q)], vec![compare(&q, &p)]]), [than], "in a statement before");
    let place = said(&[vec![compare(&p, &q)], vec![only("place", &p)]]);
    assert_eq!(place.len(), 2, "its value is known, its place is not: {place:?}");
    assert_eq!(said(&[vec![only("value", &p), compare(&p, &q), only("value", &q)]]), [than]);
    assert_eq!(
        said(&[vec![only("place", &p), only("finding", "f1")]]),
        ["It has 0.9000."],
        "left to the finding"
    );
    assert_eq!(said(&[vec![only("finding", "f1")], vec![only("value", &p)]]), ["It has 0.9000."]);
    let other = said(&[vec![compare(&p, &q)], vec![only("value", &yes)]]);
    assert_eq!(other.len(), 2, "of another model: {other:?}");
}

#[test]
fn a_place_at_an_end_is_said_once_and_a_tie_for_all_that_share_it() {
    let snapshot = board(&[("P", 0.9, 0.1), ("Q", 0.9, 0.2), ("R", 0.8, 0.3), ("S", 0.7, 0.4)]);
    let facts = Facts::new(&snapshot, &[]);
    let of = |what: &str, name: &str| id(&facts, &format!("model:{name}/{what}"));
    let said = |statements: &[Vec<Value>]| texts(&keep(&facts, statements, json!([])));
    let (spread, place) = (|of: String| vec![only("spread", &of)], |of: String| vec![only("place", &of)]);
    let range = "The log loss ranges from 0.1000 (P) to 0.4000 (S) across 4 models.";
    let ends = [place(of("logloss", "P")), place(of("logloss", "S"))];
    assert_eq!(said(&[&[spread(of("logloss", "Q"))][..], &ends].concat()), [range], "its ends");
    let places = [
        "Of 4 models, P has the best log loss, 0.1000.".to_owned(),
        "Of 4 models, S has the worst log loss, 0.4000.".to_owned(),
    ];
    assert_eq!(said(&[&ends[..], &[spread(of("logloss", "Q"))]].concat()), places, "both ends");
    let middle = said(&[spread(of("logloss", "Q")), place(of("logloss", "Q"))]);
    assert_eq!(middle[1..], ["Of 4 models, Q has the second-best log loss, 0.2000."], "no end");
    let tie = ["Of 4 models, P shares the best AUC with Q, 0.9000."];
    assert_eq!(said(&[place(of("auc", "P")), place(of("auc", "Q"))]), tie);
    assert_eq!(said(&[[place(of("auc", "P")), place(of("auc", "Q"))].concat()]), tie);
    let value =
        said(&[place(of("auc", "P")), vec![only("value", &of("auc", "Q")), only("place", &of("auc", "Q"))]]);
    assert_eq!(value[1..], ["The AUC of Q is 0.9000."], "its own value has not been said");
}

#[test]
fn a_value_is_left_to_a_finding_wherever_that_stands() {
    let snapshot = read(
        "deployment",
        "prod",
        json!({ "status": "active", "predictions": {
        "what": "the probability", "current": { "psi": 0.266_5 }, "periods": [], "bin_edges": [] } }),
    );
    let psi = Figure::of_entity(&PSI, 0.266_5).on(Rows::Current);
    let findings =
        [Finding::new(&PREDICTIONS, Severity::Warning, "Shifted", say!("It has a PSI of {}.", psi))];
    let facts = Facts::new(&snapshot, &findings);
    let value = || vec![only("value", &id(&facts, "entity/predictions_psi"))];
    let finding = || vec![only("finding", "f1")];
    let advice = || json!([{ "action": "retrain", "because": finding() }]);
    let said = |statements: &[Vec<Value>], advice: Value| texts(&keep(&facts, statements, advice));
    let shifted = "It has a PSI of 0.2665.";
    assert_eq!(said(&[[value(), finding()].concat()], json!([])), [shifted]);
    assert_eq!(said(&[value(), finding()], json!([])), [shifted], "in an item after it");
    assert_eq!(said(&[finding(), value()], json!([])), [shifted]);
    assert_eq!(
        said(&[value()], advice()),
        [format!("Retrain the model that prod serves on recent rows. {shifted}")]
    );
    assert_eq!(
        said(&[value()], json!([])),
        ["The PSI of the predictions is 0.2665."],
        "no item repeats the finding"
    );
}

#[test]
fn the_halves_of_a_comparison_stay_or_go_together() {
    let snapshot = experiment();
    let facts = Facts::new(&snapshot, &[]);
    let of = |name: &str, what: &str| id(&facts, &format!("model:{name}/{what}"));
    let compare = |what: &str| claim("compare", &of("P", what), &of("Q", what), "order", "none");
    let (auc, loss, time) = ("auc@cross_validation", "logloss@cross_validation", "training_time");
    let said = |statements: &[Vec<Value>]| texts(&keep(&facts, statements, json!([])));
    let values = vec![only("value", &of("P", auc)), only("value", &of("Q", auc))];
    let both = vec![compare(auc), compare(time)];
    let halves = "P has a better AUC in cross-validation than Q, 0.9000 against 0.8000, but a longer training time, 500 ms against \
        250 ms.";
    assert_eq!(
        said(&[values.clone(), both.clone()])[1..],
        [halves],
        "who knows two values does not know their order"
    );
    assert_eq!(said(&[vec![compare(auc)], both.clone()])[1..], [halves], "with the half that is known");
    assert_eq!(said(&[vec![compare(auc)], vec![compare(time)], both.clone()]).len(), 2, "both are known");
    let three = said(&[values, vec![compare(loss), compare(auc)]]);
    assert!(three[1].contains("a better log loss") && three[1].contains("a better AUC"), "{three:?}");
}
