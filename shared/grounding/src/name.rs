//! Names that occur in a snapshot, and finding them in a text.

use std::collections::HashMap;

use crate::text::normalise;

/// Position of a name in the [`Lexicon`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NameId(u32);

/// What a name is the name of. One text may name several things: a column and a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Sort {
    Model,
    /// A feature or another column.
    Column,
    Class,
    Dataset,
    Algorithm,
    /// A calendar day.
    Day,
    Experiment,
    Deployment,
    Run,
    /// The entity itself, tools, versions, settings' values: known, but not compared with one another.
    Other,
}

/// What a name is the name of, as one bit for each [`Sort`]: asked of every figure that a sentence may be about.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sorts(u16);

impl Sorts {
    fn add(&mut self, sort: Sort) {
        self.0 |= 1 << sort as u8;
    }

    /// The first sort by which things are told apart: a model that is called as an algorithm is a model.
    pub(crate) fn telling(self) -> u32 {
        self.0.trailing_zeros()
    }

    pub(crate) fn has(self, sort: Sort) -> bool {
        self.0 & (1 << sort as u8) != 0
    }

    pub(crate) fn is_only(self, sort: Sort) -> bool {
        self.0 == 1 << sort as u8
    }

    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A name.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// As the snapshot writes it.
    pub(crate) text: String,
    pub(crate) sorts: Sorts,
}

impl Name {
    pub(crate) fn is(&self, sort: Sort) -> bool {
        self.sorts.has(sort)
    }
}

/// All names.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    names: Vec<Name>,
    ids: HashMap<String, NameId>,
    /// Spelling (lower case) by its first word; `None` for a spelling that several names share.
    spellings: HashMap<String, Option<NameId>>,
    by_first_word: HashMap<String, Vec<String>>,
    aliases: Vec<(String, NameId)>,
}

/// Names that are ordinary words: taken for names only where quotes or a noun ("class no") say so.
const ORDINARY: [&str; 62] = [
    "yes",
    "no",
    "true",
    "false",
    "none",
    "null",
    "other",
    "others",
    "unknown",
    "a",
    "an",
    "the",
    "is",
    "in",
    "on",
    "of",
    "to",
    "for",
    "and",
    "or",
    "not",
    "all",
    "any",
    "it",
    "this",
    "that",
    "model",
    "models",
    "feature",
    "features",
    "column",
    "columns",
    "class",
    "classes",
    "row",
    "rows",
    "score",
    "scores",
    "value",
    "values",
    "test",
    "train",
    "training",
    "validation",
    "target",
    "data",
    "dataset",
    "mean",
    "median",
    "error",
    "errors",
    "rate",
    "best",
    "first",
    "second",
    "high",
    "low",
    "medium",
    "good",
    "bad",
    "time",
    "date",
];

pub(crate) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Scripts that do not put spaces between words.
fn is_unspaced(character: char) -> bool {
    matches!(character as u32, 0x0e00..=0x0eff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af | 0x20000..=0x3134f)
}

/// The first word of a spelling, or its first character where that is no ASCII letter or digit.
fn first_word(text: &str) -> String {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len());
    if end == 0 { text.chars().take(1).collect() } else { text[..end].to_owned() }
}

/// Lower case, one character for each.
pub(crate) fn lower(text: &str) -> String {
    text.chars()
        .map(|character| {
            let mut lower = character.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => character,
            }
        })
        .collect()
}

impl Lexicon {
    /// Adds a name; the same text again adds only the sort.
    pub(crate) fn add(&mut self, text: &str, sort: Sort) -> NameId {
        if let Some(id) = self.ids.get(text) {
            self.names[id.0 as usize].sorts.add(sort);
            return *id;
        }
        let id = NameId(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        let mut sorts = Sorts::default();
        sorts.add(sort);
        self.names.push(Name { text: text.to_owned(), sorts });
        self.ids.insert(text.to_owned(), id);
        id
    }

    /// Another spelling, in lower case, of a name.
    pub(crate) fn alias(&mut self, text: &str, id: NameId) {
        self.aliases.push((text.to_owned(), id));
    }

    pub(crate) fn get(&self, id: NameId) -> &Name {
        &self.names[id.0 as usize]
    }

    pub(crate) fn id(&self, text: &str) -> Option<NameId> {
        self.ids.get(text).copied()
    }

    pub(crate) fn of_sort(&self, sort: Sort) -> impl Iterator<Item = NameId> + '_ {
        let all = self.names.iter().enumerate();
        all.filter(move |(_, name)| name.is(sort)).map(|(index, _)| NameId(index as u32))
    }

    /// Prepares the spellings; to be called once, after the last name.
    pub(crate) fn finish(&mut self) {
        let mut spellings: Vec<(String, NameId)> = Vec::new();
        let mut short: HashMap<String, Vec<NameId>> = HashMap::new();
        for (index, name) in self.names.iter().enumerate() {
            let id = NameId(index as u32);
            let text = lower(normalise(name.text.trim()).as_str());
            if text.is_empty() {
                continue;
            }
            if text.contains('_') && text.chars().any(char::is_alphabetic) {
                spellings.push((text.replace('_', " "), id));
            }
            // "GLM_1" for "GLM_1_AutoML_1_20261123": what comes before a later part, if it names only one.
            if name.is(Sort::Model) {
                for (at, mark) in text.char_indices() {
                    if at >= 3 && matches!(mark, '_' | '-' | ' ' | '.' | '/') {
                        short.entry(text[..at].to_owned()).or_default().push(id);
                    }
                }
            }
            spellings.push((text, id));
        }
        for (text, id) in spellings {
            self.spell(text, id);
        }
        for (text, id) in std::mem::take(&mut self.aliases) {
            if !self.spellings.contains_key(&text) {
                self.spell(text, id);
            }
        }
        for (text, ids) in short {
            let specific = text.chars().any(|c| c.is_ascii_digit()) || text.contains('_');
            if let ([id], true) = (ids.as_slice(), specific)
                && !self.spellings.contains_key(&text)
            {
                let spaced = text.replace('_', " ");
                self.spell(text, *id);
                if !self.spellings.contains_key(&spaced) {
                    self.spell(spaced, *id);
                }
            }
        }
        for words in self.by_first_word.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
    }

    fn spell(&mut self, text: String, id: NameId) {
        let names = &self.names;
        let is_algorithm = |id: NameId| names[id.0 as usize].is(Sort::Algorithm);
        let is_setting = |id: NameId| names[id.0 as usize].sorts.is_only(Sort::Other);
        match self.spellings.get_mut(&text) {
            // "glm" as the value of a setting is no rival of the algorithm GLM.
            Some(Some(_)) if is_setting(id) => {}
            // Two spellings of one algorithm.
            Some(Some(known)) if is_algorithm(*known) && is_algorithm(id) => {}
            Some(known) if known.is_some_and(is_setting) => *known = Some(id),
            // Two names that differ in case only, or in "_" and " ": nobody can tell which is meant.
            Some(known) if *known != Some(id) => *known = None,
            Some(_) => {}
            None => {
                self.by_first_word.entry(first_word(&text)).or_default().push(text.clone());
                self.spellings.insert(text, Some(id));
            }
        }
    }

    /// Whether the word is the first of several in a name.
    pub(crate) fn begins_a_name(&self, word: &str) -> bool {
        let spellings = self.by_first_word.get(word).into_iter().flatten();
        spellings
            .into_iter()
            .any(|spelling| spelling.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
    }

    /// The longest name at the start of `text`, which is normalised and in lower case; `before` is the character before.
    /// Gives the id and the length in bytes. `marked` says that quotes or a noun introduce a name.
    pub(crate) fn at(
        &self,
        text: &str,
        before: Option<char>,
        marked: bool,
    ) -> Option<(Option<NameId>, usize)> {
        let first = text.chars().next()?;
        let inside = before.is_some_and(is_word) && is_word(first);
        if inside && !(is_unspaced(first) || before.is_some_and(is_unspaced)) {
            return None;
        }
        let word = first_word(text);
        let singular = word.strip_suffix('s').and_then(|word| self.by_first_word.get(word));
        let candidates = self.by_first_word.get(&word).into_iter().chain(singular).flatten();
        for spelling in candidates {
            let Some(rest) = text.strip_prefix(spelling.as_str()) else { continue };
            let last = spelling.chars().next_back()?;
            let mut next = rest.chars();
            // "ValueErrors" are of the kind "ValueError".
            let plural = usize::from(
                spelling.len() > 4
                    && last.is_ascii_alphabetic()
                    && rest.starts_with('s')
                    && !rest[1..].starts_with(is_word),
            );
            let ends = plural == 1
                || match next.next() {
                    Some(next) if is_word(next) && is_word(last) => is_unspaced(next) || is_unspaced(last),
                    // "GLM_1-tuned" and "v1.2" are not "GLM_1" and "v1".
                    Some('-' | '.' | '/') => !next.next().is_some_and(|c| c.is_ascii_alphanumeric()),
                    _ => true,
                };
            if !ends {
                continue;
            }
            let ordinary = ORDINARY.contains(&spelling.as_str())
                || spelling.chars().count() < 2
                || spelling.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ','));
            if ordinary && !marked {
                continue;
            }
            return Some((self.spellings[spelling], spelling.len() + plural));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(names: &[(&str, Sort)]) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (name, sort) in names {
            lexicon.add(name, *sort);
        }
        lexicon.finish();
        lexicon
    }

    fn found(lexicon: &Lexicon, text: &str) -> Option<String> {
        let (id, _) = lexicon.at(&lower(text), None, false)?;
        Some(lexicon.get(id?).text.clone())
    }

    #[test]
    fn names_are_found_whole_in_any_case_and_by_their_unique_start() {
        let names = lexicon(&[
            ("GLM_1_AutoML_1", Sort::Model),
            ("GLM_10_AutoML_1", Sort::Model),
            ("monthly_charges", Sort::Column),
        ]);
        assert_eq!(found(&names, "glm_1 leads").as_deref(), Some("GLM_1_AutoML_1"));
        assert_eq!(found(&names, "GLM 10 leads").as_deref(), Some("GLM_10_AutoML_1"));
        assert_eq!(found(&names, "monthly charges rise").as_deref(), Some("monthly_charges"));
        assert_eq!(found(&names, "GLM_1-tuned leads"), None);
        assert_eq!(found(&names, "GLM_11 leads"), None);
    }

    #[test]
    fn names_without_spaces_around_them_are_found() {
        let names = lexicon(&[("解約予測", Sort::Model)]);
        let text = "モデル解約予測は";
        let at = text.find("解約").expect("is there");
        assert!(names.at(&text[at..], Some('ル'), false).is_some());
    }

    #[test]
    fn a_spelling_of_two_names_is_nobodys() {
        let names = lexicon(&[("Age", Sort::Column), ("age", Sort::Column)]);
        assert_eq!(names.at("age matters", None, false), Some((None, 3)));
    }
}
