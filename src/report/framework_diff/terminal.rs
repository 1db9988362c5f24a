use super::{Evolution, SheetLine};
use crate::check::diff::{Impact, VersionStep};
use crate::report::{Page, Terminal, words};
use crate::text::{Label, Lang, count, say};

/// The changes for a terminal: breaking ones first, then the version, then the sheets.
pub fn terminal(evolution: &Evolution<'_>, lang: Lang, terminal: Terminal) -> String {
    let mut page = Page::new(lang, terminal);
    let (old, new) = (evolution.old, evolution.new);
    page.paragraph(format!("{} {} → {} {}", old.id(), old.version(), new.id(), new.version()));
    if evolution.changes.is_empty() {
        page.paragraph(Label("Nothing changed in meaning or in words.", "意味・文言とも変更はありません。"));
    }
    for kind in [Impact::Breaking, Impact::Compatible, Impact::Words] {
        changes(&mut page, evolution, kind);
    }
    version(&mut page, evolution);
    if !evolution.sheets.is_empty() {
        sheets(&mut page, evolution);
    }
    page.finish()
}

fn changes(page: &mut Page, evolution: &Evolution<'_>, kind: Impact) {
    let changes: Vec<_> = evolution.changes.iter().filter(|change| change.kind == kind).collect();
    let number = changes.len();
    if number == 0 {
        return;
    }
    page.heading(match kind {
        Impact::Breaking => say!(
            "Breaking ({number}): an old sheet is read otherwise, or can get a worse verdict",
            "互換性なし（{number}件）：以前の回答の読み方が変わるか、判定が下がることがあります"
        ),
        Impact::Compatible => say!(
            "Compatible ({number}): no verdict of an old sheet can get worse",
            "互換性あり（{number}件）：以前の回答シートの判定は下がりません"
        ),
        Impact::Words => say!("Words only ({number})", "文言のみ（{number}件）"),
    });
    let paint = page.terminal.paint;
    for change in changes {
        let line = [change.path.as_str(), change.text.to(page.lang)].join(page.lang.colon());
        let style = |line: &str| if kind == Impact::Breaking { paint.bad(line) } else { line.to_owned() };
        page.styled_item("  - ", line, style);
        if kind == Impact::Words {
            let [old, new] = around_change([change.old.as_deref(), change.new.as_deref()]);
            for (mark, text) in [("      - ", old), ("      + ", new)] {
                if let Some(text) = text {
                    page.item(mark, text);
                }
            }
        }
    }
}

/// How many characters to show before and after a difference.
const AROUND: usize = 30;

/// Two texts around their difference, cut between words if there are any.
fn around_change([old, new]: [Option<&str>; 2]) -> [Option<String>; 2] {
    let (Some(was), Some(is)) = (old, new) else { return [old, new].map(|text| text.map(str::to_owned)) };
    let texts = [was, is].map(|text| text.chars().collect::<Vec<_>>());
    let [was, is] = &texts;
    let first = was.iter().zip(is).take_while(|(a, b)| a == b).count();
    let rest = was.len().min(is.len()) - first;
    let last = was.iter().rev().zip(is.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let space = |c: &char| *c == ' ';
    let cut = |at: usize, words: Option<usize>| if at <= AROUND { 0 } else { words.unwrap_or(at - AROUND) };
    let near = &was[first.saturating_sub(AROUND)..first];
    let from = cut(first, near.iter().position(space).map(|space| first - near.len() + space + 1));
    let near = &was[was.len() - last..][..last.min(AROUND)];
    let to = cut(last, near.iter().rposition(space).map(|space| last - space));
    texts.each_ref().map(|text| {
        let inner: String = text[from..text.len() - to].iter().collect();
        Some([if from > 0 { "…" } else { "" }, &inner, if to > 0 { "…" } else { "" }].concat())
    })
}

fn version(page: &mut Page, evolution: &Evolution<'_>) {
    page.heading(Label("Version", "バージョン"));
    let (old, new) = (evolution.old.version(), evolution.new.version());
    let asked = step(evolution.asked()).to(page.lang);
    let good = evolution.step_is_enough();
    let line = match evolution.made().map(|made| step(made).to(page.lang)) {
        Some(made) if good => say!(
            "{old} → {new}: {made}; the changes ask for: {asked}",
            "{old} → {new}：{made}（必要な上げ方：{asked}）"
        ),
        Some(made) => say!(
            "{old} → {new}: {made}, which is too small; the changes ask for: {asked}",
            "{old} → {new}：{made}では足りません（必要な上げ方：{asked}）"
        ),
        None => say!(
            "{old} → {new}: no step forward can be determined (write versions as 1.2.3); the changes ask for: {asked}",
            "{old} → {new}：前に進んでいないか、判別できません（1.2.3 の形で書いてください）。必要な上げ方：{asked}"
        ),
    };
    let paint = page.terminal.paint;
    page.styled_item("  ", line, |line| if good { paint.good(line) } else { paint.bad(line) });
}

fn step(step: VersionStep) -> Label {
    match step {
        VersionStep::None => Label("no step", "変更なし"),
        VersionStep::Patch => Label("patch (last number)", "パッチ（末尾の桁）"),
        VersionStep::Minor => Label("minor (middle number)", "マイナー（中央の桁）"),
        VersionStep::Major => Label("major (first number)", "メジャー（先頭の桁）"),
    }
}

fn sheets(page: &mut Page, evolution: &Evolution<'_>) {
    let (all, changed, worse) =
        (evolution.sheets.len(), evolution.changed_sheets(), evolution.worse_sheets());
    let sheets = count(all, "sheet");
    page.heading(say!(
        "Of {sheets}: {changed} with another verdict, {worse} of them worse",
        "回答シート{all}件のうち、判定が変わるもの{changed}件（うち判定が下がるもの{worse}件）"
    ));
    evolution.sheets.iter().for_each(|sheet| write_sheet(page, sheet));
}

fn write_sheet(page: &mut Page, sheet: &SheetLine) {
    let (lang, paint, name) = (page.lang, page.terminal.paint, &sheet.input);
    let change = match &sheet.change {
        Ok(change) if !change.is_change() => return,
        Ok(change) => change,
        Err(refusal) => {
            let reason = refusal.reason(lang);
            let text = if refusal.by_new {
                say!(
                    "{name}: the new framework refuses it: {reason}",
                    "{name}：新しいほうでは受け付けられません（{reason}）"
                )
            } else {
                say!("{name}: refused: {reason}", "{name}：受け付けられません（{reason}）")
            };
            page.styled_item("  - ", text, |line| paint.bad(line));
            return;
        }
    };
    let (before, after) = (change.reached_before, change.reached_after);
    let line = if before == after {
        say!("{name}", "{name}")
    } else {
        say!("{name}: reached {before} → {after}", "{name}：到達した段階 {before} → {after}")
    };
    let style = |line: &str| if change.is_worse() { paint.bad(line) } else { line.to_owned() };
    page.styled_item("  - ", line, style);
    let lost = change.lost_answers;
    if lost > 0 {
        let answers = count(lost, "answer");
        page.item("      ", say!("{answers} can no longer be read", "読めなくなった回答が{lost}件あります"));
    }
    for verdict in &change.verdicts {
        let [was, is] = [verdict.before, verdict.after].map(|verdict| words::verdict(verdict).to(lang));
        let stage = &verdict.stage;
        page.item("      ", say!("{stage}: {was} → {is}", "{stage}：{was} → {is}"));
        for cause in &verdict.causes {
            page.item("        - ", [cause.path.as_str(), cause.text.to(lang)].join(lang.colon()));
        }
    }
}
