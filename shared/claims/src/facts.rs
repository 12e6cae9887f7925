//! The facts that claims are about: which there are, which are offered, and which are of one kind.

use std::collections::HashMap;

use report_domain::Kind;
use report_facts::{Direction, Figure, Rows, Sort, Subject, Unit, collect};
use report_findings::Finding;
use report_snapshot::Snapshot;
use serde_json::{Value, json};

use crate::{
    advice::Action, commentary::Offered, evaluated::Among, objects::Objects, same::is_same_value,
    text::short_line,
};

/// Figures offered, and findings.
const MOST_FIGURES: usize = 160;
const MOST_FINDINGS: usize = 60;
/// Figures of one group that are offered: so many from its best or highest end, and so many from the other end.
const FROM_THE_TOP: usize = 6;
const FROM_THE_END: usize = 2;

/// Characters of one name that a model is shown. Longer names are cut, because they could carry instructions.
const LONGEST_NAME: usize = 160;
const LONGEST_STATEMENT: usize = 700;

/// Everything that can be claimed about a snapshot.
#[derive(Debug)]
pub struct Facts<'a> {
    pub(crate) kind: Kind,
    pub(crate) objects: Objects,
    pub(crate) findings: &'a [Finding],
    pub(crate) figures: Vec<Figure>,
    /// For each figure, the number of its group.
    group_of: Vec<usize>,
    /// The figures of each group, best or highest first.
    groups: Vec<Vec<usize>>,
    /// The figures offered, in order of their ids.
    offered: Vec<usize>,
}

/// What makes figures comparable: the quantity, the rows, the sort, and what they are within.
type Group = (String, Option<Rows>, Option<Sort>, Option<std::sync::Arc<str>>);

/// What a subject is within: the model of a class, the dataset of an experiment. Two columns are within nothing.
pub(crate) fn context(figure: &Figure) -> Option<&std::sync::Arc<str>> {
    match &figure.of {
        Subject::Pair(_, _, context) if !is_pair(figure) => Some(context),
        _ => None,
    }
}

/// Whether it is a figure of two things together.
pub(crate) fn is_pair(figure: &Figure) -> bool {
    figure.quantity.known().is_some_and(|known| known.id == "pair_score")
}

/// Whether it is of one day.
pub(crate) fn is_day(figure: &Figure) -> bool {
    figure.of.sort() == Some(Sort::Day)
}

/// Whether they belong to one group: of one quantity, of the same rows, of things of a sort.
pub(crate) fn is_alike(a: &Figure, b: &Figure) -> bool {
    a.quantity == b.quantity && a.rows == b.rows && a.of.sort() == b.of.sort() && context(a) == context(b)
}

impl<'a> Facts<'a> {
    /// The facts of a snapshot with its findings.
    pub fn new(snapshot: &Snapshot, findings: &'a [Finding]) -> Self {
        let figures = collect::figures(snapshot);
        let mut numbers: HashMap<Group, usize> = HashMap::new();
        let (mut group_of, mut groups) = (Vec::with_capacity(figures.len()), Vec::<Vec<usize>>::new());
        for (index, figure) in figures.iter().enumerate() {
            // Figures of one group mostly follow each other, and ids of quantities are slow to write.
            let is_same_group = index > 0 && is_alike(&figures[index - 1], figure);
            let number = if is_same_group {
                group_of[index - 1]
            } else {
                let key = (figure.quantity.id(), figure.rows, figure.of.sort(), context(figure).cloned());
                *numbers.entry(key).or_insert(groups.len())
            };
            if number == groups.len() {
                groups.push(Vec::new());
            }
            groups[number].push(index);
            group_of.push(number);
        }
        for group in &mut groups {
            // Equal ones stay in the order of the snapshot.
            group.sort_by(|a, b| rank(&figures[*a], &figures[*b]));
        }
        let objects = Objects::of(snapshot);
        let mut is_offered = vec![false; figures.len()];
        let mut left = MOST_FIGURES;
        for (index, figure) in figures.iter().enumerate() {
            if left > 0 && is_of_the_first(figure, &objects) {
                is_offered[index] = true;
                left -= 1;
            }
        }
        for (number, group) in groups.iter().enumerate() {
            // Of two names for the same values the shorter stays.
            let name = |number: usize| (figures[groups[number][0]].quantity.id().len(), number);
            let is_named_twice = (0..groups.len()).any(|other| {
                other != number && is_copy(group, &groups[other], &figures) && name(other) < name(number)
            });
            if is_named_twice || tells_nothing(&figures[group[0]]) {
                continue;
            }
            let tail = group.len().saturating_sub(FROM_THE_END).max(FROM_THE_TOP);
            for index in group.iter().take(FROM_THE_TOP).chain(group.iter().skip(tail)) {
                // One finding states for all columns that nothing is missing in them.
                let is_nothing =
                    figures[*index].value == 0.0 && figures[*index].of.sort() == Some(Sort::Column);
                if left > 0 && !is_nothing && !is_offered[*index] {
                    is_offered[*index] = true;
                    left -= 1;
                }
            }
        }
        let offered = (0..figures.len()).filter(|index| is_offered[*index]).collect();
        Self { kind: objects.kind, objects, findings, figures, group_of, groups, offered }
    }

    /// The figure of an id.
    pub(crate) fn figure(&self, id: &str) -> Option<usize> {
        let number: usize = id.strip_prefix('n')?.parse().ok()?;
        self.offered.get(number.checked_sub(1)?).copied()
    }

    /// The finding of an id.
    pub(crate) fn finding(&self, id: &str) -> Option<&'a Finding> {
        let number: usize = id.strip_prefix('f')?.parse().ok()?;
        self.findings[..self.findings.len().min(MOST_FINDINGS)].get(number.checked_sub(1)?)
    }

    /// Whether two figures can be compared.
    pub(crate) fn are_comparable(&self, a: usize, b: usize) -> bool {
        self.group_of[a] == self.group_of[b]
    }

    /// All figures that a figure can be compared with, itself included, best or highest first.
    pub(crate) fn group(&self, figure: usize) -> &[usize] {
        &self.groups[self.group_of[figure]]
    }

    /// All figures that a figure can be compared with, counted.
    pub(crate) fn among(&self, figure: usize) -> Among {
        let of = &self.figures[figure];
        let number = self.group(figure).len();
        let counted = match of.of.sort() {
            Some(Sort::Model) => "models",
            Some(Sort::Dataset) => "datasets",
            Some(Sort::Experiment) => "experiments",
            Some(Sort::Deployment) => "deployments",
            Some(Sort::Run) => "synthgen_runs",
            _ => return Among { number, is_all: true },
        };
        // The entity says how many there are, of all contexts; those of one context are counted.
        let is_count = |figure: &&Figure| figure.of == Subject::Entity && figure.quantity.id() == counted;
        let said = match context(of) {
            None => self.figures.iter().find(is_count).map_or(0, |figure| figure.value as usize),
            Some(_) => 0,
        };
        let alike = self.figures.iter().filter(|other| {
            other.of.sort() == of.of.sort() && (context(of).is_none() || context(other) == context(of))
        });
        let names: std::collections::HashSet<&str> = alike
            .filter_map(|figure| match &figure.of {
                Subject::Named(_, name) | Subject::Pair(_, name, _) => Some(&**name),
                Subject::Entity => None,
            })
            .collect();
        Among { number, is_all: number >= said.max(names.len()) }
    }

    /// How many facts are offered.
    pub fn offered(&self) -> Offered {
        Offered {
            figures: self.offered.len(),
            of_figures: self.figures.len(),
            findings: self.findings.len().min(MOST_FINDINGS),
            of_findings: self.findings.len(),
        }
    }

    /// The ids of the offered figures with what they stand for.
    pub fn offered_figures(&self) -> impl Iterator<Item = (String, &Figure)> {
        self.offered.iter().enumerate().map(|(index, of)| (format!("n{}", index + 1), &self.figures[*of]))
    }

    /// Findings and figures with their ids, for a model.
    pub fn to_json(&self) -> Value {
        let findings = self.findings.iter().take(MOST_FINDINGS).enumerate().map(|(index, finding)| {
            json!({
                "id": format!("f{}", index + 1),
                "severity": finding.severity,
                "title": short_line(&finding.title, LONGEST_NAME),
                "statement": short_line(&finding.statement.to_plain(), LONGEST_STATEMENT),
                "bears": Action::supported_by(&self.objects, finding, self.findings),
            })
        });
        let figures = self.offered.iter().zip(self.offered_figures()).map(|(index, (id, figure))| {
            let mut entry = json!({
                "id": id,
                "what": short_line(&figure.quantity.label(), LONGEST_NAME),
                "value": figure.shown(),
                "of_so_many": self.group(*index).len(),
            });
            if let Some(name) = figure.of.shown() {
                entry["of"] = json!(short_line(&name, LONGEST_NAME));
                entry["sort"] = json!(figure.of.sort());
            }
            if let Some(rows) = figure.rows {
                entry["rows"] = json!(rows);
            }
            if let Some(better) = figure.quantity.better() {
                entry["better"] = json!(better);
            }
            entry
        });
        json!({ "findings": findings.collect::<Vec<_>>(), "figures": figures.collect::<Vec<_>>() })
    }
}

/// Whether it is what leads an experiment by, the runner-up too, or the leader's log loss or time.
fn is_of_the_first(figure: &Figure, objects: &Objects) -> bool {
    const OF_THE_LEADER: [&str; 3] = ["logloss", "training_time", "predict_time_per_row"];
    let (Some((metric, names)), Subject::Named(Sort::Model, name)) = (&objects.ranking, &figure.of) else {
        return false;
    };
    let Some(place) = names.iter().position(|first| **first == **name) else { return false };
    let id = figure.quantity.id();
    id == *metric || place == 0 && OF_THE_LEADER.contains(&id.as_str())
}

/// The deviance of a model without features says nothing about this one.
fn tells_nothing(figure: &Figure) -> bool {
    figure.quantity.id() == "null_deviance"
}

/// Whether a group has the same values for the same things under another name, such as MSE and mean residual deviance.
fn is_copy(group: &[usize], other: &[usize], figures: &[Figure]) -> bool {
    let mut both = group.iter().zip(other).map(|(a, b)| (&figures[*a], &figures[*b]));
    let is_measured = |figure: &Figure| figure.value != 0.0 && figure.value != 1.0;
    group.len() == other.len()
        && figures[group[0]].unit() == Unit::Plain
        && group.iter().any(|index| is_measured(&figures[*index]))
        && both.all(|(a, b)| {
            a.of == b.of && a.rows == b.rows && a.unit() == b.unit() && is_same_value(a.value, b.value)
        })
}

/// Best first; highest first where no way is better.
pub(crate) fn rank(a: &Figure, b: &Figure) -> std::cmp::Ordering {
    match a.quantity.better() {
        Some(Direction::Lower) => a.value.total_cmp(&b.value),
        _ => b.value.total_cmp(&a.value),
    }
}
