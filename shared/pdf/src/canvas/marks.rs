//! Marked content (ISO 32000-1, 14.6): which element of the structure what is drawn belongs to.

use printpdf::Op;

use super::raw::raw;
use crate::structure::{ElementId, Role, Tag, Tree};

/// The marks of a page. What is drawn without a mark decorates.
pub(super) struct Marks<'a> {
    pub(super) tree: &'a mut Tree,
    page: usize,
    /// Whose the contents are, by their numbers.
    contents: Vec<ElementId>,
    /// What the next thing to be drawn is.
    pub(super) tag: Tag,
    /// What is being drawn.
    open: Option<Tag>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(tree: &'a mut Tree, page: usize) -> Self {
        Self { tree, page, contents: Vec::new(), tag: Tag::Artifact, open: None }
    }

    pub(super) fn finish(self) -> Vec<ElementId> {
        self.contents
    }

    /// The tag for a part in this language of what is tagged `around`; that of the part before it where it goes on.
    pub(super) fn spoken(&mut self, around: Tag, language: &'static str, before: Tag) -> Tag {
        let Tag::Element(element) = around else { return around };
        if self.tree.role(element) == Role::Figure || self.tree.language(element) == Some(language) {
            return around;
        }
        if let Tag::Element(span) = before
            && self.tree.is_span(span, element, language)
        {
            return before;
        }
        let span = self.tree.add_inline(element, Role::Span);
        self.tree.set_language(span, language);
        span.into()
    }

    /// Whether what is drawn is as `tag` says.
    pub(super) fn is_open(&self, tag: Tag) -> bool {
        self.open == Some(tag)
    }

    /// Ends what is being drawn.
    pub(super) fn end(&mut self, ops: &mut Vec<Op>) {
        if self.open.take().is_some() {
            ops.push(Op::EndMarkedContent);
        }
    }

    /// Begins what is drawn next, unless it goes on.
    pub(super) fn begin(&mut self, ops: &mut Vec<Op>, tag: Tag) {
        if self.open == Some(tag) {
            return;
        }
        self.end(ops);
        self.open = Some(tag);
        ops.push(raw(match tag {
            Tag::Element(element) => {
                let number = self.contents.len();
                self.contents.push(element);
                self.tree.draw(element, self.page, number);
                format!("/{}<</MCID {number}>>BDC", self.tree.role(element).name())
            }
            Tag::Artifact => "/Artifact BMC".into(),
            Tag::Header => "/Artifact<</Type/Pagination/Subtype/Header>>BDC".into(),
            Tag::Footer => "/Artifact<</Type/Pagination/Subtype/Footer>>BDC".into(),
        }));
    }
}
