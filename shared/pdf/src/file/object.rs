//! Objects as they stand in a file (ISO 32000-1, 7.3). `lopdf` writes them only together with a whole file of its own.

use std::io::Write as _;

use lopdf::{Dictionary, Object, StringFormat};

/// A text as PDF writes it outside of pages.
pub(crate) fn text_string(text: &str) -> Object {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let utf16 = text.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xFE, 0xFF].into_iter().chain(utf16).collect(), StringFormat::Hexadecimal)
}

/// Writes an object but a stream, of which it writes the dictionary.
pub(crate) fn write_object(to: &mut Vec<u8>, object: &Object) {
    // Writing to a vector cannot fail.
    let _ = match object {
        Object::Null => to.write_all(b"null"),
        Object::Boolean(value) => write!(to, "{value}"),
        Object::Integer(value) => write!(to, "{value}"),
        Object::Real(value) => write!(to, "{value}"),
        Object::Reference((number, generation)) => write!(to, "{number} {generation} R"),
        Object::Name(name) => {
            write_name(to, name);
            Ok(())
        }
        Object::String(bytes, format) => {
            write_string(to, bytes, format);
            Ok(())
        }
        Object::Array(objects) => {
            to.push(b'[');
            for (n, object) in objects.iter().enumerate() {
                if n > 0 && !delimits_itself(object) {
                    to.push(b' ');
                }
                write_object(to, object);
            }
            to.write_all(b"]")
        }
        Object::Dictionary(dictionary) => {
            write_dictionary(to, dictionary);
            Ok(())
        }
        Object::Stream(stream) => {
            write_dictionary(to, &stream.dict);
            Ok(())
        }
    };
}

pub(super) fn write_dictionary(to: &mut Vec<u8>, dictionary: &Dictionary) {
    to.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        write_name(to, key);
        if !delimits_itself(value) {
            to.push(b' ');
        }
        write_object(to, value);
    }
    to.extend_from_slice(b">>");
}

/// Whether no space is needed before the object.
fn delimits_itself(object: &Object) -> bool {
    matches!(
        object,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_) | Object::Stream(_)
    )
}

fn write_name(to: &mut Vec<u8>, name: &[u8]) {
    to.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            to.push(*byte);
        } else {
            let _ = write!(to, "#{byte:02X}");
        }
    }
}

fn write_string(to: &mut Vec<u8>, bytes: &[u8], format: &StringFormat) {
    match format {
        StringFormat::Literal => {
            to.push(b'(');
            for byte in bytes {
                match byte {
                    b'(' | b')' | b'\\' => to.extend([b'\\', *byte]),
                    b'\r' => to.extend_from_slice(b"\\r"),
                    _ => to.push(*byte),
                }
            }
            to.push(b')');
        }
        StringFormat::Hexadecimal => {
            to.push(b'<');
            for byte in bytes {
                let _ = write!(to, "{byte:02X}");
            }
            to.push(b'>');
        }
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let object = dictionary! {
            "Name with (space)#" => "a/b",
            "Numbers" => vec![1.into(), Object::Real(-0.5), Object::Null, true.into(), Object::Reference((7, 0))],
            "Nested" => dictionary! { "Empty" => Object::Array(Vec::new()), "Text" => text_string("Ж\\ (a)\r") },
            "Literal" => Object::String(b"(un(balanced \\ \r\n".to_vec(), StringFormat::Literal),
        };
        let mut written = Vec::new();
        write_object(&mut written, &object.clone().into());
        let mut file = b"%PDF-1.7\n1 0 obj\n".to_vec();
        file.extend(written);
        file.extend_from_slice(b"\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n");
        let start = file.windows(5).position(|window| window == b"xref\n").unwrap();
        file.extend(format!("{start}\n%%EOF").bytes());
        let read = lopdf::Document::load_mem(&file).unwrap();
        assert_eq!(read.get_dictionary((1, 0)).unwrap(), &object);
    }
}
