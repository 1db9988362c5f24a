mod around;
mod counterexamples;
mod explaining;
mod fixing;
mod lines;
mod targets;

use std::path::PathBuf;

use clap::Args;
use outside_in::check::{LintLevel, Policy, UnknownName};
use outside_in::report::findings::{self, Target};
use outside_in::say;
use outside_in::source::Severity;
use outside_in::text::{Bilingual, clean};

use self::fixing::{Change, Changes};
use super::common::Common;
use super::exit::{Exit, Failure};
use super::forms::{Content, OutputForm, names_of};
use super::output;

/// Arguments of `check`.
#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// Directories of frameworks, rubric files, answer sheets, `-` for standard input [default: the framework in use]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Form of the result
    #[arg(long, value_name = "FORM", value_parser = names_of(Content::Findings), default_value = "human")]
    format: OutputForm,
    /// Fail on this code or slug, or on all `warnings`
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    deny: Vec<String>,
    /// Do not fail on this code or slug, only show it
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    warn: Vec<String>,
    /// Do not show this code or slug
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    allow: Vec<String>,
    /// Put right what can hardly be meant otherwise (misspelt names, spaces), and the order of a framework's keys;
    /// then check again
    #[arg(long)]
    fix: bool,
    /// Show what `--fix` would change, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "format"])]
    diff: bool,
    /// Write the answer sheets that show findings to this directory, as CODE-PLACE.toml
    #[arg(long, value_name = "DIR", conflicts_with_all = ["diff", "explain_code"])]
    write_counterexamples: Option<PathBuf>,
    /// Print the page of a code or slug, or `list` them all
    #[arg(long = "explain", value_name = "CODE", num_args = 0..=1, default_missing_value = explaining::LIST, conflicts_with = "paths")]
    explain_code: Option<String>,
}

/// So many times what can be put right is looked for; hardly anything needs three.
const ROUNDS: usize = 10;

/// Runs `check`.
pub(super) fn run(args: &CheckArgs, common: &Common) -> anyhow::Result<Exit> {
    if let Some(name) = &args.explain_code {
        return explaining::run(name, common);
    }
    if (args.diff || args.fix) && args.paths.iter().any(|path| path.as_os_str() == targets::STANDARD_INPUT) {
        let message = say!(
            "--fix and --diff need files: standard input cannot be changed",
            "標準入力は書き換えられません。--fix と --diff にはファイルを指定してください"
        );
        anyhow::bail!(Failure::new(message));
    }
    let policy = policy(args)?;
    let mut changes = Changes::default();
    let mut found = checked(args, &policy, &changes, common)?;
    if args.diff || args.fix {
        // What was put right may show what else is wrong.
        let mut rounds = 0;
        while rounds < ROUNDS && changes.add(&found) {
            found = checked(args, &policy, &changes, common)?;
            rounds += 1;
        }
    }
    if args.diff {
        output::result(&changes.all().map(Change::diff).collect::<String>())?;
        return Ok(if changes.is_empty() { Exit::Good } else { Exit::Found });
    }
    if args.fix {
        for change in changes.all() {
            change.write()?;
        }
        output::say(put_right(&changes).to(common.lang));
    }
    for told in &found.told {
        told.say(common);
    }
    output::result(&text(&found.targets, args.format, common)?)?;
    if matches!(args.format, OutputForm::Human | OutputForm::Short) {
        output::say(summary(&found.targets, found.allowed).to(common.lang));
        if found.cut_short {
            let text = say!(
                "put the errors right: then the rules are run that need a framework without errors",
                "エラーを直すと、エラーのないフレームワークだけを対象とする規則も検査されます"
            );
            output::tell(common, &text);
        }
    }
    tell_passed_over(&found.passed_over, common);
    tell_tests_alone(&found.tests_alone, common);
    if !found.any && !found.unreadable {
        let text = say!(
            "there is nothing to check: no framework, no rubric, no answer sheet",
            "検査の対象（フレームワーク、ルーブリック、回答シート）がありません"
        );
        output::say(text.to(common.lang));
    }
    if !found.alone.is_empty() {
        output::say(&clean(alone(&found.alone).to(common.lang)));
    }
    if let Some(directory) = &args.write_counterexamples {
        counterexamples::write(&found, directory, common)?;
    }
    if found.unreadable {
        return Ok(Exit::Unreadable);
    }
    let bad = !found.any || findings::count(&found.targets, Severity::Error) > 0;
    Ok(if bad { Exit::Found } else { Exit::Good })
}

/// Names the files in directories that are nothing to check, or counts them if they are many, as in the directory of
/// a program.
fn tell_passed_over(paths: &[PathBuf], common: &Common) {
    if paths.len() > output::SHOWN {
        let count = paths.len();
        let text = say!("{count} other files, passed over", "ほかの{count}個のファイルは検査していません");
        output::say(text.to(common.lang));
        return;
    }
    for path in paths {
        let name = path.display();
        let text = say!("nothing to check, passed over: {name}", "検査の対象ではないファイル：{name}");
        output::say(&clean(text.to(common.lang)));
    }
}

/// Names the tests whose framework is not there, or counts them if they are many.
fn tell_tests_alone(paths: &[PathBuf], common: &Common) {
    let shown: Vec<String> =
        paths.iter().take(output::SHOWN).map(|path| path.display().to_string()).collect();
    if shown.is_empty() {
        return;
    }
    let more = paths.len() - shown.len();
    let (more_en, more_ja) = match more {
        0 => Default::default(),
        _ => (format!(" and {more} more"), format!("、ほか{more}件")),
    };
    let (en, ja) = (shown.join(", "), shown.join("、"));
    let text = say!(
        "tests without their framework, passed over: {en}{more_en}",
        "テストの対象となるフレームワークがないため検査しません：{ja}{more_ja}"
    );
    output::say(&clean(text.to(common.lang)));
}

fn put_right(changes: &Changes) -> Bilingual {
    let fixed: usize = changes.all().map(|change| change.count).sum();
    let files = changes.all().filter(|change| change.count > 0).count();
    let tidied = changes.all().filter(|change| change.tidied).count();
    let noun = |number: usize| outside_in::text::count(number, "file");
    let (in_files, of_tidied) = (noun(files), noun(tidied));
    match (fixed, tidied) {
        (_, 0) => say!("put right: {fixed}, in {in_files}", "修正しました：{files}ファイル、{fixed}箇所"),
        (0, _) => say!(
            "keys and spaces put in order in {of_tidied}",
            "{tidied}ファイルでキーの順序と空白を整えました"
        ),
        _ => say!(
            "put right: {fixed}, in {in_files}; keys and spaces put in order in {of_tidied}",
            "修正しました：{files}ファイル、{fixed}箇所（{tidied}ファイルでキーの順序と空白を整えました）"
        ),
    }
}

/// What is not seen where rubrics or programmes are checked without their framework.
fn alone(names: &[String]) -> Bilingual {
    let (en, ja) = (names.join(", "), names.join("、"));
    say!(
        "checked without a framework: {en}; whether the names of stages, facts and sources exist is seen only with a \
         framework.toml beside it that lists the file",
        "フレームワークなしで検査しました：{ja}（段階・前提項目・出典の名前が正しいかは、そのファイルを挙げた \
         framework.toml が同じディレクトリにある場合にだけ検査されます）"
    )
}

fn checked(
    args: &CheckArgs,
    policy: &Policy,
    changes: &Changes,
    common: &Common,
) -> anyhow::Result<targets::Found> {
    let mut found = targets::check(&args.paths, args.write_counterexamples.is_some(), changes, common)?;
    for target in &mut found.targets {
        let all = std::mem::take(&mut target.diagnostics);
        target.diagnostics = all.into_iter().filter_map(|diagnostic| policy.apply(diagnostic)).collect();
    }
    Ok(found)
}

fn text(targets: &[Target], form: OutputForm, common: &Common) -> anyhow::Result<String> {
    let lang = common.lang;
    let all = || targets.iter().flat_map(|target| &target.diagnostics);
    Ok(match form {
        OutputForm::Short => all().map(|diagnostic| findings::short(diagnostic, lang) + "\n").collect(),
        OutputForm::Json => findings::json(targets, lang)?,
        OutputForm::Sarif => findings::sarif(targets, lang)?,
        OutputForm::Junit => findings::junit(targets, lang),
        OutputForm::Github => findings::github(targets, lang),
        _ => {
            let terminal = common.findings();
            all().map(|diagnostic| findings::human(diagnostic, lang, terminal) + "\n").collect()
        }
    })
}

fn summary(targets: &[Target], allowed: usize) -> Bilingual {
    let count = |severity| findings::count(targets, severity);
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let checked = targets.len();
    let noun = |number: usize, noun: &str| outside_in::text::count(number as u64, noun);
    let (e, w, n) = (noun(errors, "error"), noun(warnings, "warning"), noun(notes, "note"));
    let (more_en, more_ja) = if allowed > 0 {
        (format!(" ({allowed} allowed by comments)"), format!("（ほかにコメントによる許可{allowed}件）"))
    } else {
        Default::default()
    };
    say!(
        "{checked} checked: {e}, {w}, {n}{more_en}",
        "{checked}件を検査しました：エラー{errors}件、警告{warnings}件、参考{notes}件{more_ja}"
    )
}

fn policy(args: &CheckArgs) -> Result<Policy, Failure> {
    let mut policy = Policy::default();
    let named =
        [(&args.deny, LintLevel::Deny), (&args.warn, LintLevel::Warn), (&args.allow, LintLevel::Allow)];
    for (names, action) in named {
        for name in names {
            let Err(problem) = policy.add(name, action) else { continue };
            return Err(match problem {
                UnknownName::Unknown => explaining::unknown(name),
                UnknownName::Error => Failure::new(say!(
                    "{name} is an error and stays one; only warnings can be allowed",
                    "{name} はエラーのため変更できません（許可できるのは警告だけです）"
                )),
                UnknownName::Twice => Failure::new(say!(
                    "{name} is given twice, in different ways",
                    "{name} が異なる指定で2回あります"
                )),
            });
        }
    }
    Ok(policy)
}
