//! How the groups of a set of rows fare.

use std::collections::BTreeMap;

use report_snapshot::groups::{Group, Grouping};

use crate::{evaluate::Evaluator, settings::Columns, table::Table};

/// Groups of a column that are kept, those with most rows.
pub(crate) const MOST_GROUPS: usize = 100;

/// The groups of these rows, by each column that groups them.
pub(crate) fn of(table: &Table, columns: &Columns, evaluator: &Evaluator<'_>, rows: &[u32]) -> Vec<Grouping> {
    let mut groupings: Vec<Grouping> = Vec::new();
    for (groups, column) in table.groups.iter().zip(&columns.groups) {
        // A column that is named twice groups the rows once.
        if groupings.iter().any(|known| known.attribute == *column) {
            continue;
        }
        let mut by_group: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for row in rows {
            let group = &groups.names[groups.codes[*row as usize] as usize];
            by_group.entry(group).or_default().push(*row);
        }
        let all = by_group.len();
        let mut kept: Vec<(&str, Vec<u32>)> = by_group.into_iter().collect();
        if all > MOST_GROUPS {
            kept.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(b.0)));
            kept.truncate(MOST_GROUPS);
            kept.sort_by(|a, b| a.0.cmp(b.0));
        }
        let groups: Vec<Group> = kept.into_iter().map(|(name, rows)| evaluator.group(name, &rows)).collect();
        groupings.push(Grouping {
            attribute: column.clone(),
            favourable_class: evaluator.answers.favourable(),
            groups_total: (all > groups.len()).then_some(all as u64),
            groups,
        });
    }
    groupings
}
