//! The structure tree as objects of the file.

use std::fmt::Write as _;

use lopdf::ObjectId;

use super::{Element, ElementId, Kid, Numbering, Role, Scope, Tree};
use crate::file::{File, text_string, write_object};

/// The longest text that an object may hold (ISO 32000-1, annex C, and ISO 19005-2, 6.1.13), in bytes.
const LONGEST_TEXT: usize = 32_767;

/// What the tree refers to.
pub(crate) struct Places<'a> {
    /// The pages.
    pub(crate) pages: &'a [ObjectId],
    /// Whose the contents of each page are, by their numbers.
    pub(crate) contents: &'a [Vec<ElementId>],
    /// The links, in their order, each with its page and its element. They are numbered after the pages in the tree of parents.
    pub(crate) links: &'a [(ObjectId, ObjectId, ElementId)],
}

impl Tree {
    /// Writes the tree to the file and answers its root.
    pub(crate) fn write(&self, file: &mut File, places: &Places<'_>) -> std::io::Result<u32> {
        let root = file.reserve(1);
        // Elements that never joined have a number and no object.
        let first = file.reserve(self.elements.len() as u32);
        let object = |id: ElementId| first + id.0;
        let mut text = String::new();
        for (index, element) in self.elements.iter().enumerate().filter(|(_, element)| element.joined) {
            let parent = if index == 0 { root } else { object(element.parent) };
            text.clear();
            let _ = write!(text, "<</S/{}/P {parent} 0 R", element.role.name());
            element.write_attributes(&mut text);
            element.write_kids(&mut text, places, object);
            text.push_str(">>");
            file.object(first + index as u32, text.as_bytes())?;
        }
        let parents = self.write_parents(file, places, object)?;
        let next = places.pages.len() + places.links.len();
        let text = format!(
            "<</Type/StructTreeRoot/K {} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {next}>>",
            object(Self::ROOT)
        );
        file.object(root, text.as_bytes())?;
        Ok(root)
    }

    /// From contents and links back to their elements.
    fn write_parents(
        &self,
        file: &mut File,
        places: &Places<'_>,
        object: impl Fn(ElementId) -> u32,
    ) -> std::io::Result<u32> {
        let mut numbers = String::from("<</Nums[");
        let mut text = String::new();
        for (page, contents) in places.contents.iter().enumerate() {
            text.clear();
            text.push('[');
            for element in contents {
                let _ = write!(text, "{} 0 R ", object(*element));
            }
            text.push(']');
            let of_page = file.reserve(1);
            file.object(of_page, text.as_bytes())?;
            let _ = write!(numbers, "{page} {of_page} 0 R ");
        }
        for (index, (_, _, element)) in places.links.iter().enumerate() {
            let _ = write!(numbers, "{} {} 0 R ", places.pages.len() + index, object(*element));
        }
        numbers.push_str("]>>");
        let parents = file.reserve(1);
        file.object(parents, numbers.as_bytes())?;
        Ok(parents)
    }
}

impl Element {
    fn write_attributes(&self, text: &mut String) {
        let rare = self.rare.as_deref();
        match (self.role, rare.and_then(|rare| rare.bounds)) {
            (Role::HeaderCell(Scope::Column), _) => text.push_str("/A<</O/Table/Scope/Column>>"),
            (Role::HeaderCell(Scope::Row), _) => text.push_str("/A<</O/Table/Scope/Row>>"),
            (Role::CellAcross(columns), _) => {
                let _ = write!(text, "/A<</O/Table/ColSpan {columns}>>");
            }
            (Role::List(Numbering::Disc), _) => text.push_str("/A<</O/List/ListNumbering/Disc>>"),
            (Role::List(Numbering::Decimal), _) => text.push_str("/A<</O/List/ListNumbering/Decimal>>"),
            (Role::Figure, Some([left, bottom, right, top])) => {
                let _ = write!(
                    text,
                    "/A<</O/Layout/Placement/Block/BBox[{left:.2} {bottom:.2} {right:.2} {top:.2}]>>"
                );
            }
            _ => {}
        }
        let Some(rare) = rare else { return };
        if let Some(language) = rare.language {
            let _ = write!(text, "/Lang({language})");
        }
        for (key, words) in [("/Alt", &rare.alternative), ("/ActualText", &rare.actual)] {
            if let Some(words) = words {
                text.push_str(key);
                // A text string is ASCII or hexadecimal, and so UTF-8.
                let mut bytes = Vec::new();
                write_object(&mut bytes, &text_string(&shortened(words)));
                text.push_str(&String::from_utf8_lossy(&bytes));
            }
        }
    }

    fn write_kids(&self, text: &mut String, places: &Places<'_>, object: impl Fn(ElementId) -> u32) {
        let page_of = |page: u32| places.pages.get(page as usize).map_or(0, |id| id.0);
        let own = self.kids.iter().find_map(|kid| match kid {
            Kid::Content { page, .. } => Some(*page),
            _ => None,
        });
        if let Some(page) = own {
            let _ = write!(text, "/Pg {} 0 R", page_of(page));
        }
        let several = self.kids.len() > 1;
        for (n, kid) in self.kids.iter().enumerate() {
            text.push_str(match n {
                0 if several => "/K[",
                0 => "/K ",
                _ => " ",
            });
            let _ = match kid {
                Kid::Element(id) => write!(text, "{} 0 R", object(*id)),
                Kid::Content { page, number } if Some(*page) == own => write!(text, "{number}"),
                Kid::Content { page, number } => {
                    write!(text, "<</Type/MCR/Pg {} 0 R/MCID {number}>>", page_of(*page))
                }
                Kid::Area(link) => match places.links.get(*link as usize) {
                    Some((annotation, page, _)) => {
                        write!(text, "<</Type/OBJR/Obj {} 0 R/Pg {} 0 R>>", annotation.0, page.0)
                    }
                    None => Ok(()),
                },
            };
        }
        if several {
            text.push(']');
        }
    }
}

impl Role {
    /// Its name in the tree and at the marks of its contents.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Sect => "Sect",
            Self::Div => "Div",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::H3 => "H3",
            Self::P => "P",
            Self::List(_) => "L",
            Self::ListItem => "LI",
            Self::Label => "Lbl",
            Self::ListBody => "LBody",
            Self::Contents => "TOC",
            Self::ContentsItem => "TOCI",
            Self::Reference => "Reference",
            Self::Link => "Link",
            Self::Table => "Table",
            Self::Caption => "Caption",
            Self::TableHead => "THead",
            Self::TableBody => "TBody",
            Self::TableRow => "TR",
            Self::HeaderCell(_) => "TH",
            Self::Cell | Self::CellAcross(_) => "TD",
            Self::Figure => "Figure",
            Self::Span => "Span",
        }
    }
}

/// The text, with an ellipsis for what no object could hold.
fn shortened(text: &str) -> std::borrow::Cow<'_, str> {
    /// In UTF-16, with its mark and the ellipsis.
    const MOST_UNITS: usize = LONGEST_TEXT / 2 - 2;
    let mut units = 0;
    let end = text.char_indices().find(|(_, char)| {
        units += char.len_utf16();
        units > MOST_UNITS
    });
    match end {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_longer_than_an_object_may_be() {
        for text in ["a", "あ", "🚀"] {
            let long = text.repeat(40_000);
            let kept = shortened(&long);
            assert!(kept.encode_utf16().count() * 2 + 2 <= LONGEST_TEXT && kept.ends_with('…'), "{text}");
            assert_eq!(shortened(text), text);
        }
    }
}
