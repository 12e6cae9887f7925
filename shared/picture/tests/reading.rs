//! What is taken for a picture: whole PNG files within bounds, whatever bytes come.
#![allow(clippy::unwrap_used)]

use png::{BitDepth, ColorType, Encoder};
use report_picture::{Colours, LARGEST_FILE, Png, Unfit};

/// A file of that many pixels; `change` sets what else it has.
fn file(
    (width, height): (u32, u32),
    colour: ColorType,
    bits: BitDepth,
    change: impl FnOnce(&mut Encoder<'_, &mut Vec<u8>>),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(colour);
    encoder.set_depth(bits);
    if colour == ColorType::Indexed {
        encoder.set_palette(vec![0, 0, 0, 255, 0, 0]);
    }
    change(&mut encoder);
    let row = (width as usize * colour.samples() * bits as usize).div_ceil(8);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![0x11; row * height as usize]).unwrap();
    writer.finish().unwrap();
    file
}

fn plain(size: (u32, u32)) -> Vec<u8> {
    file(size, ColorType::Rgb, BitDepth::Eight, |_| ())
}

/// The checksum of a chunk's name and data (PNG specification, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 },
        )
    })
}

/// The same file with another size in its header, and the checksum that belongs to it.
fn claims(mut file: Vec<u8>, width: u32, height: u32) -> Vec<u8> {
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc(&file[12..29]);
    file[29..33].copy_from_slice(&crc.to_be_bytes());
    file
}

#[test]
fn every_sort_of_png_is_read() {
    use BitDepth::{Eight, One, Sixteen};
    let sorts = [
        (ColorType::Grayscale, One, Colours::Grey),
        (ColorType::Grayscale, Sixteen, Colours::Grey),
        (ColorType::GrayscaleAlpha, Eight, Colours::Grey),
        (ColorType::Indexed, Eight, Colours::Rgb),
        (ColorType::Rgb, Sixteen, Colours::Rgb),
        (ColorType::Rgba, Eight, Colours::Rgb),
    ];
    for (colour, bits, colours) in sorts {
        let png = Png::read(file((13, 7), colour, bits, |_| ())).unwrap();
        let pixels = png.pixels().unwrap();
        assert_eq!((png.width(), png.height(), pixels.colours), (13, 7, colours), "{colour:?}");
        assert_eq!(pixels.bytes.len(), 13 * 7 * if colours == Colours::Grey { 1 } else { 3 });
    }
}

#[test]
fn too_many_pixels_are_refused_by_the_header_alone() {
    let small = plain((2, 2));
    for (width, height) in [(2_049, 2_048), (8_193, 1), (1, 8_193), (0x7FFF_FFFF, 0x7FFF_FFFF)] {
        // Nothing but the header is there to be read.
        let header = &claims(small.clone(), width, height)[..33];
        let refused = Png::read(header).unwrap_err();
        assert!(matches!(refused, Unfit::TooManyPixels { .. }), "{width} × {height}: {refused}");
    }
    assert!(Png::read(plain((2_048, 2_048))).is_ok(), "the most that is allowed");
}

#[test]
fn what_is_no_whole_picture_is_refused() {
    let whole = plain((20, 20));
    assert!(matches!(Png::read(vec![0; LARGEST_FILE + 1]), Err(Unfit::TooLarge(_))));
    for end in 0..whole.len() {
        assert!(matches!(Png::read(&whole[..end]), Err(Unfit::NotPng(_))), "cut after {end} bytes");
    }
    let mut wrong = whole.clone();
    let data = whole.windows(4).position(|name| name == b"IDAT").unwrap();
    wrong[data + 8] ^= 1;
    assert!(matches!(Png::read(wrong), Err(Unfit::NotPng(_))), "a checksum that does not fit");
    let more = claims(whole, 20, 21);
    assert!(matches!(Png::read(more), Err(Unfit::NotPng(_))), "fewer pixels than its header says");
    let moving = file((4, 4), ColorType::Rgb, BitDepth::Eight, |encoder| encoder.set_animated(1, 0).unwrap());
    assert!(matches!(Png::read(moving), Err(Unfit::Animated)));
    assert!(matches!(Png::read(&b"\xff\xd8\xff\xe0 JFIF"[..]), Err(Unfit::NotPng(_))));
}

/// Thousands of damaged files: each is read or refused, and what is read has the pixels that its header says.
#[test]
fn damaged_files_never_do_harm() {
    let mut random = fastrand::Rng::with_seed(13);
    let sorts = [
        (ColorType::Rgb, BitDepth::Eight),
        (ColorType::Rgba, BitDepth::Sixteen),
        (ColorType::Indexed, BitDepth::Four),
        (ColorType::GrayscaleAlpha, BitDepth::Eight),
        (ColorType::Grayscale, BitDepth::Two),
    ];
    let originals = sorts.map(|(colour, bits)| file((24, 16), colour, bits, |_| ()));
    let mut read = 0;
    for _ in 0..6_000 {
        let mut bytes = originals[random.usize(..originals.len())].clone();
        for _ in 0..random.usize(1..4) {
            let at = random.usize(..bytes.len());
            match random.u8(..5) {
                0 => bytes.truncate(at.max(1)),
                1 => bytes.insert(at, random.u8(..)),
                2 => bytes[at] ^= 1 << random.u8(..8),
                3 => bytes[at] = random.u8(..),
                _ => bytes.extend_from_within(at..),
            }
        }
        // Half of them with checksums that fit, so that damage is not found by these alone.
        if random.bool() {
            mend(&mut bytes);
        }
        if let Ok(png) = Png::read(bytes) {
            let pixels = png.pixels().unwrap();
            let samples = if pixels.colours == Colours::Grey { 1 } else { 3 };
            assert_eq!(pixels.bytes.len() as u64, png.pixel_count() * samples);
            read += 1;
        }
    }
    assert!((50..5_900).contains(&read), "{read} of 6,000 were read: the damage is too small or too great");
}

/// Sets the checksum of every chunk that lies within the bytes.
fn mend(bytes: &mut [u8]) {
    let mut at = 8;
    while at + 12 <= bytes.len() {
        let length = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let Some(end) = at.checked_add(8 + length).filter(|end| end + 4 <= bytes.len()) else { return };
        let crc = crc(&bytes[at + 4..end]);
        bytes[end..end + 4].copy_from_slice(&crc.to_be_bytes());
        at = end + 4;
    }
}
