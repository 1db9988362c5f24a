use std::path::{Path, PathBuf};

use outside_in::answers::{AnswerSheet, Column, Form, Reading, write};
use outside_in::framework::Framework;
use outside_in::report::Input;
use outside_in::say;
use outside_in::text::{Bilingual, clean};

use super::target::Target;
use super::{TemplateArgs, no_columns, told};
use crate::commands::common::Common;
use crate::commands::exit::{Exit, Failure};
use crate::commands::inputs::{self, Given};
use crate::commands::output;
use crate::commands::unwritable::cannot_write;

/// Sheets with the places that they came from.
struct Sheets {
    inputs: Vec<Input>,
    sheets: Vec<AnswerSheet>,
}

/// Runs `template --from`.
pub(super) fn run(
    args: &TemplateArgs,
    to: Form,
    target: Target<'_>,
    common: &Common,
) -> anyhow::Result<Exit> {
    let tabular = matches!(to, Form::Csv | Form::Xlsx);
    if args.all_columns && !tabular {
        anyhow::bail!(no_columns());
    }
    target.check_form(to)?;
    let into_directory = !tabular && to != Form::Ndjson && target.path.and_then(Form::of) != Some(to);
    if !into_directory || target.path.is_none() {
        target.check_file(to == Form::Xlsx)?;
    }
    let framework = common.load_framework()?;
    let given = inputs::read(&args.from, None, &framework, common);
    let mut exit = Exit::Good;
    let (mut places, mut readings): (Vec<Input>, Vec<Reading>) = (Vec::new(), Vec::new());
    let mut refused = Vec::new();
    for Given { input, read } in given.given {
        match read {
            Ok(reading) => {
                places.push(input);
                readings.push(reading);
            }
            Err(reasons) => {
                refused.extend(reasons);
                exit = Exit::Found;
            }
        }
    }
    output::diagnostics(common, &refused);
    if told(&readings, common) == Exit::Found {
        exit = Exit::Found;
    }
    let sheets = readings.into_iter().map(|reading| reading.sheet).collect();
    let all = Sheets { inputs: places, sheets };
    if all.sheets.is_empty() {
        let message = say!("there is no answer sheet to convert", "変換できる回答シートがありません");
        output::say(message.to(common.lang));
    } else if tabular {
        let columns = write::columns(&framework, &all.sheets, args.all_columns);
        let (bytes, longest) = match to {
            Form::Xlsx => {
                let book = write::xlsx(&framework, &columns, &all.sheets, common.lang);
                (book.map_err(Failure::new)?, Some(write::LONGEST_CELL))
            }
            _ => (write::csv(&framework, &columns, &all.sheets, None).into_bytes(), None),
        };
        target.write(&bytes, common)?;
        if tell_losses(&framework, &all, &columns, longest, common) {
            exit = Exit::Found;
        }
    } else if to == Form::Ndjson {
        let text: String = all.sheets.iter().map(|sheet| write::ndjson(&framework, sheet)).collect();
        target.write(text.as_bytes(), common)?;
    } else {
        single(&framework, &all, to, target, into_directory, common)?;
    }
    Ok(if given.unreadable { Exit::Unreadable } else { exit })
}
/// Writes sheets in a form that holds one: to a file or stdout if there is one, else into a directory.
fn single(
    framework: &Framework,
    all: &Sheets,
    to: Form,
    target: Target<'_>,
    into_directory: bool,
    common: &Common,
) -> anyhow::Result<()> {
    let ending = to.endings()[0];
    let text = |sheet: &AnswerSheet| match to {
        Form::Json => write::json(framework, sheet),
        _ => write::toml(framework, sheet),
    };
    match (target.path, all.sheets.as_slice()) {
        (Some(directory), _) if into_directory => {
            let mut names = write::FileNames::default();
            let last_line = all.inputs.iter().filter_map(|input| input.line).max().unwrap_or(0);
            let digits = last_line.to_string().len();
            let files: Vec<(PathBuf, &AnswerSheet)> = all
                .inputs
                .iter()
                .zip(&all.sheets)
                .map(|(input, sheet)| {
                    let name = names.name(sheet, &fallback(input, digits));
                    (directory.join(format!("{name}.{ending}")), sheet)
                })
                .collect();
            for (path, _) in &files {
                target.check(path)?;
            }
            std::fs::create_dir_all(directory).map_err(|error| cannot_write(directory, error))?;
            let (name, count) = (clean(&directory.display().to_string()), files.len());
            for (written, (path, sheet)) in files.iter().enumerate() {
                target.write_to(path, text(sheet).as_bytes()).map_err(|error| {
                    let note = say!(
                        "{written} of {count} answer sheets are in {name}; to write them all, run it again with --force",
                        "{name} に書き込めたのは{count}件のうち{written}件です。もう一度すべて書き込むには --force を付けて実行してください"
                    );
                    Failure::note(error, note)
                })?;
            }
            let message = say!(
                "answer sheets written to {name}: {count}",
                "{name} に回答シート{count}件を書き込みました"
            );
            output::say(message.to(common.lang));
            Ok(())
        }
        (_, [one]) => target.write(text(one).as_bytes(), common),
        (_, many) => {
            let count = many.len();
            anyhow::bail!(Failure::new(say!(
                "this form holds one answer sheet, and there are {count}: write them into a directory with --to {ending} \
                 -o DIR, or convert to ndjson, csv or xlsx",
                "この形式のファイルには1件しか入りませんが、回答シートは{count}件あります。--to {ending} -o DIR でディレクトリに書き出すか、\
                 ndjson、csv、xlsx に変換してください"
            )))
        }
    }
}

/// A name for a sheet that has none of its own: the file that it came from, with its line in so many digits, so that the
/// names are in the order of the lines.
fn fallback(input: &Input, digits: usize) -> String {
    let stem = Path::new(&input.path).file_stem().unwrap_or_default().to_string_lossy();
    match input.line {
        Some(line) => format!("{stem}-{line:0digits$}"),
        None => stem.into_owned(),
    }
}

/// Tells what could not be written as it was; whether there is anything.
fn tell_losses(
    framework: &Framework,
    all: &Sheets,
    columns: &[Column],
    longest: Option<usize>,
    common: &Common,
) -> bool {
    let losses = all.inputs.iter().zip(&all.sheets).flat_map(|(input, sheet)| {
        write::lost(framework, sheet, columns, longest).into_iter().map(move |loss| (input, loss))
    });
    let mut count = 0_usize;
    for (input, Bilingual { en, ja }) in losses {
        count += 1;
        if count <= output::SHOWN {
            output::say(&clean(say!("{input}: {en}", "{input}：{ja}").to(common.lang)));
        }
    }
    if count > output::SHOWN {
        let more = count - output::SHOWN;
        output::say(say!("and {more} more of this kind", "ほかに{more}件あります").to(common.lang));
    }
    count > 0
}
