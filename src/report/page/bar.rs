use crate::scoring::Points;

/// A bar of `cells` characters and a mark: `#` proven, `+` claimed only, `-` possible, `.` out of reach, and `|`
/// where the stage is ready. Plain characters, for the pretty ones are one or two columns wide as it pleases
/// the terminal.
pub(in crate::report) fn bar(points: Points, ready_at: u8, cells: usize) -> String {
    let upto = |part: u64| usize::try_from(part * cells as u64 / points.max.max(1)).unwrap_or(0);
    let (proven, score, possible) = (upto(points.proven), upto(points.score), upto(points.possible));
    let mark = usize::from(ready_at) * cells / 100;
    let mut out = String::with_capacity(cells + 1);
    for cell in 0..=cells {
        if cell == mark {
            out.push('|');
        }
        if cell < cells {
            out.push(match cell {
                _ if cell < proven => '#',
                _ if cell < score => '+',
                _ if cell < possible => '-',
                _ => '.',
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::bar;
    use crate::scoring::Points;

    #[test]
    fn a_bar_never_shows_more_than_there_is() {
        let points = Points { proven: 299, score: 500, possible: 799, max: 1000 };
        assert_eq!(bar(points, 70, 10), "##+++--|...");
        let full = Points { proven: 10, score: 10, possible: 10, max: 10 };
        assert_eq!(bar(full, 100, 5), "#####|");
        assert_eq!(bar(Points::default(), 70, 10), ".......|...");
    }
}
