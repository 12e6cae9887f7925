//! In which language a text is, as far as its letters tell.

use unicode_script::{Script, UnicodeScript};

/// Whose forms Han characters take: the same code points are drawn differently in different countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Japanese forms.
    Japanese,
    /// Korean forms.
    Korean,
    /// The forms of mainland China, and for everything that is not Han.
    #[default]
    Other,
}

impl Language {
    /// What the text's own letters say: kana are Japanese, Hangul is Korean. `None` where it has neither.
    pub fn of(text: &str) -> Option<Self> {
        if text.is_ascii() {
            return None;
        }
        text.chars().find_map(|char| match u32::from(char) {
            0x3041..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9D => Some(Language::Japanese),
            0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7A3 => Some(Language::Korean),
            _ => None,
        })
    }

    /// BCP 47.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Language::Japanese => "ja",
            Language::Korean => "ko",
            Language::Other => "zh",
        }
    }
}

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tongue {
    /// It has no letters: the same in every language.
    #[default]
    Any,
    /// Latin letters, or what cannot be told: the language of what it stands in.
    Own,
    /// This language (BCP 47), which is not written in Latin letters. For a script of several languages it is the one that Unicode's
    /// CLDR (`likelySubtags`) has for the script alone.
    Foreign(&'static str),
}

impl Tongue {
    /// The language of a text in which Han characters, where nothing else tells, are of the language `han`.
    pub fn of(text: &str, han: Language) -> Self {
        if text.is_ascii() {
            let has_letters = text.bytes().any(|byte| byte.is_ascii_alphabetic());
            return if has_letters { Self::Own } else { Self::Any };
        }
        let mut found = Self::Any;
        let mut letters = 0;
        for char in text.chars() {
            let script = char.script();
            let language = match script {
                Script::Common | Script::Inherited | Script::Unknown => continue,
                Script::Han => Some(han.code()),
                other => code(other),
            };
            letters += 1;
            let tongue = language.map_or(Self::Own, Self::Foreign);
            if found != Self::Any && found != tongue {
                return Self::Own;
            }
            found = tongue;
        }
        // A Greek letter alone is a symbol.
        if letters == 1 && found == Self::Foreign("el") { Self::Own } else { found }
    }
}

fn code(script: Script) -> Option<&'static str> {
    Some(match script {
        Script::Arabic => "ar",
        Script::Armenian => "hy",
        Script::Bengali => "bn",
        Script::Bopomofo => "zh",
        Script::Cyrillic => "ru",
        Script::Devanagari => "hi",
        Script::Ethiopic => "am",
        Script::Georgian => "ka",
        Script::Greek => "el",
        Script::Gujarati => "gu",
        Script::Gurmukhi => "pa",
        Script::Hangul => "ko",
        Script::Hebrew => "he",
        Script::Hiragana | Script::Katakana => "ja",
        Script::Kannada => "kn",
        Script::Khmer => "km",
        Script::Lao => "lo",
        Script::Malayalam => "ml",
        Script::Myanmar => "my",
        Script::Sinhala => "si",
        Script::Tamil => "ta",
        Script::Telugu => "te",
        Script::Thai => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_a_language() {
        let of = |text: &str| Tongue::of(text, Language::Other);
        for text in ["", "0.95", "± 3 %", "→ ✓"] {
            assert_eq!(of(text), Tongue::Any, "{text}");
        }
        for text in ["AUC", "naïve", "β", "顧客churn", "Отток עברית"] {
            assert_eq!(of(text), Tongue::Own, "{text}");
        }
        for (text, language) in
            [("Отток 3", "ru"), ("תקן", "he"), ("تقرير", "ar"), ("客户", "zh"), ("고객", "ko"), ("αβ", "el")]
        {
            assert_eq!(of(text), Tongue::Foreign(language), "{text}");
        }
        assert_eq!(Tongue::of("顧客モデル", Language::Japanese), Tongue::Foreign("ja"));
    }
}
