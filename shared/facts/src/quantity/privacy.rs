//! Quantities of privacy sessions: detections, k-anonymity, l-diversity, and the risks of the three attackers as ARX names them.

use super::{
    Direction, Known, Unit,
    shapes::{NOT_NEGATIVE, OF_ONE, count, lower, neutral},
};

/// Cells in which a detector found personal data.
pub static DETECTED_CELLS: Known =
    lower("detected_cells", "Number of cells with detections", Unit::Count, NOT_NEGATIVE);
/// Columns in which it found any.
pub static COLUMNS_DETECTED: Known = count("columns_detected", "Columns with detections");
/// Columns that the session knows.
pub static SESSION_COLUMNS: Known = count("session_columns", "Columns");
/// Rows before the session.
pub static SESSION_ROWS: Known = count("session_rows", "Rows before");
/// Rows after it.
pub static SESSION_ROWS_AFTER: Known = count("session_rows_after", "Rows after");
/// Columns that are left after it and were looked at again.
pub static COLUMNS_AGAIN: Known = count("columns_again", "Columns looked at again");
/// Columns that detectors did not look at.
pub static COLUMNS_UNSEEN: Known = count("columns_unseen", "Columns not looked at");
/// Columns of which they looked at fewer rows than there are.
pub static COLUMNS_IN_PART: Known = count("columns_in_part", "Columns looked at in part");
/// Columns with detections that were kept as they are.
pub static COLUMNS_KEPT: Known = count("columns_kept", "Columns kept with detections");
/// Columns whose values somebody can get back.
pub static COLUMNS_REVERSIBLE: Known =
    count("columns_reversible", "Columns with a reversible transformation");
/// Detections with little confidence.
pub static WEAK_DETECTIONS: Known = count("weak_detections", "Types in columns with little confidence");
/// Mean confidence of a detection, as the detector gives it.
pub static CONFIDENCE: Known = neutral("detection_confidence", "Mean confidence", Unit::Share, OF_ONE);
/// Rows of the smallest class.
pub static K_ANONYMITY: Known = Known {
    better: Some(Direction::Higher),
    source: "Sweeney (2002), k-anonymity",
    ..count("k_anonymity", "Number of rows in the smallest class")
};
/// Least number of different sensitive values in a class.
pub static L_DIVERSITY: Known = Known {
    better: Some(Direction::Higher),
    source: "Machanavajjhala et al. (2007), distinct l-diversity",
    ..count("l_diversity", "Least number of sensitive values in a class")
};
/// Rows that are alone in their class.
pub static UNIQUE_ROWS: Known =
    lower("unique_rows", "Number of rows alone in their class", Unit::Count, NOT_NEGATIVE);

const fn risk(id: &'static str, label: &'static str) -> Known {
    lower(id, label, Unit::Share, OF_ONE)
}

/// Of the row with the highest risk, for an attacker who knows that a person is in the data.
pub static PROSECUTOR_HIGHEST: Known = risk("prosecutor_highest", "Highest prosecutor risk");
/// Mean over rows.
pub static PROSECUTOR_MEAN: Known = risk("prosecutor_mean", "Mean prosecutor risk");
/// Share of rows over the threshold of the session.
pub static PROSECUTOR_OVER: Known = risk("prosecutor_over", "Share of rows over the prosecutor threshold");
/// Of the row with the highest risk, for an attacker who looks into a larger population.
pub static JOURNALIST_HIGHEST: Known = risk("journalist_highest", "Highest journalist risk");
/// Mean over rows.
pub static JOURNALIST_MEAN: Known = risk("journalist_mean", "Mean journalist risk");
/// Share of rows over the threshold of the session.
pub static JOURNALIST_OVER: Known = risk("journalist_over", "Share of rows over the journalist threshold");
/// Of the row with the highest risk, for an attacker who wants as many people as possible.
pub static MARKETER_HIGHEST: Known = risk("marketer_highest", "Highest marketer risk");
/// Mean over rows.
pub static MARKETER_MEAN: Known = risk("marketer_mean", "Mean marketer risk");
/// Share of rows over the threshold of the session.
pub static MARKETER_OVER: Known = risk("marketer_over", "Share of rows over the marketer threshold");
