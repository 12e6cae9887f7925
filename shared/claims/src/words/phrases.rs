//! The parts of sentences: what is measured, whose it is, and names as they stand in a sentence.

use report_facts::{
    Direction, Figure, Quantity, Sort, Statement, Subject, Unit,
    statement::{Part, Span, counted},
    words::in_sentence,
};

use super::{ENGLISH, Noun, Writer};
use crate::facts::{context, is_pair};

impl Writer {
    pub(super) fn noun(&self, figure: &Figure) -> Option<Noun> {
        let known = figure.quantity.known().filter(|known| known.unit == Unit::Count)?;
        (self.words.noun)(known.id)
    }

    /// "AUC in cross-validation".
    pub(super) fn what(&self, figure: &Figure) -> Statement {
        let rows = figure.rows.map_or("", |rows| (self.words.rows)(&figure.quantity.id(), rows));
        self.label(&figure.quantity).and(Statement::words(rows))
    }

    /// The same; of a count, what is counted.
    pub(super) fn what_counted(&self, figure: &Figure) -> Statement {
        self.noun(figure).map_or_else(|| self.what(figure), |noun| Statement::words(noun.1))
    }

    /// The same; of a count, "number of models".
    pub(super) fn what_number(&self, figure: &Figure) -> Statement {
        match self.noun(figure) {
            Some(noun) => put(self.words.number_of, &[("noun", Statement::words(noun.1).into())]),
            None if is_day(figure) => self.label(&figure.quantity),
            None => self.what(figure),
        }
    }

    pub(super) fn label(&self, quantity: &Quantity) -> Statement {
        Statement::default().and(Span::Label(in_sentence(&quantity.label())))
    }

    /// "the AUC of GBM_1 in cross-validation"; "its AUC in cross-validation" right after something else about it.
    pub(super) fn thing(&self, figure: &Figure, before: Option<&Figure>) -> Statement {
        let rows = figure.rows.map_or("", |rows| (self.words.rows)(&figure.quantity.id(), rows));
        // Where the rows are those of the figure before, they need not be said again.
        let rows = if before.is_some_and(|before| before.of == figure.of && before.rows == figure.rows) {
            ""
        } else {
            rows
        };
        let what = [("what", self.label(&figure.quantity).into())];
        match before {
            _ if figure.of == Subject::Entity => put(self.words.the, &what),
            Some(before) if before.of == figure.of => put(self.words.its, &what),
            _ => self.thing_without_rows(figure),
        }
        .and(Statement::words(rows))
    }

    pub(super) fn thing_without_rows(&self, figure: &Figure) -> Statement {
        let what = ("what", self.label(&figure.quantity).into());
        match figure.of {
            Subject::Entity => put(self.words.the, &[what]),
            _ => put(self.words.the_thing, &[what, ("who", self.who(figure).into())]),
        }
    }

    pub(super) fn who_again(&self, figure: &Figure, before: Option<&Figure>) -> Statement {
        match before {
            Some(before) if before.of == figure.of && figure.of != Subject::Entity => {
                Statement::words(self.words.pronoun)
            }
            _ => self.who(figure),
        }
    }

    /// Whose, without what it is within, which stands beside it.
    pub(super) fn who_alone(&self, figure: &Figure) -> Statement {
        match &figure.of {
            Subject::Pair(sort, name, _) if !is_pair(figure) => {
                Statement::words((self.words.sort)(*sort)).and(shown(name))
            }
            _ => self.who(figure),
        }
    }

    /// Whose: "the class malignant", "GBM_1", "the experiment".
    pub(super) fn who(&self, figure: &Figure) -> Statement {
        let sort = |of: &Sort| Statement::words((self.words.sort)(*of));
        match &figure.of {
            Subject::Entity => Statement::words((self.words.entity)(self.kind)),
            Subject::Named(of, name) => sort(of).and(shown_as(*of, name)),
            Subject::Pair(of, a, b) if is_pair(figure) => {
                put(self.words.pair, &[("a", shown_as(*of, a).into()), ("b", shown_as(*of, b).into())])
            }
            Subject::Pair(of, name, context) => {
                let within = put((self.words.within)(*of), &[("name", shown(context).into())]);
                sort(of).and(shown_as(*of, name)).and(within)
            }
        }
    }

    /// The name alone.
    pub(super) fn bare(&self, figure: &Figure) -> Statement {
        match &figure.of {
            Subject::Named(of, name) => Statement::default().and(shown_as(*of, name)),
            Subject::Pair(of, name, _) if !is_pair(figure) => Statement::default().and(shown_as(*of, name)),
            _ => self.who(figure),
        }
    }

    /// "14 models", "3 experiments on titanic".
    pub(super) fn all(&self, figure: &Figure, count: &Figure) -> Statement {
        let sort = figure.of.sort().unwrap_or(Sort::Model);
        let (one, many) = (self.words.members)(sort, is_pair(figure));
        let all = Statement::default().and(counted(count, one, many));
        match context(figure) {
            Some(context) if !matches!(sort, Sort::Class | Sort::Column) => {
                all.and(put((self.words.within)(sort), &[("name", shown(context).into())]))
            }
            _ => all,
        }
    }

    /// "best", "worst", "highest" …
    pub(super) fn rank(&self, figure: &Figure, is_last: bool) -> &'static str {
        let pair = match (self.noun(figure), figure.quantity.better()) {
            (Some(_), Some(Direction::Lower)) => [5, 4],
            (Some(_), _) => [4, 5],
            (None, Some(_)) if figure.unit() == Unit::Milliseconds => [6, 7],
            (None, Some(_)) => [0, 1],
            (None, None) => [2, 3],
        };
        self.words.ranks[pair[usize::from(is_last)]]
    }
}

pub(super) fn is_day(figure: &Figure) -> bool {
    figure.of.sort() == Some(Sort::Day)
}

/// A name as it stands in a sentence: in quotation marks where it could be taken for words of ours, a number or a metric.
pub(super) fn shown(name: &str) -> Span {
    let shown = report_facts::names::shown(&crate::facts::tame(name, LONGEST_NAME));
    let is_marked = shown.starts_with('\u{201c}') || name.trim().is_empty();
    let is_taken_for_more = shown.contains(char::is_whitespace)
        || shown.starts_with(|first: char| first.is_ascii_digit())
        || (ENGLISH.is_own_word)(&shown)
        || report_facts::quantity::find(&shown).is_some();
    if is_taken_for_more && !is_marked {
        Span::Name(format!("\u{201c}{shown}\u{201d}"))
    } else {
        Span::Name(shown)
    }
}

/// Characters of a name in a sentence.
const LONGEST_NAME: usize = 80;

pub(super) fn shown_as(sort: Sort, name: &str) -> Span {
    if sort == Sort::Day { Span::Time(name.to_owned()) } else { shown(name) }
}

/// A template with what stands for each of its names.
pub(super) fn put(template: &'static str, parts: &[(&str, Part)]) -> Statement {
    let mut all = Statement::default();
    let mut rest = template;
    while let Some((words, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let part = parts.iter().find(|(known, _)| *known == name);
        debug_assert!(part.is_some(), "{name} in {template:?}");
        all = all.and(Statement::words(words));
        if let Some((_, part)) = part {
            all = all.and(part.clone());
        }
        rest = after;
    }
    all.and(Statement::words(rest))
}

pub(super) fn put_all(template: &'static str, parts: &[(&str, Statement)]) -> Statement {
    let parts: Vec<(&str, Part)> = parts.iter().map(|(name, part)| (*name, part.clone().into())).collect();
    put(template, &parts)
}

/// The same with a capital where it begins with words or the label of a quantity. A name stays as it is.
pub(super) fn capitalised(statement: &Statement) -> Statement {
    let mut all = Statement::default();
    let mut is_first = true;
    for span in statement.spans() {
        let upper = |text: &str| {
            let mut characters = text.chars();
            characters.next().map(|first| first.to_uppercase().chain(characters).collect::<String>())
        };
        let span = match span {
            Span::Words(words) if words.is_empty() => continue,
            Span::Words(words) if is_first => Span::Words(upper(words).unwrap_or_default().into()),
            Span::Label(label) if is_first => Span::Label(upper(label).unwrap_or_default()),
            span => span.clone(),
        };
        is_first = false;
        all = all.and(span);
    }
    all
}
