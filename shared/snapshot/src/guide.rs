//! The schema for people: every field with its meaning, made from the published JSON Schema.

use std::{collections::BTreeMap, fmt::Write};

use report_domain::Kind;
use serde_json::{Map, Value, json};

use crate::{
    LARGEST_SNAPSHOT, SCHEMA_VERSION,
    bounds::{LONGEST_LIST, LONGEST_TEXT, MOST_NUMBERS, MOST_PARTS},
    json_schema,
};

/// Markdown that says of every field what it means, of which type it is, whether it must be there and whether it may be null.
pub fn field_guide() -> String {
    let mut guide = format!(
        "# Snapshots, version {SCHEMA_VERSION}, field by field\n\n\
         Made from the JSON Schemas in this folder; `UPDATE_SCHEMA=1 cargo test --test schema` writes it anew.\n\n\
         A field that is not listed is refused. An optional one may be left out. A number is finite, or `null` where that is allowed:\n\
         missing, undefined or not finite; `NaN` is refused. Times are RFC 3339 and kept to the second.\n\
         Bounds: a list has at most {} entries, an object of any names as many members, a text at most {} characters, where\n\
         nothing else is said below. A whole snapshot has at most {} MiB, in them {} texts, lists, objects and members of objects\n\
         of any names, and {} other values, such as numbers.\n",
        thousands(LONGEST_LIST),
        thousands(LONGEST_TEXT),
        LARGEST_SNAPSHOT / 1024 / 1024,
        thousands(MOST_PARTS),
        thousands(MOST_NUMBERS),
    );
    let schemas = Kind::ALL.map(|kind| (kind, json_schema(kind).to_value()));
    let contents: Vec<String> =
        schemas.iter().map(|(_, schema)| name_of(&schema["properties"]["content"])).collect();
    section(&mut guide, "Every snapshot", &of_any_kind(schemas.iter().map(|(_, schema)| schema)));
    let all: BTreeMap<String, &Value> = schemas
        .iter()
        .filter_map(|(_, schema)| schema["$defs"].as_object())
        .flatten()
        .map(|(name, schema)| (name.clone(), schema))
        .collect();
    // Fields of each kind first, then what they consist of.
    let parts = all.keys().filter(|name| !contents.contains(name) && *name != "Kind");
    for name in contents.iter().chain(parts) {
        // What has no description of its own is a text of some form, and described where it stands.
        if let Some(schema) = all.get(name).filter(|schema| schema["description"].is_string()) {
            section(&mut guide, name, schema);
        }
    }
    guide
}

/// What the schemas of all kinds say before their content.
fn of_any_kind<'a>(schemas: impl Iterator<Item = &'a Value> + Clone) -> Value {
    let mut any = schemas.clone().next().cloned().unwrap_or_default();
    for name in ["kind", "content"] {
        let forms: Vec<&Value> = schemas.clone().map(|schema| &schema["properties"][name]).collect();
        any["properties"][name] = json!({ "description": forms[0]["description"], "anyOf": forms });
    }
    any
}

fn section(guide: &mut String, title: &str, schema: &Value) {
    // Writing to a string cannot fail.
    let _ = write!(guide, "\n## {title}\n\n{}\n", words(schema));
    if let Some(properties) = schema["properties"].as_object() {
        table(guide, properties, schema);
    }
    let forms = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
    let (tables, lines): (Vec<&Value>, Vec<&Value>) =
        forms.into_iter().flatten().partition(|form| form["properties"].is_object());
    if !lines.is_empty() {
        guide.push('\n');
    }
    for form in lines {
        let _ = writeln!(guide, "* {}: {}", kind_of(form), words(form));
    }
    for form in tables {
        let _ = write!(guide, "\n{}\n", words(form));
        if let Some(properties) = form["properties"].as_object() {
            table(guide, properties, form);
        }
    }
}

fn table(guide: &mut String, properties: &Map<String, Value>, schema: &Value) {
    guide.push_str("\n| field | type | | meaning |\n|---|---|---|---|\n");
    for (name, field) in properties {
        let is_required =
            schema["required"].as_array().is_some_and(|names| names.contains(&Value::from(name.as_str())));
        let need = if is_required { "required" } else { "optional" };
        let _ = writeln!(guide, "| `{name}` | {} | {need} | {} |", kind_of(field), words(field));
    }
}

/// The type of a field: `list of [Split](#split)`, `whole number, at least 0, or null`.
fn kind_of(field: &Value) -> String {
    if field["const"] != Value::Null {
        return format!("`{}`", field["const"]);
    }
    if field["$ref"].is_string() {
        let name = name_of(field);
        return if name == "Timestamp" {
            "time".into()
        } else {
            format!("[{name}](#{})", name.to_lowercase())
        };
    }
    if let Some(forms) = field["anyOf"].as_array() {
        return forms.iter().map(kind_of).collect::<Vec<_>>().join(" or ");
    }
    let types = match &field["type"] {
        Value::Array(types) => types.clone(),
        one => vec![one.clone()],
    };
    let is = |word: &str| types.iter().any(|name| name == word);
    let base = match field["format"].as_str() {
        Some("uuid") => "UUID".to_owned(),
        Some("date-time") => "time".to_owned(),
        Some("date") => "day".to_owned(),
        _ if is("array") => format!("list of {}", kind_of(&field["items"])),
        _ if is("object") => format!("object of any names, each {}", kind_of(&field["additionalProperties"])),
        _ if is("integer") => "whole number".to_owned(),
        _ if is("boolean") => "`true` or `false`".to_owned(),
        _ if is("number") => "number".to_owned(),
        _ if is("string") => "text".to_owned(),
        _ => "null".to_owned(),
    };
    // The usual bounds stand at the beginning.
    let own = |keyword: &str, usual: usize, what: &str| {
        let most = usize::try_from(field[keyword].as_u64()?).unwrap_or(usize::MAX);
        (most != usual).then(|| format!(", at most {} {what}", thousands(most)))
    };
    let most =
        own("maxLength", LONGEST_TEXT, "characters").or_else(|| own("maxItems", LONGEST_LIST, "entries"));
    let most = most.unwrap_or_default();
    let least = field["minimum"].as_i64().map(|least| format!(", at least {least}")).unwrap_or_default();
    let null = if is("null") && base != "null" { " or null" } else { "" };
    format!("{base}{least}{most}{null}")
}

/// What a schema says of itself, on one line of a table.
fn words(schema: &Value) -> String {
    let text = schema["description"].as_str().unwrap_or("Tells this form from the others.");
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

/// The name at the end of a reference.
fn name_of(field: &Value) -> String {
    field["$ref"].as_str().and_then(|path| path.rsplit('/').next()).unwrap_or_default().to_owned()
}

/// A number as people read it: `20,000`.
pub(crate) fn thousands(number: usize) -> String {
    if number < 1_000 {
        number.to_string()
    } else {
        format!("{},{:03}", thousands(number / 1_000), number % 1_000)
    }
}
