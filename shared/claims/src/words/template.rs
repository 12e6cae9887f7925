//! Fills in templates.

use report_facts::{
    Statement,
    statement::{Part, Span},
};

/// A template with what stands for each of its names: `put!(words.has, who = …, n = …)`.
macro_rules! put {
    ($template:expr, $($name:ident = $part:expr),+) => {
        $crate::words::template::fill($template, &[$((stringify!($name), report_facts::statement::Part::from($part))),+])
    };
}
pub(super) use put;

/// See [`put!`].
pub(super) fn fill(template: &'static str, parts: &[(&str, Part)]) -> Statement {
    let mut all = Statement::default();
    let mut rest = template;
    while let Some((words, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let part = parts.iter().find(|(known, _)| *known == name);
        debug_assert!(part.is_some(), "{name} in {template:?}");
        all = all.and(words).and(part.map(|(_, part)| part.clone()).unwrap_or_else(|| "".into()));
        rest = after;
    }
    all.and(rest)
}

/// The same with a capital where it begins with words or the label of a quantity. A name stays as it is.
pub(super) fn capitalised(statement: &Statement) -> Statement {
    let upper = |text: &str| {
        let mut characters = text.chars();
        characters
            .next()
            .map(|first| first.to_uppercase().chain(characters).collect::<String>())
            .unwrap_or_default()
    };
    let mut spans =
        statement.spans().iter().filter(|span| !matches!(span, Span::Words(words) if words.is_empty()));
    let first = spans.next().map(|span| match span {
        Span::Words(words) => Span::Words(upper(words).into()),
        Span::Label(label) => Span::Label(upper(label)),
        span => span.clone(),
    });
    first.into_iter().chain(spans.cloned()).fold(Statement::default(), Statement::and)
}
