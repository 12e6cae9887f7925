//! All faults of a document at once, for whoever has to mend it.
//!
//! Reading into types stops at the first fault. Only when it has found one, the document is held against its JSON Schema,
//! member by member; a good document pays nothing for that. The walk knows the keywords that schemars writes for our types
//! and no others: a test holds it to the schemas and to what reading accepts. Bounds are looked at before it, in [`crate::within`].

use serde_json::{Map, Value};

use crate::{
    Fault, Snapshot, SnapshotError, figure, json_schema, limits,
    quote::shortened,
    read::{Document, nearest},
};

/// Reads a snapshot, or says what is wrong with it: at most `most` faults.
///
/// # Errors
/// The faults; at least one. One that keeps the document from being understood at all, such as malformed JSON or another
/// schema version, comes alone.
pub fn read_or_faults(bytes: &[u8], most: usize) -> Result<Snapshot, Vec<Fault>> {
    let most = most.max(1);
    let document = Document::of(bytes).map_err(|error| vec![only(error)])?;
    let broken = document.broken_bounds(most);
    if !broken.is_empty() {
        return Err(broken);
    }
    let snapshot = document.types().map_err(|error| match error {
        SnapshotError::Invalid { .. } => {
            let found = of_schema(&document, most);
            // What only the types know, such as a member given twice.
            if found.is_empty() { vec![only(error)] } else { found }
        }
        error => vec![only(error)],
    })?;
    let faults = limits::check(&snapshot, most);
    if faults.is_empty() { Ok(snapshot) } else { Err(faults) }
}

/// The fault that reading stops at.
fn only(error: SnapshotError) -> Fault {
    match error {
        SnapshotError::Invalid { path, reason } => Fault::at(&path, reason),
        error => Fault { path: Vec::new(), reason: error.to_string() },
    }
}

/// Values that a document may have to be looked through once more. As a tree each takes up to half a kilobyte.
const MOST_VALUES: usize = 500_000;

/// What a document has against the schema of its kind; nothing where it is too large for that.
fn of_schema(document: &Document<'_>, most: usize) -> Vec<Fault> {
    // A value follows each of these, and the text itself is one. Those within texts are counted, too.
    let values = document.bytes.iter().filter(|byte| matches!(byte, b',' | b':' | b'[' | b'{')).count();
    if values > MOST_VALUES {
        return Vec::new();
    }
    let kind = document.kind;
    let Ok(document) = serde_json::from_slice::<Value>(document.bytes) else { return Vec::new() };
    let schema = Value::from(json_schema(kind));
    let mut walk = Walk { definitions: &schema["$defs"], path: Vec::new(), faults: Vec::new(), most };
    walk.value(&document, &schema);
    walk.faults
}

/// A walk over a document and its schema, side by side.
struct Walk<'a> {
    definitions: &'a Value,
    path: Vec<String>,
    faults: Vec<Fault>,
    most: usize,
}

impl<'a> Walk<'a> {
    fn fault(&mut self, reason: impl Into<String>) {
        if self.faults.len() < self.most {
            self.faults.push(Fault { path: self.path.clone(), reason: reason.into() });
        }
    }

    /// The same walk one step further down.
    fn below(&mut self, step: impl ToString, walk: impl FnOnce(&mut Self)) {
        self.path.push(step.to_string());
        walk(self);
        self.path.pop();
    }

    fn value(&mut self, value: &'a Value, schema: &'a Value) {
        if self.faults.len() == self.most {
            return;
        }
        if let Some(name) = schema["$ref"].as_str().and_then(|place| place.strip_prefix("#/$defs/")) {
            return self.value(value, &self.definitions[name]);
        }
        if let Some(choices) = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
            return self.choice(value, choices);
        }
        if let Some(constant) = schema.get("const") {
            if value != constant {
                self.fault(format!("expected {constant}, found {}", found(value)));
            }
            return;
        }
        if let Some(expected) = mismatch(value, schema) {
            return self.fault(format!("expected {expected}, found {}", found(value)));
        }
        match value {
            Value::Array(entries) => {
                for (index, entry) in entries.iter().enumerate() {
                    self.below(index, |walk| walk.value(entry, &schema["items"]));
                }
            }
            Value::Object(members) => self.members(members, schema),
            _ => {}
        }
    }

    fn members(&mut self, members: &'a Map<String, Value>, schema: &'a Value) {
        let known = schema["properties"].as_object();
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !members.contains_key(name) {
                self.fault(format!("the member `{}` is missing", shortened(name)));
            }
        }
        for (name, member) in members {
            let more = &schema["additionalProperties"];
            match known.and_then(|known| known.get(name)) {
                Some(schema) => self.below(name, |walk| walk.value(member, schema)),
                None if more == &Value::Bool(false) => {
                    let meant = nearest(name, known.into_iter().flat_map(Map::keys).map(String::as_str));
                    let hint = meant.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
                    self.below(shortened(name), |walk| walk.fault(format!("unknown member{hint}")));
                }
                None => self.below(shortened(name), |walk| walk.value(member, more)),
            }
        }
    }

    /// One of several schemas: `null` or something, a constant of a list, or an object that a constant member tells apart.
    fn choice(&mut self, value: &'a Value, choices: &'a [Value]) {
        let fits = |choice: &'a Value| {
            let mut walk =
                Walk { definitions: self.definitions, path: Vec::new(), faults: Vec::new(), most: 1 };
            walk.value(value, choice);
            walk.faults.is_empty()
        };
        if choices.iter().any(fits) {
            return;
        }
        let constants: Vec<_> = choices.iter().filter_map(|choice| choice["const"].as_str()).collect();
        if constants.len() == choices.len() {
            let meant = value.as_str().and_then(|text| nearest(text, constants.iter().copied()));
            let hint = meant.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
            return self.fault(format!(
                "expected one of {}, found {}{hint}",
                constants.join(", "),
                found(value)
            ));
        }
        let tagged = |choice: &&Value| {
            let Some(members) = choice["properties"].as_object() else { return false };
            let mut tags =
                members.iter().filter_map(|(name, member)| Some((name, member.get("const")?))).peekable();
            tags.peek().is_some() && tags.all(|(name, constant)| value.get(name) == Some(constant))
        };
        let others: Vec<_> = choices.iter().filter(|choice| choice["type"] != "null").collect();
        match (choices.iter().find(tagged), &others[..]) {
            (Some(choice), _) => self.value(value, choice),
            (None, [only]) => self.value(value, only),
            (None, _) => self.fault(format!("{} is none of the forms that are allowed here", found(value))),
        }
    }
}

/// What a value should have been by the schema's `type`, `format` and `minimum`; `None` if it is.
fn mismatch(value: &Value, schema: &Value) -> Option<String> {
    let types: Vec<&str> = match &schema["type"] {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let is_of = |name: &&str| match *name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "integer" => match schema["format"].as_str() {
            Some("uint64") => value.is_u64(),
            Some("uint32") => value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
            _ => value.is_i64(),
        },
        _ => false,
    };
    if !types.iter().any(is_of) {
        let named = |name: &&str| match *name {
            "null" => "null",
            "boolean" => "true or false",
            "number" => "a number",
            "string" => "text",
            "array" => "a list",
            "object" => "an object",
            "integer" if schema["minimum"] == 0 => "a whole number of at least 0",
            "integer" => "a whole number",
            _ => "something else",
        };
        return Some(types.iter().map(named).collect::<Vec<_>>().join(" or "));
    }
    let text = value.as_str()?;
    if schema["contentMediaType"] == "image/png" {
        return figure::decoded(text).err();
    }
    match schema["format"].as_str()? {
        "uuid" => uuid::Uuid::parse_str(text).is_err().then(|| "a UUID".to_owned()),
        "date-time" => report_domain::Timestamp::parse(text).err().map(|_| "a time in RFC 3339".to_owned()),
        "date" => report_domain::Day::parse(text).is_none().then(|| "a day such as 2026-02-28".to_owned()),
        _ => None,
    }
}

/// What was found, in a few words.
fn found(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => format!("the text \"{}\"", text.chars().take(40).collect::<String>()),
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "an object".into(),
    }
}
