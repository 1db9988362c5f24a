//! What stderr says after the findings.

use std::path::PathBuf;

use outside_in::check::find_rule;
use outside_in::report::findings;
use outside_in::source::{Code, Severity};
use outside_in::text::{Bilingual, count, grouped, say, wrap_hanging};

use super::fixing::FileChanges;
use super::walk::CheckedPaths;
use crate::commands::{Common, output};

/// Up to this many findings, and of a kind, none is overlooked.
const MANY: usize = 20;
const REPEATED: usize = 5;

/// Counts findings by kind, if there are many or several kinds repeat.
pub(super) fn kinds(found: &CheckedPaths, common: &Common) {
    let all = found.targets.iter().flat_map(|target| &target.diagnostics);
    let kinds = findings::by_code(all.map(|one| (one.code, one.stands_for)));
    let sum: usize = kinds.iter().map(|(_, count)| count).sum();
    let repeated = kinds.iter().filter(|(_, count)| *count > REPEATED).count();
    if sum <= MANY && repeated < 2 {
        return;
    }
    let columns = common.messages().columns;
    let most = kinds.first().map_or(0, |(_, count)| grouped(*count).len());
    let longest = kinds.iter().map(|(code, _)| code.slug.len()).max().unwrap_or(0);
    for (Code { id, slug, .. }, count) in kinds {
        let first = format!("{id} ×{:<most$}  {slug:longest$}  ", grouped(count));
        let page = find_rule(id).map(outside_in::check::Rule::page);
        let summary = page.as_ref().map_or("", |page| page.summary(common.lang));
        output::say(&wrap_hanging(summary, columns, &first, "     ").join("\n"));
    }
}

pub(super) fn counts(found: &CheckedPaths, common: &Common) {
    let of = |severity| findings::count(&found.targets, severity);
    let (errors, warnings, notes) = (of(Severity::Error), of(Severity::Warning), of(Severity::Info));
    let checked = found.targets.len();
    let (e, w, n) = (count(errors, "error"), count(warnings, "warning"), count(notes, "note"));
    let (more_en, more_ja) = match found.allowed {
        0 => Default::default(),
        allowed => (format!(" ({allowed} allowed)"), format!("（ほかに許可済み{allowed}件）")),
    };
    common.note(&say!(
        "{checked} checked: {e}, {w}, {n}{more_en}",
        "{checked}件を検査しました：エラー{errors}件、警告{warnings}件、参考{notes}件{more_ja}"
    ));
    if found.cut_short {
        common.tell(&say!(
            "fix the errors first: some rules are run only on a framework without errors",
            "エラーを直すと、エラーのないフレームワークだけを対象とする規則も検査されます"
        ));
    }
}

pub(super) fn what_was_not_checked(found: &CheckedPaths, common: &Common) {
    // If there are many, as in a directory of source code, they are only counted.
    if found.skipped.len() > output::SHOWN {
        let count = found.skipped.len();
        common.note(&say!("skipped {count} other files", "ほかの{count}個のファイルは検査していません"));
    } else {
        for path in &found.skipped {
            let name = path.display();
            common.note(&say!("skipped, nothing to check: {name}", "検査の対象ではないファイル：{name}"));
        }
    }
    if let Some((en, ja)) = some_of(&found.tests_alone) {
        common.note(&say!(
            "skipped, tests without their framework: {en}",
            "テストの対象となるフレームワークがないため検査しません：{ja}"
        ));
    }
    if let Some((en, ja)) = some_of(&found.unchecked) {
        common.note(&say!(
            "not checked, because the framework cannot be used: {en}",
            "フレームワークを使えないため検査していません：{ja}"
        ));
    }
    if !found.any && !found.unreadable {
        common.note(&say!(
            "there is nothing to check: no framework, no rubric, no answer sheet",
            "検査の対象（フレームワーク、ルーブリック、回答シート）がありません"
        ));
    }
    if !found.alone.is_empty() {
        let (en, ja) = (found.alone.join(", "), found.alone.join("、"));
        common.note(&say!(
            "checked without a framework: {en}; names of stages, facts and sources are checked only if a framework.toml in \
             the same directory lists the file",
            "フレームワークなしで検査しました：{ja}（段階・前提項目・出典の名前が正しいかは、そのファイルを挙げた \
             framework.toml が同じディレクトリにある場合にだけ検査されます）"
        ));
    }
}

/// The first paths of a list, and how many more there are, in both languages.
fn some_of(paths: &[PathBuf]) -> Option<(String, String)> {
    let shown: Vec<String> =
        paths.iter().take(output::SHOWN).map(|path| path.display().to_string()).collect();
    let (en, ja) = (shown.join(", "), shown.join("、"));
    match paths.len() - shown.len() {
        _ if paths.is_empty() => None,
        0 => Some((en, ja)),
        more => Some((format!("{en} and {more} more"), format!("{ja}、ほか{more}件"))),
    }
}

pub(super) fn fixes(changes: &FileChanges) -> Bilingual {
    let fixed: usize = changes.all().map(|change| change.count).sum();
    let files = changes.all().filter(|change| change.count > 0).count();
    let tidied = changes.all().filter(|change| change.tidied).count();
    let (problems, in_files, in_tidied) =
        (count(fixed, "problem"), count(files, "file"), count(tidied, "file"));
    match (fixed, tidied) {
        (_, 0) => {
            say!("fixed {problems} in {in_files}", "修正しました：{files}ファイル、{fixed}箇所")
        }
        (0, _) => {
            say!("tidied keys and spaces in {in_tidied}", "{tidied}ファイルでキーの順序と空白を整えました")
        }
        _ => say!(
            "fixed {problems} in {in_files}; tidied keys and spaces in {in_tidied}",
            "修正しました：{files}ファイル、{fixed}箇所（{tidied}ファイルでキーの順序と空白を整えました）"
        ),
    }
}
