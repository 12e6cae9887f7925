//! The rule of utility: what models trained on synthetic rows are worth on real ones.

use report_findings::Severity::{Info, Warning};
use serde_json::json;

use super::{silent, speaks, utility};

#[test]
fn utility_of_an_auc_is_held_against_chance() {
    let rule = "utility";
    let auc =
        |real: f64, synthetic: f64| utility("ROC AUC on real rows", &[("m", json!(real), json!(synthetic))]);
    speaks(
        rule,
        utility(
            "ROC AUC on real rows",
            &[("b", json!(0.9), json!(0.69)), ("c", json!(0.9), json!(null)), ("a", json!(0.9), json!(0.8))],
        ),
        Warning,
        "Training on synthetic rows loses most of the skill",
        "b, trained on synthetic rows, reaches 0.6900 (ROC AUC on real rows); trained on real rows, it reaches 0.9000: \
         worse by 0.2100, the greatest loss of 2 models. It keeps 47.5% of its advantage over chance, less than 50%.",
    );
    speaks(
        rule,
        auc(0.75, 0.625),
        Info,
        "Training on synthetic rows",
        "m, trained on synthetic rows, reaches 0.6250 (ROC AUC on real rows); trained on real rows, it reaches 0.7500: \
         worse by 0.1250. It keeps 50.0% of its advantage over chance.",
    );
    speaks(
        rule,
        auc(0.75, 0.5),
        Warning,
        "Training on synthetic rows loses all skill",
        "m, trained on synthetic rows, reaches 0.5000 (ROC AUC on real rows); trained on real rows, it reaches 0.7500: \
         worse by 0.2500. Nothing of its advantage over chance is left.",
    );
    speaks(
        rule,
        auc(0.75, 0.75),
        Info,
        "Training on synthetic rows",
        "m, trained on synthetic rows, reaches 0.7500 (ROC AUC on real rows); trained on real rows, it reaches 0.7500: \
         the same.",
    );
    speaks(
        rule,
        auc(0.5, 0.25),
        Info,
        "Training on synthetic rows",
        "m, trained on synthetic rows, reaches 0.2500 (ROC AUC on real rows); trained on real rows, it reaches 0.5000: \
         worse by 0.2500.",
    );
    silent(rule, auc(1.7, 0.9));
}

#[test]
fn utility_of_another_metric_is_stated() {
    let rule = "utility";
    speaks(
        rule,
        utility("RMSE", &[("b", json!(10.0), json!(8.0)), ("a", json!(10.0), json!(7.0))]),
        Info,
        "Training on synthetic rows",
        "b, trained on synthetic rows, reaches 8.0000 (RMSE); trained on real rows, it reaches 10.00: better by 2.0000, \
         the least gain of 2 models.",
    );
    speaks(
        rule,
        utility("Nutzen", &[("b", json!(1.0), json!(9.0)), ("a", json!(10.0), json!(7.0))]),
        Info,
        "Training on synthetic rows",
        "a, trained on synthetic rows, reaches 7.0000 (Nutzen); trained on real rows, it reaches 10.00.",
    );
    silent(rule, utility("RMSE", &[]));
    silent(rule, json!({}));
}
