//! Section `coverage`: what Annex IV of Regulation (EU) 2024/1689 (AI Act) asks a technical documentation for, and where it is.
//!
//! The items are told in our own words. Whether what is there is enough is for people to judge.

use report_document::{Block, Cell, Column, Emphasis, Row, Section, Table, Text};
use report_domain::AnnexItem;

use super::declared::Sources;

/// An item of the annex, and what may speak to it.
struct Item {
    name: &'static str,
    asks: &'static str,
    /// Sections by their ids.
    sections: &'static [&'static str],
    /// Declared facts.
    facts: &'static [&'static str],
}

const fn item(
    name: &'static str,
    asks: &'static str,
    sections: &'static [&'static str],
    facts: &'static [&'static str],
) -> Item {
    Item { name, asks, sections, facts }
}

/// What measures how right a model is.
const QUALITY: &[&str] =
    &["metrics", "confusion-matrix", "cross-validation", "leaderboard", "groups", "residuals", "outcomes"];

const ITEMS: [Item; 23] = [
    item(
        "1(a)",
        "What it is for, who provides it, its version and those before",
        &["lineage"],
        &["intended_use", "owner", "versions"],
    ),
    item("1(b)", "What other hardware, software and AI systems it works with", &[], &[]),
    item("1(c)", "Which versions of software it needs, and how they are updated", &[], &[]),
    item("1(d)", "In which forms it is delivered: package, download, API", &[], &[]),
    item("1(e)", "On which hardware it is meant to run", &[], &[]),
    item("1(f)", "If it is part of a product, how the product looks and is marked", &[], &[]),
    item("1(g)", "What its user interface offers to those who deploy it", &[], &[]),
    item("1(h)", "Instructions for those who deploy it", &[], &[]),
    item(
        "2(a)",
        "How it was developed, and with what tools and models of others",
        &["hyperparameters", "configuration"],
        &[],
    ),
    item(
        "2(b)",
        "Its design: logic, algorithms, assumptions, what is optimised, trade-offs",
        &["hyperparameters", "feature-importance", "importance-across-models"],
        &[],
    ),
    item("2(c)", "Its architecture and the computing power used", &[], &[]),
    item(
        "2(d)",
        "The data: where they come from, how they were chosen, labelled and cleaned",
        &["data-summary", "datasets"],
        &["data_provenance", "consent"],
    ),
    item("2(e)", "What people need to oversee it and to understand its output", &[], &["oversight"]),
    item("2(f)", "Changes that are planned in advance, and how it stays compliant", &[], &[]),
    item(
        "2(g)",
        "How it was validated and tested: data, metrics, differences between groups, signed reports",
        QUALITY,
        &["approvals"],
    ),
    item("2(h)", "Measures of cybersecurity", &[], &[]),
    item(
        "3",
        "What it can and cannot do: accuracy, also for groups of people, foreseeable harm, oversight",
        QUALITY,
        &["limitations", "out_of_scope", "oversight"],
    ),
    item("4", "Why the metrics are the right ones for it", &[], &[]),
    item("5", "The system of risk management (Article 9)", &[], &["risk_tier"]),
    item("6", "Changes made during its life", &["changes"], &["versions"]),
    item("7", "Standards that are applied, or what is done in their place", &[], &[]),
    item("8", "The EU declaration of conformity", &[], &[]),
    item(
        "9",
        "How it is watched in service (Article 72)",
        &["drift", "outcomes", "errors", "incidents"],
        &[],
    ),
];

/// Makes the section out of what the document has.
pub(super) fn section(sections: &[Section], declared: &Sources) -> Section {
    let mut counts = [0_usize; 3];
    let mut rows = Vec::new();
    for Item { name, asks, sections: ids, facts } in ITEMS {
        let found: Vec<&Section> =
            ids.iter().filter_map(|id| sections.iter().find(|section| section.id == *id)).collect();
        let is_declared = facts.iter().any(|fact| declared.has(fact))
            || AnnexItem::parse(name).is_some_and(|item| declared.has_item(item));
        let mut state = Vec::new();
        let mut places = Text::default();
        for section in &found {
            places = listed(places).link(&section.title, &section.id);
        }
        if !found.is_empty() {
            state.push("from data");
            counts[0] += 1;
        }
        if is_declared {
            state.push("declared");
            places = listed(places).link(DECLARED, "declared");
            counts[1] += 1;
        }
        let is_missing = state.is_empty();
        if is_missing {
            state.push("missing");
            counts[2] += 1;
            places = places.and(to_add(name, facts));
        }
        let mut cell = Cell::text(state.join(", "));
        if is_missing {
            cell.emphasis = Emphasis::Alert;
        }
        rows.push(Row::new(vec![Cell::text(name), Cell::text(asks), cell, Cell::linked(places)]));
    }
    let [from_data, from_people, missing] = counts;
    let intro = format!(
        "Of the {} items that Annex IV of Regulation (EU) 2024/1689 asks a technical documentation for, this report speaks to \
         {from_data} from data and to {from_people} by what people declare; {missing} are missing. Whether what is there is enough is for \
         people to judge: this is a list, not a statement of conformity.",
        ITEMS.len()
    );
    let columns = vec![
        Column::row_header("Item"),
        Column::text("What it asks for, in short"),
        Column::text("State"),
        Column::text("Where it is, or what to add"),
    ];
    let table = Table { caption: "Items of Annex IV".into(), columns, rows, sortable: false };
    let source = "Source: Regulation (EU) 2024/1689 of 13 June 2024, Annex IV, with Articles 11, 9 and 72; the items are told in our words.";
    Section::new("coverage", "Coverage of Annex IV")
        .with(Block::Paragraph(Text::plain(intro)))
        .with(table)
        .with(Block::Note(Text::plain(source)))
}

/// With a comma where something stands before.
fn listed(text: Text) -> Text {
    if text.0.is_empty() { text } else { text.and(", ") }
}

/// The title of the section with what people declare.
const DECLARED: &str = "Declared by people";

/// What fills an item that nothing speaks to.
fn to_add(name: &str, facts: &[&str]) -> String {
    let own = format!("annex_iv[\"{name}\"]");
    let fields: Vec<&str> = facts.iter().copied().chain([own.as_str()]).collect();
    format!("declare {}", fields.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_of_the_annex_is_there_and_names_facts_that_there_are() {
        let names: Vec<&str> = ITEMS.iter().map(|item| item.name).collect();
        assert_eq!(names, AnnexItem::all().map(AnnexItem::as_str).collect::<Vec<_>>());
        let known: Vec<&str> =
            report_domain::FACTS.iter().map(|fact| fact.name).chain(["approvals", "versions"]).collect();
        for fact in ITEMS.iter().flat_map(|item| item.facts) {
            assert!(known.contains(fact), "{fact}");
        }
    }

    #[test]
    fn an_item_is_from_data_only_where_the_section_is() {
        let nothing = Sources::new(None, None);
        let cell = |section: &Section, item: usize, cell: usize| match &section.blocks[1] {
            Block::Table(table) => table.rows[item].cells[cell].clone(),
            other => panic!("{other:?}"),
        };
        let state = |section: &Section, item: usize| cell(section, item, 2).text;
        let empty = section(&[], &nothing);
        assert!((0..ITEMS.len()).all(|item| state(&empty, item) == "missing"));
        let declared =
            report_domain::Declared { oversight: Some("People look.".into()), ..Default::default() };
        let sources = Sources::new(Some(&declared), None);
        let with_data = section(&[Section::new("data-summary", "Data summary")], &sources);
        let states: Vec<String> = (0..ITEMS.len()).map(|item| state(&with_data, item)).collect();
        assert_eq!(states.iter().filter(|state| *state == "from data").count(), 1);
        assert_eq!(
            (states[11].as_str(), states[12].as_str(), states[16].as_str()),
            ("from data", "declared", "declared")
        );
        let places = cell(&with_data, 11, 3).linked;
        assert_eq!(places.as_deref(), Some(&Text::default().link("Data summary", "data-summary")));
    }
}
