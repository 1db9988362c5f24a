mod around;
mod counterexamples;
mod fixing;
mod summary;
mod walk;

use std::path::PathBuf;

use clap::Args;
use outside_in::check::{LintLevel, Policy, RULES, UnknownName, find_rule};
use outside_in::report::findings::{self, Target};
use outside_in::source::Severity;
use outside_in::text::{Label, say, wrap_hanging};

use self::fixing::{FileChange, FileChanges};
use self::walk::{CheckedPaths, STANDARD_INPUT};
use super::{Common, Content, Exit, Failure, OutputForm, args, names_of, output, patterns, watch};

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// Directories of frameworks, rubric files, answer sheets, `-` for standard input
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
    /// Fix what leaves no doubt (misspelled names, spaces) and the order of a framework's keys, then
    /// check again
    #[arg(long)]
    fix: bool,
    /// Show what `--fix` would change, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "format"])]
    diff: bool,
    /// Check again after each change of the files, until Ctrl-C
    #[arg(long, conflicts_with_all = ["diff", "explain_code", "write_counterexamples"])]
    watch: bool,
    /// Write the answer sheets that show findings to this directory, as CODE-PLACE.toml
    #[arg(long, value_name = "DIR", conflicts_with_all = ["diff", "explain_code"])]
    write_counterexamples: Option<PathBuf>,
    /// Print the page of a code or slug, or `list` them all
    #[arg(long = "explain", value_name = "CODE", num_args = 0..=1, default_missing_value = LIST, conflicts_with = "paths")]
    explain_code: Option<String>,
}

/// The most rounds of looking for fixes; hardly anything needs three.
const ROUNDS: usize = 10;

pub(super) fn run(args: &CheckArgs, common: &Common) -> anyhow::Result<Exit> {
    if let Some(name) = &args.explain_code {
        return explain(name, common);
    }
    let from_stdin = args.paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT);
    if (args.diff || args.fix) && from_stdin {
        anyhow::bail!(Failure::new(say!(
            "--fix and --diff need files: standard input cannot be changed",
            "標準入力は書き換えられません。--fix と --diff にはファイルを指定してください"
        )));
    }
    if args.paths.is_empty() && common.framework.is_none() {
        anyhow::bail!(Failure::new(say!(
            "name what to check, such as the directory of a framework: `outside-in check DIR`; the built-in framework is \
             checked in a directory that `outside-in framework export DIR` writes",
            "検査するもの（フレームワークのディレクトリなど）を `outside-in check DIR` のように指定してください。組み込みのフレームワークは、\
             `outside-in framework export DIR` で書き出したディレクトリで検査できます"
        )));
    }
    let policy = policy(args)?;
    if !args.watch {
        return once(args, &policy, common);
    }
    if from_stdin {
        anyhow::bail!(Failure::new(say!(
            "--watch needs files: standard input is read once",
            "標準入力は一度しか読めません。--watch にはファイルを指定してください"
        )));
    }
    if !matches!(args.format, OutputForm::Human | OutputForm::Short) {
        return Err(watch::for_people().into());
    }
    let read: Vec<PathBuf> = args.paths.iter().chain(&common.framework).cloned().collect();
    watch::watch(&read, args.fix, common, || once(args, &policy, common))
}

fn once(args: &CheckArgs, policy: &Policy, common: &Common) -> anyhow::Result<Exit> {
    let paths = patterns::expand(&args.paths);
    let own = common.framework.as_slice();
    let mut changes = FileChanges::new(if paths.is_empty() { own } else { &paths });
    let mut found = checked(args, &paths, policy, &changes, common);
    if args.diff || args.fix {
        // A fix may uncover the next problem.
        let mut rounds = 0;
        while rounds < ROUNDS && changes.add(&found) {
            found = checked(args, &paths, policy, &changes, common);
            rounds += 1;
        }
    }
    if args.diff {
        output::exactly(&changes.all().map(FileChange::diff).collect::<String>())?;
        return Ok(if changes.is_empty() { Exit::Good } else { Exit::Found });
    }
    if args.fix {
        for change in changes.all() {
            change.write()?;
        }
        common.note(&summary::fixes(&changes));
    }
    for remark in &found.remarks {
        common.note(remark);
    }
    let text = text(&found.targets, args.format, common)?;
    match args.format {
        OutputForm::Github => output::exactly(&text)?,
        _ => output::result(&text)?,
    };
    if args.format == OutputForm::Human {
        summary::kinds(&found, common);
    }
    if matches!(args.format, OutputForm::Human | OutputForm::Short) {
        summary::counts(&found, common);
    }
    summary::what_was_not_checked(&found, common);
    if let Some(directory) = &args.write_counterexamples {
        counterexamples::write(&found, directory, common)?;
    }
    if found.unreadable {
        return Ok(Exit::Unreadable);
    }
    let bad = !found.any || findings::count(&found.targets, Severity::Error) > 0;
    Ok(if bad { Exit::Found } else { Exit::Good })
}

fn checked(
    args: &CheckArgs,
    paths: &[PathBuf],
    policy: &Policy,
    changes: &FileChanges,
    common: &Common,
) -> CheckedPaths {
    let mut found = walk::check(paths, args.write_counterexamples.is_some(), changes, common);
    for target in &mut found.targets {
        let all = std::mem::take(&mut target.diagnostics);
        target.diagnostics = all.into_iter().filter_map(|diagnostic| policy.apply(diagnostic)).collect();
    }
    found
}

fn text(targets: &[Target], form: OutputForm, common: &Common) -> anyhow::Result<String> {
    let lang = common.lang;
    let all = || targets.iter().flat_map(|target| &target.diagnostics);
    Ok(match form {
        OutputForm::Short => all().map(|diagnostic| diagnostic.on_one_line(lang) + "\n").collect(),
        OutputForm::Json => findings::json(targets, lang)?,
        OutputForm::Sarif => findings::sarif(targets, &working_directory(), lang)?,
        OutputForm::Gitlab => findings::gitlab(targets, &working_directory(), lang)?,
        OutputForm::Junit => findings::junit(targets, lang),
        OutputForm::Github => findings::github(targets, &working_directory(), lang),
        _ => {
            let terminal = common.findings();
            all().map(|diagnostic| findings::human(diagnostic, lang, terminal) + "\n").collect()
        }
    })
}

/// The directory that reported paths are relative to; empty if it is gone.
fn working_directory() -> String {
    std::env::current_dir().map(|directory| directory.display().to_string()).unwrap_or_default()
}

fn policy(args: &CheckArgs) -> Result<Policy, Failure> {
    let mut policy = Policy::default();
    let named =
        [(&args.deny, LintLevel::Deny), (&args.warn, LintLevel::Warn), (&args.allow, LintLevel::Allow)];
    for (names, action) in named {
        for name in names {
            policy.add(name, action).map_err(|problem| match problem {
                UnknownName::Unknown => unknown(name),
                UnknownName::Error => Failure::new(say!(
                    "{name} is an error; only warnings can be allowed",
                    "{name} はエラーのため変更できません（許可できるのは警告だけです）"
                )),
                UnknownName::Twice => Failure::new(say!(
                    "{name} is given twice, with different levels",
                    "{name} が異なる指定で2回あります"
                )),
            })?;
        }
    }
    Ok(policy)
}

const LIST: &str = "list";

fn explain(name: &str, common: &Common) -> anyhow::Result<Exit> {
    output::result(&match find_rule(name) {
        Some(rule) => rule.page().to_text(common.lang, common.terminal().columns),
        None if name == LIST => list(common),
        None => return Err(unknown(name).into()),
    })
}

/// Code, slug and summary of all rules. In a pipe a rule takes one line, so that rules can be searched.
fn list(common: &Common) -> String {
    let longest = RULES.iter().map(|rule| rule.code.slug.len()).max().unwrap_or(0);
    let columns = common.findings().columns;
    let mut out = String::new();
    for rule in RULES.iter() {
        let first = format!("{} {:longest$}  ", rule.code.id, rule.code.slug);
        for line in wrap_hanging(rule.page().summary(common.lang), columns, &first, "     ") {
            out.extend([&line, "\n"]);
        }
    }
    out
}

fn unknown(name: &str) -> Failure {
    let known = RULES.iter().flat_map(|rule| [rule.code.id, rule.code.slug]);
    let all = say!(
        "`outside-in check --explain list` lists them",
        "規則の一覧は `outside-in check --explain list` で表示できます"
    );
    args::unknown(Label("rule", "規則"), name, known, &all)
}
