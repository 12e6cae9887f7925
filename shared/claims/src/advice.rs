//! The steps that a commentary may advise. One table states which findings support a step and which rule it out.

use report_domain::Kind;
use report_facts::Sort;
use report_findings::{Finding, Severity, Severity::*};
use serde::Deserialize;

use crate::{
    evaluated::{Evaluated, Refusal},
    objects::{self, Objects},
};

/// Rules with the severities at which they count.
type Findings = &'static [(&'static str, &'static [Severity])];

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
    /// Its name in the schema.
    name: &'static str,
    /// The sort of the one thing that the step names, where its reasons are about one.
    about: Option<Sort>,
    /// The kinds of reports that may advise the step.
    kinds: &'static [Kind],
    /// One of these must be among the reasons.
    supported_by: Findings,
    /// None of these may be among the findings of the report.
    ruled_out_by: Findings,
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
    ("few_rows", ANY),
    ("calibration", NOT_GOOD),
    ("run_status", BAD),
    ("contradictions", ANY),
    ("metric_direction", ANY),
    ("leaderboard_order", BAD),
];

const fn step(name: &'static str, kinds: &'static [Kind], supported_by: Findings) -> Step {
    Step { name, about: None, kinds, supported_by, ruled_out_by: &[] }
}

impl Step {
    const fn unless(self, ruled_out_by: Findings) -> Self {
        Self { ruled_out_by, ..self }
    }

    const fn about(self, sort: Sort) -> Self {
        Self { about: Some(sort), ..self }
    }
}

const NO_TRAFFIC: Findings = &[("no_traffic", ANY)];

static STEPS: [Step; 20] = [
    step("deploy", TRAINED, &[("leader_margin", &[Good]), ("accuracy_over_majority_class", &[Good])])
        .unless(DOUBTS),
    step("prefer_the_faster_model", &[Kind::Experiment], &[("faster_alternative", ANY)]),
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
        .about(Sort::Class),
    step("collect_rows", TRAINED, &[("few_rows", ANY)]),
    step(
        "review_a_feature_for_leakage",
        TRAINED,
        &[("perfect_score", ANY), ("dominating_feature", ANY), ("identifier_columns", ANY)],
    )
    .about(Sort::Column),
    step(
        "repair_a_column",
        &[Kind::Experiment, Kind::Model, Kind::Project],
        &[("missing_values", NOT_GOOD), ("missing_in_disguise", ANY)],
    )
    .about(Sort::Column),
    step("drop_a_column", TRAINED, &[("identifier_columns", ANY), ("constant_columns", ANY)])
        .about(Sort::Column),
    step("recalibrate", TRAINED, &[("calibration", NOT_GOOD)]),
    step(
        "move_the_threshold",
        TRAINED,
        &[("weakest_class", BAD), ("accuracy_over_majority_class", NOT_GOOD)],
    )
    .unless(&[("no_better_than_chance", ANY)]),
    step("train_longer", TRAINED, &[("still_improving", ANY)]).unless(&[("perfect_score", ANY)]),
    step(
        "retrain",
        SERVED,
        &[("feature_drift", BAD), ("prediction_drift", BAD), ("drift_flags", BAD), ("deployment_drift", BAD)],
    )
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
    ),
    step("shorten_the_latency", &[Kind::Deployment], &[("latency_spike", ANY), ("latency_change", NOT_GOOD)]),
    step(
        "watch",
        SERVED,
        &[
            ("feature_drift", NOT_GOOD),
            ("drift_flags", ANY),
            ("drift_tests", ANY),
            ("drift_disagreement", ANY),
            ("deployment_drift", ANY),
        ],
    )
    .about(Sort::Column),
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
        &[Kind::Experiment, Kind::Project, Kind::Synthgen],
        &[
            ("run_status", BAD),
            ("run_remarks", BAD),
            ("failed_experiments", BAD),
            ("failed_models", BAD),
            ("failed_synthgen_runs", BAD),
        ],
    ),
    step(
        "check_results_on_real_rows",
        &[Kind::Synthgen],
        &[("utility", ANY), ("column_quality", ANY), ("pair_trends", ANY), ("overall_quality", ANY)],
    ),
    step("retire", SERVED, &[("unused_datasets", ANY), ("no_traffic", ANY)]),
];

/// A step of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Action(&'static Step);

impl<'de> Deserialize<'de> for Action {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let step = STEPS.iter().find(|step| step.name == name);
        step.map(Action).ok_or_else(|| serde::de::Error::custom("there is no such action"))
    }
}

/// Whether the finding is of one of the rules, at one of its severities.
fn is_one_of(finding: &Finding, of: Findings) -> bool {
    of.iter().any(|(rule, severities)| {
        (finding.rule.name == *rule || *rule == ALL_RULES) && severities.contains(&finding.severity)
    })
}

impl Action {
    /// The names of all of them.
    pub(crate) fn all() -> impl Iterator<Item = &'static str> {
        STEPS.iter().map(|step| step.name)
    }

    pub(crate) fn name(self) -> &'static str {
        self.0.name
    }

    /// The reasons that support it.
    ///
    /// # Errors
    /// There is none, or a finding of the report rules the step out.
    pub(crate) fn admit<'a>(
        self,
        objects: &Objects,
        because: &[Evaluated<'a>],
        findings: &[Finding],
    ) -> Result<Vec<&'a Finding>, Refusal> {
        let Self(Step { name, kinds, ruled_out_by, .. }) = self;
        if !kinds.contains(&objects.kind) {
            return Err(Refusal::Unsupported(format!("{name:?} is no advice about a report of this kind")));
        }
        let reasons: Vec<&Finding> = because
            .iter()
            .filter_map(|claim| match claim {
                Evaluated::Finding(finding) => Some(*finding),
                _ => None,
            })
            .filter(|finding| self.is_borne_by(finding, objects, findings))
            .collect();
        if reasons.is_empty() {
            return Err(Refusal::Unsupported(format!("no finding among its reasons bears {name:?}")));
        }
        match findings.iter().find(|finding| is_one_of(finding, ruled_out_by)) {
            Some(finding) => Err(Refusal::Unsupported(format!(
                "{name:?} is out of the question beside the finding {:?}",
                finding.title
            ))),
            None => Ok(reasons),
        }
    }

    /// Whether a finding is among those of the table, and the snapshot has what the step is about.
    fn is_borne_by(self, finding: &Finding, objects: &Objects, findings: &[Finding]) -> bool {
        is_one_of(finding, self.0.supported_by)
            && match self.0.name {
                // That one of many models beats the largest class says nothing about the others.
                "deploy" => {
                    let is_of_kind = match objects.kind {
                        Kind::Experiment => finding.rule.name == "leader_margin",
                        _ => true,
                    };
                    is_of_kind && objects.deployable.is_some()
                }
                "collect_rows_of_a_class" => objects::asks_for_rows(finding, findings),
                _ => true,
            }
    }

    /// Whether the two contradict each other: a model that has to be validated first is not deployed, and what is retrained for
    /// a reason is not only watched for it.
    pub(crate) fn excludes(self, reasons: &[&Finding], other: Self, others: &[&Finding]) -> bool {
        let are = |a: &str, b: &str| {
            let names = [self.0.name, other.0.name];
            names.contains(&a) && names.contains(&b)
        };
        are("deploy", "validate_on_fresh_rows")
            || are("retrain", "watch") && reasons.iter().any(|reason| others.contains(reason))
    }

    /// The names of the steps that a finding supports and that no other finding rules out.
    pub(crate) fn supported_by(
        objects: &Objects,
        finding: &Finding,
        findings: &[Finding],
    ) -> Vec<&'static str> {
        let because = [Evaluated::Finding(finding)];
        let supported = STEPS.iter().filter(|step| Action(step).admit(objects, &because, findings).is_ok());
        supported.map(|step| step.name).collect()
    }

    /// Whether a finding is no reason for the step about these names: it speaks of another class.
    pub(crate) fn is_about_another(self, finding: &Finding, names: &[String]) -> bool {
        self.0.name == "collect_rows_of_a_class"
            && objects::class_of(finding).is_some_and(|class| !names.contains(&class))
    }

    /// The names of what the step is about, where the reasons leave no choice; of a class, by the first reason that has one.
    pub(crate) fn names(self, objects: &Objects, reasons: &[&Finding]) -> Vec<String> {
        let only = |sort| Some(objects::named(reasons, sort)).filter(|names| names.len() == 1);
        let names = match (self.0.name, objects.kind) {
            ("deploy", _) => objects.deployable.clone().map(|model| vec![model]),
            ("prefer_the_faster_model", _) => {
                // The rule names the faster model before the leader.
                Some(objects::named(reasons, Sort::Model)).filter(|names| names.len() == 2)
            }
            ("collect_rows_of_a_class", _) => {
                reasons.iter().find_map(|finding| objects::class_of(finding)).map(|class| vec![class])
            }
            ("retrain", _) => objects
                .deployment(reasons)
                .map(|served| served.model.iter().chain([&served.deployment]).cloned().collect()),
            ("find_the_cause_of_errors", _) => {
                objects.deployment(reasons).map(|served| vec![served.deployment.clone()])
            }
            ("repair_a_column", Kind::Project) => only(Sort::Dataset),
            _ => self.0.about.and_then(only),
        };
        names.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            for (rule, severities) in supported_by.iter().chain(*ruled_out_by) {
                assert!(can(kinds, rule, severities), "{name}: {rule} never gives such a finding");
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
            let steps = STEPS.iter().filter(|step| step.kinds.contains(&kind)).count();
            assert!(steps >= 3, "{kind:?} has {steps}");
        }
    }
}
