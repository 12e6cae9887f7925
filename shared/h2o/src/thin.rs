//! Fewer points with the same picture.

/// Points that a curve or a table by threshold keeps at most.
pub(crate) const MOST_POINTS: usize = 200;

/// Points above which the exact method would take too long.
const MOST_WEIGHED: usize = 4_000;

/// A point of a curve.
pub(crate) type Point = (f64, f64);

/// Keeps at most `most` points of a curve (at least both ends), dropping those that matter least: first the ones on a straight line between their
/// neighbours, which leaves the area under the curve as it was, then the ones that span the smallest triangle with their
/// neighbours (Visvalingam and Whyatt 1993, Line generalisation by repeated elimination of points).
pub(crate) fn curve(points: Vec<Point>, most: usize) -> Vec<Point> {
    let mut points = straightened(points);
    if points.len() > MOST_WEIGHED {
        let kept = evenly(points.len(), MOST_WEIGHED);
        points = kept.into_iter().map(|index| points[index]).collect();
    }
    while points.len() > most.max(2) {
        let smallest = points
            .windows(3)
            .map(|three| triangle(three[0], three[1], three[2]))
            .enumerate()
            .min_by(|(_, a), (_, b)| a.total_cmp(b));
        match smallest {
            // A window starts one before the point that it is about.
            Some((index, _)) => points.remove(index + 1),
            None => break,
        };
    }
    points
}

/// Indices of `most` of `length` entries, evenly spread, with the first and the last.
pub(crate) fn evenly(length: usize, most: usize) -> Vec<usize> {
    if length <= most || most < 2 {
        return (0..length).collect();
    }
    (0..most).map(|index| index * (length - 1) / (most - 1)).collect()
}

/// To six decimals: far below what a chart or a table shows, at half the size.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn straightened(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = kept[..]
            && triangle(before, last, point) < 1e-15
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

fn triangle(a: Point, b: Point, c: Point) -> f64 {
    ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(points: &[Point]) -> f64 {
        points.windows(2).map(|two| (two[1].0 - two[0].0) * (two[0].1 + two[1].1) / 2.0).sum()
    }

    #[test]
    fn a_staircase_loses_only_the_points_between_its_corners() {
        let points = vec![(0.0, 0.0), (0.0, 0.3), (0.0, 0.6), (0.5, 0.6), (0.5, 0.6), (1.0, 0.6), (1.0, 1.0)];
        let thinned = curve(points, MOST_POINTS);
        assert_eq!(thinned, [(0.0, 0.0), (0.0, 0.6), (1.0, 0.6), (1.0, 1.0)]);
    }

    #[test]
    fn many_points_become_few_with_nearly_the_same_area() {
        let points: Vec<Point> =
            (0..=20_000).map(|i| f64::from(i) / 20_000.0).map(|x| (x, x.sqrt())).collect();
        let thinned = curve(points.clone(), MOST_POINTS);
        assert_eq!(thinned.len(), MOST_POINTS);
        assert_eq!((thinned[0], thinned[199]), ((0.0, 0.0), (1.0, 1.0)));
        assert!((area(&points) - area(&thinned)).abs() < 1e-4);
    }

    #[test]
    fn even_thinning_keeps_both_ends() {
        assert_eq!(evenly(5, 10), [0, 1, 2, 3, 4]);
        assert_eq!(evenly(101, 3), [0, 50, 100]);
    }
}
