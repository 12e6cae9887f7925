//! Holding a document against its bounds before anything is made of it.
//!
//! One pass over the text, which keeps nothing of it: a list of ten million entries is counted and not built. The pass knows
//! only what [`Shapes`] say, and these come from the published schema.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::{
    Fault,
    bounds::{MOST_NUMBERS, MOST_PARTS},
    guide::thousands,
    quote::shortened,
    shape::{Shape, ShapeId, Shapes},
};

/// The bounds that a document breaks, at most `most` of them. Where the text is no JSON, those before that place: reading it
/// into types comes to the same place.
pub(crate) fn faults(bytes: &[u8], shapes: &Shapes, most: usize) -> Vec<Fault> {
    let mut count = Count { path: Vec::new(), faults: Vec::new(), most, parts: 0, numbers: 0 };
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    // What ends the pass is a fault that it has kept, or one that reading into types will meet.
    let _ = Place { shapes, id: Shapes::DOCUMENT, count: &mut count }.deserialize(&mut deserializer);
    count.faults
}

/// A step from a value to one in it.
enum Step<'de> {
    Member(Cow<'de, str>),
    Index(usize),
}

impl Step<'_> {
    fn shown(&self) -> String {
        match self {
            Step::Member(name) => shortened(name),
            Step::Index(index) => index.to_string(),
        }
    }
}

/// What was counted so far.
struct Count<'de> {
    path: Vec<Step<'de>>,
    faults: Vec<Fault>,
    most: usize,
    parts: usize,
    numbers: usize,
}

impl Count<'_> {
    fn fault<E: Error>(&mut self, reason: String) -> Result<(), E> {
        self.faults.push(Fault { path: self.path.iter().map(Step::shown).collect(), reason });
        if self.faults.len() < self.most { Ok(()) } else { Err(E::custom("enough faults")) }
    }

    /// Ends the pass where there is too much in all.
    fn in_all<E: Error>(&mut self) -> Result<(), E> {
        let too_much = if self.parts > MOST_PARTS {
            format!(
                "expected at most {} texts, lists, objects and members of maps in all, found more",
                thousands(MOST_PARTS)
            )
        } else if self.numbers > MOST_NUMBERS {
            format!(
                "expected at most {} numbers and other plain values in all, found more",
                thousands(MOST_NUMBERS)
            )
        } else {
            return Ok(());
        };
        self.path.clear();
        self.fault::<E>(too_much)?;
        Err(E::custom("too much in all"))
    }
}

/// A place of the document.
struct Place<'s, 'c, 'de> {
    shapes: &'s Shapes,
    id: ShapeId,
    count: &'c mut Count<'de>,
}

impl<'s, 'de> Place<'s, '_, 'de> {
    fn shape(&self) -> &'s Shape {
        &self.shapes[self.id]
    }

    /// A place below this one.
    fn below(&mut self, id: ShapeId) -> Place<'s, '_, 'de> {
        Place { shapes: self.shapes, id, count: self.count }
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.shape().is_plain() {
            self.count.numbers += 1;
            self.count.in_all()?;
            // Whatever stands here is skipped: reading into types refuses what is no plain value before it has built it.
            return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        self.count.parts += 1;
        self.count.in_all()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        match self.shape().text {
            Some(most) if is_longer(text, most) => self.count.fault(format!(
                "expected at most {} characters, found {}",
                thousands(most),
                thousands(text.chars().count())
            )),
            _ => Ok(()),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        let Some((most, entry)) = self.shape().list else {
            while entries.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        let mut found = 0;
        while found < most {
            self.count.path.push(Step::Index(found));
            if entries.next_element_seed(self.below(entry))?.is_none() {
                self.count.path.pop();
                return Ok(());
            }
            self.count.path.pop();
            found += 1;
        }
        while entries.next_element::<IgnoredAny>()?.is_some() {
            found += 1;
        }
        if found == most {
            return Ok(());
        }
        self.count.fault(format!("expected at most {} entries, found {}", thousands(most), thousands(found)))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let shape = self.shape();
        let mut found = 0;
        while let Some(Name(name)) = members.next_key()? {
            let member = match (shape.members.get(name.as_ref()), shape.map) {
                (Some(member), _) => Some(*member),
                (None, Some(map)) => {
                    found += 1;
                    if is_longer(&name, map.longest_name) {
                        self.count.fault(format!(
                            "expected names of at most {} characters, found one of {}",
                            thousands(map.longest_name),
                            thousands(name.chars().count())
                        ))?;
                    }
                    // The name is a text of its own.
                    self.count.parts += 1;
                    (found <= map.most).then_some(map.each)
                }
                (None, None) => None,
            };
            match member {
                Some(member) => {
                    self.count.path.push(Step::Member(name));
                    members.next_value_seed(self.below(member))?;
                    self.count.path.pop();
                }
                // Too much, or unknown: reading into types refuses it before it has built it.
                None => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        match shape.map {
            Some(map) if found > map.most => self.count.fault(format!(
                "expected at most {} members, found {}",
                thousands(map.most),
                thousands(found)
            )),
            _ => Ok(()),
        }
    }

    // Everything else is of a form that the types refuse here, or of one without a bound.
    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

/// A member's name, of which nothing is copied where it is written without escapes.
struct Name<'de>(Cow<'de, str>);

impl<'de> serde::Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyName;

        impl<'de> Visitor<'de> for AnyName {
            type Value = Name<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a name")
            }

            fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_str(AnyName)
    }
}

fn is_longer(text: &str, most: usize) -> bool {
    // A character has at least one byte, so most texts need not be counted.
    text.len() > most && text.chars().count() > most
}
