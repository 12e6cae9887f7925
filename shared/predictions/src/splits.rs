//! Names of splits in data.

use report_snapshot::evaluation::Split;

/// What a value of the split column may be.
pub(crate) const EXPECTED: &str =
    "train or training; valid, validation, val or dev; cv, cross_validation or oof; test or holdout";

/// The split that a text names, in any case.
pub(crate) fn find(text: &str) -> Option<Split> {
    match text.to_lowercase().replace(['-', ' '], "_").as_str() {
        "train" | "training" => Some(Split::Training),
        "valid" | "validation" | "val" | "dev" => Some(Split::Validation),
        "cv" | "cross_validation" | "crossvalidation" | "oof" | "out_of_fold" => Some(Split::CrossValidation),
        "test" | "testing" | "holdout" | "hold_out" => Some(Split::Test),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_are_known_by_the_names_that_people_give_them() {
        for (text, split) in [
            ("Train", Some(Split::Training)),
            ("VAL", Some(Split::Validation)),
            ("cross-validation", Some(Split::CrossValidation)),
            ("out of fold", Some(Split::CrossValidation)),
            ("Hold-Out", Some(Split::Test)),
            ("A", None),
        ] {
            assert_eq!(find(text), split, "{text}");
        }
    }
}
