//! Whether scores are probabilities, and which class they call for.

/// How far a row's scores may sum up to other than 1.
const SUM_TOLERANCE: f64 = 1e-6;

/// Whether scores can be probabilities; said if not.
pub(crate) fn are_probabilities(scores: &[Vec<f64>], sums_to_one: bool, notes: &mut Vec<String>) -> bool {
    let problem = if scores.iter().flatten().any(|score| !(0.0..=1.0).contains(score)) {
        "Scores lie outside 0 to 1"
    } else if !sums_to_one {
        "The scores of a row do not sum up to 1"
    } else {
        return true;
    };
    notes.push(format!(
        "{problem}, so that they are used to rank rows only: there is no log loss, no Brier score and no calibration."
    ));
    false
}

/// Whether each row's scores sum up to 1.
pub(crate) fn sums_to_one(columns: &[Vec<f64>]) -> bool {
    let rows = columns.first().map_or(0, Vec::len);
    let sum = |row: usize| columns.iter().map(|column| column[row]).sum::<f64>();
    (0..rows).all(|row| (sum(row) - 1.0).abs() <= SUM_TOLERANCE)
}

/// The class with the highest score of each row, of equal ones the first.
pub(crate) fn most_probable(scores: &[Vec<f64>]) -> Vec<u32> {
    let rows = scores.first().map_or(0, Vec::len);
    let highest = |row: usize| {
        (1..scores.len())
            .fold(0, |best, class| if scores[class][row] > scores[best][row] { class } else { best })
    };
    (0..rows).map(|row| highest(row) as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_probabilities_within_their_bounds_and_with_their_sum() {
        let mut notes = Vec::new();
        let rows = [vec![0.2, 1.0], vec![0.8, 1e-7]];
        assert!(sums_to_one(&rows) && are_probabilities(&rows, true, &mut notes) && notes.is_empty());
        assert!(!sums_to_one(&[vec![0.2], vec![0.81]]));
        assert!(
            !are_probabilities(&rows, false, &mut notes)
                && !are_probabilities(&[vec![1.1]], true, &mut notes)
        );
        assert_eq!(notes.len(), 2);
    }

    #[test]
    fn of_equal_scores_the_first_is_called() {
        assert_eq!(most_probable(&[vec![0.4, 0.1], vec![0.4, 0.2], vec![0.2, 0.7]]), [0, 2]);
    }
}
