use std::path::Path;

use outside_in::answers::write::Layout;
use outside_in::answers::{AnswerSheet, Column, Form, Reading, write};
use outside_in::framework::Framework;
use outside_in::report::Input;
use outside_in::text::{Bilingual, say};

use super::{TemplateArgs, check_place, deliver, show_notices};
use crate::commands::inputs::{self, Given};
use crate::commands::{Common, Destination, Exit, Failure, IfTaken, cannot_write, clock, output};

struct Sheets {
    inputs: Vec<Input>,
    sheets: Vec<AnswerSheet>,
}

pub(super) fn run(args: &TemplateArgs, destination: &Destination, common: &Common) -> anyhow::Result<Exit> {
    let by_ending = destination.path().and_then(Form::of).filter(|form| form.is_written());
    let Some(to) = args.to.or(by_ending) else {
        anyhow::bail!(Failure::new(say!(
            "give the form to convert to: --to FORM, or -o FILE with an extension such as .xlsx",
            "変換先の形式を --to FORM で指定するか、-o FILE に .xlsx などの拡張子を付けてください"
        )));
    };
    let tabular = matches!(to, Form::Csv | Form::Xlsx);
    args.check_table(tabular)?;
    let by_question = args.layout == Layout::Questions;
    let tabular = tabular && !by_question;
    destination.check_ending(to.endings())?;
    let directory = destination.path().filter(|_| !tabular && to != Form::Ndjson && by_ending != Some(to));
    if directory.is_none() {
        check_place(destination, to == Form::Xlsx)?;
    } else if to == Form::Xlsx {
        clock::check_for_workbooks()?;
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
    common.diagnostics(&refused);
    if show_notices(&readings, common) == Exit::Found {
        exit = Exit::Found;
    }
    let sheets = readings.into_iter().map(|reading| reading.sheet).collect();
    let all = Sheets { inputs: places, sheets };
    if all.sheets.is_empty() {
        common.note(&say!("there is no answer sheet to convert", "変換できる回答シートがありません"));
    } else if tabular {
        let columns = write::columns(&framework, &all.sheets, args.all_columns);
        let (bytes, longest) = if to == Form::Xlsx {
            let book = write::xlsx(&framework, &columns, &all.sheets, common.lang);
            (book.map_err(Failure::new)?, Some(write::LONGEST_CELL))
        } else {
            (write::csv(&framework, &columns, &all.sheets, None).into_bytes(), None)
        };
        deliver(destination, &bytes, common)?;
        if show_losses(&framework, &all, &columns, longest, common) {
            exit = Exit::Found;
        }
    } else if to == Form::Ndjson {
        let text: String = all.sheets.iter().map(|sheet| write::ndjson(&framework, sheet)).collect();
        deliver(destination, text.as_bytes(), common)?;
    } else {
        let ending = to.endings()[0];
        let write = |sheet: &AnswerSheet| -> Result<Vec<u8>, Failure> {
            Ok(match to {
                Form::Csv => write::upright_csv(&framework, sheet, common.lang).into_bytes(),
                Form::Xlsx => write::upright_xlsx(&framework, sheet, common.lang).map_err(Failure::new)?,
                Form::Json => write::json(&framework, sheet).into_bytes(),
                _ => write::toml(&framework, sheet).into_bytes(),
            })
        };
        match (directory, all.sheets.as_slice()) {
            (Some(directory), _) => {
                let if_taken = if args.force { IfTaken::Replace } else { IfTaken::NeedForce };
                let place = |name| Destination::File(directory.join(format!("{name}.{ending}")), if_taken);
                let files = all.named().map(|(name, sheet)| Ok((place(name), write(sheet)?)));
                write_each(directory, files.collect::<Result<_, Failure>>()?, common)?;
            }
            (None, [one]) => deliver(destination, &write(one)?, common)?,
            (None, many) => {
                let count = many.len();
                anyhow::bail!(Failure::new(say!(
                    "a file of this form holds one answer sheet, and there are {count}: write them to a directory with \
                     --to {ending} -o DIR, or convert to ndjson, csv or xlsx",
                    "この形式のファイルには1件しか入りませんが、回答シートは{count}件あります。--to {ending} -o DIR でディレクトリに書き出すか、\
                     ndjson、csv、xlsx に変換してください"
                )));
            }
        }
        if by_question {
            let columns = write::columns(&framework, &all.sheets, true);
            let longest = (to == Form::Xlsx).then_some(write::LONGEST_CELL);
            if show_losses(&framework, &all, &columns, longest, common) {
                exit = Exit::Found;
            }
        }
    }
    Ok(if given.unreadable { Exit::Unreadable } else { exit })
}

impl Sheets {
    /// Each sheet with a file name: its own name, or that of its input with the line or list position, padded so that
    /// names sort.
    fn named(&self) -> impl Iterator<Item = (String, &AnswerSheet)> {
        let mut names = write::FileNames::default();
        let number = |input: &Input| input.item.or(input.line);
        let digits = self.inputs.iter().filter_map(number).max().unwrap_or(0).to_string().len();
        self.inputs.iter().zip(&self.sheets).map(move |(input, sheet)| {
            let stem = Path::new(&input.path).file_stem().unwrap_or_default().to_string_lossy();
            let number = number(input).map(|number| format!("-{number:0digits$}")).unwrap_or_default();
            (names.name(sheet, &format!("{stem}{number}")), sheet)
        })
    }
}

/// Writes files into a directory, or none if any of them must not be replaced.
fn write_each(directory: &Path, files: Vec<(Destination, Vec<u8>)>, common: &Common) -> anyhow::Result<()> {
    for (file, _) in &files {
        file.check_free()?;
    }
    std::fs::create_dir_all(directory).map_err(|error| cannot_write(directory, error))?;
    let (name, count) = (directory.display(), files.len());
    for (written, (file, bytes)) in files.into_iter().enumerate() {
        file.write(&bytes).map_err(|error| {
            let note = say!(
                "{written} of {count} answer sheets are in {name}; to write them all, run it again with --force",
                "{name} に書き込めたのは{count}件のうち{written}件です。もう一度すべて書き込むには --force を付けて実行してください"
            );
            Failure::note(error, note)
        })?;
    }
    common.note(&say!(
        "answer sheets written to {name}: {count}",
        "{name} に回答シート{count}件を書き込みました"
    ));
    Ok(())
}

fn show_losses(
    framework: &Framework,
    all: &Sheets,
    columns: &[Column],
    longest: Option<usize>,
    common: &Common,
) -> bool {
    let losses = all.inputs.iter().zip(&all.sheets).flat_map(|(input, sheet)| {
        write::lost(framework, sheet, columns, longest).into_iter().map(move |loss| (input, loss))
    });
    let losses: Vec<_> = losses.collect();
    for (input, Bilingual { en, ja }) in losses.iter().take(output::SHOWN) {
        common.note(&say!("{input}: {en}", "{input}：{ja}"));
    }
    if let Some(more @ 1..) = losses.len().checked_sub(output::SHOWN) {
        common.note(&say!("and {more} more of this kind", "ほかに{more}件あります"));
    }
    !losses.is_empty()
}
