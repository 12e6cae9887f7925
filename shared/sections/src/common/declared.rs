//! Section `declared`: what people state, set apart from what is computed.

use report_document::{Block, Cell, Column, Field, Row, Section, Table, Text};
use report_domain::{AnnexItem, Approval, Declared, FACTS, Version, visible_line};

/// A fact that is no longer than this is shown beside its label.
const LONGEST_FIELD: usize = 60;

/// What is declared, where, and what is left of it beside what wins.
pub(super) struct Sources {
    /// In the snapshot.
    snapshot: Declared,
    /// With the request for the report; it wins.
    request: Declared,
}

impl Sources {
    pub(super) fn new(snapshot: Option<&Declared>, request: Option<&Declared>) -> Self {
        let request = request.cloned().unwrap_or_default();
        Self { snapshot: snapshot.map(|declared| declared.without(&request)).unwrap_or_default(), request }
    }

    fn both(&self) -> [&Declared; 2] {
        [&self.snapshot, &self.request]
    }

    /// Whether the fact of that name is declared: one of [`FACTS`], `approvals` or `versions`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.both().into_iter().any(|declared| match name {
            "approvals" => !declared.approvals.is_empty(),
            "versions" => !declared.versions.is_empty(),
            _ => FACTS.iter().any(|fact| fact.name == name && said((fact.get)(declared)).is_some()),
        })
    }

    /// Whether something is declared to that item of Annex IV.
    pub(super) fn has_item(&self, item: AnnexItem) -> bool {
        self.both()
            .into_iter()
            .any(|declared| declared.annex_iv.get(&item).is_some_and(|text| !text.trim().is_empty()))
    }

    /// The section; `None` where nothing is declared.
    pub(super) fn section(&self) -> Option<Section> {
        let groups =
            [(&self.snapshot, "in the snapshot"), (&self.request, "with the request for this report")];
        let mut section = Section::new("declared", "Declared by people").with(Block::Paragraph(Text::plain(
            "What follows was stated by people. Nothing of it is computed or checked by this report.",
        )));
        let introduction = section.blocks.len();
        for (declared, place) in groups {
            if !declared.is_empty() {
                section.blocks.extend(group(declared, place));
            }
        }
        (section.blocks.len() > introduction).then_some(section)
    }
}

/// A text that says something.
fn said(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

fn group(declared: &Declared, place: &str) -> Vec<Block> {
    let mut blocks = vec![Block::Subheading(match said(&declared.by) {
        Some(by) => format!("Declared by {}, {place}", visible_line(by)),
        None => format!("Declared {place}; by whom is not said"),
    })];
    let facts = FACTS.iter().filter_map(|fact| Some((fact.title.to_owned(), said((fact.get)(declared))?)));
    let items = declared.annex_iv.iter().map(|(item, text)| (format!("Annex IV, {item}"), text.trim()));
    let all = facts.chain(items).filter(|(_, text)| !text.is_empty());
    let (short, long): (Vec<_>, Vec<_>) =
        all.partition(|(_, text)| !text.contains('\n') && text.chars().count() <= LONGEST_FIELD);
    if !short.is_empty() {
        blocks.push(Block::Fields(short.into_iter().map(|(title, text)| Field::new(title, text)).collect()));
    }
    for (title, text) in long {
        blocks.push(Block::Paragraph(Text::default().strong(title)));
        blocks.push(Block::UserText(text.to_owned()));
    }
    if !declared.approvals.is_empty() {
        blocks.push(approvals(&declared.approvals).into());
    }
    if !declared.versions.is_empty() {
        blocks.push(versions(&declared.versions).into());
    }
    blocks
}

/// A cell of what may not be said.
fn cell(text: Option<String>) -> Cell {
    text.map_or_else(Cell::missing, Cell::text)
}

fn approvals(approvals: &[Approval]) -> Table {
    let columns = vec![
        Column::row_header("Name"),
        Column::text("Role"),
        Column::text("Date"),
        Column::text("Decision"),
        Column::text("Comment"),
    ];
    let row = |approval: &Approval| {
        Row::new(vec![
            Cell::text(&approval.name),
            cell(approval.role.clone()),
            cell(approval.date.map(|date| date.to_string())),
            Cell::text(approval.decision.label()),
            cell(approval.comment.clone()),
        ])
    };
    let rows = approvals.iter().map(row).collect();
    Table { caption: "Approvals".into(), columns, rows, sortable: false }
}

fn versions(versions: &[Version]) -> Table {
    let columns = vec![Column::row_header("Version"), Column::text("Date"), Column::text("What is new")];
    let row = |version: &Version| {
        let date = version.date.map(|date| date.to_string());
        Row::new(vec![Cell::text(&version.version), cell(date), cell(version.changes.clone())])
    };
    let rows = versions.iter().map(row).collect();
    Table { caption: "Versions".into(), columns, rows, sortable: false }
}
