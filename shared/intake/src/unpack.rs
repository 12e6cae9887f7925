//! Unpacking what gzip has packed.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use report_domain::LARGEST_SNAPSHOT;

/// The first bytes of what gzip writes (RFC 1952, section 2.3.1). No JSON document begins with them.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Why bytes cannot be unpacked to a snapshot.
#[derive(Debug, thiserror::Error)]
pub enum Unpackable {
    /// There is more in them than a snapshot may have.
    #[error("unpacked, a snapshot may have at most {LARGEST_SNAPSHOT} bytes")]
    TooLarge,
    /// They are not what gzip wrote.
    #[error("cannot be unpacked by gzip: {0}")]
    Damaged(std::io::Error),
}

/// Whether the bytes begin like those that gzip writes.
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&GZIP)
}

/// Unpacks no more than a snapshot may have: a few kilobytes may hold gigabytes.
///
/// # Errors
/// When there is more in them, or they are damaged.
pub fn unpacked(packed: &[u8]) -> Result<Vec<u8>, Unpackable> {
    unpacked_within(packed, LARGEST_SNAPSHOT)
}

fn unpacked_within(packed: &[u8], most: usize) -> Result<Vec<u8>, Unpackable> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    MultiGzDecoder::new(packed).take(limit).read_to_end(&mut bytes).map_err(Unpackable::Damaged)?;
    if bytes.len() > most { Err(Unpackable::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes all")
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        assert_eq!(unpacked(&packed(b"{}")).expect("unpacked"), b"{}");
        let two = [packed(b"{\"a\":"), packed(b"1}")].concat();
        assert_eq!(unpacked(&two).expect("unpacked"), b"{\"a\":1}", "gzip's files may be joined");
        for damaged in [&packed(b"{}")[..12], b"{}", b"", &[0x1f, 0x8b]] {
            assert!(matches!(unpacked(damaged), Err(Unpackable::Damaged(_))), "{damaged:?}");
        }
        assert!(is_packed(&packed(b"{}")) && !is_packed(b"{}"));
    }

    #[test]
    fn unpacking_stops_at_the_bound() {
        assert_eq!(unpacked_within(&packed(b"123456789"), 9).expect("unpacked").len(), 9);
        for bomb in [packed(b"1234567890"), packed(&vec![b' '; 64 << 20])] {
            assert!(matches!(unpacked_within(&bomb, 9), Err(Unpackable::TooLarge)));
        }
        assert!(matches!(unpacked(&packed(&vec![b' '; LARGEST_SNAPSHOT + 1])), Err(Unpackable::TooLarge)));
    }
}
