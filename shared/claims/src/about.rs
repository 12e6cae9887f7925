//! What a step is about, and by what that is known.

use report_facts::{Figure, Sort, drift::MODERATE_PSI, quantity::PSI};
use report_findings::Finding;

use crate::objects::{self, Objects};

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// Nothing that has a name.
    Nothing,
    /// One thing of a sort, if its reasons are about one.
    One(Sort),
    /// The features that have shifted.
    Shifted,
    /// The class that is short of rows.
    ShortClass,
    /// A model, and another that is named after it.
    TwoModels,
    /// The model that may go into service.
    Deployable,
    /// A model that is served, and its deployment.
    Served,
    /// A deployment.
    Deployment,
}

impl About {
    /// Whether a finding speaks of what the step is about, so that it can be a reason.
    pub(crate) fn bears(self, finding: &Finding, objects: &Objects, findings: &[Finding]) -> bool {
        match self {
            About::Deployable => objects.deployable.is_some(),
            About::ShortClass => objects::asks_for_rows(finding, findings),
            // Where it names features by their PSI, one of them has shifted.
            About::Shifted => {
                !finding.figures().iter().any(|figure| is_psi(figure)) || !shifted(&[finding]).is_empty()
            }
            _ => true,
        }
    }

    /// The names of what the step is about, where the reasons leave no choice; of a class, by the first reason that has one.
    pub(crate) fn names(self, reasons: &[&Finding], objects: &Objects) -> Vec<String> {
        let so_many = |names: Vec<String>, most: usize| if names.len() <= most { names } else { Vec::new() };
        match self {
            About::Nothing => Vec::new(),
            About::One(sort) => so_many(objects::named(reasons, sort), 1),
            About::Shifted => so_many(shifted(reasons), 2),
            About::ShortClass => {
                reasons.iter().find_map(|finding| objects::class_of(finding)).into_iter().collect()
            }
            About::TwoModels => {
                let models = objects::named(reasons, Sort::Model);
                if models.len() == 2 { models } else { Vec::new() }
            }
            About::Deployable => objects.deployable.iter().cloned().collect(),
            About::Served => {
                let served = objects.deployment(reasons).into_iter();
                served.flat_map(|served| served.model.iter().chain([&served.deployment]).cloned()).collect()
            }
            About::Deployment => {
                objects.deployment(reasons).map(|served| served.deployment.clone()).into_iter().collect()
            }
        }
    }

    /// Whether a finding speaks of another thing of the sort than the step does.
    pub(crate) fn is_another(self, finding: &Finding, names: &[String]) -> bool {
        self == About::ShortClass && objects::class_of(finding).is_some_and(|class| !names.contains(&class))
    }
}

fn is_psi(figure: &Figure) -> bool {
    figure.of.sort() == Some(Sort::Column) && figure.quantity == (&PSI).into()
}

/// The features whose PSI in the findings is that of a shift.
fn shifted(findings: &[&Finding]) -> Vec<String> {
    let figures = findings.iter().flat_map(|finding| finding.figures());
    objects::names_of(figures.filter(|figure| is_psi(figure) && figure.value >= MODERATE_PSI), Sort::Column)
}
