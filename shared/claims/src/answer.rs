//! The form of an answer: its JSON Schema, and how it is read.
//!
//! The schema is the same for every report, so that a provider compiles its grammar once. It keeps to what providers allow,
//! as of 2026: OpenAI's strict mode takes 10 levels of nesting, 5,000 properties, 1,000 values of enumerations; Anthropic's
//! grammars, on Bedrock too, take 16 parameters of union type and 24 optional ones in all and grow with long enumerations.
//! Hence ids are plain strings, no field is optional, and `none` marks a field that does not apply. The schema states no
//! lengths of lists, since not all providers take them: longer lists are cut when they are read.

use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Value, json};

use crate::advice::Action;

pub use crate::claim::{Claim, Expect, Kind, Show};

/// Statements that are read of one list.
pub const MOST_STATEMENTS: usize = 5;
/// Claims that are read of one statement.
pub const MOST_CLAIMS: usize = 3;

/// An answer as a model gave it. A part that does not fit the schema is [`Maybe::Other`]; the other parts are read.
#[derive(Debug, Clone, Deserialize)]
pub struct Answer {
    pub(crate) summary: Vec<Maybe<Statement>>,
    pub(crate) highlights: Vec<Maybe<Statement>>,
    pub(crate) risks: Vec<Maybe<Statement>>,
    pub(crate) recommendations: Vec<Maybe<Advice>>,
}

/// A part of an answer, or something that does not fit the schema in its place.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Maybe<T> {
    Fits(T),
    Other(IgnoredAny),
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Statement {
    pub(crate) say: Vec<Maybe<Claim>>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Advice {
    pub(crate) action: Action,
    pub(crate) because: Vec<Maybe<Claim>>,
}

/// Reads an answer. The error says what is wrong with it, for the model.
///
/// # Errors
/// It is not an object of four lists, or all of them are empty.
pub fn read(text: &str) -> Result<Answer, String> {
    // Some models put their JSON into a code fence or a sentence.
    let json = match (text.find('{'), text.rfind('}')) {
        (Some(open), Some(close)) if open < close => &text[open..=close],
        _ => return Err("it is not a JSON object".into()),
    };
    let answer: Answer = serde_json::from_str(json).map_err(|error| {
        // The text of the error quotes the answer. The model needs only the place.
        format!("it does not fit the schema at line {}, column {}", error.line(), error.column())
    })?;
    let is_empty = [&answer.summary, &answer.highlights, &answer.risks].iter().all(|list| list.is_empty())
        && answer.recommendations.is_empty();
    if is_empty { Err("all four lists are empty".into()) } else { Ok(answer) }
}

/// JSON Schema of the answer.
pub fn schema() -> Value {
    let list_of = |name: &str| json!({ "type": "array", "items": { "$ref": format!("#/$defs/{name}") } });
    let object = |properties: Value| {
        let required: Vec<&String> = properties.as_object().into_iter().flat_map(|map| map.keys()).collect();
        json!({ "type": "object", "required": required, "additionalProperties": false, "properties": properties })
    };
    let one_of = |values: &[&str]| json!({ "type": "string", "enum": values });
    let id = json!({ "type": "string" });
    let actions: Vec<&str> = Action::all().collect();
    let mut schema = object(json!({
        "summary": list_of("statement"),
        "highlights": list_of("statement"),
        "risks": list_of("statement"),
        "recommendations": list_of("advice"),
    }));
    schema["$defs"] = json!({
        "statement": object(json!({ "say": list_of("claim") })),
        "advice": object(json!({ "action": one_of(&actions), "because": list_of("claim") })),
        "claim": object(json!({
            "claim": one_of(&["value", "compare", "change", "place", "spread", "share", "finding"]),
            "of": id,
            "with": id,
            "show": one_of(&["none", "order", "difference", "ratio"]),
            "expect": one_of(&["none", "higher", "lower", "same"]),
        })),
    });
    schema
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn answers_are_read_with_what_models_put_around_them() {
        let json = r#"{"summary":[{"say":[{"claim":"value","of":"n1"}, {"claim":"?"}, 3]}, 4],"highlights":[],"risks":[],"recommendations":[]}"#;
        for text in [json.to_owned(), format!("```json\n{json}\n```"), format!("Here it is: {json} Enjoy!")] {
            let answer = read(&text).unwrap();
            let [Maybe::Fits(statement), Maybe::Other(_)] = answer.summary.as_slice() else {
                panic!("{answer:?}")
            };
            assert!(matches!(statement.say[..], [Maybe::Fits(_), Maybe::Other(_), Maybe::Other(_)]));
        }
    }

    #[test]
    fn unusable_answers_say_what_is_wrong() {
        for (text, problem) in [
            ("I cannot do that.", "not a JSON object"),
            (r#"{"summary":[]}"#, "does not fit the schema"),
            (r#"{"summary":[],"highlights":[],"risks":[],"recommendations":[]}"#, "empty"),
        ] {
            let error = read(text).expect_err(text);
            assert!(error.contains(problem), "{error}");
        }
    }

    /// OpenAI's limits of strict mode (the lower ones, of 2024) and Anthropic's of grammars.
    #[test]
    fn the_schema_is_within_the_limits_of_providers() {
        fn walk(value: &Value, seen: &mut dyn FnMut(&serde_json::Map<String, Value>)) {
            match value {
                Value::Object(map) => {
                    seen(map);
                    map.values().for_each(|value| walk(value, seen));
                }
                Value::Array(items) => items.iter().for_each(|value| walk(value, seen)),
                _ => {}
            }
        }
        let (mut properties, mut values, mut unions) = (0, 0, 0);
        let schema = schema();
        walk(&schema, &mut |map| {
            if let Some(Value::Object(of)) = map.get("properties") {
                properties += of.len();
                assert_eq!(map["required"].as_array().unwrap().len(), of.len());
                assert_eq!(map["additionalProperties"], false);
            }
            values += map.get("enum").and_then(Value::as_array).map_or(0, Vec::len);
            unions += usize::from(map.contains_key("anyOf") || map.get("type").is_some_and(Value::is_array));
        });
        assert!(properties <= 100 && values <= 250 && unions == 0, "{properties} {values} {unions}");
        assert!(schema.to_string().len() < 15_000);
    }
}
