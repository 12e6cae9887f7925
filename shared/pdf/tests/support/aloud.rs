//! A PDF as a program reads it aloud: the structure tree with the text that its elements have on the pages.
//!
//! It knows of the file what ISO 32000-1 says of every file and nothing of how this crate writes one.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)] // each test uses a part of this

use std::collections::HashMap;
use std::fmt::Write as _;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// An element of the tree.
#[derive(Debug, Clone, Default)]
pub struct Node {
    pub id: ObjectId,
    pub role: String,
    pub alt: Option<String>,
    pub actual: Option<String>,
    pub language: Option<String>,
    /// Its attributes, all owners together.
    pub attributes: Dictionary,
    pub kids: Vec<Kid>,
}

#[derive(Debug, Clone)]
pub enum Kid {
    Node(Node),
    /// The text of a stretch of content: page, number, text.
    Text(ObjectId, i64, String),
    /// A link's annotation.
    Link(ObjectId),
}

/// A stretch of a page's content.
#[derive(Debug, Clone, Default)]
pub struct Stretch {
    /// The name of its mark.
    pub tag: String,
    pub text: String,
}

/// What a file says.
pub struct Aloud {
    pub file: Document,
    pub root: Node,
    /// The numbered contents of each page.
    pub contents: HashMap<(ObjectId, i64), Stretch>,
    /// The text of each page's artifacts.
    pub artifacts: HashMap<ObjectId, String>,
}

impl Aloud {
    pub fn read(pdf: &[u8]) -> Self {
        let file = Document::load_mem(pdf).unwrap();
        let fonts = fonts(&file);
        let (mut contents, mut artifacts) = (HashMap::new(), HashMap::new());
        for page in file.page_iter() {
            let mut reader = Reader::new(&fonts);
            let content = Content::decode(&file.get_page_content(page)).unwrap();
            for operation in &content.operations {
                reader.take(&operation.operator, &operation.operands);
            }
            assert!(reader.marks.is_empty(), "every mark ends on its page");
            contents.extend(reader.contents.into_iter().map(|(number, stretch)| ((page, number), stretch)));
            artifacts.insert(page, reader.artifacts);
        }
        let tree = file.catalog().unwrap().get(b"StructTreeRoot").and_then(Object::as_reference).unwrap();
        let top = file.get_dictionary(tree).unwrap().get(b"K").and_then(Object::as_reference).unwrap();
        let root = node(&file, top, tree, &contents);
        Self { file, root, contents, artifacts }
    }

    /// All elements, each before what is in it.
    pub fn nodes(&self) -> Vec<&Node> {
        let mut all = Vec::new();
        self.root.collect(&mut all);
        all
    }

    /// What is read aloud, a line for each thing that is announced.
    pub fn transcript(&self) -> String {
        let mut said = String::new();
        self.root.say(&mut said, 0);
        said
    }
}

impl Node {
    fn collect<'n>(&'n self, all: &mut Vec<&'n Node>) {
        all.push(self);
        for node in self.nodes() {
            node.collect(all);
        }
    }

    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Node(node) => Some(node),
            _ => None,
        })
    }

    pub fn named(&self, role: &str) -> Vec<&Node> {
        self.nodes().filter(|node| node.role == role).collect()
    }

    /// Across how many columns of a table it stands.
    pub fn columns(&self) -> usize {
        self.attributes.get(b"ColSpan").and_then(Object::as_i64).unwrap_or(1) as usize
    }

    /// Its words.
    pub fn text(&self) -> String {
        if let Some(words) = self.actual.as_ref().or(self.alt.as_ref()) {
            return words.clone();
        }
        let mut text = String::new();
        for kid in &self.kids {
            match kid {
                Kid::Node(node) => text.push_str(&node.text()),
                Kid::Text(_, _, words) => text.push_str(words),
                Kid::Link(_) => {}
            }
        }
        text
    }

    fn say(&self, said: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        let language = self.language.as_ref().map(|code| format!(" [{code}]")).unwrap_or_default();
        let text = self.text();
        let text = text.trim_end();
        let deeper = |said: &mut String| self.nodes().for_each(|node| node.say(said, depth + 1));
        let line = |said: &mut String, what: &str, text: &str| {
            let _ =
                writeln!(said, "{indent}{what}{language}{}{text}", if text.is_empty() { "" } else { ": " });
        };
        match self.role.as_str() {
            "Document" | "Div" | "LBody" | "Reference"
                if self.kids.iter().all(|kid| matches!(kid, Kid::Node(_))) =>
            {
                self.nodes().for_each(|node| node.say(said, depth));
            }
            "Sect" => {
                let _ = writeln!(said, "{indent}section");
                self.nodes().for_each(|node| node.say(said, depth));
            }
            "H1" | "H2" | "H3" => line(said, &format!("heading {}", &self.role[1..]), text),
            "P" | "LBody" => line(said, "text", text),
            "L" => {
                line(said, &format!("list of {}", self.nodes().count()), "");
                deeper(said);
            }
            "LI" => {
                let label = self.named("Lbl").first().map(|label| label.text()).unwrap_or_default();
                let parts: Vec<String> = match self.named("LBody").first() {
                    Some(body) if body.nodes().next().is_some_and(|node| node.role == "P") => {
                        body.nodes().map(Node::text).collect()
                    }
                    Some(body) => vec![body.text()],
                    None => Vec::new(),
                };
                line(said, &format!("• {label}"), parts.join(" / ").trim_end());
            }
            "TOC" => {
                line(said, "contents", "");
                deeper(said);
            }
            "TOCI" => line(said, "entry", text),
            "Caption" if self.nodes().next().is_some() => {
                let parts: Vec<String> = self.nodes().map(Node::text).collect();
                line(said, "caption", &parts.join(" / "));
            }
            "Caption" => line(said, "caption", text),
            "Figure" => line(said, "figure", text),
            "Table" => {
                let rows: usize = self.named("TBody").iter().map(|body| body.nodes().count()).sum();
                line(said, &format!("table of {rows} rows"), "");
                deeper(said);
            }
            "THead" | "TBody" => self.nodes().for_each(|node| node.say(said, depth)),
            "TR" => {
                let cells: Vec<String> = self.nodes().map(Node::cell).collect();
                let _ = writeln!(said, "{indent}{}", cells.join(" | "));
            }
            other => line(said, other, text),
        }
    }

    /// A cell's words, in brackets where it names a column or a row.
    fn cell(&self) -> String {
        let language = self.language.as_ref().map(|code| format!("[{code}] ")).unwrap_or_default();
        let text = self.text();
        match self.attributes.get(b"Scope").and_then(Object::as_name) {
            Ok(scope) => format!("<{}{language}{text}>", if scope == b"Row" { "row " } else { "" }),
            Err(_) => format!("{language}{text}"),
        }
    }
}

fn node(
    file: &Document,
    id: ObjectId,
    parent: ObjectId,
    contents: &HashMap<(ObjectId, i64), Stretch>,
) -> Node {
    let element = file.get_dictionary(id).unwrap();
    assert_eq!(
        element.get(b"P").and_then(Object::as_reference).unwrap(),
        parent,
        "an element names its parent"
    );
    let text = |key: &[u8]| element.get(key).ok().map(|text| lopdf::decode_text_string(text).unwrap());
    let own_page = element.get(b"Pg").and_then(Object::as_reference).ok();
    let content = |page: ObjectId, number: i64| {
        let stretch = contents.get(&(page, number)).expect("the content of an element is on its page");
        Kid::Text(page, number, stretch.text.clone())
    };
    let kids = match element.get(b"K") {
        Err(_) => Vec::new(),
        Ok(Object::Array(kids)) => kids.iter().collect(),
        Ok(kid) => vec![kid],
    };
    let kids = kids.into_iter().map(|kid| match kid {
        Object::Integer(number) => content(own_page.unwrap(), *number),
        Object::Reference(kid) => Kid::Node(node(file, *kid, id, contents)),
        Object::Dictionary(kid) => {
            let reference = |key: &[u8]| kid.get(key).and_then(Object::as_reference).unwrap();
            match kid.get(b"Type").and_then(Object::as_name).unwrap() {
                b"MCR" => content(reference(b"Pg"), kid.get(b"MCID").unwrap().as_i64().unwrap()),
                _ => Kid::Link(reference(b"Obj")),
            }
        }
        other => panic!("a kid is {other:?}"),
    });
    Node {
        id,
        role: String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap(),
        alt: text(b"Alt"),
        actual: text(b"ActualText"),
        language: text(b"Lang"),
        attributes: element.get(b"A").and_then(Object::as_dict).cloned().unwrap_or_default(),
        kids: kids.collect(),
    }
}

type ToUnicode = HashMap<u16, String>;

/// What the codes of each font stand for.
fn fonts(file: &Document) -> HashMap<Vec<u8>, ToUnicode> {
    let Some(page) = file.page_iter().next() else { return HashMap::new() };
    let fonts = file.get_page_fonts(page).unwrap();
    fonts
        .into_iter()
        .map(|(name, font)| {
            let map = font.get(b"ToUnicode").and_then(Object::as_reference).unwrap();
            let map = file.get_object(map).and_then(Object::as_stream).unwrap();
            let map = String::from_utf8(map.get_plain_content().unwrap()).unwrap();
            let entries = map.lines().filter_map(|line| {
                let (code, text) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
                let units: Vec<u16> = (0..text.len())
                    .step_by(4)
                    .map(|at| u16::from_str_radix(&text[at..at + 4], 16).unwrap())
                    .collect();
                Some((u16::from_str_radix(code, 16).ok()?, String::from_utf16(&units).unwrap()))
            });
            (name, entries.collect())
        })
        .collect()
}

/// A mark that has begun.
enum Mark {
    Content(i64),
    Artifact,
    /// Says what stands in it, whatever is shown.
    Says,
    /// Shows its characters from left to right although they are read from right to left.
    Reversed,
    Other,
}

/// Reads the content of a page.
struct Reader<'f> {
    fonts: &'f HashMap<Vec<u8>, ToUnicode>,
    font: Vec<u8>,
    /// The fonts that come back when a state ends.
    outer: Vec<Vec<u8>>,
    marks: Vec<Mark>,
    contents: HashMap<i64, Stretch>,
    artifacts: String,
    /// What has been said in words from right to left.
    reversed: Vec<String>,
}

impl<'f> Reader<'f> {
    fn new(fonts: &'f HashMap<Vec<u8>, ToUnicode>) -> Self {
        Self {
            fonts,
            font: Vec::new(),
            outer: Vec::new(),
            marks: Vec::new(),
            contents: HashMap::new(),
            artifacts: String::new(),
            reversed: Vec::new(),
        }
    }

    fn take(&mut self, operator: &str, operands: &[Object]) {
        match operator {
            "BMC" | "BDC" => self.begin(operands),
            "EMC" => {
                if let Mark::Reversed = self.marks.pop().expect("a mark ends that began") {
                    let words: String = std::mem::take(&mut self.reversed).into_iter().rev().collect();
                    self.say(&words);
                }
            }
            "q" => self.outer.push(self.font.clone()),
            "Q" => self.font = self.outer.pop().expect("a state ends that began"),
            "Tf" => self.font = operands[0].as_name().unwrap().to_vec(),
            "ET" => self.artifacts.push('\n'),
            "TJ" => {
                for item in operands[0].as_array().unwrap() {
                    if let Object::String(codes, _) = item {
                        self.show(codes);
                    }
                }
            }
            "Tj" | "'" | "\"" => panic!("text is shown by TJ"),
            "f" | "S" | "Do" | "sh" | "B" | "f*" => {
                let marked = self.marks.iter().any(|mark| matches!(mark, Mark::Content(_) | Mark::Artifact));
                assert!(marked, "whatever is drawn has a mark: {operator}");
            }
            _ => {}
        }
    }

    fn begin(&mut self, operands: &[Object]) {
        let tag = String::from_utf8(operands[0].as_name().unwrap().to_vec()).unwrap();
        let empty = Dictionary::new();
        let properties = operands.get(1).map_or(&empty, |properties| properties.as_dict().unwrap());
        let outer = self.marks.iter().any(|mark| matches!(mark, Mark::Content(_) | Mark::Artifact));
        let mark = if let Ok(number) = properties.get(b"MCID").and_then(Object::as_i64) {
            assert!(!outer, "no content is in another");
            let stretch = Stretch { tag, ..Stretch::default() };
            assert!(self.contents.insert(number, stretch).is_none(), "each content has a number of its own");
            Mark::Content(number)
        } else if tag == "Artifact" {
            assert!(!outer, "no artifact is in a content");
            Mark::Artifact
        } else if let Ok(actual) = properties.get(b"ActualText") {
            self.say(&lopdf::decode_text_string(actual).unwrap());
            Mark::Says
        } else if tag == "ReversedChars" {
            self.reversed.clear();
            Mark::Reversed
        } else {
            Mark::Other
        };
        self.marks.push(mark);
    }

    fn content(&mut self) -> Option<&mut Stretch> {
        let number = self.marks.iter().find_map(|mark| match mark {
            Mark::Content(number) => Some(*number),
            _ => None,
        });
        number.and_then(|number| self.contents.get_mut(&number))
    }

    fn show(&mut self, codes: &[u8]) {
        if self.marks.iter().any(|mark| matches!(mark, Mark::Says)) {
            return;
        }
        let font = &self.fonts[&self.font];
        for code in codes.chunks(2) {
            self.say(&font[&u16::from_be_bytes([code[0], code[1]])]);
        }
    }

    fn say(&mut self, text: &str) {
        if self.marks.iter().any(|mark| matches!(mark, Mark::Reversed)) {
            self.reversed.push(text.to_owned());
            return;
        }
        match self.content() {
            Some(stretch) => stretch.text.push_str(text),
            None => {
                assert!(
                    self.marks.iter().any(|mark| matches!(mark, Mark::Artifact)),
                    "text without a mark: {text}"
                );
                self.artifacts.push_str(text);
            }
        }
    }
}
