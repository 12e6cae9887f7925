//! The structure tree: what each thing on the pages is, in the order in which it is read (ISO 32000-1, 14.7 and 14.8).
//!
//! The layout adds an element for each thing of the document when it lays it out, and the items that draw the thing name
//! it. What stands where, and on which page, the tree learns while the pages are drawn.

mod objects;

use smallvec::SmallVec;

pub(crate) use objects::Places;

/// What an element is (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Document,
    /// A section of the document.
    Sect,
    /// What belongs together without being a section: a chart with its caption, a remark.
    Div,
    H1,
    H2,
    H3,
    P,
    /// A list; what is numbered says so.
    List(Numbering),
    /// An entry of a list: [`Role::Label`] and [`Role::ListBody`].
    ListItem,
    /// A bullet, a number, or what a value is a value of.
    Label,
    ListBody,
    /// The table of contents, its entries, and what an entry refers to.
    Contents,
    ContentsItem,
    Reference,
    Link,
    Table,
    Caption,
    TableHead,
    TableBody,
    TableRow,
    /// A cell that names its column or its row.
    HeaderCell(Scope),
    Cell,
    /// A cell across so many columns.
    CellAcross(u16),
    Figure,
    /// A stretch within a text.
    Span,
}

/// How the entries of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbering {
    None,
    Disc,
    Decimal,
}

/// Which cells a header cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Column,
    Row,
}

/// What an item of a page is to a reader who does not see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    /// A part of this element.
    Element(ElementId),
    /// Nothing: a rule, a ground, what is repeated from another page.
    Artifact,
    /// The running header.
    Header,
    /// The running footer.
    Footer,
}

impl From<ElementId> for Tag {
    fn from(element: ElementId) -> Self {
        Self::Element(element)
    }
}

/// Names an element of the [`Tree`] that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ElementId(u32);

impl ElementId {
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// What an element consists of.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kid {
    Element(ElementId),
    /// A stretch of a page's content, by the page, from 0, and its number there.
    Content {
        page: u32,
        number: u32,
    },
    /// A link's area, by its place among all links.
    Area(u32),
}

#[derive(Debug, Clone)]
struct Element {
    role: Role,
    /// Whether its parent knows of it. What stands within a text joins it where it is drawn.
    joined: bool,
    parent: ElementId,
    kids: SmallVec<[Kid; 1]>,
    rare: Option<Box<Rare>>,
}

/// What few elements have.
#[derive(Debug, Clone, Default)]
struct Rare {
    language: Option<&'static str>,
    /// What a picture shows.
    alternative: Option<String>,
    /// What is read instead of the content.
    actual: Option<String>,
    /// The page and the box around a picture: left, bottom, right, top.
    bounds: Option<[f32; 4]>,
}

/// The tree. There is always its root, the whole document.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    elements: Vec<Element>,
}

impl Default for Tree {
    fn default() -> Self {
        Self { elements: vec![Element::new(Role::Document, Self::ROOT, true)] }
    }
}

impl Element {
    fn new(role: Role, parent: ElementId, joined: bool) -> Self {
        Self { role, joined, parent, kids: SmallVec::new(), rare: None }
    }
}

/// A state of a tree that it can return to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark(usize);

impl Tree {
    /// The document.
    pub(crate) const ROOT: ElementId = ElementId(0);

    /// Adds an element after what the parent has already.
    pub(crate) fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        self.insert(parent, usize::MAX, role)
    }

    /// Adds an element as the parent's kid number `place`, from 0, or as its last.
    pub(crate) fn insert(&mut self, parent: ElementId, place: usize, role: Role) -> ElementId {
        let id = self.push(Element::new(role, parent, true));
        let kids = &mut self.elements[parent.index()].kids;
        kids.insert(place.min(kids.len()), Kid::Element(id));
        id
    }

    /// Adds an element within a text. It comes where its content does, and nowhere if that never comes.
    pub(crate) fn add_inline(&mut self, parent: ElementId, role: Role) -> ElementId {
        self.push(Element::new(role, parent, false))
    }

    fn push(&mut self, element: Element) -> ElementId {
        // Far fewer than four thousand million.
        let id = ElementId(self.elements.len() as u32);
        self.elements.push(element);
        id
    }

    /// What an element is.
    pub(crate) fn role(&self, element: ElementId) -> Role {
        self.elements[element.index()].role
    }

    /// How many kids an element has.
    pub(crate) fn kids(&self, element: ElementId) -> usize {
        self.elements[element.index()].kids.len()
    }

    /// The state to return to with [`Tree::forget`].
    pub(crate) fn mark(&self) -> Mark {
        Mark(self.elements.len())
    }

    /// Forgets what has been added since, all of it under `parent`.
    pub(crate) fn forget(&mut self, since: Mark, parent: ElementId) {
        self.elements.truncate(since.0);
        self.elements[parent.index()]
            .kids
            .retain(|kid| !matches!(kid, Kid::Element(id) if id.index() >= since.0));
    }

    fn rare(&mut self, element: ElementId) -> &mut Rare {
        self.elements[element.index()].rare.get_or_insert_default()
    }

    /// Says in which language (BCP 47) an element is; without, in that of what it stands in.
    pub(crate) fn set_language(&mut self, element: ElementId, language: &'static str) {
        self.rare(element).language = Some(language);
    }

    /// Says in words what a picture shows.
    pub(crate) fn set_alternative(&mut self, element: ElementId, words: impl Into<String>) {
        self.rare(element).alternative = Some(words.into());
    }

    /// Says what is read instead of an element's content.
    pub(crate) fn set_actual(&mut self, element: ElementId, words: impl Into<String>) {
        self.rare(element).actual = Some(words.into());
    }

    /// Says where on its page a picture is: left, bottom, right, top.
    pub(crate) fn set_bounds(&mut self, element: ElementId, bounds: [f32; 4]) {
        self.rare(element).bounds = Some(bounds);
    }

    /// The language of an element, if it is not the document's. Only what stands within a text has that of its parent: other elements
    /// with text in them are in none that has a language.
    pub(crate) fn language(&self, element: ElementId) -> Option<&'static str> {
        let element = &self.elements[element.index()];
        let own = element.rare.as_ref().and_then(|rare| rare.language);
        match element.role {
            Role::Span | Role::Link => own.or_else(|| self.language(element.parent)),
            _ => own,
        }
    }

    /// Whether `span` is a stretch of `parent`'s text in that language.
    pub(crate) fn is_span(&self, span: ElementId, parent: ElementId, language: &str) -> bool {
        let element = &self.elements[span.index()];
        (element.role, element.parent) == (Role::Span, parent) && self.language(span) == Some(language)
    }

    /// Notes that the content `number` of a page is the element's.
    pub(crate) fn draw(&mut self, element: ElementId, page: usize, number: usize) {
        self.join(element);
        // No document has so many pages, and no page so many things on it.
        let kid = Kid::Content { page: page as u32, number: number as u32 };
        self.elements[element.index()].kids.push(kid);
    }

    /// Notes that the link number `link` of all is the element's.
    pub(crate) fn lead(&mut self, element: ElementId, link: usize) {
        self.join(element);
        self.elements[element.index()].kids.push(Kid::Area(link as u32));
    }

    fn join(&mut self, id: ElementId) {
        let element = &mut self.elements[id.index()];
        if !element.joined {
            element.joined = true;
            let parent = element.parent;
            self.join(parent);
            self.elements[parent.index()].kids.push(Kid::Element(id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kids(tree: &Tree, element: ElementId) -> Vec<Kid> {
        tree.elements[element.index()].kids.to_vec()
    }

    #[test]
    fn what_stands_within_a_text_comes_where_it_is_drawn() {
        let mut tree = Tree::default();
        let text = tree.add(Tree::ROOT, Role::P);
        let link = tree.add_inline(text, Role::Link);
        let never = tree.add_inline(text, Role::Span);
        tree.draw(text, 0, 0);
        tree.draw(link, 0, 1);
        tree.lead(link, 7);
        tree.draw(text, 1, 0);
        let (first, last) = (Kid::Content { page: 0, number: 0 }, Kid::Content { page: 1, number: 0 });
        assert_eq!(kids(&tree, text), [first, Kid::Element(link), last]);
        assert_eq!(kids(&tree, link), [Kid::Content { page: 0, number: 1 }, Kid::Area(7)]);
        assert!(kids(&tree, never).is_empty());
    }

    #[test]
    fn what_is_forgotten_leaves_no_trace() {
        let mut tree = Tree::default();
        let kept = tree.add(Tree::ROOT, Role::P);
        let mark = tree.mark();
        let tried = tree.add(Tree::ROOT, Role::Div);
        tree.add(tried, Role::P);
        tree.forget(mark, Tree::ROOT);
        assert_eq!(kids(&tree, Tree::ROOT), [Kid::Element(kept)]);
        let contents = tree.insert(Tree::ROOT, 0, Role::Contents);
        assert_eq!(kids(&tree, Tree::ROOT), [Kid::Element(contents), Kid::Element(kept)]);
    }
}
