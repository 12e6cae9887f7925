//! Declared facts in a report's options: read with every problem at once, and described by a JSON Schema.

use serde_json::{Map, Value, json};

use super::{
    AnnexItem, Approval, Decision, Declared, FACTS, LONGEST_FACT, LONGEST_NAME, LONGEST_REMARK, MOST_ENTRIES,
    Version,
};
use crate::{
    Day,
    options::text::{Fault, allowed, allowed_visible, text, visible_text},
};

/// What is wrong, each with the path to it.
pub(in crate::options) type Faults = Vec<(Vec<String>, Fault)>;

/// Reads an object and collects what is wrong with its members.
struct Reader<'v> {
    members: &'v Map<String, Value>,
    path: Vec<String>,
    faults: &'v mut Faults,
}

/// The value as an object, which is none if a fault is noted.
fn object<'v>(value: &'v Value, path: Vec<String>, faults: &'v mut Faults) -> Option<Reader<'v>> {
    match value {
        Value::Object(members) => Some(Reader { members, path, faults }),
        _ => {
            faults.push((path, ("expected an object".into(), "object_type")));
            None
        }
    }
}

impl<'v> Reader<'v> {
    fn fault(&mut self, name: &str, fault: Fault) {
        let path = self.path.iter().cloned().chain([name.to_owned()]).collect();
        self.faults.push((path, fault));
    }

    /// Members that nobody knows are faults: a misspelt fact would be missed in silence.
    fn only(&mut self, known: &[&str]) {
        let members = self.members;
        for name in members.keys().filter(|name| !known.contains(&name.as_str())) {
            self.fault(name, ("unknown field".into(), "extra_forbidden"));
        }
    }

    /// A member's value; `null` stands for none.
    fn value(&self, name: &str) -> Option<&'v Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    fn text(&mut self, name: &str, longest: usize) -> Option<String> {
        let read = text(self.value(name)?, longest);
        self.kept(name, read)
    }

    /// A decision and a version are nothing without a name.
    fn required(&mut self, name: &str, longest: usize) -> String {
        let read = match self.value(name) {
            Some(value) => visible_text(value, longest),
            None => Err(("required".into(), "missing")),
        };
        self.kept(name, read).unwrap_or_default()
    }

    fn kept(&mut self, name: &str, read: Result<String, Fault>) -> Option<String> {
        read.map_err(|fault| self.fault(name, fault)).ok()
    }

    fn day(&mut self, name: &str) -> Option<Day> {
        let day = Day::parse(self.value(name)?.as_str().unwrap_or_default());
        if day.is_none() {
            self.fault(name, ("expected a day such as 2026-02-28".into(), "date_parsing"));
        }
        day
    }

    fn decision(&mut self) -> Decision {
        let word = self.value("decision").and_then(Value::as_str);
        let named = Decision::ALL.into_iter().find(|decision| word == Some(decision.as_str()));
        named.unwrap_or_else(|| {
            let words = Decision::ALL.map(|decision| format!("\"{}\"", decision.as_str())).join(" or ");
            self.fault("decision", (format!("expected {words}"), "enum"));
            Decision::Pending
        })
    }

    fn entries<T>(&mut self, name: &str, entry: impl Fn(&mut Reader<'_>) -> T) -> Vec<T> {
        let entries = match self.value(name) {
            None => return Vec::new(),
            Some(Value::Array(entries)) => entries,
            Some(_) => {
                self.fault(name, ("expected a list".into(), "array_type"));
                return Vec::new();
            }
        };
        if entries.len() > MOST_ENTRIES {
            self.fault(name, (format!("expected at most {MOST_ENTRIES} entries"), "too_long"));
            return Vec::new();
        }
        let mut read = Vec::new();
        for (index, value) in entries.iter().enumerate() {
            let path = self.path.iter().cloned().chain([name.to_owned(), index.to_string()]).collect();
            if let Some(mut reader) = object(value, path, self.faults) {
                read.push(entry(&mut reader));
            }
        }
        read
    }
}

fn approval(reader: &mut Reader<'_>) -> Approval {
    reader.only(&["name", "role", "date", "decision", "comment"]);
    Approval {
        name: reader.required("name", LONGEST_NAME),
        role: reader.text("role", LONGEST_NAME),
        date: reader.day("date"),
        decision: reader.decision(),
        comment: reader.text("comment", LONGEST_REMARK),
    }
}

fn version(reader: &mut Reader<'_>) -> Version {
    reader.only(&["version", "date", "changes"]);
    Version {
        version: reader.required("version", LONGEST_NAME),
        date: reader.day("date"),
        changes: reader.text("changes", LONGEST_REMARK),
    }
}

impl Declared {
    /// Reads the option's value.
    ///
    /// # Errors
    /// Everything that is wrong, each with the path to it.
    pub(in crate::options) fn from_json(value: &Value) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let mut declared = Self::default();
        if let Some(mut reader) = object(value, Vec::new(), &mut faults) {
            let others = ["by", "approvals", "versions", "annex_iv"];
            reader.only(&FACTS.iter().map(|fact| fact.name).chain(others).collect::<Vec<_>>());
            declared.by = reader.text("by", LONGEST_NAME);
            for fact in FACTS {
                *(fact.set)(&mut declared) = reader.text(fact.name, LONGEST_FACT);
            }
            declared.approvals = reader.entries("approvals", approval);
            declared.versions = reader.entries("versions", version);
            if let Some(items) = reader.value("annex_iv")
                && let Some(mut items) = object(items, vec!["annex_iv".into()], reader.faults)
            {
                for name in items.members.keys() {
                    match AnnexItem::parse(name) {
                        Some(item) => {
                            let said = items.text(name, LONGEST_REMARK);
                            declared.annex_iv.extend(said.map(|said| (item, said)));
                        }
                        None => items.fault(
                            name,
                            ("expected an item of Annex IV such as 2(d)".into(), "extra_forbidden"),
                        ),
                    }
                }
            }
        }
        if faults.is_empty() { Ok(declared) } else { Err(faults) }
    }
}

fn of_text(longest: usize) -> Value {
    json!({ "type": ["string", "null"], "maxLength": longest, "pattern": allowed() })
}

fn of_required(longest: usize) -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": longest, "pattern": allowed_visible() })
}

fn of_object(properties: Vec<(&str, Value)>, required: &[&str]) -> Value {
    let properties: Map<String, Value> =
        properties.into_iter().map(|(name, of)| (name.to_owned(), of)).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": required })
}

fn of_list(entry: Value) -> Value {
    json!({ "type": ["array", "null"], "maxItems": MOST_ENTRIES, "items": entry })
}

/// The JSON Schema of the option's value.
pub(in crate::options) fn json_schema() -> Value {
    let day = || json!({ "type": ["string", "null"], "format": "date" });
    let decisions = Decision::ALL.map(Decision::as_str);
    let approval = of_object(
        vec![
            ("name", of_required(LONGEST_NAME)),
            ("role", of_text(LONGEST_NAME)),
            ("date", day()),
            ("decision", json!({ "type": "string", "enum": decisions })),
            ("comment", of_text(LONGEST_REMARK)),
        ],
        &["name", "decision"],
    );
    let version = of_object(
        vec![("version", of_required(LONGEST_NAME)), ("date", day()), ("changes", of_text(LONGEST_REMARK))],
        &["version"],
    );
    let items = AnnexItem::all().map(|item| (item.as_str(), of_text(LONGEST_REMARK))).collect();
    let mut annex = of_object(items, &[]);
    annex["type"] = json!(["object", "null"]);
    let facts = FACTS.iter().map(|fact| (fact.name, of_text(LONGEST_FACT)));
    let others = [("approvals", of_list(approval)), ("versions", of_list(version)), ("annex_iv", annex)];
    let all = [("by", of_text(LONGEST_NAME))].into_iter().chain(facts).chain(others).collect();
    let mut schema = of_object(all, &[]);
    schema["type"] = json!(["object", "null"]);
    schema
}

/// Characters of an item's name.
#[cfg(feature = "schema")]
const LONGEST_ITEM: usize = "2(d)".len();

/// What a snapshot may have of items.
#[cfg(feature = "schema")]
pub(super) fn annex_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let names: Vec<&str> = AnnexItem::all().map(AnnexItem::as_str).collect();
    schemars::json_schema!({
        "type": "object", "additionalProperties": { "type": "string", "maxLength": LONGEST_REMARK },
        "maxProperties": names.len(), "propertyNames": { "enum": names, "maxLength": LONGEST_ITEM },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_is_said_with_its_place() {
        let wrong = json!({
            "intended_use": "a\u{7}", "owner": 7, "intended": "x", "limitations": "x".repeat(LONGEST_FACT + 1),
            "approvals": [{ "name": "A", "decision": "approved" }, { "role": null, "date": "2026-02-30", "decision": "yes" }, 1, { "name": " ", "decision": "pending" }],
            "versions": {}, "annex_iv": { "2(d)": "x", "2(z)": "x", "9": 9 },
        });
        let mut found: Vec<_> = Declared::from_json(&wrong)
            .expect_err("wrong")
            .into_iter()
            .map(|(path, (_, code))| (path.join("."), code))
            .collect();
        found.sort();
        let expected = [
            ("annex_iv.2(z)", "extra_forbidden"),
            ("annex_iv.9", "string_type"),
            ("approvals.1.date", "date_parsing"),
            ("approvals.1.decision", "enum"),
            ("approvals.1.name", "missing"),
            ("approvals.2", "object_type"),
            ("approvals.3.name", "string_too_short"),
            ("intended", "extra_forbidden"),
            ("intended_use", "control_character"),
            ("limitations", "string_too_long"),
            ("owner", "string_type"),
            ("versions", "array_type"),
        ];
        assert_eq!(found, expected.map(|(path, code)| (path.to_owned(), code)));
        assert_eq!(Declared::from_json(&json!([])).expect_err("no object")[0].1.1, "object_type");
        let many = json!({ "versions": vec![json!({ "version": "1" }); MOST_ENTRIES + 1] });
        assert_eq!(Declared::from_json(&many).expect_err("too many")[0].1.1, "too_long");
    }

    #[test]
    fn it_is_written_as_it_was_read_in_options_and_snapshots() {
        let value = json!({
            "by": "Risk office", "intended_use": "Order calls.\nNothing else.", "consent": "contract",
            "approvals": [{ "name": "A. Boss", "role": "Head", "date": "2026-02-28", "decision": "conditional", "comment": "until June" }],
            "versions": [{ "version": "1.2", "date": "2026-01-31", "changes": "new data" }], "annex_iv": { "5": "see register" },
        });
        let declared = Declared::from_json(&value).expect("valid");
        assert_eq!(json!(declared), value);
        assert_eq!(serde_json::from_value::<Declared>(value).ok(), Some(declared));
        assert!(Declared::from_json(&json!({ "owner": null, "approvals": [] })).expect("valid").is_empty());
    }

    #[test]
    fn what_wins_leaves_the_rest() {
        let read = |value| Declared::from_json(&value).expect("valid");
        let snapshot = read(
            json!({ "by": "A", "owner": "A", "contact": "a", "versions": [{ "version": "1" }, { "version": "2" }],
            "annex_iv": { "5": "a", "7": "a" } }),
        );
        let option = read(
            json!({ "by": "B", "owner": "B", "versions": [{ "version": "2" }], "annex_iv": { "7": "b" } }),
        );
        let left = snapshot.without(&option);
        let expected =
            json!({ "by": "A", "contact": "a", "versions": [{ "version": "1" }], "annex_iv": { "5": "a" } });
        assert_eq!(json!(left), expected);
    }

    #[test]
    fn at_its_longest_it_fits_into_an_item_of_the_table() {
        let text = |longest: usize| "\u{1f600}".repeat(longest);
        let mut value = json!({ "by": text(LONGEST_NAME) });
        for fact in FACTS {
            value[fact.name] = json!(text(LONGEST_FACT));
        }
        let approval = json!({ "name": text(LONGEST_NAME), "role": text(LONGEST_NAME), "date": "2026-02-28", "decision": "approved",
            "comment": text(LONGEST_REMARK) });
        value["approvals"] = json!(vec![approval; MOST_ENTRIES]);
        let version =
            json!({ "version": text(LONGEST_NAME), "date": "2026-02-28", "changes": text(LONGEST_REMARK) });
        value["versions"] = json!(vec![version; MOST_ENTRIES]);
        for item in AnnexItem::all() {
            value["annex_iv"][item.as_str()] = json!(text(LONGEST_REMARK));
        }
        let declared = Declared::from_json(&value).expect("valid");
        // An item may have 400 kB, and 20,000 characters of comments have 80.
        assert!(
            json!(declared).to_string().len() < 400_000 - 100_000,
            "{}",
            json!(declared).to_string().len()
        );
    }
}
