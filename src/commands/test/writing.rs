use std::path::Path;

use outside_in::answers::Reading;
use outside_in::answers::write::FileNames;
use outside_in::check::suite::{Test, UpdatedTest, test_of, update};
use outside_in::framework::Framework;
use outside_in::report::suite::{TestUpdates, updates};
use outside_in::source::{Diagnostic, Severity, free_name};
use outside_in::text::say;

use super::inputs::{self, Given};
use super::{Common, Destination, Exit, Failure, IfTaken, TestArgs, cannot_write, in_directory, output};

/// Updates the expectations of existing tests, or writes new tests from sheets.
pub(super) fn run(args: &TestArgs, directory: Option<&Path>, common: &Common) -> anyhow::Result<Exit> {
    let Some(directory) = directory else {
        anyhow::bail!(Failure::new(if args.update {
            say!(
                "the tests of the built-in framework are not changed; name the directory of your own: outside-in test \
                 my-framework --update",
                "組み込みのフレームワークのテストは変更できません。独自のフレームワークのディレクトリを指定してください（例：outside-in test \
                 my-framework --update）"
            )
        } else {
            say!(
                "the built-in framework takes no further tests; name the directory of your own before --from: outside-in test \
                 my-framework --from sheet.toml",
                "組み込みのフレームワークにテストは追加できません。独自のフレームワークのディレクトリを --from の前に指定してください（例：outside-in \
                 test my-framework --from sheet.toml）"
            )
        }));
    };
    let framework = common.load_framework_of(Some(directory))?;
    if args.update {
        update_all(in_directory(directory, &framework, common)?, &framework, common)
    } else {
        make(args, &directory.join("tests"), &framework, common)
    }
}

fn update_all(tests: Vec<Test>, framework: &Framework, common: &Common) -> anyhow::Result<Exit> {
    let mut result = TestUpdates { framework, tests: tests.len(), changed: Vec::new(), not_run: 0 };
    let mut written = Ok(());
    for test in tests {
        let Some(updated) = update(framework, &test) else {
            result.not_run += 1;
            common.diagnostics(test.problems.iter().filter(|problem| problem.is_error()));
            continue;
        };
        if updated.changes.is_empty() {
            continue;
        }
        written = replace(&test, &updated);
        if written.is_err() {
            break;
        }
        result.changed.push((test.name, updated));
    }
    output::result(&updates(&result, common.lang, common.terminal()))?;
    written?;
    Ok(if result.not_run > 0 { Exit::Unreadable } else { Exit::Good })
}

fn replace(test: &Test, updated: &UpdatedTest) -> anyhow::Result<()> {
    test.file.as_ref().map_or(Ok(()), |file| Destination::rewrite(file, &updated.text))
}

fn make(args: &TestArgs, tests: &Path, framework: &Framework, common: &Common) -> anyhow::Result<Exit> {
    let inputs = inputs::read(&args.from, None, framework, common);
    let mut exit = Exit::Good;
    let mut names = FileNames::default();
    for Given { input, read } in inputs.given {
        let (told, sheet) = match read {
            Ok(Reading { sheet, notices }) => {
                let is_good = !notices.iter().any(Diagnostic::is_error);
                (notices, Some(sheet).filter(|_| is_good))
            }
            Err(reasons) => (reasons, None),
        };
        common.diagnostics(told.iter().filter(|notice| notice.code.severity >= Severity::Warning));
        let made = sheet.and_then(|sheet| Some((test_of(framework, &sheet, common.as_of)?, sheet)));
        let Some((text, sheet)) = made else {
            exit = Exit::Found;
            continue;
        };
        let stem = Path::new(&input.path).file_stem().unwrap_or_default().to_string_lossy();
        std::fs::create_dir_all(tests).map_err(|error| cannot_write(tests, error))?;
        let path = free_name(&tests.join(format!("{}.toml", names.name(&sheet, &stem))));
        Destination::File(path.clone(), IfTaken::NeedOtherName).write(text.as_bytes())?;
        let name = path.display();
        common.note(&say!("{input}: written as the test {name}", "{input}：テスト {name} を書き込みました"));
    }
    Ok(if inputs.unreadable { Exit::Unreadable } else { exit })
}
