//! Fewer points with the same picture.

use std::{cmp::Reverse, collections::BinaryHeap};

/// Points that a curve or a table by threshold keeps at most.
pub const MOST_POINTS: usize = 200;

/// A point of a curve.
pub type Point = (f64, f64);

/// Keeps at most `most` points of a curve (at least both ends), dropping those that matter least: first the ones on a
/// straight line between their neighbours, which leaves the area under the curve as it was, then the ones that span the
/// smallest triangle with their neighbours (Visvalingam and Whyatt 1993, Line generalisation by repeated elimination of
/// points). Points must be finite.
pub fn curve(points: Vec<Point>, most: usize) -> Vec<Point> {
    let points = straightened(points);
    if points.len() <= most.max(2) { points } else { generalised(&points, most.max(2)) }
}

fn generalised(points: &[Point], most: usize) -> Vec<Point> {
    let last = points.len() - 1;
    // The neighbours of each point among those that are left.
    let mut before: Vec<usize> = (0..=last).map(|index| index.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..=last).map(|index| index + 1).collect();
    // Numbers that are not negative are ordered as their bits are.
    let span = |before: &[usize], after: &[usize], index: usize| {
        triangle(points[before[index]], points[index], points[after[index]]).to_bits()
    };
    // The ends are never dropped and have none.
    let inner = |index: &usize| (1..last).contains(index);
    let mut spans: Vec<Option<u64>> =
        (0..=last).map(|index| inner(&index).then(|| span(&before, &after, index))).collect();
    let mut smallest: BinaryHeap<Reverse<(u64, usize)>> =
        spans.iter().enumerate().filter_map(|(index, span)| Some(Reverse(((*span)?, index)))).collect();
    let mut left = points.len();
    while left > most
        && let Some(Reverse((found, index))) = smallest.pop()
    {
        // Otherwise it is gone, or its neighbours have changed and it was pushed again.
        if spans[index] != Some(found) {
            continue;
        }
        spans[index] = None;
        left -= 1;
        let (previous, next) = (before[index], after[index]);
        (after[previous], before[next]) = (next, previous);
        for neighbour in [previous, next].into_iter().filter(inner) {
            let span = span(&before, &after, neighbour);
            spans[neighbour] = Some(span);
            smallest.push(Reverse((span, neighbour)));
        }
    }
    let is_left = |index: &usize| !inner(index) || spans[*index].is_some();
    (0..points.len()).filter(is_left).map(|index| points[index]).collect()
}

/// Indices of `most` of `length` entries, evenly spread, with the first and the last.
pub fn evenly(length: usize, most: usize) -> Vec<usize> {
    if length <= most || most < 2 {
        return (0..length).collect();
    }
    (0..most).map(|index| index * (length - 1) / (most - 1)).collect()
}

/// To six decimals: far below what a chart or a table shows, at half the size.
pub fn rounded(value: f64) -> f64 {
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
    fn the_smallest_triangle_goes_first_and_its_neighbours_are_weighed_anew() {
        let points = vec![(0.0, 3.0), (1.0, 1.0), (2.0, 0.0), (3.0, 0.2), (4.0, 3.0)];
        // They span 0.5, 0.6 and 1.3; without the first, the second spans 1.7.
        assert_eq!(curve(points.clone(), 4), [points[0], points[2], points[3], points[4]]);
        assert_eq!(curve(points.clone(), 3), [points[0], points[2], points[4]]);
        assert_eq!(curve(points.clone(), 0), [points[0], points[4]]);
    }

    #[test]
    fn even_thinning_keeps_both_ends() {
        assert_eq!(evenly(5, 10), [0, 1, 2, 3, 4]);
        assert_eq!(evenly(101, 3), [0, 50, 100]);
    }
}
