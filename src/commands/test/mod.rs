mod writing;

use std::path::{Path, PathBuf};

use clap::Args;
use outside_in::check::suite::{Test, coverage, files, mutate, read, run as run_tests, skipped_directories};
use outside_in::framework::{Framework, MANIFEST, built_in_tests};
use outside_in::report::suite::{Tested, Untested, human, json, json_of_untested, junit, junit_of_untested};
use outside_in::source::{Diagnostic, SourceFile, codes, unreadable};
use outside_in::text::{Bilingual, say};

use super::{
    Common, Content, Destination, Exit, Failure, IfTaken, OutputForm, args, cannot_write, inputs, names_of,
    output, watch,
};

#[derive(Args, Debug)]
pub(crate) struct TestArgs {
    /// The framework's directory, its tests in `tests/` [default: the framework in use]
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
    /// Form of the result
    #[arg(long, value_name = "FORM", value_parser = names_of(Content::Tests), default_value = "human")]
    format: OutputForm,
    /// Fail (exit code 1) if the tests exercise less than this
    #[arg(long, value_name = "PERCENT", value_parser = args::percent)]
    min_coverage: Option<u8>,
    /// Change the framework a little, one thing at a time, and list the changes that no test notices
    #[arg(long)]
    mutate: bool,
    /// Test again after each change of the files, until Ctrl-C
    #[arg(long, conflicts_with_all = ["update", "from"])]
    watch: bool,
    /// Write the actual results into `[expect]` of the tests; where nothing is expected, the verdicts
    #[arg(long, conflicts_with_all = ["format", "min_coverage", "mutate"])]
    update: bool,
    /// Make a test from each of these answer sheets, in any form, with the verdicts that it gets
    #[arg(long, value_name = "SHEET", num_args = 1.., conflicts_with_all = ["format", "min_coverage", "mutate", "update"])]
    from: Vec<PathBuf>,
}

pub(super) fn run(args: &TestArgs, common: &Common) -> anyhow::Result<Exit> {
    let directory = args.directory.as_deref().or(common.framework.as_deref());
    let result = tested(args, directory, common);
    // A program that waits for a document gets one in any case.
    if let Some(Failure { findings, message, .. }) = result.as_ref().err().and_then(|e| e.downcast_ref()) {
        let name = directory.unwrap_or(Path::new("<built-in>")).display().to_string();
        let untested = Untested { name: &name, findings, message: message.as_ref() };
        match args.format {
            OutputForm::Json => output::result(&json_of_untested(&untested, common.lang)?)?,
            OutputForm::Junit => output::result(&junit_of_untested(&untested, common.lang))?,
            _ => Exit::Good,
        };
    }
    result
}

fn tested(args: &TestArgs, directory: Option<&Path>, common: &Common) -> anyhow::Result<Exit> {
    if args.directory.is_none() && common.framework.is_none() && Path::new(MANIFEST).exists() {
        anyhow::bail!(Failure::new(say!(
            "there is a framework here, but no directory was named: `outside-in test .` runs its tests",
            "ここにフレームワークがありますが、ディレクトリの指定がありません。テストするには `outside-in test .` を実行してください"
        )));
    }
    if args.update || !args.from.is_empty() {
        return writing::run(args, directory, common);
    }
    if !args.watch {
        return once(args, directory, common);
    }
    if args.format != OutputForm::Human {
        return Err(watch::for_people().into());
    }
    let Some(watched) = directory else {
        anyhow::bail!(Failure::new(say!(
            "the built-in framework does not change; name a directory: `outside-in test DIR --watch`",
            "組み込みのフレームワークは変わりません。`outside-in test DIR --watch` のようにディレクトリを指定してください"
        )));
    };
    watch::watch(&[watched.to_owned()], false, common, || once(args, directory, common))
}

fn once(args: &TestArgs, directory: Option<&Path>, common: &Common) -> anyhow::Result<Exit> {
    let framework = common.load_framework_of(directory)?;
    let tests = match directory {
        Some(directory) => in_directory(directory, &framework, common)?,
        None => built_in(&framework, common),
    };
    let outcomes = run_tests(&framework, tests);
    let coverage = coverage(&framework, &outcomes);
    let mutation = args.mutate.then(|| mutate(&framework, &outcomes));
    let tested = Tested {
        framework: &framework,
        outcomes: &outcomes,
        coverage: &coverage,
        mutation: mutation.as_ref(),
        wanted: args.min_coverage.map(usize::from),
    };
    output::result(&match args.format {
        OutputForm::Json => json(&tested, common.lang)?,
        OutputForm::Junit => junit(&tested, common.lang),
        _ => human(&tested, common.lang, common.terminal()),
    })?;
    if let Some(message) = tested.too_little() {
        common.problem(message.to(common.lang));
    }
    Ok(if tested.is_good() { Exit::Good } else { Exit::Found })
}

fn built_in(framework: &Framework, common: &Common) -> Vec<Test> {
    let test = |(name, text): &(&str, &str)| {
        let file = SourceFile::new(format!("<built-in>/tests/{name}"), *text);
        read(name, Ok(file), framework, common.as_of)
    };
    built_in_tests().iter().map(test).collect()
}

pub(super) fn from_file(
    path: &Path,
    file: Result<SourceFile, Box<Diagnostic>>,
    framework: &Framework,
    common: &Common,
) -> Test {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read(&name, file, framework, common.as_of)
}

pub(super) fn skipped(directory: &Path) -> Vec<Bilingual> {
    let note = |path: PathBuf| {
        let name = path.display();
        say!(
            "skipped: {name}; tests must be directly in `tests/`",
            "テストは `tests/` の直下に置きます。次のディレクトリのファイルは対象になりません：{name}"
        )
    };
    skipped_directories(directory).unwrap_or_default().into_iter().map(note).collect()
}

fn in_directory(directory: &Path, framework: &Framework, common: &Common) -> anyhow::Result<Vec<Test>> {
    let tests = directory.join("tests");
    for text in skipped(&tests) {
        common.note(&text);
    }
    let name = tests.display();
    anyhow::bail!(Failure::new(match files(&tests) {
        Ok(paths) if !paths.is_empty() => {
            let read = |path: &PathBuf| {
                let file = SourceFile::read_inside(directory, path, codes::TEST_UNREADABLE);
                from_file(path, file, framework, common)
            };
            return Ok(paths.iter().map(read).collect());
        }
        Ok(_) => say!("there are no tests in {name}", "{name} にテストがありません"),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => say!(
            "there are no tests: {name} does not exist; `outside-in framework new` shows what one looks like",
            "テストがありません（{name} が見つかりません）。書き方は `outside-in framework new` で作られる例を参照してください。"
        ),
        Err(error) => unreadable(&tests.display(), &error),
    }))
}
