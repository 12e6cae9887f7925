//! The parts of sentences: what is measured, whose it is, and names as they stand in a sentence.

use report_facts::{
    Figure, Quantity, Sort, Statement, Subject, Unit,
    quantity::AMONG,
    statement::{Span, counted},
    words::{in_sentence, with_article},
};

use super::{Noun, template::put, writer::Writer};
use crate::{
    evaluated::Among,
    facts::{context, is_day, is_pair},
    text::short_line,
};

/// Characters of a name in a sentence.
const LONGEST_NAME: usize = 80;

impl Writer<'_> {
    pub(super) fn noun(&self, figure: &Figure) -> Option<Noun> {
        let known = figure.quantity.known().filter(|known| known.unit == Unit::Count)?;
        (self.words.noun)(known.id)
    }

    fn label(&self, quantity: &Quantity) -> Statement {
        Statement::default().and(Span::Label(in_sentence(&(self.words.label)(quantity.label()))))
    }

    /// "14 models", "no failed calls".
    pub(super) fn counted(&self, figure: &Figure) -> Statement {
        let (one, many) = self.noun(figure).unwrap_or_default();
        if figure.value == 0.0 {
            return Statement::words(self.words.no).and(many);
        }
        Statement::default().and(counted(figure, one, many))
    }

    /// "AUC in cross-validation".
    pub(super) fn what(&self, figure: &Figure) -> Statement {
        self.label(&figure.quantity).and(self.rows(figure))
    }

    /// "an AUC", "a number of rows".
    pub(super) fn with_article(&self, figure: &Figure) -> Statement {
        match self.noun(figure) {
            Some((_, many)) => put!(self.words.a_number_of, noun = many),
            None => Statement::default()
                .and(Span::Label(with_article(&(self.words.label)(figure.quantity.label())))),
        }
    }

    /// The same; of a count, what is counted.
    pub(super) fn what_counted(&self, figure: &Figure) -> Statement {
        self.noun(figure).map_or_else(|| self.what(figure), |(_, many)| Statement::words(many))
    }

    /// The same; of a count, "number of models".
    pub(super) fn what_number(&self, figure: &Figure) -> Statement {
        match self.noun(figure) {
            Some((_, many)) => put!(self.words.number_of, noun = many),
            None => self.what(figure),
        }
    }

    /// The rows of the figure; nothing if the sentence before named the same rows.
    fn rows(&self, figure: &Figure) -> &'static str {
        let is_said = self.before.is_some_and(|(before, says_rows)| {
            let is_alike = before.of == figure.of || before.quantity == figure.quantity;
            says_rows && before.rows == figure.rows && is_alike
        });
        if is_said { "" } else { self.rows_of(figure) }
    }

    pub(super) fn rows_of(&self, figure: &Figure) -> &'static str {
        figure.rows.map_or("", |rows| (self.words.rows)(&figure.quantity.id(), rows))
    }

    /// " in cross-validation", " on 2026-03-02".
    pub(super) fn at(&self, figure: &Figure) -> Statement {
        match &figure.of {
            Subject::Named(Sort::Day, day) => {
                put!((self.words.within)(Sort::Day), name = self.shown_as(Sort::Day, day))
            }
            _ => Statement::words(self.rows_of(figure)),
        }
    }

    /// "the AUC of GBM_1 in cross-validation", "the error rate on 2026-03-02"; "its AUC" right after something else about it.
    pub(super) fn thing(&self, figure: &Figure) -> Statement {
        let rest = if is_day(figure) { self.at(figure) } else { Statement::words(self.rows(figure)) };
        self.thing_without_rows(figure).and(rest)
    }

    /// The same without the rows or the day.
    pub(super) fn thing_without_rows(&self, figure: &Figure) -> Statement {
        let words = self.words;
        match figure.of {
            Subject::Named(Sort::Day, _) => put!(words.the, what = self.what_number(figure)),
            Subject::Entity => put!(words.the, what = self.label(&figure.quantity)),
            _ if self.is_before(figure) => put!(words.its, what = self.label(&figure.quantity)),
            _ => put!(words.the_of, what = self.label(&figure.quantity), who = self.who(figure)),
        }
    }

    /// Whether the sentence before is about the same.
    pub(super) fn is_before(&self, figure: &Figure) -> bool {
        self.before.is_some_and(|(before, _)| before.of == figure.of)
    }

    pub(super) fn who_or_it(&self, figure: &Figure) -> Statement {
        let is_clear = figure.of != Subject::Entity || self.has_named_entity;
        if is_clear && self.is_before(figure) { Statement::words(self.words.it) } else { self.who(figure) }
    }

    /// Whose: "the class malignant", "GBM_1", "the experiment".
    pub(super) fn who(&self, figure: &Figure) -> Statement {
        match &figure.of {
            Subject::Entity => Statement::words((self.words.entity)(self.kind)),
            Subject::Pair(of, a, b) if is_pair(figure) => {
                put!(self.words.pair, a = self.shown_as(*of, a), b = self.shown_as(*of, b))
            }
            Subject::Pair(of, _, within) => {
                self.who_alone(figure).and(put!((self.words.within)(*of), name = self.shown(within)))
            }
            Subject::Named(..) => self.who_alone(figure),
        }
    }

    /// The same without its context, which stands beside it.
    pub(super) fn who_alone(&self, figure: &Figure) -> Statement {
        match &figure.of {
            Subject::Named(of, _) | Subject::Pair(of, ..) if !is_pair(figure) => {
                let (word, bare) = ((self.words.sort)(*of), self.bare(figure));
                // "The class class_0" says it twice.
                let last = word.split_whitespace().last().unwrap_or_default();
                match bare.to_plain().to_lowercase().starts_with(last) {
                    true if !last.is_empty() => bare,
                    _ => Statement::words(word).and(bare),
                }
            }
            _ => self.who(figure),
        }
    }

    /// The name alone.
    pub(super) fn bare(&self, figure: &Figure) -> Statement {
        match &figure.of {
            Subject::Named(of, name) | Subject::Pair(of, name, _) if !is_pair(figure) => {
                Statement::default().and(self.shown_as(*of, name))
            }
            _ => self.who(figure),
        }
    }

    /// "of 14 models, ", "of 3 experiments on titanic, "; nothing if the statement has named this number already.
    pub(super) fn all_once(&mut self, template: &'static str, figure: &Figure, among: Among) -> Statement {
        let sort = figure.of.sort().unwrap_or(Sort::Model);
        let (one, many) = (self.words.members)(sort, &figure.quantity.id());
        let mut all = Statement::default().and(counted(&Figure::count(&AMONG, among.number), one, many));
        if let Some(context) = context(figure).filter(|_| !matches!(sort, Sort::Class | Sort::Column)) {
            all = all.and(put!((self.words.within)(sort), name = self.shown(context)));
        }
        if !among.is_all {
            // Others of them have no such figure.
            all = put!(self.words.those_with, all = all, what = self.with_article(figure));
        }
        let plain = all.to_plain();
        if self.said.contains(&plain) {
            return Statement::default();
        }
        self.said.push(plain);
        put!(template, all = all)
    }

    /// A name as it stands in a sentence. It is quoted if it could be read as a word of the sentence, a number or a metric.
    pub(super) fn shown(&self, name: &str) -> Span {
        let shown = report_facts::names::shown(&short_line(name, LONGEST_NAME));
        let is_marked = shown.starts_with('\u{201c}') || name.trim().is_empty();
        let is_taken_for_more = shown.contains(char::is_whitespace)
            || shown.starts_with(|first: char| first.is_ascii_digit())
            || (self.words.is_own_word)(&shown)
            || report_facts::quantity::find(&shown).is_some();
        Span::Name(if is_taken_for_more && !is_marked { format!("\u{201c}{shown}\u{201d}") } else { shown })
    }

    fn shown_as(&self, sort: Sort, name: &str) -> Span {
        if sort == Sort::Day { Span::Time(name.to_owned()) } else { self.shown(name) }
    }
}
