use outside_in::advice::{agreement, merge};
use outside_in::answers::{AnswerSheet, Form};
use outside_in::report::raters::{Rater, RatersView, json, merged_sheet, terminal};
use outside_in::source::Diagnostic;
use outside_in::text::say;

use super::CompareArgs;
use crate::commands::inputs::{self, Given};
use crate::commands::{Common, Destination, Exit, Failure, IfTaken, OutputForm, output};

pub(super) fn run(args: &CompareArgs, common: &Common) -> anyhow::Result<Exit> {
    let merged =
        args.output.clone().map(|path| (Destination::File(path.clone(), IfTaken::NeedOtherName), path));
    if let Some((file, path)) = &merged {
        file.check_free()?;
        if Form::of(path) != Some(Form::Toml) {
            let name = path.display();
            anyhow::bail!(Failure::new(say!(
                "the merged sheet is written as TOML: give it a name that ends in .toml, not {name}",
                "まとめた回答シートは TOML で書き出します。{name} ではなく、.toml で終わる名前を指定してください"
            )));
        }
    }
    let framework = common.load_framework()?;
    let given = inputs::read(&args.sheets, args.forms.from, &framework, common).given;
    let mut raters = Vec::new();
    let mut notices: Vec<Diagnostic> = Vec::new();
    let mut refused = false;
    for Given { input, read } in given {
        match read {
            Ok(reading) => {
                notices.extend(reading.notices);
                let name = reading.sheet.respondent.clone().unwrap_or_else(|| input.path.clone());
                raters.push(Rater { name, input, sheet: reading.sheet });
            }
            Err(reasons) => {
                common.diagnostics(&reasons);
                refused = true;
            }
        }
    }
    if refused {
        return Ok(Exit::Unreadable);
    }
    if raters.len() < 2 {
        let count = raters.len();
        anyhow::bail!(Failure::new(say!(
            "--raters compares two or more sheets, not {count}",
            "--raters で比べる回答シートは2件以上必要です（現在{count}件）"
        )));
    }
    tell_apart(&mut raters);
    let sheets: Vec<&AnswerSheet> = raters.iter().map(|rater| &rater.sheet).collect();
    let agreement = agreement(&framework, &sheets);
    let view =
        RatersView { framework: &framework, raters: &raters, agreement: &agreement, lang: common.lang };
    if let Some((file, path)) = &merged {
        file.write(merged_sheet(&view, &merge(&framework, &sheets, &agreement)).as_bytes())?;
        let name = path.display();
        common.note(&say!(
            "merged sheet written to {name}; settle it with `outside-in assess {name}`",
            "まとめた回答シートを {name} に書き込みました（`outside-in assess {name}` で続きを回答できます）"
        ));
    }
    output::result(&match args.forms.format {
        OutputForm::Json => json(&view)?,
        _ => terminal(&view, common.terminal()),
    })?;
    warn(common, &sheets);
    common.diagnostics(notices.iter().filter(|notice| notice.is_told()));
    Ok(if notices.iter().any(Diagnostic::is_error) { Exit::Found } else { Exit::Good })
}

fn tell_apart(raters: &mut [Rater]) {
    let names = |raters: &[Rater]| raters.iter().map(|rater| rater.name.clone()).collect::<Vec<_>>();
    let is_repeated =
        |names: &[String], name: &String| names.iter().filter(|other| *other == name).count() > 1;
    let given = names(raters);
    for rater in raters.iter_mut().filter(|rater| is_repeated(&given, &rater.name)) {
        let Rater { name, input, .. } = rater;
        *name = if *name == input.path { input.to_string() } else { format!("{name} ({input})") };
    }
    let given = names(raters);
    for (position, rater) in raters.iter_mut().enumerate() {
        if is_repeated(&given, &rater.name) {
            rater.name = format!("{} #{}", rater.name, position + 1);
        }
    }
}

fn warn(common: &Common, sheets: &[&AnswerSheet]) {
    let mut subjects: Vec<&str> = Vec::new();
    for subject in sheets.iter().filter_map(|sheet| sheet.subject.as_deref()) {
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    if subjects.len() > 1 {
        let (en, ja) = (subjects.join(", "), subjects.join("、"));
        common
            .warning(&say!("the sheets are of different names: {en}", "回答シートの名称が異なります：{ja}"));
    }
}
