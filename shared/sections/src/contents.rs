//! A kind's document: one table of its sections, and the code that walks it.
//!
//! To add a section, write its builder in a file of its own and add a row to the table of each kind that has it.

use report_document::{Block, Field, ModelCard, Section, Text};
use report_domain::{Flag, ReportOptions};

use crate::blocks::Blocks;

/// A section: a row of a kind's table. `T` is what the kind's builders read.
pub(crate) struct Entry<T> {
    id: &'static str,
    title: &'static str,
    option: Option<Flag>,
    needs: fn(&T) -> bool,
    absent: Option<&'static str>,
    expected: fn(&T) -> bool,
    build: fn(&T) -> Option<Blocks>,
}

impl<T> Entry<T> {
    /// A section with its anchor (see [`Section::id`]; links rely on it), its heading and its builder. The builder returns
    /// `None` where the snapshot has no data for it.
    pub(crate) const fn new(id: &'static str, title: &'static str, build: fn(&T) -> Option<Blocks>) -> Self {
        Self { id, title, option: None, needs: |_| true, absent: None, expected: |_| true, build }
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
}

/// What a kind's document consists of; implemented by what the kind's builders read.
pub(crate) trait Contents<'a>: Sized + 'a {
    /// The sections after the key figures, in reading order.
    const SECTIONS: &'a [Entry<Self>];

    /// The most important fact in one sentence: for the cover and for lists.
    fn headline(&self) -> String;

    /// Label and value pairs for the cover.
    fn cover_facts(&self) -> Vec<Field>;

    /// What stands in the section `key-figures`.
    fn key_figures(&self) -> Blocks;

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
pub(crate) struct Body {
    /// See [`Contents::headline`].
    pub headline: String,
    /// See [`Contents::cover_facts`].
    pub cover_facts: Vec<Field>,
    /// The kind's sections, in reading order.
    pub sections: Vec<Section>,
    /// See [`Contents::provenance`].
    pub provenance: Vec<Field>,
    /// See [`Contents::card`].
    pub card: Option<ModelCard>,
}

/// Makes the kind's part of the document.
pub(crate) fn body<'a, T: Contents<'a>>(of: &T, options: &ReportOptions) -> Body {
    let mut absent: Vec<&str> = of.absent().into_iter().collect();
    let mut sections = Vec::new();
    for entry in T::SECTIONS.iter().filter(|entry| entry.is_wanted(of, options)) {
        match (entry.build)(of) {
            Some(blocks) => sections.push(blocks.under(entry.id, entry.title)),
            None if (entry.expected)(of) => absent.extend(entry.absent),
            None => {}
        }
    }
    let mut key_figures = of.key_figures();
    if !absent.is_empty() {
        let line = format!("Left out because the snapshot has no data for it: {}.", absent.join(", "));
        key_figures.push(Block::Note(Text::plain(line)));
    }
    if !key_figures.is_empty() {
        sections.insert(0, key_figures.under("key-figures", "Key figures"));
    }
    Body {
        headline: of.headline(),
        cover_facts: of.cover_facts(),
        sections,
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
