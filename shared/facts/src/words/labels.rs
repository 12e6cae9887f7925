//! Labels within sentences.

/// First words of labels that are names of people.
const PEOPLE: [&str; 3] = ["Gini", "Cohen", "Brier"];

/// A label in the middle of a sentence: `log loss`, but `AUC`, `F1` and `Gini`.
pub fn in_sentence(label: &str) -> String {
    if PEOPLE.iter().any(|name| label.starts_with(name)) {
        return label.to_owned();
    }
    let mut characters = label.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(characters).collect()
        }
        _ => label.to_owned(),
    }
}

/// A label in the middle of a sentence with its indefinite article: `an AUC`, `a log loss`.
pub fn with_article(label: &str) -> String {
    let label = in_sentence(label);
    let mut characters = label.chars();
    let (first, second) = (characters.next(), characters.next());
    // Letters of an abbreviation are spelt out: "an RMSE", "an MCC", "an F1".
    let spelt_out =
        first.is_some_and(char::is_uppercase) && second.is_none_or(|second| !second.is_lowercase());
    let vowel = first.is_some_and(|first| {
        let sounds = if spelt_out { "AEFHILMNORSX" } else { "aeiou" };
        sounds.contains(first)
    });
    format!("{} {label}", if vowel { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_follow_the_sound() {
        for (label, expected) in [
            ("AUC", "an AUC"),
            ("RMSE", "an RMSE"),
            ("R²", "an R²"),
            ("PR AUC", "a PR AUC"),
            ("Log loss", "a log loss"),
            ("Accuracy", "an accuracy"),
            ("Gini", "a Gini"),
            ("ROC AUC (test)", "an ROC AUC (test)"),
            ("評価", "a 評価"),
        ] {
            assert_eq!(with_article(label), expected);
        }
    }
}
