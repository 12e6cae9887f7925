//! What a snapshot says about the things that advice names: the model that may be deployed, what is served, the largest class.

use report_domain::Kind;
use report_facts::{Figure, Sort, Subject, leaderboard::Ranking, quality, quantity::ROWS};
use report_findings::{Finding, MILD_IMBALANCE, Severity};
use report_snapshot::Snapshot;

/// A deployment with the model that it serves.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) deployment: String,
    pub(crate) model: Option<String>,
}

/// What is known of a snapshot beside its findings.
#[derive(Debug)]
pub(crate) struct Objects {
    pub(crate) kind: Kind,
    /// The leader of an experiment; a model that leads its experiment or is of none, and whose test rows are known.
    pub(crate) deployable: Option<String>,
    /// The deployments of a project, or the one of the report.
    pub(crate) served: Vec<Served>,
    /// The ranking metric of an experiment with the names of the leader and the runner-up.
    pub(crate) ranking: Option<(String, Vec<String>)>,
}

impl Objects {
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let header = snapshot.header();
        let deployable = match snapshot {
            Snapshot::Experiment(envelope) => Ranking::of(&envelope.content)
                .and_then(|ranking| ranking.leader().map(|leader| leader.entry.name.clone())),
            Snapshot::Model(envelope) => {
                let model = &envelope.content;
                let leads = model.rank == Some(1) || (model.rank.is_none() && model.experiment.is_none());
                (leads && quality::is_tested(model)).then(|| header.name.to_owned())
            }
            _ => None,
        };
        let served = match snapshot {
            Snapshot::Project(envelope) => {
                let served = envelope.content.deployments.iter().map(|deployment| Served {
                    deployment: deployment.name.clone(),
                    model: deployment.model.as_ref().map(|model| model.name.clone()),
                });
                served.collect()
            }
            Snapshot::Deployment(envelope) => vec![Served {
                deployment: header.name.to_owned(),
                model: envelope.content.model.as_ref().map(|model| model.name.clone()),
            }],
            _ => Vec::new(),
        };
        let ranking = match snapshot {
            Snapshot::Experiment(envelope) => Ranking::of(&envelope.content).map(|ranking| {
                let first = [ranking.leader(), ranking.second()];
                let names = first.iter().flatten().map(|valued| valued.entry.name.clone());
                (ranking.quantity.id(), names.collect())
            }),
            _ => None,
        };
        Self { kind: header.kind, deployable, served, ranking }
    }

    /// The deployment that the findings name. A report about one deployment need not name it.
    pub(crate) fn deployment(&self, findings: &[&Finding]) -> Option<&Served> {
        if self.kind == Kind::Deployment {
            return self.served.first();
        }
        let named = named(findings, Sort::Deployment);
        let [name] = named.as_slice() else { return None };
        let mut served = self.served.iter().filter(|served| served.deployment == *name);
        served.next().filter(|_| served.next().is_none())
    }
}

/// The things of a sort that the figures of the findings are about, each once, in their order.
pub(crate) fn named(findings: &[&Finding], sort: Sort) -> Vec<String> {
    names_of(findings.iter().flat_map(|finding| finding.figures()), sort)
}

/// The things of a sort that figures are about, each once, in their order.
pub(crate) fn names_of<'a>(figures: impl Iterator<Item = &'a Figure>, sort: Sort) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for figure in figures {
        if let Subject::Named(of, name) = &figure.of
            && *of == sort
            && !names.iter().any(|known| known == &**name)
        {
            names.push(name.to_string());
        }
    }
    names
}

/// The smallest and the largest class of a finding about their sizes, with the smallest's share of the two.
fn extremes(finding: &Finding) -> Option<(&str, &str, f64)> {
    finding.also.iter().find_map(|figure| match &figure.of {
        Subject::Pair(Sort::Class, smallest, largest) => Some((&**smallest, &**largest, figure.value)),
        _ => None,
    })
}

/// The class that a finding says is short of rows: the smallest, or the one that the model tells apart worst.
pub(crate) fn class_of(finding: &Finding) -> Option<String> {
    if let Some((smallest, ..)) = extremes(finding) {
        return Some(smallest.to_owned());
    }
    let mut names = named(&[finding], Sort::Class);
    names.pop().filter(|_| names.is_empty())
}

/// Whether more rows of its class are what the finding asks for. Where the classes are of like size, they are not; nor of a class
/// than which none is larger, unless it is mostly missed.
pub(crate) fn asks_for_rows(finding: &Finding, findings: &[Finding]) -> bool {
    if finding.severity >= Severity::Warning {
        return true;
    }
    if let Some((.., share)) = extremes(finding) {
        return share <= MILD_IMBALANCE;
    }
    let Some(class) = class_of(finding) else { return true };
    let sizes = findings.iter().find_map(|other| extremes(other).map(|extremes| (other, extremes)));
    sizes.is_none_or(|(sizes, (_, largest, _))| {
        let rows = |of: &Finding, class: &str| {
            let mut figures = of.statement.figures();
            let is_rows =
                |figure: &&Figure| figure.of == Subject::class(class) && figure.quantity == (&ROWS).into();
            figures.find(is_rows).map(|figure| figure.value)
        };
        let most =
            rows(sizes, largest).or_else(|| extremes(sizes).and_then(|(smallest, ..)| rows(sizes, smallest)));
        let is_as_large = rows(finding, &class).zip(most).is_some_and(|(own, most)| own >= most);
        class != largest && !is_as_large
    })
}
