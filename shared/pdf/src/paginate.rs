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
        self.pages.last().map_or(0.0, |page| self.fill(page))
    }

    /// How much of the last page is free, in points.
    pub(crate) fn rest(&self) -> f32 {
        self.height * (1.0 - self.last_fill())
    }

    /// How many pages but the last stay blank over a good part of their foot.
    pub(crate) fn holes(&self) -> usize {
        const HOLE: f32 = 0.3;
        let blank = |page: &&Vec<Placed<'_>>| self.fill(page) < 1.0 - HOLE;
        self.pages.iter().rev().skip(1).filter(blank).count()
    }

    fn fill(&self, page: &[Placed<'_>]) -> f32 {
        page.last().map_or(0.0, |placed| (placed.y + placed.slab.height * placed.scale) / self.height)
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
const WELL_FILLED: f32 = 0.67;

/// So many points beyond the foot of a page are rounding. Charts that shrink fill the page exactly, and sums of heights depend on
/// the order in which they are added.
const ROUNDING: f32 = 0.01;

/// Fills pages from head to foot. A chain of slabs that are kept together goes to the next page as a whole if it does not
/// fit, unless the charts on the page and in the chain can shrink to make room for it. There is always at least one page.
pub(crate) fn paginate(slabs: &[Slab], height: f32) -> Pages<'_> {
    fill(slabs, |_| height)
}

/// The same where pages differ in height, which is told by their number from 0; the last of them says how well pages are filled.
pub(crate) fn fill(slabs: &[Slab], height_of: impl Fn(usize) -> f32) -> Pages<'_> {
    let mut pages = Vec::new();
    let mut page = Page::default();
    let mut index = 0;
    while index < slabs.len() {
        let height = height_of(pages.len());
        let end = chain_end(slabs, index, height);
        let chain = &slabs[index..end];
        let begins = slabs[index].begins_page && page.height() > height * WELL_FILLED;
        if !page.slabs.is_empty() && (begins || !page.makes_room(chain, height)) {
            pages.push(page.turn());
        }
        for slab in chain {
            if !page.slabs.is_empty() && !page.has_room(slab, height_of(pages.len())) {
                // Only in a chain that is too long for a page.
                pages.push(page.turn());
            }
            page.add(slab);
        }
        index = end;
    }
    if pages.is_empty() || !page.slabs.is_empty() {
        pages.push(page.turn());
    }
    let height = height_of(pages.len().saturating_sub(1));
    Pages { pages, height }
}

/// A page that is being filled. All charts on it shrink alike.
struct Page<'s> {
    /// What is on it, each with the space above.
    slabs: Vec<(f32, &'s Slab)>,
    /// The height of what cannot shrink, and of what can.
    fixed: f32,
    elastic: f32,
    /// How far it may shrink, and how far it is shrunk.
    least_scale: f32,
    scale: f32,
}

impl Default for Page<'_> {
    fn default() -> Self {
        Self { slabs: Vec::new(), fixed: 0.0, elastic: 0.0, least_scale: 0.0, scale: 1.0 }
    }
}

impl<'s> Page<'s> {
    fn height(&self) -> f32 {
        self.fixed + self.elastic * self.scale
    }

    fn has_room(&self, slab: &Slab, height: f32) -> bool {
        self.height() + slab.gap + slab.height * if slab.is_elastic() { self.scale } else { 1.0 }
            <= height + ROUNDING
    }

    /// Whether the chain fits under what is on the page, with charts shrunk if need be.
    fn makes_room(&mut self, chain: &[Slab], height: f32) -> bool {
        let elastic = chain.iter().filter(|slab| slab.is_elastic());
        let of_chain: f32 = elastic.clone().map(|slab| slab.height).sum();
        let fixed = self.fixed + chain_height(chain) - of_chain;
        let elastic_height = self.elastic + of_chain;
        if fixed + elastic_height * self.scale <= height + ROUNDING {
            return true;
        }
        let least = elastic.map(|slab| slab.least_scale).fold(self.least_scale, f32::max);
        let scale = (height - fixed) / elastic_height;
        let fits = elastic_height > 0.0 && scale >= least && scale < self.scale;
        if fits {
            self.scale = scale;
        }
        fits
    }

    /// Puts a slab under the others. A page does not begin with a space, nor with what only sets apart.
    fn add(&mut self, slab: &'s Slab) {
        let is_first = self.slabs.is_empty();
        if is_first && slab.separates {
            return;
        }
        if let Some(header) = slab.header.as_deref().filter(|_| is_first) {
            self.slabs.push((0.0, header));
            self.fixed += header.height;
        }
        let gap = if is_first { 0.0 } else { slab.gap };
        self.slabs.push((gap, slab));
        self.fixed += gap;
        if slab.is_elastic() {
            self.elastic += slab.height;
            self.least_scale = self.least_scale.max(slab.least_scale);
        } else {
            self.fixed += slab.height;
        }
    }

    /// The page with everything at its place; what is added then is on the next.
    fn turn(&mut self) -> Vec<Placed<'s>> {
        let Self { slabs, scale, .. } = std::mem::take(self);
        let mut y = 0.0;
        let place = |(gap, slab): (f32, &'s Slab)| {
            let scale = if slab.is_elastic() { scale } else { 1.0 };
            let placed = Placed { slab, y: y + gap, scale };
            y = placed.y + slab.height * scale;
            placed
        };
        slabs.into_iter().map(place).collect()
    }
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
    fn charts_of_a_page_shrink_alike_to_make_room_for_what_follows() {
        let chart = |height| Slab { least_scale: 0.8, ..Slab::new(0.0, height) };
        let slabs = [chart(40.0), chart(40.0), Slab::new(0.0, 10.0).kept(), Slab::new(0.0, 20.0)];
        let pages = paginate(&slabs, 100.0);
        let scales: Vec<f32> = pages.iter().flatten().map(|placed| placed.scale).collect();
        assert_eq!((pages.len(), scales), (1, vec![0.875, 0.875, 1.0, 1.0]));
        assert_eq!(pages_of(&[chart(40.0), chart(40.0), Slab::new(0.0, 40.0)]), [2, 1], "not that much");
    }

    #[test]
    fn what_begins_a_page_does_so_unless_the_page_before_would_stay_empty() {
        let begin = || Slab { begins_page: true, ..Slab::new(5.0, 10.0) };
        assert_eq!(pages_of(&[Slab::new(0.0, 75.0), begin()]), [1, 1]);
        assert_eq!(pages_of(&[Slab::new(0.0, 30.0), begin()]), [2]);
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
