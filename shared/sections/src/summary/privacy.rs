//! What a list says about a report on a privacy session.

use report_facts::privacy::{When, cells, is_looked_at_again, risk, total};
use report_snapshot::privacy::PrivacySession;

use super::figure::{SummaryFigures, put_count, put_number, put_text};

/// See [`super::summary_figures`].
pub(super) fn figures(content: &PrivacySession) -> SummaryFigures {
    let mut figures = Vec::new();
    put_text(&mut figures, "policy", content.policy.as_ref().map(|policy| policy.name.as_str()));
    put_count(&mut figures, "detected_cells", total(content, When::Before));
    let after = total(content, When::After).filter(|_| is_looked_at_again(content));
    put_count(&mut figures, "remaining_cells", after);
    let found =
        content.columns.iter().filter(|column| cells(column, When::Before).is_some_and(|cells| cells > 0));
    put_count(&mut figures, "columns_detected", Some(found.count() as u64));
    let after = risk(content, When::After);
    put_count(&mut figures, "k_anonymity", after.and_then(|risk| risk.k));
    let highest = after.and_then(|risk| risk.prosecutor.as_ref()).and_then(|attack| attack.highest);
    put_number(&mut figures, "prosecutor_highest", highest);
    put_text(&mut figures, "session_status", Some(content.status.label()));
    figures
}
