//! Many small tables in two columns to the page, one column read after the other.

use report_document::{Block, Section};

use super::{HeadingStyle, Layout};
use crate::paginate::{fill, paginate};
use crate::slab::Slab;

/// The space between the columns.
const BETWEEN: f32 = 24.0;
/// Columns that would be shorter than this share of a page begin on the next one.
const LEAST_OF_PAGE: f32 = 0.2;

impl Layout<'_, '_> {
    /// A section whose paragraphs stand above and whose tables are set in columns. It goes on where the page above ends, so it is laid
    /// out when all above it has its place.
    pub(crate) fn section_in_columns(&mut self, section: &Section) {
        let (above, tables): (Vec<Block>, Vec<Block>) =
            section.blocks.iter().cloned().partition(|block| matches!(block, Block::Paragraph(_)));
        let section = Section { blocks: above, ..section.clone() };
        let first = self.slabs.len();
        let parent = self.section_under(&section, &HeadingStyle::LATER);
        for slab in &mut self.slabs[first..] {
            slab.keep_with_next = true;
        }
        let above_height: f32 = self.slabs[first..].iter().map(|slab| slab.gap + slab.height).sum();
        let width = (self.width - BETWEEN) / 2.0;
        let outside = std::mem::replace(&mut self.parent, parent);
        let slabs = self.apart(width, |layout| {
            let mut heading = None;
            for block in &tables {
                layout.block(block, heading);
                heading = match block {
                    Block::Subheading(title) => Some(title.as_str()),
                    _ => None,
                };
            }
        });
        self.parent = outside;
        let gap = self.gap(9.0);
        // The heading stands at the end of what is laid out, and may have come to a page of its own.
        let rest = paginate(&self.slabs, self.page_height).rest() - gap;
        let first = if rest < self.page_height * LEAST_OF_PAGE {
            self.page_height - above_height - gap
        } else {
            rest
        };
        let columns = fill(&slabs, |column| if column < 2 { first } else { self.page_height });
        let columns: Vec<_> = columns.iter().collect();
        for pair in columns.chunks(2) {
            let mut page = Slab::new(gap, 0.0);
            for (x, column) in [0.0, width + BETWEEN].into_iter().zip(pair) {
                for placed in *column {
                    page.height = page.height.max(placed.y + placed.slab.height);
                    page.items.extend(placed.slab.items.iter().map(|item| item.clone().moved(x, placed.y)));
                }
            }
            self.slabs.push(page);
        }
    }
}
