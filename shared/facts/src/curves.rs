//! Curves of scores: their points in one order, and averages over all classes.

/// How a curve runs where several points are at the same place, read from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// Upwards, as a ROC curve: at a lower threshold more positives are found.
    Rising,
    /// Downwards, as a precision-recall curve: at a lower threshold more of what is found is wrong.
    Falling,
}

/// Points of a curve from left to right. Tools give them in either direction (scikit-learn's recall descends), and all that
/// reads a curve needs one. Points that are not finite are left out.
pub fn ordered(x: &[f64], y: &[f64], ties: Ties) -> (Vec<f64>, Vec<f64>) {
    let mut points: Vec<(f64, f64)> =
        x.iter().copied().zip(y.iter().copied()).filter(|(x, y)| x.is_finite() && y.is_finite()).collect();
    points.sort_by(|a, b| {
        a.0.total_cmp(&b.0).then(match ties {
            Ties::Rising => a.1.total_cmp(&b.1),
            Ties::Falling => b.1.total_cmp(&a.1),
        })
    });
    points.into_iter().unzip()
}

/// The curve's height at `at`, between points on a straight line; at a step its last point; outside its points that of the
/// nearest. `x` ascends. `None` without points.
pub fn height(x: &[f64], y: &[f64], at: f64) -> Option<f64> {
    let after = x.partition_point(|point| *point <= at);
    match (after.checked_sub(1), x.get(after)) {
        (None, _) => y.first().copied(),
        (Some(before), None) => y.get(before).copied(),
        (Some(before), Some(next)) => {
            let (start, low, high) = (*x.get(before)?, *y.get(before)?, *y.get(after)?);
            Some(low + (at - start) / (next - start) * (high - low))
        }
    }
}

/// The mean of the areas, every class counting the same (as scikit-learn's `roc_auc_score(average="macro")`). `None` with
/// fewer than two classes, or where the area of one is not known: a mean of the others would be one of other classes.
pub fn macro_area(areas: &[Option<f64>]) -> Option<f64> {
    let known: Vec<f64> =
        areas.iter().map(|area| area.filter(|area| area.is_finite())).collect::<Option<_>>()?;
    if known.len() < 2 { None } else { crate::stats::mean(&known) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stand_from_left_to_right_whatever_their_order() {
        let ascending = ordered(&[0.0, 0.1, 0.1, 1.0], &[0.0, 0.2, 0.6, 1.0], Ties::Rising);
        assert_eq!(ordered(&[1.0, 0.1, 0.1, 0.0], &[1.0, 0.6, 0.2, 0.0], Ties::Rising), ascending);
        assert_eq!(ascending.1, [0.0, 0.2, 0.6, 1.0]);
        let falling = ordered(&[1.0, 1.0, 0.0], &[0.4, 1.0, 1.0], Ties::Falling);
        assert_eq!(falling, (vec![0.0, 1.0, 1.0], vec![1.0, 1.0, 0.4]));
        let gap = ordered(&[0.5, f64::NAN, 0.2], &[0.1, 0.2, f64::INFINITY], Ties::Rising);
        assert_eq!(gap, (vec![0.5], vec![0.1]));
    }

    #[test]
    fn heights_lie_between_points_and_at_a_step_on_its_last() {
        let (x, y) = ([0.0, 0.0, 0.5, 1.0], [0.0, 0.4, 0.6, 1.0]);
        for (at, expected) in
            [(-1.0, 0.0), (0.0, 0.4), (0.25, 0.5), (0.5, 0.6), (0.75, 0.8), (1.0, 1.0), (2.0, 1.0)]
        {
            let found = height(&x, &y, at).unwrap_or(f64::NAN);
            assert!((found - expected).abs() < 1e-12, "{found} at {at}");
        }
        assert_eq!(height(&[], &[], 0.5), None);
    }

    #[test]
    fn an_average_is_over_all_classes_or_none() {
        let areas: Vec<Option<f64>> =
            (0..200).map(|class| Some(if class < 100 { 0.9 } else { 0.5 })).collect();
        assert!(macro_area(&areas).is_some_and(|area| (area - 0.7).abs() < 1e-12));
        assert_eq!(macro_area(&[Some(0.9), None]), None);
        assert_eq!(macro_area(&[Some(0.9), Some(f64::NAN)]), None);
        assert_eq!(macro_area(&[Some(0.9)]), None);
    }
}
