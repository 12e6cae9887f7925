//! Quantities of groups of rows, as Fairlearn names them.

use super::{
    Known,
    shapes::{count, points, share},
};

/// Share of rows that are called the class that the section is about.
pub static SELECTION_RATE: Known = share("selection_rate", "Selection rate");
/// Of the rows of that class, the share called so.
pub static TRUE_POSITIVE_RATE: Known = share("group_true_positive_rate", "True positive rate");
/// Of the rows of the other class, the share called that class.
pub static FALSE_POSITIVE_RATE: Known = share("group_false_positive_rate", "False positive rate");
/// The lowest selection rate over the highest.
pub static SELECTION_RATIO: Known = share("selection_ratio", "Ratio of selection rates");
/// The lower end of the simultaneous interval of a difference of rates.
pub static LEAST_DIFFERENCE: Known = points("difference_least", "Least difference");
/// The upper end of it.
pub static MOST_DIFFERENCE: Known = points("difference_most", "Most difference");
/// Groups whose rates are compared.
pub static GROUPS_COMPARED: Known = count("groups_compared", "Groups compared");
