use std::fmt::Write as _;

use super::{RatersView, reply};
use crate::advice::{Merge, MergedAnswer, Opinions, Status};
use crate::answers::write::{answer_toml, fact_toml, text_toml};
use crate::answers::{Answer, Reply};
use crate::framework::ChoiceIx;
use crate::text::{Bilingual, clean, say};

/// The merged sheet of raters as TOML. A disputed answer is left open, below a comment with what each rater said.
pub fn merged_sheet(view: &RatersView<'_>, merge: &Merge) -> String {
    let mut sheet = MergedSheet { text: String::new(), view: *view, merge };
    sheet.head();
    sheet.facts();
    sheet.answers();
    sheet.text
}

struct MergedSheet<'a> {
    text: String,
    view: RatersView<'a>,
    merge: &'a Merge,
}

impl MergedSheet<'_> {
    fn head(&mut self) {
        let RatersView { framework, raters, .. } = self.view;
        let count = raters.len();
        self.comment(&say!("Merged from {count} answer sheets:", "{count}件の回答シートをまとめたもの："));
        for rater in raters {
            let (name, path) = (&rater.name, &rater.input.path);
            self.comment(&say!("  {name} ({path})", "  {name}（{path}）"));
        }
        self.comment(&say!(
            "Disputed questions are open: settle them, remove the `#` before the id, and write the answer.",
            "回答が一致しない質問は未回答にしてあります。話し合って決め、id の前の `#` を消して回答を書いてください。"
        ));
        self.entry("framework", &text_toml(framework.id()));
        self.entry("version", &text_toml(framework.version()));
        let given = raters.iter().map(|rater| rater.sheet.subject.as_deref());
        self.agreed("subject", self.merge.subject.as_deref(), given);
        let given = raters.iter().map(|rater| rater.sheet.reference.as_deref());
        self.agreed("ref", self.merge.reference.as_deref(), given);
        if let Some(date) = self.merge.date {
            self.entry("date", &date.to_string());
        }
        let names: Vec<_> = raters.iter().map(|rater| rater.name.as_str()).collect();
        self.entry("respondent", &text_toml(&names.join(", ")));
    }

    fn agreed<'t>(&mut self, key: &str, agreed: Option<&str>, given: impl Iterator<Item = Option<&'t str>>) {
        if let Some(text) = agreed {
            return self.entry(key, &text_toml(text));
        }
        let said = self.view.raters.iter().zip(given).filter_map(|(rater, text)| Some((&rater.name, text?)));
        for (name, text) in said {
            self.comment(&say!("{key}, {name}: {text}", "{key}、{name}：{text}"));
        }
    }

    fn facts(&mut self) {
        self.text += "\n[facts]\n";
        let RatersView { framework, agreement, .. } = self.view;
        for index in framework.fact_indices() {
            let Some(opinions) = agreement.facts.iter().find(|one| one.fact == index) else { continue };
            let fact = &framework[index];
            if opinions.status.is_disputed() {
                let id = |choice: &ChoiceIx| fact.choices[choice.get()].id.as_str();
                let said = |choices: &Vec<ChoiceIx>| match choices.as_slice() {
                    [] => "unknown".to_owned(),
                    choices => choices.iter().map(id).collect::<Vec<_>>().join(", "),
                };
                self.open(&fact.id, opinions.given.iter().map(|choices| choices.as_ref().map(said)));
            } else if let Some(choices) = opinions.given.iter().flatten().next() {
                self.entry(&fact.id, &fact_toml(framework, index, choices));
            }
        }
    }

    fn answers(&mut self) {
        self.text += "\n[answers]\n";
        let RatersView { framework, agreement, lang, .. } = self.view;
        for index in framework.criterion_indices() {
            let Some(opinions) = agreement.criteria.iter().find(|one| one.criterion == index) else {
                continue;
            };
            let id = &framework[index].id;
            if opinions.status.is_disputed() {
                let said = opinions.given.iter().map(|answer| {
                    let answer = answer.as_ref()?;
                    let mut text = reply(answer, lang);
                    if !answer.evidence.is_empty() {
                        let list = answer.evidence.join("; ");
                        text += say!(" (evidence: {list})", "（根拠資料：{list}）").to(lang);
                    }
                    if let Some(note) = &answer.note {
                        text = format!("{text} - {note}");
                    }
                    Some(text)
                });
                self.open(id, said);
            } else if let Some(kept) = self.merge.answers.iter().find(|kept| kept.criterion == index) {
                self.answer(id, opinions, kept);
            }
        }
    }

    fn answer(&mut self, id: &str, opinions: &Opinions, kept: &MergedAnswer) {
        let raters = self.view.raters;
        if opinions.status == Status::Single
            && let Some(rater) = opinions.given.iter().position(Option::is_some)
        {
            let name = &raters[rater].name;
            self.comment(&say!("Answered by {name} only:", "回答したのは {name} だけ："));
        }
        let reply = match &kept.answer.reply {
            Reply::NotApplicable(_) => Reply::NotApplicable(kept.reasons.join(" / ")),
            reply => reply.clone(),
        };
        let note = match kept.notes.as_slice() {
            [] => None,
            [(_, note)] => Some(note.clone()),
            notes => {
                let all = notes.iter().map(|(rater, note)| format!("{}: {note}", raters[*rater].name));
                Some(all.collect::<Vec<_>>().join(" / "))
            }
        };
        let date = kept.answer.date.filter(|date| Some(*date) != self.merge.date);
        if let Some(value) = answer_toml(&Answer { reply, note, date, ..kept.answer.clone() }) {
            self.entry(id, &value);
        }
    }

    fn open(&mut self, id: &str, said: impl Iterator<Item = Option<String>>) {
        self.comment(&say!("Disputed:", "不一致："));
        let said = self.view.raters.iter().zip(said).filter_map(|(rater, said)| Some((&rater.name, said?)));
        for (name, said) in said {
            self.comment(&say!("  {name}: {said}", "  {name}：{said}"));
        }
        let _ = writeln!(self.text, "# {id} =");
    }

    fn comment(&mut self, text: &Bilingual) {
        let _ = writeln!(self.text, "# {}", clean(text.to(self.view.lang)));
    }

    fn entry(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.text, "{key} = {value}");
    }
}
