//! Whose turn it is.

use report_mlflow::Part;

/// The key of a part's state, and its place in the order.
pub(super) fn key(part: &Part) -> String {
    format!("{}#{}", part.kind(), part.id())
}

/// All parts in the order of their keys, from the one that comes after `after` round to the others.
pub(super) fn in_turn(mut parts: Vec<Part>, after: Option<&str>) -> Vec<Part> {
    parts.sort_by_cached_key(key);
    let first = parts.iter().position(|part| Some(key(part).as_str()) > after).unwrap_or(0);
    parts.rotate_left(first);
    parts
}
