//! Which slab comes to which page, and where.

use crate::slab::{Anchor, Slab};

/// A slab at its place on a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'s> {
    pub(crate) slab: &'s Slab,
    /// From the head of the text column.
    pub(crate) y: f32,
    /// How much it has been shrunk, 1 for not at all.
    pub(crate) scale: f32,
}

/// A place in the document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Position {
    /// The page, from 0.
    pub(crate) page: usize,
    /// From the head of the text column.
    pub(crate) y: f32,
}

/// A paginated document.
#[derive(Debug)]
pub(crate) struct Pages<'s> {
    pages: Vec<Vec<Placed<'s>>>,
    height: f32,
}

impl<'s> Pages<'s> {
    pub(crate) fn len(&self) -> usize {
        self.pages.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Placed<'s>]> {
        self.pages.iter().map(Vec::as_slice)
    }

    /// How much of the last page is used, 0 to 1.
    pub(crate) fn last_fill(&self) -> f32 {
        let last = self.pages.last().and_then(|page| page.last());
        last.map_or(0.0, |placed| (placed.y + placed.slab.height * placed.scale) / self.height)
    }

    /// The places that links and bookmarks lead to.
    pub(crate) fn anchors(&self) -> impl Iterator<Item = (&'s Anchor, Position)> {
        self.pages.iter().enumerate().flat_map(|(page, placed)| {
            placed.iter().filter_map(move |placed| {
                let anchor = placed.slab.anchor.as_ref()?;
                Some((anchor, Position { page, y: placed.y }))
            })
        })
    }
}

/// More of a chain of slabs that want to stay together than this share of a page is not kept together.
const LONGEST_CHAIN: f32 = 0.75;

/// What is to begin a page does so where the page before it is filled at least this much.
const WELL_FILLED: f32 = 0.55;

/// So many points beyond the foot of a page are rounding. Charts that shrink fill the page exactly, and sums of heights depend on
/// the order in which they are added.
const ROUNDING: f32 = 0.01;

/// Fills pages from head to foot. A chain of slabs that are kept together goes to the next page as a whole if it does not
/// fit; a chart at its end may shrink instead. There is always at least one page.
pub(crate) fn paginate(slabs: &[Slab], height: f32) -> Pages<'_> {
    let mut pages: Vec<Vec<Placed<'_>>> = vec![Vec::new()];
    let mut y = 0.0_f32;
    let mut index = 0;
    while index < slabs.len() {
        let end = chain_end(slabs, index, height);
        if slabs[index].begins_page && y > height * WELL_FILLED {
            pages.push(Vec::new());
            y = 0.0;
        }
        let begins_page = pages.last().is_none_or(Vec::is_empty);
        let mut scale = 1.0;
        if !begins_page {
            let needed = chain_height(&slabs[index..end]);
            if y + needed > height + ROUNDING {
                scale = shrunk(&slabs[index..end], height - y);
                if scale == 1.0 {
                    pages.push(Vec::new());
                    y = 0.0;
                }
            }
        }
        for slab in &slabs[index..end] {
            let mut begins_page = pages.last().is_none_or(Vec::is_empty);
            let slab_scale = if slab.least_scale < 1.0 { scale } else { 1.0 };
            if !begins_page && y + slab.gap + slab.height * slab_scale > height + ROUNDING {
                // Only in a chain that is too long for a page.
                pages.push(Vec::new());
                begins_page = true;
            }
            if begins_page && slab.separates {
                continue;
            }
            // There is always a last page.
            let Some(page) = pages.last_mut() else { break };
            if begins_page {
                y = 0.0;
                if let Some(header) = slab.header.as_deref() {
                    page.push(Placed { slab: header, y, scale: 1.0 });
                    y += header.height;
                }
            } else {
                y += slab.gap;
            }
            page.push(Placed { slab, y, scale: slab_scale });
            y += slab.height * slab_scale;
        }
        index = end;
    }
    Pages { pages, height }
}

/// Where the chain that begins at `start` ends.
fn chain_end(slabs: &[Slab], start: usize, height: f32) -> usize {
    let mut end = start;
    let mut length = 0.0;
    while end < slabs.len() {
        length += slabs[end].height;
        end += 1;
        if !slabs[end - 1].keep_with_next || length > height * LONGEST_CHAIN {
            break;
        }
    }
    end
}

fn chain_height(chain: &[Slab]) -> f32 {
    chain.iter().map(|slab| slab.gap + slab.height).sum()
}

/// How much the charts of a chain must shrink for it to fit into `room`; 1 where that would be too much.
fn shrunk(chain: &[Slab], room: f32) -> f32 {
    let elastic: f32 = chain.iter().filter(|slab| slab.least_scale < 1.0).map(|slab| slab.height).sum();
    if elastic <= 0.0 {
        return 1.0;
    }
    let fixed = chain_height(chain) - elastic;
    let scale = (room - fixed) / elastic;
    let least = chain
        .iter()
        .map(|slab| slab.least_scale)
        .fold(0.0, |most: f32, least| if least < 1.0 { most.max(least) } else { most });
    if scale >= least && scale < 1.0 { scale } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    fn pages_of(slabs: &[Slab]) -> Vec<usize> {
        paginate(slabs, 100.0).iter().map(<[_]>::len).collect()
    }

    #[test]
    fn a_heading_goes_with_what_follows_it() {
        let slabs = [Slab::new(0.0, 85.0), Slab::new(0.0, 10.0).kept(), Slab::new(0.0, 10.0)];
        assert_eq!(pages_of(&slabs), [1, 2]);
    }

    #[test]
    fn a_header_is_repeated_on_every_page() {
        let header = Rc::new(Slab::new(0.0, 10.0));
        let slabs: Vec<Slab> =
            (0..30).map(|_| Slab { header: Some(Rc::clone(&header)), ..Slab::new(0.0, 10.0) }).collect();
        let pages = paginate(&slabs, 100.0);
        assert!(pages.iter().all(|page| std::ptr::eq(page[0].slab, &*header)));
        assert_eq!(pages_of(&slabs), [10, 10, 10, 4]);
    }

    #[test]
    fn a_chart_shrinks_a_little_rather_than_leave_a_hole() {
        let chart = |height| Slab { least_scale: 0.8, ..Slab::new(0.0, height) };
        assert_eq!(pages_of(&[Slab::new(0.0, 55.0), chart(50.0)]), [2]);
        assert_eq!(pages_of(&[Slab::new(0.0, 75.0), chart(50.0)]), [1, 1]);
    }

    #[test]
    fn the_caption_of_a_chart_that_shrinks_stays_under_it() {
        // Without an allowance for rounding, half of these chains do not fit after they have been shrunk to fit.
        for tenths in 0..400_u16 {
            let above = 30.0 + f32::from(tenths) / 10.0;
            let slabs = [
                Slab::new(0.0, above),
                Slab::new(7.7, 9.3).kept(),
                Slab { least_scale: 0.2, ..Slab::new(0.0, 33.3).kept() },
                Slab::new(0.0, 9.8).kept(),
                Slab::new(5.0, 10.4),
            ];
            let counts = pages_of(&slabs);
            assert!(counts == [5] || counts == [1, 4], "{above}: {counts:?}");
        }
    }

    #[test]
    fn a_page_does_not_begin_with_what_only_separates() {
        let separator = || Slab { separates: true, ..Slab::new(0.0, 10.0).kept() };
        let slabs =
            [Slab::new(0.0, 60.0), separator(), Slab::new(0.0, 40.0), separator(), Slab::new(0.0, 20.0)];
        let pages = paginate(&slabs, 100.0);
        let counts: Vec<usize> = pages.iter().map(<[_]>::len).collect();
        assert_eq!(counts, [1, 3]);
        assert_eq!(pages.iter().nth(1).map(|page| page[0].y), Some(0.0));
    }

    #[test]
    fn what_is_too_long_for_any_page_is_still_placed() {
        let slabs = [
            Slab::new(0.0, 250.0),
            Slab::new(0.0, 60.0).kept(),
            Slab::new(0.0, 60.0).kept(),
            Slab::new(0.0, 5.0),
        ];
        let pages = paginate(&slabs, 100.0);
        assert_eq!(pages.iter().map(<[_]>::len).sum::<usize>(), 4);
    }
}
