use std::ops::Range;

/// The items to show in `room` rows so that the active one is among them, moved as little as possible from
/// the items that began at `top`. An item that alone is higher than the room stands alone.
pub(super) fn viewport(heights: &[usize], active: usize, room: usize, top: usize) -> Range<usize> {
    let sum = |range: Range<usize>| heights[range].iter().sum::<usize>();
    let active = active.min(heights.len().saturating_sub(1));
    let mut start = top.min(active);
    while start < active && sum(start..active + 1) > room {
        start += 1;
    }
    let mut end = (active + 1).min(heights.len());
    while end < heights.len() && sum(start..end + 1) <= room {
        end += 1;
    }
    while start > 0 && sum(start - 1..end) <= room {
        start -= 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::viewport;

    #[test]
    fn the_active_item_is_always_shown() {
        let heights = [2, 3, 1, 4, 2, 2];
        let mut top = 0;
        for active in (0..6).chain((0..6).rev()) {
            for room in 4..16 {
                let shown = viewport(&heights, active, room, top);
                assert!(shown.contains(&active));
                assert!(heights[shown.clone()].iter().sum::<usize>() <= room);
                top = shown.start;
            }
        }
        assert_eq!(viewport(&heights, 3, 2, 0), 3..4);
        assert_eq!(viewport(&heights, 0, 99, 4), 0..6);
    }
}
