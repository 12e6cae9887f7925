//! Rules that are still to be moved to statements. Goes away with the last of them.

use report_facts::Statement;

use crate::{Rule, Severity};

pub(crate) use crate::legacy_unit::Unit;

#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub rule: &'static str,
    pub severity: Severity,
    pub title: String,
    pub statement: String,
    pub figures: Vec<Figure>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Figure;

impl Figure {
    pub fn of_entity(_: impl Into<String>, _: f64, _: Unit) -> Self {
        Self
    }

    pub fn of(_: impl Into<String>, _: impl Into<String>, _: f64, _: Unit) -> Self {
        Self
    }

    pub fn count(_: impl Into<String>, _: usize) -> Self {
        Self
    }
}

impl From<Finding> for crate::Finding {
    fn from(old: Finding) -> Self {
        let rule = Box::leak(Box::new(Rule { name: old.rule, ..Rule::NONE }));
        Self {
            rule,
            severity: old.severity,
            title: old.title,
            statement: Statement::legacy(old.statement),
            also: Vec::new(),
        }
    }
}
