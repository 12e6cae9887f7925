//! Links as annotations of a page.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use crate::file::text_string;
use crate::structure::ElementId;

/// An area of a page that leads to a place in the document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    /// Left, bottom, right, top.
    pub(crate) area: [f32; 4],
    /// The page that it leads to, from 0, and how far above its lower edge.
    pub(crate) target: (usize, f32),
    /// Where it leads, in words.
    pub(crate) words: String,
    /// The link in the structure tree.
    pub(crate) element: ElementId,
}

impl Link {
    /// The annotation; `parent` is its number in the tree of parents.
    pub(crate) fn annotation(&self, pages: &[ObjectId], parent: usize) -> Dictionary {
        /// Shown, and printed like the page.
        const PRINT: i64 = 4;
        let (page, top) = self.target;
        let hundredths = |value: f32| Object::Real((value * 100.0).round() / 100.0);
        let destination: Vec<Object> = vec![
            pages.get(page).map_or(Object::Null, |page| Object::Reference(*page)),
            "XYZ".into(),
            Object::Integer(0),
            hundredths(top),
            Object::Null,
        ];
        dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => self.area.map(hundredths).to_vec(),
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => PRINT,
            "StructParent" => parent as i64,
            "Contents" => text_string(&self.words),
            "Dest" => destination,
        }
    }
}
