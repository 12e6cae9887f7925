//! Text: from strings to lines of glyphs.
//!
//! A string from outside is one of direction and of nothing else: control characters and overrides of direction are
//! dropped before anything looks at it, so it cannot disturb its neighbours.

mod line;
mod stretch;

use std::ops::Range;

use report_document::{name_breaks, name_parts, quoted, whole};
use report_fonts::{Fonts, Language, Shaper, Tongue};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use line::{Piece, line_of};

pub(crate) use line::{Line, Placed};
pub(crate) use stretch::{Lead, Look, Stretch, clean};

/// Whether a text may run from right to left somewhere.
fn may_be_rtl(text: &str) -> bool {
    text.chars().any(|char| matches!(u32::from(char), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF))
}

/// The direction of the first letter that has one (UAX 9, rules P2 and P3), as `dir="auto"` decides in HTML.
fn of_first_letter(text: &str) -> Level {
    let first = text
        .chars()
        .map(bidi_class)
        .find(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL));
    if matches!(first, Some(BidiClass::R | BidiClass::AL)) { Level::rtl() } else { Level::ltr() }
}

/// The ranges of a text that [`whole`] marks.
fn unbroken(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    whole(text).into_iter().filter_map(move |(part, is_whole)| {
        let start = at;
        at += part.len();
        is_whole.then_some(start..at)
    })
}

/// Sets the text of one document.
pub(crate) struct Typesetter<'f> {
    shaper: Shaper<'f>,
}

impl<'f> Typesetter<'f> {
    pub(crate) fn new(fonts: &'f Fonts, language: Language) -> Self {
        Self { shaper: Shaper::new(fonts, language) }
    }

    /// How wide a text is on one line, in points.
    pub(crate) fn width(&mut self, text: &str, look: Look) -> f32 {
        self.line(text, look).width
    }

    /// Ends a line with a space that nobody sees: what follows on the next one is another word.
    pub(crate) fn end_word(&mut self, line: &mut Line) {
        let Some(last) = line.placed.last() else { return };
        let shaped = self.shaper.shape(" ", last.look.style(), line.rtl);
        let order = line.placed.len() as u32;
        let space = Placed { shaped, set_apart: false, link: None, order, ..last.clone() };
        line.push_space(space);
    }

    /// The language of a text of the document.
    pub(crate) fn tongue(&self, text: &str) -> Tongue {
        self.shaper.tongue(text)
    }

    /// A text on one line, however long.
    pub(crate) fn line(&mut self, text: &str, look: Look) -> Line {
        self.stretches(&[Stretch::plain(text, look)], f32::INFINITY).into_iter().next().unwrap_or_default()
    }

    /// A text on one line of at most `width` points, with an ellipsis for what does not fit.
    pub(crate) fn shortened(&mut self, text: &str, look: Look, width: f32) -> Line {
        let line = self.line(text, look);
        if line.width <= width {
            return line;
        }
        let text = clean(text);
        // More than this never fits on a line, and each try costs its length.
        let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).take(400).collect();
        let mut shortened =
            |end: usize| self.line(&format!("{}…", text[..end].trim_end().trim_end_matches('…')), look);
        let fitting = ends.partition_point(|end| shortened(*end).width <= width);
        let end = ends.get(fitting.saturating_sub(1)).copied().unwrap_or(0);
        shortened(end)
    }

    /// A text in lines of at most `width` points.
    pub(crate) fn lines(&mut self, text: &str, look: Look, width: f32) -> Vec<Line> {
        self.stretches(&[Stretch::plain(text, look)], width)
    }

    /// A text in at most `most` lines, the last with an ellipsis where there is more. For what must stay whole: a strip that
    /// is taller than a page could not be placed.
    pub(crate) fn clamped(&mut self, text: &str, look: Look, width: f32, most: usize) -> Vec<Line> {
        self.clamped_stretch(Stretch::plain(text, look), width, most)
    }

    /// The same of what is a sentence of ours, or a part of one.
    pub(crate) fn clamped_stretch(&mut self, stretch: Stretch<'_>, width: f32, most: usize) -> Vec<Line> {
        let look = stretch.look;
        let mut lines = self.stretches(&[stretch], width);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut().filter(|last| !last.rtl) {
                let kept: String = last.placed.iter().map(|placed| &*placed.shaped.text).collect();
                *last = self.shortened(&format!("{}…", kept.trim_end()), look, width);
            }
        }
        lines
    }

    /// The width below which a text must be broken inside its words or names' parts, in points; no more than `most`.
    pub(crate) fn least_width(&mut self, text: &str, look: Look, most: f32) -> f32 {
        let text = clean(text);
        let mut least = 0.0_f32;
        // A word with hyphens may be broken in a narrow column, a figure and a date may not.
        let is_figure = |part: &str| part.starts_with(|first: char| first.is_ascii_digit());
        let words = whole(&text).into_iter().flat_map(|(part, is_whole)| {
            let is_one = is_whole && is_figure(part);
            let end = if is_one { None } else { Some(' ') };
            part.split(move |char| Some(char) == end).map(move |word| (word, is_one))
        });
        for (word, is_one) in words {
            let joints = name_breaks(word).filter(|_| !is_one);
            let mut start = 0;
            for end in joints.chain([word.len()]) {
                least = least.max(self.width(&word[start..end], look));
                if least >= most {
                    return most;
                }
                start = end;
            }
        }
        least
    }

    /// Running text in lines of at most `width` points.
    pub(crate) fn stretches(&mut self, stretches: &[Stretch<'_>], width: f32) -> Vec<Line> {
        // By far the most frequent: one short string of one look.
        if let [only] = stretches
            && only.text.is_ascii()
            && only.text.len() <= 40
        {
            let shaped = self.shaper.shape(only.text.trim_end(), only.look.style(), false);
            if shaped.width * only.look.size / 1000.0 <= width {
                let piece = Piece {
                    shaped,
                    look: only.look,
                    stretch: 0,
                    level: Level::ltr(),
                    space: false,
                    break_after: true,
                };
                return vec![line_of(vec![piece], stretches, Level::ltr(), false)];
            }
        }
        let (pieces, base) = self.pieces(stretches);
        let mut lines = Vec::new();
        let mut line: Vec<Piece> = Vec::new();
        let mut used = 0.0;
        let mut word: Vec<Piece> = Vec::new();
        for piece in pieces {
            let ends_word = piece.break_after;
            word.push(piece);
            if ends_word {
                self.fill(std::mem::take(&mut word), width, &mut line, &mut used, &mut |line| {
                    lines.push(line_of(line, stretches, base, true));
                });
            }
        }
        self.fill(word, width, &mut line, &mut used, &mut |line| {
            lines.push(line_of(line, stretches, base, true));
        });
        if !line.is_empty() || lines.is_empty() {
            lines.push(line_of(line, stretches, base, false));
        }
        lines
    }

    /// Adds a word and the spaces after it to the line, or begins a new line; breaks it where it is longer than a line.
    fn fill(
        &mut self,
        word: Vec<Piece>,
        width: f32,
        line: &mut Vec<Piece>,
        used: &mut f32,
        end_line: &mut dyn FnMut(Vec<Piece>),
    ) {
        let solid: f32 = {
            let end = word.iter().rposition(|piece| !piece.space).map_or(0, |last| last + 1);
            word[..end].iter().map(Piece::width).sum()
        };
        // Rounding must not push what was measured to fit onto a second line.
        const SLACK: f32 = 0.01;
        if solid > width + SLACK {
            for part in self.parts(word, width) {
                let wide = part.width();
                if *used + wide > width + SLACK && !line.is_empty() {
                    end_line(std::mem::take(line));
                    *used = 0.0;
                }
                *used += wide;
                line.push(part);
            }
            return;
        }
        if *used + solid > width + SLACK && !line.is_empty() {
            end_line(std::mem::take(line));
            *used = 0.0;
        }
        *used += word.iter().map(Piece::width).sum::<f32>();
        line.extend(word);
    }

    /// A word that is longer than a line, in parts that are not.
    fn parts(&mut self, word: Vec<Piece>, width: f32) -> Vec<Piece> {
        let mut parts = Vec::new();
        for piece in word {
            if piece.space {
                parts.push(piece);
                continue;
            }
            let text = piece.shaped.text.clone();
            let mut start = 0;
            for end in name_breaks(&text).chain([text.len()]) {
                let part = self.shaper.shape(&text[start..end], piece.look.style(), piece.level.is_rtl());
                if part.width * piece.look.size / 1000.0 <= width {
                    parts.push(Piece { shaped: part, ..piece });
                } else {
                    for cluster in text[start..end].graphemes(true) {
                        let shaped = self.shaper.shape(cluster, piece.look.style(), piece.level.is_rtl());
                        parts.push(Piece { shaped, ..piece });
                    }
                }
                start = end;
            }
        }
        parts
    }

    /// The text cut where a line may end, where the look changes and where the direction changes.
    fn pieces(&mut self, stretches: &[Stretch<'_>]) -> (Vec<Piece>, Level) {
        const ISOLATE: char = '\u{2068}';
        const END_ISOLATE: char = '\u{2069}';
        let rtl = stretches.iter().any(|stretch| may_be_rtl(&stretch.text));
        let mut text = String::new();
        let mut ends = Vec::new();
        let mut figures = Vec::new();
        for stretch in stretches {
            let start = text.len();
            // A quoted part of a sentence of ours is a name, with a direction of its own like any other.
            let parts = match (stretch.isolated, stretch.sentence) {
                (true, _) => name_parts(&stretch.text),
                (false, true) if rtl => quoted(&stretch.text),
                _ => vec![(&*stretch.text, false)],
            };
            for (part, isolated) in parts {
                text.extend((rtl && isolated).then_some(ISOLATE));
                text.push_str(part);
                text.extend((rtl && isolated).then_some(END_ISOLATE));
            }
            ends.push(text.len());
            if stretch.whole {
                figures.push(start..text.len());
            }
        }
        let sentence = stretches.iter().any(|stretch| stretch.sentence);
        let base = if rtl && !sentence { of_first_letter(&text) } else { Level::ltr() };
        let bidi = rtl.then(|| BidiInfo::new(&text, Some(base)));
        let level = |at: usize| bidi.as_ref().and_then(|bidi| bidi.levels.get(at).copied()).unwrap_or(base);

        let tears = |at: usize, range: &Range<usize>| range.start < at && at < range.end;
        let unbroken: Vec<Range<usize>> = unbroken(&text).chain(figures).collect();
        let mut breaks = linebreaks(&text)
            .map(|(at, _)| at)
            .filter(|at| !unbroken.iter().any(|range| tears(*at, range)))
            .peekable();
        let mut pieces = Vec::new();
        let (mut start, mut stretch) = (0, 0);
        let mut chars = text.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            let end = at + char.len_utf8();
            while breaks.peek().is_some_and(|next| *next < end) {
                breaks.next();
            }
            let break_after = breaks.peek() == Some(&end);
            let turns = chars.peek().is_none_or(|(next, next_char)| {
                level(*next) != level(at) || (*next_char == ' ') != (char == ' ')
            });
            let restyles = ends.get(stretch) == Some(&end);
            if break_after || turns || restyles {
                let look = stretches[stretch.min(stretches.len() - 1)].look;
                let part = text[start..end].trim_matches([ISOLATE, END_ISOLATE]);
                // An empty part would lose the opportunity to break that stands after it.
                if !part.is_empty() {
                    let shaped = self.shaper.shape(part, look.style(), level(start).is_rtl());
                    let space = part.trim_start_matches(' ').is_empty();
                    pieces.push(Piece { shaped, look, stretch, level: level(start), space, break_after });
                } else if let Some(last) = pieces.last_mut().filter(|_| break_after) {
                    let last: &mut Piece = last;
                    last.break_after = true;
                }
                start = end;
            }
            while ends.get(stretch).is_some_and(|stretch_end| *stretch_end <= end) && stretch + 1 < ends.len()
            {
                stretch += 1;
            }
        }
        (pieces, base)
    }
}

#[cfg(test)]
mod tests {
    use report_document::style::INK;

    use super::*;

    const LOOK: Look = Look::new(10.0, INK);

    fn words(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.placed.iter().map(|placed| &*placed.shaped.text).collect()).collect()
    }

    #[test]
    fn overrides_and_controls_are_dropped() {
        assert_eq!(clean("a\u{202E}b\0c\u{2066}\u{7}d\te"), "abcd e");
        assert_eq!(clean(&format!("e{}", "\u{301}".repeat(50))).chars().count(), 5);
    }

    #[test]
    fn names_are_broken_at_their_joints_and_other_words_anywhere() {
        let fonts = Fonts::new(None);
        let mut set = Typesetter::new(&fonts, Language::Other);
        let lines = words(&set.lines("GBM_grid_1_AutoML_model_12", LOOK, 60.0));
        assert!(lines.len() > 1);
        assert!(lines[..lines.len() - 1].iter().all(|line| line.ends_with('_')), "{lines:?}");
        let word = "x".repeat(10_000);
        let lines = words(&set.lines(&word, LOOK, 60.0));
        assert_eq!(lines.concat(), word);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let fonts = Fonts::new(None);
        let mut set = Typesetter::new(&fonts, Language::Other);
        for width in [40.0, 80.0, 200.0] {
            let text =
                "The leader StackedEnsemble_AllModels_1 beats the second, GBM_5_AutoML_1, by 0.0012 in AUC.";
            for line in set.lines(text, LOOK, width) {
                assert!(line.width <= width + 0.02);
            }
        }
    }

    #[test]
    fn mixed_directions_are_reordered() {
        let fonts = Fonts::new(None);
        let mut set = Typesetter::new(&fonts, Language::Other);
        let line = set.line("שלום abc", LOOK);
        assert!(line.rtl);
        assert_eq!(line.placed.last().map(|placed| &*placed.shaped.text), Some("שלום"));
    }

    #[test]
    fn a_name_runs_as_its_first_letter_does_as_in_html() {
        let fonts = Fonts::new(None);
        let mut set = Typesetter::new(&fonts, Language::Other);
        assert!(!set.line("Arabic لا إله محمد", LOOK).rtl);
        assert!(set.line("12 لا إله Arabic", LOOK).rtl);
    }

    #[test]
    fn a_sentence_that_begins_with_a_foreign_name_keeps_its_direction() {
        let fonts = Fonts::new(None);
        let mut set = Typesetter::new(&fonts, Language::Other);
        let lines = set
            .stretches(&[Stretch::sentence("יער leads 4 models with an AUC of 0.93", LOOK)], f32::INFINITY);
        let line = lines.first().expect("a line");
        assert!(!line.rtl);
        assert_eq!(line.placed.first().map(|placed| &*placed.shaped.text), Some("יער"));
    }

    #[test]
    fn a_quoted_name_takes_no_figure_from_its_sentence() {
        let fonts = Fonts::new(None);
        let mut set = Typesetter::new(&fonts, Language::Other);
        let lines = set.stretches(
            &[Stretch::sentence("It is \u{201c}יער 1\u{201d}, 4.5 s against 1.9 s", LOOK)],
            f32::INFINITY,
        );
        let line = words(&lines).concat();
        let place = |part: &str| line.find(part).unwrap_or_else(|| panic!("{part} in {line}"));
        assert!(place("יער") < place("4.5") && place("4.5") < place("1.9"), "{line}");
        assert!(place("\u{201d}") < place("4.5"), "{line}");
        // The marks are of the sentence, which runs from left to right.
        assert!(place("\u{201c}") < place("יער") && place("יער") < place("\u{201d}"), "{line}");
        let name = Stretch { isolated: true, ..Stretch::sentence("\u{201c}יער 1\u{201d}", LOOK) };
        let line = words(&set.stretches(&[name, Stretch::sentence(" leads", LOOK)], f32::INFINITY)).concat();
        assert!(line.starts_with('\u{201c}') && line.contains("\u{201d} leads"), "{line}");
    }

    #[test]
    fn no_line_end_tears_a_figure_a_date_or_a_short_name() {
        let fonts = Fonts::new(None);
        let mut set = Typesetter::new(&fonts, Language::Other);
        let text = "It took churn-scoring-prod 219 ms on 2026-03-13 12:00 UTC, with a p-value of 0.01 (R² 0.5021), ± 0.0040";
        for width in 115..400 {
            let lines = words(&set.lines(text, LOOK, width as f32));
            for kept in [
                "churn-scoring-prod",
                "219 ms",
                "2026-03-13 12:00 UTC",
                "p-value",
                "(R² 0.5021),",
                "± 0.0040",
            ] {
                assert!(lines.iter().any(|line| line.contains(kept)), "{kept} in {lines:?}");
            }
        }
        let figure = Stretch { whole: true, ..Stretch::sentence("14 models", LOOK) };
        for width in 50..200 {
            let start = Stretch::sentence("It leads all of ", LOOK);
            let lines = words(&set.stretches(&[start, figure.clone()], width as f32));
            assert!(lines.iter().any(|line| line.contains("14 models")), "{lines:?}");
        }
    }

    #[test]
    fn a_long_name_is_broken_rather_than_put_past_the_line() {
        let fonts = Fonts::new(None);
        let mut set = Typesetter::new(&fonts, Language::Other);
        let name = "churn-scoring-prod-".repeat(4);
        let lines = set.lines(&format!("It is {name}"), LOOK, 120.0);
        assert!(lines.iter().all(|line| line.width <= 120.02));
        assert!(words(&lines)[0].starts_with("It is churn-"), "{:?}", words(&lines));
    }
}
