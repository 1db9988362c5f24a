use std::path::{Path, PathBuf};

use clap::Args;
use outside_in::advice::calibrate;
use outside_in::answers::{CASE, Case, CaseFile, CasePaths, built_in_cases, case_paths, read_cases};
use outside_in::check::cut_places;
use outside_in::framework::{CALIBRATION, Framework};
use outside_in::report::calibrate::{CalibrationView, html, json, terminal};
use outside_in::source::{Diagnostic, SourceFile, codes, unreadable};
use outside_in::text::{Bilingual, say};

use super::common::is_told;
use super::{Common, Content, Exit, Failure, OutputForm, names_of, output};

#[derive(Args, Debug)]
pub(crate) struct CalibrateArgs {
    /// The framework's directory, its cases in `calibration/` [default: that of --framework, else the built-in one]
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
    /// Form of the result
    #[arg(long, value_name = "FORM", value_parser = names_of(Content::Calibration), default_value = "text")]
    format: OutputForm,
    /// Show only the cases that are set aside (`set_aside = true`)
    #[arg(long)]
    set_aside: bool,
}

pub(super) fn run(args: &CalibrateArgs, common: &Common) -> anyhow::Result<Exit> {
    let directory = match (&args.directory, &common.framework) {
        (Some(one), Some(other)) => {
            let (one, other) = (one.display(), other.display());
            anyhow::bail!(Failure::new(say!(
                "{one} and --framework {other} both name a framework: leave one of them out",
                "{one} と --framework {other} の両方が指定されています。どちらか一方だけにしてください"
            )));
        }
        (one, other) => one.as_deref().or(other.as_deref()),
    };
    let (framework, files) = common.load_with_files(directory)?;
    let found = cases(directory, &framework, read_case).map_err(|problem| Failure::from(vec![*problem]))?;
    for text in &found.skipped {
        common.note(text);
    }
    let problems: Vec<&Diagnostic> = found.cases.iter().flat_map(|case| &case.problems).collect();
    common.diagnostics(problems.iter().copied().filter(|problem| is_told(problem)));
    let usable: Vec<&Case> = found.cases.iter().filter_map(|case| case.case.as_ref()).collect();
    if !usable.iter().any(|case| case.head.set_aside == args.set_aside && !case.ratings.is_empty()) {
        anyhow::bail!(Failure::new(nothing(directory, &found, args.set_aside)));
    }
    let calibration = calibrate(&framework, &usable, args.set_aside);
    let view = CalibrationView {
        framework: &framework,
        calibration: &calibration,
        places: &cut_places(&framework, &files),
        lang: common.lang,
    };
    output::result(&match args.format {
        OutputForm::Json => json(&view)?,
        OutputForm::Html => html(&view),
        _ => terminal(&view, common.terminal()),
    })?;
    let is_wrong = calibration.is_off() || problems.iter().any(|problem| problem.is_error());
    Ok(if is_wrong { Exit::Found } else { Exit::Good })
}

/// Why there is nothing to calibrate with, and what to do.
fn nothing(directory: Option<&Path>, found: &FoundCases, set_aside: bool) -> Bilingual {
    let whole = directory.unwrap_or(Path::new("<built-in>")).join(CALIBRATION);
    let name = whole.display();
    if !found.any && directory.is_none() {
        return say!(
            "the built-in framework has no cases to calibrate it with: copy it with `outside-in framework export DIR`, add \
             cases (`outside-in schema case` says what is in one), and run `outside-in calibrate DIR`",
            "組み込みのフレームワークには、較正に使う事例がありません。`outside-in framework export ディレクトリ` でコピーし、事例を加えてから\
             （書き方は `outside-in schema case`）、`outside-in calibrate ディレクトリ` を実行してください"
        );
    }
    if !found.any {
        return say!(
            "there is no directory {name}: put each case into a directory of its own there, with a description `case.md` and a \
             `{CASE}` (`outside-in schema case` says what is in it)",
            "ディレクトリ {name} がありません。事例を1件ずつのディレクトリに分け、説明文 `case.md` と `{CASE}` を置いてください（書き方は \
             `outside-in schema case` で確認できます）"
        );
    }
    let is_refused = |case: &&CaseFile| case.problems.iter().any(Diagnostic::is_error);
    let refused: Vec<&str> = found.cases.iter().filter(is_refused).map(|case| case.name.as_str()).collect();
    if !refused.is_empty() {
        let (en, ja) = (refused.join(", "), refused.join("、"));
        return say!(
            "no case is left to calibrate with, for what is reported above keeps these from being used: {en}",
            "上に示した誤りのため次の事例を使えず、較正に使える事例が残っていません：{ja}"
        );
    }
    if set_aside {
        return say!(
            "no case in {name} is set aside and rated: write `set_aside = true` into its `{CASE}`",
            "{name} に、除いてあり回答もある事例がありません。`{CASE}` に `set_aside = true` と書いてください"
        );
    }
    say!(
        "there is no case with a rating in {name} that counts: add a `{CASE}` with a `[[judge]]` and a `[[rating]]`",
        "{name} に、数えられる回答付きの事例がありません。`[[judge]]` と `[[rating]]` のある `{CASE}` を加えてください"
    )
}

/// The cases of a framework, as read.
#[derive(Default)]
pub(super) struct FoundCases {
    pub(super) cases: Vec<CaseFile>,
    any: bool,
    pub(super) skipped: Vec<Bilingual>,
}

/// Reads a case of the framework in a directory.
pub(super) fn read_case(directory: &Path, path: &Path) -> Result<SourceFile, Box<Diagnostic>> {
    SourceFile::read_inside(directory, path, codes::CASE_UNREADABLE)
}

/// Reads the cases of the framework in a directory, or of the built-in one. `read` receives the directory and the file.
pub(super) fn cases(
    directory: Option<&Path>,
    framework: &Framework,
    read: impl Fn(&Path, &Path) -> Result<SourceFile, Box<Diagnostic>>,
) -> Result<FoundCases, Box<Diagnostic>> {
    let Some(directory) = directory else {
        let cases = built_in_cases(framework);
        return Ok(FoundCases { any: !cases.is_empty(), cases, skipped: Vec::new() });
    };
    let calibration = directory.join(CALIBRATION);
    if !calibration.is_dir() {
        return Ok(FoundCases::default());
    }
    let CasePaths { files, without } = case_paths(&calibration).map_err(|error| {
        Box::new(Diagnostic::new(codes::CASE_UNREADABLE, unreadable(&calibration.display(), &error)))
    })?;
    let files = files.iter().map(|path| (path.display().to_string(), read(directory, path)));
    let skipped = without.iter().map(|path| {
        let name = path.display();
        say!("skipped, there is no {CASE} in it: {name}", "{CASE} がないため、読み込みませんでした：{name}")
    });
    Ok(FoundCases { any: true, cases: read_cases(files, framework), skipped: skipped.collect() })
}
