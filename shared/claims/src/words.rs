//! The words of claims. All of a language's words stand in one table; what is put into them are figures and names.

mod english;

use report_domain::Kind;
use report_facts::{
    Direction, Figure, Quantity, Rows, Sort, Statement, Subject, Unit,
    quantity::{DIFFERENCE, Known, PART, RATIO},
    statement::{Part, Span, counted},
    words::in_sentence,
};

use crate::{
    advice::Action,
    answer::Show,
    evaluate::Evaluated,
    facts::{context, is_pair},
};

use english::ENGLISH;

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
    entity: fn(Kind) -> &'static str,
    sort: fn(Sort) -> &'static str,
    pair: &'static str,
    members: fn(Sort, bool) -> Noun,
    noun: fn(&str) -> Option<Noun>,
    rows: fn(&str, Rows) -> &'static str,
}

/// A difference of shares is in percentage points.
static POINTS: Known = Known {
    id: "difference",
    label: "Difference",
    aliases: &[],
    unit: Unit::Points,
    better: None,
    bounds: (0.0, f64::INFINITY),
    source: "",
};
/// A place among others, and how many there are.
static PLACE: Known = number("place", "Place");
static AMONG: Known = number("among", "Number of figures of the kind");

const fn number(id: &'static str, label: &'static str) -> Known {
    let bounds = (0.0, f64::INFINITY);
    Known { id, label, aliases: &[], unit: Unit::Count, better: None, bounds, source: "" }
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
        all = all.and(capitalised(&sentence));
    }
    all
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
                let parts = [
                    ("who", who(figure)),
                    ("rank", Statement::words(self.rank(figure, is_last))),
                    ("what", self.what_counted(figure)),
                    ("place", Statement::default().and(&Figure::count(&PLACE, place))),
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
        let distance = match a.unit() {
            Unit::Share => a.quantity.derived(&POINTS),
            _ => a.quantity.derived(&DIFFERENCE),
        };
        let distance = Figure::of_entity(distance, (a.value - b.value).abs());
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
        let distance = match to.unit() {
            Unit::Share => to.quantity.derived(&POINTS),
            _ => to.quantity.derived(&DIFFERENCE),
        };
        let distance = Figure::of_entity(distance, (to.value - from.value).abs());
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

    fn noun(&self, figure: &Figure) -> Option<Noun> {
        let known = figure.quantity.known().filter(|known| known.unit == Unit::Count)?;
        (self.words.noun)(known.id)
    }

    /// "AUC in cross-validation".
    fn what(&self, figure: &Figure) -> Statement {
        let rows = figure.rows.map_or("", |rows| (self.words.rows)(&figure.quantity.id(), rows));
        self.label(&figure.quantity).and(Statement::words(rows))
    }

    /// The same; of a count, what is counted.
    fn what_counted(&self, figure: &Figure) -> Statement {
        self.noun(figure).map_or_else(|| self.what(figure), |noun| Statement::words(noun.1))
    }

    /// The same; of a count, "number of models".
    fn what_number(&self, figure: &Figure) -> Statement {
        match self.noun(figure) {
            Some(noun) => put(self.words.number_of, &[("noun", Statement::words(noun.1).into())]),
            None if is_day(figure) => self.label(&figure.quantity),
            None => self.what(figure),
        }
    }

    fn label(&self, quantity: &Quantity) -> Statement {
        Statement::default().and(Span::Label(in_sentence(&quantity.label())))
    }

    /// "the AUC of GBM_1 in cross-validation"; "its AUC in cross-validation" right after something else about it.
    fn thing(&self, figure: &Figure, before: Option<&Figure>) -> Statement {
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

    fn thing_without_rows(&self, figure: &Figure) -> Statement {
        let what = ("what", self.label(&figure.quantity).into());
        match figure.of {
            Subject::Entity => put(self.words.the, &[what]),
            _ => put(self.words.the_thing, &[what, ("who", self.who(figure).into())]),
        }
    }

    fn who_again(&self, figure: &Figure, before: Option<&Figure>) -> Statement {
        match before {
            Some(before) if before.of == figure.of && figure.of != Subject::Entity => {
                Statement::words(self.words.pronoun)
            }
            _ => self.who(figure),
        }
    }

    /// Whose, without what it is within, which stands beside it.
    fn who_alone(&self, figure: &Figure) -> Statement {
        match &figure.of {
            Subject::Pair(sort, name, _) if !is_pair(figure) => {
                Statement::words((self.words.sort)(*sort)).and(shown(name))
            }
            _ => self.who(figure),
        }
    }

    /// Whose: "the class malignant", "GBM_1", "the experiment".
    fn who(&self, figure: &Figure) -> Statement {
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
    fn bare(&self, figure: &Figure) -> Statement {
        match &figure.of {
            Subject::Named(of, name) => Statement::default().and(shown_as(*of, name)),
            Subject::Pair(of, name, _) if !is_pair(figure) => Statement::default().and(shown_as(*of, name)),
            _ => self.who(figure),
        }
    }

    /// "14 models", "3 experiments on titanic".
    fn all(&self, figure: &Figure, count: &Figure) -> Statement {
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
    fn rank(&self, figure: &Figure, is_last: bool) -> &'static str {
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

fn is_day(figure: &Figure) -> bool {
    figure.of.sort() == Some(Sort::Day)
}

/// A name as it stands in a sentence: in quotation marks where its words could be taken for ours.
fn shown(name: &str) -> Span {
    let shown = report_facts::names::shown(&crate::facts::tame(name, LONGEST_NAME));
    let is_quoted = shown.starts_with('\u{201c}') || shown.starts_with('(');
    if shown.contains(char::is_whitespace) && !is_quoted {
        Span::Name(format!("\u{201c}{shown}\u{201d}"))
    } else {
        Span::Name(shown)
    }
}

/// Characters of a name in a sentence.
const LONGEST_NAME: usize = 80;

fn shown_as(sort: Sort, name: &str) -> Span {
    if sort == Sort::Day { Span::Time(name.to_owned()) } else { shown(name) }
}

/// A template with what stands for each of its names.
fn put(template: &'static str, parts: &[(&str, Part)]) -> Statement {
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

fn put_all(template: &'static str, parts: &[(&str, Statement)]) -> Statement {
    let parts: Vec<(&str, Part)> = parts.iter().map(|(name, part)| (*name, part.clone().into())).collect();
    put(template, &parts)
}

/// The same with a capital where it begins with words or the label of a quantity. A name stays as it is.
fn capitalised(statement: &Statement) -> Statement {
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
