//! From text to glyphs.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use harfrust::{Buffer, Direction, Feature, Script, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont, Tag};
use unicode_normalization::UnicodeNormalization;
use unicode_script::UnicodeScript;
use unicode_segmentation::UnicodeSegmentation;

use crate::face::is_invisible;
use crate::{FaceId, Fonts, Language, Tongue, Weight};

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Style {
    /// How heavy.
    pub weight: Weight,
    /// Whether all digits are equally wide, as in a table.
    pub tabular: bool,
}

/// A glyph of a [`Run`]. Distances are thousandths of the font size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// Where in the shaped text its cluster begins, in bytes.
    pub cluster: u32,
    /// How far it moves the pen.
    pub advance: f32,
    /// How far from the pen it is drawn, to the right.
    pub x: f32,
    /// How far from the baseline it is drawn, upwards.
    pub y: f32,
}

/// Glyphs of one face, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The face.
    pub face: FaceId,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// Where in the shaped text it comes from, in bytes.
    pub range: Range<usize>,
    /// Whether the text runs from right to left.
    pub rtl: bool,
}

/// A text as glyphs, from left to right.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shaped {
    /// What was shaped.
    pub text: Box<str>,
    /// The runs.
    pub runs: Vec<Run>,
    /// How far the pen moves in all, in thousandths of the font size.
    pub width: f32,
    /// Its language.
    pub tongue: Tongue,
}

/// Shapes the texts of one document, remembering what it has seen: reports repeat themselves.
pub struct Shaper<'f> {
    fonts: &'f Fonts,
    language: Language,
    seen: HashMap<Key, HashMap<Box<str>, Rc<Shaped>>>,
    plans: HashMap<FaceId, Vec<ShapePlan>>,
    buffer: Buffer,
}

type Key = (Style, bool, Language);

impl<'f> Shaper<'f> {
    /// A shaper for a document whose Han characters take the forms of `language` where a text does not tell.
    pub fn new(fonts: &'f Fonts, language: Language) -> Self {
        Self { fonts, language, seen: HashMap::new(), plans: HashMap::new(), buffer: Buffer::new() }
    }

    /// The language of a text of the document.
    pub fn tongue(&self, text: &str) -> Tongue {
        Tongue::of(text, Language::of(text).unwrap_or(self.language))
    }

    /// The faces.
    pub fn fonts(&self) -> &'f Fonts {
        self.fonts
    }

    /// The glyphs of `text`, which runs in one direction and has no control characters or line breaks.
    pub fn shape(&mut self, text: &str, style: Style, rtl: bool) -> Rc<Shaped> {
        let language = Language::of(text).unwrap_or(self.language);
        let key = (style, rtl, language);
        if let Some(shaped) = self.seen.get(&key).and_then(|texts| texts.get(text)) {
            return Rc::clone(shaped);
        }
        let shaped = Rc::new(self.shape_anew(text, style, rtl, language));
        self.seen.entry(key).or_default().insert(text.into(), Rc::clone(&shaped));
        shaped
    }

    fn shape_anew(&mut self, text: &str, style: Style, rtl: bool, language: Language) -> Shaped {
        let text = &*self.spelt_out(text, style.weight);
        let mut runs = Vec::new();
        for (face, range) in self.itemise(text, style.weight) {
            if let Some(glyphs) = self.glyphs(face, &text[range.clone()], range.start, style, rtl, language) {
                runs.push(Run { face, glyphs, range, rtl });
            }
        }
        if rtl {
            runs.reverse();
        }
        let width = runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.advance).sum();
        Shaped { text: text.into(), runs, width, tongue: Tongue::of(text, language) }
    }

    /// What no face has, in characters that mean the same and that one has (Unicode's NFKC): the ligature U+FB01 as "fi".
    fn spelt_out<'t>(&self, text: &'t str, weight: Weight) -> Cow<'t, str> {
        let missing = |cluster: &str| self.fonts.face_with(cluster, weight).is_none();
        if text.is_ascii() || !text.graphemes(true).any(missing) {
            return Cow::Borrowed(text);
        }
        let mut spelt = String::with_capacity(text.len());
        for cluster in text.graphemes(true) {
            let other: String = if missing(cluster) { cluster.nfkc().collect() } else { cluster.to_owned() };
            let shown = other != cluster && !other.graphemes(true).any(missing);
            spelt.push_str(if shown { &other } else { cluster });
        }
        Cow::Owned(spelt)
    }

    /// Stretches of one face each.
    fn itemise(&self, text: &str, weight: Weight) -> Vec<(FaceId, Range<usize>)> {
        if text.is_ascii() {
            // Inter has all of it.
            return vec![(FaceId::core(weight), 0..text.len())];
        }
        let mut items: Vec<(FaceId, Range<usize>)> = Vec::new();
        for (start, cluster) in text.grapheme_indices(true) {
            let end = start + cluster.len();
            let face = self.fonts.face_for(cluster, weight);
            match items.last_mut() {
                Some((last, range)) if *last == face => range.end = end,
                _ => items.push((face, start..end)),
            }
        }
        items
    }

    fn glyphs(
        &mut self,
        id: FaceId,
        text: &str,
        offset: usize,
        style: Style,
        rtl: bool,
        language: Language,
    ) -> Option<Vec<Glyph>> {
        let face = self.fonts.face(id)?;
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let script = script_of(text);
        let tag = id.is_fallback().then(|| tag(language));
        let tabular = [Feature::new(Tag::new(b"tnum"), 1, ..)];
        let features = if style.tabular && !id.is_fallback() { &tabular[..] } else { &[] };

        self.buffer.reset();
        self.buffer.push_str(text);
        self.buffer.set_direction(direction);
        self.buffer.set_script(Some(script));
        self.buffer.set_language(tag.clone());

        let plans = self.plans.entry(id).or_default();
        let key =
            ShapePlanKey::new(&face.font, Some(script), direction).language(tag.as_ref()).features(features);
        let known = match plans.iter().position(|plan| key.matches(plan)) {
            Some(known) => known,
            None => {
                plans.push(ShapePlan::new(&face.font, direction, Some(script), tag.as_ref(), features));
                plans.len() - 1
            }
        };
        let options = ShapeOptions::new().plan(Some(&plans[known])).features(features);
        harfrust::shape(&ShaperFont::new(&face.font), &mut self.buffer, options).ok()?;

        let scale = face.scale;
        let glyphs = self.buffer.glyph_infos().iter().zip(self.buffer.glyph_positions());
        Some(
            glyphs
                .map(|(info, position)| {
                    // A text is far shorter than 4 GiB.
                    let cluster = info.cluster + offset as u32;
                    match u16::try_from(info.glyph_id).unwrap_or(0) {
                        0 => {
                            let id = face.missing();
                            Glyph { id, cluster, advance: face.advance(id), x: 0.0, y: 0.0 }
                        }
                        id => Glyph {
                            id,
                            cluster,
                            advance: position.x_advance as f32 * scale,
                            x: position.x_offset as f32 * scale,
                            y: position.y_offset as f32 * scale,
                        },
                    }
                })
                .collect(),
        )
    }
}

/// The language as fonts call it.
fn tag(language: Language) -> harfrust::Language {
    let tag = match language {
        Language::Other => "zh-hans",
        other => other.code(),
    };
    // Not empty, which is all that the constructor asks.
    harfrust::Language::new(tag).unwrap_or_else(|| unreachable!("the tag is not empty"))
}

/// The script of a stretch: that of its first character that has one.
fn script_of(text: &str) -> Script {
    use unicode_script::Script::{Common, Inherited, Unknown};
    text.chars()
        .filter(|char| !is_invisible(*char))
        .map(|char| char.script())
        .find(|script| !matches!(script, Common | Inherited | Unknown))
        .and_then(|script| script.short_name().parse().ok())
        .unwrap_or(Script::LATIN)
}
