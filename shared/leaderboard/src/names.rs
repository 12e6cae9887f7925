//! What the models are called.

use std::collections::{HashMap, HashSet};

use report_import::shortened;

use crate::{
    error::Error,
    layout::Layout,
    sheet::{Row, Sheet},
};

/// Characters of a name that is made of parameters.
const LONGEST_NAME: usize = 120;

/// The names of all rows' models, no two of them the same.
pub(crate) fn of(sheet: &Sheet, layout: &Layout) -> Result<Vec<String>, Error> {
    match layout.model {
        Some(column) => written(sheet, column),
        None => Ok(of_parameters(sheet, layout)),
    }
}

fn written(sheet: &Sheet, column: usize) -> Result<Vec<String>, Error> {
    let mut lines: HashMap<&str, u64> = HashMap::new();
    for Row { line, cells } in &sheet.rows {
        let (file, name) = (sheet.file.clone(), cells[column].as_str());
        if name.is_empty() {
            return Err(Error::NoName { file, line: *line, column: sheet.header[column].clone() });
        }
        if let Some(first) = lines.insert(name, *line) {
            return Err(Error::NameTwice { file, name: name.to_owned(), first, line: *line });
        }
    }
    Ok(sheet.rows.iter().map(|row| row.cells[column].clone()).collect())
}

/// `C=1 kernel=rbf`: the parameters that differ among the candidates. A random search may draw the same twice.
fn of_parameters(sheet: &Sheet, layout: &Layout) -> Vec<String> {
    let differs =
        |column: usize| sheet.rows.iter().any(|row| row.cells[column] != sheet.rows[0].cells[column]);
    let mut columns: Vec<(&str, usize)> =
        layout.parameters.iter().map(|(name, column)| (name.as_str(), *column)).collect();
    columns.extend(layout.round.map(|column| ("iteration", column)));
    columns.retain(|(_, column)| differs(*column));
    // The step of a pipeline is told where another has a parameter of that name: `svc__C`.
    let last = |name: &str| name.rsplit("__").next().unwrap_or(name).to_owned();
    let is_alone = |name: &str| columns.iter().filter(|(other, _)| last(other) == last(name)).count() == 1;
    let short = |name: &str| if is_alone(name) { last(name) } else { name.to_owned() };
    let labels: Vec<(String, usize)> = columns.iter().map(|(name, column)| (short(name), *column)).collect();
    let mut taken = HashSet::new();
    let named = sheet.rows.iter().enumerate().map(|(index, row)| {
        let parts =
            labels.iter().filter_map(|(label, column)| Some(format!("{label}={}", row.text(*column)?)));
        let joined = parts.collect::<Vec<_>>().join(" ");
        let name = if joined.is_empty() {
            format!("candidate {}", index + 1)
        } else {
            shortened(&joined, LONGEST_NAME)
        };
        let mut unique = name.clone();
        if !taken.insert(unique.clone()) {
            // No two rows have the same number.
            unique = format!("{name} (candidate {})", index + 1);
            taken.insert(unique.clone());
        }
        unique
    });
    named.collect()
}
