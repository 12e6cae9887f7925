//! Text from outside, without the characters that a reader cannot see.
//!
//! This is a security filter, the only one: everything that is shown or becomes a file name passes through it. What cannot
//! be seen can hide words, make one name look like another, or turn the reading direction of the text around it, so that
//! `fdp.exe` reads `exe.pdf` (*Trojan Source*, Boucher and Anderson 2021, CVE-2021-42574).
//!
//! | characters | treatment |
//! |---|---|
//! | line ends: CR LF, CR, NEL (U+0085), U+2028, U+2029 | replaced by one line feed each |
//! | tab, line feed | kept |
//! | other controls (general category Cc) | dropped |
//! | bidi controls (property Bidi_Control of UAX #9: U+061C, U+200E, U+200F, U+202A–U+202E, U+2066–U+2069) | dropped; the writers isolate each text's direction themselves |
//! | zero-width space, non-joiner and joiner (U+200B–U+200D) | one is kept after a character beyond ASCII, where scripts (Khmer, Thai, Persian, Indic ones) and emoji need them; dropped elsewhere |
//! | tags (U+E0020–U+E007F) | at most seven are kept after U+1F3F4, where they make a flag such as Scotland's (UTS #51); dropped elsewhere |
//! | other format characters (general category Cf) that leave no mark: soft hyphen, word joiner, U+FEFF, annotations, … | dropped |
//! | format characters that do: signs that enclose a number (property Prepended_Concatenation_Mark), joiners of hieroglyphs | kept |
//! | noncharacters (U+FDD0–U+FDEF, and the last two of each plane) | dropped: they are no text |
//!
//! Combining marks, variation selectors and private-use characters are not this filter's subject.

use std::borrow::Cow;

/// Most tags of an emoji tag sequence: a region such as `gbsct` and the tag that ends it, and one to spare.
const MOST_TAGS: u32 = 7;

/// How the filter treats a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Treatment {
    /// Kept.
    Kept,
    /// Replaced by a line feed.
    LineEnd,
    /// Kept after a character beyond ASCII.
    Joiner,
    /// Kept after a black flag and its first tags.
    Tag,
    /// Dropped.
    Dropped,
}

fn treatment(character: char) -> Treatment {
    match u32::from(character) {
        0x09 | 0x0A => Treatment::Kept,
        0x0D | 0x85 | 0x2028 | 0x2029 => Treatment::LineEnd,
        // General category Cc.
        0x00..=0x1F | 0x7F..=0x9F => Treatment::Dropped,
        0x200B..=0x200D => Treatment::Joiner,
        // Bidi_Control.
        0x61C | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069 => Treatment::Dropped,
        // Other characters of general category Cf, with what the blocks have unassigned for more of them.
        0xAD | 0x180E | 0x2060..=0x2065 | 0x206A..=0x206F | 0xFEFF | 0xFFF0..=0xFFFB => Treatment::Dropped,
        0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A => Treatment::Dropped,
        0xE0020..=0xE007F => Treatment::Tag,
        0xE0000..=0xE001F => Treatment::Dropped,
        // Noncharacters.
        0xFDD0..=0xFDEF => Treatment::Dropped,
        code if code & 0xFFFE == 0xFFFE => Treatment::Dropped,
        _ => Treatment::Kept,
    }
}

/// The text without what a reader cannot see. Line ends become line feeds; tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    // Nearly all texts are of these alone.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if text.bytes().all(is_plain) || text.chars().all(|character| treatment(character) == Treatment::Kept) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut tags = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let before = kept.chars().next_back();
        let stays = match treatment(character) {
            Treatment::Kept => Some(character),
            Treatment::LineEnd if character == '\r' && characters.peek() == Some(&'\n') => None,
            Treatment::LineEnd => Some('\n'),
            Treatment::Joiner => {
                let joins = |before: char| !before.is_ascii() && treatment(before) != Treatment::Joiner;
                before.is_some_and(joins).then_some(character)
            }
            Treatment::Tag => {
                tags = if before == Some('\u{1F3F4}') { 1 } else { tags + 1 };
                let of_flag =
                    before.is_some_and(|before| before == '\u{1F3F4}' || treatment(before) == Treatment::Tag);
                (of_flag && tags <= MOST_TAGS).then_some(character)
            }
            Treatment::Dropped => None,
        };
        kept.extend(stays);
    }
    Cow::Owned(kept)
}

/// The same on one line: line ends and tabs become spaces.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if text.contains(['\n', '\t']) { text.replace(['\n', '\t'], " ").into() } else { text }
}

#[cfg(test)]
mod tests {
    use std::ops::RangeInclusive;

    use super::*;

    /// Every character that is not simply kept, by name (UnicodeData 16.0): those of the general categories Cc and Cf, the
    /// line and paragraph separators, and noncharacters.
    const TREATMENTS: &[(RangeInclusive<u32>, Treatment, &str)] = &[
        (0x00..=0x08, Treatment::Dropped, "NULL to BACKSPACE"),
        (0x0B..=0x0C, Treatment::Dropped, "LINE TABULATION, FORM FEED"),
        (0x0D..=0x0D, Treatment::LineEnd, "CARRIAGE RETURN"),
        (0x0E..=0x1F, Treatment::Dropped, "SHIFT OUT to UNIT SEPARATOR"),
        (0x7F..=0x84, Treatment::Dropped, "DELETE to INDEX"),
        (0x85..=0x85, Treatment::LineEnd, "NEXT LINE"),
        (0x86..=0x9F, Treatment::Dropped, "START OF SELECTED AREA to APPLICATION PROGRAM COMMAND"),
        (0xAD..=0xAD, Treatment::Dropped, "SOFT HYPHEN"),
        (0x061C..=0x061C, Treatment::Dropped, "ARABIC LETTER MARK"),
        (0x180E..=0x180E, Treatment::Dropped, "MONGOLIAN VOWEL SEPARATOR"),
        (0x200B..=0x200D, Treatment::Joiner, "ZERO WIDTH SPACE, NON-JOINER, JOINER"),
        (0x200E..=0x200F, Treatment::Dropped, "LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT MARK"),
        (0x2028..=0x2029, Treatment::LineEnd, "LINE SEPARATOR, PARAGRAPH SEPARATOR"),
        (0x202A..=0x202E, Treatment::Dropped, "LEFT-TO-RIGHT EMBEDDING to RIGHT-TO-LEFT OVERRIDE"),
        (0x2060..=0x2064, Treatment::Dropped, "WORD JOINER to INVISIBLE PLUS"),
        (0x2065..=0x2065, Treatment::Dropped, "unassigned"),
        (0x2066..=0x2069, Treatment::Dropped, "LEFT-TO-RIGHT ISOLATE to POP DIRECTIONAL ISOLATE"),
        (0x206A..=0x206F, Treatment::Dropped, "INHIBIT SYMMETRIC SWAPPING to NOMINAL DIGIT SHAPES"),
        (0xFDD0..=0xFDEF, Treatment::Dropped, "noncharacters"),
        (0xFEFF..=0xFEFF, Treatment::Dropped, "ZERO WIDTH NO-BREAK SPACE"),
        (0xFFF0..=0xFFF8, Treatment::Dropped, "unassigned"),
        (0xFFF9..=0xFFFB, Treatment::Dropped, "INTERLINEAR ANNOTATION ANCHOR to TERMINATOR"),
        (0xFFFE..=0xFFFF, Treatment::Dropped, "noncharacters"),
        (0x1BCA0..=0x1BCA3, Treatment::Dropped, "SHORTHAND FORMAT LETTER OVERLAP to UP STEP"),
        (0x1D173..=0x1D17A, Treatment::Dropped, "MUSICAL SYMBOL BEGIN BEAM to END PHRASE"),
        (0xE0000..=0xE0000, Treatment::Dropped, "unassigned"),
        (0xE0001..=0xE0001, Treatment::Dropped, "LANGUAGE TAG"),
        (0xE0002..=0xE001F, Treatment::Dropped, "unassigned"),
        (0xE0020..=0xE007F, Treatment::Tag, "TAG SPACE to CANCEL TAG"),
    ];

    fn expected(code: u32) -> Treatment {
        let listed =
            TREATMENTS.iter().find(|(range, _, _)| range.contains(&code)).map(|(_, treatment, _)| *treatment);
        // The last two of each plane.
        listed.unwrap_or(if code & 0xFFFF >= 0xFFFE { Treatment::Dropped } else { Treatment::Kept })
    }

    #[test]
    fn every_character_of_unicode_is_treated_as_listed() {
        for character in '\0'..=char::MAX {
            let code = u32::from(character);
            assert_eq!(treatment(character), expected(code), "U+{code:04X}");
            let alone = visible(character.encode_utf8(&mut [0; 4])).into_owned();
            match expected(code) {
                Treatment::Kept => assert_eq!(alone, character.to_string(), "U+{code:04X}"),
                Treatment::LineEnd => assert_eq!(alone, "\n", "U+{code:04X}"),
                Treatment::Joiner | Treatment::Tag | Treatment::Dropped => {
                    assert_eq!(alone, "", "U+{code:04X}")
                }
            }
            let after_letter = visible(&format!("a{character}b")).into_owned();
            let after_script = visible(&format!("ی{character}b")).into_owned();
            assert_eq!(after_letter, format!("a{alone}b"), "U+{code:04X}");
            let joined = if expected(code) == Treatment::Joiner { character.to_string() } else { alone };
            assert_eq!(after_script, format!("ی{joined}b"), "U+{code:04X}");
        }
    }

    #[test]
    fn what_scripts_and_emoji_need_is_kept() {
        for text in [
            "می\u{200C}خواهم",                     // Persian: non-joiner within a word
            "क्\u{200D}ष",                          // Devanagari: half form
            "ការ\u{200B}វាយ",                      // Khmer: words end at zero-width spaces
            "👩\u{200D}💻 👨\u{200D}👩\u{200D}👧", // emoji sequences
            "❤\u{FE0F}\u{200D}🔥",                 // a variation selector within one
            "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}", // the flag of Scotland
            "\u{600}١٢",                           // an Arabic sign that encloses a number
            "שלום, العربية, 評価, é, e\u{301}",
        ] {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn what_deceives_a_reader_is_dropped() {
        for (text, seen) in [
            ("invoice\u{202E}fdp.exe", "invoicefdp.exe"),
            ("admin\u{200B}", "admin"),
            ("pay\u{200D}pal", "paypal"),
            ("\u{200D}\u{200D}x", "x"),
            ("ی\u{200B}\u{200B}\u{200C}x", "ی\u{200B}x"),
            ("a\u{2067}b\u{2069}c", "abc"),
            // Words in tags, which a language model reads and a person does not see.
            ("ok\u{E0068}\u{E0069}", "ok"),
            ("\u{1F3F4}x\u{E0068}\u{E0069}", "\u{1F3F4}x"),
        ] {
            assert_eq!(visible(text), seen);
        }
        let long = format!("\u{1F3F4}{}", "\u{E0061}".repeat(100));
        assert_eq!(visible(&long).chars().count(), 1 + MOST_TAGS as usize);
    }

    #[test]
    fn line_ends_are_one_line_feed_each_and_spaces_on_one_line() {
        assert_eq!(visible("a\r\nb\rc\u{85}d\u{2028}e\tf"), "a\nb\nc\nd\ne\tf");
        assert_eq!(visible_line("a\r\nb\tc"), "a b c");
    }

    #[test]
    fn filtering_twice_changes_nothing() {
        let mixed: Vec<char> =
            TREATMENTS.iter().filter_map(|(range, _, _)| char::from_u32(*range.start())).collect();
        for first in &mixed {
            for second in &mixed {
                let text = format!("a{first}{second}ی{second}\u{1F3F4}{first}{second}\r{first}\n");
                let once = visible(&text).into_owned();
                assert_eq!(visible(&once), once.as_str());
            }
        }
    }
}
