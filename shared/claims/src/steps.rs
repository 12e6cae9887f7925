//! The table of steps that a commentary may advise: what each is about, which findings support it, and which rule it out.

use report_domain::Kind;
use report_facts::Sort;
use report_findings::{Finding, Severity, Severity::*};

use crate::about::About;

/// Rules with the severities at which they count.
pub(crate) type Findings = &'static [(&'static str, &'static [Severity])];

const ANY: &[Severity] = &[Good, Info, Warning, Critical];
const BAD: &[Severity] = &[Warning, Critical];
const NOT_GOOD: &[Severity] = &[Info, Warning, Critical];

const TRAINED: &[Kind] = &[Kind::Experiment, Kind::Model];
const SERVED: &[Kind] = &[Kind::Deployment, Kind::Project];

/// Whatever the rule.
const ALL_RULES: &str = "*";

/// A step to take.
#[derive(Debug, PartialEq)]
pub(crate) struct Step {
    /// Its name in the schema. A step that rests on other findings in reports of another kind has a row for each.
    pub(crate) name: &'static str,
    pub(crate) about: About,
    /// The kinds of reports that may advise the step.
    pub(crate) kinds: &'static [Kind],
    /// One of these must be among the reasons.
    pub(crate) supported_by: Findings,
    /// None of these may be among the findings of the report.
    pub(crate) ruled_out_by: Findings,
}

/// Each of these rules out that a model goes into service.
const DOUBTS: Findings = &[
    (ALL_RULES, &[Critical]),
    ("perfect_score", ANY),
    ("dominating_feature", ANY),
    ("identifier_columns", ANY),
    ("no_metrics", ANY),
    ("accuracy_over_majority_class", BAD),
    ("held_out_gap", BAD),
    ("weakest_class", BAD),
    ("selection_ratio", BAD),
    ("equalized_odds", BAD),
    ("few_rows", ANY),
    ("calibration", NOT_GOOD),
    ("run_status", BAD),
    ("contradictions", ANY),
    ("metric_direction", ANY),
    ("leaderboard_order", BAD),
];

const fn step(name: &'static str, kinds: &'static [Kind], supported_by: Findings) -> Step {
    Step { name, about: About::Nothing, kinds, supported_by, ruled_out_by: &[] }
}

impl Step {
    const fn unless(self, ruled_out_by: Findings) -> Self {
        Self { ruled_out_by, ..self }
    }

    const fn about(self, about: About) -> Self {
        Self { about, ..self }
    }
}

const NO_TRAFFIC: Findings = &[("no_traffic", ANY)];

pub(crate) static STEPS: [Step; 33] = [
    // Figures that contradict each other, or cannot be ranked, bear no other step.
    step(
        "correct_the_snapshot",
        &Kind::ALL,
        &[
            ("contradictions", ANY),
            ("metric_direction", ANY),
            ("unranked_models", ANY),
            ("no_metrics", ANY),
            ("unknown_served_model", ANY),
        ],
    ),
    // That one of many models beats the largest class says nothing about the others.
    step("deploy", &[Kind::Experiment], &[("leader_margin", &[Good])])
        .about(About::Deployable)
        .unless(DOUBTS),
    step("deploy", &[Kind::Model], &[("accuracy_over_majority_class", &[Good])])
        .about(About::Deployable)
        .unless(DOUBTS),
    step("prefer_the_faster_model", &[Kind::Experiment], &[("faster_alternative", ANY)])
        .about(About::TwoModels),
    step(
        "validate_on_fresh_rows",
        TRAINED,
        &[
            ("perfect_score", ANY),
            ("generalization_gap", ANY),
            ("held_out_gap", ANY),
            ("leader_margin", &[Info]),
            ("few_rows", ANY),
            ("leaderboard_order", ANY),
        ],
    ),
    step("collect_rows_of_a_class", TRAINED, &[("weakest_class", NOT_GOOD), ("class_imbalance", NOT_GOOD)])
        .about(About::ShortClass),
    step("collect_rows", TRAINED, &[("few_rows", ANY)]),
    step(
        "review_a_feature_for_leakage",
        TRAINED,
        &[("perfect_score", ANY), ("dominating_feature", ANY), ("identifier_columns", ANY)],
    )
    .about(About::One(Sort::Column)),
    step("repair_a_column", TRAINED, &[("missing_values", NOT_GOOD), ("missing_in_disguise", ANY)])
        .about(About::One(Sort::Column)),
    // A project knows no columns: the dataset is named.
    step("repair_a_column", &[Kind::Project], &[("missing_values", NOT_GOOD)])
        .about(About::One(Sort::Dataset)),
    step("drop_a_column", TRAINED, &[("identifier_columns", ANY), ("constant_columns", ANY)])
        .about(About::One(Sort::Column)),
    step("look_into_the_groups", TRAINED, &[("selection_ratio", BAD), ("equalized_odds", BAD)]),
    step("recalibrate", TRAINED, &[("calibration", NOT_GOOD)]),
    step(
        "move_the_threshold",
        TRAINED,
        &[("weakest_class", BAD), ("accuracy_over_majority_class", NOT_GOOD)],
    )
    .unless(&[("no_better_than_chance", ANY)]),
    step("find_another_approach", TRAINED, &[("no_better_than_chance", ANY), ("explained_variance", BAD)]),
    step("train_longer", TRAINED, &[("still_improving", ANY)]).unless(&[("perfect_score", ANY)]),
    step(
        "retrain",
        SERVED,
        &[
            ("outcome_level", BAD),
            ("outcome_trend", BAD),
            ("feature_drift", BAD),
            ("prediction_drift", BAD),
            ("drift_flags", BAD),
            ("deployment_drift", BAD),
        ],
    )
    .about(About::Served)
    .unless(NO_TRAFFIC),
    step(
        "roll_back",
        &[Kind::Deployment],
        &[("error_rate", &[Critical]), ("error_burst", &[Critical]), ("deployment_status", BAD)],
    )
    .unless(NO_TRAFFIC),
    step(
        "find_the_cause_of_errors",
        SERVED,
        &[("error_rate", NOT_GOOD), ("error_burst", ANY), ("deployment_error_rate", BAD)],
    )
    .about(About::Deployment),
    step("look_into_the_incidents", &[Kind::Deployment], &[("incidents", BAD), ("traffic_gap", ANY)]),
    step(
        "look_after_the_deployment",
        &[Kind::Project],
        &[("deployment_status", BAD), ("further_deployments", BAD)],
    )
    .about(About::Deployment),
    step("shorten_the_latency", &[Kind::Deployment], &[("latency_spike", ANY), ("latency_change", NOT_GOOD)]),
    // What differs by a test alone, `drift_tests`, has not shifted.
    step(
        "watch",
        SERVED,
        &[
            ("feature_drift", NOT_GOOD),
            ("drift_flags", ANY),
            ("drift_disagreement", ANY),
            ("deployment_drift", ANY),
        ],
    )
    .about(About::Shifted),
    step(
        "withhold_the_synthetic_data",
        &[Kind::Synthgen],
        &[
            ("verdict", BAD),
            ("exact_copies", BAD),
            ("memorised_rows", BAD),
            ("disclosure_protection", BAD),
            ("new_row_synthesis", BAD),
        ],
    ),
    step(
        "repeat_the_run",
        &[Kind::Experiment, Kind::Project, Kind::Synthgen, Kind::Privacy],
        &[
            ("run_status", BAD),
            ("run_remarks", BAD),
            ("no_models", BAD),
            ("failed_experiments", BAD),
            ("failed_models", BAD),
            ("failed_synthgen_runs", BAD),
        ],
    ),
    step(
        "check_results_on_real_rows",
        &[Kind::Synthgen],
        &[
            ("utility", ANY),
            ("column_quality", ANY),
            ("pair_trends", ANY),
            ("overall_quality", ANY),
            ("constant_synthetic_column", ANY),
            ("validity", BAD),
            ("missing_values", BAD),
        ],
    ),
    step(
        "withhold_the_transformed_data",
        &[Kind::Privacy],
        &[("remaining_detections", BAD), ("k_anonymity", &[Critical]), ("reidentification_risk", BAD)],
    ),
    step("transform_what_is_kept", &[Kind::Privacy], &[("kept_untransformed", BAD)])
        .about(About::One(Sort::Column)),
    step("scan_all_rows", &[Kind::Privacy], &[("not_scanned", BAD)]).about(About::One(Sort::Column)),
    step(
        "coarsen",
        &[Kind::Privacy],
        &[("k_anonymity", BAD), ("l_diversity", BAD), ("reidentification_risk", BAD)],
    ),
    step("guard_the_keys", &[Kind::Privacy], &[("reversible_transformation", BAD)]),
    step("check_by_hand", &[Kind::Privacy], &[("weak_confidence", ANY)]),
    step("retire", SERVED, &[("unused_datasets", ANY), ("no_traffic", ANY)]),
];

/// When two steps contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contradict {
    Always,
    /// If they share a reason.
    ForOneReason,
}

/// Steps that contradict each other: a model that has to be validated first is not deployed, and what is retrained for a
/// reason is not only watched for it.
pub(crate) const CONTRADICTIONS: [(&str, &str, Contradict); 2] = [
    ("deploy", "validate_on_fresh_rows", Contradict::Always),
    ("retrain", "watch", Contradict::ForOneReason),
];

/// Whether the finding is of one of the rules, at one of its severities.
pub(crate) fn is_one_of(finding: &Finding, of: Findings) -> bool {
    of.iter().any(|(rule, severities)| {
        (finding.rule.name == *rule || *rule == ALL_RULES) && severities.contains(&finding.severity)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_warns_bears_a_step() {
        for rule in report_findings::rules() {
            for (kind, severity) in rule.kinds.iter().flat_map(|kind| BAD.iter().map(move |bad| (kind, bad)))
            {
                let bears = |step: &&Step| {
                    step.kinds.contains(kind)
                        && step
                            .supported_by
                            .iter()
                            .any(|(name, at)| *name == rule.name && at.contains(severity))
                };
                assert!(
                    !rule.severities.contains(severity) || STEPS.iter().any(|step| bears(&step)),
                    "{} of {kind:?} at {severity:?} bears nothing",
                    rule.name
                );
            }
        }
    }

    #[test]
    fn every_rule_of_the_table_can_give_such_a_finding_in_reports_of_these_kinds() {
        let rules = report_findings::rules();
        let can = |kinds: &[Kind], name: &str, severities: &[Severity]| {
            rules.iter().any(|rule| {
                (rule.name == name || name == ALL_RULES)
                    && rule.kinds.iter().any(|kind| kinds.contains(kind))
                    && rule.severities.iter().any(|severity| severities.contains(severity))
            })
        };
        for Step { name, kinds, supported_by, ruled_out_by, .. } in &STEPS {
            for (rule, severities) in *supported_by {
                assert!(can(kinds, rule, severities), "{name}: {rule} never gives such a finding");
            }
            // Rows of one step share what rules it out.
            let rows = STEPS.iter().filter(|step| step.name == *name);
            let all_kinds: Vec<Kind> = rows.flat_map(|step| step.kinds).copied().collect();
            for (rule, severities) in *ruled_out_by {
                assert!(can(&all_kinds, rule, severities), "{name}: {rule} never gives such a finding");
            }
            for kind in *kinds {
                let is_supported =
                    supported_by.iter().any(|(rule, severities)| can(&[*kind], rule, severities));
                assert!(is_supported, "nothing supports {name} for {kind:?}");
            }
            for (rule, severities) in *supported_by {
                let is_free = |severity| {
                    !ruled_out_by
                        .iter()
                        .any(|(other, at)| (other == rule || *other == ALL_RULES) && at.contains(severity))
                };
                assert!(severities.iter().any(is_free), "{name} is supported and ruled out by {rule}");
            }
        }
        for kind in Kind::ALL {
            let steps: Vec<_> = STEPS.iter().filter(|step| step.kinds.contains(&kind)).collect();
            assert!(steps.len() >= 3, "{kind:?} has {}", steps.len());
            let is_once = |step: &&&Step| steps.iter().filter(|other| other.name == step.name).count() == 1;
            assert!(steps.iter().all(|step| is_once(&step)), "a step of {kind:?} has two rows");
        }
        for (a, b, _) in CONTRADICTIONS {
            assert!([a, b].iter().all(|name| STEPS.iter().any(|step| step.name == *name)), "{a} and {b}");
        }
    }
}
