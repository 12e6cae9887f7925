//! Keeping what is drawn and listed to what can be read, however much a snapshot holds.

/// At most `most` (at least 2) of the items at even distances, the first and the last among them.
pub(crate) fn thinned<T: Clone>(items: &[T], most: usize) -> Vec<T> {
    if items.len() <= most {
        return items.to_vec();
    }
    (0..most).map(|index| items[index * (items.len() - 1) / (most - 1)].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_stay_and_few_items_stay_all() {
        let items: Vec<u32> = (0..1_000).collect();
        let kept = thinned(&items, 7);
        assert_eq!((kept.len(), kept[0], kept[6]), (7, 0, 999));
        assert_eq!(thinned(&items[..5], 7), items[..5]);
        assert!(thinned::<u32>(&[], 7).is_empty());
    }
}
