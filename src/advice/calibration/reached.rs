use super::{CaseResult, rounded};

/// How many stages cases reach according to the judges and according to the framework.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReachedTable {
    /// Numbers of cases: a row for each number of stages by the judges, a column for each by the framework.
    pub counts: Vec<Vec<usize>>,
    /// How many cases it contains.
    pub cases: usize,
    /// In how many both agree.
    pub exact: usize,
    /// In how many they differ by at most one.
    pub within_one: usize,
    /// Cohen's kappa with quadratic weights, to three decimals: 1 is full agreement and 0 is chance. None if even
    /// chance leaves no disagreement.
    pub kappa: Option<f64>,
    /// The cases, by position, that are missing because the judges are tied at a stage.
    pub tied: Vec<usize>,
}

impl ReachedTable {
    /// The table of these cases; `ready` returns the framework's finding for a case at a stage, both by position.
    pub(super) fn of(
        cases: &[CaseResult],
        stages: usize,
        ready: impl Fn(&CaseResult, usize) -> bool,
    ) -> Self {
        let mut counts = vec![vec![0; stages + 1]; stages + 1];
        let mut tied = Vec::new();
        for (position, case) in cases.iter().enumerate() {
            let found = (0..stages).take_while(|stage| ready(case, *stage)).count();
            match case.truly_reached() {
                Some(truth) => counts[truth][found] += 1,
                None => tied.push(position),
            }
        }
        let near = |most: usize| {
            let cells = counts.iter().enumerate().flat_map(|(truth, row)| {
                row.iter().enumerate().filter(move |(found, _)| truth.abs_diff(*found) <= most)
            });
            cells.map(|(_, count)| *count).sum()
        };
        let (exact, within_one): (usize, usize) = (near(0), near(1));
        Self { cases: cases.len() - tied.len(), exact, within_one, kappa: kappa(&counts), tied, counts }
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of cases")]
fn kappa(counts: &[Vec<usize>]) -> Option<f64> {
    let rows: Vec<usize> = counts.iter().map(|row| row.iter().sum()).collect();
    let columns: Vec<usize> = (0..counts.len()).map(|at| counts.iter().map(|row| row[at]).sum()).collect();
    let all: usize = rows.iter().sum();
    let (mut observed, mut expected) = (0_usize, 0_usize);
    for (truth, row) in counts.iter().enumerate() {
        for (found, count) in row.iter().enumerate() {
            let weight = truth.abs_diff(found).pow(2);
            observed += weight * count * all;
            expected += weight * rows[truth] * columns[found];
        }
    }
    (expected > 0).then(|| rounded(1.0 - observed as f64 / expected as f64, 3))
}

#[cfg(test)]
mod tests {
    use super::kappa;

    #[test]
    fn kappa_is_one_for_full_agreement_and_none_without_spread() {
        assert_eq!(kappa(&[vec![3, 0], vec![0, 2]]), Some(1.0));
        assert_eq!(kappa(&[vec![5, 0], vec![0, 0]]), None);
        // By hand: observed 1·1/5, expected (3·2 + 2·3)/25: 1 - 5/12.
        assert_eq!(kappa(&[vec![2, 1], vec![0, 2]]), Some(0.615));
        assert_eq!(kappa(&[vec![0, 2], vec![2, 0]]), Some(-1.0));
    }
}
