use std::path::Path;

use outside_in::advice::{Assessed, Comparison, Side, compare};
use outside_in::answers::{AnswerSheet, Form, Reading};
use outside_in::framework::Framework;
use outside_in::report::Input;
use outside_in::source::Diagnostic;
use outside_in::text::{clean, say};

use crate::commands::{Common, Failure, inputs};

/// The older sheet of a company, scored as of its own day and with its own framework.
pub(in crate::commands) struct Earlier {
    pub(in crate::commands) input: Input,
    pub(in crate::commands) assessed: Assessed,
    /// The older framework with the sheet as the current one reads it; `None` if the current framework scores both.
    older: Option<(Framework, Reading)>,
}

impl Earlier {
    pub(in crate::commands) fn read(
        path: &Path,
        directory: Option<&Path>,
        form: Option<Form>,
        framework: &Framework,
        common: &Common,
    ) -> anyhow::Result<Self> {
        let before = directory.map(|directory| common.load_framework_of(Some(directory))).transpose()?;
        if let Some(before) = &before {
            check(before, framework, path)?;
        }
        let sheet = |framework: &Framework| inputs::one(path, form, framework, common);
        let (input, reading) = sheet(before.as_ref().unwrap_or(framework))?;
        let day = reading.sheet.date.unwrap_or(common.as_of);
        let assessed = Assessed::new(before.as_ref().unwrap_or(framework), reading, day);
        let older = before.map(|before| anyhow::Ok((before, sheet(framework)?.1))).transpose()?;
        Ok(Self { input, assessed, older })
    }

    /// The framework of the sheet, given the current one.
    pub(in crate::commands) fn framework<'a>(&'a self, now: &'a Framework) -> &'a Framework {
        self.older.as_ref().map_or(now, |(before, _)| before)
    }

    /// What changed since then.
    pub(in crate::commands) fn against(&self, now: Side<'_>) -> Comparison {
        let carried = self.older.as_ref().map_or(&self.assessed.sheet, |(_, carried)| &carried.sheet);
        compare(Side { framework: self.framework(now.framework), assessed: &self.assessed }, carried, now)
    }

    /// What the current framework cannot read of the sheet, though its own could.
    pub(in crate::commands) fn not_carried(&self) -> Vec<Diagnostic> {
        let Some((_, carried)) = &self.older else { return Vec::new() };
        let known = |one: &Diagnostic| self.assessed.told_answers().any(|other| other.key == one.key);
        carried.notices.iter().filter(|one| one.is_error() && !known(one)).cloned().collect()
    }

    /// Warns about whatever makes a comparison doubtful.
    pub(in crate::commands) fn warn(&self, now: &Framework, new: &AnswerSheet, common: &Common) {
        let old = &self.assessed.sheet;
        let same_reference = old.reference.is_some() && old.reference == new.reference;
        if let (Some(one), Some(other)) = (&old.subject, &new.subject)
            && one != other
            && !same_reference
        {
            common.warning(&say!(
                "the sheets are of different names: {one}, {other}",
                "回答シートの名称が異なります：{one}、{other}"
            ));
        }
        if let (Some(before), Some(now)) = (old.date, new.date)
            && now < before
        {
            common.warning(&say!(
                "the new sheet ({now}) is older than the old one ({before})",
                "今回の回答シート（{now}）が前回（{before}）より前の日付です"
            ));
        }
        let version = self.framework(now).version();
        let Some(before) = old.version.as_deref().filter(|before| *before != version) else { return };
        common.warning(&if self.older.is_some() {
            say!(
                "the old sheet was answered against version {before}, but --old-framework is {version}",
                "前回の回答シートはバージョン {before} に対するものですが、--old-framework は {version} です"
            )
        } else {
            say!(
                "the old sheet was answered against version {before} and is scored with {version}; to see what the \
                 framework itself changed, give the older one with `--old-framework DIR`",
                "前回の回答シートはバージョン {before} に対するものですが、{version} で採点しました。フレームワークの変更による影響は、`--old-framework ディレクトリ` で前回のものを指定すると確認できます"
            )
        });
    }
}

/// Checks that these are two versions of one framework, and that the sheet can be read twice.
fn check(before: &Framework, now: &Framework, sheet: &Path) -> Result<(), Failure> {
    if before.id() != now.id() {
        let (before, now) = (clean(before.id()), clean(now.id()));
        return Err(Failure::new(say!(
            "`{before}` and `{now}` are two frameworks, not two versions of one: their numbers cannot be compared",
            "`{before}` と `{now}` は別のフレームワークです（同じフレームワークの版どうしでなければ比較できません）"
        )));
    }
    if sheet.as_os_str() == "-" {
        return Err(Failure::new(say!(
            "with --old-framework the old sheet is read twice: give it as a file, not as `-`",
            "--old-framework を使うと前回の回答シートを2回読むため、`-` ではなくファイルで指定してください"
        )));
    }
    Ok(())
}
