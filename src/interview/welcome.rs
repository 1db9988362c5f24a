use std::path::Path;

use super::fewest::fewest;
use super::run::is_name;
use super::{InfoPage, Interview, InterviewScope, Item, words};
use crate::source::{Diagnostic, Severity};
use crate::text::{clean, count as plural, say};

impl Interview<'_> {
    pub(super) fn welcome(&self) -> InfoPage {
        let titles = self.framework.stages().iter().map(|stage| clean(stage.title.to(self.language)));
        let (count, titles) = (self.framework.stages().len(), self.lang.list(titles));
        let stages = match count {
            1 => say!(
                "It asks how far along you are at this stage: {titles}.",
                "次の段階への準備状況を確認します：{titles}。"
            ),
            _ => say!(
                "It asks how far along you are at each of {count} stages: {titles}.",
                "次の{count}つの段階について、準備状況を確認します：{titles}。"
            ),
        };
        let mut paragraphs = vec![self.say(stages)];
        paragraphs.extend(self.what_is_asked());
        paragraphs.extend([words::WHAT_A_LEVEL_IS, words::WHAT_PROOF_IS].map(|label| self.label(label)));
        paragraphs.push(self.how_much());
        paragraphs.extend(self.what_is_proposed());
        paragraphs.push(self.label(words::HOW_TO_STOP));
        paragraphs.extend(self.framework.disclaimer().map(|text| clean(text.to(self.language))));
        InfoPage { title: clean(self.framework.title().to(self.language)), paragraphs }
    }

    /// What this run leaves out, if anything.
    fn what_is_asked(&self) -> Option<String> {
        let InterviewScope { stage, quick } = self.machine.scope;
        let stage = stage.map(|stage| clean(self.framework[stage].title.to(self.language)));
        Some(self.say(match (stage, quick) {
            (None, false) => return None,
            (Some(stage), false) => {
                say!(
                    "This time only what {stage} needs is asked.",
                    "今回は、「{stage}」に関係する質問だけに答えます。"
                )
            }
            (None, true) => say!(
                "This time only the gates and the heaviest questions are asked.",
                "今回は、必須条件と重みの大きい質問だけに答えます。"
            ),
            (Some(stage), true) => say!(
                "This time only the gates and the heaviest questions of {stage} are asked.",
                "今回は、「{stage}」の必須条件と重みの大きい質問だけに答えます。"
            ),
        }))
    }

    /// How many answers wait to be confirmed, if any.
    fn what_is_proposed(&self) -> Option<String> {
        let proposed = self.machine.open().into_iter().filter(|item| self.machine.is_proposed(*item)).count();
        Some(self.say(match proposed {
            0 => return None,
            1 => say!(
                "1 answer is only proposed: it comes first. Accept it, choose another level, or reject it.",
                "提案された未確認の回答が1件あります。まずこれを資料と照らし合わせ、確認済みにするか、別のレベルを選ぶか、却下してください。"
            ),
            _ => say!(
                "{proposed} answers are only proposed: they come first. Accept each, choose another level, or reject it.",
                "提案された未確認の回答が{proposed}件あります。まず1件ずつ資料と照らし合わせ、確認済みにするか、別のレベルを選ぶか、却下してください。"
            ),
        }))
    }

    fn how_much(&self) -> String {
        let mut open = self.machine.open();
        open.retain(|item| !is_name(*item));
        let (count, most) = (open.len(), self.minutes(&open));
        let of = self.machine.progress(Item::Subject).of;
        let (en, ja) = (plural(most, "minute"), format!("{most}分"));
        if count == 0 {
            return self.label(words::ALL_ANSWERED);
        }
        if !self.machine.is_fresh() {
            return self.say(say!(
                "{count} of {of} questions are open: about {en} if you read every word. It continues where you stopped.",
                "全{of}問のうち{count}問が未回答です（すべて読んだ場合、約{ja}）。前回の続きから始めます。"
            ));
        }
        let Some(criteria) = fewest(self.framework, self.machine.scope) else {
            return self.say(say!(
                "Up to {count} questions: at most about {en} if you read every word.",
                "質問は最大{count}問、所要時間はすべて読んだ場合で最長約{ja}です。"
            ));
        };
        let mut items: Vec<_> = open.into_iter().filter(|item| matches!(item, Item::Fact(_))).collect();
        items.extend(criteria.into_iter().map(Item::Criterion));
        let (few, least) = (items.len(), self.minutes(&items));
        let (en, ja) = if least == most {
            (en, ja)
        } else {
            (format!("{least} to {most} minutes"), format!("{least}〜{most}分"))
        };
        self.say(if few == count {
            say!(
                "{count} questions: about {en} if you read every word.",
                "質問は{count}問、所要時間はすべて読んだ場合で約{ja}です。"
            )
        } else {
            say!(
                "{few} to {count} questions, depending on the product: about {en} if you read every word.",
                "質問は製品に応じて{few}〜{count}問、所要時間はすべて読んだ場合で約{ja}です。"
            )
        })
    }

    /// The minutes that questions take, including reading their texts.
    pub(super) fn minutes(&self, items: &[Item]) -> usize {
        let facts =
            items.iter().filter_map(|item| if let Item::Fact(fact) = item { Some(*fact) } else { None });
        let criteria =
            items.iter().filter_map(|item| if let Item::Criterion(own) = item { Some(*own) } else { None });
        let names = items.iter().filter(|item| is_name(**item)).count();
        self.framework.minutes_to_answer(self.language, facts, criteria, names)
    }

    /// What is wrong in the sheet as it was read, if anything.
    pub(super) fn page_of_mistakes(&self) -> Option<InfoPage> {
        let told = self.mistakes.iter().filter(|mistake| mistake.code.severity != Severity::Info);
        let mut paragraphs: Vec<String> = told.map(|mistake| self.mistake(mistake)).collect();
        if paragraphs.is_empty() {
            return None;
        }
        if self.mistakes.iter().any(Diagnostic::is_error) {
            paragraphs.push(String::new());
            paragraphs.push(self.label(words::MISTAKES_ARE_OPEN));
        }
        Some(InfoPage { title: self.label(words::MISTAKES), paragraphs })
    }

    fn mistake(&self, mistake: &Diagnostic) -> String {
        let message = mistake.message.to(self.lang);
        let place = mistake.place.as_ref().map(|place| {
            let (line, _) = place.file.position(place.span.start);
            let name = Path::new(&place.file.name).file_name().unwrap_or_default();
            format!("{}:{line}: ", name.display())
        });
        let help = mistake.help.as_ref().map(|help| help.to(self.lang));
        let help = help.map(|help| self.lang.of(format!(" ({help})"), format!("（{help}）")));
        clean(&format!("- {}{message}{}", place.unwrap_or_default(), help.unwrap_or_default()))
    }
}
