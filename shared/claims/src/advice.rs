//! What a commentary may advise, and what must and must not be found for it. All that is needed stands in one table.

use report_domain::Kind;
use report_facts::{Sort, Subject};
use report_findings::{Finding, Severity, Severity::*};
use serde::Deserialize;

use crate::evaluate::{Evaluated, Refusal};

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
    pub(crate) name: &'static str,
    /// The words, and those with what it is about, where one thing of a sort is what the reasons are about.
    pub(crate) words: &'static str,
    pub(crate) about: Option<(Sort, &'static str)>,
    /// What the report is about where the step makes sense.
    kinds: &'static [Kind],
    /// One of these must be among the reasons.
    bearing: Findings,
    /// None of these may be among the findings of the report.
    forbidding: Findings,
}

/// No model goes into service, and no figure of it is relied on, beside one of these.
const DOUBTS: Findings = &[
    (ALL_RULES, &[Critical]),
    ("perfect_score", ANY),
    ("dominating_feature", ANY),
    ("identifier_columns", ANY),
    ("no_metrics", ANY),
    ("accuracy_over_majority_class", BAD),
    ("held_out_gap", BAD),
    ("weakest_class", BAD),
    ("run_status", BAD),
    ("contradictions", ANY),
    ("metric_direction", ANY),
    ("leaderboard_order", BAD),
];

const fn step(
    name: &'static str,
    words: &'static str,
    kinds: &'static [Kind],
    bearing: Findings,
    forbidding: Findings,
) -> Step {
    Step { name, words, about: None, kinds, bearing, forbidding }
}

const fn about(step: Step, sort: Sort, words: &'static str) -> Step {
    Step { about: Some((sort, words)), ..step }
}

static STEPS: [Step; 20] = [
    step(
        "deploy",
        "Deploy the model",
        TRAINED,
        &[("leader_margin", &[Good]), ("accuracy_over_majority_class", &[Good])],
        DOUBTS,
    ),
    step(
        "prefer_the_faster_model",
        "Prefer the faster model",
        &[Kind::Experiment],
        &[("faster_alternative", ANY)],
        &[],
    ),
    step(
        "validate_on_fresh_rows",
        "Validate the model on fresh rows before anyone relies on it",
        TRAINED,
        &[
            ("perfect_score", ANY),
            ("generalization_gap", ANY),
            ("held_out_gap", ANY),
            ("leader_margin", &[Info]),
            ("few_rows", ANY),
            ("leaderboard_order", ANY),
        ],
        &[],
    ),
    about(
        step(
            "collect_rows_of_a_class",
            "Collect more rows of the class that is short of them",
            TRAINED,
            &[("weakest_class", NOT_GOOD), ("class_imbalance", NOT_GOOD)],
            &[],
        ),
        Sort::Class,
        "Collect more rows of the class {name}",
    ),
    step("collect_rows", "Collect more rows", TRAINED, &[("few_rows", ANY)], &[]),
    about(
        step(
            "review_a_feature_for_leakage",
            "Check whether a feature gives the target away",
            TRAINED,
            &[("perfect_score", ANY), ("dominating_feature", ANY), ("identifier_columns", ANY)],
            &[],
        ),
        Sort::Column,
        "Check whether {name} gives the target away",
    ),
    about(
        step(
            "repair_a_column",
            "Repair the columns with missing values at their source",
            &[Kind::Experiment, Kind::Model, Kind::Project],
            &[("missing_values", NOT_GOOD), ("missing_in_disguise", ANY)],
            &[],
        ),
        Sort::Column,
        "Repair {name} at its source",
    ),
    about(
        step(
            "drop_a_column",
            "Leave the columns that carry no information out of training",
            TRAINED,
            &[("identifier_columns", ANY), ("constant_columns", ANY)],
            &[],
        ),
        Sort::Column,
        "Leave {name} out of training",
    ),
    step("recalibrate", "Recalibrate the probabilities", TRAINED, &[("calibration", NOT_GOOD)], &[]),
    step(
        "move_the_threshold",
        "Choose the decision threshold anew",
        TRAINED,
        &[("weakest_class", BAD), ("accuracy_over_majority_class", NOT_GOOD)],
        &[("no_better_than_chance", ANY)],
    ),
    step(
        "train_longer",
        "Train for more steps",
        TRAINED,
        &[("still_improving", ANY)],
        &[("perfect_score", ANY)],
    ),
    step(
        "retrain",
        "Retrain the model on recent rows",
        SERVED,
        &[("feature_drift", BAD), ("prediction_drift", BAD), ("drift_flags", BAD), ("deployment_drift", BAD)],
        &[("no_traffic", ANY)],
    ),
    step(
        "roll_back",
        "Roll back to the version before",
        &[Kind::Deployment],
        &[("error_rate", &[Critical]), ("error_burst", &[Critical]), ("deployment_status", BAD)],
        &[("no_traffic", ANY)],
    ),
    step(
        "find_the_cause_of_errors",
        "Find the cause of the failed calls",
        SERVED,
        &[("error_rate", NOT_GOOD), ("error_burst", ANY), ("deployment_error_rate", BAD)],
        &[],
    ),
    step(
        "shorten_the_latency",
        "Find out why answers take longer",
        &[Kind::Deployment],
        &[("latency_spike", ANY), ("latency_change", NOT_GOOD)],
        &[],
    ),
    about(
        step(
            "watch",
            "Keep watching the features that have shifted",
            SERVED,
            &[
                ("feature_drift", NOT_GOOD),
                ("drift_flags", ANY),
                ("drift_tests", ANY),
                ("drift_disagreement", ANY),
                ("deployment_drift", ANY),
            ],
            &[],
        ),
        Sort::Column,
        "Keep watching {name}",
    ),
    step(
        "withhold_the_synthetic_data",
        "Do not pass the synthetic data on",
        &[Kind::Synthgen],
        &[
            ("verdict", BAD),
            ("exact_copies", BAD),
            ("memorised_rows", BAD),
            ("disclosure_protection", BAD),
            ("new_row_synthesis", BAD),
        ],
        &[],
    ),
    step(
        "repeat_the_run",
        "Find out why runs did not end well, and repeat them",
        &[Kind::Experiment, Kind::Project, Kind::Synthgen],
        &[
            ("run_status", BAD),
            ("run_remarks", BAD),
            ("failed_experiments", BAD),
            ("failed_models", BAD),
            ("failed_synthgen_runs", BAD),
        ],
        &[],
    ),
    step(
        "check_results_on_real_rows",
        "Check on real rows whatever is concluded from the synthetic data",
        &[Kind::Synthgen],
        &[("utility", ANY), ("column_quality", ANY), ("pair_trends", ANY), ("overall_quality", ANY)],
        &[],
    ),
    step("retire", "Retire what nobody uses", SERVED, &[("unused_datasets", ANY), ("no_traffic", ANY)], &[]),
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

/// Whether a rule speaks at one of the severities.
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

    pub(crate) fn step(self) -> &'static Step {
        self.0
    }

    /// Whether the reasons bear it, and nothing speaks against it.
    pub(crate) fn admit(
        self,
        kind: Kind,
        because: &[Evaluated<'_>],
        findings: &[Finding],
    ) -> Result<(), Refusal> {
        let Self(Step { name, kinds, forbidding, .. }) = self;
        if !kinds.contains(&kind) {
            return Err(Refusal::Refused(format!("{name:?} is no advice about a report of this kind")));
        }
        if self.bearing(because).next().is_none() {
            return Err(Refusal::Refused(format!("no finding among its reasons bears {name:?}")));
        }
        match findings.iter().find(|finding| is_one_of(finding, forbidding)) {
            Some(finding) => Err(Refusal::Refused(format!(
                "{name:?} is out of the question beside the finding {:?}",
                finding.title
            ))),
            None => Ok(()),
        }
    }

    /// Whether nobody would advise both: what is to be validated first is not deployed.
    pub(crate) fn excludes(self, other: Self) -> bool {
        let both = [self.0.name, other.0.name];
        both.contains(&"deploy") && both.contains(&"validate_on_fresh_rows")
    }

    /// The names of the steps that a finding bears beside the others.
    pub(crate) fn borne_by(kind: Kind, finding: &Finding, findings: &[Finding]) -> Vec<&'static str> {
        let because = [Evaluated::Finding(finding)];
        let borne = STEPS.iter().filter(|step| Action(step).admit(kind, &because, findings).is_ok());
        borne.map(|step| step.name).collect()
    }

    fn bearing<'a>(self, because: &[Evaluated<'a>]) -> impl Iterator<Item = &'a Finding> {
        because.iter().filter_map(move |claim| match claim {
            Evaluated::Finding(finding) if is_one_of(finding, self.0.bearing) => Some(*finding),
            _ => None,
        })
    }

    /// The one thing of its sort that the bearing findings are about; `None` where they are about several or none.
    pub(crate) fn target(self, because: &[Evaluated<'_>]) -> Option<(&'static str, String)> {
        let (sort, words) = self.0.about?;
        let mut names: Vec<String> = Vec::new();
        for finding in self.bearing(because) {
            for figure in finding.figures() {
                if let Subject::Named(of, name) = &figure.of
                    && *of == sort
                    && !names.iter().any(|known| known == &**name)
                {
                    names.push(name.to_string());
                }
            }
        }
        if names.len() == 1 { names.pop().map(|name| (words, name)) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_table_can_speak_where_the_step_makes_sense() {
        let book = report_findings::rules();
        let can = |kinds: &[Kind], name: &str, severities: &[Severity]| {
            book.iter().any(|rule| {
                (rule.name == name || name == ALL_RULES)
                    && rule.kinds.iter().any(|kind| kinds.contains(kind))
                    && rule.severities.iter().any(|severity| severities.contains(severity))
            })
        };
        for Step { name, kinds, bearing, forbidding, .. } in &STEPS {
            for (rule, severities) in bearing.iter().chain(*forbidding) {
                assert!(can(kinds, rule, severities), "{name}: {rule} never speaks so");
            }
            for kind in *kinds {
                let is_borne = bearing.iter().any(|(rule, severities)| can(&[*kind], rule, severities));
                assert!(is_borne, "nothing bears {name} for {kind:?}");
            }
            for (rule, severities) in *bearing {
                let is_clear = |severity| {
                    !forbidding
                        .iter()
                        .any(|(other, at)| (other == rule || *other == ALL_RULES) && at.contains(severity))
                };
                assert!(severities.iter().any(is_clear), "{name} is borne and forbidden by {rule}");
            }
        }
        for kind in Kind::ALL {
            let steps = STEPS.iter().filter(|step| step.kinds.contains(&kind)).count();
            assert!(steps >= 3, "{kind:?} has {steps}");
        }
    }
}
