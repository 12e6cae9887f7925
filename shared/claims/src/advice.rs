//! What a commentary may advise, and what must and must not be found for it. All that is needed stands in one table.

use report_facts::{Sort, Subject};
use report_findings::{Finding, Severity, Severity::*};
use serde::Deserialize;

use crate::evaluate::{Evaluated, Refusal};

/// Rules with the severities at which they count.
type Findings = &'static [(&'static str, &'static [Severity])];

const ANY: &[Severity] = &[Good, Info, Warning, Critical];
const BAD: &[Severity] = &[Warning, Critical];
const NOT_GOOD: &[Severity] = &[Info, Warning, Critical];

/// A step to take.
#[derive(Debug, PartialEq)]
pub(crate) struct Step {
    /// Its name in the schema.
    pub(crate) name: &'static str,
    /// The words, and those with what it is about, where one thing of a sort is what the reasons are about.
    pub(crate) words: &'static str,
    pub(crate) about: Option<(Sort, &'static str)>,
    /// One of these must be among the reasons.
    bearing: Findings,
    /// None of these may be among the findings of the report.
    forbidding: Findings,
}

/// No model goes into service, and no figure of it is relied on, beside one of these.
const DOUBTS: Findings = &[
    ("perfect_score", ANY),
    ("dominating_feature", ANY),
    ("identifier_columns", ANY),
    ("no_better_than_chance", ANY),
    ("no_metrics", ANY),
    ("accuracy_over_majority_class", BAD),
    ("explained_variance", BAD),
    ("held_out_gap", BAD),
    ("weakest_class", BAD),
    ("run_status", BAD),
    ("contradictions", ANY),
    ("metric_direction", ANY),
];

const fn step(name: &'static str, words: &'static str, bearing: Findings, forbidding: Findings) -> Step {
    Step { name, words, about: None, bearing, forbidding }
}

const fn about(step: Step, sort: Sort, words: &'static str) -> Step {
    Step { about: Some((sort, words)), ..step }
}

static STEPS: [Step; 18] = [
    step(
        "deploy",
        "Deploy the model",
        &[("leader_margin", &[Good]), ("held_out_gap", &[Info]), ("accuracy_over_majority_class", &[Good])],
        DOUBTS,
    ),
    step("prefer_the_faster_model", "Prefer the faster model", &[("faster_alternative", ANY)], &[]),
    step(
        "validate_on_fresh_rows",
        "Validate the model on fresh rows before anyone relies on it",
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
            &[("weakest_class", NOT_GOOD), ("class_imbalance", NOT_GOOD)],
            &[],
        ),
        Sort::Class,
        "Collect more rows of the class {name}",
    ),
    step("collect_rows", "Collect more rows", &[("few_rows", ANY)], &[]),
    about(
        step(
            "review_a_feature_for_leakage",
            "Check whether a feature gives the target away",
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
            &[("identifier_columns", ANY), ("constant_columns", ANY)],
            &[],
        ),
        Sort::Column,
        "Leave {name} out of training",
    ),
    step("recalibrate", "Recalibrate the probabilities", &[("calibration", NOT_GOOD)], &[]),
    step(
        "move_the_threshold",
        "Choose the decision threshold anew",
        &[("weakest_class", BAD), ("accuracy_over_majority_class", NOT_GOOD)],
        &[("no_better_than_chance", ANY)],
    ),
    step("train_longer", "Train for more steps", &[("still_improving", ANY)], &[("perfect_score", ANY)]),
    step(
        "retrain",
        "Retrain the model on recent rows",
        &[("feature_drift", BAD), ("prediction_drift", BAD), ("drift_flags", BAD), ("deployment_drift", BAD)],
        &[("no_traffic", ANY)],
    ),
    step(
        "roll_back",
        "Roll back to the version before",
        &[("error_rate", &[Critical]), ("error_burst", &[Critical]), ("deployment_status", BAD)],
        &[("no_traffic", ANY)],
    ),
    step(
        "find_the_cause_of_errors",
        "Find the cause of the failed calls",
        &[("error_rate", NOT_GOOD), ("error_burst", ANY), ("deployment_error_rate", BAD)],
        &[],
    ),
    step(
        "shorten_the_latency",
        "Find out why answers take longer",
        &[("latency_spike", ANY), ("latency_change", NOT_GOOD)],
        &[],
    ),
    about(
        step(
            "watch",
            "Keep watching the features that have shifted",
            &[
                ("feature_drift", NOT_GOOD),
                ("drift_flags", ANY),
                ("drift_tests", ANY),
                ("drift_disagreement", ANY),
            ],
            &[],
        ),
        Sort::Column,
        "Keep watching {name}",
    ),
    step(
        "withhold_the_synthetic_data",
        "Do not pass the synthetic data on",
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
        &[
            ("run_status", BAD),
            ("run_remarks", BAD),
            ("failed_experiments", BAD),
            ("failed_models", BAD),
            ("failed_synthgen_runs", BAD),
        ],
        &[],
    ),
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
    of.iter().any(|(rule, severities)| finding.rule.name == *rule && severities.contains(&finding.severity))
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
    pub(crate) fn admit(self, because: &[Evaluated<'_>], findings: &[Finding]) -> Result<(), Refusal> {
        if !self.bearing(because).any(|_| true) {
            let rules: Vec<&str> = self.0.bearing.iter().map(|(rule, _)| *rule).collect();
            return Err(Refusal::Refused(format!(
                "no finding among its reasons bears {:?}; it takes one of the kinds {}",
                self.0.name,
                rules.join(", ")
            )));
        }
        match findings.iter().find(|finding| is_one_of(finding, self.0.forbidding)) {
            Some(finding) => Err(Refusal::Refused(format!(
                "{:?} is out of the question beside the finding {:?}",
                self.0.name, finding.title
            ))),
            None => Ok(()),
        }
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
    fn every_step_has_a_reason_and_none_forbids_its_own() {
        for step in &STEPS {
            assert!(!step.bearing.is_empty(), "{}", step.name);
            for (rule, severities) in step.bearing {
                let forbidden = step.forbidding.iter().any(|(other, at)| {
                    rule == other && severities.iter().any(|severity| at.contains(severity))
                });
                assert!(!forbidden, "{} is borne and forbidden by {rule}", step.name);
            }
        }
    }
}
