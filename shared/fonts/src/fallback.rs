//! Which file of the fallback directory may have a character.

/// A file of the fallback directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct File {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it calls itself in the PDF.
    pub(crate) postscript: &'static str,
}

macro_rules! files {
    ($($constant:ident $name:literal $postscript:literal;)*) => {
        #[derive(Clone, Copy)]
        #[allow(clippy::upper_case_acronyms)]
        enum Index { $($constant),* }
        /// All files, in the order of their indices.
        pub(crate) const FILES: &[File] = &[$(File { name: $name, postscript: $postscript }),*];
    };
}

files! {
    Arabic "arabic.ttf" "NotoSansArabic";
    Hebrew "hebrew.ttf" "NotoSansHebrew";
    Devanagari "devanagari.ttf" "NotoSansDevanagari";
    Bengali "bengali.ttf" "NotoSansBengali";
    Gurmukhi "gurmukhi.ttf" "NotoSansGurmukhi";
    Gujarati "gujarati.ttf" "NotoSansGujarati";
    Tamil "tamil.ttf" "NotoSansTamil";
    Telugu "telugu.ttf" "NotoSansTelugu";
    Kannada "kannada.ttf" "NotoSansKannada";
    Malayalam "malayalam.ttf" "NotoSansMalayalam";
    Sinhala "sinhala.ttf" "NotoSansSinhala";
    Thai "thai.ttf" "NotoSansThai";
    Lao "lao.ttf" "NotoSansLao";
    Khmer "khmer.ttf" "NotoSansKhmer";
    Myanmar "myanmar.ttf" "NotoSansMyanmar";
    Georgian "georgian.ttf" "NotoSansGeorgian";
    Armenian "armenian.ttf" "NotoSansArmenian";
    Ethiopic "ethiopic.ttf" "NotoSansEthiopic";
    Symbols "symbols.ttf" "NotoSansSymbols";
    Symbols2 "symbols2.ttf" "NotoSansSymbols2";
    Math "math.ttf" "NotoSansMath";
    Emoji "emoji.ttf" "NotoEmoji";
    Cjk "cjk.otf" "NotoSansCJK";
}

/// The blocks of Unicode and the files that may have their characters, likeliest first.
const BLOCKS: &[(u32, u32, &[Index])] = {
    use Index::*;
    &[
        (0x0530, 0x058F, &[Armenian]),
        (0x0590, 0x05FF, &[Hebrew]),
        (0x0600, 0x08FF, &[Arabic]),
        (0x0900, 0x097F, &[Devanagari]),
        (0x0980, 0x09FF, &[Bengali]),
        (0x0A00, 0x0A7F, &[Gurmukhi]),
        (0x0A80, 0x0AFF, &[Gujarati]),
        (0x0B80, 0x0BFF, &[Tamil]),
        (0x0C00, 0x0C7F, &[Telugu]),
        (0x0C80, 0x0CFF, &[Kannada]),
        (0x0D00, 0x0D7F, &[Malayalam]),
        (0x0D80, 0x0DFF, &[Sinhala]),
        (0x0E00, 0x0E7F, &[Thai]),
        (0x0E80, 0x0EFF, &[Lao]),
        (0x1000, 0x109F, &[Myanmar]),
        (0x10A0, 0x10FF, &[Georgian]),
        (0x1100, 0x11FF, &[Cjk]),
        (0x1200, 0x139F, &[Ethiopic]),
        (0x1780, 0x17FF, &[Khmer]),
        (0x19E0, 0x19FF, &[Khmer]),
        (0x1C90, 0x1CBF, &[Georgian]),
        (0x1CD0, 0x1CFF, &[Devanagari]),
        (0x2000, 0x2BFF, &[Symbols, Math, Symbols2, Emoji, Cjk]),
        (0x2D00, 0x2D2F, &[Georgian]),
        (0x2D80, 0x2DDF, &[Ethiopic]),
        (0x2E80, 0xA4CF, &[Cjk]),
        (0xA8E0, 0xA8FF, &[Devanagari]),
        (0xA9E0, 0xA9FF, &[Myanmar]),
        (0xAA60, 0xAA7F, &[Myanmar]),
        (0xAB00, 0xAB2F, &[Ethiopic]),
        (0xAC00, 0xD7FF, &[Cjk]),
        (0xF900, 0xFAFF, &[Cjk]),
        (0xFB13, 0xFB17, &[Armenian]),
        (0xFB1D, 0xFB4F, &[Hebrew]),
        (0xFB50, 0xFDFF, &[Arabic]),
        (0xFE30, 0xFE4F, &[Cjk]),
        (0xFE70, 0xFEFE, &[Arabic]),
        (0xFF00, 0xFFEF, &[Cjk]),
        (0x1D400, 0x1D7FF, &[Math]),
        (0x1EE00, 0x1EEFF, &[Arabic, Math]),
        (0x1F000, 0x1FAFF, &[Emoji, Symbols2, Symbols]),
        (0x20000, 0x323AF, &[Cjk]),
    ]
};

/// Asks for the pictograph rather than the plain sign.
const EMOJI_PRESENTATION: char = '\u{FE0F}';

/// The indices into [`FILES`] of those that may have the grapheme cluster `cluster`, likeliest first.
pub(crate) fn candidates(cluster: &str) -> impl Iterator<Item = usize> {
    let pictograph = cluster.contains(EMOJI_PRESENTATION) || cluster.contains('\u{20E3}');
    let first = pictograph.then_some(Index::Emoji as usize);
    let blocks = cluster.chars().flat_map(|char| {
        let code = u32::from(char);
        let block = BLOCKS.iter().find(|(from, to, _)| (*from..=*to).contains(&code));
        block.map_or(&[][..], |(_, _, files)| files)
    });
    first.into_iter().chain(blocks.map(|file| *file as usize).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pictograph_is_looked_for_among_emoji_first() {
        let name = |text: &str| candidates(text).next().map(|index| FILES[index].name);
        assert_eq!(name("❤\u{FE0F}"), Some("emoji.ttf"));
        assert_eq!(name("❤"), Some("symbols.ttf"));
        assert_eq!(name("🚀"), Some("emoji.ttf"));
        assert_eq!(name("学"), Some("cjk.otf"));
        assert_eq!(name("न"), Some("devanagari.ttf"));
        assert_eq!(name("a"), None);
    }
}
