//! Writes claims as sentences.

use report_domain::Kind;
use report_facts::{
    Direction, Figure, Rows, Sort, Statement, Subject, Unit, format,
    quantity::{AMONG, DIFFERENCE, IMPORTANCE, PART, PLACE, POINTS, RATIO},
    statement::{Span, counted, difference},
};

use super::{
    Words,
    english::ENGLISH,
    template::{capitalised, put},
};
use crate::{
    advice::Advice,
    claim::Show,
    evaluated::{Among, Evaluated, Ties},
    facts::{context, is_alike, is_day},
    same::is_same_value,
};

/// Writes the advice, if any, and then the claims as sentences.
pub(crate) fn statement(kind: Kind, claims: &[Evaluated<'_>], advice: Option<&Advice<'_>>) -> Statement {
    let mut writer =
        Writer { words: &ENGLISH, kind, before: None, said: Vec::new(), has_named_entity: false };
    let mut sentences: Vec<Statement> = advice.map(|advice| writer.advice(advice)).into_iter().collect();
    let mut rest = claims;
    while let Some((first, others)) = rest.split_first() {
        if let Some((sentence, after)) = writer.together(rest) {
            sentences.push(sentence);
            rest = after;
            continue;
        }
        let (sentence, is_joined) = writer.sentence(first, others.first());
        sentences.push(sentence);
        rest = if is_joined { &others[1..] } else { others };
    }
    let spaced = sentences
        .into_iter()
        .enumerate()
        .map(|(index, sentence)| if index == 0 { sentence } else { Statement::words(" ").and(sentence) });
    settled(spaced.fold(Statement::default(), Statement::and))
}

/// The statement in which values that are the same are written the same: beside its like, one that a source rounded would be
/// written with as many digits as it takes to see that.
fn settled(statement: Statement) -> Statement {
    let mut values: Vec<(Unit, f64)> = Vec::new();
    let spans = statement.spans().iter().cloned().map(|mut span| {
        if let Span::Figure(figure, _) = &mut span {
            let unit = figure.unit();
            match values.iter().find(|(of, value)| *of == unit && is_same_value(*value, figure.value)) {
                Some((_, value)) => figure.value = *value,
                None => values.push((unit, figure.value)),
            }
        }
        span
    });
    spans.fold(Statement::default(), Statement::and)
}

/// The difference of two figures of one quantity; of shares in percentage points.
fn distance(a: &Figure, b: &Figure) -> Span {
    let what = if a.unit() == Unit::Share { &POINTS } else { &DIFFERENCE };
    difference(&Figure::of_entity(a.quantity.derived(what), (a.value - b.value).abs()))
}

/// Whether the difference is not one of the two figures at the digits shown: from almost nothing to 0.0161 it is 0.0161.
fn says_more(a: &Figure, b: &Figure) -> bool {
    let shown = |value: f64| format::value(value, a.unit(), 0);
    let difference = shown((a.value - b.value).abs());
    difference != shown(a.value) && difference != shown(b.value)
}

/// Whether one comes after the other: in time, or unseen rows after those of training. Nothing rises from one half of the data to
/// the other.
fn is_course(from: &Figure, to: &Figure) -> bool {
    let is_unseen = |rows| {
        matches!(rows, Rows::Validation | Rows::CrossValidation | Rows::Test | Rows::OutOfBag | Rows::Holdout)
    };
    is_day(from)
        || match (from.rows, to.rows) {
            (Some(Rows::Training), Some(rows)) => is_unseen(rows),
            (Some(a), Some(b)) => (a, b) == (Rows::Reference, Rows::Current),
            _ => false,
        }
}

/// Whether it is the feature that is most important.
fn matters_most(figure: &Figure, place: usize) -> bool {
    place == 1 && figure.quantity == (&IMPORTANCE).into()
}

/// How much better (or higher, where neither direction is better) the first figure is than the second.
fn advantage(a: &Figure, b: &Figure) -> f64 {
    a.quantity.better().map_or(a.value - b.value, |direction| direction.advantage(a.value, b.value))
}

/// Writes one statement and records what it has written so far.
pub(super) struct Writer<'a> {
    pub(super) words: &'static Words,
    pub(super) kind: Kind,
    /// The figure of the sentence before, and whether that sentence names its rows.
    pub(super) before: Option<(&'a Figure, bool)>,
    /// Numbers of things as they were written: "14 models".
    pub(super) said: Vec<String>,
    /// Whether a sentence has named the entity, so that "it" may stand for it.
    pub(super) has_named_entity: bool,
}

impl<'a> Writer<'a> {
    /// The step, with the names of what it is about where they are known.
    fn advice(&self, advice: &Advice<'_>) -> Statement {
        let templates = (self.words.advice)(advice.name(), self.kind).unwrap_or_default();
        match advice.names.as_slice() {
            [] => Statement::words(templates[0]),
            [a] => put!(templates[1], a = self.shown(a)),
            [a, b, ..] => put!(templates[2], a = self.shown(a), b = self.shown(b)),
        }
        .and(".")
    }

    /// One sentence of three counts of one thing, or of one quantity on two kinds of rows, and the claims after them.
    fn together<'c>(&mut self, claims: &'c [Evaluated<'a>]) -> Option<(Statement, &'c [Evaluated<'a>])> {
        let words = self.words;
        match *claims {
            [Evaluated::Value(a), Evaluated::Value(b), Evaluated::Value(c), ..]
                if a.of == b.of
                    && b.of == c.of
                    && !is_day(a)
                    && [a, b, c].iter().all(|figure| self.noun(figure).is_some()) =>
            {
                let who = self.who_or_it(a);
                self.names_entity(a);
                self.before = Some((c, true));
                let [a, b, c] = [a, b, c].map(|figure| self.counted(figure));
                let sentence = put!(words.has_three, who = who, a = a, b = b, c = c);
                Some((capitalised(&sentence.and(".")), &claims[3..]))
            }
            [Evaluated::Value(a), Evaluated::Value(b), ..]
                if a.of == b.of
                    && a.quantity == b.quantity
                    && a.rows.is_some()
                    && b.rows.is_some()
                    && self.noun(a).is_none() =>
            {
                let sentence = self.on_two_kinds_of_rows(a, b);
                self.before = Some((a, false));
                Some((capitalised(&sentence.and(".")), &claims[2..]))
            }
            _ => None,
        }
    }

    /// "The log loss is 0.0111 on training rows and 0.0519 in cross-validation".
    fn on_two_kinds_of_rows(&self, a: &Figure, b: &Figure) -> Statement {
        let (thing, at, then) = (self.thing_without_rows(a), self.at(a), self.at(b));
        put!(self.words.on_two, thing = thing, a = a, from = at, b = b, to = then)
    }

    /// A sentence of the first claim, joined with the second where both are about the same thing.
    fn sentence(&mut self, first: &Evaluated<'a>, second: Option<&Evaluated<'a>>) -> (Statement, bool) {
        if let Evaluated::Finding(finding) = first {
            // The statement of a finding is a sentence already.
            self.before = None;
            return (finding.statement.clone(), false);
        }
        let clause = self.clause(first);
        self.before = match *first {
            Evaluated::Value(figure) | Evaluated::Placed { figure, .. } | Evaluated::Share(figure, _) => {
                Some((figure, true))
            }
            Evaluated::Compared(figure, ..) => Some((figure, true)),
            Evaluated::Changed(figure, _) => Some((figure, false)),
            _ => None,
        }
        .filter(|(figure, _)| !is_day(figure));
        let joined = second.and_then(|second| self.joined(first, second));
        let is_joined = joined.is_some();
        (capitalised(&clause.and(joined).and(".")), is_joined)
    }

    fn clause(&mut self, claim: &Evaluated<'a>) -> Statement {
        let words = self.words;
        match *claim {
            Evaluated::Finding(finding) => finding.statement.clone(),
            Evaluated::Value(figure) => self.value(figure),
            Evaluated::Same(a, b) => {
                put!(
                    words.same,
                    who = self.who_alone(a),
                    other = self.who(b),
                    what = self.what_number(a),
                    a = a
                )
            }
            Evaluated::Compared(a, b, show) if is_day(a) && self.noun(a).is_some() => {
                let [came, failed] = words.on_days;
                let template = if a.quantity.id() == "errors" { failed } else { came };
                let more = words.more[usize::from(a.value > b.value)];
                let (who, other, tail) = (self.who(a), self.who(b), self.tail(a, b, show));
                put!(template, who = who, more = more, other = other, a = a, b = b, tail = tail)
            }
            Evaluated::Compared(a, b, show) => {
                let (more, tail) = (self.more(a, b), self.tail(a, b, show));
                let (who, other) = (self.who_or_it(a), self.who_alone(b));
                put!(words.compared, who = who, more = more, other = other, a = a, b = b, tail = tail)
            }
            Evaluated::Changed(from, to) => self.changed(from, to),
            Evaluated::Placed { figure, place, ties, among } => self.place(figure, place, ties, among),
            Evaluated::Spread { low, high, ties, among } => {
                let (first, last) = (self.end(low, ties[0]), self.end(high, ties[1]));
                let what = put!(words.the, what = self.what_number(low));
                let all = self.all_once(words.across_all, low, among);
                put!(words.spread, what = what, all = all, a = low, low = first, b = high, high = last)
            }
            Evaluated::Share(part, whole) => self.share(part, whole),
        }
    }

    /// The end of a sentence that a second claim adds to it.
    fn joined(&mut self, first: &Evaluated<'a>, second: &Evaluated<'a>) -> Option<Statement> {
        let words = self.words;
        match (*first, *second) {
            (Evaluated::Value(a), Evaluated::Value(b)) if a.of == b.of => {
                let next = match (self.noun(a), self.noun(b)) {
                    _ if self.is_from_before_service(b) => {
                        put!(words.what_of, what = self.with_article(b), a = b)
                    }
                    (Some(_), Some(_)) => self.counted(b),
                    // "The run has 20 columns and the validity is 100%" would join what has nothing in common.
                    (Some(_), None) | (None, Some(_)) => return None,
                    _ if is_day(a) => return None,
                    _ => self.value(b),
                };
                Some(put!(words.and_value, value = next))
            }
            (Evaluated::Value(a), Evaluated::Value(b)) => {
                let is_alike = a.quantity == b.quantity && a.rows == b.rows && a.of.sort() == b.of.sort();
                if !is_alike {
                    return None;
                }
                // After two things, "its" would be ambiguous.
                self.before = None;
                let value = match self.noun(b) {
                    Some(_) => self.value(b),
                    None => put!(words.that_of, who = self.who_alone(b), a = b),
                };
                Some(put!(words.while_value, value = value))
            }
            (Evaluated::Compared(a, b, _), Evaluated::Compared(c, d, show)) if !is_day(a) => {
                // A ratio is of the greater: it cannot be turned round.
                let is_other_way = show != Show::Ratio && (&a.of, &b.of) == (&d.of, &c.of);
                let (c, d) = if is_other_way { (d, c) } else { (c, d) };
                if (&a.of, &b.of) != (&c.of, &d.of) {
                    return None;
                }
                let has_better = a.quantity.better().is_some() && c.quantity.better().is_some();
                let is_but = has_better && (advantage(a, b) > 0.0) != (advantage(c, d) > 0.0);
                let template = if is_but { words.but_compared } else { words.and_compared };
                let more = if a.quantity == c.quantity && a.rows != c.rows {
                    put!(words.a_better_one, better = self.better(c, d), rows = self.rows_of(c))
                } else {
                    self.more(c, d)
                };
                Some(put!(template, more = more, a = c, b = d, tail = self.tail(c, d, show)))
            }
            (
                Evaluated::Placed { figure: a, ties: Ties::None, among: all, .. },
                Evaluated::Placed { figure: b, place, ties: Ties::None, among },
            ) if a.of == b.of && all == among && all.is_all => {
                let rank = self.rank(b, place, 0, among.number);
                Some(put!(words.and_place, rank = rank, what = self.what_counted(b), a = b))
            }
            (
                Evaluated::Placed { figure: a, place: first, ties: Ties::None, .. },
                Evaluated::Placed { figure: b, place, ties: Ties::None, among },
            ) if is_alike(a, b) && !matters_most(a, first) && !matters_most(b, place) => {
                // After two things, "it" would be ambiguous.
                self.before = None;
                let rank = self.rank(b, place, 0, among.number);
                Some(put!(words.and_who_place, who = self.bare(b), rank = rank, a = b))
            }
            _ => None,
        }
    }

    fn value(&mut self, figure: &Figure) -> Statement {
        let words = self.words;
        if self.is_from_before_service(figure) {
            let (who, what) = (self.who(figure), self.with_article(figure));
            return put!(words.before_service, who = who, what = what, a = figure);
        }
        if self.noun(figure).is_none() {
            return put!(words.value, thing = self.thing(figure), a = figure);
        }
        let template = if is_day(figure) { words.there_were } else { words.has };
        let counted = self.counted(figure);
        self.said.push(counted.to_plain());
        let who = self.who_or_it(figure);
        self.names_entity(figure);
        put!(template, who = who, n = counted)
    }

    /// From here on "it" is the entity, where the figure is its own.
    fn names_entity(&mut self, figure: &Figure) {
        self.has_named_entity |= figure.of == Subject::Entity;
    }

    /// A deployment gives figures of its model that were measured before.
    fn is_from_before_service(&self, figure: &Figure) -> bool {
        self.kind == Kind::Deployment && figure.of.sort() == Some(Sort::Model)
    }

    /// "a better AUC", "more failed calls".
    fn more(&self, a: &Figure, b: &Figure) -> Statement {
        let words = self.words;
        if self.noun(a).is_some() {
            return put!(
                words.more_of,
                more = words.more[usize::from(a.value > b.value)],
                what = self.what_counted(a)
            );
        }
        put!(words.a_better, better = self.better(a, b), what = self.what(a))
    }

    fn better(&self, a: &Figure, b: &Figure) -> &'static str {
        let is_more = usize::from(a.value > b.value);
        match (a.unit(), a.quantity.better()) {
            (Unit::Milliseconds, _) => self.words.longer[is_more],
            // "A better error rate" is no English.
            (Unit::Share, Some(Direction::Lower)) | (_, None) => self.words.higher[is_more],
            _ => self.words.better[usize::from(advantage(a, b) > 0.0)],
        }
    }

    /// By how much, or how many times.
    fn tail(&self, a: &Figure, b: &Figure, show: Show) -> Statement {
        let [many, long, high] = self.words.times_as;
        let times_as = match a.unit() {
            Unit::Count => many,
            Unit::Milliseconds => long,
            _ => high,
        };
        let ratio = || Figure::of_entity(a.quantity.derived(&RATIO), a.value / b.value);
        match show {
            Show::Order => Statement::default(),
            Show::Difference if !says_more(a, b) => Statement::default(),
            Show::Difference => put!(self.words.difference, d = distance(a, b)),
            Show::Ratio => put!(self.words.ratio, ratio = ratio(), times_as = times_as),
        }
    }

    fn changed(&self, from: &Figure, to: &Figure) -> Statement {
        let words = self.words;
        let is_past = is_day(from) || from.rows == Some(Rows::Reference);
        let (rises, is) = if is_past { (words.rose, words.was) } else { (words.rises, words.is) };
        let (thing, at, then) = (self.thing_without_rows(from), self.at(from), self.at(to));
        if is_same_value(from.value, to.value) {
            return put!(words.unchanged, thing = thing, is = is, from = at, to = then, a = from);
        }
        if !is_course(from, to) {
            return self.on_two_kinds_of_rows(from, to);
        }
        let rises = rises[usize::from(to.value > from.value)];
        let by = says_more(to, from).then(|| put!(words.by, d = distance(to, from)));
        put!(words.changed, thing = thing, rises = rises, a = from, from = at, b = to, to = then, by = by)
    }

    fn place(&mut self, figure: &Figure, place: usize, ties: Ties<'_>, among: Among) -> Statement {
        let words = self.words;
        // `of_all` names the context that all of them share.
        let is_within_all = !matches!(figure.of.sort(), Some(Sort::Class | Sort::Column));
        let rank = self.rank(figure, place, ties.number(), among.number);
        let what = self.what_counted(figure);
        let of_all = self.all_once(words.of_all, figure, among);
        let who = match figure.of {
            _ if self.is_before(figure) => self.who_or_it(figure),
            // "Of 3 classes, the class no" says it twice.
            Subject::Named(..) if !of_all.spans().is_empty() => self.bare(figure),
            _ if is_within_all && !of_all.spans().is_empty() => self.bare(figure),
            _ if is_within_all => self.who_alone(figure),
            _ => self.who(figure),
        };
        if ties == Ties::None && matters_most(figure, place) {
            let who = if self.is_before(figure) { who } else { self.who_alone(figure) };
            let model = context(figure).filter(|_| !self.is_before(figure));
            let in_model = model.map(|model| put!((words.within)(Sort::Column), name = self.shown(model)));
            return put!(words.matters_most, of_all = of_all, who = who, in_model = in_model, a = figure);
        }
        let Some(others) = self.others(ties) else {
            return put!(words.place, of_all = of_all, who = who, rank = rank, what = what, a = figure);
        };
        put!(
            words.shared_place,
            of_all = of_all,
            who = who,
            rank = rank,
            what = what,
            others = others,
            a = figure
        )
    }

    /// "GBM_1", "2 others".
    fn others(&self, ties: Ties<'_>) -> Option<Statement> {
        match ties {
            Ties::None => None,
            Ties::With(other) => Some(self.bare(other)),
            Ties::WithSoMany(number) => {
                let others = self.words.others;
                Some(Statement::default().and(counted(&Figure::count(&AMONG, number), others, others)))
            }
        }
    }

    /// An end of a spread: "class_0", "class_0 and 2 others".
    fn end(&self, figure: &Figure, ties: Ties<'_>) -> Statement {
        match self.others(ties) {
            None => self.bare(figure),
            Some(others) => put!(self.words.end, who = self.bare(figure), others = others),
        }
    }

    /// "best", "third-highest", "11th-shortest", "second-worst": counted from the nearer end.
    fn rank(&self, figure: &Figure, place: usize, ties: usize, among: usize) -> Statement {
        let words = self.words;
        let from_end = among - (place - 1) - ties;
        let (number, end) = if from_end < place { (from_end, 1) } else { (place, 0) };
        let [by_goodness, by_height, by_number, by_length] = &words.ranks;
        let rank = match (self.noun(figure), figure.quantity.better()) {
            (Some(_), Some(Direction::Lower)) => by_number[1 - end],
            (Some(_), _) => by_number[end],
            (None, None) => by_height[end],
            (None, Some(_)) if figure.unit() == Unit::Milliseconds => by_length[end],
            // "The best error rate" is no English.
            (None, Some(Direction::Lower)) if figure.unit() == Unit::Share => by_height[1 - end],
            (None, Some(_)) => by_goodness[end],
        };
        let ordinal = match words.ordinals.get(number - 1) {
            Some(ordinal) => Statement::words(ordinal),
            None => Statement::default().and(Figure::count(&PLACE, number)).and((words.ordinal)(number)),
        };
        ordinal.and(rank)
    }

    fn share(&mut self, part: &Figure, whole: &Figure) -> Statement {
        let share = Figure::of_entity(part.quantity.derived(&PART), part.value / whole.value);
        let (who, all) = (self.who_or_it(part), self.counted(whole));
        self.names_entity(part);
        if part.of.sort() == Some(Sort::ErrorType) && part.value == whole.value {
            return put!(self.words.all_of_type, all = all, who = self.bare(part));
        }
        if part.quantity == whole.quantity {
            return put!(self.words.share, who = who, a = part, all = all, share = share);
        }
        put!(self.words.share_of_others, who = who, n = self.counted(part), all = all, share = share)
    }
}
