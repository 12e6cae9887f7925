//! Statements as text of a document: names as names, figures as links to where they stand.

use report_document::{Section, Span, Text};
use report_domain::Kind;
use report_facts::{Figure, Rows, Sort, Statement, Unit, quantity, statement};

use super::section_figures::SectionFigures;

/// The sections of a document that figures can lead to.
pub(super) struct Places<'a> {
    kind: Kind,
    sections: Vec<(&'a str, SectionFigures)>,
}

impl<'a> Places<'a> {
    /// Those that are there: an option may have removed one.
    pub(super) fn new(kind: Kind, sections: &'a [Section]) -> Self {
        let sections = sections
            .iter()
            .map(|section| (section.id.as_str(), SectionFigures::of(&section.blocks)))
            .collect();
        Self { kind, sections }
    }

    /// The section that the figure, shown as `text`, stands in. A figure that stands nowhere else, such as a margin, has
    /// no link: whoever follows one must find the figure.
    fn of(&self, figure: &Figure, text: &str) -> Option<&'a str> {
        let number = match figure.quantity.unit() {
            Unit::Count | Unit::Points => text.split(' ').next().unwrap_or(text),
            _ => text,
        };
        candidates(self.kind, figure).iter().find_map(|wanted| {
            let (id, figures) = self.sections.iter().find(|(id, _)| id == wanted)?;
            figures.has(figure.value, number).then_some(*id)
        })
    }

    /// The statement with its spans.
    pub(super) fn text(&self, statement: &Statement) -> Text {
        text(statement, |figure, text| self.of(figure, text).map(str::to_owned))
    }
}

/// The statement with its spans, its figures without a link: for where no section is known yet.
pub(crate) fn unlinked(statement: &Statement) -> Text {
    text(statement, |_, _| None)
}

fn text(statement: &Statement, section: impl Fn(&Figure, &str) -> Option<String>) -> Text {
    let spans = statement.shown().into_iter().map(|(span, text)| match span {
        // A label that nobody knows is a name from the data.
        statement::Span::Label(_) if !text.is_ascii() => Span::Name(text),
        statement::Span::Words(_) | statement::Span::Label(_) | statement::Span::Time(_) => Span::Plain(text),
        statement::Span::Name(_) => Span::Name(text),
        statement::Span::Figure(figure, _) => Span::Figure { section: section(figure, &text), label: text },
    });
    Text(spans.collect())
}

/// Sections in which a figure may stand, likeliest first.
fn candidates(kind: Kind, figure: &Figure) -> &'static [&'static str] {
    let id = figure.quantity.id();
    let has = |word: &str| id.contains(word);
    // Bounds, and how many a sentence leaves out, stand nowhere else.
    if has(quantity::BOUND.id) || id == quantity::FURTHER.id {
        return &[];
    }
    match kind {
        // Quality in service and before, and nothing else, is of these rows and better one way.
        Kind::Deployment
            if figure.quantity.better().is_some()
                && matches!(figure.rows, Some(Rows::Current | Rows::Reference)) =>
        {
            &["outcomes"]
        }
        Kind::Deployment => deployment(&has, figure.of.sort()),
        Kind::Synthgen => synthgen(&has, figure.of.sort()),
        Kind::Privacy => privacy(&has, figure.of.sort()),
        Kind::Project => project(&has, figure.of.sort()),
        Kind::Experiment | Kind::Model => trained(&has, figure),
    }
}

/// Experiments and models.
fn trained(has: &dyn Fn(&str) -> bool, figure: &Figure) -> &'static [&'static str] {
    match figure.of.sort() {
        Some(Sort::Column) if has("importance") => &["feature-importance", "importance-across-models"],
        Some(Sort::Column | Sort::Category) => &["data-summary"],
        // Counts of rows that a model has called are those of the matrix.
        Some(Sort::Class) if figure.rows.is_some() => &["confusion-matrix", "data-summary"],
        Some(Sort::Class) => &["data-summary", "confusion-matrix"],
        Some(Sort::Setting) => &["hyperparameters", "configuration"],
        Some(Sort::Group) => &["groups"],
        _ if figure.quantity.better().is_some() => metric(figure.rows),
        _ if has("calibration") => &["calibration"],
        _ if has("importance") || has("features_for") || has("features_listed") => &["feature-importance"],
        _ if has("fold") => &["cross-validation", "leaderboard", "model-comparison"],
        _ if has("threshold") => &["confusion-matrix", "thresholds", "roc"],
        _ if has("majority") || has("right") || has("wrong") => &["confusion-matrix"],
        _ if has("step") || has("improvement") => &["learning-curves"],
        _ if has("missing") || has("columns") || has("rows") || has("features") || has("class") => {
            match figure.rows {
                Some(_) => &["confusion-matrix", "data-summary"],
                None => &["data-summary", "confusion-matrix"],
            }
        }
        _ if has("models") || has("time") => &["leaderboard", "lineage"],
        _ => metric(figure.rows),
    }
}

/// A metric of a model: those of the ranking stand in the leaderboard.
fn metric(rows: Option<Rows>) -> &'static [&'static str] {
    match rows {
        Some(Rows::Training | Rows::OutOfBag | Rows::Test) => &["metrics", "leaderboard"],
        _ => &["leaderboard", "metrics"],
    }
}

fn deployment(has: &dyn Fn(&str) -> bool, sort: Option<Sort>) -> &'static [&'static str] {
    match sort {
        Some(Sort::Column) => &["drift"],
        Some(Sort::ErrorType) => &["errors"],
        Some(Sort::Class | Sort::Category) => &["predictions"],
        _ if has("label") || has("predicted") => &["outcomes"],
        _ if has("prediction") => &["predictions"],
        _ if has("feature") => &["drift"],
        // What is of no feature is of the predictions.
        _ if has("psi") || has("p_value") => &["predictions", "drift"],
        _ if has("incident") || has("usual") => &["incidents"],
        Some(Sort::Period) if has("error") || has("share") => &["incidents", "errors"],
        Some(Sort::Period) if has("request") => &["incidents", "traffic"],
        Some(Sort::Period) if has("latency") || has("length") => &["incidents", "latency"],
        _ if has("latency") => &["latency"],
        _ if has("error") => &["errors"],
        _ if has("request") || has("interval") => &["traffic", "errors"],
        _ if has("days") || has("window") || has("length") => &["traffic"],
        _ => &["metrics", "outcomes"],
    }
}

fn synthgen(has: &dyn Fn(&str) -> bool, sort: Option<Sort>) -> &'static [&'static str] {
    match sort {
        Some(Sort::Model) => &["utility"],
        _ if has("pair") => &["pair-trends"],
        _ if ["attack", "guess", "disclosure", "cop", "dcr", "distance", "closer", "new_row", "matched"]
            .iter()
            .any(|word| has(word)) =>
        {
            &["privacy"]
        }
        Some(Sort::Column | Sort::Category) => &["quality", "data-summary"],
        _ if has("trained_on") || has("loss") || has("skill") || has("models") => &["utility"],
        _ if has("checks") || has("overall") || has("validity") => &["verdict", "key-figures"],
        _ if has("row") => &["data-summary", "key-figures"],
        _ => &["quality", "verdict", "key-figures"],
    }
}

fn privacy(has: &dyn Fn(&str) -> bool, sort: Option<Sort>) -> &'static [&'static str] {
    match sort {
        Some(Sort::Column) => &["columns"],
        Some(Sort::Category) => &["types", "columns"],
        _ if ["anonymity", "diversity", "unique", "prosecutor", "journalist", "marketer"]
            .iter()
            .any(|word| has(word)) =>
        {
            &["risk", "key-figures"]
        }
        _ => &["key-figures", "columns"],
    }
}

fn project(has: &dyn Fn(&str) -> bool, sort: Option<Sort>) -> &'static [&'static str] {
    match sort {
        Some(Sort::Deployment) => &["deployments"],
        Some(Sort::Dataset) => &["datasets"],
        Some(Sort::Experiment) => &["best-results", "experiments"],
        Some(Sort::Run) => &["synthgen-runs"],
        Some(Sort::Model | Sort::Algorithm) => &["models"],
        _ if has("synthgen") => &["synthgen-runs", "key-figures"],
        _ if has("deployments") => &["deployments", "key-figures"],
        _ if has("datasets") => &["datasets", "key-figures"],
        _ if has("experiments") => &["experiments", "key-figures"],
        _ if has("models") => &["models", "key-figures"],
        _ => &["key-figures"],
    }
}

#[cfg(test)]
mod tests {
    use report_document::{Block, Cell, Column, Row, Table};
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
        let row = Row::new(vec![Cell::text("GBM_1"), Cell::number(0.9, "0.90000")]);
        let table = |rows| Table {
            caption: "1 model".into(),
            columns: vec![Column::row_header("Model"), Column::number("AUC")],
            rows,
            sortable: false,
        };
        let text = with(&[Section::new("leaderboard", "Leaderboard").with(table(vec![row]))]);
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
        let without = Section::new("leaderboard", "Leaderboard").with(table(Vec::new()));
        assert_eq!(with(&[without]).0[2], figure("0.9000", None), "it does not stand there");
    }

    #[test]
    fn figures_of_a_service_lead_to_its_sections() {
        let drift = Section::new("drift", "Drift of features").with(Block::Note("PSI 0.3000 of age.".into()));
        let predictions =
            Section::new("predictions", "Predictions").with(Block::Note("A PSI of 0.2000.".into()));
        let sections = [drift, predictions];
        let places = Places::new(Kind::Deployment, &sections);
        let age = Figure::new(Subject::column("age"), &PSI, 0.3);
        assert_eq!(places.of(&age, "0.3000"), Some("drift"));
        assert_eq!(places.of(&Figure::of_entity(&PSI, 0.2), "0.2000"), Some("predictions"));
    }
}
