//! Quantities of synthetic data.

use super::{
    Known, Unit,
    shapes::{ANY, NOT_NEGATIVE, OF_ONE, count, higher_share, lower, neutral, plain, points, share},
};

/// Rows that the generator learned from.
pub static TRAINING_ROWS: Known = count("training_rows", "Training rows");
/// Real rows that it did not see.
pub static HOLDOUT_ROWS: Known = count("holdout_rows", "Held-out rows");
/// Rows that it made.
pub static SYNTHETIC_ROWS: Known = count("synthetic_rows", "Synthetic rows");
/// Likeness of a column in the synthetic and the real data.
pub static COLUMN_SCORE: Known = higher_share("column_score", "Likeness score");
/// Columns that have a score.
pub static COLUMNS_WITH_SCORE: Known = count("columns_with_score", "Columns with a score");
/// Columns that could not be scored.
pub static COLUMNS_WITHOUT_SCORE: Known = count("columns_without_score", "Columns without a score");
/// Columns whose score is under the bound.
pub static COLUMNS_UNDER_BOUND: Known = count("columns_under_bound", "Columns under the bound");
/// Likeness of how two columns go together.
pub static PAIR_SCORE: Known = higher_share("pair_score", "Likeness score");
/// Pairs of columns that have a score.
pub static PAIRS_WITH_SCORE: Known = count("pairs_with_score", "Pairs with a score");
/// Pairs of columns that could not be scored.
pub static PAIRS_WITHOUT_SCORE: Known = count("pairs_without_score", "Pairs without a score");
/// Mean of the two below.
pub static OVERALL_QUALITY: Known = higher_share("overall_quality", "Overall quality");
/// Mean score of the columns.
pub static COLUMN_SHAPES: Known = higher_share("column_shapes", "Likeness of single columns");
/// Mean score of the pairs of columns.
pub static COLUMN_PAIR_TRENDS: Known = higher_share("column_pair_trends", "Likeness of pairs of columns");
/// Columns of one value in the synthetic data and several in the real data.
pub static COLUMNS_BECOME_CONSTANT: Known = count("columns_become_constant", "Columns that became constant");
/// Share of valid values.
pub static VALIDITY: Known = higher_share("validity", "Validity");
/// Share of a column's cells that are missing.
pub static CELLS_MISSING: Known = share("cells_missing", "Share of missing cells");
/// By how much two shares of missing cells differ.
pub static CELLS_MISSING_DIFFERENCE: Known =
    points("cells_missing_difference", "Difference of missing cells");
/// Columns whose missing values were not reproduced.
pub static COLUMNS_MISSING_OTHERWISE: Known =
    count("columns_missing_otherwise", "Columns with another share of missing cells");
/// Synthetic rows that equal a real row.
pub static EXACT_COPIES: Known = lower("exact_copies", "Exact copies", Unit::Count, NOT_NEGATIVE);
/// Share of synthetic rows that match no real row.
pub static NEW_ROW_SYNTHESIS: Known = higher_share("new_row_synthesis", "Share of new rows");
/// Share of synthetic rows that match a real row.
pub static MATCHED_ROWS: Known = share("matched_rows", "Rows that match a real row");
/// Share of synthetic rows closer to a training row than to any held-out row.
pub static CLOSER_TO_TRAINING: Known =
    lower("closer_to_training", "Share of rows closer to training rows", Unit::Share, OF_ONE);
/// The same by chance: the training rows' share of the real rows.
pub static CLOSER_BY_CHANCE: Known = share("closer_by_chance", "Rows closer to training rows by chance");
/// Twice the share that is not closer, at most all.
pub static DCR_OVERFITTING_PROTECTION: Known =
    share("dcr_overfitting_protection", "Protection against overfitting");
/// Median distance to the closest training row.
pub static MEDIAN_CLOSEST_DISTANCE: Known =
    plain("median_closest_distance", "Median distance to the closest training row", NOT_NEGATIVE);
/// Median distance of synthetic rows over that of random ones, at most one.
pub static DCR_BASELINE_PROTECTION: Known =
    higher_share("dcr_baseline_protection", "Distance against random data");
/// Median distance to the closest real row.
pub static MEDIAN_DCR: Known = plain("median_dcr", "Median distance to the closest real row", NOT_NEGATIVE);
/// The same of random rows.
pub static MEDIAN_DCR_RANDOM: Known =
    plain("median_dcr_random", "Median distance of random rows to the closest real row", NOT_NEGATIVE);
/// How often the simulated attack is wrong, over how often a uniform guess is, at most one.
pub static DISCLOSURE_PROTECTION: Known =
    higher_share("disclosure_protection", "Protection against disclosure");
/// How often the simulated attack is wrong.
pub static ATTACK_WRONG: Known = share("attack_wrong", "Wrong guesses of the attack");
/// How often always naming the most frequent value is wrong.
pub static MAJORITY_GUESS_WRONG: Known =
    share("majority_guess_wrong", "Wrong guesses by the most frequent value");
/// How often drawing values at their shares is wrong.
pub static DRAWN_GUESS_WRONG: Known = share("drawn_guess_wrong", "Wrong guesses drawn at the base rate");
/// Models trained on real and on synthetic rows.
pub static MODELS_COMPARED: Known = count("models_compared", "Models compared");
/// A metric's value after training on real rows.
pub static TRAINED_ON_REAL: Known = plain("trained_on_real", "Real-trained value", ANY);
/// A metric's value after training on synthetic rows.
pub static TRAINED_ON_SYNTHETIC: Known = plain("trained_on_synthetic", "Synthetic-trained value", ANY);
/// By how much the second is worse than the first.
pub static SYNTHETIC_TRAINING_LOSS: Known = plain("loss", "Loss", ANY);
/// What is left of a model's advantage over chance.
pub static SKILL_KEPT: Known = neutral("skill_kept", "Kept skill", Unit::Share, ANY);
/// Checks that could warn.
pub static CHECKS_WITH_BOUND: Known = count("checks_with_bound", "Checks with a bound");
/// Checks that warn.
pub static CHECKS_WITH_WARNING: Known = count("checks_with_warning", "Checks with a warning");
/// Checks that state a figure and hold it against nothing.
pub static CHECKS_WITHOUT_JUDGEMENT: Known = count("checks_without_judgement", "Checks without judgement");
