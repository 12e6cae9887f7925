//! The results of scikit-learn's searches, as autologging keeps them.

use report_snapshot::{Measured, evaluation::FoldSpread};

use super::csv::{Table, number};

/// The folds of the best candidate, from `cv_results.csv`.
pub(super) fn best(bytes: &[u8]) -> Option<FoldSpread> {
    let table = Table::read(bytes)?;
    let (rank, mean) = (table.column("rank_test_score")?, table.column("mean_test_score")?);
    let best = table.rows.iter().find(|row| number(row, rank) == Some(1.0))?;
    let is_fold = |name: &str| {
        name.strip_prefix("split")
            .and_then(|name| name.strip_suffix("_test_score"))
            .is_some_and(|fold| !fold.is_empty() && fold.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let folds: Vec<Measured> = table
        .columns()
        .enumerate()
        .filter(|(_, name)| is_fold(name))
        .map(|(column, _)| number(best, column))
        .collect();
    // scikit-learn's `std_test_score` is that of a population; reports compute the one of a sample from the folds.
    Some(FoldSpread { mean: number(best, mean), sd: None, folds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folds_are_those_of_the_best_candidate() {
        let csv = "params,split0_test_score,split1_test_score,mean_test_score,std_test_score,rank_test_score\n\
                   \"{'C': 1, 'k': 2}\",0.9,0.8,0.85,0.05,2\n{'C': 2},0.95,0.85,0.9,0.05,1\n";
        let spread = best(csv.as_bytes()).expect("has a best one");
        assert_eq!((spread.mean, spread.sd, spread.folds), (Some(0.9), None, vec![Some(0.95), Some(0.85)]));
        assert_eq!(best(b"a,b\n1,2\n"), None);
    }
}
