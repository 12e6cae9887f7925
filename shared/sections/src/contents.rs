//! A kind's document: one table of its sections, and the code that walks it.
//!
//! To add a section, write its builder in a file of its own and add a row to the table of each kind that has it.

use report_document::{Field, ModelCard, Section, Text};
use report_domain::{Detail, Flag, ReportOptions};

use crate::blocks::Blocks;

/// A section: a row of a kind's table. `T` is what the kind's builders read.
pub(crate) struct Entry<T> {
    id: &'static str,
    title: &'static str,
    option: Option<Flag>,
    level: Detail,
    shorter: Option<fn(&T) -> Option<Blocks>>,
    needs: fn(&T) -> bool,
    absent: Option<&'static str>,
    expected: fn(&T) -> bool,
    build: fn(&T) -> Option<Blocks>,
}

impl<T> Entry<T> {
    /// A section with its anchor (see [`Section::id`]; links rely on it), its heading and its builder. The builder returns
    /// `None` where the snapshot has no data for it.
    pub(crate) const fn new(id: &'static str, title: &'static str, build: fn(&T) -> Option<Blocks>) -> Self {
        Self {
            id,
            title,
            option: None,
            level: Detail::Standard,
            shorter: None,
            needs: |_| true,
            absent: None,
            expected: |_| true,
            build,
        }
    }

    /// Another heading.
    pub(crate) const fn titled(mut self, title: &'static str) -> Self {
        self.title = title;
        self
    }

    /// The option that leaves the section out where it is false.
    pub(crate) const fn option(mut self, flag: Flag) -> Self {
        self.option = Some(flag);
        self
    }

    /// The least detail at which a document has the section; [`Detail::Standard`] without this.
    pub(crate) const fn from(mut self, level: Detail) -> Self {
        self.level = level;
        self
    }

    /// What stands under the heading where less than full detail is asked for; all of it without this.
    pub(crate) const fn shorter(mut self, build: fn(&T) -> Option<Blocks>) -> Self {
        self.shorter = Some(build);
        self
    }

    /// What the snapshot must be for the section to make sense: a ROC curve is of a classifier. A snapshot of another sort
    /// has no such section, and the document does not mention it.
    pub(crate) const fn needs(mut self, needs: fn(&T) -> bool) -> Self {
        self.needs = needs;
        self
    }

    /// What the document says is left out where the snapshot has no data for the section. Without this it says nothing.
    pub(crate) const fn absent(mut self, called: &'static str) -> Self {
        self.absent = Some(called);
        self
    }

    /// Where a reader would expect the section; elsewhere the document does not mention its absence.
    pub(crate) const fn expected(mut self, expected: fn(&T) -> bool) -> Self {
        self.expected = expected;
        self
    }

    fn is_wanted(&self, of: &T, options: &ReportOptions) -> bool {
        self.option.is_none_or(|flag| options.has(flag)) && (self.needs)(of)
    }

    fn builder(&self, detail: Detail) -> fn(&T) -> Option<Blocks> {
        match self.shorter {
            Some(shorter) if detail < Detail::Full => shorter,
            _ => self.build,
        }
    }
}

/// What a kind's document consists of; implemented by what the kind's builders read.
pub(crate) trait Contents<'a>: Sized + 'a {
    /// The sections after the first page, in reading order.
    const SECTIONS: &'a [Entry<Self>];

    /// The most important fact in one sentence: for the cover and for lists.
    fn headline(&self) -> Text;

    /// Label and value pairs for the cover.
    fn cover_facts(&self) -> Vec<Field>;

    /// The figures that matter most, for the first page.
    fn key_figures(&self) -> Blocks;

    /// What somebody wrote about the entity.
    fn description(&self) -> Option<&str> {
        None
    }

    /// Charts by their ids, of which the first that the document has stands on the first page.
    const PICTURES: &'a [&'a str];

    /// What a model hub wants to know, of a kind that is a model.
    fn card(&self) -> Option<ModelCard> {
        None
    }

    /// What is absent beside sections of the table, as [`Entry::absent`].
    fn absent(&self) -> Option<&'static str> {
        None
    }

    /// Rows for the reproducibility block beyond those that every kind has.
    fn provenance(&self) -> Vec<Field> {
        Vec::new()
    }
}

/// What a kind contributes to its document; the frame adds findings, commentary, comments and the reproducibility block.
pub(crate) struct Body<'a> {
    /// See [`Contents::headline`].
    pub headline: Text,
    /// See [`Contents::cover_facts`].
    pub cover_facts: Vec<Field>,
    /// See [`Contents::key_figures`].
    pub key_figures: Blocks,
    /// See [`Contents::PICTURES`].
    pub pictures: &'a [&'a str],
    /// See [`Contents::description`].
    pub description: Option<String>,
    /// The kind's sections with the detail at which a document has each, in reading order.
    pub sections: Vec<(Detail, Section)>,
    /// What is left out because the snapshot has no data for it.
    pub absent: Vec<&'static str>,
    /// See [`Contents::provenance`].
    pub provenance: Vec<Field>,
    /// See [`Contents::card`].
    pub card: Option<ModelCard>,
}

/// Makes the kind's part of the document. Sections of more detail are among it: the picture of the first page may be of one.
pub(crate) fn body<'a, T: Contents<'a>>(of: &T, options: &ReportOptions) -> Body<'a> {
    let mut absent: Vec<&str> = of.absent().into_iter().collect();
    let mut sections = Vec::new();
    for entry in T::SECTIONS.iter().filter(|entry| entry.is_wanted(of, options)) {
        match entry.builder(options.detail)(of) {
            Some(blocks) => sections.push((entry.level, blocks.under(entry.id, entry.title))),
            None if entry.level <= options.detail && (entry.expected)(of) => absent.extend(entry.absent),
            None => {}
        }
    }
    Body {
        headline: of.headline(),
        cover_facts: of.cover_facts(),
        key_figures: of.key_figures(),
        pictures: T::PICTURES,
        description: of.description().filter(|text| !text.trim().is_empty()).map(str::to_owned),
        sections,
        absent,
        provenance: of.provenance(),
        card: of.card(),
    }
}

/// The ids of the kind's sections, in reading order.
#[cfg(test)]
pub(crate) fn ids<'a, T: Contents<'a>>() -> Vec<&'static str> {
    T::SECTIONS.iter().map(|entry| entry.id).collect()
}

/// The options that leave out sections of the kind.
#[cfg(test)]
pub(crate) fn options<'a, T: Contents<'a>>() -> std::collections::BTreeSet<Flag> {
    T::SECTIONS.iter().filter_map(|entry| entry.option).collect()
}
