//! Whatever bytes come: an answer, never a panic.
#![allow(clippy::unwrap_used)]

use std::{fs, path::PathBuf, sync::LazyLock};

use proptest::prelude::*;
use report_snapshot::read;

/// Small samples of every kind, for the mutations.
static SAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../infra/samples/edge");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).unwrap()).filter(|bytes| bytes.len() < 10_000).collect()
});

/// What a faulty program might write in the place of something else.
const PIECES: [&[u8]; 14] = [
    b"NaN",
    b"-Infinity",
    b"null",
    b"{}",
    b"[]",
    b"\"\"",
    b"-1",
    b"1e308",
    b"18446744073709551616",
    b"\\ud800",
    b"\0",
    b"\xff",
    b",",
    b"}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn arbitrary_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        let _ = read(&bytes);
    }

    #[test]
    fn arbitrary_text_in_the_form_of_json_is_answered(text in "[\\[\\]{}\",:0-9a-z_ \\\\.eE+-]{0,200}") {
        let _ = read(text.as_bytes());
    }

    #[test]
    fn a_sample_with_pieces_replaced_is_answered_in_a_sentence(
        sample in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..PIECES.len(), 0..8_usize), 1..4),
    ) {
        let mut bytes = sample.get(&SAMPLES).clone();
        for (place, piece, length) in changes {
            let start = place.index(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, PIECES[piece].iter().copied());
        }
        match read(&bytes) {
            // What was read can be written and read again.
            Ok(snapshot) => {
                let written = snapshot.to_json().unwrap();
                prop_assert!(read(&written).unwrap().to_json().unwrap() == written);
            }
            Err(error) => {
                let text = error.to_string();
                prop_assert!(!text.is_empty() && text.len() < 5_000, "{}", text);
            }
        }
    }
}
