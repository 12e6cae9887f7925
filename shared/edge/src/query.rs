//! Query parameters.

use std::{fmt::Display, str::FromStr};

use report_domain::Problem;

/// A request's query, decoded.
#[derive(Debug, Clone, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the part of the URL after the question mark.
    pub fn parse(raw: &str) -> Self {
        Self(form_urlencoded::parse(raw.as_bytes()).into_owned().collect())
    }

    /// The parameter's value.
    ///
    /// # Errors
    /// When it is given more than once.
    pub fn one(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut values = self.0.iter().filter(|(given, _)| given == name).map(|(_, value)| value.as_str());
        match (values.next(), values.next()) {
            (value, None) => Ok(value),
            (_, Some(_)) => Err(problem(name, "given more than once", "duplicate_parameter")),
        }
    }

    /// The parameter's value, read by `read`, which says what it expected where it cannot.
    ///
    /// # Errors
    /// When it is given more than once or cannot be read.
    pub fn parsed<T>(
        &self,
        name: &str,
        code: &'static str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Problem> {
        let Some(text) = self.one(name)? else { return Ok(None) };
        read(text).map(Some).map_err(|msg| problem(name, &msg, code))
    }

    /// The value of a parameter that has to be there.
    ///
    /// # Errors
    /// When it is missing, given more than once or cannot be read.
    pub fn required<T: FromStr<Err: Display>>(&self, name: &str, code: &'static str) -> Result<T, Problem> {
        let found =
            self.parsed(name, code, |text| text.parse().map_err(|error: T::Err| error.to_string()))?;
        found.ok_or_else(|| problem(name, "required", "missing"))
    }

    /// The parameter's value as a whole number in a range.
    ///
    /// # Errors
    /// When it is given more than once, is no number or out of range.
    pub fn number(&self, name: &str, range: std::ops::RangeInclusive<u64>) -> Result<Option<u64>, Problem> {
        let Some(text) = self.one(name)? else { return Ok(None) };
        let (least, most) = (range.start(), range.end());
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(problem(name, "expected a whole number", "int_parsing"));
        }
        if text.starts_with('-') && digits.bytes().any(|digit| digit != b'0') {
            return Err(problem(name, &format!("expected at least {least}"), "greater_than_equal"));
        }
        // All digits: too large for u64 is too large for the range.
        match digits.parse::<u64>() {
            Ok(number) if number < *least => {
                Err(problem(name, &format!("expected at least {least}"), "greater_than_equal"))
            }
            Ok(number) if number <= *most => Ok(Some(number)),
            _ => Err(problem(name, &format!("expected at most {most}"), "less_than_equal")),
        }
    }
}

/// A problem with a query parameter.
fn problem(name: &str, msg: &str, code: &'static str) -> Problem {
    Problem { loc: vec!["query".into(), name.into()], msg: msg.into(), code }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(raw: &str) -> Result<Option<u64>, &'static str> {
        Query::parse(raw).number("limit", 1..=500).map_err(|problem| problem.code)
    }

    #[test]
    fn numbers_are_digits_within_the_range() {
        assert_eq!(limit(""), Ok(None));
        assert_eq!(limit("limit=500"), Ok(Some(500)));
        assert_eq!(limit("limit=0"), Err("greater_than_equal"));
        assert_eq!(limit("limit=-1"), Err("greater_than_equal"));
        assert_eq!(limit("limit=501"), Err("less_than_equal"));
        assert_eq!(limit("limit=99999999999999999999999"), Err("less_than_equal"));
        for text in ["limit=", "limit=1.0", "limit=1e2", "limit=%2B5", "limit=+5", "limit=1,2", "limit=٣"] {
            assert_eq!(limit(text), Err("int_parsing"), "{text}");
        }
    }

    #[test]
    fn a_parameter_given_twice_is_not_guessed_at() {
        assert_eq!(limit("limit=1&limit=2"), Err("duplicate_parameter"));
        assert_eq!(limit("limit=1&other=2&other=3"), Ok(Some(1)));
    }
}
