//! Section `hyperparameters`: values against defaults, changed ones first.

use report_document::{Block, Cell, Column, Emphasis, Row, Table, Text};
use report_facts::{format, names, words};
use report_snapshot::{Value, model::Hyperparameter};

use super::subject::Subject;
use crate::blocks::Blocks;
use crate::common::value::shown;

/// Hyperparameters listed.
const MOST_ROWS: usize = 200;

/// Which hyperparameters a document shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// All of them.
    All,
    /// Those that differ from their defaults, where defaults are known; the others are counted.
    Changed,
}

/// How a value stands to its default.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Changed,
    NoDefault,
    Default,
}

/// Makes the section.
pub(crate) fn hyperparameters(subject: &Subject<'_>, what: Shown) -> Option<Blocks> {
    let all = &subject.model.hyperparameters;
    if all.is_empty() {
        return None;
    }
    let mut ordered: Vec<(State, &Hyperparameter)> =
        all.iter().map(|parameter| (state(parameter), parameter)).collect();
    ordered.sort_by_key(|(state, _)| *state);
    let count = |wanted: State| ordered.iter().filter(|(state, _)| *state == wanted).count();
    let (changed, unchanged) = (count(State::Changed), count(State::Default));
    if what == Shown::Changed {
        ordered.retain(|(state, _)| *state != State::Default);
    }
    let listed = ordered.len();
    ordered.truncate(MOST_ROWS);
    let mut body = Blocks::default();
    if !ordered.is_empty() {
        let described = ordered.iter().any(|(_, parameter)| parameter.description.is_some());
        body.push(table(subject.name, &ordered, described));
    }
    if listed > MOST_ROWS {
        body.push(Block::Note(Text::plain(format!(
            "The first {MOST_ROWS} of {}.",
            format::count(listed as u64)
        ))));
    }
    let total = words::counted(all.len() as u64, "hyperparameter", "hyperparameters");
    let differ = if changed == 1 { "differs from its default" } else { "differ from their defaults" };
    body.push(Block::Note(Text::plain(match (changed + unchanged, what) {
        (0, _) => format!("{total}; the tool's defaults are not known."),
        (_, Shown::All) if changed == 0 => format!("{total}; none is known to differ from its default."),
        (_, Shown::All) => format!("{changed} of {total} {differ}; marked, they stand first."),
        (_, Shown::Changed) => {
            format!("{changed} of {total} {differ}; those at their defaults ({unchanged}) are not listed.")
        }
    })));
    Some(body)
}

fn table(model: &str, parameters: &[(State, &Hyperparameter)], described: bool) -> Table {
    let mut columns =
        vec![Column::row_header("Hyperparameter"), Column::text("Value"), Column::text("Default")];
    if described {
        columns.push(Column::text("Meaning"));
    }
    let rows = parameters
        .iter()
        .map(|(state, parameter)| {
            let value = Cell::text(shown(&parameter.value)).emphasised(match state {
                State::Changed => Emphasis::Changed,
                State::Default => Emphasis::Muted,
                State::NoDefault => Emphasis::None,
            });
            let default = parameter
                .default
                .as_ref()
                .map_or_else(Cell::missing, |value| Cell::text(shown(value)).emphasised(Emphasis::Muted));
            let mut cells = vec![Cell::text(names::shown(&parameter.name)), value, default];
            if described {
                cells.push(parameter.description.as_ref().map_or_else(Cell::missing, Cell::text));
            }
            Row::new(cells)
        })
        .collect();
    Table {
        caption: format!("Hyperparameters of {}: value and the tool's default", names::shown(model)),
        columns,
        rows,
        sortable: false,
    }
}

fn state(parameter: &Hyperparameter) -> State {
    match &parameter.default {
        None => State::NoDefault,
        Some(default) if same(default, &parameter.value) => State::Default,
        Some(_) => State::Changed,
    }
}

/// Whether two values mean the same: `1` and `1.0` do.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Integer(whole), Value::Number(number)) | (Value::Number(number), Value::Integer(whole)) => {
            *whole as f64 == *number
        }
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_equal_their_decimal_spelling() {
        assert!(same(&Value::Integer(1), &Value::Number(1.0)));
        assert!(same(&Value::List(vec![Value::Integer(1)]), &Value::List(vec![Value::Number(1.0)])));
        assert!(!same(&Value::Integer(1), &Value::Number(1.5)));
        assert!(!same(&Value::Null, &Value::Bool(false)));
    }
}
