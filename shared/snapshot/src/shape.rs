//! What the published schema says of bounds, in the form in which documents are held against it.

use std::{collections::HashMap, sync::OnceLock};

use report_domain::Kind;
use serde_json::Value;

use crate::json_schema;

/// The bounds of what may stand in one place of a document. A place takes values of one form, or of several: a setting is a
/// text, a number or a list.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    /// The most characters of a text.
    pub(crate) text: Option<usize>,
    /// The most entries of a list, and what they are.
    pub(crate) list: Option<(usize, ShapeId)>,
    /// The members of a map.
    pub(crate) map: Option<MapShape>,
    /// The members of an object that are known by their names.
    pub(crate) members: HashMap<String, ShapeId>,
}

/// The bounds of a map.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MapShape {
    /// The most members.
    pub(crate) most: usize,
    /// The most characters of a member's name.
    pub(crate) longest_name: usize,
    /// What each member is.
    pub(crate) each: ShapeId,
}

/// A shape among [`Shapes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShapeId(usize);

/// All shapes of the documents of a kind.
#[derive(Debug)]
pub(crate) struct Shapes(Vec<Shape>);

impl Shape {
    /// Whether there is nothing to bound: a number, a truth value, or a text of a fixed form.
    pub(crate) fn is_plain(&self) -> bool {
        self.text.is_none() && self.list.is_none() && self.map.is_none() && self.members.is_empty()
    }
}

impl Shapes {
    /// The shape of a whole document.
    pub(crate) const DOCUMENT: ShapeId = ShapeId(0);

    /// Those of a kind.
    pub(crate) fn of(kind: Kind) -> &'static Self {
        // Each when it is asked for: a cold start has one snapshot to read, and a schema takes as long as reading it does.
        static SHAPES: [OnceLock<Shapes>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
        SHAPES[kind as usize].get_or_init(|| Self::from_schema(&json_schema(kind).to_value()))
    }

    fn from_schema(schema: &Value) -> Self {
        let mut reader = Reader { definitions: &schema["$defs"], named: HashMap::new(), shapes: Vec::new() };
        reader.shape(schema);
        Self(reader.shapes)
    }
}

impl std::ops::Index<ShapeId> for Shapes {
    type Output = Shape;

    fn index(&self, id: ShapeId) -> &Shape {
        &self.0[id.0]
    }
}

struct Reader<'a> {
    definitions: &'a Value,
    /// The shapes of definitions: one may refer to itself.
    named: HashMap<&'a str, ShapeId>,
    shapes: Vec<Shape>,
}

impl<'a> Reader<'a> {
    fn shape(&mut self, schema: &'a Value) -> ShapeId {
        let name = referred(schema);
        if let Some(known) = name.and_then(|name| self.named.get(name)) {
            return *known;
        }
        let id = ShapeId(self.shapes.len());
        self.shapes.push(Shape::default());
        if let Some(name) = name {
            self.named.insert(name, id);
        }
        self.add(id, schema);
        id
    }

    /// Adds what the schema allows to what a place may hold. Where it is allowed already, the larger bound counts.
    fn add(&mut self, id: ShapeId, schema: &'a Value) {
        if let Some(name) = referred(schema) {
            return self.add(id, &self.definitions[name]);
        }
        for keyword in ["anyOf", "oneOf"] {
            schema[keyword].as_array().into_iter().flatten().for_each(|choice| self.add(id, choice));
        }
        let bound = |keyword: &str| {
            schema[keyword].as_u64().map(|bound| usize::try_from(bound).unwrap_or(usize::MAX))
        };
        if let Some(most) = bound("maxLength") {
            let text = &mut self.shapes[id.0].text;
            *text = (*text).max(Some(most));
        }
        if let Some(most) = bound("maxItems") {
            let entries = match self.shapes[id.0].list {
                Some((_, entries)) => {
                    self.add(entries, &schema["items"]);
                    entries
                }
                None => self.shape(&schema["items"]),
            };
            let list = &mut self.shapes[id.0].list;
            *list = Some((list.map_or(most, |(other, _)| other.max(most)), entries));
        }
        if let Some(most) = bound("maxProperties") {
            let each = self.shape(&schema["additionalProperties"]);
            let longest_name = schema["propertyNames"]["maxLength"].as_u64().unwrap_or_default();
            let longest_name = usize::try_from(longest_name).unwrap_or(usize::MAX);
            self.shapes[id.0].map = Some(MapShape { most, longest_name, each });
        }
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            match self.shapes[id.0].members.get(name) {
                Some(known) => self.add(*known, member),
                None => {
                    let shape = self.shape(member);
                    self.shapes[id.0].members.insert(name.clone(), shape);
                }
            }
        }
    }
}

fn referred(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/$defs/")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn forms_of_a_place_are_joined_and_a_definition_may_refer_to_itself() {
        let schema = json!({
            "properties": {
                "value": { "anyOf": [{ "$ref": "#/$defs/Value" }, { "type": "null" }] },
                "seed": { "type": "integer" },
            },
            "$defs": { "Value": { "anyOf": [
                { "type": "string", "maxLength": 9 },
                { "type": "string", "maxLength": 7 },
                { "type": "array", "maxItems": 5, "items": { "$ref": "#/$defs/Value" } },
            ] } },
        });
        let shapes = Shapes::from_schema(&schema);
        let document = &shapes[Shapes::DOCUMENT];
        assert!(shapes[document.members["seed"]].is_plain());
        let value = &shapes[document.members["value"]];
        let (most, entries) = value.list.expect("a list");
        assert_eq!((value.text, most), (Some(9), 5));
        assert_eq!(shapes[entries].list, Some((5, entries)));
    }
}
