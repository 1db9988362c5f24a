use std::fmt::Write as _;

use super::{RatersView, reply};
use crate::advice::{FactOpinions, Merge, MergedAnswer, Opinions, Status};
use crate::answers::write::{answer_toml, fact_toml, text_toml};
use crate::answers::{Answer, Reply};
use crate::framework::ChoiceIx;
use crate::say;
use crate::text::{Bilingual, Lang, clean};

/// The merged sheet of raters as TOML: what is agreed stands in it, what is disputed is a comment that says who
/// said what, with an empty answer to fill in.
pub fn merged_sheet(view: &RatersView<'_>, merge: &Merge) -> String {
    let mut out = String::new();
    head(&mut out, view, merge);
    facts(&mut out, view);
    answers(&mut out, view, merge);
    out
}

fn head(out: &mut String, view: &RatersView<'_>, merge: &Merge) {
    let lang = view.lang;
    let count = view.raters.len();
    comment(out, lang, &say!("Merged from {count} answer sheets:", "{count}件の回答シートをまとめたもの："));
    for rater in view.raters {
        let (name, path) = (&rater.name, &rater.input.path);
        comment(out, lang, &say!("  {name} ({path})", "  {name}（{path}）"));
    }
    comment(
        out,
        lang,
        &say!(
            "Disputed questions are open: settle them, remove the `#` before the id, and write the answer.",
            "回答が一致しない質問は未回答にしてあります。話し合って決め、id の前の `#` を消して回答を書いてください。"
        ),
    );
    entry(out, "framework", &text_toml(view.framework.id()));
    entry(out, "version", &text_toml(view.framework.version()));
    let texts = [("subject", &merge.subject), ("ref", &merge.reference)];
    for (key, text) in texts {
        if let Some(text) = text {
            entry(out, key, &text_toml(text));
        } else {
            different(out, view, key);
        }
    }
    if let Some(date) = merge.date {
        entry(out, "date", &date.to_string());
    }
    let names: Vec<_> = view.raters.iter().map(|rater| rater.name.as_str()).collect();
    entry(out, "respondent", &text_toml(&names.join(", ")));
}

/// Says what each writes for a key on which they differ; nothing if nobody says anything.
fn different(out: &mut String, view: &RatersView<'_>, key: &str) {
    for rater in view.raters {
        let sheet = &rater.sheet;
        let text = if key == "ref" { &sheet.reference } else { &sheet.subject };
        if let Some(text) = text {
            let name = &rater.name;
            comment(out, view.lang, &say!("{key}, {name}: {text}", "{key}、{name}：{text}"));
        }
    }
}

fn facts(out: &mut String, view: &RatersView<'_>) {
    out.push_str("\n[facts]\n");
    for index in view.framework.fact_indices() {
        let Some(FactOpinions { status, given, .. }) =
            view.agreement.facts.iter().find(|one| one.fact == index)
        else {
            continue;
        };
        let fact = &view.framework[index];
        let id = |choice: &ChoiceIx| fact.choices[choice.get()].id.as_str();
        if status.is_disputed() {
            let said = |choices: &Vec<ChoiceIx>| match choices.as_slice() {
                [] => "unknown".to_owned(),
                choices => choices.iter().map(id).collect::<Vec<_>>().join(", "),
            };
            open(out, view, &fact.id, given.iter().map(|choices| choices.as_ref().map(said)));
            continue;
        }
        let Some(choices) = given.iter().flatten().next() else { continue };
        entry(out, &fact.id, &fact_toml(view.framework, index, choices));
    }
}

fn answers(out: &mut String, view: &RatersView<'_>, merge: &Merge) {
    out.push_str("\n[answers]\n");
    for index in view.framework.criterion_indices() {
        let Some(opinions) = view.agreement.criteria.iter().find(|one| one.criterion == index) else {
            continue;
        };
        let id = &view.framework[index].id;
        if opinions.status.is_disputed() {
            let said = opinions.given.iter().map(|answer| {
                let answer = answer.as_ref()?;
                let mut text = reply(answer, view.lang);
                if !answer.evidence.is_empty() {
                    let list = answer.evidence.join("; ");
                    text += say!(" (evidence: {list})", "（根拠資料：{list}）").to(view.lang);
                }
                if let Some(note) = &answer.note {
                    text += say!(" - {note}", " - {note}").to(view.lang);
                }
                Some(text)
            });
            open(out, view, id, said);
        } else if let Some(kept) = merge.answers.iter().find(|kept| kept.criterion == index) {
            answer(out, view, id, opinions, kept, merge);
        }
    }
}

fn answer(
    out: &mut String,
    view: &RatersView<'_>,
    id: &str,
    opinions: &Opinions,
    kept: &MergedAnswer,
    merge: &Merge,
) {
    let name = |rater: usize| view.raters[rater].name.as_str();
    if opinions.status == Status::Single
        && let Some(rater) = opinions.given.iter().position(Option::is_some)
    {
        let name = name(rater);
        comment(out, view.lang, &say!("Answered by {name} only:", "回答したのは {name} だけ："));
    }
    let answer = &kept.answer;
    let reply = match &answer.reply {
        Reply::NotApplicable(_) => Reply::NotApplicable(kept.reasons.join(" / ")),
        reply => reply.clone(),
    };
    let note = match kept.notes.as_slice() {
        [] => None,
        [(_, note)] => Some(note.clone()),
        notes => {
            let all = notes.iter().map(|(rater, note)| format!("{}: {note}", name(*rater)));
            Some(all.collect::<Vec<_>>().join(" / "))
        }
    };
    let date = answer.date.filter(|date| Some(*date) != merge.date);
    let merged = Answer { reply, evidence: answer.evidence.clone(), note, date, span: None };
    if let Some(value) = answer_toml(&merged) {
        entry(out, id, &value);
    }
}

/// A question that is left open, with what each of them said of it.
fn open(out: &mut String, view: &RatersView<'_>, id: &str, said: impl Iterator<Item = Option<String>>) {
    comment(out, view.lang, &say!("Disputed:", "不一致："));
    for (rater, said) in view.raters.iter().zip(said) {
        if let Some(said) = said {
            let name = &rater.name;
            comment(out, view.lang, &say!("  {name}: {said}", "  {name}：{said}"));
        }
    }
    let _ = writeln!(out, "# {id} =");
}

fn comment(out: &mut String, lang: Lang, text: &Bilingual) {
    let _ = writeln!(out, "# {}", clean(text.to(lang)));
}

fn entry(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}
