//! Pictures that a tool made itself.

use base64::{Engine, engine::general_purpose::STANDARD};
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

use crate::bounds::LONGEST_PICTURE;

pub use report_picture::{LARGEST_FILE, Png};

/// Pictures of a model or of an experiment.
pub const MOST: usize = 12;

/// Bytes of all of them.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Pixels of all of them.
pub const MOST_PIXELS: u64 = 32 * 1024 * 1024;

/// A picture. Reports show it as it is and say whose it is; nothing in it is checked against the snapshot's figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What it shows, in a few words: `ROC curve on test rows`.
    pub title: String,
    /// What it shows, for readers who cannot see it. Not blank.
    pub alt: String,
    /// The form of `data`.
    pub media_type: MediaType,
    /// The file in base64: at most 524,288 bytes and 4,194,304 pixels, not animated.
    #[serde(with = "base64_png")]
    #[schemars(
        with = "String",
        extend("contentEncoding" = "base64", "contentMediaType" = "image/png", "maxLength" = LONGEST_PICTURE)
    )]
    pub data: Png,
}

/// The form of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum MediaType {
    /// A PNG file.
    #[serde(rename = "image/png")]
    Png,
}

/// The picture that a text holds in base64, or what was expected instead.
pub(crate) fn decoded(text: &str) -> Result<Png, String> {
    if text.len() > LONGEST_PICTURE {
        return Err(format!("a picture of at most {LARGEST_FILE} bytes in base64"));
    }
    let file = STANDARD.decode(text).map_err(|error| format!("a picture in base64 ({error})"))?;
    Png::read(file).map_err(|unfit| format!("a picture that can be shown ({unfit})"))
}

mod base64_png {
    use super::*;

    pub(super) fn serialize<S: Serializer>(png: &Png, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(png.file()))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Png, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Png;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a picture in base64")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Png, E> {
                decoded(text).map_err(|expected| E::custom(format!("expected {expected}")))
            }
        }

        deserializer.deserialize_str(Text)
    }
}
