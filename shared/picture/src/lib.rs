//! Pictures that another tool made: PNG files that have been checked whole.
//!
//! A picture comes from outside and is shown as it is. A [`Png`] exists only if it can be: the file is within bounds, which its
//! header already tells, and was then decoded to its end, checksums included. Nobody who has one needs to check it again.

mod pixels;

use std::{fmt, io::Cursor, sync::Arc};

use png::{DecodingError, Limits, Reader, Transformations};

pub use pixels::{Colours, Pixels};

/// Bytes of a file.
pub const LARGEST_FILE: usize = 512 * 1024;

/// Pixels of a side.
pub const LONGEST_SIDE: u32 = 8_192;

/// Pixels of a picture: 2,048 × 2,048. An evaluation's curve in print quality has half as many.
pub const MOST_PIXELS: u64 = 4 * 1024 * 1024;

/// Bytes that reading may need beside the pixels. A file that says it needs more is refused before they are taken.
const MOST_MEMORY: usize = 32 * 1024 * 1024;

/// A PNG file that can be shown. Copies share its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Png {
    file: Arc<[u8]>,
    width: u32,
    height: u32,
}

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// Too many bytes.
    #[error("the picture has {0} bytes; expected at most {LARGEST_FILE}")]
    TooLarge(usize),
    /// Too many pixels, by its header.
    #[error(
        "the picture has {width} × {height} pixels; expected at most {MOST_PIXELS}, and {LONGEST_SIDE} to a side"
    )]
    TooManyPixels {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// More than one picture.
    #[error("the picture is an animation; expected one that stands still")]
    Animated,
    /// It cannot be decoded.
    #[error("the picture is not a whole PNG file ({0})")]
    NotPng(#[from] DecodingError),
}

impl Png {
    /// Reads and decodes a file.
    ///
    /// # Errors
    /// See [`Unfit`].
    pub fn read(file: impl Into<Arc<[u8]>>) -> Result<Self, Unfit> {
        let file = file.into();
        let Decoded { width, height, .. } = decode(&file)?;
        Ok(Self { file, width, height })
    }

    /// The file, as it was read.
    pub fn file(&self) -> &[u8] {
        &self.file
    }

    /// Pixels from left to right.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// How many pixels it has.
    pub fn pixel_count(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// The pixels on white paper.
    ///
    /// # Errors
    /// None, since the file was decoded before.
    pub fn pixels(&self) -> Result<Pixels, Unfit> {
        decode(&self.file).map(|decoded| pixels::on_white(decoded.samples, &decoded.bytes))
    }
}

impl fmt::Debug for Png {
    /// Without its bytes.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Png({} × {})", self.width, self.height)
    }
}

/// A file's pixels: one to four samples of eight bits each.
struct Decoded {
    width: u32,
    height: u32,
    samples: png::ColorType,
    bytes: Vec<u8>,
}

fn decode(file: &[u8]) -> Result<Decoded, Unfit> {
    if file.len() > LARGEST_FILE {
        return Err(Unfit::TooLarge(file.len()));
    }
    let mut reader = within_bounds(file)?;
    if reader.info().animation_control.is_some() {
        return Err(Unfit::Animated);
    }
    // Its header has said how many pixels there are, so that these are at most 16 MiB.
    let mut bytes = vec![0; reader.output_buffer_size().ok_or(DecodingError::LimitsExceeded)?];
    let frame = reader.next_frame(&mut bytes)?;
    reader.finish()?;
    Ok(Decoded { width: frame.width, height: frame.height, samples: frame.color_type, bytes })
}

/// A reader of a file whose header says that it is small enough.
fn within_bounds(file: &[u8]) -> Result<Reader<Cursor<&[u8]>>, Unfit> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(file), Limits { bytes: MOST_MEMORY });
    // Texts and colour profiles are compressed, too, and nobody reads them here.
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let (width, height) = decoder.read_header_info()?.size();
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > LONGEST_SIDE || pixels > MOST_PIXELS {
        return Err(Unfit::TooManyPixels { width, height });
    }
    Ok(decoder.read_info()?)
}
