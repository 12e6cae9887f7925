//! What drawing hands on to the file.

use printpdf::Op;

use crate::annotation::Link;
use crate::structure::ElementId;

/// A page as it was drawn.
#[derive(Debug)]
pub(crate) struct Drawn {
    pub(crate) ops: Vec<Op>,
    /// Whose its contents are, by their numbers.
    pub(crate) contents: Vec<ElementId>,
    pub(crate) links: Vec<Link>,
}
