//! A finding, and how rules make theirs.

use report_domain::Severity;
use report_facts::{Figure, Statement};
use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::Rule;

/// What a rule says about the entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule that speaks; it may have several findings.
    pub rule: &'static Rule,
    /// How much it matters.
    pub severity: Severity,
    /// A few words: "Possible leakage".
    pub title: String,
    /// One or two sentences.
    pub statement: Statement,
    /// Figures that the rule decided by and that the statement does not show.
    pub also: Vec<Figure>,
}

impl Finding {
    /// A finding whose figures are all in its statement.
    pub fn new(
        rule: &'static Rule,
        severity: Severity,
        title: impl Into<String>,
        statement: Statement,
    ) -> Self {
        Self { rule, severity, title: title.into(), statement, also: Vec::new() }
    }

    /// With figures that the rule decided by and that the statement does not show.
    pub fn with(mut self, figures: impl IntoIterator<Item = Figure>) -> Self {
        self.also.extend(figures);
        self
    }

    /// Every figure that the finding rests on, each once, those of the statement first.
    pub fn figures(&self) -> Vec<&Figure> {
        let mut figures: Vec<&Figure> = Vec::new();
        for figure in self.statement.figures().chain(&self.also) {
            if !figures.contains(&figure) {
                figures.push(figure);
            }
        }
        figures
    }
}

/// What a rule can say.
impl Rule {
    /// A finding of this rule whose figures are all in its statement.
    pub(crate) fn says(
        &'static self,
        severity: Severity,
        title: impl Into<String>,
        statement: Statement,
    ) -> Finding {
        Finding::new(self, severity, title, statement)
    }

    /// That a check passed.
    pub(crate) fn good(&'static self, title: impl Into<String>, statement: Statement) -> Finding {
        self.says(Severity::Good, title, statement)
    }

    /// What is worth knowing.
    pub(crate) fn info(&'static self, title: impl Into<String>, statement: Statement) -> Finding {
        self.says(Severity::Info, title, statement)
    }

    /// What should be looked at.
    pub(crate) fn warning(&'static self, title: impl Into<String>, statement: Statement) -> Finding {
        self.says(Severity::Warning, title, statement)
    }

    /// What must be looked at.
    pub(crate) fn critical(&'static self, title: impl Into<String>, statement: Statement) -> Finding {
        self.says(Severity::Critical, title, statement)
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Finding", 5)?;
        out.serialize_field("rule", self.rule.name)?;
        out.serialize_field("severity", &self.severity)?;
        out.serialize_field("title", &self.title)?;
        out.serialize_field("statement", &self.statement)?;
        out.serialize_field("figures", &self.figures())?;
        out.end()
    }
}
