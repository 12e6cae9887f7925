//! Charts, one to three side by side, and pictures: each with its title above and its caption below.

use std::borrow::Cow;

use report_document::style::INK;
use report_document::{Beside, Chart, ChartSize, Picture};

use super::{Layout, MEASURE, SMALL, height_of};
use crate::slab::{Item, Slab};
use crate::structure::{ElementId, Role, Tag};
use crate::text::{Look, clean};

const BETWEEN: f32 = 16.0;
const TITLE: Look = Look::new(9.0, INK).strong();
const TITLE_LEADING: f32 = 11.5;
const CAPTION_LEADING: f32 = 9.8;
/// A chart with more of these could not be placed on a page.
const MOST_TITLE_LINES: usize = 4;
const MOST_CAPTION_LINES: usize = 10;
/// A row of charts may shrink to this to fit the rest of a page.
const LEAST_SCALE: f32 = 0.78;

/// How many charts of this size make a row.
fn per_row(size: ChartSize) -> usize {
    match size {
        ChartSize::Full => 1,
        ChartSize::Half => 2,
        ChartSize::Third => 3,
    }
}

/// The elements of a chart or a picture.
struct Figure {
    figure: ElementId,
    /// What stands above it, and below.
    above: Tag,
    below: Tag,
}

impl Layout<'_, '_> {
    /// Charts in rows; a row has charts of one size.
    pub(super) fn charts(&mut self, charts: &[Chart]) {
        let mut rest = charts;
        let mut first = true;
        while let Some(chart) = rest.first() {
            let columns = per_row(chart.size);
            let like = rest.iter().take(columns).take_while(|other| other.size == chart.size).count();
            let (row, after) = rest.split_at(like);
            self.chart_row(row, columns, first);
            rest = after;
            first = false;
        }
    }

    /// A chart with what belongs to it at its side; one under the other where that would be too tall to place.
    pub(super) fn beside(&mut self, beside: &Beside, heading: Option<&str>) {
        const MOST_OF_PAGE: f32 = 0.6;
        const BETWEEN: f32 = 22.0;
        let half = (self.width - BETWEEN) / 2.0;
        let before = self.tree.mark();
        let chart = self.apart(half, |layout| layout.chart_row(std::slice::from_ref(&beside.chart), 1, true));
        let rest = self.apart(half, |layout| {
            for block in &beside.blocks {
                layout.block(block, heading);
            }
        });
        let height = height_of(&chart).max(height_of(&rest));
        if height > self.page_height * MOST_OF_PAGE {
            self.tree.forget(before, self.parent);
            self.charts(std::slice::from_ref(&beside.chart));
            for block in &beside.blocks {
                self.block(block, heading);
            }
            return;
        }
        let gap = chart.first().map_or(0.0, |slab| slab.gap);
        let mut slab = Slab::new(gap, height);
        for (x, column) in [(0.0, chart), (half + BETWEEN, rest)] {
            let mut y = 0.0;
            for (n, part) in column.into_iter().enumerate() {
                y += if n == 0 { 0.0 } else { part.gap };
                let below = y + part.height;
                slab.items.extend(part.moved(x, y).items);
                y = below;
            }
        }
        self.slabs.push(slab);
    }

    /// What `lay_out` lays out in a column of that width, apart from the rest.
    pub(super) fn apart(&mut self, width: f32, lay_out: impl FnOnce(&mut Self)) -> Vec<Slab> {
        let slabs = std::mem::take(&mut self.slabs);
        let whole = std::mem::replace(&mut self.width, width);
        lay_out(self);
        self.width = whole;
        std::mem::replace(&mut self.slabs, slabs)
    }

    /// A picture, no larger than it is at 96 pixels to the inch; two of the usual shape find room on a page.
    pub(super) fn picture(&mut self, picture: &Picture) {
        const MOST_OF_PAGE: f32 = 0.38;
        const POINTS_PER_PIXEL: f32 = 72.0 / 96.0;
        let (across, down) = (picture.png.width() as f32, picture.png.height() as f32);
        let most = self.page_height * MOST_OF_PAGE * self.density.charts;
        let scale = POINTS_PER_PIXEL.min(self.width / across).min(most / down);
        let (width, height) = (across * scale, down * scale);
        let title = self.set.clamped(&picture.title, TITLE, self.width, MOST_TITLE_LINES);
        let length = self.line_length();
        let caption = self.set.clamped(&picture.caption, SMALL, length, MOST_CAPTION_LINES);

        let Figure { figure, above, below } =
            self.figure(&picture.title, Some(&picture.caption), &picture.alt);
        let mut head = Slab::new(self.gap(11.0), title.len() as f32 * TITLE_LEADING + 3.0).kept();
        for (n, line) in title.into_iter().enumerate() {
            // Above the picture, also where it runs from right to left.
            head.items.push(Item::Text {
                x: 0.0,
                baseline: 8.8 + n as f32 * TITLE_LEADING,
                line,
                tag: above,
            });
        }
        let png = picture.png.clone();
        let mut body =
            Slab::new(0.0, height).kept().with(Item::Picture { x: 0.0, y: 0.0, width, height, png, figure });
        body.least_scale = LEAST_SCALE;
        let mut foot = Slab::new(0.0, caption.len() as f32 * CAPTION_LEADING + 3.0);
        foot.items.extend(caption.into_iter().enumerate().map(|(n, line)| Item::Text {
            x: 0.0,
            baseline: 9.0 + n as f32 * CAPTION_LEADING,
            line,
            tag: below,
        }));
        self.slabs.extend([head, body, foot]);
    }

    /// A chart or a picture as an element, and its caption: what stands above and below it. Programs that read aloud say the words for
    /// a figure instead of what is in it, so the caption stands beside the figure and not in it.
    fn figure(&mut self, title: &str, below: Option<&str>, alternative: &str) -> Figure {
        let group = self.tree.add(self.parent, Role::Div);
        let caption = self.tree.add(group, Role::Caption);
        let above = self.element(caption, Role::P, title).into();
        let below = below.map_or(above, |below| self.element(caption, Role::P, below).into());
        let figure = self.tree.add(group, Role::Figure);
        // A figure without words would be nothing to a reader who does not see it.
        let words = if alternative.trim().is_empty() { title } else { alternative };
        self.tree.set_alternative(figure, clean(words));
        Figure { figure, above, below }
    }

    /// What is said instead of a chart, and where its figures are.
    fn alternative<'c>(&self, chart: &'c Chart) -> Cow<'c, str> {
        match self.figures.filter(|_| chart.data.is_some()) {
            Some(section) => {
                format!("{} Its figures are in the section {section}.", chart.alt.trim_end()).into()
            }
            None => Cow::Borrowed(&chart.alt),
        }
    }

    fn chart_row(&mut self, row: &[Chart], columns: usize, first: bool) {
        let column = (self.width - BETWEEN * (columns - 1) as f32) / columns as f32;
        let cells: Vec<_> = row
            .iter()
            .map(|chart| {
                let scene = &chart.scene;
                let ratio = if scene.width > 0.0 { (scene.height / scene.width) as f32 } else { 0.0 };
                let ratio = if ratio.is_finite() { ratio.max(0.0) } else { 0.0 };
                // No chart is taller than most of a page.
                let most = self.page_height * 0.72;
                let wanted = column * self.density.charts;
                let width = if wanted * ratio > most { most / ratio } else { wanted };
                let title = self.set.clamped(&chart.title, TITLE, column, MOST_TITLE_LINES);
                let caption = chart
                    .caption
                    .as_deref()
                    .map(|text| self.set.clamped(text, SMALL, column.min(MEASURE), MOST_CAPTION_LINES));
                (title, width, width * ratio, caption.unwrap_or_default())
            })
            .collect();
        let most = |measure: &dyn Fn(usize) -> f32| (0..cells.len()).map(measure).fold(0.0, f32::max);
        let titles = most(&|n| cells[n].0.len() as f32) * TITLE_LEADING;
        let charts = most(&|n| cells[n].2);
        let captions = most(&|n| cells[n].3.len() as f32) * CAPTION_LEADING;

        let mut head = Slab::new(self.gap(if first { 11.0 } else { 13.0 }), titles + 3.0).kept();
        let mut body = Slab::new(0.0, charts).kept();
        body.least_scale = LEAST_SCALE;
        let mut foot = Slab::new(0.0, captions + if captions > 0.0 { 3.0 } else { 0.0 });
        for (n, ((title, width, _, caption), chart)) in cells.into_iter().zip(row).enumerate() {
            let x = n as f32 * (column + BETWEEN);
            let above = titles - title.len() as f32 * TITLE_LEADING;
            let Figure { figure, above: over, below } =
                self.figure(&chart.title, chart.caption.as_deref(), &self.alternative(chart));
            head.items.extend(title.into_iter().enumerate().map(|(n, line)| Item::Text {
                x,
                baseline: above + 8.8 + n as f32 * TITLE_LEADING,
                line,
                tag: over,
            }));
            body.items.push(Item::Chart { x, y: 0.0, width, scene: chart.scene.clone(), figure });
            foot.items.extend(caption.into_iter().enumerate().map(|(n, line)| Item::Text {
                x,
                baseline: 9.0 + n as f32 * CAPTION_LEADING,
                line,
                tag: below,
            }));
        }
        self.slabs.extend([head, body, foot]);
    }
}
