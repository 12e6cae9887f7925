//! A file as it is written: streams one by one, all other objects packed many to a stream (ISO 32000-1, 7.5.7), and at the end
//! where each is (7.5.8).
//!
//! `lopdf` could write files, too, but wants every object in memory in a form of many times its size, serialises each four times
//! to pack it, and leaves the table at the end unpacked and without its first entry. A tagged document has tens of thousands
//! of objects.

mod object;

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

pub(crate) use object::{text_string, write_object};

/// Where an object is.
#[derive(Debug, Clone, Copy)]
enum Entry {
    /// Nowhere: its number is not used.
    Free,
    /// So many bytes from the file's beginning.
    At(u32),
    /// At a place in a stream of objects.
    Packed { stream: u32, index: u16 },
}

/// A file that is being written.
#[derive(Debug)]
pub(crate) struct File {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    pack: Pack,
}

/// Objects on their way into a stream.
#[derive(Debug, Default)]
struct Pack {
    /// Each object's number and where it begins.
    head: String,
    body: Vec<u8>,
    numbers: Vec<u32>,
}

impl Pack {
    /// What is packed looks back 32 KiB for what it repeats; larger streams gain nothing and take readers longer.
    const MOST_BYTES: usize = 64 << 10;
    const MOST_OBJECTS: usize = 2_000;
}

impl File {
    /// An empty file in which the numbers up to `last` are taken.
    pub(crate) fn new(last: u32) -> Self {
        // The bytes above 127 tell programs that this is no text.
        let bytes = b"%PDF-1.7\n%\xC2\xA5\xC2\xB1\n".to_vec();
        Self { bytes, entries: vec![Entry::Free; last as usize + 1], pack: Pack::default() }
    }

    /// Reserves numbers for so many objects and answers the first.
    pub(crate) fn reserve(&mut self, count: u32) -> u32 {
        let first = self.entries.len() as u32;
        self.entries.resize(self.entries.len() + count as usize, Entry::Free);
        first
    }

    /// Writes an object that is no stream.
    pub(crate) fn object(&mut self, number: u32, text: &[u8]) -> std::io::Result<()> {
        let pack = &mut self.pack;
        let _ = write!(pack.head, "{number} {} ", pack.body.len());
        pack.body.extend_from_slice(text);
        pack.body.push(b'\n');
        pack.numbers.push(number);
        if pack.body.len() >= Pack::MOST_BYTES || pack.numbers.len() >= Pack::MOST_OBJECTS {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes an object of `lopdf`; a stream that says so is packed.
    pub(crate) fn write(&mut self, (number, _): ObjectId, object: Object) -> std::io::Result<()> {
        match object {
            Object::Stream(stream) => self.stream(number, stream),
            other => {
                let mut text = Vec::new();
                write_object(&mut text, &other);
                self.object(number, &text)
            }
        }
    }

    fn stream(&mut self, number: u32, mut stream: Stream) -> std::io::Result<()> {
        if stream.allows_compression && !stream.dict.has(b"Filter") {
            let packed = pack(&stream.content)?;
            if packed.len() < stream.content.len() {
                stream.dict.set("Filter", "FlateDecode");
                stream.content = packed;
            }
        }
        stream.dict.set("Length", stream.content.len() as i64);
        self.entries[number as usize] = Entry::At(self.bytes.len() as u32);
        writeln!(self.bytes, "{number} 0 obj")?;
        object::write_dictionary(&mut self.bytes, &stream.dict);
        self.bytes.extend_from_slice(b"stream\n");
        self.bytes.extend_from_slice(&stream.content);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
        Ok(())
    }

    /// Writes the objects that wait.
    fn flush(&mut self) -> std::io::Result<()> {
        let Pack { head, body, numbers } = std::mem::take(&mut self.pack);
        if numbers.is_empty() {
            return Ok(());
        }
        let stream = self.reserve(1);
        for (index, number) in numbers.iter().enumerate() {
            // Few enough.
            self.entries[*number as usize] = Entry::Packed { stream, index: index as u16 };
        }
        let dictionary = dictionary! {
            "Type" => "ObjStm",
            "N" => numbers.len() as i64,
            "First" => head.len() as i64,
        };
        let mut content = head.into_bytes();
        content.extend_from_slice(&body);
        self.stream(stream, Stream::new(dictionary, content))
    }

    /// A digest of all that has been written, in hexadecimal.
    pub(crate) fn digest(&mut self) -> std::io::Result<String> {
        self.flush()?;
        let hash = Sha256::digest(&self.bytes);
        Ok(hash.iter().fold(String::new(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        }))
    }

    /// Writes where everything is, and so ends the file. `id` names it, in 32 characters or more.
    pub(crate) fn finish(
        mut self,
        catalog: ObjectId,
        information: ObjectId,
        id: &str,
    ) -> std::io::Result<Vec<u8>> {
        self.flush()?;
        let number = self.reserve(1);
        let start = self.bytes.len();
        self.entries[number as usize] = Entry::At(start as u32);
        let id = Object::String(id.bytes().take(32).collect(), StringFormat::Literal);
        let mut dictionary = dictionary! {
            "Type" => "XRef",
            "Size" => self.entries.len() as i64,
            "W" => vec![1.into(), 4.into(), 2.into()],
            "Root" => Object::Reference(catalog),
            "Info" => Object::Reference(information),
            "ID" => vec![id.clone(), id],
            "Filter" => "FlateDecode",
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => Self::ROW as i64 },
        };
        let content = pack(&self.rows())?;
        dictionary.set("Length", content.len() as i64);
        self.stream(number, Stream::new(dictionary, content))?;
        writeln!(self.bytes, "startxref\n{start}\n%%EOF")?;
        Ok(self.bytes)
    }

    /// The bytes of an entry.
    const ROW: usize = 7;

    /// The entries, each as what it has more than the one before it, byte by byte: neighbours are much alike.
    fn rows(&self) -> Vec<u8> {
        /// The filter "up" of PNG.
        const UP: u8 = 2;
        let mut rows = Vec::with_capacity(self.entries.len() * (Self::ROW + 1));
        let mut before = [0_u8; Self::ROW];
        for entry in &self.entries {
            let (kind, [a, b, c, d], [e, f]) = match entry {
                // Never to be used, as the first one must be.
                Entry::Free => (0, [0; 4], [0xFF; 2]),
                Entry::At(offset) => (1, offset.to_be_bytes(), [0; 2]),
                Entry::Packed { stream, index } => (2, stream.to_be_bytes(), index.to_be_bytes()),
            };
            let row = [kind, a, b, c, d, e, f];
            rows.push(UP);
            rows.extend(row.iter().zip(before).map(|(now, before)| now.wrapping_sub(before)));
            before = row;
        }
        rows
    }
}

/// Packs bytes as `FlateDecode` unpacks them.
fn pack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}
