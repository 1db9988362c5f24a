use super::{Interview, Stop, TextAsk, Typed, words};
use crate::answers::{Evidence, Reply};
use crate::framework::CriterionIx;
use crate::text::{clean, say};

impl Interview<'_> {
    /// Asks for the evidence; whether to continue. Whatever was written is kept, even when going back.
    pub(super) fn ask_evidence(&mut self, index: CriterionIx) -> Result<bool, Stop> {
        let before = self.machine.sheet().answer(index).evidence.clone();
        let typed = self.prompter.text(&self.evidence_ask(index, &before))?;
        let goes_on = matches!(typed, Typed::Done(_));
        let (Typed::Done(text) | Typed::Back(text)) = typed;
        let changes = self.machine.set_evidence(index, pieces(&text, &before));
        self.keep(&changes)?;
        self.tell_what_is_unproven(index);
        Ok(goes_on)
    }

    fn tell_what_is_unproven(&mut self, index: CriterionIx) {
        let answer = self.machine.sheet().answer(index);
        let Reply::Level(level) = answer.reply else { return };
        if answer.is_backed(self.machine.as_of) || !self.framework[index].needs_evidence(level) {
            return;
        }
        let counts = self.framework[index].evidence_from.unwrap_or(1).saturating_sub(1);
        let what = clean(&answer.evidence.join(self.lang.of(", ", "、")));
        self.note(if what.is_empty() {
            say!(
                "Level {level} is recorded without evidence. Until there is some, it counts as level {counts} in what is proven.",
                "レベル{level}を根拠資料なしで記録しました。根拠資料を追加するまで、「根拠あり」の採点ではレベル{counts}として扱います。"
            )
        } else {
            say!(
                "\"{what}\" is no evidence. Until there is some, level {level} counts as level {counts} in what is proven.",
                "「{what}」は根拠資料とみなしません。根拠資料を追加するまで、「根拠あり」の採点では、レベル{level}をレベル{counts}として扱います。"
            )
        });
    }

    fn evidence_ask(&self, index: CriterionIx, there: &[Evidence]) -> TextAsk {
        let criterion = &self.framework[index];
        let level = match self.machine.sheet().answer(index).reply {
            Reply::Level(level) => Some(level),
            _ => None,
        };
        let mut about = vec![match level {
            Some(level) => {
                let says = clean(criterion.level(level).says.to(self.language));
                self.say(say!("Level {level}: {says}", "レベル{level}：{says}"))
            }
            None => clean(criterion.question.to(self.language)),
        }];
        let proof = level.map_or(criterion.proof.as_ref(), |level| criterion.proof_of(level));
        if let Some(proof) = proof {
            about.push(clean(&format!("{}{}", words::PROOF.to(self.lang), proof.to(self.language))));
        }
        about.push(self.label(words::EVIDENCE_MAY_WAIT));
        let shown: Vec<String> = there.iter().map(|piece| shown(piece)).collect();
        TextAsk {
            label: self.label(words::EVIDENCE),
            initial: shown.join("\n"),
            lines: true,
            ..self.text_ask(index, words::EVIDENCE_ASK, about)
        }
    }
}

/// A piece of evidence on one line.
fn shown(piece: &str) -> String {
    clean(piece).trim().to_owned()
}

/// The pieces that lines of text represent. An unchanged line is the previous piece, including anything that a line
/// cannot show.
fn pieces(text: &str, before: &[Evidence]) -> Vec<Evidence> {
    let mut left: Vec<&Evidence> = before.iter().collect();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let piece = |line: &str| match left.iter().position(|piece| shown(piece) == line) {
        Some(at) => left.remove(at).clone(),
        None => line.into(),
    };
    lines.map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::{Evidence, pieces};

    #[test]
    fn a_line_that_was_not_changed_is_the_piece_that_was_there() {
        let before = [" two\nlines ", "letter", "two\tlines"].map(Evidence::from);
        assert_eq!(pieces("two lines\nletter\ntwo lines", &before), before);
        assert_eq!(pieces("letter\n\n new \n", &before), ["letter", "new"]);
        assert_eq!(pieces("two lines, changed", &before), ["two lines, changed"]);
        assert_eq!(pieces("\n", &before), [""; 0]);
    }
}
