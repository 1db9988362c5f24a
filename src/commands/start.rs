//! The program without arguments in a terminal: it asks what to do.

use std::path::{Path, PathBuf};

use outside_in::answers::{AnswerSheet, Form, read_bytes, read_file};
use outside_in::framework::{Framework, built_in, built_in_framework, load_directory};
use outside_in::interview::{
    InterviewScope, Machine, Picked, Prompter, Screen, ScreenAction, ScreenChoice, Stop, TextAsk, Typed,
};
use outside_in::source::free_name;
use outside_in::text::{Bilingual, Label, Lang, clean, say};

use super::args::DEFAULT_SHEET;
use super::assess::AssessArgs;
use super::explain::ExplainArgs;
use super::{Common, Exit, Failure, assess, explain};

/// A fictitious company, to show what a result looks like.
const EXAMPLE: &str = include_str!("../../examples/aoba-genetics.toml");

const WHAT: Label = Label("What would you like to do?", "何をしますか");
const NEW_NAME: Label =
    Label("What is the new file to be called?", "新しいファイルの名前を入力してください。");
const FILE: Label = Label("File", "ファイル名");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    GoOn,
    Result,
    New,
    Example,
}

pub(super) fn run(common: &Common) -> anyhow::Result<Exit> {
    common.check_day()?;
    if assess::lines_only().is_some() || assess::is_too_small() {
        common.note(&say!(
            "asking in plain lines; answers go to {DEFAULT_SHEET} (`outside-in --help` lists the other commands)",
            "1行ずつの表示で質問し、回答を {DEFAULT_SHEET} に保存します（ほかのコマンドは `outside-in --help` で表示できます）"
        ));
        // The questionnaire itself checks the environment.
        let is_asked = assess::lines_only().is_none();
        return assess::run(&AssessArgs::of(DEFAULT_SHEET.into(), is_asked), common);
    }
    match assess::ask_first(common, |prompter| Menu { prompter, common }.ask())? {
        Ok(None) => Ok(Exit::Good),
        Ok(Some(ToDo::Assess(sheet))) => assess::run(&AssessArgs::of(sheet, false), common),
        Ok(Some(ToDo::Result)) => explain::run(&ExplainArgs::default(), common),
        Ok(Some(ToDo::Example)) => show_example(common),
        Err(signal) => Ok(Exit::Ended(signal)),
    }
}

/// The result of the fictitious company, as of the day of its answers, so that they don't expire.
fn show_example(common: &Common) -> anyhow::Result<Exit> {
    let framework = built_in_framework();
    let reading = read_bytes("example", EXAMPLE, Form::Toml, &framework).map_err(Failure::from)?;
    let as_of = common.as_of_given.or(reading.sheet.date).unwrap_or(common.as_of);
    let ended = explain::show_as_of(as_of, &framework, reading, common)?;
    let options = common.options_to_repeat();
    common.note(&say!(
        "This company is invented. Start with your own: outside-in assess{options}",
        "これは架空の企業の例です。自社の回答を始めるには：outside-in assess{options}"
    ));
    Ok(ended)
}

/// What was chosen, with everything it needs.
enum ToDo {
    Assess(PathBuf),
    Result,
    Example,
}

struct Menu<'a> {
    prompter: &'a mut dyn Prompter,
    common: &'a Common,
}

impl Menu<'_> {
    /// `None` if the user wants to leave.
    fn ask(&mut self) -> Result<Option<ToDo>, Stop> {
        let lang = self.common.lang;
        let tasks = tasks(self.common);
        let screen = Screen {
            question: WHAT.to(lang).to_owned(),
            choices: ScreenChoice::list(tasks.iter().map(|(_, words)| clean(words.to(lang)))),
            // Nothing here is an answer, so the likeliest choice can be preselected.
            marked: Some(0),
            actions: vec![ScreenAction::Quit],
            ..Screen::default()
        };
        loop {
            let Picked::Choices(picked) = self.prompter.choose(&screen)? else { return Ok(None) };
            let task = picked.first().and_then(|at| tasks.get(*at)).map(|(task, _)| *task);
            let to_do = match task {
                Some(Task::GoOn) => Some(ToDo::Assess(DEFAULT_SHEET.into())),
                Some(Task::Result) => Some(ToDo::Result),
                Some(Task::New) => self.new_sheet()?.map(ToDo::Assess),
                Some(Task::Example) => Some(ToDo::Example),
                None => None,
            };
            if to_do.is_some() {
                return Ok(to_do);
            }
        }
    }

    /// The file for a new sheet; an existing one is continued if the user agrees, never overwritten.
    fn new_sheet(&mut self) -> Result<Option<PathBuf>, Stop> {
        if !Path::new(DEFAULT_SHEET).exists() {
            return Ok(Some(DEFAULT_SHEET.into()));
        }
        let lang = self.common.lang;
        let mut ask = TextAsk {
            question: NEW_NAME.to(lang).to_owned(),
            label: FILE.to(lang).to_owned(),
            initial: free_name(Path::new(DEFAULT_SHEET)).display().to_string(),
            ..TextAsk::default()
        };
        loop {
            let name = match self.prompter.text(&ask)? {
                Typed::Done(name) if !name.is_empty() => name,
                _ => return Ok(None),
            };
            let there = say!(
                "{name} already exists and will not be overwritten. Continue it?",
                "{name} はすでに存在し、上書きしません。このファイルの続きに回答しますか。"
            );
            if !Path::new(&name).exists() || self.prompter.confirm(there.to(lang))? {
                return Ok(Some(name.into()));
            }
            ask.initial = name;
        }
    }
}

/// The possible tasks, the likeliest first.
fn tasks(common: &Common) -> Vec<(Task, Bilingual)> {
    let mut tasks = Vec::new();
    let path = Path::new(DEFAULT_SHEET);
    if path.exists() {
        tasks.extend(with_sheet(path, common));
    }
    tasks.push((Task::New, say!("Start a new answer sheet", "新しい回答シートに回答する")));
    if common.framework.is_none() {
        tasks.push((
            Task::Example,
            say!("Look at the result of an invented company", "架空の企業の結果を例として見る"),
        ));
    }
    tasks
}

fn with_sheet(path: &Path, common: &Common) -> Vec<(Task, Bilingual)> {
    let loaded = common.framework.as_deref().map_or_else(built_in, load_directory);
    let reading = loaded.framework.and_then(|framework| {
        let reading = read_file(path, Form::Toml, &framework).ok()?;
        let name = reading.sheet.subject.as_deref().map(clean).unwrap_or_default();
        Some((name, open(&framework, reading.sheet, common)))
    });
    let Some((name, open)) = reading else {
        let why = say!("See what is wrong with {DEFAULT_SHEET}", "{DEFAULT_SHEET} の問題点を確認する");
        return vec![(Task::Result, why)];
    };
    let name = Some(name).filter(|name| !name.is_empty());
    let of = |lang: Lang| name.as_ref().map(|name| lang.colon().to_owned() + name).unwrap_or_default();
    let (en, ja) = (of(Lang::En), of(Lang::Ja));
    // The name comes last: a narrow window cuts only that.
    let go_on = match open {
        0 => say!(
            "Change answers in {DEFAULT_SHEET}, all answered{en}",
            "{DEFAULT_SHEET} の回答を見直す（すべて回答済み）{ja}"
        ),
        _ => say!(
            "Continue {DEFAULT_SHEET}, {open} open{en}",
            "{DEFAULT_SHEET} の続きに回答する（未回答{open}問）{ja}"
        ),
    };
    let result = say!("See the result so far", "ここまでの結果を見る");
    let result = if open == 0 { say!("See the result", "結果を見る") } else { result };
    vec![(Task::GoOn, go_on), (Task::Result, result)]
}

fn open(framework: &Framework, sheet: AnswerSheet, common: &Common) -> usize {
    Machine::new(framework, sheet, common.as_of, InterviewScope::default()).open().len()
}
