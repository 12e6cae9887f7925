//! Advice: whether a step may be advised for the reasons given.

use report_domain::Kind;
use report_findings::Finding;
use serde::Deserialize;

use crate::{
    evaluated::{Evaluated, Refusal},
    objects::Objects,
    steps::{CONTRADICTIONS, Contradict, STEPS, Step, is_one_of},
};

/// The name of a step of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Action(&'static str);

impl<'de> Deserialize<'de> for Action {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let action = Self::all().find(|action| *action == name).map(Self);
        action.ok_or_else(|| serde::de::Error::custom("there is no such action"))
    }
}

impl Action {
    /// The names of all of them, each once.
    pub(crate) fn all() -> impl Iterator<Item = &'static str> {
        let is_first =
            |(index, step): &(usize, &Step)| STEPS[..*index].iter().all(|other| other.name != step.name);
        STEPS.iter().enumerate().filter(is_first).map(|(_, step)| step.name)
    }

    /// All of them, each once.
    pub(crate) fn every() -> impl Iterator<Item = Self> {
        Self::all().map(Self)
    }

    /// The names of those that a finding supports and that no other finding rules out.
    pub(crate) fn supported_by(
        objects: &Objects,
        finding: &Finding,
        findings: &[Finding],
    ) -> Vec<&'static str> {
        let because = [Evaluated::Finding(finding)];
        Self::all().filter(|name| Self(name).admit(objects, &because, findings).is_ok()).collect()
    }

    fn step(self, kind: Kind) -> Option<&'static Step> {
        STEPS.iter().find(|step| step.name == self.0 && step.kinds.contains(&kind))
    }

    /// The step as advice, if something among the claims supports it.
    ///
    /// # Errors
    /// Nothing does, or a finding of the report rules the step out.
    pub(crate) fn admit<'a>(
        self,
        objects: &Objects,
        because: &[Evaluated<'a>],
        findings: &[Finding],
    ) -> Result<Advice<'a>, Refusal> {
        let name = self.0;
        let Some(step) = self.step(objects.kind) else {
            return Err(Refusal::Unsupported(format!("{name:?} is no advice about a report of this kind")));
        };
        let given = because.iter().filter_map(Evaluated::finding);
        let reasons: Vec<&Finding> = given
            .filter(|finding| {
                is_one_of(finding, step.supported_by) && step.about.bears(finding, objects, findings)
            })
            .collect();
        if reasons.is_empty() {
            return Err(Refusal::Unsupported(format!("no finding among its reasons bears {name:?}")));
        }
        match findings.iter().find(|finding| is_one_of(finding, step.ruled_out_by)) {
            Some(finding) => Err(Refusal::Unsupported(format!(
                "{name:?} is out of the question beside the finding {:?}",
                finding.title
            ))),
            None => Ok(Advice { step, names: step.about.names(&reasons, objects), reasons }),
        }
    }
}

/// A step that is advised.
#[derive(Debug)]
pub(crate) struct Advice<'a> {
    step: &'static Step,
    /// The findings that support it.
    pub(crate) reasons: Vec<&'a Finding>,
    /// The names of what it is about, where they are known.
    pub(crate) names: Vec<String>,
}

impl Advice<'_> {
    pub(crate) fn name(&self) -> &'static str {
        self.step.name
    }

    /// Whether both advise the same.
    pub(crate) fn repeats(&self, other: &Self) -> bool {
        self.step == other.step && self.names == other.names
    }

    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        CONTRADICTIONS.iter().any(|(a, b, when)| {
            let is_pair =
                [(self, other), (other, self)].iter().any(|(x, y)| x.name() == *a && y.name() == *b);
            let shares_reason = || self.reasons.iter().any(|reason| other.reasons.contains(reason));
            is_pair && (*when == Contradict::Always || shares_reason())
        })
    }

    /// Whether a claim is no reason for it: the step is about something else of that sort.
    pub(crate) fn is_beside(&self, claim: &Evaluated<'_>) -> bool {
        claim.finding().is_some_and(|finding| self.step.about.is_another(finding, &self.names))
    }
}
