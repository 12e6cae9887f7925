//! Pictures as objects of the file.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use printpdf::{DictItem, ExternalStream, ExternalXObject};
use report_picture::{Colours, Png};

use crate::error::PdfError;

/// A picture as an image of the file (ISO 32000-1, 8.9.5), packed: several unpacked ones would not be little.
pub(crate) fn image(png: &Png) -> Result<ExternalXObject, PdfError> {
    let pixels = png.pixels()?;
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let colours = match pixels.colours {
        Colours::Grey => "DeviceGray",
        Colours::Rgb => "DeviceRGB",
    };
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    packer.write_all(&pixels.bytes).map_err(structure)?;
    let content = packer.finish().map_err(structure)?;
    let dict = BTreeMap::from(
        [
            ("Type", name("XObject")),
            ("Subtype", name("Image")),
            ("Width", DictItem::Int(png.width().into())),
            ("Height", DictItem::Int(png.height().into())),
            ("ColorSpace", name(colours)),
            ("BitsPerComponent", DictItem::Int(8)),
            ("Filter", name("FlateDecode")),
        ]
        .map(|(key, value)| (key.to_owned(), value)),
    );
    let stream = ExternalStream { dict, content, compress: false };
    Ok(ExternalXObject { stream, width: None, height: None, dpi: None })
}

fn structure(error: std::io::Error) -> PdfError {
    PdfError::Structure(error.to_string())
}
