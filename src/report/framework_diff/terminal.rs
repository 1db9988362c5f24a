use super::{Evolution, SheetLine};
use crate::check::diff::{Impact, VersionStep};
use crate::report::page::{Page, Terminal};
use crate::report::words;
use crate::say;
use crate::text::{Label, Lang, count};

/// The changes for a terminal: what breaks first, then the version, then the sheets.
pub fn terminal(evolution: &Evolution<'_>, lang: Lang, terminal: Terminal) -> String {
    let mut page = Page::new(terminal);
    let paint = terminal.paint;
    let (old, new) = (evolution.old, evolution.new);
    page.paragraph(&format!("{} {} → {} {}", old.id(), old.version(), new.id(), new.version()));
    if evolution.changes.is_empty() {
        page.paragraph(
            Label("Nothing changed in meaning or in words.", "意味・文言とも変更はありません。").to(lang),
        );
    }
    for kind in [Impact::Breaking, Impact::Compatible, Impact::Words] {
        let changes: Vec<_> = evolution.changes.iter().filter(|change| change.kind == kind).collect();
        if changes.is_empty() {
            continue;
        }
        let number = changes.len();
        let title = match kind {
            Impact::Breaking => say!(
                "Breaking ({number}): an old sheet is read otherwise, or can get a worse verdict",
                "互換性なし（{number}件）：以前の回答の読み方が変わるか、判定が下がることがあります"
            ),
            Impact::Compatible => say!(
                "Compatible ({number}): no verdict of an old sheet can get worse",
                "互換性あり（{number}件）：以前の回答シートの判定は下がりません"
            ),
            Impact::Words => say!("Words only ({number})", "文言のみ（{number}件）"),
        };
        page.heading(title.to(lang));
        for change in changes {
            let colon = lang.of(": ", "：");
            let line = format!("{}{colon}{}", change.path, change.text.to(lang));
            page.item("  - ", &line, |line| {
                if kind == Impact::Breaking { paint.bad(line) } else { line.to_owned() }
            });
        }
    }
    version(&mut page, evolution, lang);
    if !evolution.sheets.is_empty() {
        sheets(&mut page, evolution, lang);
    }
    page.finish()
}

fn version(page: &mut Page, evolution: &Evolution<'_>, lang: Lang) {
    page.heading(Label("Version", "バージョン").to(lang));
    let (old, new) = (evolution.old.version(), evolution.new.version());
    let asked = step(evolution.asked()).to(lang);
    let line = match evolution.made() {
        Some(made) if evolution.step_is_enough() => {
            let made = step(made).to(lang);
            say!(
                "{old} → {new}: {made}; the changes ask for: {asked}",
                "{old} → {new}：{made}（必要な上げ方：{asked}）"
            )
        }
        Some(made) => {
            let made = step(made).to(lang);
            say!(
                "{old} → {new}: {made}, which is too small; the changes ask for: {asked}",
                "{old} → {new}：{made}では足りません（必要な上げ方：{asked}）"
            )
        }
        None => say!(
            "{old} → {new}: no step forward that can be told (write versions as 1.2.3); the changes ask for: {asked}",
            "{old} → {new}：前に進んでいないか、判別できません（1.2.3 の形で書いてください）。必要な上げ方：{asked}"
        ),
    };
    let paint = page.terminal().paint;
    let good = evolution.step_is_enough();
    page.item("  ", line.to(lang), |line| if good { paint.good(line) } else { paint.bad(line) });
}

fn step(step: VersionStep) -> Label {
    match step {
        VersionStep::None => Label("no step", "変更なし"),
        VersionStep::Patch => Label("patch (last number)", "パッチ（末尾の桁）"),
        VersionStep::Minor => Label("minor (middle number)", "マイナー（中央の桁）"),
        VersionStep::Major => Label("major (first number)", "メジャー（先頭の桁）"),
    }
}

fn sheets(page: &mut Page, evolution: &Evolution<'_>, lang: Lang) {
    let (all, changed, worse) =
        (evolution.sheets.len(), evolution.changed_sheets(), evolution.worse_sheets());
    let sheets = count(all, "sheet");
    let title = say!(
        "Of {sheets}: {changed} with another result, {worse} of them worse",
        "回答シート{all}件のうち、結果が変わるもの{changed}件（うち判定が下がるもの{worse}件）"
    );
    page.heading(title.to(lang));
    for sheet in evolution.sheets {
        one(page, sheet, lang);
    }
}

fn one(page: &mut Page, sheet: &SheetLine, lang: Lang) {
    let paint = page.terminal().paint;
    let name = match sheet.input.line {
        Some(line) => format!("{}:{line}", sheet.input.path),
        None => sheet.input.path.clone(),
    };
    let change = match &sheet.change {
        Ok(change) if !change.is_change() => return,
        Ok(change) => change,
        Err(refusal) => {
            let reason = refusal.reasons.first().map(|reason| reason.message_with_position(lang));
            let reason = reason.unwrap_or_default();
            let text = if refusal.by_new {
                say!(
                    "{name}: the new framework refuses it: {reason}",
                    "{name}：新しいほうでは受け付けられません（{reason}）"
                )
            } else {
                say!("{name}: refused: {reason}", "{name}：受け付けられません（{reason}）")
            };
            page.item("  - ", text.to(lang), |line| paint.bad(line));
            return;
        }
    };
    let (before, after) = (change.reached_before, change.reached_after);
    let line = if before == after {
        say!("{name}", "{name}")
    } else {
        say!("{name}: reached {before} → {after}", "{name}：到達した段階 {before} → {after}")
    };
    page.item(
        "  - ",
        line.to(lang),
        |line| if change.is_worse() { paint.bad(line) } else { line.to_owned() },
    );
    if change.lost_answers > 0 {
        let lost = change.lost_answers;
        let answers = count(lost, "answer");
        let text = say!("{answers} can no longer be read", "読めなくなった回答が{lost}件あります");
        page.item("      ", text.to(lang), str::to_owned);
    }
    for verdict in &change.verdicts {
        let (was, is) = (words::verdict(verdict.before).to(lang), words::verdict(verdict.after).to(lang));
        let stage = &verdict.stage;
        let text = say!("{stage}: {was} → {is}", "{stage}：{was} → {is}");
        page.item("      ", text.to(lang), str::to_owned);
        for cause in &verdict.causes {
            let colon = lang.of(": ", "：");
            page.item("        - ", &format!("{}{colon}{}", cause.path, cause.text.to(lang)), str::to_owned);
        }
    }
}
