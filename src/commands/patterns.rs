//! Wildcards `*` and `?`, which reach the program unexpanded from the Windows command prompt, or quoted in other
//! shells.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use outside_in::source::{Diagnostic, codes, parent_of};
use outside_in::text::say;

use super::inputs::is_hidden;

/// Replaces each pattern by the paths that it matches, sorted by name. An existing path is not a pattern, and a pattern
/// without a match is kept.
pub(crate) fn expand(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths
        .iter()
        .flat_map(|path| match matching(path) {
            found if found.is_empty() => vec![path.clone()],
            found => found,
        })
        .collect()
}

/// The finding that a path is a pattern without a match, if it is one.
pub(crate) fn matches_nothing(path: &Path) -> Option<Diagnostic> {
    pattern_of(path)?;
    let name = path.display();
    let message = say!("no file matches {name}", "{name} に一致するファイルがありません");
    let help = say!(
        "look at what is there, or give the whole directory",
        "ファイル名を確認するか、ディレクトリごと指定してください。"
    );
    Some(Diagnostic::new(codes::SHEET_UNREADABLE, message).help(help))
}

/// The folder and the pattern of a path that does not exist and whose last part has wildcards.
fn pattern_of(path: &Path) -> Option<(&Path, &str)> {
    let pattern = path.file_name()?.to_str().filter(|name| name.contains(['*', '?']))?;
    (!path.exists()).then_some((path.parent()?, pattern))
}

fn matching(path: &Path) -> Vec<PathBuf> {
    let Some((folder, pattern)) = pattern_of(path) else { return Vec::new() };
    let names = std::fs::read_dir(parent_of(path))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.file_name()));
    let mut found: Vec<PathBuf> =
        names.filter(|name| is_like(name, pattern)).map(|name| folder.join(name)).collect();
    found.sort();
    found
}

fn is_like(name: &OsStr, pattern: &str) -> bool {
    let Some(text) = name.to_str() else { return false };
    (pattern.starts_with('.') || !is_hidden(name)) && matches(text, pattern)
}

/// Whether a name matches a pattern: `*` is any characters, `?` is one.
fn matches(name: &str, pattern: &str) -> bool {
    let (name, pattern): (Vec<char>, Vec<char>) = (name.chars().collect(), pattern.chars().collect());
    let (mut at, mut own, mut star) = (0, 0, None);
    while at < name.len() {
        match pattern.get(own) {
            Some('*') => {
                star = Some((own, at));
                own += 1;
            }
            Some(c) if *c == '?' || *c == name[at] => (at, own) = (at + 1, own + 1),
            _ => {
                // The last star takes one more character.
                let Some((place, from)) = star else { return false };
                star = Some((place, from + 1));
                (at, own) = (from + 1, place + 1);
            }
        }
    }
    pattern[own..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_and_question_marks_stand_for_characters() {
        for (name, pattern, expected) in [
            ("a.toml", "*.toml", true),
            ("a.json", "*.toml", false),
            ("雲1.toml", "?1.toml", true),
            ("aab.toml", "a*ab.*", true),
            ("ab", "a?b", false),
            ("ab", "ab*", true),
            ("", "*", true),
        ] {
            assert_eq!(matches(name, pattern), expected, "{name} {pattern}");
        }
    }
}
