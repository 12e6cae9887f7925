//! Findings that appeared, went, or changed.

use std::collections::{BTreeMap, BTreeSet};

use report_domain::Severity;
use report_facts::{Statement, names, statement::Span};
use report_findings::Finding;

use crate::Listed;

/// Findings that are listed.
const MOST: usize = 30;

/// Rules with a finding for each incident: the incidents themselves are compared, by their time.
const OF_INCIDENTS: [&str; 3] = ["error_burst", "latency_spike", "traffic_gap"];

/// A finding that is not as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingChange {
    /// The rule that speaks.
    pub rule: &'static str,
    /// What happened.
    pub what: FindingMove,
    /// The finding as it is now, or as it was if it went.
    pub title: String,
    /// The same of its sentence.
    pub statement: Statement,
}

/// What happened to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingMove {
    /// It is new, with this severity.
    Appeared(Severity),
    /// It is gone, and had this severity.
    Went(Severity),
    /// It had the first severity and has the second.
    Severity(Severity, Severity),
    /// The rule warns as severely as it did, of other things. What is less than a warning is not told.
    OfOthers(Severity),
}

impl FindingMove {
    /// The severity then and now.
    pub fn severities(self) -> (Option<Severity>, Option<Severity>) {
        match self {
            FindingMove::Appeared(now) => (None, Some(now)),
            FindingMove::Went(then) => (Some(then), None),
            FindingMove::Severity(then, now) => (Some(then), Some(now)),
            FindingMove::OfOthers(both) => (Some(both), Some(both)),
        }
    }

    fn weight(self) -> (Severity, u8) {
        let (then, now) = self.severities();
        let most = then.max(now).unwrap_or(Severity::Good);
        let order = match self {
            FindingMove::Appeared(_) => 3,
            FindingMove::Severity(..) => 2,
            FindingMove::Went(_) => 1,
            FindingMove::OfOthers(_) => 0,
        };
        (most, order)
    }
}

/// A finding with the names in its sentence that are not its entity's own.
#[derive(Clone, Copy)]
struct Told<'a> {
    finding: &'a Finding,
    entity: &'a str,
}

impl<'a> Told<'a> {
    fn names(self) -> BTreeSet<&'a str> {
        let name = |span: &'a Span| match span {
            Span::Name(name) => Some(name.as_str()).filter(|name| *name != self.entity),
            _ => None,
        };
        self.finding.statement.spans().iter().filter_map(name).collect()
    }
}

/// The findings of one side, and the name of its entity.
pub(crate) type Findings<'a> = (&'a [Finding], &'a str);

/// What differs, most severe first. A rule's findings are the same if they are about the same names; where a rule has one
/// finding of a title on each side, it is the same finding.
pub(crate) fn between(then: Findings<'_>, now: Findings<'_>) -> Listed<FindingChange> {
    let (then_name, now_name) = (names::shown(then.1), names::shown(now.1));
    let mut by_rule: BTreeMap<&'static str, (Vec<Told<'_>>, Vec<Told<'_>>)> = BTreeMap::new();
    for finding in then.0 {
        by_rule.entry(finding.rule.name).or_default().0.push(Told { finding, entity: &then_name });
    }
    for finding in now.0 {
        by_rule.entry(finding.rule.name).or_default().1.push(Told { finding, entity: &now_name });
    }
    by_rule.retain(|rule, _| !OF_INCIDENTS.contains(rule));
    let mut found: Vec<FindingChange> = Vec::new();
    for (mut then, mut now) in by_rule.into_values() {
        let has_title = |a: Told<'_>, b: Told<'_>| a.finding.title == b.finding.title;
        let has_names = |a: Told<'_>, b: Told<'_>| a.names() == b.names();
        let mut pairs = pair_off(&mut then, &mut now, |a, b| has_title(a, b) && has_names(a, b));
        pairs.extend(pair_off(&mut then, &mut now, |a, b| !a.names().is_empty() && has_names(a, b)));
        let is_one =
            |all: &[Told<'_>], title: &str| all.iter().filter(|it| it.finding.title == title).count() == 1;
        let (all_then, all_now) = (then.clone(), now.clone());
        pairs.extend(pair_off(&mut then, &mut now, |a, b| {
            let title = &a.finding.title;
            has_title(a, b) && is_one(&all_then, title) && is_one(&all_now, title)
        }));
        if let ([former], [present]) = (then.as_slice(), now.as_slice()) {
            pairs.push((*former, *present));
            (then, now) = (Vec::new(), Vec::new());
        }
        for (former, present) in pairs {
            let (was, is) = (former.finding.severity, present.finding.severity);
            if was != is {
                found.push(change(FindingMove::Severity(was, is), present));
            } else if is >= Severity::Warning && !has_names(former, present) {
                found.push(change(FindingMove::OfOthers(is), present));
            }
        }
        found.extend(now.into_iter().map(|it| change(FindingMove::Appeared(it.finding.severity), it)));
        found.extend(then.into_iter().map(|it| change(FindingMove::Went(it.finding.severity), it)));
    }
    found.sort_by_key(|change| std::cmp::Reverse(change.what.weight()));
    Listed::first(found, MOST)
}

fn change(what: FindingMove, told: Told<'_>) -> FindingChange {
    let Finding { rule, title, statement, .. } = told.finding;
    FindingChange { rule: rule.name, what, title: title.clone(), statement: statement.clone() }
}

/// Takes those that belong together out of both lists.
fn pair_off<'a>(
    then: &mut Vec<Told<'a>>,
    now: &mut Vec<Told<'a>>,
    is_same: impl Fn(Told<'a>, Told<'a>) -> bool,
) -> Vec<(Told<'a>, Told<'a>)> {
    let mut pairs = Vec::new();
    then.retain(|former| match now.iter().position(|present| is_same(*former, *present)) {
        Some(place) => {
            pairs.push((*former, now.remove(place)));
            false
        }
        None => true,
    });
    pairs
}

#[cfg(test)]
mod tests {
    use report_facts::{say, statement::name};
    use report_findings::rules;

    use super::*;

    #[test]
    fn the_rules_of_incidents_are_rules() {
        assert!(OF_INCIDENTS.iter().all(|wanted| rules().iter().any(|rule| rule.name == *wanted)));
    }

    #[test]
    fn findings_are_matched_by_rule_and_names() {
        let [one, other, ..] = rules()[..] else { panic!("there are rules") };
        let of = |rule, severity, column: &'static str| {
            Finding::new(rule, severity, "Title", say!("{} drifts.", name(column)))
        };
        use Severity::{Critical, Info, Warning};
        let then = [of(one, Warning, "a"), of(one, Warning, "b"), of(other, Info, "a")];
        let now =
            [of(one, Warning, "c"), of(one, Warning, "d"), of(one, Critical, "a"), of(other, Info, "b")];
        let between = |then, now| between((then, "entity"), (now, "entity"));
        let told =
            |then, now| between(then, now).shown.into_iter().map(|it| (it.rule, it.what)).collect::<Vec<_>>();
        assert_eq!(
            told(&then, &now),
            [
                (one.name, FindingMove::Severity(Warning, Critical)),
                (one.name, FindingMove::Appeared(Warning)),
                (one.name, FindingMove::Appeared(Warning)),
                (one.name, FindingMove::Went(Warning)),
            ]
        );
        assert_eq!(told(&then[1..2], &now[..1]), [(one.name, FindingMove::OfOthers(Warning))]);
        assert_eq!(told(&then, &then), []);
        let own = [of(one, Warning, "entity")];
        assert_eq!(between_own(&own), 0, "each is about its own entity");
    }

    fn between_own(findings: &[Finding]) -> usize {
        let [rule, ..] = rules()[..] else { panic!("there are rules") };
        let other = [Finding::new(rule, Severity::Warning, "Title", say!("{} drifts.", name("other")))];
        super::between((&other, "other"), (findings, "entity")).all()
    }
}
