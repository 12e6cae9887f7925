//! Section `changes`: what differs from the report that this one is compared with, differences first.

mod figures;
mod lists;
mod page;

use report_document::{Block, Section};
use report_domain::{Flag, Kind, ReportOptions};

use self::page::{Page, word};
use super::statement::Places;
use crate::context::Comparison;

/// The section's id.
const ID: &str = "changes";

/// Makes the section; `None` where nothing is to be compared.
pub(super) fn section(
    comparison: Comparison<'_>,
    kind: Kind,
    options: &ReportOptions,
    places: &Places<'_>,
) -> Option<Section> {
    let section = Section::new(ID, "Changes");
    let compared = match comparison {
        Comparison::NotAsked => return None,
        Comparison::NoEarlier => {
            let line = format!("There is no earlier report on this {} to compare with.", word(kind));
            return Some(section.with(Block::Note(line.into())));
        }
        Comparison::Missing(reason) => return Some(section.with(Block::Note(reason.into()))),
        Comparison::With(compared) => compared,
    };
    let page = Page { compared, kind, places };
    let mut section = section.with(Block::Paragraph(page.lead()));
    let changes = compared.changes;
    if !changes.is_empty() {
        section.blocks.extend(lists::findings(&page));
        if options.has(Flag::IncludeCharts) {
            section.blocks.extend(figures::chart(&page));
        }
        section.blocks.extend(figures::table(&page));
        section.blocks.extend(lists::incidents(&page));
        section.blocks.extend(lists::things(&page));
        section.blocks.extend(lists::settings(&page));
    }
    section.push(Block::Note(page.with_what()));
    Some(section)
}
