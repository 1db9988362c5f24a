//! What the program does when it is started alone in a terminal: it asks what to do.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use console::Term;
use dialoguer::theme::Theme;
use dialoguer::{Confirm, Input, Select};
use outside_in::answers::{AnswerSheet, Form, SheetRecord, read_file, read_record};
use outside_in::framework::{Framework, built_in, built_in_framework, load_directory};
use outside_in::interview::{InterviewScope, Machine};
use outside_in::report::Paint;
use outside_in::source::SourceFile;
use outside_in::text::{Bilingual, Lang, clean, fit, say};

use super::args::DEFAULT_SHEET;
use super::assess::AssessArgs;
use super::explain::ExplainArgs;
use super::modes::Modes;
use super::signals::{self, Signal};
use super::{Common, Exit, Failure, assess, exit, explain};

/// An invented company, to see what a result looks like.
const EXAMPLE: &str = include_str!("../../examples/aoba-genetics.toml");

/// Below this dialoguer cannot draw.
const LEAST_ROWS: u16 = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    GoOn,
    Result,
    New,
    Example,
    Quit,
}

pub(super) fn run(common: &Common) -> anyhow::Result<Exit> {
    let term = Term::stderr();
    if assess::lines_only().is_some() || term.size_checked().is_none_or(|(rows, _)| rows < LEAST_ROWS) {
        common.note(&say!(
            "asking in plain lines; answers go to {DEFAULT_SHEET} (`outside-in --help` lists the other commands)",
            "1行ずつの表示で質問し、回答を {DEFAULT_SHEET} に保存します（ほかのコマンドは `outside-in --help` で表示できます）"
        ));
        // What the environment asks for, the questionnaire sees by itself.
        let is_asked = assess::lines_only().is_none();
        return assess::run(&AssessArgs::of(DEFAULT_SHEET.into(), is_asked), common);
    }
    let (cursor, modes) = (term.clone(), Modes::now());
    signals::on_signal(move |signal| {
        let _ = cursor.show_cursor();
        modes.restore();
        exit::end_at_once(signal);
    })?;
    let menu = Menu { term, theme: MenuTheme(Paint::new(common.color_err)), common };
    match menu.ask() {
        Ok(None) => Ok(Exit::Good),
        Ok(Some(ToDo::Assess(sheet))) => assess::run(&AssessArgs::of(sheet, false), common),
        Ok(Some(ToDo::Result)) => explain::run(&ExplainArgs::default(), common),
        Ok(Some(ToDo::Example)) => show_example(common),
        Err(dialoguer::Error::IO(error)) if error.kind() == ErrorKind::Interrupted => {
            signals::let_act();
            let _ = menu.term.show_cursor();
            Ok(Exit::Ended(Signal::Interrupt))
        }
        Err(dialoguer::Error::IO(error)) => Err(Failure::unusable_terminal(&error).into()),
    }
}

/// The result of an invented company, as of the day of its answers: they do not age here.
fn show_example(common: &Common) -> anyhow::Result<Exit> {
    let framework = built_in_framework();
    let file = Arc::new(SourceFile::new("example", EXAMPLE));
    let record = SheetRecord { file, form: Form::Toml, line: None };
    let reading = read_record(&record, &framework).map_err(Failure::from)?;
    let as_of = common.as_of_given.or(reading.sheet.date).unwrap_or(common.as_of);
    let ended = explain::show_as_of(as_of, &framework, reading, common)?;
    let options = common.options_to_repeat();
    common.note(&say!(
        "This company is invented. Start with your own: outside-in assess{options}",
        "これは架空の企業の例です。自社の回答を始めるには：outside-in assess{options}"
    ));
    Ok(ended)
}

/// What was chosen, with all that it needs.
enum ToDo {
    Assess(PathBuf),
    Result,
    Example,
}

struct Menu<'a> {
    term: Term,
    theme: MenuTheme,
    common: &'a Common,
}

impl Menu<'_> {
    /// Nothing if the user wants to leave.
    fn ask(&self) -> dialoguer::Result<Option<ToDo>> {
        let tasks = tasks(self.common);
        // A line that the window breaks would not be cleared.
        let columns = self.term.size().1.saturating_sub(4).into();
        let lines = tasks.iter().map(|(_, words)| fit(&clean(words.to(self.common.lang)), columns));
        let question = say!("What would you like to do?", "何をしますか");
        let select = Select::with_theme(&self.theme).with_prompt(fit(question.to(self.common.lang), columns));
        let picked = select.items(lines).default(0).report(false).interact_on_opt(&self.term)?;
        Ok(match picked.map(|at| tasks[at].0) {
            Some(Task::GoOn) => Some(ToDo::Assess(DEFAULT_SHEET.into())),
            Some(Task::Result) => Some(ToDo::Result),
            Some(Task::New) => self.new_sheet()?.map(ToDo::Assess),
            Some(Task::Example) => Some(ToDo::Example),
            Some(Task::Quit) | None => None,
        })
    }

    /// The file for a new sheet; one that is there is gone on with if that is wanted, and never written anew.
    fn new_sheet(&self) -> dialoguer::Result<Option<PathBuf>> {
        if !Path::new(DEFAULT_SHEET).exists() {
            return Ok(Some(DEFAULT_SHEET.into()));
        }
        let lang = self.common.lang;
        loop {
            let input = Input::<String>::with_theme(&self.theme)
                .with_prompt(lang.of("Name of the new file", "新しいファイルの名前"))
                .default(free_name());
            let name = clean(input.interact_on(&self.term)?.trim());
            if !Path::new(&name).exists() {
                return Ok(Some(name.into()));
            }
            let there = say!(
                "{name} already exists and will not be overwritten. Continue it?",
                "{name} はすでに存在し、上書きしません。このファイルの続きに回答しますか"
            );
            let confirm = Confirm::with_theme(&self.theme).with_prompt(there.to(lang)).default(false);
            match confirm.interact_on_opt(&self.term)? {
                Some(true) => return Ok(Some(name.into())),
                Some(false) => {}
                None => return Ok(None),
            }
        }
    }
}

fn free_name() -> String {
    let mut names = (2..).map(|number: u32| format!("answers-{number}.toml"));
    names.find(|name| !Path::new(name).exists()).unwrap_or_default()
}

/// As the questionnaire looks.
struct MenuTheme(Paint);

impl Theme for MenuTheme {
    fn format_select_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        f.write_str(&self.0.bold(prompt))
    }

    fn format_select_prompt_item(&self, f: &mut dyn fmt::Write, text: &str, active: bool) -> fmt::Result {
        if active { f.write_str(&self.0.accent(&format!("❯ {text}"))) } else { write!(f, "  {text}") }
    }
}

/// What can be done, what is most likely wanted first.
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
    tasks.push((Task::Quit, say!("Quit", "終了する")));
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
    // The name comes last: in a narrow window only it is cut.
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
