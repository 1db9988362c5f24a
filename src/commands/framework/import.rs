use std::path::{Path, PathBuf};

use clap::Args;
use outside_in::framework::{ImportSettings, Imported, import};
use outside_in::source::{Diagnostic, Foreign, SourceFile, codes};
use outside_in::text::{count, say};

use super::create;
use crate::commands::{Common, Exit, Failure, args, inputs};

#[derive(Args, Debug)]
pub(super) struct ImportArgs {
    /// The table: CSV, XLSX or ODS; `-` for standard input
    #[arg(value_name = "FILE")]
    table: PathBuf,
    /// The directory; it must not exist yet, or be empty [default: the framework's id]
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
    /// The framework's id [default: made from the name of FILE]
    #[arg(long, value_name = "ID", value_parser = args::id)]
    id: Option<String>,
}

pub(super) fn run(args: &ImportArgs, common: &Common) -> anyhow::Result<Exit> {
    let (name, bytes) = read(&args.table).map_err(|problem| Failure::from(vec![*problem]))?;
    let languages = common.lang_asked.iter().flat_map(|list| list.split(','));
    let languages = languages.map(|tag| tag.trim().to_owned()).collect();
    let settings = ImportSettings { id: args.id.clone(), languages };
    let Imported { id, framework, files, diagnostics, .. } = import(&name, bytes, &settings);
    common.diagnostics(&diagnostics);
    let Some(framework) = framework else {
        common.problem(
            say!("nothing was written: the table has errors", "表に誤りがあるため、何も書き出していません")
                .to(common.lang),
        );
        return Ok(Exit::Found);
    };
    let directory = args.directory.clone().unwrap_or_else(|| PathBuf::from(&id));
    create::write(&directory, files.into_iter())?;
    let (criteria, rubrics) = (framework.criteria().len(), framework.rubrics().len());
    let (stages, place) = (framework.stages().len(), directory.display());
    let (en_criteria, en_rubrics, en_stages) =
        (count_of(criteria, ("criterion", "criteria")), count(rubrics, "rubric"), count(stages, "stage"));
    common.note(&say!(
        "a framework of {en_criteria} in {en_rubrics} for {en_stages} is in {place}",
        "{place} にフレームワークを作りました（評価項目{criteria}件、ルーブリック{rubrics}件、段階{stages}件）"
    ));
    common.note(&say!(
        "what a table does not say is left to write, such as `ready_at` of the stages; see what with: outside-in check {place}",
        "段階の基準（`ready_at`）など、表にない内容は書き足してください。残っている箇所の確認：outside-in check {place}"
    ));
    Ok(Exit::Good)
}

fn count_of(number: usize, (one, many): (&str, &str)) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn read(path: &Path) -> Result<(String, Vec<u8>), Box<Diagnostic>> {
    let name = path.display().to_string();
    if name == "-" {
        return inputs::standard_input().map(|(_, bytes)| (name, bytes));
    }
    match Foreign::of(path).filter(|_| path.exists()) {
        Some(foreign) => Err(foreign.told(&name, codes::SYNTAX)),
        None => SourceFile::read_bytes(path, codes::UNREADABLE).map(|bytes| (name, bytes)),
    }
}
