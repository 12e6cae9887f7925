//! How wide the columns of a table become, and into how many tables it is cut where they do not fit side by side.

use std::ops::Range;

/// The widths that a column asks for, without padding.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ColumnWidths {
    /// Wide enough that nothing wraps.
    pub(super) natural: f32,
    /// Wide enough that no number wraps and names break at their joints.
    pub(super) least: f32,
    /// Whether it is repeated where the table is cut.
    pub(super) names_rows: bool,
}

/// The widths of columns side by side in `room`, or `None` where they do not fit.
pub(super) fn widths(wanted: &[ColumnWidths], room: f32) -> Option<Vec<f32>> {
    /// Columns far apart are hard to follow along a row.
    const MOST_SLACK: f32 = 40.0;
    let natural: f32 = wanted.iter().map(|column| column.natural).sum();
    let least: f32 = wanted.iter().map(|column| column.least).sum();
    if natural <= room {
        let slack = ((room - natural) / wanted.len().max(1) as f32).min(MOST_SLACK);
        return Some(wanted.iter().map(|column| column.natural + slack).collect());
    }
    if least > room {
        return None;
    }
    // What is left over goes to those that lack something: equally, until one has enough.
    let mut widths: Vec<f32> = wanted.iter().map(|column| column.least).collect();
    let mut left = room - least;
    loop {
        let lacking: Vec<usize> =
            (0..wanted.len()).filter(|n| wanted[*n].natural - widths[*n] > 0.05).collect();
        if lacking.is_empty() || left < 0.05 {
            return Some(widths);
        }
        let share = left / lacking.len() as f32;
        for n in lacking {
            let given = share.min(wanted[n].natural - widths[n]);
            widths[n] += given;
            left -= given;
        }
    }
}

/// A table that stands for a part of the columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    /// Its columns by their indices: those that name rows, and a range of the others.
    pub(super) columns: Vec<usize>,
    /// Their widths.
    pub(super) widths: Vec<f32>,
    /// Which of the columns these are, apart from those that name rows, counted from 0.
    pub(super) shown: Range<usize>,
}

/// Cuts a table that is too wide for `room` (which is without padding for `padding` per column) into parts.
pub(super) fn parts(wanted: &[ColumnWidths], room: f32, padding: f32) -> Vec<Part> {
    let (heads, others): (Vec<usize>, Vec<usize>) = (0..wanted.len()).partition(|n| wanted[*n].names_rows);
    // The names may take this much; beyond it they wrap.
    let for_heads = room * 0.34 / heads.len().max(1) as f32;
    let head_widths: Vec<f32> = heads.iter().map(|n| wanted[*n].natural.min(for_heads.max(24.0))).collect();
    let taken: f32 = head_widths.iter().map(|width| width + padding).sum();
    let free = (room - taken).max(room * 0.3);
    let cut = |most: usize| {
        let mut cuts = Vec::new();
        let (mut from, mut used) = (0, 0.0);
        for (to, n) in others.iter().enumerate() {
            let wide = wanted[*n].least.max(wanted[*n].natural.min(free * 0.3)) + padding;
            if to > from && (used + wide > free || to - from >= most) {
                cuts.push(from..to);
                (from, used) = (to, 0.0);
            }
            used += wide;
        }
        if from < others.len() {
            cuts.push(from..others.len());
        }
        cuts
    };
    // As few parts as possible, and these as alike as possible.
    let fewest = cut(usize::MAX);
    let even = cut(others.len().div_ceil(fewest.len().max(1)));
    let cuts = if even.len() == fewest.len() { even } else { fewest };

    let mut parts = Vec::new();
    for Range { start: from, end: to } in cuts {
        let chosen = &others[from..to];
        let of_part: Vec<ColumnWidths> = chosen.iter().map(|n| wanted[*n]).collect();
        let inner = free - padding * chosen.len() as f32;
        // A single column that is still too wide is wrapped anywhere.
        let chosen_widths =
            widths(&of_part, inner).unwrap_or_else(|| vec![inner / chosen.len() as f32; chosen.len()]);
        parts.push(Part {
            columns: heads.iter().chain(chosen).copied().collect(),
            widths: head_widths.iter().copied().chain(chosen_widths).collect(),
            shown: from..to,
        });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(natural: f32, least: f32) -> ColumnWidths {
        ColumnWidths { natural, least, names_rows: false }
    }

    #[test]
    fn what_fits_gets_what_it_wants() {
        assert_eq!(widths(&[column(50.0, 20.0), column(30.0, 30.0)], 80.0), Some(vec![50.0, 30.0]));
    }

    #[test]
    fn what_does_not_fit_shrinks_where_it_can() {
        let widths = widths(&[column(500.0, 20.0), column(30.0, 30.0)], 100.0).expect("the least widths fit");
        assert!((widths[0] - 70.0).abs() < 0.1 && (widths[1] - 30.0).abs() < 0.1);
    }

    #[test]
    fn a_wide_table_is_cut_and_every_part_names_its_rows() {
        let mut wanted = vec![column(40.0, 40.0); 41];
        wanted[0].names_rows = true;
        assert_eq!(widths(&wanted, 500.0), None);
        let parts = parts(&wanted, 500.0, 8.0);
        assert!(parts.iter().all(|part| part.columns[0] == 0));
        let shown: Vec<usize> = parts.iter().flat_map(|part| part.columns[1..].to_vec()).collect();
        assert_eq!(shown, (1..41).collect::<Vec<_>>());
        assert!(parts.iter().all(|part| part.widths.iter().map(|width| width + 8.0).sum::<f32>() <= 500.5));
    }
}
