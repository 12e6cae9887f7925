//! Columns of values that are classes or numbers, which is known only when all have been read.

use std::collections::HashMap;

use report_import::table::number;

/// Different values of a column of classes, groups or models: as many as a confusion matrix may have.
pub(crate) const MOST_VALUES: usize = 1_000;

/// Different values above which a column of numbers is no column of classes.
pub(crate) const MOST_NUMBERED_CLASSES: usize = 20;

/// A column of few different texts, each a code.
#[derive(Debug, Clone, Default)]
pub(crate) struct Coded {
    /// The code of each row.
    pub(crate) codes: Vec<u32>,
    /// The text of each code.
    pub(crate) names: Vec<String>,
    known: HashMap<String, u32>,
}

impl Coded {
    /// Adds a row. `false`, and no row, where it would be one value too many.
    #[must_use]
    pub(crate) fn push(&mut self, text: &str) -> bool {
        let code = match self.known.get(text) {
            Some(code) => *code,
            None if self.names.len() == MOST_VALUES => return false,
            None => {
                let code = self.names.len() as u32;
                self.names.push(text.to_owned());
                self.known.insert(text.to_owned(), code);
                code
            }
        };
        self.codes.push(code);
        true
    }
}

/// Where a text stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Which of the files.
    pub(crate) file: usize,
    /// The line, from 1.
    pub(crate) line: u64,
    /// The text.
    pub(crate) text: String,
}

/// A column of which both is kept as long as both is possible: numbers, and few different texts.
#[derive(Debug, Clone)]
pub(crate) struct Values {
    /// All values, as long as all are numbers.
    pub(crate) numbers: Option<Vec<f64>>,
    /// All values, as long as there are few different ones.
    pub(crate) classes: Option<Coded>,
    /// The first value that is no number.
    pub(crate) first_text: Option<Found>,
}

impl Values {
    pub(crate) fn new() -> Self {
        Self { numbers: Some(Vec::new()), classes: Some(Coded::default()), first_text: None }
    }

    /// Adds a row. `false` where the column can be neither any more.
    #[must_use]
    pub(crate) fn push(&mut self, text: &str, file: usize, line: u64) -> bool {
        match (number(text), &mut self.numbers) {
            (Some(number), Some(numbers)) => numbers.push(number),
            (None, Some(_)) => {
                self.numbers = None;
                self.first_text = Some(Found { file, line, text: text.to_owned() });
            }
            (_, None) => {}
        }
        if let Some(classes) = &mut self.classes
            && !classes.push(text)
        {
            self.classes = None;
        }
        self.numbers.is_some() || self.classes.is_some()
    }

    /// Whether there are many different values, and more of them are numbers than are not.
    pub(crate) fn are_mostly_numbers(&self) -> bool {
        let Some(classes) = &self.classes else { return self.numbers.is_some() };
        let numbers = classes.names.iter().filter(|name| number(name).is_some()).count();
        classes.names.len() > MOST_NUMBERED_CLASSES && numbers * 2 > classes.names.len()
    }

    /// Whether there are more than that many different values.
    pub(crate) fn is_more_than(&self, most: usize) -> bool {
        self.classes.as_ref().is_none_or(|classes| classes.names.len() > most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_numbers_are_no_classes_and_texts_are_no_numbers() {
        let mut numbers = Values::new();
        assert!((0..2_000).all(|value| numbers.push(&format!("{value}.5"), 0, value)));
        assert_eq!(numbers.numbers.as_ref().map(Vec::len), Some(2_000));
        assert!(numbers.classes.is_none() && numbers.is_more_than(20));
        assert!(!numbers.push("abc", 0, 2_001), "neither any more");

        let mut classes = Values::new();
        assert!(["1", "a", "1"].iter().zip(2..).all(|(text, line)| classes.push(text, 0, line)));
        assert_eq!(classes.classes.map(|classes| classes.codes), Some(vec![0, 1, 0]));
        assert_eq!(classes.first_text, Some(Found { file: 0, line: 3, text: "a".into() }));
    }
}
