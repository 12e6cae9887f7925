//! Figures of a privacy session.

use report_snapshot::privacy::PrivacySession;

use super::collected::{Collected, once};
use crate::{
    Rows, Sort, Subject,
    privacy::{ATTACKS, When, by_type, cells, is_looked_at_again, risk, rows, rows_after, total},
    quantity::{
        DETECTED_CELLS, K_ANONYMITY, L_DIVERSITY, SESSION_COLUMNS, SESSION_ROWS, SESSION_ROWS_AFTER,
        UNIQUE_ROWS,
    },
};

pub(super) fn collect(all: &mut Collected, session: &PrivacySession) {
    let entity = Subject::Entity;
    all.count(&entity, &SESSION_ROWS, rows(session));
    all.count(&entity, &SESSION_ROWS_AFTER, rows_after(session));
    all.count(&entity, &SESSION_COLUMNS, Some(session.columns.len() as u64));
    let both = [(When::Before, Rows::Before), (When::After, Rows::After)];
    let count = |cells: Option<u64>| cells.map(|cells| cells as f64);
    // What remains in all columns is known only where all have been looked at again.
    let is_known = |when| when == When::Before || is_looked_at_again(session);
    for (when, which) in both {
        all.put(
            &entity,
            &DETECTED_CELLS,
            Some(which),
            count(total(session, when)).filter(|_| is_known(when)),
        );
    }
    for (name, before, after) in by_type(session) {
        let of = Subject::named(Sort::Category, name);
        all.put(&of, &DETECTED_CELLS, Some(Rows::Before), count(before));
        all.put(&of, &DETECTED_CELLS, Some(Rows::After), count(after).filter(|_| is_known(When::After)));
    }
    for column in once(&session.columns, |column| &column.name) {
        let of = Subject::column(column.name.as_str());
        all.put(&of, &DETECTED_CELLS, Some(Rows::Before), count(cells(column, When::Before)));
        all.put(&of, &DETECTED_CELLS, Some(Rows::After), count(cells(column, When::After)));
    }
    for (when, which) in both {
        let Some(risk) = risk(session, when) else { continue };
        all.put(&entity, &K_ANONYMITY, Some(which), count(risk.k));
        all.put(&entity, &L_DIVERSITY, Some(which), count(risk.l));
        all.put(&entity, &UNIQUE_ROWS, Some(which), count(risk.unique_rows));
        for (known, of) in &ATTACKS {
            all.put(&entity, *known, Some(which), of(risk));
        }
    }
}
