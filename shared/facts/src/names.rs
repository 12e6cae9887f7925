//! Names from the data, as people read them.

use std::collections::BTreeSet;

/// A name that can be seen: `(empty)` and `(blank)` for what has no visible character; in quotation marks where it begins or
/// ends with a character that cannot be seen, since it would look like another.
pub fn shown(name: &str) -> String {
    if name.is_empty() {
        return "(empty)".into();
    }
    let trimmed = name.trim_matches(is_invisible);
    if trimmed.is_empty() {
        return "(blank)".into();
    }
    if trimmed.len() != name.len() { format!("\u{201c}{name}\u{201d}") } else { name.to_owned() }
}

/// Whether a character leaves no mark on paper: spaces, controls, and signs without width or form.
fn is_invisible(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(u32::from(character),
            0xAD | 0x115F | 0x1160 | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164 | 0xFEFF | 0xFFA0)
}

/// What the names of a run's models all have in common, such as `_AutoML_4_20261123_215534`: said once, it tells no model from
/// another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared(String);

impl Shared {
    /// A shorter part is not worth leaving out.
    const LEAST: usize = 8;
    /// Names of more parts are no names of models.
    const MOST_JOINTS: usize = 40;

    /// The longest part, from a joint to the next or to the end, that all of two or more names have, as long as what is left
    /// of them is not empty and as different as they were.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let names: BTreeSet<&str> = names.into_iter().collect();
        let shortest = names.iter().min_by_key(|name| name.len()).filter(|_| names.len() > 1)?;
        let joints: Vec<usize> = shortest.match_indices(is_joint).map(|(at, _)| at).collect();
        if joints.len() > Self::MOST_JOINTS {
            return None;
        }
        let ends = || joints.iter().copied().chain([shortest.len()]);
        let mut parts: Vec<&str> = joints
            .iter()
            .flat_map(|start| ends().filter_map(move |end| shortest.get(*start..end)))
            .filter(|part| {
                part.chars().count() > Self::LEAST && !part.ends_with(is_joint) && !begins_with_counter(part)
            })
            .collect();
        // Of equally long parts the later one: names of runs and times stand at the end.
        parts.sort_by_key(|part| part.len());
        parts.into_iter().rev().map(|part| Self(part.to_owned())).find(|shared| {
            let left: Option<BTreeSet<String>> = names.iter().map(|name| shared.left_of(name)).collect();
            left.is_some_and(|left| left.len() == names.len())
        })
    }

    /// The part itself, with the joint before it.
    pub fn part(&self) -> &str {
        &self.0
    }

    /// The name without the part, if it has it.
    pub fn without(&self, name: &str) -> String {
        self.left_of(name).unwrap_or_else(|| name.to_owned())
    }

    fn left_of(&self, name: &str) -> Option<String> {
        let (at, end) = name
            .rmatch_indices(&self.0)
            .map(|(at, part)| (at, at + part.len()))
            .find(|(_, end)| name[*end..].chars().next().is_none_or(is_joint))?;
        let left = format!("{}{}", &name[..at], &name[end..]);
        left.chars().any(|character| !is_joint(character) && !is_invisible(character)).then_some(left)
    }
}

/// Whether a part begins with a number of few digits: the 1 of `GBM_1` belongs to the model, also where each has it.
fn begins_with_counter(part: &str) -> bool {
    let first = part.trim_start_matches(is_joint).split(is_joint).next().unwrap_or_default();
    first.len() < 4 && first.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where the parts of a technical name meet.
fn is_joint(character: char) -> bool {
    matches!(character, '_' | '-' | '/' | '.' | ' ' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_invisible_or_looks_like_another() {
        for (name, expected) in [
            ("", "(empty)"),
            (" \t", "(blank)"),
            ("\u{200b}\u{feff}", "(blank)"),
            ("\u{3164}", "(blank)"),
            ("a", "a"),
            ("a ", "\u{201c}a \u{201d}"),
            ("\u{200b}a", "\u{201c}\u{200b}a\u{201d}"),
            ("N/A", "N/A"),
            ("a b", "a b"),
        ] {
            assert_eq!(shown(name), expected);
        }
    }

    fn shared(names: &[&str]) -> Option<(String, Vec<String>)> {
        let shared = Shared::of(names.iter().copied())?;
        let left = names.iter().map(|name| shared.without(name)).collect();
        Some((shared.part().to_owned(), left))
    }

    #[test]
    fn what_all_names_share_is_found_at_their_end_and_in_their_middle() {
        let (part, left) =
            shared(&["GBM_1_AutoML_4_20261123_215534", "DRF_1_AutoML_4_20261123_215534"]).expect("shared");
        // "_1" tells none from the other either, but is the model's own.
        assert_eq!(
            (part.as_str(), left),
            ("_AutoML_4_20261123_215534", vec!["GBM_1".into(), "DRF_1".into()])
        );
        let (part, left) = shared(&[
            "GBM_1_AutoML_4_20261123_215534",
            "GBM_grid_1_AutoML_4_20261123_215534_model_2",
            "StackedEnsemble_All_2_AutoML_4_20261123_215534",
        ])
        .expect("shared");
        assert_eq!(part, "_AutoML_4_20261123_215534");
        assert_eq!(left, ["GBM_1", "GBM_grid_1_model_2", "StackedEnsemble_All_2"]);
    }

    #[test]
    fn nothing_is_left_out_where_names_would_vanish_or_fall_together() {
        assert_eq!(shared(&["GBM_1_AutoML_4"]), None, "one name");
        assert_eq!(shared(&["GBM_1_AutoML_4", "GBM_1_AutoML_4"]), None, "one name twice");
        assert_eq!(shared(&["a_12345", "b_12345"]), None, "too short");
        assert_eq!(shared(&["_20261123", "GBM_20261123"]), None, "nothing would be left");
        assert_eq!(shared(&["a_AutoML_2026", "b_AutoML_20261"]), None, "no joint at the end");
        assert_eq!(shared(&["a_longpart_b", "a_b_longpart"]), None, "both would be a_b");
        assert_eq!(
            shared(&["モデル一_共有される長い名前", "モデル二_共有される長い名前"])
                .map(|shared| shared.1[0].clone()),
            Some("モデル一".into())
        );
    }
}
