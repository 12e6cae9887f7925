//! Pictures that the snapshot's tool made itself.

use report_document::Picture;
use report_snapshot::{Source, figure::Figure};

use crate::blocks::Blocks;

/// The pictures, each with whose it is: readers take what stands in a report for the report's own.
pub(crate) fn pictures<'a>(
    figures: impl IntoIterator<Item = &'a Figure>,
    source: Option<&Source>,
) -> Option<Blocks> {
    let tool = source.map_or("the tool that made the snapshot", |source| source.tool.as_str());
    let mut blocks = Blocks::default();
    for (index, figure) in figures.into_iter().enumerate() {
        blocks.push(Picture {
            id: format!("picture-{}", index + 1),
            title: figure.title.clone(),
            alt: figure.alt.clone(),
            caption: format!("A picture by {tool}, shown as it is. This report has not checked its figures."),
            png: figure.data.clone(),
        });
    }
    blocks.if_any()
}
