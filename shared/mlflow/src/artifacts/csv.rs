//! Small tables with commas, as pandas writes them (RFC 4180).

/// A table with a header.
pub(super) struct Table {
    header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// `None` without a header and a row.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut rows = rows(text.trim_start_matches('\u{feff}'));
        if rows.len() < 2 {
            return None;
        }
        Some(Self { header: rows.remove(0), rows })
    }

    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|header| header == name)
    }

    /// The names of the columns.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.header.iter().map(String::as_str)
    }
}

/// A finite number of a cell.
pub(super) fn number(row: &[String], column: usize) -> Option<f64> {
    row.get(column)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        // There is always a row with a cell.
        let Some(row) = rows.last_mut() else { break };
        let Some(cell) = row.last_mut() else { break };
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            other => cell.push(other),
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_hold_commas_and_lines() {
        let table = Table::read(b"name,value\r\n\"a, \"\"b\"\"\nc\",1.5\r\n\r\nd,nan\n").expect("a table");
        assert_eq!(table.rows[0], ["a, \"b\"\nc", "1.5"]);
        assert_eq!((table.column("value"), table.rows.len()), (Some(1), 2));
        assert_eq!((number(&table.rows[0], 1), number(&table.rows[1], 1)), (Some(1.5), None));
        assert!(Table::read(b"name\n").is_none());
    }
}
