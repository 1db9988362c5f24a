/// The rank of each key, the greatest first; equal keys share the best rank.
pub(super) fn places<K: Ord>(keys: &[K]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    let mut places = vec![0; keys.len()];
    place(keys, &mut order, |position, rank| places[position] = rank);
    places
}

/// As [`places`], telling `found` each position with its rank; `order` holds every position once, in any order, and
/// is put in order of rank.
pub(super) fn place<K: Ord>(keys: &[K], order: &mut [usize], mut found: impl FnMut(usize, usize)) {
    order.sort_unstable_by(|one, other| keys[*other].cmp(&keys[*one]));
    let mut rank = 0;
    for (before, position) in order.iter().enumerate() {
        if before == 0 || keys[*position] != keys[order[before - 1]] {
            rank = before + 1;
        }
        found(*position, rank);
    }
}

/// How many keys are greater than one; `rising` holds their positions in rising order.
pub(super) fn above<K: Ord>(keys: &[K], rising: &[usize], than: &K) -> usize {
    keys.len() - rising.partition_point(|position| keys[*position] <= *than)
}

#[cfg(test)]
mod tests {
    use super::{above, places};

    #[test]
    fn equal_keys_share_the_best_rank() {
        assert_eq!(places(&[3, 7, 7, 1]), [3, 1, 1, 4]);
        assert_eq!(places::<u8>(&[]), Vec::<usize>::new());
        assert_eq!(above(&[3, 7, 7, 1], &[3, 0, 1, 2], &3), 2);
        assert_eq!(above(&[3, 7, 7, 1], &[3, 0, 1, 2], &0), 4);
    }
}
