//! The size of the page.

/// The size of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 mm × 297 mm.
    #[default]
    A4,
    /// 8.5 in × 11 in.
    Letter,
}

impl Paper {
    /// The name in settings: `a4` or `letter`.
    pub fn name(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::Letter => "letter",
        }
    }

    /// The size of that name, in capitals or not.
    pub fn named(name: &str) -> Option<Self> {
        [Paper::A4, Paper::Letter].into_iter().find(|paper| paper.name().eq_ignore_ascii_case(name))
    }
}
