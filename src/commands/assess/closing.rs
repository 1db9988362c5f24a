use std::io::Write;
use std::path::PathBuf;

use outside_in::answers::{Form, Reading, read_file};
use outside_in::framework::Framework;
use outside_in::interview::{InterviewScope, Machine};
use outside_in::source::free_name;
use outside_in::text::{Bilingual, Label, clean, say};

use super::super::explain;
use super::super::report::{self, ReportArgs};
use super::AssessArgs;
use super::session::{Ended, EndedBy};
use crate::commands::destination::unwritable;
use crate::commands::signals::Signal;
use crate::commands::{Common, Exit, Failure};

pub(super) struct Closing<'a> {
    pub(super) args: &'a AssessArgs,
    pub(super) common: &'a Common,
    pub(super) framework: &'a Framework,
    pub(super) path: PathBuf,
    pub(super) scope: InterviewScope,
}

impl Closing<'_> {
    pub(super) fn end(&self, ended: &Ended) -> anyhow::Result<Exit> {
        let path = clean(&self.path.display().to_string());
        if let Some(error) = &ended.unsaved {
            let Bilingual { en, ja } = unwritable(&self.path, error);
            anyhow::bail!(Failure::new(say!(
                "the last answers could not be saved: {en}",
                "最後の回答を保存できませんでした。{ja}"
            )));
        }
        if ended.plain && ended.by == EndedBy::Stopped(Signal::Interrupt) {
            // The terminal echoes Ctrl-C on the line of the question.
            let _ = writeln!(std::io::stderr());
        }
        if let Some(spared) = &ended.spared {
            let spared = clean(&spared.display().to_string());
            self.common.warning(&say!(
                "{spared} was left as another program made it; your answers are in {path}",
                "{spared} は別のプログラムによって変更されたため、そのまま残しました。回答は {path} に保存しました"
            ));
        } else if ended.saved {
            self.common.note(&say!("Saved: {path}", "保存先：{path}"));
        }
        let form = if Form::of(&self.path) == Some(Form::Json) { Form::Json } else { Form::Toml };
        let reading = read_file(&self.path, form, self.framework).ok();
        let open = reading.as_ref().map_or(0, |reading| self.open(reading, InterviewScope::default()));
        let here = reading.as_ref().map_or(0, |reading| self.open(reading, self.scope));
        if ended.by != EndedBy::Finished || here > 0 {
            let command = self.command(true);
            self.common.note(&say!("Continue with: {command}", "続きから再開するには：{command}"));
        } else if open > 0 {
            let command = self.command(false);
            self.common.note(&say!(
                "{open} questions outside this selection are open. Continue with: {command}",
                "今回の範囲外に、未回答の質問が{open}問あります。続けるには：{command}"
            ));
        }
        if let EndedBy::Stopped(signal) = ended.by {
            return Ok(Exit::Ended(signal));
        }
        let Some(reading) = reading.filter(|_| ended.spared.is_none()) else {
            return Ok(if ended.spared.is_some() { Exit::Found } else { Exit::Good });
        };
        let finished = ended.by == EndedBy::Finished;
        let Label(en, ja) = if finished {
            Label("See the result again with", "結果をもう一度見るには")
        } else {
            Label("See the result so far with", "ここまでの結果を見るには")
        };
        let command = self.command_on_sheet("explain");
        self.common.note(&say!("{en}: {command}", "{ja}：{command}"));
        if !finished {
            return Ok(Exit::Good);
        }
        let command = self.command_on_sheet("plan");
        self.common.note(&say!(
            "See the plan to the next stage with: {command}",
            "次の段階までの計画を見るには：{command}"
        ));
        if !ended.report {
            let command = self.command_on_sheet("report") + " -o report.html";
            self.common.note(&say!(
                "Write a report for others: {command}",
                "社内外に渡すレポートを作るには：{command}"
            ));
        }
        let exit = explain::summarize(self.framework, reading, self.common)?;
        if ended.report { self.report() } else { Ok(exit) }
    }

    /// Writes the report beside the sheet, under a free name.
    fn report(&self) -> anyhow::Result<Exit> {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let place = free_name(&self.path.with_file_name(format!("{stem}-report.html")));
        let exit = report::run(&ReportArgs::of(&self.path, &place), self.common)?;
        let place = clean(&place.display().to_string());
        self.common.note(&say!("Report: {place}", "レポート：{place}"));
        Ok(exit)
    }

    fn open(&self, reading: &Reading, scope: InterviewScope) -> usize {
        Machine::new(self.framework, reading.sheet.clone(), self.common.as_of, scope).open().len()
    }

    fn command(&self, same: bool) -> String {
        let mut words = vec!["outside-in".to_owned(), "assess".to_owned(), self.sheet()];
        if let Some(stage) = self.args.stage.as_ref().filter(|_| same) {
            words.extend(["--stage".to_owned(), stage.clone()]);
        }
        words.extend((self.args.quick && same).then(|| "--quick".to_owned()));
        words.extend(self.args.plain.then(|| "--plain".to_owned()));
        words.join(" ") + &self.common.options_to_repeat()
    }

    fn command_on_sheet(&self, command: &str) -> String {
        format!("outside-in {command} {}{}", self.sheet(), self.common.options_to_repeat())
    }

    fn sheet(&self) -> String {
        let path = clean(&self.args.sheet.display().to_string());
        let is_plain = |c: char| c.is_alphanumeric() || "/._-+,:@%~\\".contains(c);
        if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
    }
}
