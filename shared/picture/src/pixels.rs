//! Pixels as paper takes them: opaque, grey or red, green and blue.

use png::ColorType;

/// The pixels of a picture, row by row from its upper left corner, without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// What the bytes are.
    pub colours: Colours,
    /// One byte for each sample.
    pub bytes: Vec<u8>,
}

/// The samples of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// One: how light it is.
    Grey,
    /// Three: red, green and blue.
    Rgb,
}

/// Lays samples that may let the paper through on white.
pub(crate) fn on_white(samples: ColorType, bytes: &[u8]) -> Pixels {
    match samples {
        ColorType::Grayscale => Pixels { colours: Colours::Grey, bytes: bytes.to_vec() },
        ColorType::GrayscaleAlpha => Pixels { colours: Colours::Grey, bytes: blended::<2>(bytes) },
        // The decoder has replaced the indices of a palette by their colours.
        ColorType::Rgb | ColorType::Indexed => Pixels { colours: Colours::Rgb, bytes: bytes.to_vec() },
        ColorType::Rgba => Pixels { colours: Colours::Rgb, bytes: blended::<4>(bytes) },
    }
}

/// Pixels of `N` samples, of which the last says how opaque the others are.
fn blended<const N: usize>(bytes: &[u8]) -> Vec<u8> {
    let mut blended = Vec::with_capacity(bytes.len() / N * (N - 1));
    for pixel in bytes.chunks_exact(N) {
        let opacity = u32::from(pixel[N - 1]);
        blended.extend(pixel[..N - 1].iter().map(|sample| {
            let sum = u32::from(*sample) * opacity + 255 * (255 - opacity);
            // A mean of two bytes is a byte.
            ((sum + 127) / 255) as u8
        }));
    }
    blended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lets_the_paper_through_gets_lighter() {
        let pixels = on_white(ColorType::Rgba, &[10, 20, 30, 255, 10, 20, 30, 0, 0, 100, 255, 128]);
        assert_eq!(pixels.colours, Colours::Rgb);
        assert_eq!(pixels.bytes, [10, 20, 30, 255, 255, 255, 127, 177, 255]);
        assert_eq!(on_white(ColorType::GrayscaleAlpha, &[0, 255, 0, 51]).bytes, [0, 204]);
    }
}
