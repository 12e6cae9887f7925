//! Names from the data, as people read them.

/// A name that can be seen: `(empty)` and `(blank)` for what has no visible character; in quotation marks where it begins or
/// ends with a space, since it would look like another.
pub fn shown(name: &str) -> String {
    if name.is_empty() {
        return "(empty)".into();
    }
    let trimmed = name.trim();
    if trimmed.is_empty() {
        return "(blank)".into();
    }
    if trimmed.len() != name.len() { format!("\u{201c}{name}\u{201d}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_invisible_or_looks_like_another() {
        for (name, expected) in
            [("", "(empty)"), (" \t", "(blank)"), ("a", "a"), ("a ", "\u{201c}a \u{201d}"), ("N/A", "N/A")]
        {
            assert_eq!(shown(name), expected);
        }
    }
}
