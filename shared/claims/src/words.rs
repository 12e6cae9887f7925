//! The words of claims. All of a language's words stand in one table; what is put into them are figures and names.

mod english;
mod phrases;

use report_domain::Kind;
use report_facts::{
    Direction, Figure, Rows, Sort, Statement, Unit,
    quantity::{AMONG, DIFFERENCE, PART, PLACE, POINTS, RATIO},
    statement::counted,
};

use crate::{advice::Action, answer::Show, evaluate::Evaluated};

use english::ENGLISH;
use phrases::{capitalised, is_day, put, put_all, shown};

/// One and many.
type Noun = (&'static str, &'static str);

/// The words of a language. Templates name what stands in them: `{what}` a quantity with its rows, `{who}` whose it is.
pub(crate) struct Words {
    the_thing: &'static str,
    its: &'static str,
    the: &'static str,
    pronoun: &'static str,
    and: &'static str,
    while_: &'static str,
    value: &'static str,
    value_of_other: &'static str,
    has: &'static str,
    had: &'static str,
    same: &'static str,
    same_count: &'static str,
    order: &'static str,
    order_count: &'static str,
    difference: &'static str,
    difference_count: &'static str,
    ratio: &'static str,
    ratio_count: &'static str,
    unchanged: &'static str,
    changed: &'static str,
    day_unchanged: &'static str,
    day_changed: &'static str,
    first_place: &'static str,
    shared_first: &'static str,
    place: &'static str,
    shared_place: &'static str,
    spread: &'static str,
    share: &'static str,
    share_failed: &'static str,
    share_missing: &'static str,
    number_of: &'static str,
    higher: &'static str,
    lower: &'static str,
    shorter: &'static str,
    longer: &'static str,
    more: &'static str,
    fewer: &'static str,
    better: &'static str,
    worse: &'static str,
    rose: &'static str,
    fell: &'static str,
    ranks: [&'static str; 8],
    best_first: &'static str,
    highest_first: &'static str,
    lowest_first: &'static str,
    shortest_first: &'static str,
    within: fn(Sort) -> &'static str,
    other: Noun,
    is_own_word: fn(&str) -> bool,
    entity: fn(Kind) -> &'static str,
    sort: fn(Sort) -> &'static str,
    pair: &'static str,
    members: fn(Sort, bool) -> Noun,
    noun: fn(&str) -> Option<Noun>,
    rows: fn(&str, Rows) -> &'static str,
}

/// Claims as sentences, after what is advised because of them.
pub(crate) fn statement(kind: Kind, claims: &[Evaluated<'_>], action: Option<Action>) -> Statement {
    let writer = Writer { words: &ENGLISH, kind };
    let mut all = Statement::default();
    if let Some(action) = action {
        let words = match action.target(claims) {
            Some((words, name)) => put(words, &[("name", shown(&name).into())]),
            None => Statement::words(action.step().words),
        };
        all = all.and(words).and(Statement::words(". "));
    }
    let mut rest = claims;
    let mut before = None;
    while let Some((first, others)) = rest.split_first() {
        if rest.len() < claims.len() {
            all = all.and(Statement::words(" "));
        }
        // A second value goes on where the first ends.
        let joined = others.first().and_then(|second| writer.joined(first, second, before));
        let sentence = match joined {
            Some(sentence) => {
                rest = &others[1..];
                sentence.and(Statement::words("."))
            }
            None => {
                rest = others;
                writer.sentence(first, before)
            }
        };
        before = writer.subject(first);
        all = all.and(match first {
            // A finding is a sentence already, and may begin with a name.
            Evaluated::Finding(_) => sentence,
            _ => capitalised(&sentence),
        });
    }
    all
}

/// How far two figures of one quantity are apart: of shares in percentage points.
fn distance(a: &Figure, b: &Figure) -> Figure {
    let what = if a.unit() == Unit::Share { &POINTS } else { &DIFFERENCE };
    Figure::of_entity(a.quantity.derived(what), (a.value - b.value).abs())
}

struct Writer {
    words: &'static Words,
    kind: Kind,
}

impl Writer {
    /// What a claim is mainly about.
    fn subject<'a>(&self, claim: &Evaluated<'a>) -> Option<&'a Figure> {
        match claim {
            Evaluated::Value(figure) | Evaluated::Placed { figure, .. } => Some(*figure),
            Evaluated::Compared(figure, ..) => Some(*figure),
            _ => None,
        }
        .filter(|figure| !is_day(figure))
    }

    fn sentence(&self, claim: &Evaluated<'_>, before: Option<&Figure>) -> Statement {
        match claim {
            Evaluated::Finding(finding) => finding.statement.clone(),
            claim => self.clause(claim, before).and(Statement::words(".")),
        }
    }

    /// Two values in one sentence, where they are of the same thing or of the same quantity.
    fn joined(&self, a: &Evaluated<'_>, b: &Evaluated<'_>, before: Option<&Figure>) -> Option<Statement> {
        let (Evaluated::Value(first), Evaluated::Value(second)) = (a, b) else { return None };
        let start = self.clause(a, before);
        if first.of == second.of {
            let next = match (self.noun(first), self.noun(second)) {
                (Some(_), Some(noun)) => Statement::default().and(counted(second, noun.0, noun.1)),
                _ if is_day(first) => return None,
                _ => self.value(second, Some(first)),
            };
            return Some(start.and(Statement::words(self.words.and)).and(next));
        }
        let is_alike = first.quantity == second.quantity
            && first.rows == second.rows
            && first.of.sort() == second.of.sort()
            && first.of != second.of;
        let next = match self.noun(second) {
            _ if !is_alike => return None,
            Some(_) => self.value(second, None),
            None => put(
                self.words.value_of_other,
                &[("who", self.who_alone(second).into()), ("a", (*second).into())],
            ),
        };
        Some(start.and(Statement::words(self.words.while_)).and(next))
    }

    fn clause(&self, claim: &Evaluated<'_>, before: Option<&Figure>) -> Statement {
        let words = self.words;
        let who = |figure| self.who_again(figure, before);
        match *claim {
            Evaluated::Value(figure) => self.value(figure, before),
            Evaluated::Finding(finding) => finding.statement.clone(),
            Evaluated::Same(a, b) => match self.noun(a) {
                Some(noun) => put(
                    words.same_count,
                    &[
                        ("who", self.who(a).into()),
                        ("other", self.who(b).into()),
                        ("n", counted(a, noun.0, noun.1).into()),
                    ],
                ),
                None => put(
                    words.same,
                    &[
                        ("who", self.who_alone(a).into()),
                        ("other", self.who(b).into()),
                        ("what", self.what(a).into()),
                        ("a", a.into()),
                    ],
                ),
            },
            Evaluated::Compared(a, b, show) => self.compared(a, b, show, before),
            Evaluated::Changed(from, to) => self.changed(from, to),
            Evaluated::Placed { figure, place, ties, among } => {
                let is_last = place + ties == among && place > 1;
                let among = Figure::count(&AMONG, among);
                let others = Figure::count(&AMONG, ties);
                // What both are within is said once, with the others.
                let is_within_all = !matches!(figure.of.sort(), Some(Sort::Class | Sort::Column));
                let whose = match before {
                    Some(before) if before.of == figure.of => who(figure),
                    _ if is_within_all => self.who_alone(figure),
                    _ => who(figure),
                };
                let parts = [
                    ("who", whose),
                    ("rank", Statement::words(self.rank(figure, is_last))),
                    ("what", self.what_counted(figure)),
                    ("number", self.what_number(figure)),
                    ("place", Statement::default().and(Figure::count(&PLACE, place))),
                    ("all", self.all(figure, &among)),
                    (
                        "first",
                        Statement::words(match figure.quantity.better() {
                            Some(Direction::Lower) if self.noun(figure).is_some() => words.lowest_first,
                            Some(_) if figure.unit() == Unit::Milliseconds => words.shortest_first,
                            Some(_) if self.noun(figure).is_none() => words.best_first,
                            _ => words.highest_first,
                        }),
                    ),
                    ("others", Statement::default().and(counted(&others, words.other.0, words.other.1))),
                    ("a", Statement::default().and(figure)),
                ];
                let template = match (place == 1 || is_last, ties == 0) {
                    (true, true) => words.first_place,
                    (true, false) => words.shared_first,
                    (false, true) => words.place,
                    (false, false) => words.shared_place,
                };
                put_all(template, &parts)
            }
            Evaluated::Spread(low, high, among) => put(
                words.spread,
                &[
                    ("what", self.what_number(low).into()),
                    ("all", self.all(low, &Figure::count(&AMONG, among)).into()),
                    ("a", low.into()),
                    ("low", self.bare(low).into()),
                    ("b", high.into()),
                    ("high", self.bare(high).into()),
                ],
            ),
            Evaluated::Share(part, whole) => self.share(part, whole, before),
        }
    }

    fn value(&self, figure: &Figure, before: Option<&Figure>) -> Statement {
        let words = self.words;
        match self.noun(figure) {
            Some(noun) => put(
                if is_day(figure) { words.had } else { words.has },
                &[
                    ("who", self.who_again(figure, before).into()),
                    ("n", counted(figure, noun.0, noun.1).into()),
                ],
            ),
            None => put(words.value, &[("thing", self.thing(figure, before).into()), ("a", figure.into())]),
        }
    }

    fn compared(&self, a: &Figure, b: &Figure, show: Show, before: Option<&Figure>) -> Statement {
        let words = self.words;
        let is_more = a.value > b.value;
        let noun = self.noun(a);
        let distance = distance(a, b);
        let ratio = Figure::of_entity(a.quantity.derived(&RATIO), a.value / b.value);
        let many = noun.map_or("", |noun| noun.1);
        let distance_noun = noun.map_or("", |noun| if distance.value == 1.0 { noun.0 } else { noun.1 });
        let higher = match noun {
            None if a.unit() == Unit::Milliseconds => [words.shorter, words.longer][usize::from(is_more)],
            Some(_) => [words.fewer, words.more][usize::from(is_more)],
            None => [words.lower, words.higher][usize::from(is_more)],
        };
        let better = match a.quantity.better() {
            _ if a.unit() == Unit::Milliseconds => higher,
            Some(direction) if direction.advantage(a.value, b.value) > 0.0 => words.better,
            Some(_) => words.worse,
            None => higher,
        };
        let parts = [
            ("who", self.who_again(a, before)),
            ("thing", self.thing(a, before)),
            ("what", self.what(a)),
            ("other", self.who_alone(b)),
            ("higher", Statement::words(higher)),
            ("better", Statement::words(better)),
            ("d", Statement::default().and(&distance)),
            ("ratio", Statement::default().and(&ratio)),
            ("noun", Statement::words(if show == Show::Difference { distance_noun } else { many })),
            ("a", Statement::default().and(a)),
            ("b", Statement::default().and(b)),
        ];
        let template = match (show, noun) {
            (Show::Order, None) => words.order,
            (Show::Order, Some(_)) => words.order_count,
            (Show::Difference, None) => words.difference,
            (Show::Difference, Some(_)) => words.difference_count,
            (Show::Ratio, None) => words.ratio,
            (Show::Ratio, Some(_)) => words.ratio_count,
        };
        put_all(template, &parts)
    }

    fn changed(&self, from: &Figure, to: &Figure) -> Statement {
        let words = self.words;
        let is_more = to.value > from.value;
        let distance = distance(to, from);
        let higher = match to.unit() {
            Unit::Milliseconds => [words.shorter, words.longer],
            _ => [words.lower, words.higher],
        }[usize::from(is_more)];
        let on = |figure: &Figure| {
            Statement::words(figure.rows.map_or("", |rows| (words.rows)(&figure.quantity.id(), rows)))
        };
        let parts = [
            ("thing", self.thing_without_rows(from)),
            ("what", self.what_number(from)),
            ("who", self.bare(from)),
            ("other", self.bare(to)),
            ("from", on(from)),
            ("to", on(to)),
            ("rose", Statement::words([words.fell, words.rose][usize::from(is_more)])),
            ("higher", Statement::words(higher)),
            ("d", Statement::default().and(&distance)),
            ("a", Statement::default().and(from)),
            ("b", Statement::default().and(to)),
        ];
        let template = match (is_day(from), from.value == to.value) {
            (true, true) => words.day_unchanged,
            (true, false) => words.day_changed,
            (false, true) => words.unchanged,
            (false, false) => words.changed,
        };
        put_all(template, &parts)
    }

    fn share(&self, part: &Figure, whole: &Figure, before: Option<&Figure>) -> Statement {
        let noun = self.noun(part).unwrap_or(("", ""));
        let whole_noun = self.noun(whole).unwrap_or(("", ""));
        let share = Figure::of_entity(part.quantity.derived(&PART), part.value / whole.value);
        let template = match (part.quantity.id().as_str(), part.quantity == whole.quantity) {
            (_, true) => self.words.share,
            ("errors", false) => self.words.share_failed,
            _ => self.words.share_missing,
        };
        put(
            template,
            &[
                ("who", self.who_again(part, before).into()),
                ("n", counted(part, noun.0, noun.1).into()),
                ("a", part.into()),
                ("b", counted(whole, whole_noun.0, whole_noun.1).into()),
                ("share", share.into()),
            ],
        )
    }
}
