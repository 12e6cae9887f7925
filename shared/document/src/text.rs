//! Running text.

/// Running text with a little structure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text(pub Vec<Span>);

/// A stretch of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Span {
    /// As it is.
    Plain(String),
    /// Emphasised strongly.
    Strong(String),
    /// A name or value from the data, such as a column, a model id or a parameter: set apart from the sentence around it.
    Code(String),
    /// A name from the data within a sentence of ours: in the ink of the sentence, with a direction of its own.
    Name(String),
    /// What a user wrote: with a direction of its own, and nothing in it is interpreted.
    User {
        /// The words.
        text: String,
        /// Whether they are emphasised strongly.
        is_strong: bool,
        /// Whether they are emphasised. A format without slanted letters sets them as strong ones.
        is_slanted: bool,
    },
    /// A number within a sentence of ours that leads to where it stands, in the ink of the sentence.
    Figure {
        /// What is shown.
        label: String,
        /// The id of the section with the table or chart that it stands in; `None` where it stands nowhere else.
        section: Option<String>,
    },
    /// A link to a section of the same document, by [`crate::Section::id`].
    SectionLink {
        /// What is shown.
        label: String,
        /// The target section's id.
        section: String,
    },
    /// What the sentence before rests on, small and pale.
    Source {
        /// What is shown.
        label: String,
        /// The id of the section where it stands, as a link; `None` where it stands nowhere else.
        section: Option<String>,
    },
}

impl Text {
    /// Text of one plain span.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Span::Plain(text.into())])
    }

    /// Adds plain text.
    pub fn and(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Plain(text.into()));
        self
    }

    /// Adds strong text.
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Strong(text.into()));
        self
    }

    /// Adds a name or value from the data.
    pub fn code(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Code(text.into()));
        self
    }

    /// Adds a name from the data within a sentence of ours.
    pub fn name(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Name(text.into()));
        self
    }

    /// Adds a link to a section of the same document.
    pub fn link(mut self, label: impl Into<String>, section: impl Into<String>) -> Self {
        self.0.push(Span::SectionLink { label: label.into(), section: section.into() });
        self
    }

    /// Adds what the text before rests on, or words between such.
    pub fn source(mut self, label: impl Into<String>, section: Option<&str>) -> Self {
        self.0.push(Span::Source { label: label.into(), section: section.map(str::to_owned) });
        self
    }

    /// The words without the structure.
    pub fn to_plain(&self) -> String {
        self.0.iter().map(Span::text).collect()
    }
}

impl Span {
    /// Its words.
    pub fn text(&self) -> &str {
        match self {
            Span::Plain(text)
            | Span::Strong(text)
            | Span::Code(text)
            | Span::Name(text)
            | Span::User { text, .. } => text,
            Span::SectionLink { label, .. } | Span::Source { label, .. } | Span::Figure { label, .. } => {
                label
            }
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text::plain(text)
    }
}
