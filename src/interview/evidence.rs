use super::{About, AboutKind, Interview, Item, Picked, Screen, Stop, TextAsk, Typed, words};
use crate::answers::Reply;
use crate::framework::CriterionIx;
use crate::text::{Label, clean, say};

impl Interview<'_> {
    /// Asks for the evidence of a level that was just chosen. If it is left open, the next screen says what that means.
    pub(super) fn ask_evidence(&mut self, index: CriterionIx, level: u8) -> Result<(), Stop> {
        if !self.framework[index].needs_evidence(level) {
            return Ok(());
        }
        let mut evidence = self.machine.sheet().answer(index).evidence.clone();
        if !evidence.is_empty() {
            match self.what_to_do_with(index, &evidence)? {
                Picked::Choices(picked) if picked == [1] => {}
                Picked::Choices(picked) if picked == [2] => evidence.clear(),
                _ => return Ok(()),
            }
        }
        loop {
            let ask = self.evidence_ask(index, level, evidence.len() + 1);
            let text = self.written(&ask)?;
            if text.is_empty() {
                break;
            }
            evidence.push(text);
            let changes = self.machine.set_evidence(index, evidence.clone());
            self.keep(&changes)?;
        }
        // Old evidence is removed only once something replaces it.
        if !self.machine.sheet().answer(index).is_backed() {
            let counts = self.framework[index].evidence_from.unwrap_or(1).saturating_sub(1);
            self.notice = Some(self.say(say!(
                "Level {level} is noted without evidence: as proven it counts as level {counts} until there is some.",
                "レベル{level}を根拠資料なしで記録しました。根拠資料を追加するまで、「根拠あり」の採点ではレベル{counts}として扱います。"
            )));
        }
        Ok(())
    }

    /// Offers to keep the evidence that is there, to add to it, or to replace it, in this order.
    fn what_to_do_with(&mut self, index: CriterionIx, evidence: &[String]) -> Result<Picked, Stop> {
        let choices = [words::EVIDENCE_KEEP, words::EVIDENCE_ADD, words::EVIDENCE_REPLACE];
        let there = evidence.iter().map(|text| clean(text)).collect::<Vec<_>>().join(" / ");
        let screen = Screen {
            progress: self.progress(Item::Criterion(index)),
            question: self.label(words::EVIDENCE_THERE),
            about: vec![About { kind: AboutKind::Before, text: there }],
            choices: self.numbered(&choices),
            ..Screen::default()
        };
        self.prompter.choose(&screen)
    }

    fn evidence_ask(&self, index: CriterionIx, level: u8, number: usize) -> TextAsk {
        let criterion = &self.framework[index];
        let says = clean(criterion.level(level).says.to(self.language));
        let mut about = vec![self.say(say!("Level {level}: {says}", "レベル{level}：{says}"))];
        if let Some(proof) = criterion.proof_of(level) {
            about.push(clean(&format!("{}{}", words::PROOF.to(self.lang), proof.to(self.language))));
        }
        about.push(self.label(words::EVIDENCE_END));
        let label = self.say(say!("Evidence {number}", "根拠資料{number}"));
        TextAsk { label, ..self.line(Item::Criterion(index), words::EVIDENCE_ASK, about) }
    }

    /// Asks why a criterion does not apply; none if no reason was given.
    pub(super) fn ask_reason(&mut self, index: CriterionIx) -> Result<Option<Reply>, Stop> {
        let mut about = vec![clean(self.framework[index].question.to(self.language))];
        if let Reply::NotApplicable(reason) = &self.machine.sheet().answer(index).reply {
            about.push(format!("{}{}", words::PRESENT.to(self.lang), clean(reason)));
        }
        about.push(self.label(words::REASON_NEEDED));
        let ask = self.line(Item::Criterion(index), words::REASON_ASK, about);
        let reason = self.written(&ask)?;
        Ok((!reason.is_empty()).then_some(Reply::NotApplicable(reason)))
    }

    pub(super) fn ask_note(&mut self, index: CriterionIx) -> Result<(), Stop> {
        let mut about = Vec::new();
        if let Some(note) = &self.machine.sheet().answer(index).note {
            about.push(format!("{}{}", words::PRESENT_NOTE.to(self.lang), clean(note)));
        }
        about.push(self.label(words::NOTE_KEYS));
        let ask = self.line(Item::Criterion(index), words::NOTE_ASK, about);
        let note = match self.written(&ask)?.as_str() {
            "" => return Ok(()),
            "-" => None,
            note => Some(note.to_owned()),
        };
        let changes = self.machine.set_note(index, note);
        self.keep(&changes)
    }

    pub(super) fn written(&mut self, ask: &TextAsk) -> Result<String, Stop> {
        self.prompter.text(ask).map(|typed| match typed {
            Typed::Done(text) | Typed::Back(text) => text,
        })
    }

    fn line(&self, item: Item, question: Label, about: Vec<String>) -> TextAsk {
        TextAsk {
            progress: self.progress(item),
            question: self.label(question),
            about,
            label: self.label(words::TEXT_LABEL),
            ..TextAsk::default()
        }
    }
}
