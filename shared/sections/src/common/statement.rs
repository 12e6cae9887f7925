//! Statements as text of a document: names as names, figures as links to where they stand.

use std::collections::HashSet;

use report_document::{Section, Span, Text};
use report_domain::Kind;
use report_facts::{Figure, Rows, Sort, Statement, quantity, statement};

/// The sections of a document that figures can lead to.
pub(super) struct Places<'a> {
    kind: Kind,
    sections: HashSet<&'a str>,
}

impl<'a> Places<'a> {
    /// Those that are there: an option may have removed one.
    pub(super) fn new(kind: Kind, sections: &'a [Section]) -> Self {
        Self { kind, sections: sections.iter().map(|section| section.id.as_str()).collect() }
    }

    /// The section with the table or chart that the figure stands in.
    fn of(&self, figure: &Figure) -> Option<&'static str> {
        candidates(self.kind, figure).iter().copied().find(|section| self.sections.contains(section))
    }

    /// The statement with its spans.
    pub(super) fn text(&self, statement: &Statement) -> Text {
        let spans = statement.shown().into_iter().map(|(span, text)| match span {
            statement::Span::Words(_) | statement::Span::Label(_) | statement::Span::Time(_) => {
                Span::Plain(text)
            }
            statement::Span::Name(_) => Span::Name(text),
            statement::Span::Figure(figure, _) => {
                Span::Figure { label: text, section: self.of(figure).map(str::to_owned) }
            }
        });
        Text(spans.collect())
    }
}

/// Sections in which a figure may stand, likeliest first.
fn candidates(kind: Kind, figure: &Figure) -> &'static [&'static str] {
    let id = figure.quantity.id();
    let has = |word: &str| id.contains(word);
    // Bounds, and how many a sentence leaves out, stand nowhere else.
    if has(quantity::BOUND.id) || id == quantity::FURTHER.id {
        return &[];
    }
    let sort = figure.of.sort();
    match kind {
        Kind::Deployment => deployment(&has, sort),
        Kind::Synthgen => synthgen(&has, sort),
        Kind::Project => project(sort),
        Kind::Experiment | Kind::Model => trained(&has, sort, figure.rows),
    }
}

/// Experiments and models.
fn trained(has: &dyn Fn(&str) -> bool, sort: Option<Sort>, rows: Option<Rows>) -> &'static [&'static str] {
    match sort {
        Some(Sort::Column) if has("importance") => &["feature-importance"],
        Some(Sort::Column | Sort::Category) => &["data-summary"],
        Some(Sort::Class) if has("recall") || has("precision") => &["confusion-matrix"],
        Some(Sort::Class) => &["data-summary", "confusion-matrix"],
        Some(Sort::Setting) => &["hyperparameters", "configuration"],
        Some(Sort::Model | Sort::Algorithm) => match rows {
            Some(Rows::Training | Rows::OutOfBag | Rows::Test) => &["metrics", "leaderboard"],
            _ => &["leaderboard", "metrics"],
        },
        _ if has("calibration") => &["calibration"],
        _ if has("importance") || has("features_for") => &["feature-importance"],
        _ if has("threshold") => &["thresholds", "confusion-matrix"],
        _ if has("fold") => &["cross-validation", "metrics", "leaderboard"],
        _ if has("majority") || has("right") || has("classes_predicted") => &["confusion-matrix"],
        _ if has("missing") || has("columns") || has("rows") || has("features") || has("class") => {
            &["data-summary"]
        }
        _ if has("step") || has("improvement") => &["learning-curves"],
        _ if has("models") || has("margin") => &["leaderboard"],
        _ => match rows {
            Some(_) => &["metrics"],
            None => &["metrics", "leaderboard"],
        },
    }
}

fn deployment(has: &dyn Fn(&str) -> bool, sort: Option<Sort>) -> &'static [&'static str] {
    match sort {
        Some(Sort::Column) => &["drift"],
        Some(Sort::ErrorType) => &["errors"],
        Some(Sort::Class | Sort::Category) => &["predictions"],
        _ if has("prediction") => &["predictions", "latency"],
        _ if has("psi") || has("drift") || has("feature") => &["drift"],
        _ if has("latency") || has("p50") || has("p95") || has("p99") => &["latency"],
        _ if has("incident") || has("burst") || has("gap") || has("spike") => &["incidents"],
        _ if has("error") => &["errors", "traffic"],
        _ if has("request") || has("call") || has("interval") => &["traffic"],
        _ => &["metrics"],
    }
}

fn synthgen(has: &dyn Fn(&str) -> bool, sort: Option<Sort>) -> &'static [&'static str] {
    match sort {
        Some(Sort::Column) if has("missing") || has("distinct") => &["data-summary", "quality"],
        Some(Sort::Column) if has("pair") => &["pair-trends"],
        Some(Sort::Column | Sort::Category) if has("attack") || has("disclosure") || has("base") => {
            &["privacy"]
        }
        Some(Sort::Column) => &["quality", "data-summary"],
        Some(Sort::Model) => &["utility"],
        _ if has("pair") => &["pair-trends"],
        _ if has("cop")
            || has("privacy")
            || has("dcr")
            || has("distance")
            || has("closer")
            || has("disclosure") =>
        {
            &["privacy"]
        }
        _ if has("check") => &["verdict"],
        _ if has("row") => &["data-summary", "privacy"],
        _ => &["quality"],
    }
}

fn project(sort: Option<Sort>) -> &'static [&'static str] {
    match sort {
        Some(Sort::Deployment) => &["deployments"],
        Some(Sort::Dataset) => &["datasets"],
        Some(Sort::Experiment) => &["experiments", "best-results"],
        Some(Sort::Run) => &["synthgen-runs"],
        Some(Sort::Model | Sort::Algorithm) => &["models"],
        _ => &["key-figures"],
    }
}

#[cfg(test)]
mod tests {
    use report_facts::{
        Subject,
        quantity::{AUC, BOUND, PSI},
        say,
        statement::name,
    };

    use super::*;

    #[test]
    fn a_figure_leads_to_its_section_where_that_is_there() {
        let auc = Figure::new(Subject::model("GBM_1"), &AUC, 0.9);
        let bound = Figure::of_entity(report_facts::Quantity::from(&AUC).derived(&BOUND), 0.5);
        let statement = say!("{} has {}, over {}.", name("GBM_1"), &auc, &bound);
        let figure = |label: &str, section: Option<&str>| Span::Figure {
            label: label.into(),
            section: section.map(str::to_owned),
        };
        let with = |sections: &[Section]| Places::new(Kind::Experiment, sections).text(&statement);
        let text = with(&[Section::new("leaderboard", "Leaderboard")]);
        assert_eq!(
            text.0,
            [
                Span::Name("GBM_1".into()),
                Span::Plain(" has ".into()),
                figure("0.9000", Some("leaderboard")),
                Span::Plain(", over ".into()),
                figure("0.5", None),
                Span::Plain(".".into()),
            ]
        );
        assert_eq!(text.to_plain(), statement.to_plain());
        assert_eq!(with(&[]).0[2], figure("0.9000", None), "an option removed the section");
    }

    #[test]
    fn figures_of_a_service_lead_to_its_sections() {
        let sections = [Section::new("drift", "Drift of features")];
        let places = Places::new(Kind::Deployment, &sections);
        assert_eq!(places.of(&Figure::new(Subject::column("age"), &PSI, 0.3)), Some("drift"));
    }
}
