use outside_in::text::clean;

/// How many pairs of lines are compared at most; beyond that all lines between the first and the last change are shown.
const MAX_PAIRS: usize = 4_000_000;

/// What changes from one text to another, line by line, as a unified diff without lines around it.
pub(super) fn diff(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let head = old.iter().zip(&new).take_while(same).count();
    let (rest_of_old, rest_of_new) = (&old[head..], &new[head..]);
    let tail = rest_of_old.iter().rev().zip(rest_of_new.iter().rev()).take_while(same).count();
    let (from, to) = (&rest_of_old[..rest_of_old.len() - tail], &rest_of_new[..rest_of_new.len() - tail]);
    let mut out = String::new();
    let (mut a, mut b) = (0, 0);
    for (x, y) in kept(from, to).into_iter().chain([(from.len(), to.len())]) {
        if x - a == y - b {
            // Each line with what becomes of it.
            for (at, (old, new)) in from[a..x].iter().zip(&to[b..y]).enumerate() {
                out += &hunk((head + a + at, &[old]), (head + b + at, &[new]));
            }
        } else {
            out += &hunk((head + a, &from[a..x]), (head + b, &to[b..y]));
        }
        (a, b) = (x + 1, y + 1);
    }
    out
}

fn hunk((at, old): (usize, &[&str]), (to, new): (usize, &[&str])) -> String {
    // Of no lines the number is that of the line before.
    let range = |start: usize, lines: &[&str]| match lines.len() {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        count => format!("{},{count}", start + 1),
    };
    let mut out = format!("@@ -{} +{} @@\n", range(at, old), range(to, new));
    out.extend(old.iter().map(|line| format!("-{}\n", shown(line))));
    out.extend(new.iter().map(|line| format!("+{}\n", shown(line))));
    out
}

/// A line made safe, with the spaces at its end, for they may be what changes.
fn shown(line: &str) -> String {
    let end = line.trim_end().len();
    clean(&line[..end]) + &" ".repeat(line[end..].chars().count())
}

/// The positions of the most lines that stay, in both texts.
fn kept(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MAX_PAIRS {
        return Vec::new();
    }
    // `most[a][b]`: how many lines can stay of what begins at `a` and `b`.
    let mut most = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            most[a][b] =
                if old[a] == new[b] { most[a + 1][b + 1] + 1 } else { most[a + 1][b].max(most[a][b + 1]) };
        }
    }
    let (mut a, mut b, mut kept) = (0, 0, Vec::new());
    while a < old.len() && b < new.len() {
        if old[a] == new[b] {
            kept.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if most[a + 1][b] >= most[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn only_what_changes_is_shown() {
        assert_eq!(diff("a\nb\nc\n", "a\nx\nc\n"), "@@ -2 +2 @@\n-b\n+x\n");
        assert_eq!(diff("a\nb\n", "x\ny\n"), "@@ -1 +1 @@\n-a\n+x\n@@ -2 +2 @@\n-b\n+y\n");
        assert_eq!(diff("a\nb\nc\n", "b\na\nc\n"), "@@ -1 +0,0 @@\n-a\n@@ -2,0 +2 @@\n+a\n");
        assert_eq!(diff("a\n\n\nb\n", "a\n\nb\n"), "@@ -3 +2,0 @@\n-\n");
        assert_eq!(diff("a \t\n", "a\n"), "@@ -1 +1 @@\n-a  \n+a\n");
        assert_eq!(diff("a\n", "a\n"), "");
    }
}
