//! Which experiments and registered models are wanted.

use wildmatch::WildMatch;

/// Patterns of names, one of which must fit: `churn*,fraud-?`. `*` stands for any characters, `?` for one.
#[derive(Debug, Clone, PartialEq)]
pub struct Patterns(Vec<WildMatch>);

impl Patterns {
    /// From patterns with commas between them; none fits nothing.
    pub fn parse(text: &str) -> Self {
        let patterns = text.split(',').map(str::trim).filter(|pattern| !pattern.is_empty());
        Self(patterns.map(WildMatch::new).collect())
    }

    /// Whether a name fits.
    pub fn fit(&self, name: &str) -> bool {
        self.0.iter().any(|pattern| pattern.matches(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_the_patterns_must_fit_the_whole_name() {
        let patterns = Patterns::parse("churn*, fraud-?,/Users/*/名前");
        for name in ["churn", "churn 2026", "fraud-1", "/Users/ada@example.com/名前"] {
            assert!(patterns.fit(name), "{name}");
        }
        for name in ["", "my churn", "Churn", "fraud-", "fraud-12", "/Users/名前"] {
            assert!(!patterns.fit(name), "{name}");
        }
        assert!(Patterns::parse("*").fit("") && Patterns::parse("*").fit("anything"));
        assert!(!Patterns::parse("").fit("") && !Patterns::parse(" , ").fit("a"));
    }

    #[test]
    fn a_long_name_is_matched_at_once() {
        let patterns = Patterns::parse(&format!("{}b", "a*".repeat(50)));
        assert!(!patterns.fit(&"a".repeat(5_000)));
    }
}
